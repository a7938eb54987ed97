"""A forme turned on its sheet: rectangles and points under a turn by quarters. Points, origin at the bottom left."""

from __future__ import annotations

from typing import NamedTuple

from booklet.units import Size


class Rect(NamedTuple):
    """The bottom left corner of a rectangle and its size."""

    x: float
    y: float
    width: float
    height: float


class Turning(NamedTuple):
    """A turn by `degrees` anticlockwise (0, 90, 180, 270) of all that stands on an area of a size."""

    degrees: int
    area: Size

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to stand."""
        width, height = self.area
        return {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[self.degrees]

    def rect(self, rect: Rect) -> Rect:
        """Where a rectangle comes to stand."""
        one = self.point(rect.x, rect.y)
        other = self.point(rect.x + rect.width, rect.y + rect.height)
        left, bottom = min(one[0], other[0]), min(one[1], other[1])
        return Rect(left, bottom, abs(one[0] - other[0]), abs(one[1] - other[1]))
