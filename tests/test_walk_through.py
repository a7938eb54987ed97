"""docs/translator.md, followed to the letter in a new project: one text from a workbook to paper."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner
from small_project import SOURCE, project_files

from booklet.cli.app import app
from booklet.diag import Sink
from booklet.l10n.po import Entry, dump, parse

TEXT = "message:rights.doctor/text"
CATALOG = "translations/km/LC_MESSAGES/guidance.po"


def steps() -> list[list[str]]:
    """The commands of the numbered sections, in order."""
    page = (SOURCE / "docs" / "translator.md").read_text("utf-8").split("\n---\n")[0]
    lines = [line for code in re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL) for line in code.splitlines()]
    return [shlex.split(line.partition("#")[0])[1:] for line in lines]


def entry(root: Path) -> Entry:
    return next(e for e in entries(root) if e.context == TEXT)


def entries(root: Path) -> tuple[Entry, ...]:
    return parse((root / CATALOG).read_text("utf-8"), CATALOG, Sink())


def fill_in(path: Path, words: str) -> None:
    """What a translator does in a spreadsheet program."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    table = book.worksheets[0]
    columns = {cell.value: cell.column for cell in table[1]}
    row = next(row for row in range(2, table.max_row + 1) if table.cell(row, columns["key"]).value == TEXT)
    table.cell(row, columns["target"]).value = words
    book.save(path)


def test_every_step_of_the_walk_through_works(tmp_path: Path, monkeypatch) -> None:
    for path, data in project_files():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    words = entry(tmp_path).target
    missing = [replace(e, targets=("",), comments=()) if e.context == TEXT else e for e in entries(tmp_path)]
    (tmp_path / CATALOG).write_text(dump(missing), "utf-8")
    monkeypatch.chdir(tmp_path)
    done = []
    for step in steps():
        found = CliRunner().invoke(app, step)
        assert found.exit_code == 0, f"{step}: {found.output}"
        done.append(step[1] if step[0] == "l10n" else step[0])
        if done[-1] == "export":
            fill_in(tmp_path / "output/l10n/km-guidance.xlsx", words)
        if done[-1] == "import":
            assert entry(tmp_path).target == words
            assert not entry(tmp_path).comments
        if done[-1] == "review":
            assert any(c.startswith("review: by=R7 ") for c in entry(tmp_path).comments)
    assert done == ["update", "status", "sheet", "export", "import", "check", "sheet", "review", "build"]
    assert (tmp_path / "output/index.html").is_file()
