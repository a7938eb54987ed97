"""The pictures of the steps: lines on a field 100 wide and 60 high, y downwards.

The sheet in them has the folds and cuts of the booklet's own sheets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from booklet.howto.shape import Shape
from booklet.impose.marks import tag_strokes

WIDTH, HEIGHT = 100.0, 60.0

Point = tuple[float, float]


@dataclass(slots=True)
class Sketch:
    """Collects lines: points, whether they are dashed (to fold), whether heavy (what the step is about)."""

    lines: list[tuple[tuple[Point, ...], bool, bool]] = field(default_factory=list)

    def line(self, *points: Point, dashed: bool = False, heavy: bool = False) -> None:
        """Straight pieces through points."""
        self.lines.append((points, dashed, heavy))

    def turn_round(self) -> None:
        """Mirror what was drawn so far."""
        self.lines[:] = [(tuple((WIDTH - x, y) for x, y in points), dashed, heavy) for points, dashed, heavy in self.lines]

    def box(self, left: float, top: float, right: float, bottom: float, heavy: bool = False) -> None:
        """A rectangle."""
        self.line((left, top), (right, top), (right, bottom), (left, bottom), (left, top), heavy=heavy)

    def arrow(self, *points: Point) -> None:
        """A heavy line with a head at its end."""
        (x1, y1), (x, y) = points[-2:]
        length = ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
        dx, dy = 3 * (x - x1) / length, 3 * (y - y1) / length
        self.line(*points, heavy=True)
        self.line((x - dx - dy * 0.7, y - dy + dx * 0.7), (x, y), (x - dx + dy * 0.7, y - dy - dx * 0.7), heavy=True)

    def scissors(self, x: float, y: float, down: bool = False) -> None:
        """Open scissors that cut to the right of a point, or down from it."""

        def at(along: float, across: float) -> Point:
            return (x + across, y + along) if down else (x + along, y + across)

        for side in (-1, 1):
            self.line(at(0, 0), at(-7, side * 3), heavy=True)
            ring = [at(-9 + 2 * a, side * (4 + 1.6 * b)) for a, b in _CIRCLE]
            self.line(*ring, heavy=True)

    def letters(self, text: str, x: float, y: float, height: float) -> None:
        """Letters of strokes round a point."""
        width = (6 * len(text) - 2) * height / 6
        for line in tag_strokes(text, height):
            self.line(*[(x - width / 2 + a, y + height / 2 - b) for a, b in line], heavy=True)


_CIRCLE = ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7), (1, 0))


def _sheet(sketch: Sketch, shape: Shape, folds: bool = True) -> tuple[float, float, float, float]:
    """The sheet as it is held, with its folds; where it is."""
    width, height = shape.fitted(76, 52)
    left, top = (WIDTH - width) / 2, (HEIGHT - height) / 2
    sketch.box(left, top, left + width, top + height)
    if folds:
        for x in shape.fold_columns:
            sketch.line((left + x * width, top), (left + x * width, top + height), dashed=True)
        for y in shape.fold_rows:
            sketch.line((left, top + y * height), (left + width, top + y * height), dashed=True)
    return left, top, width, height


def _print(sketch: Sketch, shape: Shape) -> None:
    """A sheet, portrait as it lies in the tray, and how it turns about its long edge."""
    _print_one(sketch, shape)
    sketch.arrow((62, 12), (72, 9), (80, 13), (84, 21), (84, 30))
    sketch.letters("2", 92, 20, 9)


def _print_one(sketch: Sketch, shape: Shape) -> None:
    sketch.box(32, 6, 66, 54)
    for y in (14, 20, 26, 32, 38, 44):
        sketch.line((37, y), (61 if y != 44 else 52, y))
    sketch.letters("1", 24, 20, 9)


def _cut(sketch: Sketch, shape: Shape) -> None:
    left, top, width, height = _sheet(sketch, shape)
    for x in shape.cut_columns:
        sketch.line((left + x * width, top - 2), (left + x * width, top + height + 2), heavy=True)
    for y in shape.cut_rows:
        sketch.line((left - 2, top + y * height), (left + width + 2, top + y * height), heavy=True)
    if shape.cut_rows:
        sketch.scissors(left - 3, top + shape.cut_rows[0] * height)
    elif shape.cut_columns:
        sketch.scissors(left + shape.cut_columns[0] * width, top - 1, down=True)


def _pile(sketch: Sketch, shape: Shape) -> None:
    """Stacks in their order, the first on top."""
    step = min(14.0, 44 / max(len(shape.piles), 1))
    for n, name in enumerate(shape.piles):
        y = 10 + n * step
        sketch.line((26, y + 6), (38, y), (86, y), (74, y + 6), (26, y + 6))
        sketch.line((26, y + 6), (26, y + 9), (74, y + 9), (86, y + 3), (86, y))
        sketch.line((74, y + 6), (74, y + 9))
        sketch.letters(name, 16, y + 5, 7)


def _fold(sketch: Sketch, shape: Shape) -> None:
    """An open stack, and a half that is closing."""
    sketch.line((50, 12), (50, 50), dashed=True)
    sketch.line((50, 12), (84, 12), (84, 50), (50, 50))
    sketch.line((50, 12), (22, 4), (22, 42), (50, 50))
    sketch.line((84, 50), (86, 52), (52, 52), (50, 50))
    sketch.arrow((18, 22), (24, 8), (44, 3), (64, 6))
    if shape.mirrored:
        sketch.turn_round()


def _staple(sketch: Sketch, shape: Shape) -> None:
    sketch.line((50, 8), (50, 52), dashed=True)
    sketch.line((50, 8), (16, 12), (16, 56), (50, 52), (84, 56), (84, 12), (50, 8))
    for y in (19, 41):
        sketch.line((47.5, y - 5), (50, y - 5), (50, y + 5), (47.5, y + 5), heavy=True)
        sketch.line((52.5, y - 5), (50, y - 5), heavy=True)
        sketch.line((52.5, y + 5), (50, y + 5), heavy=True)


def _fold_twice(sketch: Sketch, shape: Shape) -> None:
    sketch.box(8, 10, 38, 50)
    sketch.line((8, 30), (38, 30), dashed=True)
    sketch.arrow((42, 14), (47, 22), (44, 38), (38, 44))
    sketch.box(58, 30, 92, 54)
    sketch.line((75, 30), (75, 54), dashed=True)
    sketch.arrow((62, 26), (70, 18), (82, 18), (88, 26))


def _trim(sketch: Sketch, shape: Shape) -> None:
    sketch.box(34, 12, 66, 56)
    sketch.line((28, 16), (72, 16), heavy=True)
    sketch.scissors(27, 16)


def _crease(sketch: Sketch, shape: Shape) -> None:
    left, top, width, _ = _sheet(sketch, shape)
    for x in shape.fold_columns:
        sketch.arrow((left + x * width - 4, top - 1), (left + x * width - 2, top - 4), (left + x * width + 2, top - 4), (left + x * width + 4, top - 1))


def _slit(sketch: Sketch, shape: Shape) -> None:
    left, top, width, height = _sheet(sketch, shape)
    middle = top + height / 2
    sketch.line((left + width / 4, middle), (left + 3 * width / 4, middle), heavy=True)
    sketch.scissors(left + width / 4, middle)


def _push(sketch: Sketch, shape: Shape) -> None:
    """Seen from above: the cross that the sheet makes when its ends are pushed together."""
    sketch.line((20, 30), (42, 30), (50, 16), (58, 30), (80, 30))
    sketch.line((42, 30), (50, 44), (58, 30))
    sketch.arrow((4, 30), (16, 30))
    sketch.arrow((96, 30), (84, 30))


def _letter(sketch: Sketch, shape: Shape) -> None:
    """The inside: the flap goes in first."""
    one, two = 36, 64
    sketch.box(8, 16, 92, 54)
    for x in (one, two):
        sketch.line((x, 16), (x, 54), dashed=True)
    flap, front = ((84, 52), (16, 48)) if not shape.mirrored else ((16, 48), (84, 52))
    for n, (start, end) in enumerate((flap, front), 1):
        y = 10 if n == 1 else 6
        sketch.arrow((start, y + 4), (start + (end - start) * 0.25, y - 2), (start + (end - start) * 0.75, y - 2), (end, y + 4))
        sketch.letters(str(n), start, 34, 8)


def _zigzag(sketch: Sketch, shape: Shape) -> None:
    """The strip on its edge, seen a little from above."""
    panels = len(shape.fold_columns) + 1
    step = 76 / panels
    top = [(12 + n * step, 12 if n % 2 else 20) for n in range(panels + 1)]
    sketch.line(*top)
    sketch.line(*[(x, y + 32) for x, y in top])
    for n, (x, y) in enumerate(top):
        sketch.line((x, y), (x, y + 32), dashed=0 < n < panels)


def _check(sketch: Sketch, shape: Shape) -> None:
    """A finished booklet with the numbers of its first pages."""
    first, second = ("2", "3") if not shape.mirrored else ("3", "2")
    sketch.line((50, 10), (16, 14), (16, 54), (50, 50), (84, 54), (84, 14), (50, 10), (50, 50))
    sketch.letters(first, 33, 32, 12)
    sketch.letters(second, 67, 32, 12)


_PICTURES: dict[str, Callable[[Sketch, Shape], None]] = {
    "print": _print,
    "print-one": _print_one,
    "cut": _cut,
    "pile": _pile,
    "fold": _fold,
    "fold-twice": _fold_twice,
    "staple": _staple,
    "trim": _trim,
    "crease": _crease,
    "slit": _slit,
    "push": _push,
    "letter": _letter,
    "zigzag": _zigzag,
    "check": _check,
}


def picture(name: str, shape: Shape) -> Sketch:
    """The lines of a step's picture."""
    sketch = Sketch()
    _PICTURES[name](sketch, shape)
    return sketch
