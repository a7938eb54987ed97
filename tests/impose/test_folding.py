"""Every scheme, printed, cut, folded and read in a simulator that knows paper and nothing of the program.

A part of the cases; all of them with FOLD_ALL=1.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product

import pytest
from fold_simulator import (
    MM,
    Leaf,
    Stack,
    bent,
    closed,
    concertina,
    cut,
    laid,
    letter,
    printed,
    quarto,
    stapled,
    turned,
    turned_pages,
    zine,
)
from numbered import numbered_pdf

from booklet.imposing import impose_file
from booklet.model.sheet import Flip, Paper, Scheme, SheetSpec

ALL = os.environ.get("FOLD_ALL") == "1"
A5, A6, A7, B7, CARD = (148.5, 210), (105, 148.5), (74.25, 105), (88, 125), (54, 85.6)
BINDINGS = ("left", "right")


def some(values: range, few: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(values) if ALL else few


def made(pages: int, trim: tuple[float, float], spec: SheetSpec, binding: str) -> bytes:
    (data,) = impose_file(numbered_pdf(pages, trim), spec, binding).files
    return data


def expected(pages: int, multiple: int) -> list[int]:
    """All pages, blank ones (0) before the last."""
    blanks = [0] * (-pages % multiple)
    return [*range(1, pages), *blanks, pages] if pages > 1 else [1, *blanks]


def pieces(sheets: Stack, trim: tuple[float, float], unit: tuple[int, int], columns: int, rows: int, lying: bool) -> Iterator[list[Leaf]]:
    """Each sheet cut into columns and rows of units from a block in its middle: the pile at each place, by row from the top
    left, its first sheet first."""
    held = [turned(one, 1 if lying else 0) for one in reversed(sheets)]
    width, height = trim[0] * MM * unit[0], trim[1] * MM * unit[1]
    left, top = held[0].right / 2 - columns * width / 2, held[0].top / 2 + rows * height / 2
    for row, column in product(range(rows), range(columns)):
        x, y = left + column * width, top - (row + 1) * height
        yield [laid(cut(one, x, y, x + width, y + height)) for one in held]


FORMS = {
    "a6": (A6, Paper.A4, 1, 2, False),
    "a6 on f4": (A6, Paper.F4, 1, 2, False),
    "a7": (A7, Paper.A4, 2, 2, True),
    "b7": (B7, Paper.A4, 1, 2, False),
    "a5 on a3": (A5, Paper.A3, 1, 2, False),
    "a6 on a3": (A6, Paper.A3, 2, 2, True),
}
"""Trim, paper, columns and rows of spreads, whether the sheet is held with its long edges above and below."""


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("form", FORMS)
def test_copies(form: str, binding: str, flip: Flip) -> None:
    trim, paper, columns, rows, lying = FORMS[form]
    for pages in some(range(1, 81), (1, 2, 7, 8, 44) if form in ("a6", "a7") else (15,)):
        sheets = printed(made(pages, trim, SheetSpec(paper, flip=flip), binding), flip)
        found = list(pieces(sheets, trim, (2, 1), columns, rows, lying))
        assert len(found) == columns * rows
        for pile in found:
            assert stapled(pile, binding) == expected(pages, 4), pages


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize(("trim", "paper", "lying"), [(A5, Paper.A4, True), (A6, Paper.A4, False), (A6, Paper.A5, True)])
def test_saddle(trim: tuple[float, float], paper: Paper, lying: bool, binding: str, flip: Flip) -> None:
    if paper is Paper.A5:
        trim = (105, 148)
    for pages in some(range(1, 81), (1, 5, 16, 80)):
        sheets = printed(made(pages, trim, SheetSpec(paper, Scheme.SADDLE, flip=flip), binding), flip)
        (pile,) = pieces(sheets, trim, (2, 1), 1, 1, lying)
        assert stapled(pile, binding) == expected(pages, 4), pages


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("flip", Flip)
def test_two_signatures(binding: str, flip: Flip) -> None:
    """More sheets than a stapler takes: two stacks of at most 20, one behind the other."""
    for pages in some(range(81, 97), (81, 96)):
        sheets = printed(made(pages, A5, SheetSpec(Paper.A4, Scheme.SADDLE, flip=flip), binding), flip)
        (pile,) = pieces(sheets, A5, (2, 1), 1, 1, True)
        first = -(-len(pile) // 2)
        assert max(first, len(pile) - first) <= 20
        assert stapled(pile[:first], binding) + stapled(pile[first:], binding) == expected(pages, 4), pages


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("form", FORMS)
def test_cut_stack(form: str, binding: str, flip: Flip) -> None:
    """Piles, each laid on the one before; a row of them runs as its readers read. Wasteful numbers are printed as copies."""
    trim, paper, columns, rows, lying = FORMS[form]
    places = columns * rows
    for pages in some(range(1, 81), (3, 8, 28, 45, 64, 80)):
        sheets = printed(made(pages, trim, SheetSpec(paper, Scheme.CUT_STACK, flip=flip), binding), flip)
        piles = list(pieces(sheets, trim, (2, 1), columns, rows, lying))
        full = -(-pages // (4 * places)) * 4 * places
        if full - pages > 4 and -(-pages // 4) * 4 != full:
            assert {tuple(stapled(pile, binding)) for pile in piles} == {tuple(expected(pages, 4))}, pages
            continue
        in_rows = [piles[row * columns : (row + 1) * columns][:: 1 if binding == "left" else -1] for row in range(rows)]
        stack = [one for row in in_rows for pile in row for one in pile]
        assert stapled(stack, binding) == expected(pages, 4 * places), pages


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize(("trim", "lying"), [(A6, False), ((140, 100), True)])
def test_quarto(trim: tuple[float, float], lying: bool, binding: str, flip: Flip) -> None:
    for pages in some(range(1, 81), (1, 8, 23, 80)):
        sheets = printed(made(pages, trim, SheetSpec(Paper.A4, Scheme.QUARTO, flip=flip), binding), flip)
        (pile,) = pieces(sheets, trim, (2, 2), 1, 1, lying)
        assert quarto(pile, binding) == expected(pages, 8), pages


@pytest.mark.parametrize("binding", BINDINGS)
def test_zine(binding: str) -> None:
    for pages in range(1, 9):
        sheets = printed(made(pages, A7, SheetSpec(Paper.A4, Scheme.ZINE), binding), "long", two_sided=False)
        ((one,),) = pieces(sheets, A7, (4, 2), 1, 1, True)
        if pages == 8:
            assert zine(one, binding) == expected(pages, 8)
        assert sorted(m.page for m in one.marks) == list(range(1, pages + 1))


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("binding", BINDINGS)
def test_letter(binding: str, flip: Flip) -> None:
    data = made(6, (99, 210), SheetSpec(Paper.A4, Scheme.LETTER_FOLD, flip=flip), binding)
    ((one,),) = pieces(printed(data, flip), (99, 210), (3, 1), 1, 1, True)
    widths = [97 * MM, 100 * MM, 100 * MM]
    assert letter(one, binding, widths if binding == "left" else widths[::-1]) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("panels", [2, 3, 4, 5])
def test_concertina(panels: int, binding: str, flip: Flip) -> None:
    spec = SheetSpec(Paper.A4, Scheme.CONCERTINA, panels=panels, flip=flip)
    lying = panels != 3
    columns, rows = {2: (2, 2), 3: (1, 3), 4: (1, 2), 5: (1, 2)}[panels]
    strips = list(pieces(printed(made(2 * panels, CARD, spec, binding), flip), CARD, (panels, 1), columns, rows, lying))
    for (strip,) in strips:
        assert concertina(strip, binding, panels) == list(range(1, 2 * panels + 1))
        if binding == "left":
            (cover,) = [m.page for m in closed(strip, panels)[-1].on(1)]
            assert cover == 1


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("two_sided", [False, True])
def test_single(two_sided: bool, flip: Flip) -> None:
    for trim, columns, rows, lying in (((210, 297), 1, 1, False), ((85, 54), 2, 5, False), ((297, 210), 1, 1, True)):
        spec = SheetSpec(Paper.A4, Scheme.SINGLE, two_sided=two_sided, flip=flip)
        cards = list(pieces(printed(made(4, trim, spec, "left"), flip, two_sided), trim, (1, 1), columns, rows, lying))
        for pile in cards:
            found = [page for one in pile for page in turned_pages((one,))]
            assert found == ([1, 2, 3, 4] if two_sided else [1, 0, 2, 0, 3, 0, 4, 0])


def test_the_simulator_sees_what_is_wrong() -> None:
    """Paper turned about the other edge, a booklet bound on the other side, sheets in another order."""
    data = made(8, A6, SheetSpec(), "left")
    right = next(pieces(printed(data, "long"), A6, (2, 1), 1, 2, False))
    assert stapled(right, "left") == list(range(1, 9))
    assert stapled(right, "right") != list(range(1, 9))
    assert stapled(right[::-1], "left") != list(range(1, 9))
    with pytest.raises(AssertionError, match="upright"):
        stapled(next(pieces(printed(data, "short"), A6, (2, 1), 1, 2, False)), "left")
    assert len(bent(right, "left")) == 4
