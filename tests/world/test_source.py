"""What an editor's YAML becomes, and that nothing in it can bring the reader down."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Sink, Span
from booklet.world.source import MAX_BYTES, MapNode, Node, Scalar, SeqNode, read_yaml, span_of


def plain(node: Node | None) -> object:
    if isinstance(node, MapNode):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, SeqNode):
        return [plain(item) for item in node.items]
    return node.text if node else None


def read(data: str | bytes) -> tuple[Node | None, list[tuple[str, str]]]:
    sink = Sink()
    node = read_yaml("a.yaml", data.encode() if isinstance(data, str) else data, sink)
    return node, [(d.code, f"{d.span.line}:{d.span.column}" if d.span else "") for d in sink.finish()]


@pytest.mark.parametrize(
    "written", ["0800", "1300", "no", "on", "NO", "true", "1:30", "2024-02-30", "1e5", "0x1F", "+66 2 123 4567", ".5", "=", "1_000"]
)
def test_scalars_stay_as_written(written: str) -> None:
    node, errors = read(f"number: {written}\n")
    assert plain(node) == {"number": written}
    assert not errors


def test_places_are_counted_in_characters_from_one() -> None:
    node, _ = read("\ufeffname: ไทย\nlist:\n  - {ชื่อ: '☎', b: 1}\n")
    assert node is not None
    assert span_of(node, "name") == Span("a.yaml", 1, 7)
    assert span_of(node, "list", 0, "b") == Span("a.yaml", 3, 20)
    assert span_of(node, "list", 0, "gone", 3) == Span("a.yaml", 3, 5), "the nearest thing around"
    assert span_of(node, "list", 7) == Span("a.yaml", 3, 3)


def test_crlf_and_lf_read_alike() -> None:
    text = "a: 1\nb: |\n  one\n  two\nc:\n  - x\n"
    assert read(text) == read(text.replace("\n", "\r\n"))


def test_text_is_nfc() -> None:
    node, errors = read("e\u0301: o\u0302\u0301")
    assert plain(node) == {"\u00e9": "\u1ed1"}
    assert not errors
    assert read("\u00e9: 1\ne\u0301: 2")[1] == [("duplicate-key", "2:1")], "the same key to a reader"


@pytest.mark.parametrize(("written", "is_null"), [("", True), ("~", True), ("null", True), ("''", False), ("'null'", False), ("no", False)])
def test_null_is_only_what_is_plain(written: str, is_null: bool) -> None:
    node, _ = read(f"a: {written}\n")
    assert isinstance(node, MapNode)
    value = node.get("a")
    assert isinstance(value, Scalar)
    assert value.is_null is is_null


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\nb: \xff", [("yaml-encoding", "2:4")]),
        (b"\xef\xbb\xbfa: \xc3\xa9\xed\xa0\x80", [("yaml-encoding", "1:5")]),
        ("a: b".encode("utf-16"), [("yaml-encoding", "1:1")]),
        ("a: 1\x00\nb: \x1b[0m", [("yaml-character", "1:5"), ("yaml-character", "2:4")]),
        ("a: x\u2028y", [("yaml-character", "1:5")]),
        ("a: x\ufeff", [("yaml-character", "1:5")]),
        ("a: x\U0001ffff", [("yaml-character", "1:5")]),
        ("a: 1\rb: 2", [("yaml-character", "1:5")]),
        ('a: "x\\0"', [("yaml-character", "1:4")]),
        ('a: "\\ud800"', [("yaml-syntax", "1:7")]),
        ("a:\n\tb: 1\n\tc: 2", [("yaml-tab", "2:1")]),
        ("a:\n  b: 1\n  \tc: 2", [("yaml-tab", "3:3")]),
        ("", [("yaml-empty", "1:1")]),
        ("# nothing\n", [("yaml-empty", "1:1")]),
        ("---\n", [("yaml-empty", "1:1")]),
        ("a: 1\n---\nb: 2\n", [("yaml-documents", "2:1")]),
        ("a: &x 1\nb: *x\n", [("yaml-anchor", "1:4"), ("yaml-alias", "2:4")]),
        ("a: {b: 1}\nc:\n  <<: {d: 1}\n", [("yaml-merge", "3:3")]),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml-tag", "1:4")]),
        ("a: !x 1\nb: !!str 2\n", [("yaml-tag", "1:4"), ("yaml-tag", "2:4")]),
        ("a: !%ed%a0%80 x\n", [("yaml-tag", "1:1")]),
        ("? [a]\n: 1\n", [("yaml-key", "1:3")]),
        ("{a: 1}: 2\n", [("yaml-key", "1:1")]),
        ("a: 1\na: 2\nb: {c: 1, c: 2}", [("duplicate-key", "2:1"), ("duplicate-key", "3:11")]),
        ("a: 'it\nb: 1\n", [("yaml-syntax", "1:4")]),
        ("a: b: c\n", [("yaml-syntax", "1:5")]),
        ("a: 1\na: 2\nb: @x\n", [("duplicate-key", "2:1"), ("yaml-syntax", "3:4")]),
        ("[" * 30, [("yaml-depth", "1:21")]),
        (b"a: " + b"x" * MAX_BYTES, [("yaml-size", "1:1")]),
    ],
)  # fmt: skip
def test_refused(data: str | bytes, expected: list[tuple[str, str]]) -> None:
    assert read(data)[1] == expected


def test_every_complaint_says_what_to_do() -> None:
    sink = Sink()
    for data in (b"a: [1", b"a: 1\n b: 2", b"- a\nb", b"a: {b", b"a: *", b"a: %", b'a: "\\q"', b"a: - b", b"a: |x\n", b"\xff", b"a: }"):
        read_yaml("a.yaml", data, sink)
    diagnostics = sink.finish()
    assert len(diagnostics) == 11
    assert all(d.hints and d.span and d.message[0].islower() for d in diagnostics)


def test_a_repeated_key_names_the_first_and_keeps_it() -> None:
    sink = Sink()
    node = read_yaml("a.yaml", b"a: 1\nb: 2\na: 3", sink)
    assert "line 1, column 1" in sink.finish()[0].message
    assert plain(node) == {"a": "1", "b": "2"}


@pytest.mark.parametrize("bomb", [b"[" * 900_000, b"{a: " * 400_000, b"- " * 900_000, b"? " * 900_000, b"a: " + b"'" * 900_001, b'"\\', b"&a " * 9])
def test_hostile_files_end_soon(bomb: bytes) -> None:
    sink = Sink()
    start = time.perf_counter()
    assert read_yaml("a.yaml", bomb, sink) is None
    assert sink.has_errors
    assert time.perf_counter() - start < 2


SAMPLE = """\
id: th-1300
name: "Help line"  # a comment
channels:
  - {id: voice, number: 0800, free: yes}
  - id: web
    note: >
      Two lines
      of text
needs: [work, 'children', "women"]
empty:
"""
PIECES = st.sampled_from(["\t", "\n", ": ", "- ", "'", '"', "{", "]", "&a ", "*a", "!!x ", "<<: ", "---\n", "\x00", "%", "\\ud800", "\udcff", "#", "|", "? ", "ไ"])


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    text = SAMPLE
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES) + text[at + draw(st.integers(0, 5)) :]
    return text.encode("utf-8", "surrogateescape")


@given(st.one_of(st.binary(max_size=200), mutated(), st.text(max_size=100).map(lambda s: s.encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_a_node_or_complaints(data: bytes) -> None:
    sink = Sink()
    node = read_yaml("a.yaml", data, sink)
    assert node is not None or sink.has_errors
    lines = data.count(b"\n") + 2
    for d in sink.finish():
        assert d.span is not None and 1 <= d.span.line <= lines and d.span.column >= 1
        assert d.hints


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cn", "Co"], exclude_characters="\ufeff"), min_size=1, max_size=40))
def test_quoted_text_comes_back(text: str) -> None:
    node, errors = read("a: '" + text.replace("'", "''") + "'")
    assert not errors
    assert plain(node) == {"a": unicodedata.normalize("NFC", text)}
