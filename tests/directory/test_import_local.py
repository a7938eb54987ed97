"""A workbook taken into a local edition: its folder says what is different, and the shared content is left alone."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from small_project import contents, write_project

from booklet.cli.app import app
from booklet.diag import Sink
from booklet.model.read import read_catalogue
from booklet.world.extends import open_world

SERVICE = "content/services/sg/sg-mom.yaml"
BOOK = "output/directory/services.xlsx"


def call(root: Path, *args: str, code: int = 0) -> Result:
    done = CliRunner().invoke(app, ["-C", str(root), *args], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def own(tmp_path: Path) -> Path:
    write_project(tmp_path / "shared")
    root = tmp_path / "own"
    root.mkdir()
    (root / "booklet.yaml").write_text("extends: ../shared\n")
    call(root, "directory", "export")
    return root


def put(root: Path, sheet: str, key: tuple[str, ...], column: str, value: str) -> None:
    book = openpyxl.load_workbook(root / BOOK)
    table = book[sheet]
    at = [cell.value for cell in table[1]].index(column)
    row = next(row for row in table.iter_rows(min_row=2) if tuple(cell.value for cell in row[: len(key)]) == key)
    row[at].value = value
    book.save(root / BOOK)


def test_what_did_not_change_writes_nothing(own: Path) -> None:
    call(own, "directory", "import", str(own / BOOK), "--yes")
    assert not (own / "content").exists()


def test_the_folder_says_only_what_is_different(own: Path) -> None:
    shared = contents(own.parent / "shared")
    put(own, "Channels", ("sg-mom", "voice"), "free", "YES")
    put(own, "Services", ("sg-mom",), "label", "Jobs")
    call(own, "directory", "import", str(own / BOOK), "--yes")
    text = (own / SERVICE).read_text("utf-8")
    assert 'label: "Jobs"' in text and "free: yes" in text and "number" not in text and "summary" not in text
    assert contents(own.parent / "shared") == shared
    sink = Sink()
    service = read_catalogue(open_world(own), sink).services["sg-mom"]
    assert not sink.has_errors
    assert service.label and service.label.source == "Jobs" and service.channels[0].free == "yes"
    assert service.channels[0].number == "6438 5122" and len(service.channels) == 2
    assert "local change" in call(own, "diff").stdout


def test_what_the_folder_says_already_is_changed_by_hand(own: Path) -> None:
    (own / SERVICE).parent.mkdir(parents=True)
    (own / SERVICE).write_text("# ours\nlabel: Jobs\n")
    put(own, "Services", ("sg-mom",), "label", "Office")
    assert "by hand" in call(own, "directory", "import", str(own / BOOK), "--yes").output
    assert (own / SERVICE).read_text() == "# ours\nlabel: Jobs\n"


def test_a_new_service_goes_into_the_folder(own: Path) -> None:
    call(own, "add", "service", "--no-input", "--country", "SG", "--name", "River line", "--organisation", "River", "--operator", "ngo",
         "--summary", "It helps.", "--number", "6435 0000", "--need", "legal", "--source", "https://example.org/")  # fmt: skip
    assert (own / "content/services/sg/sg-river-line.yaml").is_file()
