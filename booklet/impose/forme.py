"""The pages of each side of a sheet in rows and columns, as the trade's formes lock them up; no lengths, no PDF.

A forme is seen by who looks at that side with the paper turned about its upright axis, like a page of a book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from booklet.impose.signature import Pair, folded, quarto
from booklet.model.sheet import Grid, Scheme, SheetSpec
from booklet.value import compared


class Cell(NamedTuple):
    """A place for a page (from 1). `spine`: on which side of it is the fold it is bound in, 1 right, -1 left, 0 neither;
    `depth`: leaves round it there."""

    page: int
    turned: bool = False
    spine: int = 0
    depth: int = 0


Forme = tuple[tuple[Cell, ...], ...]
"""Rows from the top, cells from the left."""


@compared
class Formes:
    """Front and back (None: unprinted) of each sheet, with the lines between columns and rows that are folded; the others
    are cut. Lines are counted from the left and the top, 0 the edge. `piles`: names of the stacks that the sheets are cut
    into, by row and column of spreads in front, the upper first."""

    sides: tuple[tuple[Forme, Forme | None], ...]
    folded_columns: frozenset[int] = frozenset()
    folded_rows: frozenset[int] = frozenset()
    slit: tuple[int, int] | None = None
    """Columns from and to which the middle row line is cut."""
    piles: tuple[str, ...] = ()


def unit(scheme: Scheme, panels: int) -> tuple[int, int]:
    """Columns and rows of pages that stay together when a sheet is cut."""
    if scheme is Scheme.CONCERTINA:
        return panels, 1
    return _UNITS.get(scheme, (2, 1))


_UNITS = {Scheme.QUARTO: (2, 2), Scheme.ZINE: (4, 2), Scheme.LETTER_FOLD: (3, 1), Scheme.SINGLE: (1, 1)}


def formes(pages: int, binding: str, spec: SheetSpec, places: Grid) -> Formes:
    """The formes of a booklet. `places`: how often its unit fits on the paper.

    Raises `ValueError` for a number of pages that does not fold."""
    maker = _MAKERS[spec.scheme]
    if spec.scheme is Scheme.CUT_STACK and pages % (4 * places.places):
        maker = _copies
    return maker(pages, binding, spec, places)


def _copies(pages: int, binding: str, spec: SheetSpec, places: Grid) -> Formes:
    return _repeated(_spreads(pages, binding), places, 2, (1,))


def _saddle(pages: int, binding: str, spec: SheetSpec, places: Grid) -> Formes:
    return _repeated(_spreads(pages, binding), Grid(1, 1, places.landscape), 2, (1,))


def _spreads(pages: int, binding: str) -> list[tuple[Forme, Forme]]:
    return [((_spread(s.front, s.depth),), (_spread(s.back, s.depth),)) for s in folded(pages, binding)]


def _spread(pair: Pair, depth: int, turned: bool = False) -> tuple[Cell, Cell]:
    return Cell(pair[0], turned, 1, depth), Cell(pair[1], turned, -1, depth)


def _cut_stack(pages: int, binding: str, spec: SheetSpec, places: Grid) -> Formes:
    """Pile after pile takes the sheets in turn; a row of piles runs as its readers read."""
    sheets = _spreads(pages, binding)
    count = len(sheets) // places.places
    columns = range(places.columns) if binding == "left" else range(places.columns)[::-1]
    pile_at = {(row, column): row * places.columns + n for row in range(places.rows) for n, column in enumerate(columns)}

    def side(sheet: int, back: int) -> Forme:
        def rows(row: int) -> Iterable[Cell]:
            for column in range(places.columns):
                seen = places.columns - 1 - column if back else column
                yield from sheets[pile_at[row, seen] * count + sheet][back][0]

        return tuple(tuple(rows(row)) for row in range(places.rows))

    names = tuple(chr(ord("A") + pile_at[row, column]) for row in range(places.rows) for column in range(places.columns))
    sides = tuple((side(sheet, 0), side(sheet, 1)) for sheet in range(count))
    return Formes(sides, _each(places.columns, 2, (1,)), frozenset(), None, names)


def _quarto(pages: int, binding: str, spec: SheetSpec, places: Grid) -> Formes:
    def side(rows: tuple[Pair, Pair], depth: int) -> Forme:
        return _spread(rows[0], depth + 1, turned=True), _spread(rows[1], depth)

    sides = tuple((side(s.front, s.depth), side(s.back, s.depth)) for s in quarto(pages, binding))
    return Formes(sides, frozenset((1,)), frozenset((1,)))


def _zine(pages: int, binding: str, spec: SheetSpec, places: Grid) -> Formes:
    _exactly(pages, 8)
    upper, lower = (5, 4, 3, 2), (6, 7, 8, 1)
    if binding == "right":
        upper, lower = upper[::-1], lower[::-1]
    front = tuple(Cell(p, turned=True) for p in upper), tuple(Cell(p) for p in lower)
    return Formes(((front, None),), frozenset((1, 2, 3)), frozenset((1,)), (1, 3))


def _letter_fold(pages: int, binding: str, spec: SheetSpec, places: Grid) -> Formes:
    _exactly(pages, 6)
    return _strip((5, 6, 1), (2, 3, 4), binding, Grid(1, 1, places.landscape))


def _concertina(pages: int, binding: str, spec: SheetSpec, places: Grid) -> Formes:
    _exactly(pages, 2 * spec.panels)
    return _strip(tuple(range(1, spec.panels + 1)), tuple(range(spec.panels + 1, pages + 1)), binding, places)


def _strip(front: Sequence[int], back: Sequence[int], binding: str, places: Grid) -> Formes:
    if binding == "right":
        front, back = front[::-1], back[::-1]
    sides = ((tuple(map(Cell, front)),), (tuple(map(Cell, back)),))
    return _repeated([sides], places, len(front), range(1, len(front)))


def _single(pages: int, binding: str, spec: SheetSpec, places: Grid) -> Formes:
    if not spec.two_sided:
        return _repeated([(((Cell(p),),), None) for p in range(1, pages + 1)], places, 1, ())
    if pages % 2:
        raise ValueError(f"sheets with two sides have an even number of pages, not {pages}")
    return _repeated([(((Cell(p),),), ((Cell(p + 1),),)) for p in range(1, pages, 2)], places, 1, ())


def _repeated(
    sides: Iterable[tuple[Forme, Forme | None]], places: Grid, columns: int, folds: Iterable[int]
) -> Formes:
    """The same unit in all places, so many columns wide."""

    def filled(forme: Forme) -> Forme:
        return tuple(row * places.columns for row in forme) * places.rows

    both = tuple((filled(front), filled(back) if back else None) for front, back in sides)
    return Formes(both, _each(places.columns, columns, folds))


def _each(units: int, size: int, lines: Iterable[int]) -> frozenset[int]:
    return frozenset(n * size + line for n in range(units) for line in lines)


def _exactly(pages: int, wanted: int) -> None:
    if pages != wanted:
        raise ValueError(f"it has {wanted} pages, not {pages}")


_Maker = Callable[[int, str, SheetSpec, Grid], Formes]
_MAKERS: dict[Scheme, _Maker] = {
    Scheme.COPIES: _copies,
    Scheme.SADDLE: _saddle,
    Scheme.CUT_STACK: _cut_stack,
    Scheme.QUARTO: _quarto,
    Scheme.ZINE: _zine,
    Scheme.LETTER_FOLD: _letter_fold,
    Scheme.CONCERTINA: _concertina,
    Scheme.SINGLE: _single,
}
