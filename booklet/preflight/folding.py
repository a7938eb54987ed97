"""How paper behaves: where on the sides of a printed file each page of a cut and folded booklet must stand, and which way up.

Found from the paper, not from the arithmetic that placed the pages: what lies behind what when a sheet is turned, and in which
order hands come upon the panels of a stack, a letter, a strip or a slit sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from booklet.impose.creep import creep
from booklet.impose.signature import STAPLED
from booklet.model.sheet import Flip, Scheme, SheetSpec, grid
from booklet.units import MM, Size


class Face(NamedTuple):
    """A page of a folded copy: side of the file (from 0); where on that side its bottom left corner stands, as who reads it
    sees it, points; the degrees anticlockwise by which it is turned there; and how far its edges may stand outside its
    place."""

    side: int
    x: float
    y: float
    turn: int
    moved: float = 0.0


class _Panel(NamedTuple):
    """A place on a piece that stays together: its column and row (from the top) as seen from its own side."""

    sheet: int
    back: bool
    column: int
    row: int = 0
    on_its_head: bool = False


class _Piece(NamedTuple):
    """The place on a sheet of what is cut from it and folded, counted in such pieces, as the front shows it."""

    column: int
    row: int


_UNITS = {Scheme.QUARTO: (2, 2), Scheme.ZINE: (4, 2), Scheme.LETTER_FOLD: (3, 1), Scheme.SINGLE: (1, 1)}
_ALONE = (Scheme.SADDLE, Scheme.QUARTO, Scheme.ZINE, Scheme.LETTER_FOLD)
_STAPLED = (Scheme.COPIES, Scheme.SADDLE, Scheme.CUT_STACK, Scheme.QUARTO)
_TURNS = {(0, 1): 0, (-1, 0): 90, (0, -1): 180, (1, 0): 270}
"""By the direction in which a page's top points."""
_ALONG = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""The direction of a line of a page so turned."""


class Folding:
    """The sheets of one booklet. `order`: numbers of its pages as they are bound, () for 1, 2, 3 ...; `on_their_heads`: of
    those bound upside down, as a booklet has them that begins at both ends."""

    def __init__(
        self, spec: SheetSpec, trim: Size, binding: str, pages: int, order: tuple[int, ...] = (), on_their_heads: frozenset[int] = frozenset()
    ) -> None:
        self.spec, self.trim, self.pages = spec, trim, pages
        self._order, self._on_their_heads = order or tuple(range(1, pages + 1)), on_their_heads
        self._mirrored = binding == "right"
        self._unit = (spec.panels, 1) if spec.scheme is Scheme.CONCERTINA else _UNITS.get(spec.scheme, (2, 1))
        self._one_sided = spec.scheme is Scheme.ZINE or (spec.scheme is Scheme.SINGLE and not spec.two_sided)
        found = grid(Size(self._unit[0] * trim.width, self._unit[1] * trim.height), spec.paper.size)
        columns, rows, self._lying = found or (1, 1, False)
        self._grid = (1, 1) if spec.scheme in _ALONE else (columns, rows)
        places = self._grid[0] * self._grid[1]
        self._piles = places if spec.scheme is Scheme.CUT_STACK and pages % (4 * places) == 0 else 1

    @property
    def sides(self) -> int:
        """Printed sides of the file."""
        held = self._unit[0] * self._unit[1] * (1 if self._one_sided else 2)
        return self.pages // (held * self._piles) * (1 if self._one_sided else 2)

    @property
    def sheets(self) -> int:
        """Leaves of paper."""
        return self.sides if self._one_sided else self.sides // 2

    def copies(self) -> Iterator[tuple[Face, ...]]:
        """For each booklet that one print of the file gives, its pages by number."""
        panels = tuple(_reading(self.spec.scheme, self._unit[0], self.pages, self._mirrored, self._one_sided))
        places = [_Piece(column, row) for row in range(self._grid[1]) for column in range(self._grid[0])]
        if self._piles > 1:
            yield self._numbered(self._face(*self._from_pile(panel), number) for number, panel in enumerate(panels))
            return
        for piece in places:
            yield self._numbered(self._face(panel, piece, number) for number, panel in enumerate(panels))

    def _numbered(self, bound: Iterable[Face]) -> tuple[Face, ...]:
        """Faces in the order in which they are bound, by the number of their pages."""
        found = dict(zip(self._order, bound, strict=True))
        return tuple(self._on_its_head(found[n]) if n in self._on_their_heads else found[n] for n in sorted(found))

    def _on_its_head(self, face: Face) -> Face:
        right, up = _ALONG[face.turn], _ALONG[(face.turn + 90) % 360]
        x = face.x + self.trim.width * right[0] + self.trim.height * up[0]
        y = face.y + self.trim.width * right[1] + self.trim.height * up[1]
        return face._replace(x=x, y=y, turn=(face.turn + 180) % 360)

    def _from_pile(self, panel: _Panel) -> tuple[_Panel, _Piece]:
        """The sheet and place of a leaf in the stack: the first pile on top, a row of piles as its readers read."""
        pile, sheet = divmod(panel.sheet, self.sheets)
        row, column = divmod(pile, self._grid[0])
        return panel._replace(sheet=sheet), _Piece(self._grid[0] - 1 - column if self._mirrored else column, row)

    def _face(self, panel: _Panel, piece: _Piece, number: int) -> Face:
        trim, paper = self.trim, self.spec.paper.size
        columns, rows = self._grid[0] * self._unit[0], self._grid[1] * self._unit[1]
        area = Size(*paper[::-1]) if self._lying else paper
        # the place as the front shows it: what is on the right behind is on the left in front
        across = self._unit[0] - 1 - panel.column if panel.back else panel.column
        widths = self._widths(columns)
        column = piece.column * self._unit[0] + across
        x = (area.width - sum(widths)) / 2 + sum(widths[:column]) + widths[column] / 2
        y = area.height / 2 + (rows / 2 - 0.5 - piece.row * self._unit[1] - panel.row) * trim.height
        top = (0, -1 if panel.on_its_head else 1)
        if self._lying:  # the sheet lies on its side: what pointed up now points left
            (x, y), top = (paper.width - y, x), (-top[1], 0)
        if panel.back:
            (x, y), top = self._turned_over(x, y, top)
        right = top[1], -top[0]
        shift = self._pushed(number)
        x += shift * right[0] - trim.width / 2 * right[0] - trim.height / 2 * top[0]
        y += shift * right[1] - trim.width / 2 * right[1] - trim.height / 2 * top[1]
        return Face(panel.sheet if self._one_sided else 2 * panel.sheet + panel.back, x, y, _TURNS[top], abs(shift) + max(0.0, (trim.width - widths[column]) / 2))

    def _turned_over(self, x: float, y: float, top: tuple[int, int]) -> tuple[tuple[float, float], tuple[int, int]]:
        """A point and a direction of the front, seen from behind after the printer has turned the sheet."""
        width, height = self.spec.paper.size
        if self.spec.flip is Flip.LONG:
            return (width - x, y), (-top[0], top[1])
        return (x, height - y), (top[0], -top[1])

    def _widths(self, columns: int) -> tuple[float, ...]:
        """Of the panels in front: the flap of a letter is narrower."""
        width = self.trim.width
        if self.spec.scheme is not Scheme.LETTER_FOLD:
            return (width,) * columns
        widths = (width - 2 * MM, width + MM, width + MM)
        return widths[::-1] if self._mirrored else widths

    def _pushed(self, number: int) -> float:
        """By how much a page (from 0) is moved to its right, so that paper folded round paper does not push it out."""
        if self.spec.scheme not in _STAPLED:
            return 0.0
        per_sheet = 2 * self._unit[0] * self._unit[1]
        parts = list(_signatures(self.pages, per_sheet))
        start, length = next((s, n) for s, n in parts if s <= number < s + n)
        leaf = min(number - start, length - 1 - number + start) // 2
        moved = creep(leaf, max(n for _, n in parts) // 4 - 1, self.spec.gsm)
        return -moved if (number % 2 == 0) != self._mirrored else moved


def _reading(scheme: Scheme, columns: int, pages: int, mirrored: bool, one_sided: bool) -> Iterator[_Panel]:
    """The panels of a booklet as hands come upon them. `mirrored`: its readers turn pages from left to right."""
    if scheme is Scheme.SINGLE:
        found = [_Panel(n if one_sided else n // 2, not one_sided and n % 2 == 1, 0) for n in range(pages)]
    elif scheme is Scheme.CONCERTINA:
        found = [_Panel(0, back, column) for back in (False, True) for column in range(columns)]
    elif scheme is Scheme.LETTER_FOLD:  # the cover; open: the three inside; the flap's outside; the back
        found = [_Panel(0, False, 2), *(_Panel(0, True, n) for n in range(3)), _Panel(0, False, 0), _Panel(0, False, 1)]
    elif scheme is Scheme.ZINE:  # round the slit: the cover, the upper row from the right, the lower row from the left
        found = [_Panel(0, False, 3, 1), *(_Panel(0, False, n, 0, True) for n in (3, 2, 1, 0)), *(_Panel(0, False, n, 1) for n in range(3))]
    else:
        per_sheet = 8 if scheme is Scheme.QUARTO else 4
        leaves = _twice_folded if scheme is Scheme.QUARTO else _once_folded
        found = [panel for start, n in _signatures(pages, per_sheet) for panel in leaves(start // per_sheet, n // per_sheet)]
    for panel in found:
        yield panel._replace(column=columns - 1 - panel.column) if mirrored else panel


def _once_folded(first: int, sheets: int) -> Iterator[_Panel]:
    """A stack folded with its fronts outside: the outermost right half in front is the first leaf, what lies behind it its back."""
    for sheet in range(first, first + sheets):
        yield from (_Panel(sheet, False, 1), _Panel(sheet, True, 0))
    for sheet in reversed(range(first, first + sheets)):
        yield from (_Panel(sheet, True, 1), _Panel(sheet, False, 0))


def _twice_folded(first: int, sheets: int) -> Iterator[_Panel]:
    """Sheets whose upper half was folded behind the lower, then folded in the middle and laid into each other."""
    for sheet in range(first, first + sheets):
        yield from (_Panel(sheet, False, 1, 1), _Panel(sheet, True, 0, 1), _Panel(sheet, True, 0, 0, True), _Panel(sheet, False, 1, 0, True))
    for sheet in reversed(range(first, first + sheets)):
        yield from (_Panel(sheet, False, 0, 0, True), _Panel(sheet, True, 1, 0, True), _Panel(sheet, True, 1, 1), _Panel(sheet, False, 0, 1))


def _signatures(pages: int, per_sheet: int) -> Iterator[tuple[int, int]]:
    """First page (from 0) and number of pages of each stack that is stapled."""
    if pages // 4 <= STAPLED:
        yield 0, pages
        return
    sheets = pages // per_sheet
    first = (sheets + 1) // 2 * per_sheet
    yield from ((0, first), (first, pages - first))
