"""Builds booklets: leaves alone what has not changed, shares the rest among processes, saves what is right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from booklet.diag import Diagnostic, Sink
from booklet.inputs import fingerprint
from booklet.plan import OUTPUT, Plan, Target, choose, read_plan
from booklet.processes import Crew
from booklet.report import (
    STATE,
    Report,
    State,
    diagnostic_from,
    dump_state,
    is_current,
    is_whole,
    read_report,
    read_state,
)
from booklet.saving import save, uninterrupted
from booklet.stopwatch import Stopwatch
from booklet.tasks import Outcome, Progress, Said, Task
from booklet.world.files import DiskWorld

INDEX = f"{OUTPUT}/index.html"

Status = Literal["built", "unchanged", "sound", "failed"]
"""`sound`: nothing was written, and nothing is wrong."""

_OWN_FILE = re.compile(r"(pages/)?[A-Za-z0-9][A-Za-z0-9._-]*")


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

    status: dict[Target, Status] = field(default_factory=dict)
    reports: dict[Target, Report] = field(default_factory=dict)
    sink: Sink = field(default_factory=Sink)
    seconds: dict[str, float] = field(default_factory=dict)
    """Of the whole run, by stage."""
    processes: list[dict[str, float]] = field(default_factory=list)
    """Seconds by stage of each process that made booklets."""

    @property
    def ok(self) -> bool:
        return not self.sink.has_errors and "failed" not in self.status.values()

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        for d in diagnostics:
            report = self.sink.error if d.severity == "error" else self.sink.warn
            report(d.code, d.message, d.span, *d.hints)


def build_all(root: Path, order: Order, as_of: date | None, progress: Progress) -> Result:
    """Build the booklets of the project folder `root`. One with errors keeps its last good files.

    `as_of` replaces the editions' own day. Raises BookletError where booklet.yaml or an edition cannot be read, and
    UnknownName."""
    world, watch, result = DiskWorld(root), Stopwatch(), Result()
    inputs = fingerprint(world, as_of)
    known = read_state(world, inputs)
    with Crew(order.jobs) as crew:
        if not known:
            crew.call()
        plan = known.plan if known else read_plan(world)
        targets = choose(plan, order.edition, order.forms, order.languages)
        standing = _standing(world, targets, inputs) if known and not order.force else {}
        to_make = tuple(t for t in targets if t not in standing)
        watch.stage("look")
        said = _make(Task(root, to_make, inputs, as_of, _languages(plan, to_make), True), crew, progress)
        watch.stage("make")
    state = known if known and not to_make else State(plan, said.about_project)
    result.add(state.warnings)
    readable = not result.sink.has_errors
    saves = readable and not (order.strict and state.warnings)
    with uninterrupted():
        for target in targets:
            outcome = said.outcomes.get(target)
            if target in standing:
                status = _keep(target, standing[target], order.strict, result)
            else:
                status = _settle(world, outcome, saves, order.strict, result) if outcome else "failed"
            result.status[target] = status if saves else "failed"
        if readable:
            _refresh(world, STATE, dump_state(inputs, state), result)
        _refresh(world, INDEX, _overview(world, plan, inputs), result)
    watch.stage("save")
    result.seconds, result.processes = watch.seconds, said.seconds
    return result


def check_all(root: Path, as_of: date | None, jobs: int | None, progress: Progress) -> Result:
    """Read everything and set every page of every booklet, and write nothing. Raises BookletError as `build_all`."""
    watch, result = Stopwatch(), Result()
    with Crew(jobs) as crew:
        crew.call()
        plan = read_plan(DiskWorld(root))
        targets = choose(plan, None, (), ())
        said = _make(Task(root, targets, "", as_of, _languages(plan, targets), False), crew, progress)
    result.add(said.about_project)
    for target in targets:
        outcome = said.outcomes.get(target)
        result.add(outcome.diagnostics if outcome else ())
        result.status[target] = "sound" if outcome and outcome.sound else "failed"
    watch.stage("make")
    result.seconds, result.processes = watch.seconds, said.seconds
    return result


def _make(task: Task, crew: Crew, progress: Progress) -> Said:
    said = Said(len(task.targets), progress)
    if task.targets:
        crew.share(task, said.hear)
    return said


def _standing(world: DiskWorld, targets: Iterable[Target], inputs: str) -> dict[Target, Report]:
    """Reports of the booklets that need no building."""
    found = ((target, read_report(world, target)) for target in targets)
    return {t: report for t, report in found if report and is_current(report, inputs) and is_whole(world, t, report)}


def _keep(target: Target, report: Report, strict: bool, result: Result) -> Status:
    """Leave a booklet as it is, and repeat what was odd about it."""
    result.reports[target] = report
    result.add(diagnostic_from(d) for d in report["warnings"])
    return "failed" if strict and report["warnings"] else "unchanged"


def _settle(world: DiskWorld, outcome: Outcome, saves: bool, strict: bool, result: Result) -> Status:
    """Save a booklet if nothing is wrong with it."""
    result.add(outcome.diagnostics)
    right = outcome.sound and not (strict and outcome.diagnostics)
    if outcome.report is None or not (saves and right and _save(world, outcome, result)):
        return "failed"
    result.reports[outcome.target] = outcome.report
    return "built"


def _save(world: DiskWorld, outcome: Outcome, result: Result) -> bool:
    """Save the files of a booklet, and take away those of its last build that it no longer has."""
    folder = world.root / outcome.target.folder
    before = read_report(world, outcome.target)
    if not save([(folder / name, data) for name, data in outcome.files], world.root, result.sink):
        return False
    for name in sorted((before or {"files": ()})["files"]):
        if name not in dict(outcome.files) and _OWN_FILE.fullmatch(name):
            with suppress(OSError):
                (folder / name).unlink()
    return True


def _languages(plan: Plan, targets: Iterable[Target]) -> tuple[str, ...]:
    """All languages of the editions concerned: each of their booklets shows phrases in every one."""
    return tuple(dict.fromkeys(lang for edition in {t.edition: None for t in targets} for lang in plan[edition].languages))


def _overview(world: DiskWorld, plan: Plan, inputs: str) -> bytes:
    """The page that lists what stands in the output folder, of all that the project asks for."""
    from booklet.overview import Entry, overview

    found = ((target, read_report(world, target)) for target in choose(plan, None, (), ()))
    return overview([Entry(target, report, is_current(report, inputs)) for target, report in found if report]).encode()


def _refresh(world: DiskWorld, path: str, data: bytes, result: Result) -> None:
    """Write a file unless it says this already."""
    with suppress(OSError):
        if world.read(path) == data:
            return
    save([(world.root / path, data)], world.root, result.sink)
