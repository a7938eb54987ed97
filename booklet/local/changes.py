"""Finds what a local folder adds, changes and hides: key by key in YAML, entry by entry in catalogs, else by file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from booklet.diag import Sink, Span
from booklet.l10n.catalogs import CatalogFile, catalog_files, catalogs_by_layer
from booklet.local.change import Change, Kind, digest, plain
from booklet.world.layers import PASSED_ON, LayeredWorld, read_node
from booklet.world.overlay import HIDE, hides, is_named, name_of
from booklet.world.source import MapNode, Node, SeqNode, read_yaml

_CONFIDENTIAL = "content/internal/"
"""Neither shown nor recorded."""


def changes(world: LayeredWorld, sink: Sink) -> tuple[Change, ...]:
    """Every difference, in the order of the files. Errors of files that cannot be read go to `sink`."""
    found: list[Change] = []
    paths = [path for folder in PASSED_ON for path in world.own.list(folder)]
    for path in paths:
        if path.startswith(_CONFIDENTIAL) or path.endswith((".po", ".pot")):
            continue
        found += _in_yaml(world, path, sink) if path.endswith(".yaml") else _of_file(world, path)
    return (*found, *_translations(world, sink))


def _in_yaml(world: LayeredWorld, path: str, sink: Sink) -> Iterator[Change]:
    here = read_yaml(path, world.own.read(path), sink)
    if here is None:
        return
    beneath = world.beneath
    shared = read_node(beneath, path, sink) if beneath.exists(path) else None
    if hides(here, Sink()) is True:
        yield Change(path, (), Kind.HIDDEN, None, _digest(shared) if shared else None, here.span)
    elif shared is None:
        yield Change(path, (), Kind.ADDED, _digest(here), None, here.span)
    else:
        yield from _compare(path, (), shared, here)


def _compare(file: str, path: tuple[str, ...], shared: Node, here: Node) -> Iterator[Change]:
    if isinstance(shared, MapNode) and isinstance(here, MapNode):
        yield from _in_maps(file, path, shared, here)
    elif isinstance(shared, SeqNode) and isinstance(here, SeqNode) and is_named(here) and is_named(shared):
        yield from _in_lists(file, path, shared, here)
    else:
        old, new = plain(shared), plain(here)
        yield Change(file, path, Kind.SAME if old == new else Kind.CHANGED, new, old, here.span)


def _in_maps(file: str, path: tuple[str, ...], shared: MapNode, here: MapNode) -> Iterator[Change]:
    said = hides(here, Sink())
    for key in said if isinstance(said, tuple) else ():
        old = shared.get(key.text)
        yield Change(file, (*path, key.text), Kind.HIDDEN, None, _digest(old) if old else None, key.span)
    for key, value in here.pairs:
        old = shared.get(key.text)
        if key.text == HIDE or (plain(value) == name_of(here) and old is not None and plain(old) == plain(value)):
            continue
        if old is None:
            yield Change(file, (*path, key.text), Kind.ADDED, plain(value), None, value.span)
        else:
            yield from _compare(file, (*path, key.text), old, value)


def _in_lists(file: str, path: tuple[str, ...], shared: SeqNode, here: SeqNode) -> Iterator[Change]:
    items = {name_of(item): item for item in shared.items}
    for item in here.items:
        name = name_of(item) or ""
        old = items.get(name)
        if hides(item, Sink()) is True:
            yield Change(file, (*path, name), Kind.HIDDEN, None, _digest(old) if old else None, item.span)
        elif old is None:
            yield Change(file, (*path, name), Kind.ADDED, plain(item), None, item.span)
        else:
            yield from _compare(file, (*path, name), old, item)


def _of_file(world: LayeredWorld, path: str) -> Iterator[Change]:
    own, beneath = digest(world.own.read(path)), world.beneath
    shared = digest(beneath.read(path)) if beneath.exists(path) else None
    kind = Kind.ADDED if shared is None else Kind.SAME if shared == own else Kind.CHANGED
    yield Change(path, (), kind, own, shared, Span(path, 1, 1))


def _translations(world: LayeredWorld, sink: Sink) -> Iterator[Change]:
    found = catalogs_by_layer(world)
    for lang in found[0][1]:
        shared = _targets(catalog_files(found[1:], lang, Sink()))
        for file in catalog_files(found[:1], lang, sink):
            for entry in file.entries:
                if entry.context is None or entry.obsolete or entry.is_header or not any(entry.targets):
                    continue
                old = shared.get(entry.context)
                kind = Kind.ADDED if not old else Kind.SAME if old == entry.target else Kind.CHANGED
                yield Change(file.path, (entry.context,), kind, entry.target, old or None, entry.span)


def _targets(files: Iterator[CatalogFile]) -> dict[str, str]:
    return {e.context: e.target for file in files for e in file.entries if e.context and not e.obsolete}


def _digest(node: Node) -> str:
    return digest(json.dumps(plain(node), ensure_ascii=False, sort_keys=True).encode())

