"""What a mapping becomes by a dataclass's hints, and what an editor is told otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Diagnostic, Sink, Span
from booklet.model.catalogue import Message, Service
from booklet.model.values import Text
from booklet.world.decode import decode
from booklet.world.source import read_yaml


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    note: Text | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    KIND: ClassVar[str] = "box"
    id: str
    title: Text | None = None
    count: int = 0
    width: float = 1.0
    shut: bool = False
    made: date | None = None
    colour: Colour = Colour.RED
    tags: tuple[str, ...] = ()
    names: dict[str, Text] | None = None
    parts: tuple[Part, ...] = ()
    span: Span = Span("", 0, 0)

    def check(self, sink: Sink, span: Span) -> None:
        if self.count > 99:
            sink.error("too-many", "more than 99", span)


def read(text: str) -> tuple[Box | None, tuple[Diagnostic, ...]]:
    sink = Sink()
    node = read_yaml("box.yaml", text.encode(), sink)
    return (decode(node, Box, sink) if node else None), sink.finish()


def test_every_type() -> None:
    box, errors = read(
        "id: b-1\ncount: 12\nwidth: 4.5\nshut: on\nmade: 2024-02-29\ncolour: green\ntags: [0800, no, 'x y']\n"
        "title: >\n  two\n  lines\nparts:\n  - id: lid\n    note: ' top '\n    parts: [{id: knob, note: round}]\n"
        "names: {th: กล่อง}\n"
    )
    assert not errors
    assert box is not None
    assert (box.count, box.width, box.shut, box.made, box.colour) == (12, 4.5, True, date(2024, 2, 29), Colour.GREEN)
    assert box.tags == ("0800", "no", "x y")
    assert box.span == Span("box.yaml", 1, 1)
    assert box.title == Text("two lines", "box:b-1/title", Span("box.yaml", 8, 8))
    assert box.names is not None
    texts = [box.parts[0].note, box.parts[0].parts[0].note, box.names["th"]]
    assert [(t.source, t.context) for t in texts if t] == [
        ("top", "box:b-1/parts/lid/note"),
        ("round", "box:b-1/parts/lid/parts/knob/note"),
        ("กล่อง", "box:b-1/names/th"),
    ]


def test_contexts_of_services_and_messages() -> None:
    sink = Sink()
    node = read_yaml(
        "s.yaml",
        b"{id: th-1300, name: A, country: TH, scope: both, organisation: {name: B, operator: ngo}, sources: [],"
        b" summary: C, channels: [{id: voice, kind: voice, number: 1300, note: D, hours: {note: E}}]}",
        sink,
    )
    assert node is not None
    service = decode(node, Service, sink)
    node = read_yaml("m.yaml", b"{id: rights.safe, text: F}", sink)
    assert node is not None
    message = decode(node, Message, sink)
    assert service and message and not sink.finish()
    channel = service.channels[0]
    assert channel.note and channel.hours and channel.hours.note
    assert [t.context for t in (service.name, service.summary, channel.note, channel.hours.note, message.text)] == [
        "service:th-1300/name", "service:th-1300/summary", "service:th-1300/channels/voice/note",
        "service:th-1300/channels/voice/hours/note", "message:rights.safe/text",
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["yes", "Yes", "true", "on", "'yes'"])
def test_yes(written: str) -> None:
    box, _ = read(f"id: a\nshut: {written}")
    assert box is not None and box.shut


@pytest.mark.parametrize(
    ("line", "code", "place", "says"),
    [
        ("count: twelve", "wrong-type", "2:8", "'twelve' is not a whole number"),
        ("count: 012", "wrong-type", "2:8", "'012'"),
        ("count: ٣", "wrong-type", "2:8", "'٣'"),
        ("width: nan", "wrong-type", "2:8", "'nan' is not a number"),
        ("width: 1e9", "wrong-type", "2:8", "'1e9'"),
        ("shut: maybe", "wrong-type", "2:7", "'maybe' is neither yes nor no"),
        ("made: 2023-02-29", "wrong-date", "2:7", "'2023-02-29' is a day that does not exist"),
        ("made: 29.2.2024", "wrong-date", "2:7", "'29.2.2024' is not a date"),
        ("colour: gren", "unknown-value", "2:9", "did you mean 'green'?"),
        ("colour: gren", "unknown-value", "2:9", "write one of: red, green"),
        ("colour: [red]", "wrong-shape", "2:9", "not a list"),
        ("colour:", "empty-value", "2:8", "missing"),
        ("title: '  '", "empty-value", "2:8", "missing"),
        ("count:", "empty-value", "2:7", "remove the key"),
        ("tags: a, b", "wrong-shape", "2:7", "a list is wanted here"),
        ("tags: [a, ~]", "empty-value", "2:11", "missing"),
        ("names: x", "wrong-shape", "2:8", "keys with values"),
        ("parts: [x]", "wrong-shape", "2:9", "id, note, parts"),
        ("parts: [{note: x}]", "missing-key", "2:9", "lacks the key 'id'"),
        ("parts: [{id: a}, {id: a}]", "duplicate-id", "2:23", "line 2, column 14"),
        ("parts: [{id: A b}]", "wrong-id", "2:14", "'A b' cannot be an id"),
        ("colur: red", "unknown-key", "2:1", "did you mean 'colour'?"),
        ("colur: red", "unknown-key", "2:1", "known keys: id, title, count"),
        ("span: 1", "unknown-key", "2:1", "'span'"),
        ("KIND: 1", "unknown-key", "2:1", "'KIND'"),
        ("count: 100", "too-many", "1:1", "more than 99"),
    ],
)
def test_complaints(line: str, code: str, place: str, says: str) -> None:
    _, errors = read(f"id: a\n{line}\n")
    assert [(d.code, str(d.span)) for d in errors] == [(code, f"box.yaml:{place}")]
    assert says in "\n".join((errors[0].message, *errors[0].hints))


def test_all_at_once() -> None:
    box, errors = read("count: x\nwidth: y\ncolour: z\nparts: [{ids: 1}]\n")
    assert box is None
    assert [d.code for d in errors] == ["wrong-type", "wrong-type", "unknown-value", "unknown-key", "missing-key", "missing-key"]


def test_null_for_an_optional() -> None:
    box, errors = read("id: a\ntitle:\nmade: ~\n")
    assert box is not None and not errors
    assert (box.title, box.made) == (None, None)


def test_an_unknown_hint_is_a_programmers_error() -> None:
    @dataclass(frozen=True)
    class Odd:
        x: complex

    node = read_yaml("a", b"x: 1", Sink())
    assert node is not None
    with pytest.raises(TypeError, match="complex"):
        decode(node, Odd, Sink())


VALUES = st.recursive(
    st.sampled_from(["x", "1", "~", "''", "yes", "2024-01-01", "red", "'a: b'"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda v: f"[{', '.join(v)}]")
    | st.dictionaries(st.sampled_from(["id", "note", "parts", "th", "zz"]), inner, max_size=3).map(
        lambda v: "{" + ", ".join(f"{k}: {x}" for k, x in v.items()) + "}"
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*Box.__dataclass_fields__, "zz"]), VALUES, max_size=5))
def test_any_yaml_gives_a_value_or_complaints(values: dict[str, str]) -> None:
    box, errors = read("\n".join(f"{k}: {v}" for k, v in values.items()))
    assert (box is None) == bool(errors)
    assert all(d.span and d.hints for d in errors)
