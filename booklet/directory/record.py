"""Services as plain trees of what their YAML file says, and back: what every format of the directory is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeAlias, get_args, get_origin
from unicodedata import normalize

from booklet.diag import Sink, Span
from booklet.model.catalogue import Channel, Hours, OpenKind, Service
from booklet.model.values import Text
from booklet.world.decode import decode, optional_of, record_fields
from booklet.world.source import MapNode, Node, Scalar, SeqNode

Tree = dict[str, Any]
"""Keys to texts, lists and further trees; facts that say nothing are left out."""

At: TypeAlias = Callable[[tuple[str, ...]], Span]
"""The place in a file that a path of keys, ids and positions came from."""


class Change(NamedTuple):
    """One fact that differs: its path, and what it was and is; None where there is nothing."""

    path: tuple[str, ...]
    old: str | None
    new: str | None


class Loss(NamedTuple):
    """A fact that a format cannot hold, or must not."""

    service: str
    path: str
    value: str
    reason: str


def plain(record: Any) -> Tree:
    """A dataclass as a tree of texts. Choices and records that are always there are written out, other facts where they
    differ from the default.

    So a record that is there but says nothing can be told from one that is not there."""
    tree: Tree = {}
    for name, default, chosen in _facts(record.__class__):
        value = getattr(record, name)
        if value is None or (value == default and not (chosen and _is_telling(name, record))):
            continue
        tree[name] = _plain(value)
    return tree


def _is_telling(name: str, record: Any) -> bool:
    """Whether a choice says something where it is the default. No record consists only of choices that do not."""
    if name in ("free", "national_only") and isinstance(record, Channel):
        return record.number is not None
    if name == "basis" and isinstance(record, Hours):
        return record.open is not OpenKind.UNKNOWN
    return name not in ("disclosure", "waiting")


@cache
def _facts(cls: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Name and default of each field, and whether it is written out in any case."""
    found = []
    for field in fields(cls):
        if field.name != "span":
            hint = next(f.hint for f in record_fields(cls) if f.name == field.name)
            chosen = isinstance(hint, type) and (issubclass(hint, StrEnum) or is_dataclass(hint))
            found.append((field.name, field.default, chosen))
    return tuple(found)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.source
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str | int | date):
        return str(value)
    return plain(value)


def node(tree: Any, at: At, path: tuple[str, ...] = ()) -> Node:
    """A tree as the YAML reader would give it, with the places of another file."""
    if isinstance(tree, Mapping):
        pairs = tuple((Scalar(key, at((*path, key))), node(value, at, (*path, key))) for key, value in tree.items())
        return MapNode(pairs, at(path))
    if isinstance(tree, list):
        return SeqNode(tuple(node(item, at, (*path, name_of(item, n))) for n, item in enumerate(tree)), at(path))
    return Scalar(normalize("NFC", tree), at(path), plain=False)


def name_of(item: Any, n: int) -> str:
    """What a path calls an item of a list: its id, else its position from 1."""
    found = item.get("id") if isinstance(item, Mapping) else None
    return found if isinstance(found, str) and found else str(n + 1)


def read_service(tree: Tree, at: At, sink: Sink) -> tuple[Service, Node] | None:
    """A service with the node it was decoded from; None after errors."""
    found = node(tree, at)
    service = decode(found, Service, sink)
    return (service, found) if service else None


def leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each fact of a tree with its path; an empty list is a fact too."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from leaves(value, (*path, key))
    elif isinstance(tree, list):
        if tree and not any(isinstance(item, Mapping) for item in tree):
            yield path, "\n".join(tree)
        for n, item in enumerate(tree):
            if isinstance(item, Mapping):
                yield from leaves(item, (*path, name_of(item, n)))
    else:
        yield path, tree


def changes(old: Tree, new: Tree) -> tuple[Change, ...]:
    """What differs between two trees, fact by fact, in the order of the new one, then what is gone.

    Items of a list with ids are compared by id; if they only stand in another order, the list itself is the fact."""
    before, after = dict(leaves(old)), dict(leaves(new))
    found = [Change(path, before.get(path), text) for path, text in after.items() if before.get(path) != text]
    found += [Change(path, text, None) for path, text in before.items() if path not in after]
    return tuple(found) or tuple(_moved(old, new))


def _moved(old: Tree, new: Tree) -> Iterator[Change]:
    for key, value in new.items():
        if isinstance(value, list) and old.get(key) != value:
            was = old.get(key) or []
            yield Change((key,), *(", ".join(name_of(item, n) for n, item in enumerate(part)) for part in (was, value)))


def add_empty_lists(tree: Tree, cls: Any) -> None:
    """Put in the lists that a record must have, where nothing says what is in them."""
    for field in record_fields(cls):
        value = tree.get(field.name)
        if value is None and field.required and get_origin(field.hint) is tuple:
            tree[field.name] = []
        elif isinstance(value, dict) and (record := record_of(field.hint)) is not None:
            add_empty_lists(value, record)
        elif isinstance(value, list) and (item := item_of(field.hint)) is not None:
            for one in value:
                add_empty_lists(one, item)


def item_of(hint: Any) -> Any | None:
    """The class of the records in a list of such; None for another hint."""
    inner = get_args(hint)[0] if get_origin(hint) is tuple else None
    return inner if inner is not None and is_dataclass(inner) and not hasattr(inner, "from_node") else None


def record_of(hint: Any) -> Any | None:
    """The class of a single record, whether it must be there or not; None for another hint."""
    inner = optional_of(hint) or hint
    return inner if is_dataclass(inner) and not hasattr(inner, "from_node") else None
