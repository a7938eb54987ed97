"""Takes changed facts of a shared service into a local folder: a file that says only what is different."""

from __future__ import annotations

from typing import Any

from booklet.diag import Sink
from booklet.directory.record import Tree
from booklet.directory.yaml_text import write_yaml
from booklet.world.layers import LayeredWorld
from booklet.world.overlay import HIDE, overlay
from booklet.world.source import MapNode, Node, Scalar, read_yaml


def is_shared(world: object, path: str) -> bool:
    """Whether a folder beneath has this file, so that a local one may say only what is different."""
    return isinstance(world, LayeredWorld) and world.beneath.exists(path)


def override(old: Tree, new: Tree) -> str | None:
    """The file that makes `old` into `new`; None where no such file can (items in another order).

    With a channel go the sources: those of the shared service are of what it said before."""
    told = {"id": new["id"], **_difference(old, new)}
    if "channels" in told and "sources" in new:
        told["sources"] = new["sources"]
    text = write_yaml(told)
    sink = Sink()
    nodes = [read_yaml("", part.encode(), sink) for part in (write_yaml(old), text)]
    merged = overlay([node for node in nodes if node], sink)
    return text if merged is not None and not sink.has_errors and _tree(merged) == new else None


def _difference(old: Tree, new: Tree) -> dict[str, Any]:
    told = {key: _inner(old.get(key), value) for key, value in new.items() if old.get(key) != value}
    gone = [key for key in old if key not in new]
    return {**told, HIDE: gone} if gone else told


def _inner(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return _difference(old, new)
    if _has_ids(old) and _has_ids(new):
        before = {item["id"]: item for item in old}
        kept = [{"id": item["id"], **_difference(before.get(item["id"], {}), item)} for item in new if before.get(item["id"]) != item]
        return kept + [{"id": name, HIDE: "yes"} for name in before if name not in {item["id"] for item in new}]
    return new


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) and "id" in item for item in value)


def _tree(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, MapNode):
        return {key.text: _tree(value) for key, value in node.pairs}
    return [_tree(item) for item in node.items]
