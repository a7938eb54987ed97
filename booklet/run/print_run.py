"""What a print run takes: sheets, weight, money, staples and hands, from the reports of booklets that were built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from booklet.job import Job
from booklet.model.sheet import Paper, Scheme
from booklet.units import MM
from booklet.value import compared

STAPLES = 2
"""In each stack: a quarter from both ends of the fold."""

CUT_SHEETS, CUT_SECONDS = 10, 45
"""Sheets that go under a knife at once, and what a cut along a ruler takes. This and the next two: estimates of the project for
practised hands, to be measured on a first stack."""

FOLD_SECONDS = 6
"""For each fold of each sheet or strip."""

STAPLE_SECONDS = 6
"""For each staple, with a stapler that reaches the fold."""

_FOLDS = {Scheme.QUARTO: 2, Scheme.ZINE: 4, Scheme.LETTER_FOLD: 2, Scheme.CONCERTINA: 3, Scheme.SINGLE: 0}


class Prices(NamedTuple):
    """In one currency: a sheet of paper, and the print of one side of one."""

    sheet: float = 0.0
    side: float = 0.0


@compared
class Line:
    """What one booklet's part of a run takes. `copies`: as many as were asked for, or a few more where sheets give several."""

    job: Job
    copies: int
    sheets: int
    sides: int
    kilograms: float
    """Of the sheets."""
    grams: float
    """Of one booklet, with what is cut off."""
    cost: float
    staples: int
    minutes: float

    @property
    def cost_per_copy(self) -> float:
        """Of paper and print."""
        return self.cost / self.copies

    def as_data(self) -> dict[str, Any]:
        """For machines."""
        return {
            **self.job._asdict(),
            "copies": self.copies,
            "sheets": self.sheets,
            "sides": self.sides,
            "kilograms": round(self.kilograms, 3),
            "grams_per_copy": round(self.grams, 2),
            "cost": round(self.cost, 2),
            "cost_per_copy": round(self.cost_per_copy, 4),
            "staples": self.staples,
            "minutes": round(self.minutes),
        }


def print_run(reports: Mapping[Job, Mapping[str, Any]], copies: int, gsm: int | None, prices: Prices) -> tuple[Line, ...]:
    """A line for each booklet, of each at least so many copies. `gsm`: of the paper, None as each was made for."""
    return tuple(_line(job, report, copies, gsm, prices) for job, report in reports.items())


def total(lines: Iterable[Line]) -> Line:
    """All lines together."""
    lines = tuple(lines)
    copies = sum(line.copies for line in lines)
    kilograms = sum(line.kilograms for line in lines)
    return Line(
        Job("", "", ""),
        copies,
        sum(line.sheets for line in lines),
        sum(line.sides for line in lines),
        kilograms,
        1000 * kilograms / copies,
        sum(line.cost for line in lines),
        sum(line.staples for line in lines),
        sum(line.minutes for line in lines),
    )


def _line(job: Job, report: Mapping[str, Any], copies: int, gsm: int | None, prices: Prices) -> Line:
    paper, per_set = report["paper"], report["copies"]
    scheme, size = Scheme(paper["scheme"]), Paper(paper["size"]).size
    sets = -(-copies // per_set)
    made, sheets, sides = sets * per_set, sets * report["sheets"], sets * paper["sides"]
    kilograms = sheets * (size.width / MM / 1000) * (size.height / MM / 1000) * (gsm or paper["gsm"]) / 1000
    staples = made * paper["signatures"] * STAPLES
    leaves = report["pages"] // 4 if paper["signatures"] else 1
    seconds = -(-sheets // CUT_SHEETS) * paper["cuts"] * CUT_SECONDS
    seconds += made * leaves * _FOLDS.get(scheme, 1) * FOLD_SECONDS + staples * STAPLE_SECONDS
    cost = sheets * prices.sheet + sides * prices.side
    return Line(job, made, sheets, sides, kilograms, 1000 * kilograms / made, cost, staples, seconds / 60)
