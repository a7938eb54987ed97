"""Locks every dependency with the hashes of its wheels: `python tools/lock.py` (needs uv, `pip install uv`; asks the index).

Writes requirements.lock, what `booklet` runs with and is built with, and requirements-dev.lock, what it is worked on with, both
for every platform and Python that the project supports. What is locked stays as it is, unless --upgrade is given. The files name
no index, and pip takes wheels alone from them: nothing of a dependency runs while it is installed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNTIME, DEV = "requirements.lock", "requirements-dev.lock"
_EDITABLE = "editables>=0.5"
"""What hatchling asks for besides, for an installation that points to this folder."""

_HEAD = """\
# Written by tools/lock.py from pyproject.toml. Install: pip install -r {name}
--only-binary :all:
--require-hashes
"""


def locked(name: str, extras: Sequence[str], before: Sequence[str], upgrade: bool) -> str:
    """The lines of a lock; `before`: locks whose versions it takes over. Raises CalledProcessError if nothing fits."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder, "build.in")
        build.write_text("\n".join([*project["build-system"]["requires"], _EDITABLE]) + "\n", encoding="utf-8")
        out = Path(folder, name)
        if not upgrade and (ROOT / name).is_file():
            out.write_text(requirements((ROOT / name).read_text("utf-8")), encoding="utf-8")  # uv keeps what it finds
        bounds = [word for one in before for word in ("--constraint", str(ROOT / one))]
        subprocess.run(
            ["uv", "pip", "compile", "pyproject.toml", str(build), "--universal", "--python-version", python(project), "--generate-hashes",
             "--no-header", "--no-annotate", "--no-emit-index-url", "--only-binary", ":all:", "--quiet", "--output-file", str(out),
             *[word for extra in extras for word in ("--extra", extra)], *bounds],
            cwd=ROOT, check=True,
        )  # fmt: skip
        return requirements(out.read_text("utf-8"))


def requirements(lock: str) -> str:
    """The requirements of a lock alone, without comments and options."""
    kept = [line for line in lock.splitlines() if line and (line[0].isalnum() or line.startswith("    --hash="))]
    return "\n".join(kept) + "\n"


def python(project: dict[str, dict[str, str]]) -> str:
    """The oldest Python that the project runs with."""
    return project["project"]["requires-python"].removeprefix(">=")


def main(upgrade: bool) -> None:
    for name, extras, before in ((RUNTIME, (), ()), (DEV, ("dev",), (RUNTIME,))):
        lines = locked(name, extras, before, upgrade)
        (ROOT / name).write_text(_HEAD.format(name=name) + lines, encoding="utf-8")
        print(f"{name}: {sum(line[0].isalnum() for line in lines.splitlines())} packages, {lines.count('--hash=')} hashes")


if __name__ == "__main__":
    main("--upgrade" in sys.argv[1:])
