"""Which page stands beside which: the arithmetic against a simulated fold, and examples from the trade."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import BookletError
from booklet.impose.sheet import impose
from booklet.impose.signature import saddle
from booklet.units import MM, PAPERS, Size

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
    with pytest.raises(ValueError, match="multiple of four"):
        impose(pages, A6, "left", PAPERS["a4"])


def test_unknown_binding_is_refused() -> None:
    with pytest.raises(ValueError, match="'top'"):
        saddle(4, "top")


@given(FOURS, BINDINGS, st.sampled_from(["a4", "f4"]))
def test_two_equal_copies_fill_a_centred_block(pages: int, binding: str, paper: str) -> None:
    size = PAPERS[paper]
    for sheet in impose(pages, A6, binding, size):
        for side in (sheet.front, sheet.back):
            upper, lower = side.placements[:2], side.placements[2:]
            assert [p.page for p in upper] == [p.page for p in lower]
            assert {p.turn for p in side.placements} == {0}
            assert {round(u.y - w.y, 6) for u, w in zip(upper, lower, strict=True)} == {round(A6.height, 6)}
            left, right = min(p.x for p in lower), max(p.x for p in lower) + A6.width
            bottom, top = min(p.y for p in lower), max(p.y for p in upper) + A6.height
            assert left == pytest.approx(size.width - right, abs=1e-6)
            assert bottom == pytest.approx(size.height - top, abs=1e-6)
            assert (right - left, top - bottom) == pytest.approx((2 * A6.width, 2 * A6.height))


def test_too_small_a_paper_names_one_that_fits() -> None:
    with pytest.raises(BookletError) as caught:
        impose(4, A6, "left", PAPERS["letter"])
    (found,) = caught.value.diagnostics
    assert found.code == "paper-too-small"
    assert "'letter'" in found.message
    assert found.hints == ("print on 'a4'",)


def test_pages_too_large_for_any_paper() -> None:
    with pytest.raises(BookletError) as caught:
        impose(4, Size(200 * MM, 200 * MM), "left", PAPERS["a4"])
    assert caught.value.diagnostics[0].hints == ("choose a smaller form",)
