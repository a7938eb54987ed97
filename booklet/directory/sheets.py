"""The sheets of the workbook and their columns, made from the classes of the model: what is added there appears here.

A record stands in the row of its owner, its facts under dotted names; records of a list have a sheet of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final, get_args, get_origin

from booklet.directory.record import item_of, record_of
from booklet.directory.yaml_text import BARE
from booklet.model.catalogue import (
    Alert,
    Channel,
    DialFrom,
    Flag,
    Interval,
    LanguageHours,
    LocalName,
    Service,
    Site,
    Source,
)
from booklet.model.intake import Document, Referral, RequiredDocuments, Step
from booklet.value import compared
from booklet.world.decode import optional_of, record_fields
from booklet.world.schema import field_notes

SERVICE, WHERE = "service", "where"
"""Columns of every sheet but the first: the id of the service, and the part of it that a row belongs to."""

_NAMES: Final = {
    Channel: "Channels", Interval: "Hours", Site: "Sites", Source: "Sources", LocalName: "Names", DialFrom: "Numbers abroad",
    LanguageHours: "Language hours", RequiredDocuments: "Documents", Document: "Document list", Step: "Steps", Alert: "Alerts",
    Referral: "Referrals", Flag: "Flags",
}  # fmt: skip
_KEPT_BACK = frozenset(("disclosure",))
"""Facts that no sheet has: what is internal neither leaves nor comes in this way."""


@compared
class Column:
    """One fact of a record."""

    name: str
    """Its path with points: confidentiality.tells_police."""
    path: tuple[str, ...]
    kind: type
    """str, int, bool, date or a StrEnum; of a list, that of its items."""
    many: bool
    required: bool
    note: str
    choices: tuple[str, ...]
    """What may be written; empty if anything may."""

    @property
    def coded(self) -> bool:
        """Whether a list is one of codes, which stand beside each other; texts stand one on each line of the cell."""
        return issubclass(self.kind, StrEnum) or self.path[-1] in BARE


@compared
class Sheet:
    """The records of one class."""

    name: str
    cls: Any
    columns: tuple[Column, ...]
    places: tuple[tuple[str, ...], ...]
    """Where such records are: paths of keys, with * for an item. None for the services themselves."""

    ending: tuple[str, ...]
    """The key that all of them are under, which `where` leaves out; nothing if they are under several."""
    has_where: bool
    """Whether a service has more than one place for such records."""
    leading: tuple[str, ...]
    """The columns before those of the record."""
    headings: tuple[str, ...]


def _sheet(name: str, cls: Any, places: tuple[tuple[str, ...], ...]) -> Sheet:
    columns = tuple(_columns(cls))
    last = {place[-1] for place in places}
    ending = tuple(last) if len(last) == 1 else ()
    has_where = places not in ((), (ending,))
    leading = () if not places else (SERVICE, WHERE) if has_where else (SERVICE,)
    return Sheet(name, cls, columns, places, ending, has_where, leading, (*leading, *(column.name for column in columns)))


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets: the services, then what belongs to them, owners before what they own."""
    places: dict[Any, list[tuple[str, ...]]] = {}
    for cls, place in _lists(Service, ()):
        places.setdefault(cls, []).append(place)
    order = sorted(places, key=lambda cls: (min(map(len, places[cls])) > 1, max(map(len, places[cls]))))
    parts = (_sheet(_NAMES.get(cls, cls.__name__), cls, tuple(places[cls])) for cls in order)
    return (_sheet("Services", Service, ()), *parts)


def _lists(cls: Any, path: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """The classes of records in lists, with the places of the lists."""
    for field in record_fields(cls):
        here = (*path, field.name)
        if (item := item_of(field.hint)) is not None:
            yield item, here
            yield from _lists(item, (*here, "*"))
        elif (record := record_of(field.hint)) is not None:
            yield from _lists(record, here)


def _columns(cls: Any, prefix: str = "", required: bool = True) -> Iterator[Column]:
    notes = field_notes(cls)
    for field in record_fields(cls):
        name = f"{prefix}{field.name}"
        if field.name in _KEPT_BACK or item_of(field.hint) is not None:
            continue
        must = required and field.required
        if (record := record_of(field.hint)) is not None:
            yield from _columns(record, f"{name}.", must)
        else:
            kind, many = _kind(field.hint)
            yield Column(name, tuple(name.split(".")), kind, many, must, notes.get(field.name, ""), _choices(kind))


def _choices(kind: type) -> tuple[str, ...]:
    if issubclass(kind, StrEnum):
        return tuple(str(member) for member in kind)
    return ("yes", "no") if kind is bool else ()


def _kind(hint: Any) -> tuple[type, bool]:
    hint = optional_of(hint) or hint
    many = get_origin(hint) is tuple
    inner = get_args(hint)[0] if many else hint
    plain = isinstance(inner, type) and (inner in (int, bool, date) or issubclass(inner, StrEnum))
    return (inner if plain else str), many
