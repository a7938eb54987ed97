"""Makes booklets, in this process or in copies of it that are started before the heavy imports.

A copy reads one pickled `Task` from standard input and writes one pickled `Outcome` for each booklet to standard output.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from booklet.diag import BookletError, Diagnostic, Sink
from booklet.plan import Target
from booklet.world.files import DiskWorld

if TYPE_CHECKING:
    from booklet.project import Project
    from booklet.report import Report


@dataclass(frozen=True, slots=True)
class Task:
    """Booklets of one project to make."""

    root: Path
    targets: tuple[Target, ...]
    inputs: str
    """Fingerprint, for the reports."""
    as_of: date | None
    """Replaces the editions' own day."""
    finish: bool
    """False: only set the pages, to find what is wrong."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One booklet: its report and files by name within its folder, or None and the errors."""

    target: Target
    diagnostics: tuple[Diagnostic, ...]
    report: Report | None
    files: tuple[tuple[str, bytes], ...]
    """The report itself is the last."""
    seconds: dict[str, float]


class _Clock:
    """Time by stage; for the person at the screen, never for a file."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def stage(self, name: str) -> None:
        """What went by since the last call was `name`."""
        now = perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now


def work(task: Task) -> Iterator[Outcome]:
    """Make all booklets of a task, one after the other."""
    clock = _Clock()
    sink = Sink()
    try:
        project = _read(task, clock, sink)
    except BookletError as e:
        for target in task.targets:
            yield Outcome(target, e.diagnostics, None, (), clock.seconds)
        return
    for target in task.targets:
        yield _make(target, task, project, sink.finish(), clock)
        clock = _Clock()


def _read(task: Task, clock: _Clock, sink: Sink) -> Project:
    from booklet import build  # noqa: F401  # its imports, timed apart
    from booklet.project import read_project
    from booklet.proofread import proofread

    clock.stage("start")
    world = DiskWorld(task.root)
    project = read_project(world, sink)
    proofread(world, [language for tag, language in project.languages.items() if tag in project.catalogs], sink)
    sink.stop_on_errors()
    clock.stage("read")
    if task.as_of is None:
        return project
    return replace(project, editions={name: replace(e, as_of=task.as_of) for name, e in project.editions.items()})


def _make(target: Target, task: Task, project: Project, before: tuple[Diagnostic, ...], clock: _Clock) -> Outcome:
    from booklet.build import Job, build

    try:
        built = build(Job(*target), project)
        clock.stage("typeset")
        if not task.finish:
            return Outcome(target, (*before, *built.warnings), None, (), clock.seconds)
        return _finish(target, task, project, built, before, clock)
    except BookletError as e:
        return Outcome(target, (*before, *e.diagnostics), None, (), clock.seconds)


def _finish(target: Target, task: Task, project: Project, built: Built, before: tuple[Diagnostic, ...], clock: _Clock) -> Outcome:
    """Open the finished files and look, take pictures, write the report. Raises BookletError if the files are not right."""
    from dataclasses import asdict

    from booklet.pictures import page_pictures
    from booklet.preflight import preflight
    from booklet.report import REPORT, dump, make_report
    from booklet.units import PAPERS

    edition = project.editions[target.edition]
    paper = project.templates[edition.forms[target.form]].sheet.paper
    sink = Sink()
    checked = preflight(built, PAPERS[paper], sink)
    sink.stop_on_errors()
    clock.stage("preflight")
    name = f"{edition.stem}-{target.form}-{target.locale}"
    files = {f"{name}-screen.pdf": built.screen, f"{name}-office.pdf": built.office}
    files |= {f"pages/p{number:02}.png": data for number, data in enumerate(page_pictures(built.screen), 1)}
    clock.stage("pictures")
    diagnostics = tuple(dict.fromkeys((*before, *built.warnings, *sink.finish())))
    language = project.languages[target.locale]
    report = make_report(built, language, edition.as_of.isoformat(), paper, files, diagnostics)
    report |= {"inputs": task.inputs, "preflight": asdict(checked)}
    files[REPORT] = dump(report)
    return Outcome(target, diagnostics, report, tuple(files.items()), clock.seconds)


def main() -> None:
    """Serve one task."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the one who started us says so
    out = sys.stdout.buffer
    try:
        task = pickle.load(sys.stdin.buffer)
        sys.stdout = sys.stderr  # a stray print must not spoil the stream
        for outcome in work(task):
            pickle.dump(outcome, out, pickle.HIGHEST_PROTOCOL)
            out.flush()
    except (EOFError, BrokenPipeError):  # nobody is listening any more
        os._exit(1)
