"""Cut and fold the printed sheets in simulation: read from the office file, page by page as a hand would turn them.

The order is found from how paper behaves, not from the arithmetic that placed the pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import compress, count
from operator import ne
from typing import Any, NamedTuple

from booklet.diag import Sink
from booklet.impose.marks import SAFE, TAG_HEIGHT
from booklet.preflight.reading import File
from booklet.units import MM, Point, Size

PIXELS = 2.0
"""Of a picture, in a millimetre: enough to tell pages, if only by their numbers, and which way up they are."""

TOLERANCE = 24
"""Difference of two pixels, of 255, that rounding may make; a digit in place of another makes more."""

_TURNED = 12.0
"""Mean difference, of 255, below which a picture turned round is a page: edges fall on other pixels then."""

_EDGE = 3.0
"""Width of the border round a page that is not compared, millimetres: nothing but marks is printed there."""

COPIES = ("upper", "lower")

_HINT = "do not print this file; report the fault with the file"


class Face(NamedTuple):
    """A page of a folded copy: side of the office file (from 0), and the half it is printed on, 0 left, 1 right."""

    side: int
    half: int


Picture = tuple[bytes, ...]
"""Grey bytes of a page, row by row from the top."""


def folded(sheets: int, binding: str) -> Iterator[Face]:
    """The pages of a stapled stack of sheets in the order they are turned; sides front, back in turn, first sheet outside.

    The paper was turned about its long, upright edge, so what is on the right in front is on the left behind. Folded with
    the fronts outside, the outermost right half in front is the first leaf if it is bound on the left."""
    front_half, back_half = (1, 0) if binding == "left" else (0, 1)
    for sheet in range(sheets):
        yield Face(2 * sheet, front_half)
        yield Face(2 * sheet + 1, back_half)
    for sheet in reversed(range(sheets)):
        yield Face(2 * sheet + 1, 1 - back_half)
        yield Face(2 * sheet, 1 - front_half)


def check_fold(screen: File, office: File, trim: Size, paper: Size, binding: str, sink: Sink) -> None:
    """Both copies, cut and folded, read from the first to the last page, upright. Errors: `fold-order`, `fold-upside-down`,
    `fold-differs`."""
    columns, rows = grid = _grid(trim)
    scale = Size(columns / trim.width, rows / trim.height)
    pages = [_render(page, scale, Point(0, 0), columns, rows) for page in screen.leaves]
    corner = Point(paper.width / 2 - trim.width, paper.height / 2 - trim.height)
    sides = [_render(side, scale, corner, 2 * columns, 2 * rows) for side in office.leaves]
    for row, copy in enumerate(COPIES):
        for number, face in enumerate(folded(len(sides) // 2, binding), 1):
            found = _cut(sides[face.side], row, face.half, grid)
            where = f"page {number} of the {copy} copy in the {office.name}"
            _compare(found, number, pages, row == 1 and face.half == 0, where, sink)


def _compare(found: Picture, number: int, pages: list[Picture], tagged: bool, where: str, sink: Sink) -> None:
    if _same(found, pages[number - 1], tagged):
        return
    turned = tuple(row[::-1] for row in reversed(found))
    other = next((n for n, page in enumerate(pages, 1) if _same(found, page, tagged)), None)
    if other:
        sink.error("fold-order", f"{where} is page {other}", None, _HINT)
    elif _distance(turned, pages[number - 1]) < _TURNED:
        sink.error("fold-upside-down", f"{where} stands on its head", None, _HINT)
    else:
        sink.error("fold-differs", f"{where} looks like no page on screen", None, _HINT)


def _distance(one: Picture, other: Picture) -> float:
    """Mean difference of two pictures, of 255."""
    pixels = len(other) * len(other[0])
    return (
        sum(abs(a - b) for line, wanted in zip(one, other, strict=True) for a, b in zip(line, wanted, strict=True))
        / pixels
    )


def _same(one: Picture, other: Picture, tagged: bool) -> bool:
    """Whether two pictures agree but for the marks of whoever cuts: ticks on the edges, the tag at its foot."""
    edge = round(_EDGE * PIXELS)
    foot = math.ceil((SAFE + TAG_HEIGHT) / MM * PIXELS) if tagged else edge
    rows = range(edge, len(one) - foot)
    return all(
        one[y] == other[y] or _close(one[y][edge:-edge], [r[edge:-edge] for r in other[y - 1 : y + 2]]) for y in rows
    )


def _close(row: bytes, others: list[bytes]) -> bool:
    """Whether every pixel is as grey as the other picture there, or one row up or down, as thin rules snap to either row, or
    one column aside together with a neighbour, as glyphs snap to either column."""
    above, level, below = others
    differing = compress(count(), map(ne, row, level))  # few, and soon found without a loop of our own
    return all(
        min(above[x], level[x], below[x]) - TOLERANCE <= row[x] <= max(above[x], level[x], below[x]) + TOLERANCE
        or _aside(row, level, x)
        for x in differing
    )


def _aside(row: bytes, level: bytes, x: int) -> bool:
    """Whether a pixel and one beside it are those of the other picture one column to the left or right."""
    return any(
        all(
            0 <= n < len(row) and 0 <= n + shift < len(row) and abs(row[n] - level[n + shift]) <= TOLERANCE
            for n in pair
        )
        for shift in (-1, 1)
        for pair in ((x - 1, x), (x, x + 1))
    )


def _cut(side: Picture, row: int, half: int, grid: tuple[int, int]) -> Picture:
    """One of the four places of a side, cut on the paper's middle lines; rows from the top."""
    columns, rows = grid
    return tuple(line[half * columns : (half + 1) * columns] for line in side[row * rows : (row + 1) * rows])


def _grid(trim: Size) -> tuple[int, int]:
    """Pixels of a page: whole numbers, so that pages are cut between pixels."""
    return round(trim.width / MM * PIXELS), round(trim.height / MM * PIXELS)


def _render(page: Any, scale: Size, corner: Point, columns: int, rows: int) -> Picture:
    """Part of a page, exactly at a scale (pixels a point); its bottom left corner in points from the page's."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    bitmap = pdfium.PdfBitmap.new_native(columns, rows, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, columns, rows)
    down = rows - (page.get_height() - corner.y) * scale.height  # pixels are counted from the top
    matrix = raw.FS_MATRIX(scale.width, 0, 0, scale.height, -corner.x * scale.width, down)
    clip = raw.FS_RECTF(0, 0, columns, rows)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, raw.FPDF_GRAYSCALE)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    bitmap.close()
    return tuple(data[y * stride : y * stride + columns] for y in range(rows))
