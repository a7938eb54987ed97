"""Nodes to frozen dataclasses by their type hints.

Our own, since importing pydantic and building its adapters costs 60 of a build's 300 ms, and each of its messages would
have to be rewritten for editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from booklet.diag import Sink, Span
from booklet.world.scalars import FAILED, SCALARS, Decoder, a, choice, closest, words
from booklet.world.source import MapNode, Node, Scalar, SeqNode, quoted

T = TypeVar("T")
SLUG = "[a-z0-9]+(?:[._-][a-z0-9]+)*"
"""Every `id`: it becomes part of file names and msgctxts."""
_SLUG = re.compile(SLUG)


def decode(node: Node, cls: type[T], sink: Sink, *, context: str = "") -> T | None:
    """A frozen dataclass from a mapping; None after errors, all of which are reported.

    Types: str, int, float, bool, date, StrEnum, `tuple[X, ...]`, `dict[str, X]`, `X | None`, dataclasses, and classes
    with `from_node(node, context, sink) -> Self | None`. A field `span` is filled in and is not a key; a method
    `check(sink, span)` is called after decoding. An `id` is a slug, and unique within its list. A class may name keys in
    `REFUSED`: key to (reason, what to do instead); one with `SHORT`, the name of a field, may be written as that field's
    value alone.

    `context` grows towards the msgctxt of each text: a class with `KIND` and `id` starts it anew as `<KIND>:<id>`, each
    field name is added, and for items of a list that have an `id`, that. Raises TypeError for a hint it does not know."""
    hint: Any = cls
    value = _decoder(hint)(node, sink, context)
    return None if value is FAILED else cast(T, value)


class Field(NamedTuple):
    """A key of a mapping."""

    name: str
    hint: Any
    required: bool


@cache
def record_fields(cls: Any) -> tuple[Field, ...]:
    """The keys that a dataclass is decoded from, in the order of its fields."""
    hints = get_type_hints(cls)
    return tuple(
        Field(f.name, hints[f.name], f.default is MISSING and f.default_factory is MISSING)
        for f in fields(cls)
        if f.name != "span"
    )


@cache
def _required(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in record_fields(cls) if field.required)


def optional_of(hint: Any) -> Any | None:
    """X of `X | None`; None for another hint."""
    if get_origin(hint) not in (Union, UnionType):
        return None
    inner = [a for a in get_args(hint) if a is not NoneType]
    return inner[0] if len(inner) == 1 and len(get_args(hint)) == 2 else None


@cache
def _decoder(hint: Any) -> Decoder:
    if hint in SCALARS:
        return SCALARS[hint]
    inner = optional_of(hint)
    if inner is not None:
        return _optional(inner)
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,):
        return _list(get_args(hint)[0])
    if get_origin(hint) is dict and get_args(hint)[0] is str:
        return _dict(get_args(hint)[1])
    if isinstance(hint, type) and hasattr(hint, "from_node"):
        return _own(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return choice(hint)
    if is_dataclass(hint):
        return _record(hint)
    raise TypeError(f"no decoder for {hint!r}")


def _optional(hint: Any) -> Decoder:
    inner = _decoder(hint)

    def read(node: Node, sink: Sink, context: str) -> Any:
        return None if type(node) is Scalar and node.is_null else inner(node, sink, context)

    return read


def _list(hint: Any) -> Decoder:
    inner = _decoder(hint)
    has_ids = is_dataclass(hint) and any(f.name == "id" for f in fields(hint))

    def read(node: Node, sink: Sink, context: str) -> Any:
        if not isinstance(node, SeqNode):
            hint = "write each item on a line of its own after '- ', or all in brackets: [one, two]"
            sink.error("wrong-shape", "a list is wanted here", node.span, hint)
            return FAILED
        if has_ids:
            _check_ids(node, sink)
        values = tuple(inner(n, sink, f"{context}/{_id(n)}" if has_ids else context) for n in node.items)
        return FAILED if any(v is FAILED for v in values) else values

    return read


def _check_ids(node: SeqNode, sink: Sink) -> None:
    seen: dict[str, Span] = {}
    for item in node.items:
        place = item.get("id") if isinstance(item, MapNode) else None
        if isinstance(place, Scalar) and (first := seen.setdefault(place.text, place.span)) is not place.span:
            what = f"the id {quoted(place.text)} was already given on line {first.line}, column {first.column}"
            sink.error("duplicate-id", what, place.span, "give each item an id of its own")


def _dict(hint: Any) -> Decoder:
    inner = _decoder(hint)

    def read(node: Node, sink: Sink, context: str) -> Any:
        if not isinstance(node, MapNode):
            sink.error("wrong-shape", "keys with values are wanted here", node.span, "write 'key: value' on each line")
            return FAILED
        values = {key.text: inner(value, sink, _join(context, key.text)) for key, value in node.pairs}
        return FAILED if any(v is FAILED for v in values.values()) else values

    return read


def _own(cls: type[Any]) -> Decoder:
    def read(node: Node, sink: Sink, context: str) -> Any:
        value = cls.from_node(node, context, sink)
        return FAILED if value is None else value

    return read


def _record(cls: Any) -> Decoder:
    keeps_span = any(f.name == "span" for f in fields(cls))
    has_check, kind = callable(getattr(cls, "check", None)), getattr(cls, "KIND", None)
    decoders: dict[str, Decoder] = {}

    short = getattr(cls, "SHORT", None)

    def read(node: Node, sink: Sink, context: str) -> Any:
        if short and isinstance(node, Scalar):
            node = MapNode(((Scalar(short, node.span), node),), node.span)
        if not isinstance(node, MapNode):
            hint = f"write some of these keys: {', '.join(f.name for f in record_fields(cls))}"
            sink.error("wrong-shape", f"the keys of {a(cls)} are wanted here", node.span, hint)
            return FAILED
        if not decoders:  # only now, so a class may contain itself
            decoders.update((f.name, _decoder(f.hint)) for f in record_fields(cls))
        values = _read_pairs(cls, node, decoders, sink, f"{kind}:{_id(node)}" if kind else context)
        if values is None:
            return FAILED
        if keeps_span:
            values["span"] = node.span
        value = cls(**values)
        if has_check:
            value.check(sink, node.span)
        return value

    return read


def _read_pairs(
    cls: Any, node: MapNode, decoders: dict[str, Decoder], sink: Sink, context: str
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    good = True
    for key, inner in node.pairs:
        name = key.text
        decoder = decoders.get(name)
        if decoder is None:
            _report_key(cls, key, decoders, sink)
            good = False
            continue
        value = values[name] = decoder(inner, sink, f"{context}/{name}" if context else name)
        if value is FAILED or (name == "id" and not _is_slug(value, inner, sink)):
            good = False
    for name in _required(cls):
        if name not in values:
            what = f"this {words(cls)} lacks the key {quoted(name)}"
            sink.error("missing-key", what, node.span, f"add '{name}: …'")
            good = False
    return values if good else None


def refused_keys(cls: Any) -> Mapping[str, tuple[str, str]]:
    """Keys that a class must never have, each with the reason and what to do instead."""
    keys: Mapping[str, tuple[str, str]] = getattr(cls, "REFUSED", {})
    return keys


def _report_key(cls: Any, key: Scalar, known: Iterable[str], sink: Sink) -> None:
    refused = refused_keys(cls).get(key.text.lower())
    if refused:
        reason, hint = refused
        what = f"{a(cls)} must not have the key {quoted(key.text)}: {reason}"
        sink.error("refused-key", what, key.span, hint)
    else:
        hints = (*closest(key.text, known), f"known keys: {', '.join(known)}")
        sink.error("unknown-key", f"{a(cls)} has no key {quoted(key.text)}", key.span, *hints)


def _is_slug(value: Any, node: Node, sink: Sink) -> bool:
    if not isinstance(value, str) or _SLUG.fullmatch(value):
        return True
    hint = "use a-z and 0-9, with single hyphens or points between"
    sink.error("wrong-id", f"{quoted(value)} cannot be an id", node.span, hint)
    return False


def _id(node: Node) -> str:
    found = node.get("id") if isinstance(node, MapNode) else None
    return found.text if isinstance(found, Scalar) else "?"


def _join(context: str, name: str) -> str:
    return f"{context}/{name}" if context else name
