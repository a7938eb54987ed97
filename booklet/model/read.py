"""Content files into the catalogue: one service to a file, messages by section, topics and words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Generic, TypeVar

from booklet.diag import Sink, Span
from booklet.model.catalogue import Catalogue, Message, Place, Service, Topic, Word
from booklet.model.evidence import own_evidence
from booklet.model.rules import check_message, check_service
from booklet.model.rules_place import check_place
from booklet.value import compared
from booklet.world.decode import decode
from booklet.world.files import World
from booklet.world.inside import mending
from booklet.world.layers import LayeredWorld, read_node
from booklet.world.scalars import closest
from booklet.world.source import MapNode, Node, Scalar, SeqNode, quoted, span_of

T = TypeVar("T")
E = TypeVar("E", bound=Service | Message | Topic | Word | Place)

SERVICES, MESSAGES, PLACES = "content/services", "content/messages", "content/places"
TOPICS, WORDS = "content/topics.yaml", "content/words.yaml"


@compared
class MessageFile:
    """Messages that belong together."""

    section: str
    messages: tuple[Message, ...]


@compared
class TopicFile:
    """The kinds of help that services may name."""

    topics: tuple[Topic, ...]


@compared
class WordFile:
    """The fixed words of the layouts."""

    words: tuple[Word, ...]


@compared
class PlaceFile:
    """Places that belong together: a country with its subdivisions, or crossings."""

    places: tuple[Place, ...]


@compared
class _Found(Generic[T]):
    """A decoded thing, and the node it came from, which knows the place of each of its keys."""

    value: T
    again: Callable[[], Node]
    """Gives the node. That of a file is read again: those of thousands of files, kept, cost more time than reading them."""
    file: str

    @property
    def node(self) -> Node:
        return self.again()


def read_catalogue(world: World, sink: Sink, countries: Collection[str] | None = None) -> Catalogue:
    """Everything in content/ but editions, templates and internal facts, decoded and checked against itself.

    `countries`: leave out the folders of services of others. All errors of all files read are reported; what could not
    be decoded is missing from the catalogue."""
    topic_file = _read(world, TOPICS, TopicFile, sink)
    topics = _by_id(_listed(topic_file, "topics"), sink)
    words = _by_id(_listed(_read(world, WORDS, WordFile, sink), "words"), sink)
    paths = [p for p in _files(world, SERVICES, sink) if countries is None or _concerns(p, countries)]
    services = _by_id([f for p in paths if (f := _read(world, p, Service, sink, check_service))], sink)
    files = [_read(world, path, MessageFile, sink) for path in _files(world, MESSAGES, sink)]
    messages = _by_id([found for file in files for found in _listed(file, "messages")], sink)
    places = _read_places(world, sink)
    for service in services.values():
        if topic_file:  # what is missing because a file cannot be read is no second error
            _check_ids(service, "needs", topics, "topic", sink)
        if places is not None:
            _check_ids(service, "service_areas", places, "place", sink)
            _check_places_of_sites(service, places, sink)
        if countries is None:
            _check_referrals(service, services, sink)
    for message in messages.values():
        check_message(message.value, message.node, sink)
        if all(files):
            _check_ids(message, "keep_with", messages, "message", sink)
            _check_ids(message, "excludes", messages, "message", sink)
    return Catalogue(_values(services), _values(messages), _values(topics), _values(words), _values(places or {}))


def read_folder(world: World, folder: str, cls: type[T], sink: Sink) -> list[T]:
    """Every YAML file of a folder as one value of a dataclass each; without those that have errors."""
    found = (_read(world, path, cls, sink) for path in _files(world, folder, sink))
    return [one.value for one in found if one]


def _read_places(world: World, sink: Sink) -> dict[str, _Found[Place]] | None:
    """None if any of their files cannot be read."""
    files = [_read(world, path, PlaceFile, sink) for path in _files(world, PLACES, sink)]
    if not all(files):
        return None
    places = _by_id([found for file in files for found in _listed(file, "places")], sink)
    known = _values(places)
    for place in places.values():
        check_place(place.value, place.node, known, sink)
    return places


def read_one(world: World, path: str, cls: type[T], sink: Sink) -> T | None:
    """One file as one value of a dataclass; None after errors. An entity, a class with `KIND`, is named as its file."""
    found = _read(world, path, cls, sink)
    return found.value if found else None


Check = Callable[[T, Node, Sink], None]


def _read(world: World, path: str, cls: type[T], sink: Sink, check: Check[T] | None = None) -> _Found[T] | None:
    try:
        node = _node(world, path, cls, sink)
    except FileNotFoundError:
        sink.error("missing-file", f"there is no file {quoted(path)}", None, "create it, or correct the name")
        return None
    except OSError as e:
        sink.error("unreadable-file", f"{quoted(path)} cannot be read: {e.strerror}", Span(path, 1, 1), mending(e))
        return None
    value = decode(node, cls, sink) if node else None
    if node is None or value is None:
        return None
    if hasattr(cls, "KIND"):
        check_file_name(path, node, sink)
    if check:
        check(value, node, sink)
    return _Found(value, partial(_again, world, path, cls), node.span.file)


def _node(world: World, path: str, cls: type[T], sink: Sink) -> Node | None:
    node = read_node(world, path, sink)
    if node and cls is Service and isinstance(world, LayeredWorld):
        return own_evidence(world, path, node, sink)
    return node


def _again(world: World, path: str, cls: type[T]) -> Node:
    """The node of a file that could be read just now."""
    with suppress(OSError):
        if node := _node(world, path, cls, Sink()):
            return node
    return Scalar("", Span(path, 1, 1))  # somebody has changed the file meanwhile


def check_file_name(path: str, node: Node, sink: Sink) -> None:
    """An error if the id in a file is not its name."""
    found = node.get("id") if isinstance(node, MapNode) else None
    stem = path.rpartition("/")[2].removesuffix(".yaml")
    if isinstance(found, Scalar) and found.text != stem:
        what = f"the id {quoted(found.text)} is not the name of its file"
        sink.error(
            "file-name", what, found.span, f"rename the file to {quoted(found.text + '.yaml')}, or correct the id"
        )


def _concerns(path: str, countries: Collection[str]) -> bool:
    """Whether a file of a service is in the folder of one of the countries, or in none."""
    folder = path.removeprefix(f"{SERVICES}/").rpartition("/")[0]
    return not folder or any(folder == (country.lower() if country.isalpha() else "intl") for country in countries)


def _files(world: World, folder: str, sink: Sink) -> list[str]:
    paths = world.list(folder)
    for path in paths:
        if path.lower().endswith((".yml", ".yaml")) and not path.endswith(".yaml"):
            what = f"{quoted(path)} would be passed over"
            sink.error("file-suffix", what, Span(path, 1, 1), "end its name in '.yaml'")
    return [path for path in paths if path.endswith(".yaml")]


def _listed(file: _Found[Any] | None, key: str) -> list[_Found[Any]]:
    """The items of the one list that a file holds, each with its own node."""
    whole = file.node if file else None
    nodes = whole.get(key) if isinstance(whole, MapNode) else None
    if not file or not isinstance(nodes, SeqNode):
        return []
    return [_Found(value, lambda node=node: node, file.file) for value, node in zip(getattr(file.value, key), nodes.items, strict=True)]  # type: ignore[misc]


def _by_id(found: list[_Found[E]], sink: Sink) -> dict[str, _Found[E]]:
    """By id, in order; an id given again is an error (within one file, the decoder has said so)."""
    result: dict[str, _Found[E]] = {}
    for one in found:
        first = result.setdefault(one.value.id, one)
        if first is not one and first.file != one.file:
            what = f"the id {quoted(one.value.id)} was already given at {first.node.span}"
            sink.error("duplicate-id", what, span_of(one.node, "id"), "give each an id of its own")
    return result


def _check_ids(one: _Found[E], key: str, known: Mapping[str, object], what: str, sink: Sink) -> None:
    for i, name in enumerate(getattr(one.value, key)):
        if name not in known:
            hints = (*closest(name, known), f"add it to the {what}s, or remove it here")
            sink.error("unknown-id", f"there is no {what} {quoted(name)}", span_of(one.node, key, i), *hints)


def _check_places_of_sites(service: _Found[Service], places: Mapping[str, object], sink: Sink) -> None:
    for i, site in enumerate(service.value.sites):
        if site.place and site.place not in places:
            hints = (*closest(site.place, places), "add it under content/places, or remove it here")
            span = span_of(service.node, "sites", i, "place")
            sink.error("unknown-id", f"there is no place {quoted(site.place)}", span, *hints)


def _check_referrals(service: _Found[Service], services: Mapping[str, object], sink: Sink) -> None:
    for key in ("see_also", "passes_to"):
        for i, referral in enumerate(getattr(service.value, key)):
            if referral.id not in services:
                hints = (*closest(referral.id, services), "add it under content/services, or remove it here")
                span = span_of(service.node, key, i, "id")
                sink.error("unknown-id", f"there is no service {quoted(referral.id)}", span, *hints)


def _values(found: dict[str, _Found[E]]) -> dict[str, E]:
    return {name: one.value for name, one in found.items()}
