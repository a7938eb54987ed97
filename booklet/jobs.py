"""Builds booklets: leaves alone what has not changed, shares the rest among processes, saves what is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from booklet.diag import Diagnostic, Sink
from booklet.inputs import fingerprint
from booklet.plan import OUTPUT, Plan, Target, choose, read_plan
from booklet.report import STATE, Report, diagnostic_from, dump_state, is_current, is_whole, read_report, read_state
from booklet.saving import save, uninterrupted
from booklet.stopwatch import Stopwatch
from booklet.world.files import DiskWorld

INDEX = f"{OUTPUT}/index.html"

_OWN_FILE = re.compile(r"(pages/)?[\w-][\w.-]*")

Progress = Callable[[int, int], None]
"""Told how many booklets are done, of how many."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build and how; empty `forms` or `languages` mean all. `jobs` None: as many processes as help."""

    edition: str | None = None
    forms: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    jobs: int | None = None
    strict: bool = False
    """Warnings count as errors."""
    force: bool = False
    """Build what has not changed, too."""


@dataclass(slots=True)
class Result:
    """How it went, booklet by booklet in the plan's order."""

    status: dict[Target, str]
    """built | unchanged | failed; after a check: sound | failed."""
    reports: dict[Target, Report] = field(default_factory=dict)
    sink: Sink = field(default_factory=Sink)
    seconds: dict[str, float] = field(default_factory=dict)
    """Of the whole run, by stage."""
    processes: list[dict[str, float]] = field(default_factory=list)
    """Seconds by stage of each process that made booklets."""

    @property
    def ok(self) -> bool:
        return not self.sink.has_errors and "failed" not in self.status.values()


def build_all(root: Path, order: Order, as_of: date | None, progress: Progress) -> Result:
    """Build the booklets of the project folder `root`. One with errors keeps its last good files.

    `as_of` replaces the editions' own day. Raises BookletError where booklet.yaml or an edition cannot be read, and
    UnknownName."""
    world, watch = DiskWorld(root), Stopwatch()
    inputs = fingerprint(world, as_of)
    known = read_state(world, inputs)
    plan, about_project = known or (read_plan(world, Sink()), ())
    targets = choose(plan, order.edition, order.forms, order.languages)
    result = Result(dict.fromkeys(targets, "failed"))
    standing = {} if order.force else _standing(world, targets, inputs)
    to_make = tuple(t for t in targets if t not in standing)
    watch.stage("look")
    outcomes = {}
    if to_make:
        about_project, outcomes = _make(Task(root, to_make, inputs, as_of, _languages(plan, to_make), True), order, result, progress)
    _add(about_project, result.sink)
    watch.stage("make")
    saves = not (result.sink.has_errors or (order.strict and about_project))
    with uninterrupted():
        for target in targets:
            if target in standing:
                _keep(target, standing[target], saves, order.strict, result)
            elif target in outcomes:
                _settle(world, outcomes[target], saves, order.strict, result)
        if not result.sink.has_errors ...
    return result
