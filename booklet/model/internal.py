"""Confidential facts of a service, in files of their own: content/internal/<service>.yaml.

They are no part of the `Catalogue`, and nothing that prints takes an `Internal`: a type error, and a test that mypy finds it.
They serve the people who keep the directory: call sheets, and the search for leaks in finished files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from booklet.diag import Sink, Span
from booklet.model.confidential import INTERNAL_FOLDER
from booklet.model.read import read_folder
from booklet.value import compared
from booklet.world.files import World


@compared
class Contact:
    """Someone at a service."""

    role: str
    name: str | None = None
    number: str | None = None
    email: str | None = None


@compared
class Internal:
    KIND: ClassVar[str] = "internal"
    id: str
    """Of the service."""
    shelter_address: tuple[str, ...] = ()
    """As written on the spot; one for each shelter."""
    coordinates: tuple[str, ...] = ()
    """Decimal degrees, latitude before longitude."""
    contacts: tuple[Contact, ...] = ()
    numbers: tuple[str, ...] = ()
    """Numbers that are not for everyone."""
    note: str | None = None
    span: Span = Span("", 0, 0)

    def secrets(self) -> Iterator[str]:
        """Everything that must stand in no finished file."""
        yield from (*self.shelter_address, *self.coordinates, *self.numbers)
        for contact in self.contacts:
            yield from filter(None, (contact.name, contact.number, contact.email))


def read_internal(world: World, sink: Sink) -> dict[str, Internal]:
    """The confidential facts of a project folder, by service. For call sheets and the search for leaks; nothing prints them."""
    return {one.id: one for one in read_folder(world, INTERNAL_FOLDER, Internal, sink)}
