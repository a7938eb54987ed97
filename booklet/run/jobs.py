"""Builds booklets: leaves alone what has not changed, shares the rest among processes, saves what is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from booklet.diag import Diagnostic, Sink
from booklet.job import OUTPUT, Job
from booklet.model.printing import Printing
from booklet.run.guard import alone
from booklet.run.inputs import read_inputs
from booklet.run.parallel import check_parallel
from booklet.run.plan import Plan, all_jobs, choose, read_plan
from booklet.run.processes import Crew
from booklet.run.report import (
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
from booklet.run.saving import save, save_booklet, uninterrupted
from booklet.run.stopwatch import Stopwatch
from booklet.run.tasks import Outcome, Progress, Said, Task
from booklet.value import compared
from booklet.world.extends import Folder, open_world

INDEX = f"{OUTPUT}/index.html"

Status = Literal["built", "unchanged", "sound", "failed"]
"""`sound`: nothing was written, and nothing is wrong."""


@compared
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
    printing: Printing = Printing()


@dataclass(slots=True)
class Result:
    """How it went, booklet by booklet in the plan's order."""

    status: dict[Job, Status] = field(default_factory=dict)
    reports: dict[Job, Report] = field(default_factory=dict)
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


def build_all(root: Path, order: Order, as_of: date | None, progress: Progress, user: str = "") -> Result:
    """Build the booklets of the project folder `root`. One with errors keeps its last good files.

    If anything has changed, all is read and proofread again, though only booklets that it concerns are made.
    `as_of` replaces the editions' own day; `user`, a name, may stand in no file. Raises BookletError where booklet.yaml
    or an edition cannot be read, or another build is at work; and UnknownName."""
    with alone(root, (STATE, INDEX)):
        return _build_all(root, order, as_of, progress, user)


def _build_all(root: Path, order: Order, as_of: date | None, progress: Progress, user: str) -> Result:
    world, watch, result = open_world(root), Stopwatch(), Result()
    inputs = read_inputs(world, as_of)
    known = read_state(world, inputs.everything)
    with Crew(order.jobs) as crew:
        if not known:
            crew.call()
        plan = known.plan if known else read_plan(world)
        jobs = choose(plan, order.edition, order.forms, order.languages)
        now = {job: inputs.of(job, plan[job.edition], order.printing if job in jobs else Printing()) for job in all_jobs(plan)}
        before = {job: report for job in now if (report := read_report(world, job))}
        standing = {} if order.force else {job: before[job] for job in jobs if _stands(world, job, before.get(job), now[job])}
        to_make = tuple(job for job in jobs if job not in standing)
        watch.stage("look")
        said = Said(len(to_make), progress)
        if to_make or not known:
            crew.share(Task(root, to_make, now, as_of, _languages(plan, jobs), user, printing=order.printing), said.hear)
        watch.stage("make")
    state = known if known and not to_make else State(plan, said.about_project)
    result.add(state.warnings)
    readable = not result.sink.has_errors
    refused = order.strict and bool(state.warnings)
    unlike = _unlike(plan, said, result)
    with uninterrupted():
        for job in jobs:
            status: Status = "failed"
            if job in standing:
                status = _keep(job, standing[job], order.strict, result)
            elif outcome := said.outcomes.get(job):
                right = readable and not refused and outcome.sound and job not in unlike and not (order.strict and outcome.diagnostics)
                status = _settle(world, outcome, before.get(job), right, result)
            result.status[job] = "failed" if refused else status
        if readable:
            _refresh(world, STATE, dump_state(inputs.everything, state), result)
        _refresh(world, INDEX, _overview({**before, **result.reports}, now), result)
    watch.stage("save")
    result.seconds, result.processes = watch.seconds, said.seconds
    return result


def check_all(root: Path, as_of: date | None, jobs: int | None, progress: Progress, parallel: bool = False) -> Result:
    """Read everything and set every page of every booklet, and write nothing. `parallel`: the pages of all forms must match
    in all languages, also where that was not asked for. Raises BookletError as `build_all`."""
    watch, result = Stopwatch(), Result()
    with Crew(jobs) as crew:
        crew.call()
        plan = read_plan(open_world(root))
        jobs_of_all = choose(plan, None, (), ())
        said = Said(len(jobs_of_all), progress)
        crew.share(Task(root, jobs_of_all, {}, as_of, _languages(plan, jobs_of_all), finish=False), said.hear)
    result.add(said.about_project)
    unlike = _unlike(plan, said, result, parallel)
    for job in jobs_of_all:
        outcome = said.outcomes.get(job)
        result.add(outcome.diagnostics if outcome else ())
        result.status[job] = "sound" if outcome and outcome.sound and job not in unlike else "failed"
    watch.stage("make")
    result.seconds, result.processes = watch.seconds, said.seconds
    return result


def _unlike(plan: Plan, said: Said, result: Result, every: bool = False) -> set[Job]:
    """The booklets whose pages do not match those of the other languages, though they should; `every`: of any form."""
    asked = (job for job in all_jobs(plan) if job in said.outcomes and (every or plan[job.edition].forms[job.form].joined))
    return check_parallel(((job, said.outcomes[job].places) for job in asked if said.outcomes[job].places), result.sink)


def _stands(world: Folder, job: Job, report: Report | None, inputs: str) -> bool:
    """Whether a booklet needs no building. `inputs`: the fingerprint of what it depends on."""
    return report is not None and is_current(report, inputs) and is_whole(world, job, report)


def _keep(job: Job, report: Report, strict: bool, result: Result) -> Status:
    """Leave a booklet as it is, and repeat what was odd about it."""
    result.reports[job] = report
    result.add(diagnostic_from(d) for d in report["warnings"])
    return "failed" if strict and report["warnings"] else "unchanged"


def _settle(world: Folder, outcome: Outcome, before: Report | None, right: bool, result: Result) -> Status:
    """Save a booklet if nothing is wrong with it. `before`: the report of its last build."""
    result.add(outcome.diagnostics)
    if outcome.report is None or not (right and _save(world, outcome, before, result)):
        return "failed"
    result.reports[outcome.job] = outcome.report
    return "built"


def _save(world: Folder, outcome: Outcome, before: Report | None, result: Result) -> bool:
    """Save the files of a booklet in the place of those of its last build."""
    folder = world.root / outcome.job.folder
    names = (before or {"files": ()})["files"]
    return save_booklet(folder, outcome.files, names, world.root, result.sink)


def _languages(plan: Plan, jobs: Iterable[Job]) -> tuple[str, ...]:
    """All languages of the editions concerned: each of their booklets shows phrases in every one."""
    return tuple(dict.fromkeys(lang for edition in {job.edition: None for job in jobs} for lang in plan[edition].spoken))


def _overview(reports: Mapping[Job, Report], now: Mapping[Job, str]) -> bytes:
    """The page that lists what stands in the output folder, in the order of `now`: all there should be, and its inputs."""
    from booklet.run.overview import Entry, overview

    return overview([Entry(job, reports[job], is_current(reports[job], now[job])) for job in now if job in reports]).encode()


def _refresh(world: Folder, path: str, data: bytes, result: Result) -> None:
    """Write a file unless it says this already."""
    with suppress(OSError):
        if world.read(path) == data:
            return
    save([(world.root / path, data)], world.root, result.sink)
