"""Items as page content operators (ISO 32000-1, 8 and 9): page height in, text out; y is turned round here. Grey, but for
what is drawn in an ink of its own."""

from __future__ import annotations

from functools import lru_cache

from booklet.layout.frame import Box, Drawing, Ink, Modules, Outline, Stroke, TextItem
from booklet.pdf.objects import number, numbers

ARC = 0.5523
"""Control point of the Bezier curve nearest to a quarter of a circle, in radii."""

_CHUNK = 8
"""Modules of a row that are looked up at once."""


def text(item: TextItem, show: str, actual: str | None, height: float) -> str:
    """A line of text: `show` draws it at size 1, `actual` is what a reader gets instead of the glyphs' own texts."""
    size = number(item.size)
    body = f"BT {size} 0 0 {size} {item.x:.2f} {height - item.y:.2f} Tm{show} ET"
    if actual is None:
        return body
    return f"/Span<</ActualText<FEFF{actual.encode('utf-16-be').hex().upper()}>>>BDC {body} EMC"


def silent(item: TextItem, show: str, height: float) -> str:
    """A line of text whose glyphs stand for a line end: a text that readers leave out."""
    size = number(item.size)
    place = f"{item.x:.2f} {height - item.y:.2f} Tm"
    return f"/Span<</ActualText<FEFF000A>>>BDC BT {size} 0 0 {size} {place}{show} ET EMC"


def unseen(item: TextItem, at: float, said: str, font: str, height: float) -> str:
    """Invisible characters in a line, `at` em from its start."""
    place = f"{item.x + at * item.size:.2f} {height - item.y:.2f} Tm"
    return f"BT 3 Tr/{font} {number(item.size)} Tf 1 0 0 1 {place}{said} 0 Tr ET"


def box(item: Box, height: float) -> str:
    """A filled rectangle."""
    area = f"{numbers(item.x, height - item.y - item.height, item.width, item.height)} re f"
    if item.ink:
        return f"{numbers(*item.ink)} rg {area} 0 g"
    return area if item.grey == 0 else f"{number(item.grey)} g {area} 0 g"


def outline(item: Outline, height: float) -> str:
    """A stroked rectangle with round corners."""
    radius = min(item.radius, item.width / 2, item.height / 2)
    left, right = item.x, item.x + item.width
    top, bottom = height - item.y, height - item.y - item.height
    pull = radius * (1 - ARC)
    path = (
        f"{numbers(left + radius, bottom)} m {numbers(right - radius, bottom)} l "
        f"{numbers(right - pull, bottom, right, bottom + pull, right, bottom + radius)} c {numbers(right, top - radius)} l "
        f"{numbers(right, top - pull, right - pull, top, right - radius, top)} c {numbers(left + radius, top)} l "
        f"{numbers(left + pull, top, left, top - pull, left, top - radius)} c {numbers(left, bottom + radius)} l "
        f"{numbers(left, bottom + pull, left + pull, bottom, left + radius, bottom)} c s"
    )
    return f"{_pen(item.ink)}{number(item.stroke)} w {path}{' 0 G' if item.ink else ''}"


def stroke(item: Stroke, height: float) -> str:
    """A straight line, perhaps dashed or dotted."""
    dash = f"[{numbers(*item.dash)}] 0 d " if item.dash else ""
    caps = "1 J " if item.round_caps else ""
    line = f"{numbers(item.x1, height - item.y1)} m {numbers(item.x2, height - item.y2)} l S"
    return f"q {_pen(item.ink)}{number(item.stroke)} w {caps}{dash}{line} Q"


def drawing(item: Drawing, height: float) -> str:
    """A pictogram: its own coordinates, turned and scaled by the matrix, its pen by the same scale."""
    scale = item.size / item.units
    return (
        f"q {numbers(scale, 0, 0, -scale, item.x, height - item.y)} cm "
        f"{_pen(item.ink)}{number(item.stroke / scale)} w 1 J 1 j {item.path} S Q"
    )


def _pen(ink: Ink) -> str:
    return f"{numbers(*ink)} RG " if ink else ""


def modules(item: Modules, height: float) -> str:
    """A QR symbol as one path of rectangles, dark neighbours of a row in one, so that no seams show."""
    side = f"{item.module:.6f}"
    rows = "".join([_row(n, cells) for n, cells in enumerate(item.symbol.rows)])
    return f"q {side} 0 0 -{side} {numbers(item.x, height - item.y)} cm 0 g {rows}f Q"


@lru_cache(maxsize=32768)
def _row(row: int, cells: bytes) -> str:
    """The rectangles of a row: symbols have half of their rows in common."""
    out: list[str] = []
    start = -1
    for place in range(0, len(cells), _CHUNK):
        done, start = _rectangles(place, start, cells[place : place + _CHUNK])
        out.append(done)
    if start >= 0:
        out.append(_rectangle(start, len(cells)))
    return "".join(out).replace("y", str(row))


@lru_cache(maxsize=65536)
def _rectangles(place: int, start: int, cells: bytes) -> tuple[str, int]:
    """The rectangles, in a row y, that end within the modules from `place` on, and where one begins that does not end
    there. `start`: where one began before; -1: none does."""
    out: list[str] = []
    for here, dark in enumerate(cells, place):
        if dark and start < 0:
            start = here
        elif start >= 0 and not dark:
            out.append(_rectangle(start, here))
            start = -1
    return "".join(out), start


def _rectangle(start: int, end: int) -> str:
    return f"{start} y {end - start} 1 re "
