"""Which pieces stand on which page: arithmetic, compared with every possible way."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.layout.breaks import Height, balanced, least_excess, packed

ROOM = 100.0
heights = st.lists(st.floats(5, 60), min_size=1, max_size=9)


def pieces(*lists: list[float], rule: float = 1.0) -> list[list[Height]]:
    return [[Height(h, h + rule) for h in one] for one in lists]


def used(one: list[Height], page: tuple[int, ...]) -> float:
    return one[page[0]].first + sum(one[n].below for n in page[1:])


def ways(count: int) -> list[list[tuple[int, ...]]]:
    """All ways to break a sequence."""
    return [
        [tuple(range(a, b)) for a, b in zip((0, *cuts), (*cuts, count), strict=True)]
        for k in range(count)
        for cuts in combinations(range(1, count), k)
    ]


@given(heights)
@settings(max_examples=60, deadline=None)
def test_pages_are_the_fewest_and_as_even_as_can_be(one: list[float]) -> None:
    (mine,) = pieces(one)

    def cost(pages: list[tuple[int, ...]] | tuple[tuple[int, ...], ...]) -> tuple[int, float]:
        return len(pages), round(sum(((ROOM - used(mine, p)) / ROOM) ** 2 for p in pages), 9)

    best = min(cost(way) for way in ways(len(one)) if all(used(mine, p) <= ROOM for p in way))
    assert cost(balanced([mine], [ROOM])) == best


@given(st.integers(1, 7).flatmap(lambda n: st.lists(st.lists(st.floats(5, 60), min_size=n, max_size=n), min_size=2, max_size=4)), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_page_takes_only_what_fits_in_every_language(several: list[list[float]], in_any_order: bool) -> None:
    all_of_them = pieces(*several)
    pages = (packed if in_any_order else balanced)(all_of_them, [ROOM] * len(several))
    assert sorted(n for page in pages for n in page) == list(range(len(several[0])))
    assert all(used(one, page) <= ROOM + 0.1 for one in all_of_them for page in pages)
    assert in_any_order or [n for page in pages for n in page] == list(range(len(several[0])))


def test_the_last_page_is_no_remnant() -> None:
    assert balanced(pieces([23.0] * 5), [ROOM]) == ((0, 1, 2), (3, 4))


def test_packing_saves_a_page_that_order_costs() -> None:
    one = pieces([70.0, 60.0, 25.0, 35.0])
    assert len(balanced(one, [ROOM])) == 3
    assert packed(one, [ROOM]) == ((0, 2), (1, 3))


def test_a_piece_too_tall_stands_alone() -> None:
    assert balanced(pieces([20.0, 130.0, 20.0]), [ROOM]) == ((0,), (1,), (2,))


@pytest.mark.parametrize(("pages", "excess"), [(1, 63.0), (2, 0.0)])
def test_how_much_must_go_to_save_a_page(pages: int, excess: float) -> None:
    (one,) = pieces([40.0] * 4, rule=1.0)
    assert least_excess(one, ROOM, pages) == pytest.approx(excess)


def test_blocks_that_cannot_be_split_cost_more_than_their_sum() -> None:
    (one,) = pieces([60.0] * 3, rule=0.0)
    assert least_excess(one, ROOM, 2) == pytest.approx(20.0), "two of them on one page, not 180 mm on two pages of 100"
