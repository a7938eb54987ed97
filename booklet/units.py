"""Lengths and sizes. Everything inside the program is in PDF points (1/72 inch); templates speak millimetres."""

from typing import NamedTuple

MM = 72 / 25.4
"""Points in a millimetre."""


class Size(NamedTuple):
    """Width and height, points."""

    width: float
    height: float


class Point(NamedTuple):
    """A place, points; y grows downwards from the top edge until the PDF writer turns it round."""

    x: float
    y: float


PAPERS: dict[str, Size] = {
    "a3": Size(297 * MM, 420 * MM),
    "a4": Size(210 * MM, 297 * MM),
    "a5": Size(148 * MM, 210 * MM),
    "a6": Size(105 * MM, 148 * MM),
    "b4": Size(257 * MM, 364 * MM),
    "b5": Size(182 * MM, 257 * MM),
    "f4": Size(215 * MM, 330 * MM),
    "legal": Size(215.9 * MM, 355.6 * MM),
    "letter": Size(215.9 * MM, 279.4 * MM),
    "tabloid": Size(279.4 * MM, 431.8 * MM),
}
"""Office papers by id, portrait. Sizes: ISO 216; JIS P 0138 (B4, B5, as offices in Asia have them); ANSI/ASME Y14.1; F4 as sold
in Indonesia."""
