"""Writes docs/licences.md, the licences of all that the program is made of and worked on with: `python tools/licences.py`.

Run it where requirements-dev.lock is installed, with what only Windows needs besides (`pip install --no-deps` colorama, tzdata).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from booklet.diag import Sink
from booklet.run.parts import canonical, data, fonts, licence
from booklet.world.files import DiskWorld

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)

_TOP = """\
# Licences

Written by `tools/licences.py`. The program is [Apache-2.0](../LICENSE), content and translations are
[CC BY 4.0](../content/LICENSE.md). `booklet sbom` gives the same as a bill of materials, with the hash of each file.
"""


def pinned(name: str) -> dict[str, str]:
    """Names and versions of a lock."""
    return {canonical(n): v for n, v in _PIN.findall((ROOT / name).read_text("utf-8"))}


def rows(packages: dict[str, str]) -> Iterator[str]:
    """A table of packages. Raises PackageNotFoundError where one is not installed."""
    yield "| Package | Version | Licence |\n| --- | --- | --- |"
    for name, version in sorted(packages.items()):
        yield f"| {name} | {version} | {licence(distribution(name))} |"


def page() -> str:
    """The whole page."""
    runtime, dev = pinned("requirements.lock"), pinned("requirements-dev.lock")
    world = DiskWorld(ROOT)
    sink = Sink()
    parts = (*fonts(world, sink), *data(world))
    sink.stop_on_errors()
    made = [f"| {p.name} | {p.version} | {p.licence} | {p.source} |" for p in parts]
    return "\n".join([
        _TOP,
        "## What booklets are printed with\n",
        "| Part | Version | Licence | From |\n| --- | --- | --- | --- |", *made,
        "\n## What runs\n",
        "Packages of `requirements.lock`: those the program needs, and hatchling with its own, which install it.\n", *rows(runtime),
        "\n## What it is worked on with\n",
        "Packages of `requirements-dev.lock` that are not above; none of them is needed to make booklets.\n",
        *rows({n: v for n, v in dev.items() if n not in runtime}),
    ]) + "\n"  # fmt: skip


def main() -> int:
    try:
        PAGE.write_text(page(), encoding="utf-8")
    except PackageNotFoundError as problem:
        print(f"not installed: {problem.name}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
