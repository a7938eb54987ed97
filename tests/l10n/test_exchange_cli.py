"""`booklet l10n export` and `import` as a person at a terminal uses them."""

import csv
import json
import re
import shutil
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from booklet.cli.app import app

TOP = Path(__file__).parent.parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(TOP / "translations", tmp_path / "translations", ignore=shutil.ignore_patterns("pot", "words"))
    return tmp_path


def run(project: Path, *args: object, code: int = 0) -> Result:
    done = CliRunner().invoke(app, ["-C", str(project), "l10n", *map(str, args)])
    assert done.exit_code == code, done.output
    return done


def catalogs(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in sorted(project.glob("translations/**/*")) if path.is_file()}


def reviewed(project: Path) -> int:
    status = json.loads(run(project, "status", "--lang", "id", "--json").stdout)
    return sum(row["reviewed"] for row in status["catalogs"])


def filled_in(file: Path, **targets: str) -> None:
    """A workbook after somebody typed translations, by the English."""
    book = openpyxl.load_workbook(BytesIO(file.read_bytes()))
    for row in book["texts"].iter_rows(min_row=2):
        if row[3].value in targets:
            row[4].value = targets[row[3].value]
    book.save(file)


@pytest.mark.parametrize("form", ["xlsx", "csv", "xliff"])
def test_out_and_in_leaves_every_byte(form: str, project: Path) -> None:
    before = catalogs(project)
    for tag in ("id", "ms", "th", "vi"):
        assert " texts in " in run(project, "export", "--lang", tag, "--to", form, "--out", project / "out").output
        assert "0 rows changed, 0 refused" in run(project, "import", project / "out", "--lang", tag).output
        (project / "out").unlink()
    assert catalogs(project) == before


def test_good_rows_are_taken_in_and_refused_ones_named(project: Path) -> None:
    before = catalogs(project)
    run(project, "export", "--lang", "id", "--to", "xlsx", "--domain", "ui")
    file = project / "output/l10n/id-ui.xlsx"
    filled_in(file, **{"In danger now?": "Sedang dalam bahaya?", "You can choose": "Hubungi 112"})
    held = run(project, "import", file, "--lang", "id", "--strict", code=1)
    assert "1 row would change; nothing was written" in held.output
    assert catalogs(project) == before
    done = run(project, "-v", "import", file, "--lang", "id", code=1)
    assert "error[l02-digits]: 'word:title.alone/text': " in done.stderr
    assert re.search(rf"^  {re.escape(str(file))}:[0-9]+:5$", done.stderr, re.MULTILINE)
    assert re.search("^row [0-9]+: text  word:title.danger/text$", done.stdout, re.MULTILINE)
    assert "1 row changed, 1 refused, " in done.stdout
    after = catalogs(project)
    (changed,) = {path for path in after if after[path] != before[path]}
    old, new = before[changed].decode().splitlines(), after[changed].decode().splitlines()
    assert [line for line in new if line not in old] == ['msgstr "Sedang dalam bahaya?"']
    assert len(new) == len(old)


def test_the_report_as_json(project: Path) -> None:
    run(project, "export", "--lang", "id", "--to", "xlsx", "--out", project / "x.xlsx")
    filled_in(project / "x.xlsx", **{"In danger now?": "Sedang dalam bahaya?", "You can choose": "112"})
    result = json.loads(run(project, "import", project / "x.xlsx", "--lang", "id", "--json", code=1).stdout)
    assert result["ok"] is False
    assert [(c["key"], c["parts"]) for c in result["changed"]] == [("word:title.danger/text", ["text"])]
    (refused,) = result["refused"]
    assert refused["key"] == "word:title.alone/text"
    assert refused["diagnostic"]["code"] == "l02-digits"
    assert refused["diagnostic"]["place"]["line"] == refused["row"]
    assert result["files"] == ["translations/id/LC_MESSAGES/ui.po"]
    assert result["untouched"] > 100


def test_reviews_are_accepted_of_named_reviewers_only(project: Path) -> None:
    before = reviewed(project)
    run(project, "export", "--lang", "id", "--to", "csv", "--domain", "ui", "--out", project / "x.csv")
    head, first, *_ = csv.reader(StringIO((project / "x.csv").read_text("utf-8-sig")))
    first[-1] = "R7"
    target = head.index("target")
    own, first[target] = first[target], first[target] + "!"
    assert "error[row-review]" in run(project, "import", signed(project, head, first), "--lang", "id", code=1).stderr
    run(project, "import", signed(project, head, first), "--lang", "id", "--accept-reviews", "R7")
    assert "# review: by=R7 on=" in (project / "translations/id/LC_MESSAGES/ui.po").read_text("utf-8")
    assert reviewed(project) == before + 1
    assert own != first[target]


def test_a_column_that_was_filled_down_signs_no_machine_draft(project: Path) -> None:
    run(project, "export", "--lang", "id", "--to", "csv", "--out", project / "x.csv")
    head, *lines = csv.reader(StringIO((project / "x.csv").read_text("utf-8-sig")))
    states = [line[head.index("state")] for line in lines]
    before = catalogs(project)
    file = signed(project, head, *([*line[:-1], "R7"] for line in lines))
    done = run(project, "import", file, "--lang", "id", "--accept-reviews", "R7", code=1)
    assert done.stderr.count("it is a machine's draft, and those are signed one by one") == states.count("machine-draft") > 200
    assert "booklet l10n review --lang id --by R7 word:title.danger/text'" in done.stderr
    assert states.count("translated") or catalogs(project) == before


def signed(project: Path, *lines: list[str]) -> Path:
    """A table as a program of another country saves it."""
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(lines)
    (project / "signed.csv").write_text(out.getvalue(), "utf-16")
    return project / "signed.csv"


def test_an_export_does_not_destroy_work(project: Path) -> None:
    run(project, "export", "--lang", "id", "--to", "xlsx")
    run(project, "export", "--lang", "id", "--to", "xlsx")  # the same bytes
    file = project / "output/l10n/id.xlsx"
    filled_in(file, **{"In danger now?": "Sedang dalam bahaya?"})
    edited = file.read_bytes()
    assert "error[export-exists]" in run(project, "export", "--lang", "id", "--to", "xlsx", code=1).stderr
    assert file.read_bytes() == edited
    run(project, "export", "--lang", "id", "--to", "xlsx", "--force")
    assert file.read_bytes() != edited


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("export", "--lang", "xx", "--to", "csv"), "there is no language 'xx'"),
        (("export", "--lang", "en", "--to", "csv"), "there is no language 'en'"),
        (("export", "--lang", "id", "--to", "ods"), "--to"),
        (("export", "--to", "csv"), "--lang"),
        (("export", "--lang", "id", "--to", "csv", "--domain", "guidence"), "there is no catalog 'guidence'. Did you mean 'guidance'?"),
        (("export", "--lang", "id", "--to", "csv", "--protect"), "--protect is for"),
        (("import", "missing.xlsx", "--lang", "id"), "missing.xlsx"),
        (("import", TOP / "pyproject.toml", "--lang", "id", "--accept-reviews", "machine"), "takes the pseudonyms"),
        (("import", TOP / "pyproject.toml", "--lang", "id", "--accept-reviews", "Maria Silva"), "takes the pseudonyms"),
    ],
)
def test_wrong_usage_ends_with_2(args: tuple[object, ...], says: str, project: Path) -> None:
    assert says in run(project, *args, code=2).output


def test_what_cannot_be_read_changes_nothing(project: Path) -> None:
    before = catalogs(project)
    (project / "x.xlsx").write_bytes(b"PK\x03\x04")
    assert "error[exchange-broken]" in run(project, "import", project / "x.xlsx", "--lang", "id", code=1).stderr
    with (project / "large.xlsx").open("wb") as file:
        file.truncate(100 << 20)
    assert "error[exchange-size]" in run(project, "import", project / "large.xlsx", "--lang", "id", code=1).stderr
    assert "error[no-catalogs]" in run(project, "export", "--lang", "jv", "--to", "csv", code=1).stderr
    assert catalogs(project) == before


def test_a_broken_catalog_is_neither_sent_out_nor_written(project: Path) -> None:
    run(project, "export", "--lang", "id", "--to", "xlsx", "--out", project / "x.xlsx")
    filled_in(project / "x.xlsx", **{"In danger now?": "Sedang dalam bahaya?"})
    with (project / "translations/id/LC_MESSAGES/ui.po").open("a", encoding="utf-8") as file:
        file.write("<<<<<<< mine\n")
    before = catalogs(project)
    assert "ui.po" in run(project, "import", project / "x.xlsx", "--lang", "id", code=1).stderr
    assert "ui.po" in run(project, "export", "--lang", "id", "--to", "csv", code=1).stderr
    assert catalogs(project) == before


def test_a_workbook_for_people_is_all_they_need(project: Path) -> None:
    run(project, "export", "--lang", "th", "--to", "xlsx", "--domain", "guidance")
    book = openpyxl.load_workbook(project / "output/l10n/th-guidance.xlsx")
    assert book.sheetnames == ["texts", "instructions"]
    notes = [row[7].value for row in book["texts"].iter_rows(min_row=2)]
    assert any("critical: yes" in note for note in notes)
