"""Builds again what was built before, in memory, and compares: whether finished files come from this content and program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from booklet.diag import BookletError, Diagnostic, Sink
from booklet.job import OUTPUT, Job
from booklet.model.printing import Printing
from booklet.run import sealed
from booklet.run.compare import Compared, Verdict, compare
from booklet.run.inputs import read_inputs
from booklet.run.plan import Plan, all_jobs, read_plan
from booklet.run.processes import Crew
from booklet.run.report import REPORT
from booklet.run.tasks import Outcome, Progress, Said, Task
from booklet.world.extends import open_world
from booklet.world.files import World
from booklet.world.inside import is_plain


class Earlier(NamedTuple):
    """A booklet of an earlier build. `files`: the names to compare; `as_of`: the day that replaced its edition's, if any."""

    job: Job
    folder: Path
    report: Mapping[str, object]
    files: tuple[str, ...]
    as_of: date | None


@dataclass(slots=True)
class Rebuilt:
    """`compared`: by booklet and name of file; `stale`: booklets made from other content, or by another program."""

    compared: dict[Job, dict[str, Compared]] = field(default_factory=dict)
    stale: list[Job] = field(default_factory=list)
    sink: Sink = field(default_factory=Sink)

    @property
    def ok(self) -> bool:
        """Whether all is the same, packing aside."""
        verdicts = {found.verdict for files in self.compared.values() for found in files.values()}
        return not self.sink.has_errors and verdicts <= {Verdict.SAME, Verdict.PACKED}


def rebuild(root: Path, output: Path, printing: Printing, jobs: int | None, progress: Progress, user: str = "") -> Rebuilt:
    """Build the booklets in `output` again from the project `root`, and compare; nothing is written.

    `output`: a folder with finished booklets in it, at any depth, or one finished PDF. `printing`: what the earlier build was
    asked for besides. Raises BookletError: no-build, unknown-booklet, and as a build."""
    world, result = open_world(root), Rebuilt()
    with Crew(jobs) as crew:
        crew.call()
        plan = read_plan(world)
        earlier = _earlier(world, output, plan, printing)
        for day in dict.fromkeys(one.as_of for one in earlier):
            asked = {one.job: one for one in earlier if one.as_of == day}
            inputs = read_inputs(world, day)
            now = {job: inputs.of(job, plan[job.edition], printing) for job in asked}
            said = Said(len(asked), progress)
            crew.share(Task(root, tuple(asked), now, day, (), user, printing=printing), said.hear)
            result.sink.extend(said.about_project)
            for job, one in asked.items():
                result.stale += [job] if one.report["inputs"] != now[job] else []
                result.compared[job] = _compared(one, said.outcomes.get(job), result.sink)
    return result


def _compared(one: Earlier, outcome: Outcome | None, sink: Sink) -> dict[str, Compared]:
    sink.extend(outcome.diagnostics if outcome else ())
    if outcome is None or outcome.report is None:
        return {}
    made = dict(outcome.files)
    names = one.files or tuple(sorted({*_listed(one.report), *made}))
    return {name: compare(name, _read(one.folder / name), made.get(name)) for name in names}


def _earlier(world: World, output: Path, plan: Plan, printing: Printing) -> tuple[Earlier, ...]:
    """The booklets found, in the order of their folders. Raises BookletError: no-build, unknown-booklet."""
    folder, files = (output, ()) if output.is_dir() else (output.parent, (output.name,))
    found = [one for path in sorted(folder.rglob(REPORT) if not files else [folder / REPORT]) if (one := _read_one(path, files))]
    if not found:
        message = f"there is no finished booklet in '{folder}': no {REPORT} of a build, whole"
        raise BookletError((Diagnostic("error", "no-build", message, None, (f"name the folder '{OUTPUT}' of a project, or a PDF in it",)),))
    strangers = [one.job for one in found if one.job not in all_jobs(plan)]
    if strangers:
        message = "the project has no booklet " + ", ".join(f"'{job}'" for job in strangers)
        raise BookletError((Diagnostic("error", "unknown-booklet", message, None, ("go to the project that it was built from, or name it with -C",)),))
    return tuple(_dated(found, world, plan, printing))


def _read_one(path: Path, files: tuple[str, ...]) -> Earlier | None:
    data = _read(path)
    report = sealed.load(data) if data is not None else None
    if report is None or not {"edition", "form", "locale", "as_of", "inputs", "files"} <= report.keys():
        return None
    job = Job(str(report["edition"]), str(report["form"]), str(report["locale"]))
    return Earlier(job, path.parent, report, files, None)


def _dated(found: Iterable[Earlier], world: World, plan: Plan, printing: Printing) -> Iterable[Earlier]:
    """With the day that SOURCE_DATE_EPOCH set: where it is another than the edition's, or where only so the inputs agree."""
    from booklet.project import read_editions

    editions = read_editions(world, Sink())
    plain = read_inputs(world, None)
    for one in found:
        day = date.fromisoformat(str(one.report["as_of"]))
        inputs = (known.of(one.job, plan[one.job.edition], printing) for known in (plain, read_inputs(world, day)))
        set_by_hand = [now == one.report["inputs"] for now in inputs] == [False, True]
        yield one._replace(as_of=day) if set_by_hand or editions[one.job.edition].as_of != day else one


def _listed(report: Mapping[str, object]) -> tuple[str, ...]:
    files = report["files"]
    return (*(name for name in files if is_plain(name)), REPORT) if isinstance(files, dict) else (REPORT,)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
