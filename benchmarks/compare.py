"""Times whole processes of this program and of Typst, interleaved: cold, one message changed, nothing changed.

    python -m pip install -e '.[bench]'
    python benchmarks/compare.py [--runs 7] [--save benchmarks/RESULTS.md]

A copy of the project is built in a temporary folder. Every contender runs once unmeasured, so that files are in the page
cache and bytecode is compiled; then all take turns. Typst sets what `typst_peer.py` prepared from the same stories.
Memory is the peak of the largest single process. Processor time adds all cores and processes. Runs on Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter

HERE = Path(__file__).parent
ROOT = HERE.parent
PACKAGES = ("typst", "uharfbuzz", "icu4py", "pypdf", "qrcode")
CHANGED = "id"
_MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024


def _nothing() -> None:
    pass


@dataclass(slots=True)
class Contender:
    """A command to time; `prepare` runs before each turn and is not timed."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], None] = _nothing
    says_seconds: bool = False
    """Prints the seconds of its stages as JSON."""
    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    checking: list[float] = field(default_factory=list)
    """Milliseconds of preflight, summed over processes."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--save", type=Path, help="write the table to this file, too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="booklet-bench-") as folder:
        report = _compare(Path(folder), asked.runs)
    print(report)
    if asked.save:
        asked.save.write_text(report + "\n", encoding="utf-8")


def _compare(folder: Path, runs: int) -> str:
    project = folder / "project"
    project.mkdir()
    shutil.copy(ROOT / "booklet.yaml", project)
    for name in ("content", "fonts", "translations"):
        shutil.copytree(ROOT / name, project / name)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    # In a process of its own: a child's peak of memory is never less than its parent's was when it was started.
    preparing = [sys.executable, str(HERE / "typst_peer.py"), "prepare", str(project), str(folder / "typst")]
    pages = json.loads(subprocess.run(preparing, env=environment, check=True, capture_output=True).stdout)
    load = os.getloadavg()[0]
    tables: list[str] = []
    for title, contenders in _contests(project, folder, tuple(pages)).items():
        for turn in range(runs + 1):
            for contender in contenders:
                _run(contender, environment, measured=turn > 0)
        tables.append(_table(title, contenders))
    return "\n\n".join((_heading(pages, runs, load), *tables, _sizes(folder, project, tuple(pages))))


def _contests(project: Path, folder: Path, languages: tuple[str, ...]) -> dict[str, list[Contender]]:
    output, plain = project / "output", folder / "plain"
    booklet = [sys.executable, "-m", "booklet", "build", "-C", str(project), "--json"]
    stages = [sys.executable, str(HERE / "stages.py"), str(project), str(plain)]
    typst = [sys.executable, str(HERE / "typst_peer.py"), "compile", str(folder / "typst")]
    cores = str(os.cpu_count() or 1)

    def cold() -> None:
        shutil.rmtree(output, ignore_errors=True)
        shutil.rmtree(plain, ignore_errors=True)

    edit = Edit(project / f"translations/{CHANGED}/LC_MESSAGES/ui.po")
    return {
        "Cold: five languages, no output there": [
            Contender("Typst, screen", typst),
            Contender("booklet, not checked, screen, 1 process", [*stages, "--no-office"], cold),
            Contender("booklet, not checked, screen + office, 1 process", stages, cold),
            Contender(f"booklet, not checked, screen, {cores} processes", [*stages, "--no-office", "--jobs", cores, *languages], cold),
            Contender(f"booklet, not checked, screen + office, {cores} processes", [*stages, "--jobs", cores, *languages], cold),
            Contender("`booklet build --jobs 1`", [*booklet, "--jobs", "1"], cold, True),
            Contender("`booklet build`", booklet, cold, True),
        ],
        "One message changed, in one language": [
            Contender("Typst, screen, that language", [*typst, CHANGED]),
            Contender("booklet, not checked, screen + office, that language", [*stages, CHANGED], edit),
            Contender("`booklet build --jobs 1`", [*booklet, "--jobs", "1"], edit, True),
            Contender("`booklet build`", booklet, edit, True),
        ],
        "Nothing changed": [
            Contender("Typst, screen", typst),
            Contender("`booklet build`", booklet, says_seconds=True),
        ],
    }


class Edit:
    """Changes one translation, each time to something new."""

    def __init__(self, catalog: Path) -> None:
        self._catalog, self._text, self._times = catalog, catalog.read_text(encoding="utf-8"), 0

    def __call__(self) -> None:
        self._times += 1
        changed, count = re.subn(r'(?m)^(msgctxt .*\nmsgid ".+"\nmsgstr "[^"{]+)"$', rf'\1 {"x" * self._times}"', self._text, count=1)
        if count != 1:
            raise ValueError(f"no message to change in {self._catalog.name}")
        self._catalog.write_text(changed, encoding="utf-8")


def _run(contender: Contender, environment: dict[str, str], *, measured: bool) -> None:
    contender.prepare()
    with tempfile.TemporaryFile() as said:
        start = perf_counter()
        process = subprocess.Popen(contender.command, env=environment, stdout=said, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{contender.name} ended with {process.returncode}: {' '.join(contender.command)}")
        if not measured:
            return
        contender.wall.append(wall * 1000)
        contender.processor.append((usage.ru_utime + usage.ru_stime) * 1000)
        contender.memory.append(usage.ru_maxrss / _MEGABYTE)
        if contender.says_seconds:
            said.seek(0)
            seconds = json.load(said)["seconds"]
            contender.checking.append(sum(p.get("preflight", 0.0) for p in seconds["processes"]) * 1000)


def _heading(pages: dict[str, list[int]], runs: int, load: float) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    lengths = ", ".join(f"{lang} {ours}/{theirs}" for lang, (ours, theirs) in pages.items())
    return (
        "# How long it takes\n\n"
        f"Whole processes, interleaved, {runs} runs each after one unmeasured; made by `python benchmarks/compare.py`.\n"
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, load average {load:.1f} before, {os.getloadavg()[0]:.1f} after; "
        f"Python {platform.python_version()}, {packages}.\n"
        f"Pages, ours/Typst's: {lengths}. Typst has no imposition, so it makes no office file; it checks nothing. It uses all\n"
        "processors: on a busy machine compare processor time."
    )


def _table(title: str, contenders: list[Contender]) -> str:
    first = min(contenders[0].wall)
    rows = [f"## {title}", "", "| | wall ms, min / median | of Typst | processor ms, min | peak MB | preflight ms, all processes |", "|---|---|---|---|---|---|"]
    for c in contenders:
        checking = f"{min(c.checking):.0f}" if any(c.checking) else ""
        rows.append(
            f"| {c.name} | {min(c.wall):.0f} / {median(c.wall):.0f} | {min(c.wall) / first:.2f} | {min(c.processor):.0f} | {max(c.memory):.0f} | {checking} |"
        )
    return "\n".join(rows)


def _sizes(folder: Path, project: Path, languages: tuple[str, ...]) -> str:
    def kilobytes(paths: list[Path]) -> str:
        return f"{sum(p.stat().st_size for p in paths) / 1000:.0f} kB"

    typst = [folder / "typst" / f"{lang}.pdf" for lang in languages]
    ours = {kind: sorted(project.glob(f"output/**/*-{kind}.pdf")) for kind in ("screen", "office")}
    return f"Files of all languages: Typst {kilobytes(typst)}; booklet {kilobytes(ours['screen'])} screen, {kilobytes(ours['office'])} office."


if __name__ == "__main__":
    main()
