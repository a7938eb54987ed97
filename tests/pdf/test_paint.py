"""What is painted, in which order and under which tags; and what single operators leave on paper."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_sample import A6, HANDSET, META, document, line

from booklet.compose.symbol import Symbol, encode
from booklet.layout.frame import Box, Document, Drawing, Item, Modules, Outline, Page, Stroke, Tag, TextItem
from booklet.pdf import operators
from booklet.pdf.canvas import Bounds, RecordingCanvas
from booklet.pdf.paint import paint
from booklet.pdf.writer import write_pdf


def test_neighbours_of_one_tag_are_one_piece() -> None:
    a, b = Tag("P"), Tag("P")
    items: tuple[Item, ...] = (
        TextItem(0, 9, line("a", "en"), 9, a),
        TextItem(0, 18, line("b", "en"), 9, a),
        Box(0, 0, 1, 1),
        TextItem(0, 27, line("a", "en"), 9, b),
        TextItem(0, 36, line("b", "en"), 9, a),
    )
    canvas = RecordingCanvas()
    paint(Document(A6, "en", "ltr", "left", (Page(1, A6, items),)), canvas)
    assert [name for name, _ in canvas.calls] == (
        [
            "begin_page",
            "begin",
            "text",
            "text",
            "end",
            "begin",
            "box",
            "end",
            "begin",
            "text",
            "end",
            "begin",
            "text",
            "end",
            "end_page",
        ]
    )
    assert [call[0] for name, call in canvas.calls if name == "begin"] == [a, None, b, a]


def test_whole_sample_is_painted_in_order() -> None:
    canvas = RecordingCanvas()
    doc = document()
    paint(doc, canvas)
    kinds = {TextItem: "text", Box: "box", Outline: "outline", Drawing: "drawing", Modules: "modules", Stroke: "stroke"}
    expected = [(kinds[type(item)], item) for page in doc.pages for item in page.items]
    assert [(name, call[0]) for name, call in canvas.calls if name in kinds.values()] == expected
    assert next(call[1] for name, call in canvas.calls if name == "link") == "example.org"


def test_only_figures_have_bounds_round_all_their_items() -> None:
    figure = Tag("Figure", alt="x")
    items: tuple[Item, ...] = (
        Drawing(10, 20, 30, HANDSET, 24, 1, figure),
        Modules(50, 10, encode("tel:1300"), 1.0, figure),
        Outline(5, 30, 10, 40, 2, 2, figure),
        Stroke(0, 0, 1, 1, 1, tag=Tag("P")),
    )
    canvas = RecordingCanvas()
    paint(Document(A6, "en", "ltr", "left", (Page(1, A6, items),)), canvas)
    side = encode("tel:1300").side
    assert [call[1] for name, call in canvas.calls if name == "begin"] == [Bounds(4, 10, 50 + side, 71), None]


def ink(item: Item) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what an item blackens, points from the top left."""
    scale = 8
    page = pdfium.PdfDocument(write_pdf(Document(A6, "en", "ltr", "left", (Page(1, A6, (item,)),)), META))[0]
    image = page.render(scale=scale, grayscale=True).to_pil()
    box = image.point(lambda v: 255 * (v < 250)).getbbox()
    assert box is not None
    return tuple(v / scale for v in box)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (Box(20, 30, 40, 10), (20, 30, 60, 40)),
        (Box(20, 30, 40, 10, 0.85), (20, 30, 60, 40)),
        (Outline(20, 30, 40, 50, 6, 2), (19, 29, 61, 81)),
        (Stroke(20, 30, 60, 30, 4), (20, 28, 60, 32)),
        (Stroke(20, 30, 60, 30, 4, round_caps=True), (18, 28, 62, 32)),
        (Drawing(20, 30, 48, "0 0 m 24 0 l 24 12 l", 24, 2, None), (19, 29, 69, 55)),
        (Modules(20, 30, encode("tel:1300"), 2.0, Tag("Figure", alt="x")), (20, 30, 62, 72)),
    ],
)
def test_ink_lies_where_the_item_says(item: Item, expected: tuple[float, float, float, float]) -> None:
    assert ink(item) == pytest.approx(expected, abs=0.2)


def test_symbols_are_read_back() -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    payload = "https://example.org/th?x=1"
    item = Modules(60, 60, encode(payload), 1.7, Tag("Figure", alt="x"))
    page = pdfium.PdfDocument(write_pdf(Document(A6, "en", "ltr", "left", (Page(1, A6, (item,)),)), META))[0]
    found = zxingcpp.read_barcodes(page.render(scale=3, grayscale=True).to_pil())
    assert [code.text for code in found] == [payload]


@given(st.integers(1, 40).flatmap(lambda side: st.lists(st.lists(st.booleans(), min_size=side, max_size=side), min_size=1, max_size=4)))
def test_the_path_of_a_symbol_is_its_dark_modules(rows: list[list[bool]]) -> None:
    """Neighbours in a row are one rectangle, so that no seams show."""
    symbol = Symbol("x", tuple(map(bytes, rows)), 1, "M")
    path = operators.modules(Modules(0, 0, symbol, 1, Tag("Figure", alt="x")), 9).split(" g ")[1]
    dark: set[tuple[int, int]] = set()
    for x, y, width, height in re.findall(r"(\d+) (\d+) (\d+) (\d+) re", path):
        assert height == "1"
        cells = {(int(y), int(x) + n) for n in range(int(width))}
        assert not dark & cells and (int(y), int(x) - 1) not in dark
        dark |= cells
    assert dark == {(y, x) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}


def test_only_grey_is_used() -> None:
    page = pdfium.PdfDocument(write_pdf(document(), META))[0]
    colours = page.render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)
    assert all(max(c) - min(c) <= 1 for _, c in colours)
