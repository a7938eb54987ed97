"""What the eye meets on a page: whether every line of text is there, dark enough, whole, alone in its place and off the edge."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from booklet.diag import Sink
from booklet.layout.frame import Box, Drawing, Item, Modules, Page, Stroke, TextItem
from booklet.preflight.raster import PALE, Area, Raster
from booklet.preflight.reading import File, bare
from booklet.units import MM

CONTRAST = 4.5
"""Of text and what is behind it, at least: WCAG 2.2, 1.4.3, https://www.w3.org/TR/WCAG22/#contrast-minimum"""

LIVE = 3 * MM
"""From the edge of the page: nothing that must be read stands closer, as paper is cut and printed no truer (ISO 12647-2 shops
ask for 3 mm)."""

_CLEAR = (60, 200)
"""A dot at least so dark and one at least so light, of 255: more contrast than is asked for."""

_INK = 225
"""The darkest dot of a paler edge than this is no edge of a letter."""

_DOT = 0.5
"""Points: a dot of a coarse picture."""

_EDGE = 1.25
"""Points within which the ink of a line reaches the box that readers tell of it."""

_EDGE_OF_LARGE = 0.08
"""The same of large letters, of the height of the box: round letters reach higher than others, where a reader has one box for all."""

_BLANK = 1.2
"""How far the box goes on after the ink at its right, as a blank is part of it; of its height."""

_OVER = 0.3
"""The part of the lower line's height, and the points, that two lines may share: marks reach into one another."""
_BESIDE = 1.5

LEAST_INK = 1.3 * MM
"""Height of the ink of a line, its tallest letter with it: less cannot be read by most; what is set in sentences is larger
(the template's `x`, at least 2 mm of the script's own letter)."""

_FAULT = "do not print this file; report the fault with the file"


class _Text(NamedTuple):
    """The box of a line, or a part of it, in points from the top left; `asked`: what it says, which few need to know; `tight`: ink
    reaches its sides."""

    area: Area
    asked: Callable[[], str]
    tight: bool

    @property
    def words(self) -> str:
        """What it says."""
        return bare(self.asked()).strip()


def check_looks(file: File, number: int, leaf: Any, raster: Raster, drawn: list[Area], sink: Sink) -> None:
    """`drawn`: boxes of lines that no reader tells of. Errors: `text-unseen`, `low-contrast`, `text-cut`, `text-overlaps`,
    `text-at-edge`, `small-print`."""
    texts = list(_texts(file, number, drawn))
    for text in texts:
        _check_ink(file, number, text, raster, sink)
        _check_size(file, number, text, raster, sink)
        _check_edge(file, number, text, leaf.get_width(), leaf.get_height(), sink)
    for one, other in _overlapping(texts):
        what = f"'{one.words}' and '{other.words}' stand over each other on page {number} of the {file.name}"
        sink.error("text-overlaps", what, None, _FAULT, spot=file.spot(number, _shared(one.area, other.area)))


def _texts(file: File, number: int, drawn: list[Area]) -> Iterator[_Text]:
    """Lines as pdfium tells of them, but for those that lie unseen over `drawn` ones."""
    height, page = file.leaves[number - 1].get_height(), file.words(number)
    for area in drawn:
        yield _Text(area, lambda: "a line from right to left", True)
    for n in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(n)
        area = (left, height - top, right, height - bottom)
        if not drawn or not any(_within(area, line) for line in drawn):
            text = _Text(area, partial(page.get_text_bounded, left, bottom, right, top), not drawn)
            if not drawn or text.words:
                yield text


def _within(area: Area, line: Area) -> bool:
    """Whether the middle of an area is in a line, or as good as."""
    across, down = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    room = line[3] - line[1]
    return line[0] - room <= across <= line[2] + room and line[1] - room <= down <= line[3] + room


def _check_ink(file: File, number: int, text: _Text, raster: Raster, sink: Sink) -> None:
    darkest, lightest = raster.range(text.area, _CLEAR)
    spot = file.spot(number, text.area)
    if darkest == lightest or darkest > lightest:
        sink.error("text-unseen", f"'{text.words}' on page {number} of the {file.name} cannot be seen", None, _FAULT, spot=spot)
    elif (ratio := _contrast(darkest, lightest)) < CONTRAST:
        if not text.words.strip("_"):
            return  # a blank to write on: a raster greys so thin a rule
        what = f"'{text.words}' on page {number} of the {file.name} stands out {ratio:.1f} : 1 from what is behind it, not {CONTRAST} : 1"
        sink.error("low-contrast", what, None, "print text in black", spot=spot)
    elif text.tight and (side := _cut(text.area, raster)) and text.words.strip("_"):
        sink.error("text-cut", f"'{text.words}' on page {number} of the {file.name} is cut off {side}", None, _FAULT, spot=spot)


def _contrast(darkest: int, lightest: int) -> float:
    """WCAG 2.2, contrast ratio and relative luminance."""
    dark, light = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (darkest / 255, lightest / 255))
    return (light + 0.05) / (dark + 0.05)


def _cut(area: Area, raster: Raster) -> str | None:
    """The side on which no ink reaches the box, which readers draw round the letters."""
    left, top, right, bottom = raster.pixels(area)
    if min(area) < 0 or area[2] > raster.points(raster.width) or area[3] > raster.points(raster.height):
        return "by the edge of the page"
    edge = math.ceil(max(_EDGE, _EDGE_OF_LARGE * (area[3] - area[1])) * raster.dpi / 72)
    blank = max(edge, round((bottom - top) * _BLANK))
    sides = {
        "above": (raster.row(y, left, right) for y in range(top, min(top + edge, bottom))),
        "below": (raster.row(y, left, right) for y in range(max(bottom - edge, top), bottom)),
        "on the left": (raster.column(x, top, bottom) for x in range(left, min(left + edge, right))),
        "on the right": (raster.column(x, top, bottom) for x in range(right - 1, max(right - blank, left) - 1, -1)),
    }
    return next((side for side, lines in sides.items() if not any(min(dots, default=255) < _INK for dots in lines)), None)


def _check_size(file: File, number: int, text: _Text, raster: Raster, sink: Sink) -> None:
    _, top, _, bottom = text.area
    if bottom - top < LEAST_INK and sum(map(str.isalnum, text.words)) > 1 and (ink := _ink_height(text.area, raster)) < LEAST_INK:
        what = f"'{text.words}' on page {number} of the {file.name} is {ink / MM:.1f} mm high, under {LEAST_INK / MM:g} mm"
        sink.error("small-print", what, None, "make the letters of the template larger", spot=file.spot(number, text.area))


def _ink_height(area: Area, raster: Raster) -> float:
    """How high the ink is that an area touches: readers draw it round a part of the letters where they write them together."""
    left, top, right, bottom = raster.pixels(area)
    up, down = top, bottom
    while up > 0 and min(raster.row(up - 1, left, right), default=255) < PALE:
        up -= 1
    while down < raster.height and min(raster.row(down, left, right), default=255) < PALE:
        down += 1
    return area[3] - area[1] + raster.points(top - up + down - bottom)


def _check_edge(file: File, number: int, text: _Text, width: float, height: float, sink: Sink) -> None:
    left, top, right, bottom = text.area
    near = min(left, top, width - right, height - bottom)
    if near < LIVE - 0.05:
        what = f"'{text.words}' on page {number} of the {file.name} stands {near / MM:.1f} mm from the edge, closer than {LIVE / MM:g} mm"
        sink.error("text-at-edge", what, None, "make the margins of the template wider", spot=file.spot(number, text.area))


def check_edges(file: File, page: Page, raster: Raster, sink: Sink) -> None:
    """Nothing is printed at the edge of a page but what was laid out to reach it, such as thumb tabs. Errors: `ink-at-edge`."""
    width, height = page.size
    strips = ((0.0, 0.0, width, LIVE), (0.0, height - LIVE, width, height), (0.0, 0.0, LIVE, height), (width - LIVE, 0.0, width, height))
    for strip in strips:
        if raster.has_ink(strip) and (place := _stray(raster, strip, page.items)):
            what = f"something is printed less than {LIVE / MM:g} mm from the edge of page {page.number} of the {file.name}"
            sink.error("ink-at-edge", what, None, _FAULT, spot=file.spot(page.number, place))
            return


def _reaching(item: Item) -> Area | None:
    """The place of a shape, with the dots that its edges touch."""
    if isinstance(item, TextItem | Modules):
        return None
    pad = 2 * _DOT
    if isinstance(item, Stroke):
        half = item.stroke / 2 + pad
        return min(item.x1, item.x2) - half, min(item.y1, item.y2) - half, max(item.x1, item.x2) + half, max(item.y1, item.y2) + half
    wide, high = (item.size, item.size) if isinstance(item, Drawing) else (item.width, item.height)
    pad += 0.0 if isinstance(item, Box) else item.stroke
    return item.x - pad, item.y - pad, item.x + wide + pad, item.y + high + pad


def _stray(raster: Raster, strip: Area, items: Iterable[Item]) -> Area | None:
    """A part of a strip that has ink beside the shapes that reach into it."""
    parts = [strip]
    for shape in filter(None, map(_reaching, items)):
        parts = [piece for part in parts for piece in _without(part, shape)]
    return next((part for part in parts if raster.has_ink(part)), None)


def _without(area: Area, hole: Area) -> Iterator[Area]:
    """What a rectangle leaves of another: above it, below it, left and right of it."""
    left, top, right, bottom = _shared(area, hole)
    if left >= right or top >= bottom:
        yield area
        return
    for piece in (
        (area[0], area[1], area[2], top),
        (area[0], bottom, area[2], area[3]),
        (area[0], top, left, bottom),
        (right, top, area[2], bottom),
    ):
        if piece[2] - piece[0] > _DOT and piece[3] - piece[1] > _DOT:
            yield piece


def _overlapping(texts: list[_Text]) -> Iterator[tuple[_Text, _Text]]:
    ordered = sorted(texts, key=lambda text: text.area[1])
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 :]:
            if other.area[1] >= one.area[3]:
                break
            left, top, right, bottom = _shared(one.area, other.area)
            lower = min(one.area[3] - one.area[1], other.area[3] - other.area[1])
            if right - left > _BESIDE and bottom - top > _OVER * lower and lower > 0:
                yield one, other


def _shared(one: Area, other: Area) -> Area:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
