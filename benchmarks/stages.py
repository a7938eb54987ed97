"""Makes the booklets of a project without checking them, and says how long each stage took.

    python benchmarks/stages.py PROJECT OUTPUT [--no-office] [--jobs N] [LANG ...]

Both files of each language are written to OUTPUT. What `booklet build` does beside (fingerprint, translation checks,
preflight, page pictures, report, index) is left out: this is the work that Typst does, too. Prints JSON: milliseconds of
wall time by stage in this process. With `--jobs N` copies of this program take a share each, and their times are not shown.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

STAGES = {"select": "press", "compose": "press", "typeset_together": "press", "write_pdf": "build", "impose": "build", "write_sheets": "outputs"}
"""Functions that `booklet.build.build` calls, each timed in the module that looks it up."""


class Watch:
    """Milliseconds by stage, a stage within another not counted twice."""

    def __init__(self) -> None:
        self.times: dict[str, float] = {}
        self._last = perf_counter()

    def stage(self, name: str) -> None:
        """What went by since the last call was `name`."""
        now = perf_counter()
        self.times[name] = self.times.get(name, 0.0) + (now - self._last) * 1000
        self._last = now

    def timed(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """`function`, its time noted; what went by before it was `rest`."""

        def run(*arguments: Any, **named: Any) -> Any:
            self.stage("rest")
            result = function(*arguments, **named)
            self.stage(name)
            return result

        return run


def main() -> None:
    gc.disable()  # as the program's own workers do
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("languages", nargs="*", metavar="LANG")
    parser.add_argument("--no-office", action="store_true", help="write the files for the screen only")
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_intermixed_args()
    if asked.jobs > 1:
        _share(asked)
    else:
        print(json.dumps(make(asked.project, asked.output, asked.languages, not asked.no_office)))


def _share(asked: argparse.Namespace) -> None:
    """Give every copy its languages before anything heavy is imported. Without names the copies must know them all."""
    if not asked.languages:
        sys.exit("name the languages to share among processes")
    shares = [asked.languages[n :: asked.jobs] for n in range(min(asked.jobs, len(asked.languages)))]
    flags = ["--no-office"] if asked.no_office else []
    start = [sys.executable, __file__, str(asked.project), str(asked.output), *flags]
    children = [subprocess.Popen([*start, *share], stdout=subprocess.DEVNULL) for share in shares[1:]]
    print(json.dumps(make(asked.project, asked.output, shares[0], not asked.no_office)))
    codes = [child.wait() for child in children]
    if any(codes):
        sys.exit("a copy failed")


def make(root: Path, output: Path, languages: list[str], office: bool) -> dict[str, Any]:
    """Times in ms by stage and the peak of memory in MB."""
    watch = Watch()
    from booklet import build, outputs, press
    from booklet.diag import Sink
    from booklet.project import read_project
    from booklet.world.durable import write_all
    from booklet.world.files import DiskWorld

    watch.stage("imports")
    modules = {"build": build, "outputs": outputs, "press": press}
    for stage, home in STAGES.items():
        setattr(modules[home], stage, watch.timed(getattr(modules[home], stage), stage))
    if not office:
        setattr(outputs, "write_sheets", lambda *_, **__: b"")  # noqa: B010  (mypy: not exported there)
    project = read_project(DiskWorld(root), Sink())
    watch.stage("read_project")
    name, edition = next(iter(project.editions.items()))
    for lang in languages or edition.languages:
        built = build.build(build.Job(name, next(iter(edition.forms)), lang), project)
        kinds = (("screen", built.screen), ("office", built.office))
        write_all([(output / f"{lang}-{kind}.pdf", data) for kind, data in kinds if data])
        watch.stage("save")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return {"ms": {stage: round(ms, 1) for stage, ms in watch.times.items()}, "peak_mb": round(peak, 1)}


if __name__ == "__main__":
    main()
