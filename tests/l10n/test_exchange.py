"""What goes out comes back: every character, in every format, and without edits nothing changes."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from exchanging import HOSTILE, WRITERS, drafted, fuzzy, message, returned, reviewed, sent, take_in
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from booklet.diag import Sink
from booklet.l10n.catalogs import catalog_paths, read_catalog
from booklet.l10n.exchange.read import read_rows
from booklet.l10n.exchange.rows import COLUMNS, LONGEST_CELL, check_fit, rows
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry
from booklet.world.files import DiskWorld

TOP = Path(__file__).parent.parent.parent
FORMS = pytest.mark.parametrize("form", WRITERS)

_text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters=[*map(chr, range(9)), *map(chr, range(11, 32)), "\ufffe", "\uffff"]), max_size=30)
_hostile = st.one_of(st.sampled_from(HOSTILE), _text, st.tuples(st.sampled_from("=+-@\t' '\n_"), _text).map("".join))


@st.composite
def entries(draw) -> tuple[Entry, ...]:
    found = []
    for n in range(draw(st.integers(1, 5))):
        forms = draw(st.sampled_from((1, 1, 1, 2, 3)))
        targets = tuple(draw(_hostile) for _ in range(forms))
        plural = draw(_hostile) if forms > 1 else None
        entry = Entry(f"message:{n}/{draw(_text)}x", draw(_hostile) or "x", targets, plural, extracted=("what: a text", "max: mm=62", "note: <&> of all"))
        found.append(draw(st.sampled_from((entry, fuzzy(entry), drafted(entry), reviewed(entry, "R7", "AB2")))))
    return tuple(found)


@FORMS
@settings(max_examples=60, deadline=None)
@given(found=entries())
def test_without_edits_nothing_changes(form: str, languages: dict[str, Language], found: tuple[Entry, ...]) -> None:
    result = take_in(returned(found, languages["km"], form), found, languages["km"])
    assert not result.refusals
    assert not result.changes
    assert result.catalogs == {}
    assert result.untouched == sum(len(e.targets) for e in found)


@FORMS
def test_every_character_comes_back(form: str, languages: dict[str, Language]) -> None:
    found = tuple(message(text, name=f"m{n}") for n, text in enumerate(HOSTILE))
    assert [row.target for row in returned(found, languages["ar"], form)] == list(HOSTILE)


@FORMS
def test_the_shipped_catalogs_stay_as_they_are(form: str, languages: dict[str, Language]) -> None:
    world, sink = DiskWorld(TOP), Sink()
    for tag, paths in catalog_paths(world).items():
        found = [e for path in paths.values() for e in read_catalog(world, path, sink)]
        result = take_in(returned(found, languages[tag], form), found, languages[tag])
        assert (result.changes, result.refusals, result.catalogs) == ((), (), {})
        assert result.untouched > 100


@FORMS
def test_the_same_texts_give_the_same_bytes(form: str, languages: dict[str, Language]) -> None:
    found = (message(), message("Lain", name="other"))
    assert sent(found, languages["id"], form) == sent(found, languages["id"], form)


def test_a_row_says_what_a_translator_should_know(languages: dict[str, Language]) -> None:
    notes = ("what: heading", "max: mm=62 lines=1", "critical: yes", "note: a long one that", "was broken")
    row = next(rows([replace(message(), extracted=notes)], languages["id"], {"message:call/text": "4, 7"}))
    assert row._fields == ("key", "check", "state", "source", "target", "max", "page", "notes", "reviewed_by")
    assert (row.max, row.page, row.state, row.reviewed_by) == ("mm=62 lines=1", "4, 7", "translated", "")
    assert row.notes == "what: heading\ncritical: yes\nnote: a long one that was broken"


@pytest.mark.parametrize("text", ["a\x00", "a\x0b", "a\r\n", "a\x1b", "\ud800", "\ufffe"])
def test_what_no_file_can_hold_is_refused_before_it_is_written(text: str, languages: dict[str, Language]) -> None:
    sink = Sink()
    check_fit(rows([message(text)], languages["id"]), None, sink)
    (found,) = sink.finish()
    assert found.code == "export-character"
    assert "message:call/text" in found.message and f"U+{ord(text.strip('a')[0]):04X}" in found.message


def test_what_no_cell_can_hold_is_refused_before_it_is_cut(languages: dict[str, Language]) -> None:
    for text, fits in (("a" * LONGEST_CELL, True), ("a" * (LONGEST_CELL + 1), False), ("😀" * 16384, False)):
        sink = Sink()
        check_fit(rows([message(text)], languages["id"]), LONGEST_CELL, sink)
        assert [d.code for d in sink.finish()] == ([] if fits else ["export-length"])


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def test_a_workbook_has_text_cells_only(languages: dict[str, Language]) -> None:
    found = tuple(message(text, text or "x", name=f"m{n}") for n, text in enumerate(HOSTILE))
    for sheet in book(sent(found, languages["id"], "xlsx")):
        for row in sheet.iter_rows():
            assert {cell.number_format for cell in row if cell.value} <= {"@"}
            assert {cell.data_type for cell in row if cell.value} <= {"s"}


def test_a_workbook_is_locked_but_for_what_may_be_filled_in(languages: dict[str, Language]) -> None:
    sheet = book(sent((message(), drafted(message("Lain", name="other"))), languages["id"], "xlsx"))["texts"]
    assert sheet.protection.sheet
    names = [cell.value for cell in sheet[1]]
    assert tuple(names) == COLUMNS
    assert [name for name, cell in zip(names, sheet[2], strict=True) if not cell.protection.locked] == ["state", "target", "reviewed_by"]
    assert all(cell.protection.locked for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    choices = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert choices == {"C2": '"translated,needs-work"', "C3": '"machine-draft,needs-work"'}


@pytest.mark.parametrize(("tag", "right", "name"), [("ar", True, "Segoe UI"), ("dv", True, "MV Boli"), ("km", False, "Leelawadee UI"), ("id", False, "Arial")])
def test_a_workbook_runs_as_the_language_does(tag: str, right: bool, name: str, languages: dict[str, Language]) -> None:
    sheet = book(sent((message(),), languages[tag], "xlsx"))["texts"]
    assert bool(sheet.sheet_view.rightToLeft) is right
    source, target = sheet["D2"], sheet["E2"]
    assert (target.alignment.horizontal, target.alignment.readingOrder) == (("right", 2) if right else ("left", 1))
    assert (source.alignment.horizontal, source.alignment.readingOrder) == ("left", 1)
    assert target.font.name == name
    assert target.alignment.wrap_text


def test_a_workbook_explains_itself_and_tells_nothing_of_people(languages: dict[str, Language]) -> None:
    data = sent((message(),), languages["km"], "xlsx")
    help_text = "\n".join(str(cell.value) for cell in book(data)["instructions"]["A"])
    assert "ខ្មែរ (km)" in help_text and "{number}" in help_text
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("docProps")]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@settings(max_examples=25, deadline=None)
@given(found=entries())
def test_a_workbook_saved_by_another_program_changes_nothing(languages: dict[str, Language], found: tuple[Entry, ...]) -> None:
    assume("x00" not in repr(found))  # the other program takes some of this for a character by its number
    saved = BytesIO()
    book(sent(found, languages["ur"], "xlsx")).save(saved)
    result = take_in(read_rows(saved.getvalue(), "file", "ur"), found, languages["ur"])
    assert (result.changes, result.refusals) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "filters"),
    [("xlsx", ("--convert-to", "xlsx:Calc MS Excel 2007 XML")), ("csv", ("--infilter=CSV:44,34,76,1", "--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76"))],
)
def test_a_file_saved_by_libreoffice_changes_nothing(form: str, filters: tuple[str, ...], tmp_path: Path, languages: dict[str, Language]) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: apt install libreoffice-calc-nogui")
    texts = [text for text in HOSTILE if not text.startswith("_x005F")]  # which it takes for a character by its number
    found = tuple(message(text, name=f"m{n}") for n, text in enumerate(texts))
    (tmp_path / f"in.{form}").write_bytes(sent(found, languages["ar"], form))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, "--headless", profile, *filters, "--outdir", tmp_path / "out", tmp_path / f"in.{form}"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / f"out/in.{form}").read_bytes()
    assert data != (tmp_path / f"in.{form}").read_bytes()
    result = take_in(read_rows(data, "file", "ar"), found, languages["ar"])
    assert (result.changes, result.refusals, result.untouched) == ((), (), len(texts))
