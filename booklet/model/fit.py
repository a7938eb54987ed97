"""Copy-fitting: what a template lets vary so that a booklet fills a number of pages that folds, and one choice of it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from booklet.diag import Sink, Span
from booklet.value import compared

LEAST_X = 2.0
"""Printed x-height, mm, under which no text of a message is ever set (RNIB, Clear Print: 12 points)."""
_RANGE = (0.8, 1.3)


class Cards(StrEnum):
    """How much a service says of itself."""

    FULL = "full"
    """Everything, with its QR code."""
    COMPACT = "compact"
    """Number, purpose, hours, languages, cost and who is told; where a page cannot hold that, as short ones."""
    SHORT = "short"
    """Number, hours, languages and who is told; where a page cannot hold that, number and who is told."""


@compared
class Fit:
    """Allowed values, each list from the one liked best; the first is what stands elsewhere in the template."""

    letters: tuple[float, ...] = (1.0,)
    """Factors of the sizes of letters; none gets smaller than 2 mm x-height, or than it is."""
    leading: tuple[float, ...] = (1.0,)
    """Factors of the distance between lines, 1 or more: scripts with high marks need what they have."""
    spacing: tuple[float, ...] = (1.0,)
    """Factors of the measures under `spaced`."""
    spaced: tuple[str, ...] = ()
    """Names of measures: distances between blocks, least heights of rows."""
    cards: tuple[Cards, ...] = (Cards.FULL,)
    """How much service cards say."""
    extra: bool = False
    """Whether messages beyond the core set may print to fill pages, in an edition without them."""
    notes: int = 1
    """Pages for notes that are wanted."""

    def check(self, sink: Sink, span: Span) -> None:
        """Report lists that begin with a change, and values out of bounds."""
        for name, values, least in (("letters", self.letters, _RANGE[0]), ("leading", self.leading, 1.0), ("spacing", self.spacing, _RANGE[0])):
            if not values or values[0] != 1.0:
                sink.error("wrong-fit", f"'{name}' does not begin with 1, the size that stands in the template", span, "write 1 first, then what may replace it")
            for value in values:
                if not least <= value <= _RANGE[1]:
                    sink.error("wrong-fit", f"'{name}: {value:g}' is not between {least:g} and {_RANGE[1]:g}", span, "write a factor within these bounds")
        if not self.cards:
            sink.error("wrong-fit", "'cards' is empty", span, "write full, compact or both")


_COSTS = (1, 1, 1, 4, 2)
"""Of one step in each list: letters, leading and spacing hardly show; compact cards say less, and have no QR codes; extra
messages are more to read."""


class Choice(NamedTuple):
    """One value of each list. `cost`: the sum of their places in the lists, weighted; 0 for what is liked best."""

    cost: int
    letters: float
    leading: float
    spacing: float
    cards: Cards
    extra: bool

    @property
    def said(self) -> str:
        """What differs from the template, in words."""
        parts = [f"{name} x {value:g}" for name, value in (("letters", self.letters), ("leading", self.leading), ("spacing", self.spacing)) if value != 1]
        parts += ["compact cards"] if self.cards is Cards.COMPACT else []
        parts += ["extra messages"] if self.extra else []
        return ", ".join(parts) or "as the template has it"

    def of_step(self, x: float, leading: float) -> tuple[float, float]:
        """The x-height and the leading that replace those of a step."""
        chosen = max(x * self.letters, min(x, LEAST_X))
        return chosen, leading * chosen / x * self.leading


def choices(fit: Fit) -> Iterator[Choice]:
    """All that a template allows, the best liked first; of the same cost, in the order of the lists."""
    lists = (fit.letters, fit.leading, fit.spacing, fit.cards, (False, True) if fit.extra else (False,))
    found = [
        Choice(sum(n * cost for n, cost in zip(places, _COSTS, strict=True)), *(one[n] for one, n in zip(lists, places, strict=True)))  # type: ignore[arg-type]
        for places in product(*(range(len(one)) for one in lists))
    ]
    return iter(sorted(found, key=lambda c: c.cost))
