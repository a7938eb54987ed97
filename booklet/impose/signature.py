"""Page-number arithmetic of folded and stapled booklets; no lengths, no PDF."""

from __future__ import annotations

from typing import NamedTuple

Pair = tuple[int, int]
"""Two facing pages of a printed side, left and right."""

STAPLED = 20
"""Folded sheets that a desk stapler takes; more are parted into two signatures, bound together."""

THICKEST = 2 * STAPLED
"""Folded sheets of two signatures."""


class Folded(NamedTuple):
    """A sheet folded once: front and back, as seen by who looks at that side, and how many sheets lie round it."""

    front: Pair
    back: Pair
    depth: int


class Quarto(NamedTuple):
    """A sheet folded twice: rows of a side from the top, of which the upper stands on its head; `depth`: leaves round it."""

    front: tuple[Pair, Pair]
    back: tuple[Pair, Pair]
    depth: int


def saddle(n_pages: int, binding: str) -> tuple[tuple[Pair, Pair], ...]:
    """Front and back of each sheet of a saddle-stitched signature, outermost first.

    Sheet i of N/4 has front [N-2i | 2i+1] and back [2i+2 | N-2i-1], each as seen by who looks at that side; a booklet
    bound on the right has every pair the other way round. `binding`: "left" or "right".
    Raises `ValueError` for another binding or unless `n_pages` is a positive multiple of four.
    """
    if n_pages <= 0 or n_pages % 4:
        raise ValueError(f"a folded booklet has a multiple of four pages, not {n_pages}")
    _check(binding)

    def pair(left: int, right: int) -> Pair:
        return (left, right) if binding == "left" else (right, left)

    return tuple((pair(n_pages - 2 * i, 2 * i + 1), pair(2 * i + 2, n_pages - 2 * i - 1)) for i in range(n_pages // 4))


def folded(n_pages: int, binding: str) -> tuple[Folded, ...]:
    """The sheets of a booklet, outermost first; above `STAPLED` sheets those of its first half, then those of its second.

    Raises `ValueError` as `saddle`."""
    out: list[Folded] = []
    for before, pages in _parts(n_pages, 4):
        sheets = saddle(pages, binding)
        out += [Folded(_moved(front, before), _moved(back, before), depth) for depth, (front, back) in enumerate(sheets)]
    return tuple(out)


def quarto(n_pages: int, binding: str) -> tuple[Quarto, ...]:
    """The sheets of a booklet of which each is folded twice and laid into the one before; in two signatures as `folded`.

    Of eight pages the front is [5 4] above [8 1], the back [3 6] above [2 7], the upper rows turned; each further sheet takes
    the four pages after those of the one round it, and the four before. Raises `ValueError` unless `n_pages` is a positive
    multiple of eight."""
    if n_pages <= 0 or n_pages % 8:
        raise ValueError(f"a booklet folded twice has a multiple of eight pages, not {n_pages}")
    _check(binding)
    out: list[Quarto] = []
    for before, pages in _parts(n_pages, 8):
        for sheet in range(pages // 8):
            first, last = 4 * sheet, pages - 8 - 4 * sheet

            def pair(left: int, right: int, first: int = before + first, last: int = before + last) -> Pair:
                left, right = (page + (first if page <= 4 else last) for page in (left, right))
                return (left, right) if binding == "left" else (right, left)

            out.append(Quarto((pair(5, 4), pair(8, 1)), (pair(3, 6), pair(2, 7)), 2 * sheet))
    return tuple(out)


def parts(n_pages: int, pages: int) -> int:
    """Of how many signatures a booklet is made, whose sheets have `pages` each."""
    return len(_parts(n_pages, pages))


def _parts(n_pages: int, pages: int) -> tuple[tuple[int, int], ...]:
    """Pages before each signature, and pages in it."""
    if n_pages // 4 <= STAPLED:
        return ((0, n_pages),)
    first = -(-n_pages // (2 * pages)) * pages
    return (0, first), (first, n_pages - first)


def _moved(pair: Pair, by: int) -> Pair:
    return pair[0] + by, pair[1] + by


def _check(binding: str) -> None:
    if binding not in ("left", "right"):
        raise ValueError(f"a booklet is bound 'left' or 'right', not '{binding}'")
