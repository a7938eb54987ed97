"""Page-number arithmetic of a folded and stapled booklet; no lengths, no PDF."""

from __future__ import annotations

Pair = tuple[int, int]
"""Two facing pages of a printed side, left and right."""


def saddle(n_pages: int, binding: str) -> tuple[tuple[Pair, Pair], ...]:
    """Front and back of each sheet of a saddle-stitched signature, outermost first.

    Sheet i of N/4 has front [N-2i | 2i+1] and back [2i+2 | N-2i-1], each as seen by who looks at that side; a booklet
    bound on the right has every pair the other way round. `binding`: "left" or "right".
    Raises `ValueError` for another binding or unless `n_pages` is a positive multiple of four.
    """
    if n_pages <= 0 or n_pages % 4:
        raise ValueError(f"a folded booklet has a multiple of four pages, not {n_pages}")
    if binding not in ("left", "right"):
        raise ValueError(f"a booklet is bound 'left' or 'right', not '{binding}'")

    def pair(left: int, right: int) -> Pair:
        return (left, right) if binding == "left" else (right, left)

    return tuple((pair(n_pages - 2 * i, 2 * i + 1), pair(2 * i + 2, n_pages - 2 * i - 1)) for i in range(n_pages // 4))
