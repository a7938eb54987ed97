"""Why each service is in an edition, prints with a mark, is left out or is blocked; and which languages lack its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from booklet.diag import Sink, Span
from booklet.l10n.catalogs import Catalog, read_translations
from booklet.l10n.extract import service_domain, texts
from booklet.l10n.languages import SOURCE_LANGUAGE, read_languages
from booklet.model import gates
from booklet.model.catalogue import Catalogue, Service
from booklet.model.choosing import Chooser, PlaceOf, Verdict
from booklet.model.edition import Edition, Missing
from booklet.model.evidence import own_evidence
from booklet.model.gates import Outcome, Ruling
from booklet.model.read import SERVICES, read_catalogue
from booklet.model.selection import select
from booklet.project import places_in
from booklet.value import compared
from booklet.world.files import World
from booklet.world.layers import LayeredWorld, read_node
from booklet.world.overlay import hides
from booklet.world.source import MapNode, Node, Scalar, read_yaml, span_of

_OF_SERVICE: Mapping[str, tuple[str, ...]] = {
    "status": ("status",),
    "blocked": ("blocked",),
    "alert": ("alerts",),
    "no-consent": ("consent",),
    "no-channel": ("channels",),
    "one-source": ("sources",),
}
_OF_CHANNEL: Mapping[str, tuple[str, ...]] = {
    "channel-blocked": ("blocked",),
    "internal": ("disclosure",),
    "fiction": ("number",),
    "not-fiction": ("number",),
    "number-unknown": ("number",),
}
_OF_CHECK: Mapping[str, tuple[str, ...]] = {
    "dead": ("result",),
    "no-answer": ("result",),
    "not-called": ("how",),
    "expired": ("on",),
    "stale": ("on",),
    "checked-later": ("on",),
    "unverified": (),
}
"""The key that decides each gate: of the service, of one of its channels, or of the check that counts for it."""


class Fate(StrEnum):
    """What becomes of a service, in the order in which it is told."""

    IN = "in"
    MARKED = "marked"
    OUT = "out"
    BLOCKED = "blocked"
    HIDDEN = "hidden"
    """A local folder takes it away."""


class Reason(NamedTuple):
    """One fact that decides. `channel`: of which one; `rule` and `source`: its name, and where the rule is from."""

    rule: str
    outcome: Outcome
    text: str
    source: str
    span: Span
    channel: str | None = None


class Gap(NamedTuple):
    """Texts of a service that a language lacks."""

    lang: str
    missing: int
    of: int


@compared
class Explained:
    id: str
    name: str
    country: str
    fate: Fate
    reasons: tuple[Reason, ...]
    gaps: tuple[Gap, ...] = ()
    span: Span = Span("", 0, 0)


@compared
class Explanation:
    """`stops`: whether a build refuses what a language lacks, or prints English instead."""

    edition: Edition
    services: tuple[Explained, ...]
    stops: bool


def explain(world: World, edition: Edition, sink: Sink, only: str | None = None) -> Explanation:
    """Every service of the project, those that print first and in their order; or `only` one.

    Raises BookletError if the content has errors."""
    catalogue = read_catalogue(world, sink)
    sink.stop_on_errors()
    shown = [s.id for group in select(catalogue, edition, Sink()).services.values() for s in group]
    chooser, place_of = Chooser(edition, catalogue.places), places_in(world, edition)
    paths = {path.rpartition("/")[2].removesuffix(".yaml"): path for path in world.list(SERVICES, ".yaml")}
    gaps = _Gaps(world, edition, catalogue)
    shared = gates.shared_codes(catalogue, edition)
    found = [
        _explain(service, chooser.judge(service), edition, _node(world, paths.get(service.id, "")), place_of, gaps, shared)
        for service in catalogue.services.values()
        if only in (None, service.id)
    ]
    found += [one for one in _hidden(world) if only in (None, one.id)]
    order = {name: n for n, name in enumerate(shown)}
    found.sort(key=lambda e: (list(Fate).index(e.fate), order.get(e.id, 0), e.id))
    return Explanation(edition, tuple(found), edition.missing is Missing.ERROR)


def _explain(
    service: Service, verdict: Verdict, edition: Edition, node: Node | None, place_of: PlaceOf, gaps: _Gaps, shared: Sequence[Ruling]
) -> Explained:
    def place(*path: str | int) -> Span:
        return span_of(node, *path) if node else service.span

    span = place_of(*verdict.key) if verdict.of_edition else place(*verdict.key)
    chosen = Reason(verdict.rule, Outcome.IN if verdict.chosen else Outcome.OUT, verdict.reason, gates.PROJECT, span)
    if not verdict.chosen:
        return Explained(service.id, service.name.source, service.country, Fate.OUT, (chosen,), (), service.span)
    rulings = (*gates.explain(service, edition), *(r for r in shared if r.service == service.id))
    reasons = (chosen, *(_reason(ruling, service, place) for ruling in rulings))
    fate = _fate(rulings)
    lacking = tuple(gaps.of(service)) if fate in (Fate.IN, Fate.MARKED) else ()
    return Explained(service.id, service.name.source, service.country, fate, reasons, lacking, service.span)


def _fate(rulings: Sequence[Ruling]) -> Fate:
    whole = [ruling for ruling in rulings if ruling.channel is None]
    if gates.closed(whole):
        return Fate.BLOCKED if any(ruling.outcome is Outcome.BLOCKED for ruling in rulings) else Fate.OUT
    closed = {r.channel for r in rulings if r.channel and gates.closed([r])}
    printed = [r for r in rulings if r.channel not in closed]
    return Fate.MARKED if any(r.outcome is Outcome.MARKED for r in printed) else Fate.IN


def _reason(ruling: Ruling, service: Service, place: PlaceOf) -> Reason:
    return Reason(ruling.rule, ruling.outcome, ruling.reason, ruling.source, place(*_path(ruling, service)), ruling.channel)


def _path(ruling: Ruling, service: Service) -> tuple[str | int, ...]:
    """The keys that lead to the fact that decided."""
    if ruling.rule in _OF_SERVICE or ruling.channel is None:
        return _OF_SERVICE.get(ruling.rule, ())
    number = next(n for n, channel in enumerate(service.channels) if channel.id == ruling.channel)
    channel = service.channels[number]
    if ruling.rule in _OF_CHECK:
        of_all = channel.verified is None and service.verified is not None
        return (*(() if of_all else ("channels", number)), "verified", *_OF_CHECK[ruling.rule])
    return ("channels", number, *_OF_CHANNEL.get(ruling.rule, ()))


def _node(world: World, path: str) -> Node | None:
    if not path:
        return None
    node = read_node(world, path, Sink())
    return own_evidence(world, path, node, Sink()) if node and isinstance(world, LayeredWorld) else node


def _hidden(world: World) -> Iterator[Explained]:
    """Services that a local folder takes away."""
    if not isinstance(world, LayeredWorld):
        return
    for path in world.list(SERVICES, ".yaml"):
        for layer in world.holding(path):
            node = read_yaml(layer.shown(path), layer.world.read(path), Sink())
            said = hides(node, Sink()) if node else None
            if isinstance(said, bool):
                if said and isinstance(node, MapNode):
                    yield _taken_away(world, path, node)
                break


def _taken_away(world: LayeredWorld, path: str, node: MapNode) -> Explained:
    lowest = world.holding(path)[-1]
    shared = read_yaml(lowest.shown(path), lowest.world.read(path), Sink())
    name, country = (_text(shared, key) for key in ("name", "country"))
    reason = Reason("hidden", Outcome.OUT, "this folder hides it", gates.PROJECT, span_of(node, "hide"))
    return Explained(path.rpartition("/")[2].removesuffix(".yaml"), name, country, Fate.HIDDEN, (reason,), (), node.span)


def _text(node: Node | None, key: str) -> str:
    found = node.get(key) if isinstance(node, MapNode) else None
    return found.text if isinstance(found, Scalar) else ""


class _Gaps:
    """What the languages of an edition lack of services."""

    def __init__(self, world: World, edition: Edition, catalogue: Catalogue) -> None:
        languages = [tag for tag in edition.languages if tag != SOURCE_LANGUAGE]
        domains = {service_domain(country) for country in edition.countries}
        self._catalogs: Mapping[str, Catalog] = read_translations(world, languages, Sink(), read_languages(world, Sink()), domains)
        self._texts: dict[str, list[tuple[str, str]]] = {}
        for unit in texts(Catalogue(services=catalogue.services)):
            owner = unit.text.context.partition("/")[0]
            self._texts.setdefault(owner, []).append((unit.text.context, unit.text.source))

    def of(self, service: Service) -> Iterator[Gap]:
        asked = self._texts.get(f"service:{service.id}", [])
        for lang, catalog in self._catalogs.items():
            known = catalog.messages
            missing = sum(not ((m := known.get(c)) and m.state is not None and m.source == source) for c, source in asked)
            if missing:
                yield Gap(lang, missing, len(asked))
