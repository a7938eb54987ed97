"""Makes booklets, in this process or in copies of it that are started before the heavy imports.

A copy reads one pickled `Task` from standard input and writes a pickled `Reading` and an `Outcome` for each booklet to standard output.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from booklet.diag import BookletError, Sink
from booklet.job import Job
from booklet.run import sealed
from booklet.run.parallel import places_of
from booklet.run.saving import explain
from booklet.run.stopwatch import Stopwatch
from booklet.run.tasks import Outcome, Reading, Task
from booklet.world.extends import open_world

if TYPE_CHECKING:
    from booklet.build import Built
    from booklet.l10n.languages import Language
    from booklet.project import Project

_SWEEP = 16
"""Booklets after which memory is swept."""


def work(task: Task) -> Iterator[Reading | Outcome]:
    """Read the project, then make all booklets of a task, one after the other."""
    clock = Stopwatch()
    sink = Sink()
    project = None
    with _unswept():
        try:
            project = _read(task, clock, sink)
        except BookletError as e:
            sink.extend(e.diagnostics)
        except OSError as e:
            sink.extend((explain(e, task.root),))
        gc.freeze()
        yield Reading(sink.finish(), clock.seconds)
        for n, job in enumerate(task.jobs if project else (), 1):
            assert project
            yield _make(job, task, project, Stopwatch())
            if n % _SWEEP == 0:
                gc.collect()


@contextmanager
def _unswept() -> Iterator[None]:
    """No search for reference cycles: a process lives for few booklets, makes hundreds of thousands of objects that stay,
    and would search them again and again (a tenth of the time). Long tasks sweep between booklets; what was read, never."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if before:
            gc.enable()


def _read(task: Task, clock: Stopwatch, sink: Sink) -> Project:
    from booklet import build as build  # its imports, timed apart
    from booklet.build import printed_so
    from booklet.model.phone import check_numbers
    from booklet.project import read_project
    from booklet.run.proofread import proofread

    clock.stage("start")
    world = open_world(task.root)
    project = read_project(world, sink, jobs=task.jobs)
    proofread(world, project.languages, [tag for tag in task.proofread if tag in project.catalogs], sink)
    if not task.finish:
        check_numbers(project.catalogue, sink)
    clock.stage("read")
    sink.stop_on_errors()
    project = printed_so(project, task.printing)
    if task.as_of is None:
        return project
    return replace(project, editions={name: replace(e, as_of=task.as_of) for name, e in project.editions.items()})


def _make(job: Job, task: Task, project: Project, clock: Stopwatch) -> Outcome:
    from booklet.build import build

    try:
        built = build(job, project, task.printing)
        clock.stage("make")
        if task.finish:
            return _finish(task, project, built, clock)
        return Outcome(job, built.warnings, clock.seconds, places=places_of(built.document))
    except BookletError as e:
        return Outcome(job, e.diagnostics, clock.seconds)
    except OSError as e:
        return Outcome(job, (explain(e, task.root),), clock.seconds)


def _finish(task: Task, project: Project, built: Built, clock: Stopwatch) -> Outcome:
    """Open the finished files and look, take pictures, write the report. Raises BookletError if the files are not right."""
    from html import unescape
    from platform import node

    from booklet.model.internal import read_internal
    from booklet.pictures import page_pictures
    from booklet.preflight import preflight
    from booklet.preflight.page import proof_page
    from booklet.preflight.privacy import check_text
    from booklet.run.proofs import proof_of
    from booklet.run.report import REPORT, make_report
    from booklet.run.secrets import secrets

    job = built.job
    edition = project.editions[job.edition]
    sink = Sink()
    names = (task.user, node(), str(task.root))
    internals = read_internal(open_world(task.root), sink).values()
    hidden = secrets(project.catalogue, built, internals, names)
    checked = preflight(built, sink, hidden)
    sink.stop_on_errors()
    clock.stage("preflight")
    name = f"{edition.stem}-{job.form}-{job.locale}"
    files = {f"{name}-{output.kind}.pdf": output.data for output in built.outputs}
    pictures = tuple(page_pictures(built.screen))
    clock.stage("pictures")
    proof = proof_of(built, checked, project, _language(job, project), sink.finish(), pictures, files)
    text = proof_page(replace(proof, pictures=(), codes=(b"",) * len(proof.codes)))
    check_text("preflight report", unescape(text), hidden, sink)
    sink.stop_on_errors()
    files[f"{name}-preflight.html"] = proof_page(proof).encode()
    files |= {f"pages/p{number:02}.png": data for number, data in enumerate(pictures, 1)}
    clock.stage("proof")
    diagnostics = (*built.warnings, *sink.finish())
    report = make_report(built, checked, task.inputs[job], _language(job, project), edition, files, diagnostics)
    files[REPORT] = sealed.dump(report)
    return Outcome(job, diagnostics, clock.seconds, report, tuple(files.items()), places_of(built.document))


def _language(job: Job, project: Project) -> Language:
    """Of a booklet: its reader's, with the names of all that it speaks."""
    from booklet.press import languages_of

    languages = [project.languages[tag] for tag in dict.fromkeys(languages_of(job, project.editions[job.edition]))]
    return replace(languages[0], autonym=" · ".join(one.autonym for one in languages))


def main() -> None:
    """Serve one task."""
    gc.disable()  # see _unswept
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
