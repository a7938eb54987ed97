"""The same content gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from small_project import built_project, contents, edit, run

from booklet.build import Built, Job, build
from booklet.project import Project

ROOT = Path(__file__).parent.parent
BUILD = """
import sys
from hashlib import sha256
sys.path.insert(0, sys.argv[1])
from booklet.build import Job, build
from booklet.diag import Sink
from booklet.project import read_project
from booklet.world.files import DiskWorld, shipped_root
built = build(Job("journey", "a6", "th"), read_project(DiskWorld(shipped_root()), Sink()))
print(len(built.screen), sha256(built.screen).hexdigest(), sha256(built.office).hexdigest())
"""


def start(folder: Path, **environment: str) -> subprocess.Popen[str]:
    surroundings = {name: value for name, value in os.environ.items() if name not in ("TZ", "LC_ALL", "LANG", "PYTHONHASHSEED")}
    command = [sys.executable, "-c", BUILD, str(ROOT)]
    return subprocess.Popen(command, cwd=folder, env=surroundings | environment, stdout=subprocess.PIPE, text=True)


def test_same_bytes_in_other_surroundings(tmp_path: Path) -> None:
    """Other hash seed, time zone, locale, encoding, folder, user and clock setting."""
    one = start(ROOT, PYTHONHASHSEED="1", TZ="Asia/Bangkok", LC_ALL="C")
    other = start(
        tmp_path, PYTHONHASHSEED="4242", TZ="America/Los_Angeles", LC_ALL="tr_TR.UTF-8", PYTHONUTF8="1", HOME=str(tmp_path),
        USER="somebody", LOGNAME="somebody", SOURCE_DATE_EPOCH="86400",
    )  # fmt: skip
    said = [process.communicate(timeout=60)[0] for process in (one, other)]
    assert one.returncode == other.returncode == 0
    assert said[0] == said[1]
    assert int(said[0].split()[0]) > 50_000


def test_same_bytes_again_in_one_process(shipped: Callable[[str], Built], project: Project) -> None:
    """What the first booklets left in memory changes nothing."""
    first = shipped("vi")
    for lang in ("en", "th"):
        shipped(lang)
    again = build(Job("journey", "a6", "vi"), project)
    assert (again.screen, again.office) == (first.screen, first.office)


def test_same_output_however_it_came_about(tmp_path: Path) -> None:
    """After a build of other content, language by language, with more processes, from another folder."""
    project = tmp_path / "project"
    shutil.copytree(built_project(), project, ignore=shutil.ignore_patterns("output"))
    edit(project / "content/editions/journey.yaml", as_of="2026-01-01", stem="other")
    run("build", "--lang", "th", cwd=project)
    edit(project / "content/editions/journey.yaml", as_of="2026-11-25", stem="journey-numbers")
    for step in (("--lang", "th"), ("--jobs", "3")):
        run("-C", str(project), "build", *step, cwd=tmp_path, PYTHONHASHSEED="77", TZ="Asia/Kathmandu", COLUMNS="20")
    assert contents(project / "output") == contents(built_project() / "output")
