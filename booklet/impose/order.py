"""Booklets whose pages are not bound in the order of the file: two halves that are read from two covers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from booklet.impose.sheet import Imposition, Placement, Sheet, Side


def bound_so(imposition: Imposition, order: Sequence[int], turned: Collection[int]) -> Imposition:
    """The same sheets with the page `order[n - 1]` where page n would stand, those in `turned` upside down.

    `order`: numbers of pages as they are bound; empty for their own."""
    if not order:
        return imposition

    def placed(p: Placement) -> Placement:
        page = order[p.page - 1] if p.page else None
        return p._replace(page=page, turn=(p.turn + (180 if page in turned else 0)) % 360)

    def side(one: Side) -> Side:
        return replace(one, placements=tuple(map(placed, one.placements)))

    sheets = tuple(Sheet(side(s.front), side(s.back) if s.back else None) for s in imposition.sheets)
    return replace(imposition, sheets=sheets)
