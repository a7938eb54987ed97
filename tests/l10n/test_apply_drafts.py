"""The drafts script end to end, on a small project of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent
UI = "translations/id/LC_MESSAGES/ui.po"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content/services").mkdir(parents=True)
    (tmp_path / "content/messages").mkdir()
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations/languages.yaml").write_bytes((TOP / "translations/languages.yaml").read_bytes())
    (tmp_path / "content/words.yaml").write_text('words:\n  - {id: safe, text: "Stay safe"}\n  - {id: call, text: "Call {number}."}\n')
    (tmp_path / "content/topics.yaml").write_text("topics: []\n")
    return tmp_path


def apply(project: Path, drafts: str, on: str = "2026-11-25") -> subprocess.CompletedProcess[str]:
    (project / "drafts.yaml").write_text(drafts)
    command = [sys.executable, f"{TOP}/tools/apply_drafts.py", f"{project}/drafts.yaml", "--root", str(project), "--on", on]
    return subprocess.run(command, capture_output=True, text=True)


GOOD = 'id:\n  "word:safe/text": "Tetap aman"\n  "word:call/text": "Hubungi {number}."\n'


def test_drafts_reach_the_catalog_and_a_second_run_changes_nothing(project: Path) -> None:
    result = apply(project, GOOD)
    assert result.returncode == 0, result.stderr
    assert "id: 2 of 2 drafts written" in result.stdout
    written = (project / UI).read_bytes()
    assert "# draft: by=machine on=2026-11-25 of=" in written.decode() and 'msgstr "Hubungi {number}."' in written.decode()
    again = apply(project, GOOD, "2027-01-01")
    assert "0 files brought up to date\nid: 0 of 2" in again.stdout and (project / UI).read_bytes() == written


def test_a_person_s_text_stays(project: Path) -> None:
    apply(project, GOOD)
    (project / UI).write_text((project / UI).read_text().replace("Tetap aman", "Jaga diri"))
    result = apply(project, GOOD)
    assert 'msgstr "Jaga diri"' in (project / UI).read_text() and "warning[draft-kept]" in result.stderr and result.returncode == 0


def test_faulty_drafts_are_named_and_not_written(project: Path) -> None:
    result = apply(project, 'id:\n  "word:call/text": "Hubungi 112."\n  "word:none/text": "x"\nxx:\n  "word:safe/text": "y"\n')
    assert result.returncode == 1 and "Hubungi" not in (project / UI).read_text()
    for code in ("error[l01-placeholders]", "error[unknown-msgctxt]", "error[unknown-language]", "drafts.yaml:2:3"):
        assert code in result.stderr
