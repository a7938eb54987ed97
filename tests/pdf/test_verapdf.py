"""veraPDF finds nothing wrong by PDF/UA-1 and PDF/A-2u; runs where BOOKLET_VERAPDF names its jar or command."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from pdf_sample import META, document
from small_project import SOURCE, run, write_project

from booklet.pdf.metadata import Metadata
from booklet.pdf.writer import write_pdf

FORMS = [(lang, "a6") for lang in ("en", "th", "ar", "ur", "my", "zh-Hans")]


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verapdf", SOURCE / "tools" / "verapdf.py")
    assert spec and spec.loader
    module = sys.modules["verapdf"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


VERAPDF = tool()
needed = pytest.mark.skipif(VERAPDF.command() is None, reason="BOOKLET_VERAPDF names no veraPDF: see docs/accessibility.md")


@needed
def test_every_kind_of_file_keeps_both_standards(shipped, tmp_path: Path) -> None:
    files = {f"{lang}.pdf": shipped(lang).screen for lang, _ in FORMS}
    files |= {f"sample-{d}.pdf": write_pdf(document(direction=d), META) for d in ("ltr", "rtl")}
    files["undated.pdf"] = write_pdf(document(), Metadata("a < b", "th", None))
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    project = write_project(tmp_path / "project")
    run("call-sheet", "--out", str(tmp_path / "calls.pdf"), cwd=project)
    run("l10n", "sheet", "journey", "--lang", "th", "--out", str(tmp_path / "sheet.pdf"), cwd=project)
    results = list(VERAPDF.validate(sorted(tmp_path.glob("*.pdf")), VERAPDF.command()))
    assert len(results) == 2 * (len(files) + 2)
    assert {(r.file.name, r.profile): r.failed for r in results if r.failed} == {}
    assert all(r.rules > 100 and r.checks > 1000 for r in results)


@needed
def test_a_fault_is_found(tmp_path: Path) -> None:
    """The check can fail."""
    file = tmp_path / "x.pdf"
    file.write_bytes(write_pdf(document(), META).replace(b"/DisplayDocTitle true", b"/DisplayDocTitle null"))
    failed = [failure for result in VERAPDF.validate([file], VERAPDF.command()) for failure in result.failed]
    assert any("7.1" in failure for failure in failed)


def test_the_report_tells_of_no_failure() -> None:
    """docs/verapdf.md is what the last run wrote."""
    text = (SOURCE / "docs" / "verapdf.md").read_text("utf-8")
    assert ", 0 failures.**" in text
    rows = [row for row in text.splitlines() if row.startswith("| ")][2:]
    assert {row.split(" | ")[2] for row in rows} == set(VERAPDF.PROFILES.values())
    assert all(row.endswith("| 0 |") for row in rows)
