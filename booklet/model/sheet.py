"""What is made of finished pages: which files, on which paper, folded how, and the numbers of pages that fold."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from booklet.units import MM, PAPERS, Size
from booklet.value import compared

_SLACK = 0.01
"""Rounding allowed when pages are as large as their paper, points."""

_WASTE = 4
"""Piles that need more pages for notes than this to come out even are not made: the sheets are printed as copies."""


class Scheme(StrEnum):
    """How sheets become a booklet."""

    COPIES = "copies"
    """Each sheet carries a spread as often as it fits: cut, fold each stack, staple."""
    SADDLE = "saddle"
    """One spread a side: fold, staple."""
    CUT_STACK = "cut-stack"
    """Spreads of one booklet on every sheet: cut, lay the piles on each other, fold, staple."""
    QUARTO = "quarto"
    """Eight pages a sheet, folded twice, stapled, trimmed at the top."""
    ZINE = "zine"
    """Eight pages on one side of one sheet: slit, folded, nothing to staple."""
    CONCERTINA = "concertina"
    """Panels on both sides of a strip, folded to and fro."""
    LETTER_FOLD = "letter-fold"
    """Three panels on both sides: the flap folds in, then the front over it."""
    SINGLE = "single"
    """Posters and cards: nothing to fold."""


class Flip(StrEnum):
    """About which edge the printer turns the paper for the back."""

    LONG = "long"
    SHORT = "short"


class Paper(StrEnum):
    """A paper that offices have; sizes in `units.PAPERS`."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"
    A6 = "a6"
    B4 = "b4"
    B5 = "b5"
    F4 = "f4"
    LEGAL = "legal"
    LETTER = "letter"
    TABLOID = "tabloid"

    @property
    def size(self) -> Size:
        """Portrait, points."""
        return PAPERS[self.value]


class OutputKind(StrEnum):
    """A file that is made of a booklet."""

    SCREEN = "screen"
    """Single pages, tagged."""
    OFFICE = "office"
    """Imposed sheets, fronts and backs in turn."""
    OFFICE_FRONTS = "office-fronts"
    """The fronts alone, for a printer that prints one side."""
    OFFICE_BACKS = "office-backs"
    """The backs, in the order in which that printer takes the paper again."""
    SHOP = "shop"
    """Single pages with bleed, for a print shop."""
    HOW_TO = "how-to"
    """Pictures that show how to print, cut, fold and staple."""


class Grid(NamedTuple):
    """Equal places on a paper, as many as fit. `landscape`: its long edges above and below."""

    columns: int
    rows: int
    landscape: bool

    @property
    def places(self) -> int:
        return self.columns * self.rows


def grid(unit: Size, paper: Size) -> Grid | None:
    """How often a unit fits on a paper (portrait), upright or landscape, whichever holds more; None if it does not."""
    upright = Grid(_times(unit.width, paper.width), _times(unit.height, paper.height), False)
    lying = Grid(_times(unit.width, paper.height), _times(unit.height, paper.width), True)
    best = max(upright, lying, key=lambda g: (g.places, not g.landscape))
    return best if best.places else None


def _times(part: float, whole: float) -> int:
    return int((whole + _SLACK) / part)


@compared
class SheetSpec:
    """How a form is printed in the office."""

    paper: Paper = Paper.A4
    scheme: Scheme = Scheme.COPIES
    panels: int = 4
    """Of a concertina, on each side."""
    flip: Flip = Flip.LONG
    gsm: int = 80
    """Weight of the paper, grams a square metre."""
    edge: float = 5.0
    """Millimetres from the sheet's edge within which nothing is printed: office printers leave up to 5.1 blank."""
    two_sided: bool = False
    """Of single sheets: whether the second page is printed on the back of the first."""

    def multiple(self, trim: Size) -> int:
        """Pages that a booklet must be a multiple of to fold. `trim`: of its pages, points."""
        if self.scheme is Scheme.CUT_STACK:
            places = grid(Size(2 * trim.width, trim.height), self.paper.size)
            return 4 * places.places if places else 4
        if self.scheme is Scheme.CONCERTINA:
            return 2 * self.panels
        if self.scheme is Scheme.SINGLE:
            return 2 if self.two_sided else 1
        return _MULTIPLES[self.scheme]

    def filled(self, pages: int, trim: Size) -> int:
        """The least number of pages that holds `pages` and folds.

        Of piles, one that wastes more than four pages is not taken: those booklets are printed as copies."""
        multiple = self.multiple(trim)
        full = -(-pages // multiple) * multiple
        return -(-pages // 4) * 4 if self.scheme is Scheme.CUT_STACK and full - pages > _WASTE else full

    def folds(self, pages: int, trim: Size) -> bool:
        """Whether a booklet of so many pages can be folded."""
        return pages > 0 and (self.filled(pages, trim) == pages or (self.scheme is Scheme.CUT_STACK and pages % 4 == 0))


_MULTIPLES = {Scheme.COPIES: 4, Scheme.SADDLE: 4, Scheme.QUARTO: 8, Scheme.ZINE: 8, Scheme.LETTER_FOLD: 6}


def trim_size(trim: tuple[float, ...]) -> Size:
    """A template's trim in points."""
    return Size(trim[0] * MM, trim[1] * MM)
