"""How long preflight takes beside the build that it checks: `python benchmarks/preflight.py [LANG ...]`.

In one process, as a worker of `booklet build` works: the shipped project is read once, then each booklet is made and checked, in the
shipped edition's languages or those named. Processor time, milliseconds, the least of three runs after one that is not counted.
Prints a Markdown table.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

from booklet.build import Job, build
from booklet.diag import Sink
from booklet.preflight import preflight
from booklet.preflight.page import proof_page
from booklet.project import Project, read_project
from booklet.run.proofs import proof_of
from booklet.world.files import DiskWorld, shipped_root

RUNS = 3
EDITION, FORM = "journey", "a6"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds, and what came of it."""
    start = process_time()
    result = work()
    return (process_time() - start) * 1000, result


def read() -> Project:
    return read_project(DiskWorld(shipped_root()), Sink())


def measured(project: Project, lang: str) -> tuple[float, float, int, int]:
    """Making, checking (its page of proof with it), pages, findings."""
    makes, checks = [], []
    built, sink = None, Sink()
    for _ in range(RUNS + 1):
        make, built = timed(lambda: build(Job(EDITION, FORM, lang), project))
        sink = Sink()
        check, checked = timed(lambda built=built, sink=sink: preflight(built, sink, ("safe house 7",) * 200))
        page, _ = timed(lambda built=built, checked=checked: proof_page(proof_of(built, checked, project, project.languages[lang], (), (), {})))
        makes.append(make)
        checks.append(check + page)
    assert built
    return makes[0], min(checks[1:]), len(built.document.pages), len(sink.finish())


def main() -> int:
    gc.disable()  # as the program's own workers do
    reading, project = timed(read)
    langs = sys.argv[1:] or list(project.editions[EDITION].languages)
    rows = {lang: measured(project, lang) for lang in langs}
    print("| | pages | make, ms | preflight, ms | ratio | findings |\n|---|---|---|---|---|---|")
    for lang, (make, check, pages, found) in rows.items():
        print(f"| {lang} | {pages} | {make:.0f} | {check:.0f} | {check / make:.2f} | {found} |")
    make, check = sum(row[0] for row in rows.values()), sum(row[1] for row in rows.values())
    print(f"| all | {sum(row[2] for row in rows.values())} | {make:.0f} | {check:.0f} | {check / make:.2f} | |")
    print(f"\nReading the project: {reading:.0f} ms. Preflight / (reading + making): {check / (reading + make):.2f}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
