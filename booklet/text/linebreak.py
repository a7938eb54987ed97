"""Which opportunities become line ends: the fewest lines, and of those the evenest right edge."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

TOLERANCE = 1e-6
"""Em. A text set in exactly its own width must fit."""

_LONE = 2.0
"""Cost of a last line of one segment: more than any gap at the end of one line, less than two."""


class Widths:
    """Widths of the segments of one paragraph, as sums from its beginning."""

    __slots__ = ("count", "ends", "starts")

    def __init__(self, full: Sequence[float], trimmed: Sequence[float]) -> None:
        """`full` with the blanks after a segment, `trimmed` without, as at the end of a line; em, both not negative."""
        self.count = len(full)
        self.starts = [0.0, *accumulate(full)]
        self.ends = [0.0, *(start + width for start, width in zip(self.starts, trimmed, strict=False))]

    def line(self, start: int, end: int) -> float:
        """Width of segments `start` to `end` as one line."""
        return self.ends[end] - self.starts[start]

    def furthest(self, start: int, width: float) -> int:
        """The last end of a line from `start`; one segment stands even where it does not fit."""
        return max(start + 1, bisect_right(self.ends, self.starts[start] + width + TOLERANCE) - 1)

    def earliest(self, end: int, width: float) -> int:
        """The first start of a line to `end`."""
        return min(end - 1, bisect_left(self.starts, self.ends[end] - width - TOLERANCE))


def line_count(widths: Widths, width: float) -> int:
    """The fewest lines a paragraph takes."""
    return len(_reach(widths, width)) - 1


def total_fit(widths: Widths, width: float) -> list[int]:
    """Ends of lines: the fewest lines; of those the least sum of squared gaps at their ends, the last line's not
    counted (Knuth and Plass, Breaking paragraphs into lines, 1981, for ragged text), a lone last segment avoided."""
    latest = _reach(widths, width)
    lines = len(latest) - 1
    if lines < 2:
        return latest[1:]
    first = _need(widths, width, lines)
    costs = {0: 0.0}
    ways: list[dict[int, int]] = []
    for number in range(1, lines):
        costs, way = _advance(widths, width, costs, range(first[number], latest[number] + 1), number == lines - 1)
        ways.append(way)
    end = min(costs, key=lambda e: (costs[e], -e))
    ends = [widths.count]
    for way in reversed(ways):
        ends.append(end)
        end = way[end]
    return ends[::-1]


def _advance(
    widths: Widths, width: float, costs: dict[int, float], places: range, last_but_one: bool
) -> tuple[dict[int, float], dict[int, int]]:
    """The cheapest way to end the next line at each of `places`, given those of the line before."""
    best: dict[int, float] = {}
    way: dict[int, int] = {}
    ends, lone = widths.ends, widths.count - 1 if last_but_one else 0
    for start, cost in costs.items():
        left = widths.starts[start]
        for end in range(max(start + 1, places.start), min(widths.furthest(start, width) + 1, places.stop)):
            gap = 1 - (ends[end] - left) / width
            total = cost + gap * gap if gap > 0 else cost
            if end == lone:
                total += _LONE
            if end not in best or total < best[end]:
                best[end], way[end] = total, start
    return best, way


def _reach(widths: Widths, width: float) -> list[int]:
    """How far the first 0, 1, 2 … lines can reach."""
    places = [0]
    while places[-1] < widths.count:
        places.append(widths.furthest(places[-1], width))
    return places


def _need(widths: Widths, width: float, lines: int) -> list[int]:
    """From where at the earliest the remaining lines suffice, after 0, 1 … `lines` lines."""
    places = [widths.count]
    for _ in range(lines):
        places.append(widths.earliest(places[-1], width) if places[-1] else 0)
    return places[::-1]


def narrowest(paragraphs: Sequence[Widths], width: float) -> float:
    """The least measure at which paragraphs keep the lines they take in all at `width`; to 0.001 em."""
    lines = sum(line_count(p, width) for p in paragraphs)
    low, high = 0.0, width
    while high - low > 0.001:
        middle = (low + high) / 2
        if sum(line_count(p, middle) for p in paragraphs) <= lines:
            high = middle
        else:
            low = middle
    return high
