"""Which page stands beside which: the arithmetic against a simulated fold, and examples from the trade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import BookletError
from booklet.impose.creep import caliper
from booklet.impose.sheet import impose
from booklet.impose.signature import STAPLED, folded, parts, quarto, saddle
from booklet.model.sheet import Paper, Scheme, SheetSpec
from booklet.units import MM, Size

A6 = Size(105 * MM, 148.5 * MM)
FOURS = st.integers(1, 100).map(lambda quarter: 4 * quarter)
BINDINGS = st.sampled_from(["left", "right"])


def test_eight_pages_left_and_right() -> None:
    assert saddle(8, "left") == (((8, 1), (2, 7)), ((6, 3), (4, 5)))
    assert saddle(8, "right") == (((1, 8), (7, 2)), ((3, 6), (5, 4)))


@given(FOURS, BINDINGS)
def test_every_leaf_has_neighbours_on_its_two_sides(pages: int, binding: str) -> None:
    """Paper turned about its upright axis: behind the front's right page stands the back's left page."""
    for front, back in saddle(pages, binding):
        for one, other in ((front[1], back[0]), (front[0], back[1])):
            odd, even = sorted((one, other))
            assert (odd % 2, even) == (1, odd + 1)


@given(FOURS, BINDINGS)
def test_stacked_and_folded_it_reads_from_first_to_last(pages: int, binding: str) -> None:
    outer, inner = (1, 0) if binding == "left" else (0, 1)
    sheets = saddle(pages, binding)
    order = [page for front, back in sheets for page in (front[outer], back[inner])]
    order += [page for front, back in reversed(sheets) for page in (back[outer], front[inner])]
    assert order == list(range(1, pages + 1))


@pytest.mark.parametrize("pages", [0, -4, 1, 6, 27])
def test_other_counts_are_refused(pages: int) -> None:
    with pytest.raises(ValueError, match="multiple of four"):
        saddle(pages, "left")
    with pytest.raises(ValueError, match="multiple of eight"):
        quarto(pages, "left")
    with pytest.raises(ValueError, match="multiple of four"):
        impose(pages, A6, "left", SheetSpec())


def test_unknown_binding_is_refused() -> None:
    for make in (saddle, folded, quarto):
        with pytest.raises(ValueError, match="'top'"):
            make(8, "top")


def test_a_sheet_folded_twice() -> None:
    assert quarto(8, "left") == (((((5, 4), (8, 1)), ((3, 6), (2, 7)), 0)),)
    assert quarto(8, "right")[0].front == ((4, 5), (1, 8))


@given(FOURS.filter(lambda n: n <= 160), BINDINGS)
def test_no_signature_is_thicker_than_a_staple(pages: int, binding: str) -> None:
    sheets = folded(pages, binding)
    assert max(s.depth for s in sheets) < STAPLED
    assert sum(s.depth == 0 for s in sheets) == (2 if pages > 4 * STAPLED else 1) == parts(pages, 4)
    assert sorted(p for s in sheets for p in (*s.front, *s.back)) == list(range(1, pages + 1))


@given(FOURS.filter(lambda n: n <= 16), BINDINGS, st.sampled_from([Paper.A4, Paper.F4]))
def test_two_equal_copies_fill_a_centred_block(pages: int, binding: str, paper: Paper) -> None:
    for sheet in impose(pages, A6, binding, SheetSpec(paper)).sheets:
        assert sheet.back
        for side in (sheet.front, sheet.back):
            upper, lower = side.placements[:2], side.placements[2:]
            assert [p.page for p in upper] == [p.page for p in lower]
            assert {p.turn for p in side.placements} == {0}
            assert {round(u.y - w.y, 6) for u, w in zip(upper, lower, strict=True)} == {round(A6.height, 6)}
            left, right = min(p.x for p in lower), max(p.x for p in lower) + A6.width
            bottom, top = min(p.y for p in lower), max(p.y for p in upper) + A6.height
            assert left == pytest.approx(paper.size.width - right, abs=1e-6)
            assert bottom == pytest.approx(paper.size.height - top, abs=1e-6)
            assert (right - left, top - bottom) == pytest.approx((2 * A6.width, 2 * A6.height))


def test_too_small_a_paper_names_one_that_fits() -> None:
    with pytest.raises(BookletError) as caught:
        impose(4, A6, "left", SheetSpec(Paper.A6))
    (found,) = caught.value.diagnostics
    assert found.code == "paper-too-small"
    assert "'a6'" in found.message
    assert found.hints == ("print on 'a4'",)
    with pytest.raises(BookletError) as caught:
        impose(4, A6, "left", SheetSpec(Paper.LETTER))
    assert caught.value.diagnostics[0].hints == ("print on 'a4'", "choose the scheme 'saddle', one spread a side")


def test_pages_too_large_for_any_paper() -> None:
    with pytest.raises(BookletError) as caught:
        impose(4, Size(400 * MM, 400 * MM), "left", SheetSpec())
    assert caught.value.diagnostics[0].hints == ("choose a smaller form",)


def test_thick_booklets_are_told_of() -> None:
    def code(pages: int, trim: Size = A6, scheme: Scheme = Scheme.COPIES) -> list[str]:
        return [d.code for d in impose(pages, trim, "left", SheetSpec(Paper.A3, scheme)).warnings]

    assert code(48) == []
    assert code(52) == ["thick-booklet"]
    assert code(36, Size(74 * MM, 105 * MM)) == ["thick-booklet"]
    assert code(64, Size(148.5 * MM, 210 * MM)) == []
    assert code(84) == code(84, scheme=Scheme.SADDLE) == code(88, scheme=Scheme.QUARTO) == ["two-signatures"]
    with pytest.raises(BookletError, match="164 pages are 41 folded sheets"):
        impose(164, A6, "left", SheetSpec())


# Creep: what inner pages are pushed out by paper round them


def test_calipers() -> None:
    """Values of the table, between them, below and above."""
    assert [round(caliper(gsm) / MM, 4) for gsm in (80, 85, 120, 70, 340)] == [0.11, 0.115, 0.15, 0.0963, 0.4]


def test_creep_moves_inner_pages_to_the_fold_and_clips_them_there() -> None:
    sheets = impose(32, A6, "left", SheetSpec()).sheets
    middle = Paper.A4.size.width / 2
    for depth, sheet in enumerate(sheets):
        left, right = sheet.front.placements[:2]
        assert right.x == pytest.approx(middle - depth * 0.11 * MM)
        assert left.x == pytest.approx(middle - A6.width + depth * 0.11 * MM)
        assert (left.clip is None) == (depth == 0)
        if right.clip:
            assert right.clip.x == pytest.approx(middle)
            assert right.clip.width == pytest.approx(A6.width)


def test_creep_that_nobody_sees_is_left_alone() -> None:
    """Four sheets inside the outermost: 0.44 mm; with heavier paper, 0.6 mm."""
    assert {p.clip for sheet in impose(20, A6, "left", SheetSpec()).sheets for p in sheet.front.placements} == {None}
    assert impose(20, A6, "left", SheetSpec(gsm=120)).sheets[4].front.placements[0].clip


# Numbers of pages that fold


@pytest.mark.parametrize(
    ("spec", "pages", "filled"),
    [
        (SheetSpec(), 13, 16),
        (SheetSpec(scheme=Scheme.SADDLE), 4, 4),
        (SheetSpec(scheme=Scheme.CUT_STACK), 13, 16),
        (SheetSpec(scheme=Scheme.CUT_STACK), 9, 12),
        (SheetSpec(scheme=Scheme.QUARTO), 9, 16),
        (SheetSpec(scheme=Scheme.ZINE), 5, 8),
        (SheetSpec(scheme=Scheme.LETTER_FOLD), 5, 6),
        (SheetSpec(scheme=Scheme.CONCERTINA, panels=5), 7, 10),
        (SheetSpec(scheme=Scheme.SINGLE), 3, 3),
        (SheetSpec(scheme=Scheme.SINGLE, two_sided=True), 3, 4),
    ],
)
def test_pages_fill_up_to_what_folds(spec: SheetSpec, pages: int, filled: int) -> None:
    assert spec.filled(pages, A6) == filled
    assert spec.folds(filled, A6)
    assert spec.folds(pages, A6) == (pages == filled)


def test_piles_of_a7_are_sixteen_pages() -> None:
    spec = SheetSpec(scheme=Scheme.CUT_STACK)
    assert spec.multiple(Size(74.25 * MM, 105 * MM)) == 16
    assert spec.filled(29, Size(74.25 * MM, 105 * MM)) == 32
    assert spec.filled(20, Size(74.25 * MM, 105 * MM)) == 20
