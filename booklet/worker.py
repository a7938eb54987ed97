"""Makes booklets, in this process or in copies of it that are started before the heavy imports.

A copy reads one pickled `Task` from standard input and writes a pickled `Reading` and an `Outcome` for each booklet to standard output.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from booklet.diag import BookletError, Sink
from booklet.stopwatch import Stopwatch
from booklet.tasks import Outcome, Reading, Task
from booklet.world.files import DiskWorld

if TYPE_CHECKING:
    from booklet.build import Built
    from booklet.plan import Target
    from booklet.project import Project


def work(task: Task) -> Iterator[Reading | Outcome]:
    """Read the project, then make all booklets of a task, one after the other."""
    clock = Stopwatch()
    sink = Sink()
    project = None
    with suppress(BookletError):
        project = _read(task, clock, sink)
    yield Reading(sink.finish(), clock.seconds)
    for target in task.targets if project else ():
        assert project
        yield _make(target, task, project, Stopwatch())


def _read(task: Task, clock: Stopwatch, sink: Sink) -> Project:
    from booklet import build as build  # its imports, timed apart
    from booklet.project import read_project
    from booklet.proofread import proofread

    clock.stage("start")
    world = DiskWorld(task.root)
    project = read_project(world, sink)
    proofread(world, [project.languages[tag] for tag in task.proofread if tag in project.catalogs], sink)
    clock.stage("read")
    sink.stop_on_errors()
    if task.as_of is None:
        return project
    return replace(project, editions={name: replace(e, as_of=task.as_of) for name, e in project.editions.items()})


def _make(target: Target, task: Task, project: Project, clock: Stopwatch) -> Outcome:
    from booklet.build import Job, build

    try:
        built = build(Job(*target), project)
        clock.stage("make")
        if task.finish:
            return _finish(target, task, project, built, clock)
        return Outcome(target, built.warnings, clock.seconds)
    except BookletError as e:
        return Outcome(target, e.diagnostics, clock.seconds)


def _finish(target: Target, task: Task, project: Project, built: Built, clock: Stopwatch) -> Outcome:
    """Open the finished files and look, take pictures, write the report. Raises BookletError if the files are not right."""
    from booklet.pictures import page_pictures
    from booklet.preflight import preflight
    from booklet.report import REPORT, dump, make_report
    from booklet.units import PAPERS

    edition = project.editions[target.edition]
    sink = Sink()
    checked = preflight(built, PAPERS[project.templates[edition.forms[target.form]].sheet.paper], sink)
    sink.stop_on_errors()
    clock.stage("preflight")
    name = f"{edition.stem}-{target.form}-{target.locale}"
    files = {f"{name}-screen.pdf": built.screen, f"{name}-office.pdf": built.office}
    files |= {f"pages/p{number:02}.png": data for number, data in enumerate(page_pictures(built.screen), 1)}
    clock.stage("pictures")
    diagnostics = (*built.warnings, *sink.finish())
    report = make_report(built, checked, task.inputs, project.languages[target.locale], edition, files, diagnostics)
    files[REPORT] = dump(report)
    return Outcome(target, diagnostics, clock.seconds, report, tuple(files.items()))


def main() -> None:
    """Serve one task."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the one who started us says so
    from booklet import build as build  # heavy, and all there is to do until work comes

    out = sys.stdout.buffer
    try:
        task = pickle.load(sys.stdin.buffer)
        sys.stdout = sys.stderr  # a stray print must not spoil the stream
        for outcome in work(task):
            pickle.dump(outcome, out, pickle.HIGHEST_PROTOCOL)
            out.flush()
    except (EOFError, BrokenPipeError):  # nobody is listening any more
        os._exit(1)
