"""Cut and fold the printed sheets in simulation: read from the office file, page by page as a hand would turn them.

The order is found from how paper behaves, not from the arithmetic that placed the pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import compress, count, islice
from operator import ne
from typing import Any, NamedTuple

from booklet.diag import Sink
from booklet.preflight.folding import Face, Folding
from booklet.preflight.reading import File
from booklet.units import MM, Size

PIXELS = 2.0
"""Of a picture, in a millimetre: enough to tell pages, if only by their numbers, and which way up they are."""

TOLERANCE = 24
"""Difference of two pixels, of 255, that rounding may make; a digit in place of another makes more."""

_STRAYS = 4
"""Pixels of a page that may differ yet: those between glyphs that snap to one side and glyphs that snap to the other. Where any
do, the page is looked at from nearer."""

_NEARER = 3
"""Times as many pixels in a millimetre: of a small digit in place of another, dozens differ."""

_TURNED = 12.0
"""Mean difference, of 255, below which a picture turned round is a page: edges fall on other pixels then."""

_EDGE = 3.0
"""Width of the border round a page that is not compared, millimetres: nothing but marks is printed there."""

_UPRIGHT = Face(0, 0.0, 0.0, 0)

_HINT = "do not print this file; report the fault with the file"

_BAND = 16
"""Rows that are compared at once."""


class Picture(NamedTuple):
    """Grey bytes of a page, row by row from the top."""

    grey: bytes
    columns: int
    rows: int

    def row(self, y: int) -> bytes:
        """A row, from the top."""
        return self.grey[y * self.columns : (y + 1) * self.columns]


def check_fold(
    screen: File, sides: Sequence[Any], name: str, folding: Folding, sink: Sink, *, backs_turned: bool = False
) -> None:
    """All copies, cut and folded, read from the first to the last page, upright. `sides`: fronts and backs in turn;
    `backs_turned`: the printer turns the backs of these on their heads. Errors: `fold-order`, `fold-upside-down`,
    `fold-differs`."""
    pages = _Pages(screen, folding.trim)
    for copy, faces in enumerate(folding.copies(), 1):
        for number, face in enumerate(faces, 1):
            place = _turned(face, folding) if backs_turned and face.side % 2 else face
            pages.compare(sides[face.side], place, number, f"page {number} of copy {copy} in the {name}", sink)


def check_same(screen: File, file: File, faces: Sequence[Face], trim: Size, sink: Sink) -> None:
    """A file shows the pages of another, each at its place. Errors: those of `check_fold`."""
    pages = _Pages(screen, trim)
    for number, face in enumerate(faces, 1):
        pages.compare(file.leaves[face.side], face, number, f"page {number} of the {file.name}", sink)


def _turned(face: Face, folding: Folding) -> Face:
    width, height = folding.spec.paper.size
    return face._replace(x=width - face.x, y=height - face.y, turn=(face.turn + 180) % 360)


class _Pages:
    """The pages that must be found."""

    def __init__(self, screen: File, trim: Size) -> None:
        self._leaves, self._trim = screen.leaves, trim
        self._pictures = [self._render(page, _UPRIGHT) for page in screen.leaves]

    def compare(self, side: Any, face: Face, number: int, where: str, sink: Sink) -> None:
        """Report a face of a side that does not show the page `number`."""
        found = self._render(side, face)
        if self._is(found, side, face, number):
            return
        turned = found._replace(grey=found.grey[::-1])
        other = next((n for n in range(1, len(self._pictures) + 1) if self._is(found, side, face, n)), None)
        if other:
            sink.error("fold-order", f"{where} is page {other}", None, _HINT)
        elif _distance(turned, self._pictures[number - 1]) < _TURNED:
            sink.error("fold-upside-down", f"{where} stands on its head", None, _HINT)
        else:
            sink.error("fold-differs", f"{where} looks like no page on screen", None, _HINT)

    def _is(self, found: Picture, side: Any, face: Face, number: int) -> bool:
        """Whether a face is a page: pixel by pixel, or if only a few differ, seen from nearer, where another digit is many."""
        edge = _EDGE + face.moved / MM
        strays = _differing(found, self._pictures[number - 1], math.ceil(edge * PIXELS))
        if not 0 < strays <= _STRAYS:
            return strays == 0
        near = self._render(side, face, _NEARER), self._render(self._leaves[number - 1], _UPRIGHT, _NEARER)
        return _differing(*near, math.ceil(edge * PIXELS * _NEARER)) <= _STRAYS

    def _render(self, page: Any, face: Face, nearer: int = 1) -> Picture:
        columns, rows = (round(length / MM * PIXELS) * nearer for length in self._trim)
        return _render(page, face, self._trim, (columns, rows))


def _distance(one: Picture, other: Picture) -> float:
    """Mean difference of two pictures, of 255."""
    return sum(abs(a - b) for a, b in zip(one.grey, other.grey, strict=True)) / len(other.grey)


def _differing(one: Picture, other: Picture, edge: int) -> int:
    """How many pixels differ, up to one more than may, but for an edge so many wide, on which marks stand for those who cut."""
    found = 0
    for y in _differing_rows(one, other, edge):
        found += _strays(one.row(y)[edge:-edge], [other.row(n)[edge:-edge] for n in (y - 1, y, y + 1)], _STRAYS - found)
        if found > _STRAYS:
            break
    return found


def _differing_rows(one: Picture, other: Picture, edge: int) -> Iterator[int]:
    columns, end = one.columns, one.rows - edge
    for top in range(edge, end, _BAND):
        band = slice(top * columns, min(top + _BAND, end) * columns)
        if one.grey[band] != other.grey[band]:
            for y in range(top, min(top + _BAND, end)):
                row = slice(y * columns + edge, (y + 1) * columns - edge)
                if one.grey[row] != other.grey[row]:
                    yield y


def _strays(row: bytes, others: list[bytes], enough: int) -> int:
    """How many pixels, up to one more than `enough`, are not as grey as the other picture there, or one row up or down, as thin
    rules snap to either row, or one column aside in one of these rows, together with a neighbour, as glyphs snap to either
    column."""
    above, level, below = others
    differing = compress(count(), map(ne, row, level))  # few, and soon found without a loop of our own
    found = (
        x
        for x in differing
        if not min(above[x], level[x], below[x]) - TOLERANCE <= row[x] <= max(above[x], level[x], below[x]) + TOLERANCE
        and not any(_aside(row, other, x) for other in others)
    )
    return sum(1 for _ in islice(found, enough + 1))


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


def _render(page: Any, face: Face, trim: Size, grid: tuple[int, int]) -> Picture:
    """A page as who reads it sees it, from wherever it stands on a side."""
    import pypdfium2 as pdfium
    from pypdfium2 import raw

    columns, rows = grid
    bitmap = pdfium.PdfBitmap.new_native(columns, rows, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, columns, rows)
    clip = raw.FS_RECTF(0, 0, columns, rows)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, _matrix(page.get_height(), face, trim, grid), clip, raw.FPDF_GRAYSCALE)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    bitmap.close()
    if stride != columns:
        data = b"".join([data[y * stride : y * stride + columns] for y in range(rows)])
    return Picture(data, columns, rows)


def _matrix(height: float, face: Face, trim: Size, grid: tuple[int, int]) -> Any:
    """From a side's points, counted from its top, to the pixels of a page that stands on it."""
    from pypdfium2 import raw

    across, down = grid[0] / trim.width, grid[1] / trim.height
    cos, sin = round(math.cos(math.radians(face.turn))), round(math.sin(math.radians(face.turn)))
    x, y = face.x, height - face.y
    return raw.FS_MATRIX(
        across * cos, down * sin, -across * sin, down * cos, across * (sin * y - cos * x), down * (trim.height - sin * x - cos * y)
    )
