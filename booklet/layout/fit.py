"""Copy-fit: of all that a template allows, the choice that fills the booklet's pages best."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from booklet.model.fit import Choice, Fit, choices

_PER_PAGE = 1
"""What a page for notes too many or too few costs, in steps of a choice: no more than the least step, for which nobody
would change the type ..."""
_PER_WASTE = 2
"""... and each beyond the first too many: nobody wants to print blank paper."""
_PER_PAPER = 4
"""Pages more than without any change that cost a step: paper is money."""


class Extent(NamedTuple):
    """How long a booklet is, and how many of its pages are for notes."""

    pages: int
    notes: int


class Fitted(NamedTuple):
    """What was chosen, what it leads to, and of how many that were tried. `cost`: the choice's and that of the notes."""

    choice: Choice
    extent: Extent
    cost: int
    tried: int


def waste(extent: Extent, wanted: int, plain: int) -> int:
    """What the pages for notes cost where `wanted` are asked for, and what paper costs; `plain`: pages without any change."""
    over = extent.notes - wanted
    paper = -(-max(0, extent.pages - plain) // _PER_PAPER)
    return _PER_PAGE * abs(over) + _PER_WASTE * max(0, over - 1) + paper


def fit(allowed: Fit, extent_of: Callable[[Choice], Extent | None]) -> Fitted | None:
    """The choice of least cost: its own plus `waste`; of equals, the one liked best. None if none can be set.

    `extent_of` sets the pages; None where something does not fit. Choices are tried in the order of their own cost, until
    none that is left can be better: so not all need be tried, and no better one is missed."""
    best: Fitted | None = None
    tried = plain = 0
    for choice in choices(allowed):
        if best and choice.cost >= best.cost:
            break
        extent = extent_of(choice)
        tried += 1
        if extent is None:
            continue
        plain = plain or extent.pages
        cost = choice.cost + waste(extent, allowed.notes, plain)
        if best is None or cost < best.cost:
            best = Fitted(choice, extent, cost, tried)
    return best._replace(tried=tried) if best else None
