"""Places that services serve and editions are for: a tree after ISO 3166-2, and border crossings with their two sides."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from booklet.diag import Span
from booklet.model.confidential import NO_POSITION
from booklet.model.provenance import Source
from booklet.model.values import LocalName, Text
from booklet.value import compared


class PlaceKind(StrEnum):
    COUNTRY = "country"
    PROVINCE = "province"
    """A subdivision with an ISO 3166-2 code."""
    DISTRICT = "district"
    TOWN = "town"
    CROSSING = "crossing"
    """Where a border is crossed: it has two sides instead of one parent."""


@compared
class Side:
    """One side of a crossing."""

    place: str
    """Id of the place it lies in."""
    name: Text | None = None
    """What the crossing is called there."""
    local_name: LocalName | None = None

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return country_of(self.place)


@compared
class Place:
    """A place of a public directory; no field can hold the position of a shelter."""

    KIND: ClassVar[str] = "place"
    REFUSED: ClassVar[Mapping[str, tuple[str, str]]] = NO_POSITION
    id: str
    """Of a country or subdivision: its code in small letters, th or th-63. Others begin with the id they lie in."""
    name: Text
    kind: PlaceKind
    sources: tuple[Source, ...]
    code: str | None = None
    """ISO 3166-1 alpha-2 or ISO 3166-2: TH, TH-63."""
    within: str | None = None
    """Id of the place it lies in."""
    local_name: LocalName | None = None
    sides: tuple[Side, ...] = ()
    """Of a crossing: two."""
    was: tuple[str, ...] = ()
    """Ids it had before; local folders and links still use them."""
    span: Span = Span("", 0, 0)


def country_of(place: str) -> str:
    """ISO 3166-1 alpha-2 of the place with this id; a crossing has none of its own."""
    return place.split("-")[0].upper()
