"""`booklet rebuild-check`: whether finished files come from this content and program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_project import SOURCE, built_project, contents, edit, environment, run

from booklet.run.compare import Verdict, compare

pytestmark = pytest.mark.slow
OTHER_DEFLATE = "import zlib\nplain = zlib.compress\nzlib.compress = lambda data, level=-1, **more: plain(data, 1)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(built_project(), tmp_path / "project")


def checked(project: Path, *words: str, code: int = 0) -> str:
    return str(run("rebuild-check", *words, cwd=project, code=code).stdout)


def test_what_was_built_here_comes_out_the_same(project: Path) -> None:
    before = contents(project)
    said = checked(project, "output")
    assert said.count("the same") == 2
    assert "not the same" not in said
    assert contents(project) == before, "and nothing is written"


def test_one_file_from_elsewhere(project: Path, tmp_path: Path) -> None:
    mail = shutil.copytree(project / "output/journey/a6/th", tmp_path / "mail")
    shutil.rmtree(project / "output")
    [screen] = mail.glob("*-screen.pdf")
    assert checked(project, str(screen)) == "journey a6 th: 1 file the same\n"
    assert not (project / "output").exists()


def test_a_bit_is_enough(project: Path) -> None:
    [office] = (project / "output/journey/a6/th").glob("*-office.pdf")
    data = bytearray(office.read_bytes())
    data[len(data) // 2] ^= 1
    office.write_bytes(data)
    (project / "output/journey/a6/th/pages/p01.png").unlink()
    said = checked(project, "output/journey/a6/th", code=1)
    assert f"  {office.name}: not the same" in said
    assert "  pages/p01.png: missing in the earlier build" in said


def test_other_content_is_said(project: Path) -> None:
    edit(project / "content/services/sg/sg-mom.yaml", name="Another name")
    report = json.loads(checked(project, "output/journey/a6/en", "--json", code=1))
    [booklet] = report["booklets"]
    assert report["ok"] is booklet["same_inputs"] is False
    assert {found["verdict"] for name, found in booklet["files"].items() if name.endswith(".pdf")} == {"differs"}


def test_another_day_from_the_surroundings(project: Path) -> None:
    run("build", "--lang", "en", cwd=project, SOURCE_DATE_EPOCH="1790000000")
    said = checked(project, "output/journey/a6/en")
    assert said.count("the same\n") == 1
    assert "other content" not in said


def test_another_deflate_packs_the_same(project: Path, tmp_path: Path) -> None:
    """As other versions of zlib do, here in all processes of the earlier build."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard/sitecustomize.py").write_text(OTHER_DEFLATE)
    surroundings = environment() | {"PYTHONPATH": os.pathsep.join((str(tmp_path / "guard"), str(SOURCE)))}
    before = contents(project / "output/journey/a6/th")
    subprocess.run([sys.executable, "-m", "booklet", "build", "--force", "--jobs", "2"], cwd=project, env=surroundings, check=True, capture_output=True)
    after = contents(project / "output/journey/a6/th")
    assert before.keys() == after.keys()
    found = {name: compare(name, data, after[name]) for name, data in before.items()}
    assert {one.verdict for name, one in found.items() if name.endswith(".pdf")} == {Verdict.PACKED}, found
    said = checked(project, "output")
    assert said.count("the same once unpacked") == 2
    assert "not the same" not in said


def test_nothing_to_compare(project: Path) -> None:
    done = run("rebuild-check", "content", cwd=project, code=1)
    assert "error[no-build]" in done.stderr
    edit(project / "content/editions/journey.yaml", languages="[en]", helpers="[en]")
    done = run("rebuild-check", "output", cwd=project, code=1)
    assert "error[unknown-booklet]: the project has no booklet 'journey a6 th'" in done.stderr
    run("rebuild-check", "nowhere", cwd=project, code=2)


@pytest.mark.parametrize(("old", "new", "verdict"), [(b"x", None, "extra"), (None, b"x", "missing"), (b"x", b"x", "same"), (b"x", b"y", "differs"), (b"%PDF-1.7", b"y", "differs")])
def test_verdicts(old: bytes | None, new: bytes | None, verdict: str) -> None:
    assert compare("a.pdf", old, new).verdict == verdict
