"""Which pieces of a flow stand on which page, in one language or in several at once: arithmetic of heights alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_CLOSE = 0.01
"""Points by which a sum of heights may miss through rounding."""


class Height(NamedTuple):
    """Of a piece, points: as the first of its page, and below others."""

    first: float
    below: float


Heights = Sequence[Sequence[Height]]
"""By language, then piece by piece; the pieces are the same in all."""
Pages = tuple[tuple[int, ...], ...]
"""Pieces, by their number, page by page."""


def balanced(heights: Heights, rooms: Sequence[float]) -> Pages:
    """Pieces in their order on the fewest pages, which are as evenly full as can be.

    `rooms`: what a page holds, points, by language. A page takes pieces only if they fit in every language; a piece that is
    too tall stands alone. Of the same number of pages, those with the least sum of squares of the shares left empty."""
    count = len(heights[0])
    best: list[tuple[int, float, int]] = [(0, 0.0, count)] * (count + 1)
    for start in reversed(range(count)):
        found = []
        for end in range(start + 1, count + 1):
            free = _free(heights, rooms, range(start, end))
            if end > start + 1 and min(free) < -_CLOSE:
                break
            pages, waste, _ = best[end]
            found.append((pages + 1, waste + sum(max(f, 0.0) ** 2 / room**2 for f, room in zip(free, rooms, strict=True)), -end))
        pages, waste, end = min(found)
        best[start] = (pages, waste, -end)
    out: list[tuple[int, ...]] = []
    start = 0
    while start < count:
        end = best[start][2]
        out.append(tuple(range(start, end)))
        start = end
    return tuple(out)


def packed(heights: Heights, rooms: Sequence[float]) -> Pages:
    """Pieces on the fewest pages in whatever order: of several, the one nearest to the order given.

    Every page takes the first piece left; then all choices of its companions are tried, earlier ones first."""
    best: Pages = ()

    def search(left: tuple[int, ...], pages: Pages) -> None:
        nonlocal best
        if best and len(pages) >= len(best):
            return
        if not left:
            best = pages
            return
        room = tuple(room - one[left[0]].first for room, one in zip(rooms, heights, strict=True))
        for companions in _fitting(left[1:], heights, room):
            rest = tuple(n for n in left[1:] if n not in companions)
            search(rest, (*pages, (left[0], *companions)))

    search(tuple(range(len(heights[0]))), ())
    return best


def least_excess(heights: Sequence[Height], room: float, pages: int) -> float:
    """By how many points pieces in their order are too high for so many pages of `room`, at the least."""
    count = len(heights)
    best = [0.0 if start == count else float("inf") for start in range(count + 1)]
    for _ in range(pages):
        best = [
            min(
                (max(0.0, _used(heights, start, end) - room) + best[end] for end in range(start, count + 1)),
                default=0.0,
            )
            for start in range(count + 1)
        ]
    return best[0]


def _used(heights: Sequence[Height], start: int, end: int) -> float:
    return heights[start].first + sum(h.below for h in heights[start + 1 : end]) if start < end else 0.0


def _free(heights: Heights, rooms: Sequence[float], pieces: range) -> list[float]:
    """What these pieces leave of a page, by language."""
    return [
        room - one[pieces[0]].first - sum(one[n].below for n in pieces[1:])
        for one, room in zip(heights, rooms, strict=True)
    ]


def _fitting(pieces: tuple[int, ...], heights: Heights, rooms: tuple[float, ...]) -> Iterator[tuple[int, ...]]:
    """Every choice of pieces that fits together, the fullest first."""
    for place, n in enumerate(pieces):
        left = tuple(room - one[n].below for room, one in zip(rooms, heights, strict=True))
        if min(left) >= -_CLOSE:
            for more in _fitting(pieces[place + 1 :], heights, left):
                yield (n, *more)
    yield ()
