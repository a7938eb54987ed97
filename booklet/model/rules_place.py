"""What must be true of places: codes, the tree they form, and the two sides of a crossing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from booklet.diag import Sink
from booklet.model.place import Place, PlaceKind
from booklet.world.scalars import closest
from booklet.world.source import Node, quoted, span_of

_CODES = {PlaceKind.COUNTRY: "[A-Z]{2}", PlaceKind.PROVINCE: "[A-Z]{2}-[A-Z0-9]{1,3}"}
"""ISO 3166-1 alpha-2 and ISO 3166-2."""


def check_place(place: Place, node: Node, known: Mapping[str, Place], sink: Sink) -> None:
    """Report every broken rule of a place, at its place in `node`."""
    _check_code(place, node, sink)
    if place.kind is PlaceKind.CROSSING:
        _check_sides(place, node, sink)
    elif place.sides:
        sink.error("wrong-place", "only a crossing has sides", span_of(node, "sides"), "say 'kind: crossing', or remove them")
    elif place.kind is not PlaceKind.COUNTRY and not place.within:
        hint = "add 'within: …', the id of the place around it"
        sink.error("missing-key", f"the place {quoted(place.id)} lies in no other", node.span, hint)
    _check_known(place, node, known, sink)
    if not place.sources:
        hint = "add where its name and code are from"
        sink.error("no-source", f"the place {quoted(place.id)} has no source", span_of(node, "sources"), hint)


def _check_code(place: Place, node: Node, sink: Sink) -> None:
    pattern = _CODES.get(place.kind)
    if pattern is None:
        if place.code:
            hint = "remove it; only countries and their subdivisions have one"
            sink.error("wrong-place", f"a {place.kind} has no ISO code", span_of(node, "code"), hint)
        return
    if not place.code or not re.fullmatch(pattern, place.code):
        hint = "write the code of ISO 3166: TH for a country, TH-63 for a subdivision"
        sink.error("wrong-place", f"the {place.kind} {quoted(place.id)} has no ISO code", span_of(node, "code"), hint)
    elif place.id != place.code.lower():
        hint = f"write 'id: {place.code.lower()}'"
        sink.error("wrong-place", f"the id {quoted(place.id)} is not its code", span_of(node, "id"), hint)


def _check_sides(place: Place, node: Node, sink: Sink) -> None:
    if len(place.sides) != 2 or len({side.country for side in place.sides}) != 2:
        hint = "list one side in each of the two countries"
        sink.error("wrong-place", f"the crossing {quoted(place.id)} has not two sides", span_of(node, "sides"), hint)
    if place.within:
        hint = "remove it; its sides say where it is"
        sink.error("wrong-place", "a crossing lies in no one place", span_of(node, "within"), hint)


def _check_known(place: Place, node: Node, known: Mapping[str, Place], sink: Sink) -> None:
    named = [(place.within, ("within",))] if place.within else []
    named += [(side.place, ("sides", i, "place")) for i, side in enumerate(place.sides)]  # type: ignore[misc]
    for name, path in named:
        if name not in known:
            hints = (*closest(name, known), "add it under content/places, or correct the name")
            sink.error("unknown-id", f"there is no place {quoted(name)}", span_of(node, *path), *hints)
    seen, around = {place.id}, known.get(place.within or "")
    while around:
        if around.id in seen:
            hint = "mend 'within' of one of them"
            sink.error("wrong-place", f"the place {quoted(place.id)} lies in itself", span_of(node, "within"), hint)
            return
        seen.add(around.id)
        around = known.get(around.within or "")
