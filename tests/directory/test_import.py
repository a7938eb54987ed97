"""What people do to a workbook, and what becomes of it."""

import io
import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from booklet.cli.app import app
from booklet.run.new_project import project_files

KEPT = ("content/services/th/", "content/services/sg/", "content/services/my/", "content/topics", "content/words", "content/messages/", "content/places", "booklet.yaml")


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    for path, data in project_files():
        if path.startswith(KEPT):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
    call(root, "directory", "export")
    return root


@pytest.fixture
def root(template, tmp_path):
    return Path(shutil.copytree(template, tmp_path / "project"))


def call(root, *args, code=0, input=None):
    done = CliRunner().invoke(app, ["-C", str(root), *args], input=input, catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def contents(root):
    return {path: path.read_bytes() for path in sorted((root / "content").rglob("*")) if path.is_file()}


def book(root):
    path = root / "output/directory/services.xlsx"
    return openpyxl.load_workbook(path), path


def put(sheet, key, column, value):
    """Set the cell of the row whose first cells are `key`."""
    headings = [cell.value for cell in sheet[1]]
    key = (key,) if isinstance(key, str) else key
    for row in sheet.iter_rows(min_row=2):
        if tuple(cell.value for cell in row[: len(key)]) == key:
            row[headings.index(column)].value = value
            return row
    raise AssertionError(key)


def add(sheet, **values):
    headings = [cell.value for cell in sheet[1]]
    row = sheet.max_row + 1
    for name, value in values.items():
        sheet.cell(row, headings.index(name) + 1, value)
    return row


def test_nothing_is_written_before_someone_has_looked(root):
    before, (wb, path) = contents(root), book(root)
    put(wb["Channels"], ("th-1300", "voice"), "number", "1301")
    wb.save(path)
    shown = call(root, "directory", "import", str(path))
    assert "channels/voice/number: '1300' -> '1301'" in shown
    assert "nothing was written" in shown
    assert contents(root) == before


def test_only_the_lines_that_change_are_written_anew(root):
    wb, path = book(root)
    put(wb["Channels"], ("th-1300", "voice"), "free", "YES")
    wb.save(path)
    file = root / "content/services/th/th-1300.yaml"
    before = file.read_text("utf-8").splitlines()
    call(root, "directory", "import", str(path), "--yes")
    after = file.read_text("utf-8").splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [("    free: ask", "    free: yes")]
    assert any(line.startswith("# Source:") for line in after)
    assert "44" not in call(root, "directory", "import", str(path))  # and now there is nothing to do


def test_a_comment_in_the_way_is_never_lost(root):
    before, (wb, path) = contents(root), book(root)
    put(wb["Services"], "my-mapo", "confidentiality.tells_police", "no")
    wb.save(path)
    shown = call(root, "directory", "import", str(path), "--yes")
    assert "confidentiality/tells_police: 'yes' -> 'no'" in shown
    assert "by hand: there are comments at confidentiality" in shown
    assert contents(root) == before
    call(root, "directory", "import", str(path), "--out", str(root / "look"))
    assert "tells_police: no" in (root / "look/content/services/my/my-mapo.yaml").read_text("utf-8")


def test_a_new_service_in_four_rows(root):
    wb, path = book(root)
    wb["Services"].insert_rows(2)  # rows stand in any order
    add(wb["Services"], id="th-new", name="New line", country="TH", scope="in_country", summary="It helps.",
        **{"organisation.name": "Org", "organisation.operator": "ngo", "needs": "legal; work", "hours.open": "listed"})  # fmt: skip
    add(wb["Channels"], service="th-new", id="voice", kind="voice", number="0800 123 456")
    add(wb["Hours"], service="th-new", where="hours", days="mon, tue", opens="08:00", closes="12:00")
    add(wb["Sources"], service="th-new", kind="own", url="https://example.org/")
    wb.save(path)
    call(root, "directory", "import", str(path), "--yes")
    text = (root / "content/services/th/th-new.yaml").read_text("utf-8")
    assert 'number: "0800 123 456"' in text
    assert "needs: [legal, work]" in text
    assert '- {days: [mon, tue], opens: "08:00", closes: "12:00"}' in text


@pytest.mark.parametrize(
    ("sheet", "values", "code", "reason"),
    [
        ("Channels", {"number": "13OO"}, "wrong-number", "'13OO' is not a telephone number"),
        ("Channels", {"free": "maybe"}, "unknown-value", "'maybe' is not an answer"),
        ("Channels", {"mobile": "081 234 5678"}, "refused-key", "a private number is confidential"),
        ("Channels", {"Contact name": "Somchai"}, "refused-key", "names of staff are confidential"),
        ("Channels", {"number": 1300}, "cell-content", "holds a number, not text"),
        ("Channels", {"number": "=1+1"}, "cell-content", "holds a formula, not text"),
        ("Services", {"shelter_address": "1 Road"}, "refused-key", "the address of a shelter is confidential"),
        ("Services", {"Latitude": "13.75"}, "refused-key", "a position leads people to a door"),
        ("Services", {"needs": "legl"}, "unknown-id", "there is no topic 'legl'"),
        ("Services", {"summary": "At 13.75630, 100.50180."}, "position", "13.75630"),
    ],
)  # fmt: skip
def test_a_wrong_or_confidential_row_is_refused_with_its_place(root, sheet, values, code, reason):
    before, (wb, path) = contents(root), book(root)
    ((column, value),) = values.items()
    headings = [cell.value for cell in wb[sheet][1]]
    if column not in headings:
        wb[sheet].cell(1, len(headings) + 1, column)
    put(wb[sheet], "th-1300", column, value)
    put(wb["Services"], "th-1387", "label", "Young")  # a good row beside it
    wb.save(path)
    shown = call(root, "directory", "import", str(path), "--yes", code=1)
    assert reason in shown and code in shown
    assert f"services.xlsx/{sheet}:" in shown
    assert "th-1300  refused" in shown and "th-1387  changed" in shown
    changed = {file.name for file, data in contents(root).items() if before.get(file) != data}
    assert changed == {"th-1387.yaml"}


def test_facts_taken_out_are_shown(root):
    wb, path = book(root)
    put(wb["Services"], "th-1300", "label", None)
    rows = [row for row in wb["Flags"].iter_rows(min_row=2) if row[0].value == "th-1300"]
    wb["Flags"].delete_rows(rows[0][0].row, len(rows))
    wb.save(path)
    shown = call(root, "directory", "import", str(path))
    assert "label: 'Social' -> (nothing)" in shown
    assert shown.count("flags/") >= len(rows)


def test_sheets_and_columns_that_are_not_there_change_nothing(root):
    wb, path = book(root)
    for name in ("Flags", "Sources", "Hours", "Columns", "Instructions"):
        del wb[name]
    wb["Services"].delete_cols(11)
    wb["Channels"].delete_cols(6, 4)
    wb.save(path)
    shown = call(root, "directory", "import", str(path))
    assert " changed" not in shown and "refused" not in shown


def test_services_that_the_file_does_not_name_stay(root):
    wb, path = book(root)
    wb["Services"].delete_rows(3, 100)
    first = wb["Services"].cell(2, 1).value
    for sheet in wb.worksheets[2:-1]:
        for row in reversed([r[0].row for r in sheet.iter_rows(min_row=2) if r[0].value != first]):
            sheet.delete_rows(row)
    wb.save(path)
    before = contents(root)
    shown = call(root, "directory", "import", str(path), "--yes")
    assert "1 unchanged" in shown and "not in the file stay as they are" in shown
    assert contents(root) == before


def test_rows_of_nobody_and_strange_columns_are_told(root):
    wb, path = book(root)
    wb["Services"].cell(1, 100, "My remarks")
    wb.create_sheet("Scratch").cell(1, 1, "x")
    add(wb["Channels"], service="xx-1", id="voice", kind="voice", number="123")
    add(wb["Hours"], service="th-1300", where="channels/fax/hours", days="mon", opens="08:00", closes="12:00")
    wb.save(path)
    shown = call(root, "directory", "import", str(path), code=1)
    for said in ("row-orphan", "'xx-1', which is no service", "no part 'channels/fax/hours'", "column-unknown", "sheet-unknown"):
        assert said in shown


def test_internal_facts_never_go_out(root):
    """Not from content/internal, nor a channel that is not for everyone; and what comes in leaves them alone."""
    (root / "content/internal").mkdir()
    secret = 'id: th-1300\nshelter_address: ["99/9 Secret Lane"]\ncontacts:\n  - {role: staff, name: "Jane Secret", number: "0819999999"}\n'
    (root / "content/internal/th-1300.yaml").write_text(secret, "utf-8")
    file = root / "content/services/th/th-1300.yaml"
    hidden = '  - id: duty\n    kind: voice\n    number: "02 999 7777"\n    national_only: no\n    disclosure: internal\n\nhours:\n'
    file.write_text(file.read_text("utf-8").replace("\nhours:\n", hidden, 1), "utf-8")
    before = contents(root)
    for form in ("xlsx", "csv", "hsds-json", "hsds-csv"):
        out = root / f"out-{form}"
        call(root, "directory", "export", "--to", form, "--out", str(out))
        assert not [word for word in (b"Secret", b"0819999999", b"999 7777", b"9997777", b"duty") if word in _unpacked(out.read_bytes())]
        shown = call(root, "directory", "import", str(out), "--yes")
        assert " changed" not in shown
        assert contents(root) == before


def _unpacked(data):
    import zipfile

    if not data.startswith(b"PK"):
        return data
    archive = zipfile.ZipFile(io.BytesIO(data))
    return b"\n".join(archive.read(name) for name in archive.namelist())


def test_a_folder_of_tables_is_taken_in(root):
    import zipfile

    call(root, "directory", "export", "--to", "csv")
    folder = root / "tables"
    zipfile.ZipFile(root / "output/directory/services-csv.zip").extractall(folder)
    text = (folder / "Channels.csv").read_text("utf-8-sig")
    assert "'1300" in text  # guarded, so that no spreadsheet makes a number of it
    (folder / "Channels.csv").write_text(text.replace('"th-1300","voice","voice","\'1300"', '"th-1300","voice","voice","1301"'), "utf-8")
    assert "'1300' -> '1301'" in call(root, "directory", "import", str(folder))


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04broken", b"{", b"[1, 2]", b'{"contents": 3}', b"\xd0\xcf\x11\xe0" * 200])
def test_files_of_other_kinds_are_refused(root, data):
    (root / "file").write_bytes(data)
    shown = call(root, "directory", "import", str(root / "file"), code=1)
    assert "error[" in shown


def test_the_report_for_programs(root):
    wb, path = book(root)
    put(wb["Services"], "th-1300", "label", "Help")
    wb.save(path)
    found = json.loads(call(root, "directory", "import", str(path), "--json"))
    (changed,) = [one for one in found["services"] if one["fate"] == "changed"]
    assert changed["changes"] == [{"path": ["label"], "old": "Social", "new": "Help"}]


def test_another_file_is_not_written_over(root):
    path = root / "output/directory/services.xlsx"
    path.write_bytes(b"somebody's work")
    assert "export-exists" in call(root, "directory", "export", code=1)
    call(root, "directory", "export", "--force")


ADD = ("add", "service", "--no-input", "--country", "TH", "--name", "Help line", "--organisation", "Org", "--operator", "ngo", "--summary", "It helps.")


def test_add_service_from_options(root):
    shown = call(root, *ADD, "--number", "1399", "--need", "legal", "--source", "https://example.org/")
    text = (root / "content/services/th/th-help-line.yaml").read_text("utf-8")
    assert "short_code: true" in text and "tells_police: unknown" in text and "consent: unknown" in text
    for needed in ("agreed to be listed", "nobody has checked it", "1 of 2 sources", "confidentiality/tells_police"):
        assert needed in shown
    assert "service-exists" in call(root, *ADD, code=1)


def test_add_service_asks(root):
    answers = ("sg", "New line", "Org", "It helps.", "6435 0000", "", "https://example.org/", "ngo", "unknown", "legal")
    call(root, "add", "service", input="\n".join(answers) + "\n")
    text = (root / "content/services/sg/sg-new-line.yaml").read_text("utf-8")
    assert 'number: "6435 0000"' in text and "needs: [legal]" in text


def test_add_service_refuses_what_no_file_may_say(root):
    before = contents(root)
    assert "wrong-number" in call(root, *ADD, "--number", "twelve", code=1)
    assert "unknown-value" in call(root, *ADD, "--free", "maybe", "--number", "1399", code=1)
    call(root, *ADD[:5], code=2)
    assert contents(root) == before
