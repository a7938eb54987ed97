"""Marks for whoever cuts and folds: ticks at the sheet's edge and a tag that says which side this is.

Points; origin at the bottom left of the sheet. Tags are letters made of strokes, so the file needs no further font.
"""

from __future__ import annotations

from dataclasses import dataclass

from booklet.impose.sheet import block_corner, block_of
from booklet.units import MM, Size

SAFE = 5 * MM
"""Nothing is printed nearer to the sheet's edge: office printers leave up to 5.1 mm blank."""

TICK = 8 * MM
"""Length of a tick."""

TAG_HEIGHT = 6.0
"""Height of a tag's line, points; its letters are 0.7 of that."""


TAG_LEFT = 18 * MM
"""Where a tag begins: clear of the page number in the corner of a left page."""

TAG_STROKE = TAG_HEIGHT / 12
"""Width of a letter's strokes."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A straight mark on a line to cut along, or (dashed) to fold along."""

    x1: float
    y1: float
    x2: float
    y2: float
    dashed: bool


def ticks(trim: Size, paper: Size) -> tuple[Tick, ...]:
    """Marks on the fold, on the cut between the copies, and on every edge of the block that is not the sheet's edge."""
    left, bottom = block_corner(trim, paper)
    block = block_of(trim)
    out = _upright(paper.width / 2, paper, dashed=True) + _level(paper.height / 2, paper)
    if left > MM / 2:
        out += _upright(left, paper, dashed=False) + _upright(left + block.width, paper, dashed=False)
    if bottom > MM / 2:
        out += _level(bottom, paper) + _level(bottom + block.height, paper)
    return tuple(out)


def _upright(x: float, paper: Size, dashed: bool) -> list[Tick]:
    top = paper.height - SAFE
    return [Tick(x, SAFE, x, SAFE + TICK, dashed), Tick(x, top - TICK, x, top, dashed)]


def _level(y: float, paper: Size) -> list[Tick]:
    right = paper.width - SAFE
    return [Tick(SAFE, y, SAFE + TICK, y, False), Tick(right - TICK, y, right, y, False)]


Polyline = tuple[tuple[float, float], ...]


def tag_strokes(text: str) -> tuple[Polyline, ...]:
    """A tag as lines, at the bottom left of the sheet inside the safe zone. Letters, digits and hyphens; anything
    else is a blank."""
    unit, bottom = TAG_HEIGHT * 0.7 / 6, SAFE + TAG_STROKE / 2
    lines: list[Polyline] = []
    for place, letter in enumerate(text.upper()):
        for line in _LETTERS.get(letter, "").split():
            points = [(int(line[i]) + place * 6, int(line[i + 1])) for i in range(0, len(line), 2)]
            lines.append(tuple((TAG_LEFT + x * unit, bottom + y * unit) for x, y in points))
    return tuple(lines)


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
