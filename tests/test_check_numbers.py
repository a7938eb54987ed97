"""`booklet check` asks a second opinion on every number, and a reviewer has the last word."""

from __future__ import annotations

import shutil
from pathlib import Path

from small_project import built_project, run

PATH = "content/services/sg/sg-mom.yaml"
OVERRIDE = '    override: {on: 2026-11-25, role: reviewer, reason: "the office confirmed it"}\n'


def test_a_slip_that_makes_no_number_is_told_until_a_reviewer_confirms_it(tmp_path: Path) -> None:
    root = shutil.copytree(built_project(), tmp_path / "project")
    text = (root / PATH).read_text("utf-8")
    slip = text.replace("6438 5122", "2438 5122").replace("+6564385122", "+6524385122")
    assert slip != text
    (root / PATH).write_text(slip, "utf-8")
    told = run("check", cwd=root).stderr
    assert "warning[number-unknown]: 'sg-mom': libphonenumber does not know '2438 5122' in SG" in told
    assert "override: {on: …, role: …, reason: …}" in told
    (root / PATH).write_text(slip.replace("    kind: voice\n", "    kind: voice\n" + OVERRIDE, 1), "utf-8")
    assert "number-unknown" not in run("check", cwd=root).stderr
