"""Decides what incoming services would add and change, fact by fact, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial

from booklet.diag import Diagnostic, Sink, Span
from booklet.directory.gather import Gathered
from booklet.directory.merge import merge
from booklet.directory.override import is_shared, override
from booklet.directory.record import Change, Tree, changes, plain, read_service
from booklet.directory.yaml_text import path_of, write_yaml
from booklet.model.catalogue import Catalogue, Channel, Disclosure, Service
from booklet.model.rules import check_service
from booklet.value import compared
from booklet.world.extends import own_world
from booklet.world.files import World
from booklet.world.scalars import closest
from booklet.world.source import Node, quoted, read_yaml, span_of


class Fate(StrEnum):
    """What becomes of an incoming service."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BY_HAND = "by hand"
    """It would change, but its file has comments or a layout that would be lost."""
    REFUSED = "refused"


@compared
class Verdict:
    """One incoming service."""

    id: str
    fate: Fate
    span: Span
    """The row it begins in."""
    path: str = ""
    """The file it belongs to, relative to the project."""
    text: str = ""
    """That file as it would be; by hand: without the comments of the present one."""
    changes: tuple[Change, ...] = ()
    in_the_way: tuple[str, ...] = ()
    """By hand: the keys whose lines hold comments."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why it is refused, and warnings."""


def is_public(channel: Channel) -> bool:
    """Whether a channel goes into files for others to fill in."""
    return channel.disclosure is Disclosure.PUBLIC


def judge(
    incoming: Sequence[Gathered], world: World, catalogue: Catalogue, went_out: Callable[[Channel], bool] = is_public
) -> tuple[Verdict, ...]:
    """A verdict on each service, in order. They may name each other. `went_out`: which channels a file of this kind holds;
    the others stay as they are."""
    services = {*catalogue.services, *(one.id for one in incoming)}
    known = {"needs": catalogue.topics.keys(), "service_areas": catalogue.places.keys(), "see_also": services, "passes_to": services}
    return tuple(_judge(one, world, catalogue.services.get(one.id), known, went_out) for one in incoming)


def _judge(
    one: Gathered, world: World, old: Service | None, known: Mapping[str, Collection[str]], went_out: Callable[[Channel], bool]
) -> Verdict:
    sink = Sink()
    sink.extend(one.sink.finish())
    found = read_service(_with_kept(one.tree, old, went_out), one.at, sink)
    if found:
        check_service(*found, sink)
        _check_names(*found, known, sink)
    if found is None or sink.has_errors:
        return _refused(one, sink)
    new = plain(found[0])
    verdict = _changed(one, world, old, new, sink) if old else _added(one, world, new, sink)
    return _refused(one, sink) if sink.has_errors else replace(verdict, diagnostics=sink.finish())


def _refused(one: Gathered, sink: Sink) -> Verdict:
    return Verdict(one.id, Fate.REFUSED, one.first, diagnostics=sink.finish())


def _added(one: Gathered, world: World, new: Tree, sink: Sink) -> Verdict:
    path, text = path_of(new), write_yaml(new)
    if world.exists(path):
        sink.error("file-in-the-way", f"there is a file {quoted(path)} already, of another service", one.first, "choose another id")
    read_yaml(path, text.encode(), sink)  # what no YAML file may hold
    return Verdict(one.id, Fate.ADDED, one.first, path, text, changes({}, new))


def _changed(one: Gathered, world: World, old: Service, new: Tree, sink: Sink) -> Verdict:
    before, path = plain(old), old.span.file
    found = changes(before, new)
    if not found:
        return Verdict(one.id, Fate.UNCHANGED, one.first, path)
    if before["country"] != new["country"]:
        hint = "move the file by hand, then import again"
        sink.error("country-changed", f"{quoted(one.id)} would move to the folder of another country", one.at(("country",)), hint)
    whole = write_yaml(new)
    read_yaml(path, whole.encode(), sink)
    if is_shared(world, path_of(new)):
        return _overridden(one, world, path_of(new), before, new)
    merged = merge(world.read(path).decode("utf-8-sig"), before, new)
    if isinstance(merged, str):
        return Verdict(one.id, Fate.CHANGED, one.first, path, merged, found)
    return Verdict(one.id, Fate.BY_HAND, one.first, path, whole, found, merged)


def _overridden(one: Gathered, world: World, path: str, before: Tree, new: Tree) -> Verdict:
    """A service of what the folder extends: the folder says what is different, by hand if it has said something already."""
    found, text = changes(before, new), override(before, new)
    if text is None or own_world(world).exists(path):
        keys = tuple(key for key in {**before, **new} if before.get(key) != new.get(key))
        return Verdict(one.id, Fate.BY_HAND, one.first, path, text or write_yaml(new), found, keys)
    return Verdict(one.id, Fate.CHANGED, one.first, path, text, found)


def _with_kept(tree: Tree, old: Service | None, went_out: Callable[[Channel], bool]) -> Tree:
    """With the channels that never went out, at the places they had."""
    channels = list(tree.get("channels", ()))
    for n, channel in enumerate(old.channels if old else ()):
        if not went_out(channel):
            channels.insert(min(n, len(channels)), plain(channel))
    return {**tree, "channels": channels} if "channels" in tree else tree


def _check_names(service: Service, node: Node, known: Mapping[str, Collection[str]], sink: Sink) -> None:
    """Report topics, places and services that do not exist."""
    at = partial(span_of, node)
    for key, names in known.items():
        for n, item in enumerate(getattr(service, key)):
            name = item if isinstance(item, str) else item.id
            if name not in names:
                what = f"there is no {_WHAT[key]} {quoted(name)}"
                sink.error("unknown-id", what, at(key, n), *closest(name, names), f"add it to the {_WHAT[key]}s, or remove it here")


_WHAT = {"needs": "topic", "service_areas": "place", "see_also": "service", "passes_to": "service"}
