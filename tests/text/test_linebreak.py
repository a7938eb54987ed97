"""Line breaking is the best there is, compared with trying everything."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from booklet.text.linebreak import Widths, line_count, narrowest, total_fit

segments = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 2)), min_size=1, max_size=9)


def _judge(full: list[int], trimmed: list[int], ends: list[int], width: float) -> tuple[int, float]:
    """Lines and raggedness, written down anew; every line must fit unless it is a single segment."""
    cost, start = 0.0, 0
    for end in ends:
        line = sum(full[start : end - 1]) + trimmed[end - 1]
        assert line <= width or end - start == 1
        if end < len(full):
            cost += max(0.0, 1 - line / width) ** 2
        elif end - start == 1 and start:
            cost += 2
        start = end
    return len(ends), cost


def _exhaustive(full: list[int], trimmed: list[int], width: float) -> tuple[int, float]:
    found = []
    inner = range(1, len(full))
    for count in range(len(full)):
        for places in combinations(inner, count):
            try:
                found.append(_judge(full, trimmed, [*places, len(full)], width))
            except AssertionError:
                continue
        if found:
            return min(found)
    raise AssertionError("one segment a line always works")


@given(segments, st.integers(1, 30))
def test_total_fit_equals_exhaustive_search(parts: list[tuple[int, int]], width: int) -> None:
    trimmed = [word for word, _ in parts]
    full = [word + blank for word, blank in parts]
    ends = total_fit(Widths(full, trimmed), width)
    lines, cost = _judge(full, trimmed, ends, width)
    best_lines, best_cost = _exhaustive(full, trimmed, width)
    assert lines == best_lines == line_count(Widths(full, trimmed), width)
    assert abs(cost - best_cost) < 1e-9


def test_a_last_word_is_not_left_alone() -> None:
    widths = Widths([4, 4, 4, 4, 2], [3, 3, 3, 3, 2])
    assert total_fit(widths, 16) == [3, 5]


def test_a_measure_that_is_exactly_the_width_fits() -> None:
    parts = [0.1, 0.2, 0.3, 0.7]
    assert total_fit(Widths(parts, parts), sum(parts)) == [4]


@given(st.lists(segments, min_size=1, max_size=3), st.integers(12, 40))
def test_narrowest_keeps_the_lines_and_is_narrowest(paragraphs: list[list[tuple[int, int]]], width: int) -> None:
    all_widths = [Widths([w + b for w, b in parts], [w for w, _ in parts]) for parts in paragraphs]
    measure = narrowest(all_widths, width)
    lines = sum(line_count(w, width) for w in all_widths)
    assert measure <= width
    assert sum(line_count(w, measure) for w in all_widths) == lines
    widest = max(word for parts in paragraphs for word, _ in parts)
    smaller = measure - 0.002
    if smaller >= widest:
        assert sum(line_count(w, smaller) for w in all_widths) > lines
