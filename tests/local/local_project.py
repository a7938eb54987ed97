"""A shared folder and local ones that extend it, on disk."""

from __future__ import annotations

import zipfile
from pathlib import Path

from click.testing import CliRunner, Result
from small_project import write_project

from booklet.cli.app import app
from booklet.diag import Sink
from booklet.project import Project, read_project
from booklet.world.extends import open_world

SERVICE = "content/services/sg/sg-mom.yaml"
NUMBER = """\
id: sg-mom
channels:
  - {id: voice, number: "6438 5199", e164: "+6564385199", abroad: "+65 6438 5199"}
sources:
  - {kind: government, date: "2026-11-20", confirms: [voice]}
"""


def invoke(root: Path, *args: str, code: int = 0) -> Result:
    done = CliRunner().invoke(app, ["-C", str(root), *args])
    assert done.exit_code == code, done.output
    return done


def shared(tmp_path: Path) -> Path:
    """One edition for one country in two languages; English stands in for what nobody has translated."""
    return write_project(tmp_path / "shared")


def local(root: Path, extends: str = "../shared", **files: str) -> Path:
    """A folder with these files that extends another."""
    write(root, "booklet.yaml", f"extends: {extends}\n")
    for path, text in files.items():
        write(root, path, text)
    return root


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8", newline="\n")


def read(root: Path) -> Project:
    sink = Sink()
    project = read_project(open_world(root), sink)
    assert not sink.has_errors
    return project


def codes(done: Result) -> list[str]:
    return [line.partition("[")[2].partition("]")[0] for line in done.stderr.splitlines() if line.startswith(("error[", "warning["))]


def zipped(folder: Path, target: Path, outer: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, outer + path.relative_to(folder).as_posix())
    return target
