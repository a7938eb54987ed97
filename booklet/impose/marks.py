"""Marks for whoever cuts and folds: ticks at the sheet's edge, and a tag that says which side this is.

Points; origin at the bottom left of the sheet. Tags are letters made of strokes, so the file needs no further font.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from booklet.impose.forme import Formes
from booklet.impose.turning import Turning
from booklet.units import MM, Size
from booklet.value import compared

TICK = 8 * MM
"""Length of a tick where there is room."""

CLEAR = 3 * MM
"""A mark outside the pages keeps this distance from them, and inside lies no further than this from their edges."""

_SHORT = 3 * MM
"""The least length of a tick outside the pages."""

TAG_HEIGHT = 6.0
"""Height of a tag's line, points; its letters are 0.7 of that."""

TAG_STROKE = TAG_HEIGHT / 12
"""Width of a letter's strokes."""

TICK_STROKE = 0.5

SLIT_STROKE = 0.25

_ASIDE = 0.6 * MM
"""Between a fold and the tag beside it."""


Polyline = tuple[tuple[float, float], ...]


@compared
class Line:
    """A mark: straight pieces through points. `dashed`: to fold along, not to cut."""

    points: Polyline
    stroke: float = TICK_STROKE
    dashed: bool = False

    def turned(self, turning: Turning) -> Line:
        """The same on a turned forme."""
        return replace(self, points=tuple(turning.point(*point) for point in self.points))


def block_lines(plan: Formes, lefts: Sequence[float], bottom: float, height: float, paper: Size, safe: float) -> tuple[Line, ...]:
    """Ticks at the ends of every fold and cut, and the line to slit. `lefts`: of the columns and of what follows them;
    `bottom`: of the block; `height`: of a page; `safe`: nothing is printed nearer to the sheet's edge. Edges of the block that are the sheet's edges have none."""
    rows = len(plan.sides[0][0])
    top = bottom + rows * height
    margins = (lefts[0], bottom)
    out: list[Line] = []
    for n, x in enumerate(lefts):
        if 0 < n < len(lefts) - 1 or margins[0] > MM / 2:
            dashed = n in plan.folded_columns
            out += [Line(((x, a), (x, b)), dashed=dashed) for a, b in _ticks(margins[1], paper.height, safe)]
    for n in range(rows + 1):
        if 0 < n < rows or margins[1] > MM / 2:
            y, dashed = top - n * height, n in plan.folded_rows
            out += [Line(((a, y), (b, y)), dashed=dashed) for a, b in _ticks(margins[0], paper.width, safe)]
    if plan.slit:
        y = top - rows // 2 * height
        out.append(Line(((lefts[plan.slit[0]], y), (lefts[plan.slit[1]], y)), SLIT_STROKE))
    return tuple(out)


def _ticks(margin: float, length: float, safe: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """From and to where the ticks at both ends of a line run, across a sheet with equal margins: outside the pages if there
    is room."""
    outside = margin - CLEAR
    end = min(safe + TICK, outside) if outside - safe >= _SHORT else safe + TICK
    return (safe, end), (length - end, length - safe)


def tag_lines(text: str, corner: tuple[float, float], lowest: bool, gutter: float | None, safe: float) -> tuple[Line, ...]:
    """A tag below the pages whose bottom left `corner` is given, if they are the `lowest` and there is room; or else upwards
    along the fold on their right, `gutter` (None: there is none, and no tag)."""
    left, bottom = corner
    if lowest and bottom >= safe + TAG_HEIGHT + MM:
        start = max(left, safe) + CLEAR
        return tuple(Line(tuple((start + x, safe + y) for x, y in line), TAG_STROKE) for line in tag_strokes(text))
    if gutter is None:
        return ()
    foot, x0 = bottom + safe + TICK + MM, gutter - _ASIDE
    return tuple(Line(tuple((x0 - y, foot + x) for x, y in line), TAG_STROKE) for line in tag_strokes(text))


def tag_strokes(text: str, height: float = TAG_HEIGHT * 0.7) -> Iterator[Polyline]:
    """Letters, digits and hyphens as lines on a baseline from 0, 0, so high; anything else is a blank."""
    unit = height / 6
    for place, letter in enumerate(text.upper()):
        for line in _LETTERS.get(letter, "").split():
            points = [(int(line[i]) + place * 6, int(line[i + 1])) for i in range(0, len(line), 2)]
            yield tuple((x * unit, y * unit + TAG_STROKE / 2) for x, y in points)


_LETTERS = {
    "0": "01051636454130101001 0145",
    "1": "142620 1030",
    "2": "05163645440040",
    "3": "051636454433 1333424130100001",
    "4": "30360242",
    "5": "460603334241301001",
    "6": "36160501103041423303",
    "7": "064610",
    "8": "13040516364544331302011030414233",
    "9": "10304145361605041343",
    "-": "1333",
    "A": "002640 1232",
    "B": "0006364544330333424130 3000",
    "C": "4536160501103041",
    "D": "00062644422000",
    "E": "46060040 0333",
    "F": "460600 0333",
    "G": "45361605011030414323",
    "H": "0006 4640 0343",
    "I": "1030 1636 2026",
    "J": "4641301001",
    "K": "0006 4603 0340",
    "L": "060040",
    "M": "0006234640",
    "N": "00064046",
    "O": "0105163645413010 1001",
    "P": "00063645443303",
    "Q": "0105163645413010 1001 2240",
    "R": "00063645443303 2340",
    "S": "453616050413334241301001",
    "T": "0646 2620",
    "U": "060110304146",
    "V": "062046",
    "W": "0610233046",
    "X": "0046 0640",
    "Y": "062346 2320",
    "Z": "06460040",
}
"""Strokes on a grid four wide and six high: each word is a line, each pair of digits a point (x, y from the bottom)."""
