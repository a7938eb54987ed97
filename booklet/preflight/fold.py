"""Cut and fold the printed sheets in simulation: read from the office file, page by page as a hand would turn them.

The order is found from how paper behaves, not from the arithmetic that placed the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import sub
from typing import Any, NamedTuple

from booklet.diag import Sink
from booklet.preflight.reading import File, squeezed
from booklet.units import MM, Size

PIXELS = 0.7
"""Of a picture, in a millimetre: enough to tell pages and which way up they are."""

TOLERANCE = 4.0
"""Mean difference of two pictures of one page, of 255: what marks for cutting and folding make."""

COPIES = ("upper", "lower")


class Face(NamedTuple):
    """A page of a folded copy: side of the office file (from 0), and the half it is printed on, 0 left, 1 right."""

    side: int
    half: int


class _Picture(NamedTuple):
    """Grey bytes row by row, and the characters on it."""

    grey: bytes
    text: str


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
    pages = [_page(page, trim) for page in screen.document]
    cut = [_quarters(side, trim, paper) for side in office.document]
    for row, copy in enumerate(COPIES):
        for number, face in enumerate(folded(len(cut) // 2, binding), 1):
            where = f"page {number} of the {copy} copy in the {office.name}"
            _compare(cut[face.side][row][face.half], number, pages, where, sink)


def _compare(found: _Picture, number: int, pages: list[_Picture], where: str, sink: Sink) -> None:
    wanted = pages[number - 1]
    if found.text == wanted.text and _distance(found.grey, wanted.grey) <= TOLERANCE:
        return
    hint = "do not print this file; report the fault with the file"
    if found.text != wanted.text:
        other = next((n for n, page in enumerate(pages, 1) if page.text == found.text), None)
        what = f"is page {other}" if other else "is no page of the booklet"
        sink.error("fold-order", f"{where} {what}", None, hint)
    elif _distance(found.grey[::-1], wanted.grey) <= TOLERANCE:
        sink.error("fold-upside-down", f"{where} stands on its head", None, hint)
    else:
        sink.error("fold-differs", f"{where} does not look like the page on screen", None, hint)


def _distance(one: bytes, other: bytes) -> float:
    return float(sum(map(abs, map(sub, one, other)))) / len(other)


def _page(page: Any, trim: Size) -> _Picture:
    columns, rows = _grid(trim)
    grey = _render(page, columns / trim.width, rows / trim.height, 0.0, 0.0, columns, rows)
    return _Picture(grey, _ordered(letter for letter, _, _ in _letters(page)))


def _quarters(side: Any, trim: Size, paper: Size) -> list[list[_Picture]]:
    """The four places of a side, by row from the top and column from the left, cut on the paper's middle lines."""
    columns, rows = _grid(trim)
    left, bottom = paper.width / 2 - trim.width, paper.height / 2 - trim.height
    sheet = _render(side, columns / trim.width, rows / trim.height, left, bottom, 2 * columns, 2 * rows)
    letters: dict[tuple[bool, bool], list[str]] = {}
    for letter, x, y in _letters(side):
        letters.setdefault((y < paper.height / 2, x > paper.width / 2), []).append(letter)

    def quarter(row: int, column: int) -> _Picture:
        starts = (2 * columns * y + column * columns for y in range(row * rows, (row + 1) * rows))
        return _Picture(b"".join(sheet[x : x + columns] for x in starts), _ordered(letters.get((bool(row), bool(column)), ())))

    return [[quarter(row, column) for column in (0, 1)] for row in (0, 1)]


def _letters(page: Any) -> Iterator[tuple[str, float, float]]:
    """Every character with the middle of its box, points from the bottom left corner."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    words = page.get_textpage()
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    for n in range(words.count_chars()):
        raw.FPDFText_GetCharBox(words, n, byref(left), byref(right), byref(bottom), byref(top))
        yield chr(raw.FPDFText_GetUnicode(words, n)), (left.value + right.value) / 2, (bottom.value + top.value) / 2
    words.close()


def _ordered(letters: Iterable[str]) -> str:
    """Characters sorted, which does not depend on how a reader walks over neighbouring pages."""
    return "".join(sorted(squeezed("".join(letters))))


def _grid(trim: Size) -> tuple[int, int]:
    """Pixels of a page: whole numbers, so that pages are cut between pixels."""
    return round(trim.width / MM * PIXELS), round(trim.height / MM * PIXELS)


def _render(page: Any, scale_x: float, scale_y: float, left: float, bottom: float, columns: int, rows: int) -> bytes:
    """Part of a page from its corner left, bottom (points), grey, exactly at the scale given."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    height = page.get_height()
    bitmap = pdfium.PdfBitmap.new_native(columns, rows, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, columns, rows)
    # y goes down from the page's top edge here
    down = rows - (height - bottom) * scale_y
    matrix = raw.FS_MATRIX(scale_x, 0, 0, scale_y, -left * scale_x, down)
    clip = raw.FS_RECTF(0, 0, columns, rows)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, raw.FPDF_GRAYSCALE)
    data = bytes(bitmap.buffer)
    stride = bitmap.stride
    bitmap.close()
    return b"".join(data[y * stride : y * stride + columns] for y in range(rows))
