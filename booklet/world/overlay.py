"""YAML of one folder laid over that of another: keys are changed, added or hidden, and every value keeps its own place.

A mapping is merged key by key. A list whose items all have an `id` (`tag`, `family`) is merged item by item: the items
below keep their order, new ones follow. Any other value replaces the one below. `hide: yes` takes an item, or the whole
file, away; `hide: [key, …]` takes keys away."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.diag import Sink
from booklet.world.scalars import BOOLEANS
from booklet.world.source import MapNode, Node, Scalar, SeqNode, quoted

HIDE = "hide"
_NAMES = ("id", "tag", "family")
"""Keys by which an item of a list is known."""


def overlay(nodes: Sequence[Node], sink: Sink) -> Node | None:
    """Documents of one path, the lowest first, as one; None where the last to say so hides it.

    An error to the sink: wrong-type, a `hide` that is neither yes, no nor a list of keys."""
    merged: Node | None = None
    hidden = False
    for node in nodes:
        said = hides(node, sink)
        hidden = said if isinstance(said, bool) else hidden
        merged = _merge(merged, node, sink)
    return None if hidden else merged


def hides(node: Node, sink: Sink) -> bool | tuple[Scalar, ...] | None:
    """What a mapping says under `hide`: that it is hidden or not, or which of its keys are; None if nothing."""
    said = node.get(HIDE) if isinstance(node, MapNode) else None
    if said is None:
        return None
    if isinstance(said, SeqNode) and all(isinstance(item, Scalar) for item in said.items):
        return tuple(item for item in said.items if isinstance(item, Scalar))
    if isinstance(said, Scalar) and said.text.lower() in BOOLEANS:
        return BOOLEANS[said.text.lower()]
    what = quoted(said.text) if isinstance(said, Scalar) else "this"
    sink.error("wrong-type", f"{what} says neither that all is hidden nor which keys", said.span, "write yes, or a list of keys: [abroad, note]")
    return None


def name_of(item: Node) -> str | None:
    """The key and value by which an item of a list is known; None for one that has no name."""
    for key in _NAMES:
        found = item.get(key) if isinstance(item, MapNode) else None
        if isinstance(found, Scalar):
            return found.text
    return None


def is_named(node: Node | None) -> bool:
    """Whether a node is a list of items that have names."""
    return isinstance(node, SeqNode) and bool(node.items) and all(name_of(item) is not None for item in node.items)


def _merge(below: Node | None, above: Node, sink: Sink) -> Node:
    if isinstance(above, MapNode):
        return _merge_maps(below if isinstance(below, MapNode) else MapNode((), above.span), above, sink)
    if isinstance(above, SeqNode) and is_named(above):
        return _merge_lists(below if isinstance(below, SeqNode) and is_named(below) else SeqNode((), above.span), above, sink)
    return above


def _merge_maps(below: MapNode, above: MapNode, sink: Sink) -> MapNode:
    said = hides(above, sink)
    gone = {key.text for key in said} if isinstance(said, tuple) else set()
    pairs = {key.text: (key, value) for key, value in below.pairs if key.text not in gone}
    for key, value in above.pairs:
        if key.text != HIDE:
            old = pairs.get(key.text)
            pairs[key.text] = (key, _merge(old[1] if old else None, value, sink))
    return MapNode(tuple(pairs.values()), above.span)


def _merge_lists(below: SeqNode, above: SeqNode, sink: Sink) -> SeqNode:
    items = {name_of(item): item for item in below.items}
    again: list[Node] = []
    seen: set[str | None] = set()
    for item in above.items:
        name = name_of(item)
        if name in seen:
            again.append(item)  # whoever decodes the list says so
        elif hides(item, sink) is True:
            items.pop(name, None)
        else:
            items[name] = _merge(items.get(name), item, sink)
        seen.add(name)
    return SeqNode((*items.values(), *again), above.span)
