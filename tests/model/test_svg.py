"""Drawings: what a plain outline gives, and what is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.model.icons import FOLDER
from booklet.model.svg import MAX_LENGTH, RefusedDrawing, parse_svg
from booklet.world.files import shipped_root

OPERATORS = re.compile(r"(?:-?\d+(?:\.\d+)? -?\d+(?:\.\d+)? [ml]|(?:-?\d+(?:\.\d+)? ){6}c|h)(?: (?:-?\d+(?:\.\d+)? -?\d+(?:\.\d+)? [ml]|(?:-?\d+(?:\.\d+)? ){6}c|h))*")
"""PDF path operators (ISO 32000-1, 8.5.2): numbers without exponents."""


def drawing(data: str, before: str = "", after: str = "") -> str:
    return f'<svg viewBox="0 0 24 24">{before}<path d="{data}"/>{after}</svg>'


@pytest.mark.parametrize(
    ("data", "operators"),
    [
        ("M1 2L3 4", "1 2 m 3 4 l"),
        ("m1 2 3 4", "1 2 m 4 6 l"),
        ("M1,2H5V6z", "1 2 m 5 2 l 5 6 l h"),
        ("M0 0c1 1 2 2 3 3s2 2 3 3", "0 0 m 1 1 2 2 3 3 c 4 4 5 5 6 6 c"),
        ("M.5.5l-.5-.5", "0.5 0.5 m 0 0 l"),
        ("M0 0a0 0 0 0 1 2 2", "0 0 m 2 2 l"),
        ("M1e-5 0l1 0", "0.0000 0 m 1 0 l"),
    ],
)  # fmt: skip
def test_paths_become_operators(data: str, operators: str) -> None:
    assert parse_svg(drawing(data)).path == operators


def test_flags_of_an_arc_need_no_blanks() -> None:
    assert parse_svg(drawing("M0 0a1 1 0 012 0")).path == parse_svg(drawing("M0 0 a 1 1 0 0 1 2 0")).path


def test_every_shipped_drawing_is_read() -> None:
    for path in sorted((shipped_root() / FOLDER).glob("*.svg")):
        assert OPERATORS.fullmatch(parse_svg(path.read_text(encoding="utf-8")).path), path


@pytest.mark.parametrize(
    ("svg", "why", "line"),
    [
        ("", "no square viewBox", 1),
        ('<svg viewBox="0 0 24 12"><path d="M0 0"/></svg>', "no square viewBox", 1),
        ('<svg viewBox="0 0 0 0"><path d="M0 0"/></svg>', "too small", 1),
        ('<svg viewBox="0 0 24 24"></svg>', "no path", 1),
        (drawing("M0 0", "\n<script>x</script>"), "a <script> element", 2),
        (drawing("M0 0", "\n\n<!DOCTYPE svg>"), "which is no element", 3),
        (drawing("M0 0", "<!-- a\n<script> -->", "\n<image/>"), "an <image> element".replace("an", "a"), 3),
        (drawing("M0 0", "<!-- a"), "comment is left open", 1),
        (drawing("M0 0", '<path onload="x" d="M0 0"/>'), "the attribute 'onload'", 1),
        (drawing("M0 0", '<path transform="scale(2)" d="M0 0"/>'), "the attribute 'transform'", 1),
        (drawing("1 2"), "numbers without a command", 1),
        (drawing("M1"), "too few numbers", 1),
        (drawing("M1 x"), "no number", 1),
        (drawing("M0 0a1 1 0 2 1 3 3"), "its two flags", 1),
        (drawing("M1e9 0"), "far out of its square", 1),
        (drawing("M0 0" + "l9999 0" * 3), "far out of its square", 1),
        (drawing("M0 0 " * 3000), "more than 5000 numbers", 1),
        (drawing("M0 0 " * 9000), "more than 32 kB", 1),
    ],
)  # fmt: skip
def test_what_is_no_plain_outline_is_refused(svg: str, why: str, line: int) -> None:
    with pytest.raises(RefusedDrawing) as refused:
        parse_svg(svg)
    assert why in str(refused.value)
    assert refused.value.line == line


@given(st.text(alphabet="MmLlHhVvCcSsQqAaZz0123456789.,-+eE ", max_size=60))
def test_any_path_gives_operators_or_is_refused(data: str) -> None:
    try:
        path = parse_svg(drawing(data)).path
    except RefusedDrawing:
        return
    assert OPERATORS.fullmatch(path)
    assert all(abs(float(number)) <= 8 * MAX_LENGTH for number in path.split() if not number.isalpha())
