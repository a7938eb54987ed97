"""Where the ink of an item stands on its page: measured from the outlines of its glyphs, not from line heights."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from booklet.layout.frame import Box, Drawing, Item, Modules, Outline, Stroke, TextItem
from booklet.text.face import Face


class Ink(NamedTuple):
    """A rectangle, points, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Ink, tolerance: float = 0.0) -> bool:
        """Whether the two share more than `tolerance` in both directions."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > tolerance
            and min(self.bottom, other.bottom) - max(self.top, other.top) > tolerance
        )

    def inside(self, other: Ink, tolerance: float = 0.0) -> bool:
        return (
            self.left >= other.left - tolerance
            and self.top >= other.top - tolerance
            and self.right <= other.right + tolerance
            and self.bottom <= other.bottom + tolerance
        )


@cache
def _outline(face: Face, glyph: int) -> Ink | None:
    """Of one glyph, em, y downwards from the baseline."""
    box = face.hb_font.get_glyph_extents(glyph)
    if box is None or not (box.width and box.height):
        return None
    em = face.upem
    return Ink(box.x_bearing / em, -box.y_bearing / em, (box.x_bearing + box.width) / em, -(box.y_bearing + box.height) / em)


@cache
def glyph_inks(item: TextItem) -> tuple[tuple[str, Ink], ...]:
    """Every glyph that leaves ink, with the text of its run, in points on the page."""
    found: list[tuple[str, Ink]] = []
    start = 0.0
    for run in item.line.runs:
        x = start
        for glyph in run.glyphs:
            if outline := _outline(run.face, glyph.id):
                em = item.size * run.scale
                left, base = item.x + (x + glyph.dx * run.scale) * item.size, item.y - glyph.dy * em
                found.append((run.text, Ink(left + outline.left * em, base + outline.top * em, left + outline.right * em, base + outline.bottom * em)))
            x += glyph.advance * run.scale
        start += run.width
    return tuple(found)


@cache
def text_ink(item: TextItem) -> Ink | None:
    """Of a whole line; None if it has none."""
    inks = [ink for _, ink in glyph_inks(item)]
    if not inks:
        return None
    return Ink(min(i.left for i in inks), min(i.top for i in inks), max(i.right for i in inks), max(i.bottom for i in inks))


def item_ink(item: Item) -> Ink | None:
    """Of any item; a symbol without its quiet zone, a pictogram as the square it is drawn in."""
    match item:
        case TextItem():
            return text_ink(item)
        case Box(x, y, width, height):
            return Ink(x, y, x + width, y + height)
        case Outline(x, y, width, height, _, stroke):
            return Ink(x - stroke / 2, y - stroke / 2, x + width + stroke / 2, y + height + stroke / 2)
        case Stroke(x1, y1, x2, y2, stroke):
            half = stroke / 2
            across, down = (0.0, half) if y1 == y2 else (half, half)
            return Ink(min(x1, x2) - across, min(y1, y2) - down, max(x1, x2) + across, max(y1, y2) + down)
        case Drawing(x, y, size):
            return Ink(x, y, x + size, y + size)
        case Modules():
            side = item.symbol.side * item.module
            return Ink(item.x, item.y, item.x + side, item.y + side)
