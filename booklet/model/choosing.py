"""Which services an edition chooses, before any gate is asked, and in which order they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from booklet.diag import Sink, Span
from booklet.model.catalogue import Catalogue, Scope, Service
from booklet.model.choice import Grouping, Order
from booklet.model.edition import Edition
from booklet.model.message import Topic
from booklet.model.place import Place, PlaceKind
from booklet.model.public import PublicService
from booklet.world.scalars import closest

_FIRST_NEEDS = ("trafficking",)


class PlaceOf(Protocol):
    """Where a path of keys stands in the file of an edition."""

    def __call__(self, *path: str | int) -> Span: ...


class Verdict(NamedTuple):
    """Whether an edition chooses a service, by which of its rules, and why, in words. `key` and `of_edition`: the path of
    the deciding fact in the file of the service, or of the edition."""

    chosen: bool
    rule: str
    reason: str
    key: tuple[str | int, ...]
    of_edition: bool = False


class Chooser:
    """The rules of one edition, asked of one service after the other."""

    def __init__(self, edition: Edition, places: Mapping[str, Place]) -> None:
        self._edition, self._rules = edition, edition.services
        self._named = frozenset(_named(edition, places))
        self._around = self._named | {above for name in self._named for above in _above(name, places)}
        self._places = places

    def judge(self, service: Service) -> Verdict:
        """What the rules say of a service: country first, then what the edition names, places, needs."""
        if service.country not in self._edition.countries:
            return Verdict(False, "country", f"its country, {service.country}, is not one of the edition's", ("country",))
        for key, names, chosen in (("exclude", self._rules.exclude, False), ("include", self._rules.include, True)):
            for name in (service.id, *service.was):  # a new name must not bring it back
                if name in names:
                    return Verdict(chosen, key, f"the edition {key}s it", ("services", key, names.index(name)), True)
        return self._by_place(service) or self._by_need(service) or Verdict(True, "chosen", "the edition's rules choose it", ())

    def _by_place(self, service: Service) -> Verdict | None:
        if not self._named or not service.service_areas:
            return None
        for area in service.service_areas:
            if area in self._around or not self._named.isdisjoint(_above(area, self._places)):
                return None
        return Verdict(False, "area", f"it serves {_listed(service.service_areas)} only", ("service_areas",))

    def _by_need(self, service: Service) -> Verdict | None:
        if not self._rules.needs or set(service.needs) & set(self._rules.needs):
            return None
        if any(channel.emergency for channel in service.channels):
            return Verdict(True, "emergency", "it is for danger to life, whatever the edition's needs", ("channels",))
        return Verdict(False, "need", f"it is for {_listed(service.needs)}", ("needs",))


def _named(edition: Edition, places: Mapping[str, Place]) -> Iterator[str]:
    yield from edition.areas
    if edition.crossing:
        yield edition.crossing
        crossing = places.get(edition.crossing)
        yield from (side.place for side in crossing.sides) if crossing else ()


def _above(name: str, places: Mapping[str, Place]) -> Iterator[str]:
    """The places that a place lies in, the nearest first."""
    seen = {name}
    place = places.get(name)
    while place and place.within and place.within not in seen:
        seen.add(place.within)
        yield place.within
        place = places.get(place.within)


def sort_key(edition: Edition) -> Callable[[PublicService], tuple[Any, ...]]:
    """By what the services of one country are sorted: groups first, then the edition's order, ids last of all."""
    rules = edition.services
    needs = rules.needs or _FIRST_NEEDS
    keys: dict[Order, Callable[[PublicService], Any]] = {
        Order.EMERGENCY_LAST: lambda s: s.emergency is not None,
        Order.ABROAD_LAST: lambda s: s.scope is Scope.NATIONALS_ABROAD,
        Order.POLICE_LAST: lambda s: s.operator == "police",
        Order.NATIONAL: lambda s: bool(s.areas),
        Order.NEED: lambda s: _rank(s, needs),
        Order.NAME: lambda s: s.name.source.casefold(),
        Order.ID: lambda s: s.id,
    }
    asked = [keys[order] for order in rules.order]
    if rules.group is Grouping.NEED:
        asked.insert(0, keys[Order.NEED])
    return lambda s: (*(key(s) for key in asked), s.id)


def group_of(service: PublicService, edition: Edition) -> Topic | None:
    """The topic under which a service stands, where the edition groups by need; None for the rest."""
    if edition.services.group is not Grouping.NEED:
        return None
    rank = _rank(service, edition.services.needs)
    wanted = edition.services.needs[rank] if rank < len(edition.services.needs) else None
    return next((topic for topic in service.needs if topic.id == wanted), None)


def _rank(service: PublicService, needs: tuple[str, ...]) -> int:
    return min((needs.index(topic.id) for topic in service.needs if topic.id in needs), default=len(needs))


def check_choice(edition: Edition, catalogue: Catalogue, place_of: PlaceOf, sink: Sink) -> None:
    """Report names in an edition's rules that nothing bears, and a crossing that is none. `place_of` looks into
    its file."""
    rules = edition.services
    services = {name: one for one in catalogue.services.values() for name in (one.id, *one.was)}
    lists: tuple[tuple[Iterable[str], Mapping[str, object], str, tuple[str, ...]], ...] = (
        (edition.areas, catalogue.places, "place", ("areas",)),
        (rules.needs, catalogue.topics, "topic", ("services", "needs")),
        (rules.include, services, "service in its countries", ("services", "include")),
        (rules.exclude, services, "service in its countries", ("services", "exclude")),
    )
    for names, known, what, path in lists:
        for i, name in enumerate(names):
            if name not in known:
                hints = (*closest(name, known), "correct it, or remove it")
                sink.error("unknown-id", f"there is no {what} '{name}'", place_of(*path, i), *hints)
    if edition.crossing:
        place = catalogue.places.get(edition.crossing)
        if place is None or place.kind is not PlaceKind.CROSSING:
            crossings = [p.id for p in catalogue.places.values() if p.kind is PlaceKind.CROSSING]
            hints = (*closest(edition.crossing, crossings), "use the id of a crossing under content/places")
            sink.error("unknown-id", f"there is no crossing '{edition.crossing}'", place_of("crossing"), *hints)
    _check_countries(edition, catalogue.places, place_of, sink)


def _check_countries(edition: Edition, places: Mapping[str, Place], place_of: PlaceOf, sink: Sink) -> None:
    """A place outside of the edition's countries would choose nothing."""
    for i, name in enumerate(edition.areas):
        country = name.split("-")[0].upper()
        if name in places and places[name].kind is not PlaceKind.CROSSING and country not in edition.countries:
            hint = f"add {country} to 'countries', or remove the place"
            sink.error("area-elsewhere", f"'{name}' lies in {country}, which is not one of the edition's countries", place_of("areas", i), hint)
    crossing = places.get(edition.crossing or "")
    if crossing and not {side.country for side in crossing.sides} & set(edition.countries):
        hint = f"add {' or '.join(side.country for side in crossing.sides)} to 'countries'"
        sink.error("area-elsewhere", f"neither side of '{crossing.id}' lies in the edition's countries", place_of("crossing"), hint)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "nothing that the directory names"
