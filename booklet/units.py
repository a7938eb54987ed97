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
    "a4": Size(210 * MM, 297 * MM),
    "letter": Size(215.9 * MM, 279.4 * MM),
    "f4": Size(215 * MM, 330 * MM),
}
"""Office papers by id, portrait. Sizes: ISO 216, ANSI/ASME Y14.1; F4 as sold in Indonesia."""
