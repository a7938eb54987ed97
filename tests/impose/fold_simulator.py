"""A fold simulator: takes a finished PDF, prints it as printers do, cuts, stacks and folds the paper and turns the pages.

Shares nothing with the program. It knows paper only: what a printer that turns sheets about an edge puts behind what, and
where those who follow the instructions cut and fold.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 72 / 25.4


@dataclass(frozen=True)
class Mark:
    """The number printed in the middle of a page: where on the paper, which way its top points, on which face of the paper
    (1 the one that looks up, -1 the one that looks down). All seen from above."""

    page: int
    x: float
    y: float
    top: tuple[int, int]
    face: int


@dataclass(frozen=True)
class Leaf:
    """A piece of paper that lies flat, with all that is printed on both faces."""

    left: float
    bottom: float
    right: float
    top: float
    marks: tuple[Mark, ...]

    def on(self, face: int) -> list[Mark]:
        return [m for m in self.marks if m.face == face]


Stack = tuple[Leaf, ...]
"""From the bottom to the top."""


Printed = tuple[int, float, float, int]
"""A number on a side, where it stands and the degrees by which it is turned."""


def read_sides(data: bytes, digits: int = 3) -> tuple[tuple[float, float], list[list[Printed]]]:
    """The size of the pages of a PDF, and for each of them the numbers on it, so many digits each."""
    document = pdfium.PdfDocument(data)
    sides = []
    for page in document:
        text = page.get_textpage()
        found = []
        for n in range(text.count_chars()):
            character = raw.FPDFText_GetUnicode(text, n)
            if 48 <= character <= 57 and not raw.FPDFText_IsGenerated(text, n):
                x, y = ctypes.c_double(), ctypes.c_double()
                raw.FPDFText_GetCharOrigin(text, n, x, y)
                matrix = raw.FS_MATRIX()
                raw.FPDFText_GetMatrix(text, n, matrix)
                found.append((chr(character), x.value, y.value, (round(matrix.a, 3), round(matrix.b, 3))))
        assert len(found) % digits == 0
        marks = []
        for start in range(0, len(found), digits):
            number = found[start : start + digits]
            ((a, b),) = {direction for *_, direction in number}
            assert a * a + b * b == 1, "a page was scaled, or not turned by a quarter"
            middle = number[digits // 2]
            marks.append((int("".join(c for c, *_ in number)), middle[1], middle[2], {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}[a, b]))
        sides.append(marks)
        text.close()
        page.close()
    size = document[0].get_size()
    document.close()
    return size, sides


_TOPS = {0: (0, 1), 90: (-1, 0), 180: (0, -1), 270: (1, 0)}


def printed(data: bytes, edge: str, two_sided: bool = True) -> Stack:
    """The sheets of a file from a printer that turns paper about its long or short edge, the first on top, fronts up."""
    size, sides = read_sides(data)
    if not two_sided:
        return tuple(sheet(front, [], size, edge) for front in reversed(sides))
    assert len(sides) % 2 == 0
    pairs = list(zip(sides[::2], sides[1::2], strict=True))
    return tuple(sheet(front, back, size, edge) for front, back in reversed(pairs))


def sheet(front: Iterable[Printed], back: Iterable[Printed], size: tuple[float, float], edge: str) -> Leaf:
    """One sheet, front up. What was printed behind is seen from above, through the paper."""
    width, height = size
    marks = [Mark(page, x, y, _TOPS[turn], 1) for page, x, y, turn in front]
    upright = (edge == "long") == (height >= width)  # turned about the upright axis
    for page, x, y, turn in back:
        tx, ty = _TOPS[turn]
        marks.append(Mark(page, width - x, y, (-tx, ty), -1) if upright else Mark(page, x, height - y, (tx, -ty), -1))
    return Leaf(0, 0, width, height, tuple(marks))


def turned(leaf: Leaf, quarters: int) -> Leaf:
    """Held the other way: turned clockwise by quarters, its corner at 0, 0 again."""
    for _ in range(quarters % 4):
        width = leaf.right - leaf.left
        leaf = Leaf(0, 0, leaf.top - leaf.bottom, width, tuple(replace(m, x=m.y, y=width - m.x, top=(m.top[1], -m.top[0])) for m in leaf.marks))
    return leaf


def cut(leaf: Leaf, left: float, bottom: float, right: float, top: float) -> Leaf:
    """What is inside a rectangle."""
    inside = tuple(m for m in leaf.marks if left < m.x < right and bottom < m.y < top)
    return Leaf(left, bottom, right, top, inside)


def laid(leaf: Leaf) -> Leaf:
    """A piece with its corner at 0, 0, so that it lies upon others."""
    x, y = leaf.left, leaf.bottom
    return Leaf(0, 0, leaf.right - x, leaf.top - y, tuple(replace(m, x=m.x - x, y=m.y - y) for m in leaf.marks))


def over(stack: Stack) -> Stack:
    """Turned over as a whole, about its upright axis."""
    middle = (min(leaf.left for leaf in stack) + max(leaf.right for leaf in stack)) / 2
    return tuple(_mirrored(leaf, middle) for leaf in reversed(stack))


def _mirrored(leaf: Leaf, x: float) -> Leaf:
    marks = tuple(replace(m, x=2 * x - m.x, top=(-m.top[0], m.top[1]), face=-m.face) for m in leaf.marks)
    return Leaf(2 * x - leaf.right, leaf.bottom, 2 * x - leaf.left, leaf.top, marks)


def _tipped(leaf: Leaf, y: float) -> Leaf:
    marks = tuple(replace(m, y=2 * y - m.y, top=(m.top[0], -m.top[1]), face=-m.face) for m in leaf.marks)
    return Leaf(leaf.left, 2 * y - leaf.top, leaf.right, 2 * y - leaf.bottom, marks)


def fold(stack: Stack, x: float, moving: str, under: bool = False) -> Stack:
    """Fold a stack along an upright line: what lies on its `moving` side, left or right, is laid over the rest, or under it."""
    left = [cut(leaf, leaf.left, leaf.bottom, min(x, leaf.right), leaf.top) for leaf in stack if leaf.left < x - 0.1]
    right = [cut(leaf, max(x, leaf.left), leaf.bottom, leaf.right, leaf.top) for leaf in stack if leaf.right > x + 0.1]
    stays, goes = (right, left) if moving == "left" else (left, right)
    flipped = [_mirrored(leaf, x) for leaf in reversed(goes)]
    return (*flipped, *stays) if under else (*stays, *flipped)


def fold_down(stack: Stack, y: float, under: bool = False) -> Stack:
    """Fold a stack along a level line: its upper half is laid over the lower, or under it."""
    lower = [cut(leaf, leaf.left, leaf.bottom, leaf.right, y) for leaf in stack]
    upper = [cut(leaf, leaf.left, y, leaf.right, leaf.top) for leaf in stack]
    flipped = [_tipped(leaf, y) for leaf in reversed(upper)]
    return (*flipped, *lower) if under else (*lower, *flipped)


def turned_pages(stack: Stack) -> list[int]:
    """The pages of a booklet that lies before us, from the top leaf's upper face on; each must stand upright in the middle of
    its leaf. A face without a number is 0."""
    out = []
    for leaf in reversed(stack):
        for face in (1, -1):
            marks = leaf.on(face)
            assert len(marks) <= 1, f"{len(marks)} pages on one face"
            for mark in marks:
                assert mark.top == (0, 1), f"page {mark.page} does not stand upright"
                middle = (leaf.left + leaf.right) / 2, (leaf.bottom + leaf.top) / 2
                assert abs(mark.x - middle[0]) < 3 * MM, f"page {mark.page} is off its place"
                assert abs(mark.y - middle[1]) < 0.1, f"page {mark.page} is off its place"
            out.append(marks[0].page if marks else 0)
    return out


def stapled(sheets: Sequence[Leaf], binding: str) -> list[int]:
    """The pages of sheets, the first on top, folded in the middle with the fronts outside."""
    return turned_pages(bent(sheets, binding))


def bent(sheets: Sequence[Leaf], binding: str) -> Stack:
    """Sheets, the first on top, turned over as one so that their fronts look down, and closed like a book that opens to its
    reading side."""
    stack = over(tuple(reversed(sheets)))
    middle = (stack[0].left + stack[0].right) / 2
    return fold(stack, middle, "left" if binding == "left" else "right")


def quarto(sheets: Sequence[Leaf], binding: str) -> list[int]:
    """Sheets that are folded down, then closed, each laid into the middle of the one before."""
    book: list[Leaf] = []
    for one in sheets:
        stack = over((one,))
        stack = fold_down(stack, (one.bottom + one.top) / 2)
        folded = list(fold(stack, (stack[0].left + stack[0].right) / 2, "left" if binding == "left" else "right"))
        half = len(book) // 2
        book[half:half] = folded
    return turned_pages(tuple(book))


def zine(one: Leaf, binding: str) -> list[int]:
    """One sheet, folded lengthwise with its print outside, slit in the middle, pushed together into a cross, closed."""
    lower, upper = fold_down((one,), (one.bottom + one.top) / 2, under=True)[::-1]
    width = (one.right - one.left) / 4

    def panel(leaf: Leaf, column: int, face: int) -> int:
        (mark,) = [m for m in leaf.marks if column * width < m.x < (column + 1) * width and m.face == face]
        assert mark.top == (0, 1), f"page {mark.page} does not stand upright"
        return mark.page

    assert not lower.on(-1)
    assert not upper.on(1)
    # the arms of the cross, each of two layers, go round: the right one, the two of the rear, the left one, the two in front
    front, rear = [(lower, n, 1) for n in range(4)], [(upper, n, -1) for n in range(4)]
    ring = [front[3], rear[3], rear[2], rear[1], rear[0], front[0], front[1], front[2]]
    if binding == "right":
        ring = [front[0], rear[0], rear[1], rear[2], rear[3], front[3], front[2], front[1]]
    return [panel(*place) for place in ring]


def letter(one: Leaf, binding: str, widths: Sequence[float]) -> list[int]:
    """A strip of three panels, `widths` in front from the left: what is on top when it is closed, open, quite open, behind."""
    (inside,) = over((one,))
    first, second = inside.left + widths[2], inside.left + widths[2] + widths[1]
    if binding == "left":
        half = fold((inside,), second, "right")
        closed = fold(half, first, "left")
    else:
        half = fold((inside,), first, "left")
        closed = fold(half, second, "right")
    cover = _seen(closed[-1:])
    flap = [m.page for m in half[-1].on(1)]
    back = [m.page for leaf in over(closed)[-1:] for m in leaf.on(1)]
    order = sorted(inside.on(1), key=lambda m: m.x, reverse=binding == "right")
    assert all(m.top == (0, 1) for m in (*inside.on(1), *one.on(1)))
    assert half[-1].right <= half[0].right + 0.1 if binding == "left" else half[-1].left >= half[0].left - 0.1
    return [*cover, *(m.page for m in order), *flap, *back]


def _seen(stack: Stack) -> list[int]:
    return [m.page for leaf in stack for m in leaf.on(1)]


def concertina(one: Leaf, binding: str, panels: int) -> list[int]:
    """A strip, pulled open and read, turned over and read."""
    out: list[int] = []
    for leaf in (one, *over((one,))):
        marks = sorted(leaf.on(1), key=lambda m: m.x, reverse=binding == "right")
        width = (leaf.right - leaf.left) / panels
        for n, mark in enumerate(sorted(marks, key=lambda m: m.x)):
            assert n * width < mark.x - leaf.left < (n + 1) * width
            assert mark.top == (0, 1)
        out += [m.page for m in marks]
    return out


def closed(one: Leaf, panels: int) -> Stack:
    """The strip folded to and fro, its first panel in front left on top."""
    stack: Stack = (one,)
    width = (one.right - one.left) / panels
    for n in range(panels - 1, 0, -1):
        stack = fold(stack, one.left + n * width, "right", under=True)
    return stack
