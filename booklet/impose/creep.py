"""Thickness of paper: how far inner pages are pushed out of a folded stack, and how many sheets a staple holds."""

from __future__ import annotations

from booklet.units import MM, Size

CALIPERS: dict[int, float] = {80: 0.11, 90: 0.12, 100: 0.13, 120: 0.15, 150: 0.18, 170: 0.20}
"""Thickness of uncoated paper by weight, mm by g/m² (https://hps-ltd.org.uk, paper thickness; ±5 %)."""

NOTICED = 0.5 * MM
"""Creep up to this much is left alone: offices fold less exactly."""

_THICK = ((125.0, 8), (148.5, 12))
"""Height of a page in mm, and the sheets from which a booklet so small no longer folds flat; larger ones: 16."""


def caliper(gsm: int) -> float:
    """Thickness of a leaf, points. Between the weights of the table in proportion, beyond them as its nearest."""
    known = sorted(CALIPERS)
    if gsm in CALIPERS:
        return CALIPERS[gsm] * MM
    if not known[0] < gsm < known[-1]:
        nearest = known[0] if gsm < known[0] else known[-1]
        return CALIPERS[nearest] * gsm / nearest * MM
    below, above = max(w for w in known if w < gsm), min(w for w in known if w > gsm)
    share = (gsm - below) / (above - below)
    return (CALIPERS[below] + share * (CALIPERS[above] - CALIPERS[below])) * MM


def creep(depth: int, deepest: int, gsm: int) -> float:
    """How far the pages of a sheet are moved towards the fold, points: the thickness of the sheets round it (a sharp fold).

    Nothing in a booklet whose innermost sheet, `deepest`, would move by no more than `NOTICED`."""
    leaf = caliper(gsm)
    return depth * leaf if deepest * leaf > NOTICED else 0.0


def flat(trim: Size) -> int:
    """Folded sheets above which a booklet no longer lies flat (the project's rule)."""
    return next((sheets for height, sheets in _THICK if trim.height <= height * MM + 0.01), 16)
