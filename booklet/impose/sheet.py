"""Sheets as they go through the printer, and pages placed on them. Points; origin at the bottom left of the sheet."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.diag import BookletError, Diagnostic
from booklet.impose.signature import saddle
from booklet.units import MM, PAPERS, Size

_SLACK = 0.01
"""Rounding allowed when a block is as large as its paper, points."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A page (from 1, None blank) with the bottom left corner of its place on the sheet; `turn`: degrees anticlockwise."""

    page: int | None
    x: float
    y: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One printed side, as seen by who looks at it."""

    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One leaf of paper."""

    front: Side
    back: Side


def impose(n_pages: int, trim: Size, binding: str, paper: Size) -> tuple[Sheet, ...]:
    """Two copies of a saddle-stitched booklet on portrait sheets, one above the other; outermost sheet first.

    Print two-sided, flip on the long edge; cut once between the copies, fold each stack along the middle, staple.
    `binding`: "left", or "right" for right-to-left scripts. The block of two spreads is centred, never scaled.
    Raises `ValueError` unless `n_pages` is a multiple of four, `BookletError` `paper-too-small` if the block does not fit.
    """
    block = block_of(trim)
    if not _fits(block, paper):
        raise BookletError((_too_small(block, paper),))
    left, bottom = block_corner(trim, paper)

    def side(pair: tuple[int, int]) -> Side:
        return Side(
            tuple(
                Placement(page, left + column * trim.width, bottom + row * trim.height)
                for row in (1, 0)
                for column, page in enumerate(pair)
            )
        )

    return tuple(Sheet(side(front), side(back)) for front, back in saddle(n_pages, binding))


def block_of(trim: Size) -> Size:
    """The rectangle two spreads take, one above the other."""
    return Size(2 * trim.width, 2 * trim.height)


def block_corner(trim: Size, paper: Size) -> tuple[float, float]:
    """The bottom left corner of the centred block."""
    block = block_of(trim)
    return (paper.width - block.width) / 2, (paper.height - block.height) / 2


def _fits(block: Size, paper: Size) -> bool:
    return block.width <= paper.width + _SLACK and block.height <= paper.height + _SLACK


def _too_small(block: Size, paper: Size) -> Diagnostic:
    fitting = [name for name, size in PAPERS.items() if _fits(block, size)]
    hint = f"print on '{fitting[0]}'" if fitting else "choose a smaller form"
    return Diagnostic(
        "error",
        "paper-too-small",
        f"pages take {_millimetres(block)} together and do not fit '{_name(paper)}'",
        hints=(hint,),
    )


def _name(paper: Size) -> str:
    return next((name for name, size in PAPERS.items() if size == paper), _millimetres(paper))


def _millimetres(size: Size) -> str:
    return f"{size.width / MM:g} x {size.height / MM:g} mm"
