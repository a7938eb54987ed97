"""What processes tell each other: booklets to make, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from booklet.diag import Diagnostic
from booklet.job import Job
from booklet.model.printing import Printing
from booklet.run.parallel import Places
from booklet.run.report import Report
from booklet.value import compared

Progress = Callable[[int, int], None]
"""Told how many booklets are done, of how many; from several threads."""


@compared
class Task:
    """Booklets of one project to make."""

    root: Path
    jobs: tuple[Job, ...]
    inputs: Mapping[Job, str]
    """Fingerprints, for the reports."""
    as_of: date | None
    """Replaces the editions' own day."""
    proofread: tuple[str, ...]
    """Languages whose translations this process checks."""
    user: str = ""
    """Whoever is at the machine; no file may say so."""
    finish: bool = True
    """False: only set the pages, to find what is wrong."""
    printing: Printing = Printing()


@compared
class Reading:
    """What reading the project brought to light; after errors no booklet follows."""

    diagnostics: tuple[Diagnostic, ...]
    seconds: dict[str, float]


@compared
class Outcome:
    """One booklet: its report and files by name within its folder; without them, errors or only a trial."""

    job: Job
    diagnostics: tuple[Diagnostic, ...]
    seconds: dict[str, float]
    report: Report | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    """The report itself is the last."""
    places: Places = field(default_factory=dict)
    """Where its messages stand, if it has pages."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with it; warnings aside."""
        return not any(d.severity == "error" for d in self.diagnostics)


class Said:
    """Everything that the processes said, whichever spoke first."""

    def __init__(self, booklets: int, progress: Progress) -> None:
        self.outcomes: dict[Job, Outcome] = {}
        self._readings: list[Reading] = []
        self._seconds: dict[int, dict[str, float]] = {}
        self._booklets, self._progress = booklets, progress

    def hear(self, process: int, said: Reading | Outcome) -> None:
        """Take note of what a process says."""
        mine = self._seconds.setdefault(process, {})
        for stage, seconds in said.seconds.items():
            mine[stage] = mine.get(stage, 0.0) + seconds
        if isinstance(said, Reading):
            self._readings.append(said)
        else:
            self.outcomes[said.job] = said
            self._progress(len(self.outcomes), self._booklets)

    @property
    def about_project(self) -> tuple[Diagnostic, ...]:
        """What reading brought to light, each once, in the order of files and lines."""
        found = {d: None for reading in self._readings for d in reading.diagnostics}
        return tuple(sorted(found, key=lambda d: (d.span or ("", 0, 0), d.code, d.message)))

    @property
    def seconds(self) -> list[dict[str, float]]:
        """By stage, of each process."""
        return [self._seconds[process] for process in sorted(self._seconds)]
