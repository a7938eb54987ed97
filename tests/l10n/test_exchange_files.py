"""Files as people and programs really send them back: read if they can be trusted, else refused in one sentence."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from exchanging import WRITERS, codes, message, returned, sent, take_in
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from booklet.diag import BookletError
from booklet.l10n.exchange.read import LARGEST, read_rows
from booklet.l10n.exchange.rows import COLUMNS, Returned
from booklet.l10n.languages import Language

ENTRIES = (message(), message("=Cari, cepat; \"ya\"\nya", "Find help.", "find"))
FORMS = pytest.mark.parametrize("form", WRITERS)


@pytest.fixture
def indonesian(languages: dict[str, Language]) -> Language:
    return languages["id"]


def failure(data: bytes) -> tuple[str, str]:
    """Code and words of the one error that a file gives."""
    with pytest.raises(BookletError) as found:
        read_rows(data, "in/file", "id")
    (diagnostic,) = found.value.diagnostics
    assert diagnostic.span and diagnostic.span.file.startswith("in/file") and diagnostic.hints
    return diagnostic.code, " ".join((diagnostic.message, *diagnostic.hints))


def texts(found: list[Returned]) -> list[str]:
    return [row.target for row in found]


def changed_parts(data: bytes, **changes: bytes | None) -> bytes:
    """A workbook with other parts, named by the end of their names without dots and slashes; None takes one out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.rpartition("/")[2].partition(".")[0]
            part = changes.pop(key, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in changes.items():
            new.writestr(name.replace("__", "/").replace("_", "."), part or b"")
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def resaved(data: bytes, edit: Callable[[Worksheet], None]) -> bytes:
    """A workbook edited and saved by another program."""
    book, out = openpyxl.load_workbook(BytesIO(data)), BytesIO()
    edit(book["texts"])
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "exchange-format", "empty"),
        (b" \n ", "exchange-format", "empty"),
        (b"%PDF-1.7\n\x00\xff\xfe", "exchange-encoding", "UTF-8"),
        (b"\xde\x12\x04\x95\x00\x00\x00\x00", "exchange-encoding", "UTF-8"),
        (b"key\x00target", "exchange-format", "no workbook"),
        (b"PK\x03\x04 and nothing more", "exchange-broken", "send it again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "exchange-format", "before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "exchange-password", "password"),
        (b"a" * (LARGEST + 1), "exchange-size", "20 MB"),
        (b"key,source-check\n", "exchange-columns", "'target'"),
        (b"Key,Source check,traget\n1,2,3\n", "exchange-columns", "'traget': did you mean 'target'?"),
        (b"key,source-check,target,Target\n", "exchange-columns", "two columns are called 'target'"),
        (b'key,source-check,target\na,b,"c" d\n', "exchange-broken", "double the quotes"),
        ("key,source-check,target\na,b,caf\xe9\n".encode("latin-1"), "exchange-encoding", "CSV UTF-8"),
        ("\ufeffkey,source-check,target\n".encode().decode("cp1252").encode(), "exchange-encoding", "choose UTF-8"),
        (b"<html><body>Not found</body></html>", "exchange-format", "<html>"),
        (b"<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>", "exchange-format", "XLIFF 1.2"),
        (b"<xliff", "exchange-broken", "well-formed"),
    ],
)  # fmt: skip
def test_files_of_other_kinds_are_refused(data: bytes, code: str, says: str) -> None:
    found, words = failure(data)
    assert found == code
    assert says in words


def test_workbooks_that_are_none_or_more_are_refused(indonesian: Language) -> None:
    good = sent(ENTRIES, indonesian, "xlsx")
    assert failure(changed_parts(good, mimetype=b"application/vnd.oasis.opendocument.spreadsheet"))[0] == "exchange-format"
    assert failure(changed_parts(good, xl__workbook_bin=b"x"))[0] == "exchange-format"
    assert failure(changed_parts(good, xl__vbaProject_bin=b"x"))[0] == "exchange-macros"
    types = part(good, "[Content_Types].xml").replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    assert failure(changed_parts(good, **{"[Content_Types]": types}))[0] == "exchange-macros"
    assert failure(changed_parts(good, **{"[Content_Types]": None}))[0] == "exchange-format"
    assert failure(changed_parts(good, sharedStrings=None))[0] == "exchange-broken"
    assert failure(good[: len(good) // 2])[0] == "exchange-broken"
    locked = bytearray(good)
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1  # the flag in the last entry of the directory
    assert failure(bytes(locked))[0] == "exchange-password"


def test_bombs_do_not_go_off(indonesian: Language) -> None:
    good = sent(ENTRIES, indonesian, "xlsx")
    assert failure(changed_parts(good, sharedStrings=b"<sst>" + b" " * (40 << 20) + b"</sst>"))[0] == "exchange-size"
    assert failure(changed_parts(good, **{f"part{n}": b"" for n in range(2001)}))[0] == "exchange-size"
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations'
    assert failure(changed_parts(good, sheet1=part(good, "xl/worksheets/sheet1.xml").replace(b"<dataValidations", merged)))[0] == "exchange-size"
    entities = b'<!DOCTYPE sst [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    assert failure(changed_parts(good, sharedStrings=entities))[0] == "exchange-unsafe"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE xliff SYSTEM "http://example.org/x.dtd"><xliff/>',
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY e "x">]><xliff>&e;</xliff>'.encode("utf-16"),
        b"<xliff>" + b"<a>" * 100 + b"</a>" * 100 + b"</xliff>",
    ],
)
def test_xml_reaches_for_nothing_outside(data: bytes) -> None:
    assert failure(data)[0] == "exchange-unsafe"


def test_columns_are_found_by_their_names(indonesian: Language) -> None:
    def rearrange(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 2)
        sheet["A1"] = "Translations for Indonesia"
        sheet.move_range("A3:A9", cols=20)
        sheet["U3"], sheet["B3"] = "KEY", "Source Check"
        sheet["N3"] = "my remarks"
        sheet["N4"] = 4711
        sheet["N20"] = "end of my list"

    data = resaved(sent(ENTRIES, indonesian, "xlsx"), rearrange)
    found = read_rows(data, "file", "id")
    assert [row.line for row in found] == [4, 5]
    assert take_in(found, ENTRIES, indonesian).untouched == 2


def test_of_several_sheets_the_one_with_texts_is_read(indonesian: Language) -> None:
    book, out = openpyxl.load_workbook(BytesIO(sent(ENTRIES, indonesian, "xlsx"))), BytesIO()
    book.create_sheet("my notes", 0)["A1"] = "nothing"
    book["texts"].title = "Daftar"
    book.save(out)
    assert take_in(read_rows(out.getvalue(), "file", "id"), ENTRIES, indonesian).untouched == 2
    book.copy_worksheet(book["Daftar"])
    book.save(out := BytesIO())
    code, words = failure(out.getvalue())
    assert code == "exchange-columns" and "Daftar Copy" in words


@pytest.mark.parametrize(("cell", "value", "says"), [("E2", "=1+1", "formula"), ("E2", 1300, "number"), ("E2", True, "yes or no"), ("A2", "=A3", "formula"), ("C2", 7, "number")])
def test_cells_that_are_no_text_are_refused_row_by_row(cell: str, value: object, says: str, indonesian: Language) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet[cell].number_format = "General"
        sheet[cell] = value
        sheet["E3"] = "Minta bantuan."

    result = take_in(read_rows(resaved(sent(ENTRIES, indonesian, "xlsx"), edit), "file", "id"), ENTRIES, indonesian)
    assert codes(result) == ["row-content"]
    assert says in result.refusals[0].diagnostic.message
    assert [change.key for change in result.changes] == ["message:find/text"]


def test_merged_cells_are_refused_row_by_row(indonesian: Language) -> None:
    three = (*ENTRIES, message("Cari polisi.", "Find police.", "police"))
    data = resaved(sent(three, indonesian, "xlsx"), lambda sheet: sheet.merge_cells("E2:E3"))
    result = take_in(read_rows(data, "file", "id"), three, indonesian)
    assert set(codes(result)) == {"row-content"}
    assert {refusal.line for refusal in result.refusals} == {2, 3}
    assert result.untouched == 1


def test_text_in_pieces_is_read_whole(indonesian: Language) -> None:
    strings = part(good := sent(ENTRIES, indonesian, "xlsx"), "xl/sharedStrings.xml")
    rich = '<si><r><rPr><b/></rPr><t>Telepon </t></r><r><t>{number}._x000D_\n</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>'
    data = changed_parts(good, sharedStrings=strings.replace(b"<si><t>Telepon {number}.</t></si>", rich.encode()))
    assert texts(read_rows(data, "file", "id"))[0] == "Telepon {number}.\n"
    sheet = part(good, "xl/worksheets/sheet1.xml")
    start = sheet.index(b'<c r="E2"')
    end = sheet.index(b"</c>", start)
    inline = changed_parts(good, sheet1=sheet[:start] + b'<c t="inlineStr"><is><t> Hubungi </t></is>' + sheet[end:])
    assert texts(read_rows(inline, "file", "id"))[0] == " Hubungi "


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_are_read_as_spreadsheets_save_them(delimiter: str, encoding: str, indonesian: Language) -> None:
    import csv
    from io import StringIO

    rows = list(csv.reader(StringIO(sent(ENTRIES, indonesian, "csv").decode("utf-8-sig"), newline="")))
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["sep=" + delimiter], *rows, []] if delimiter == ";" else rows)
    found = read_rows(out.getvalue().encode(encoding), "file", "id")
    assert texts(found) == [entry.target for entry in ENTRIES]
    assert take_in(found, ENTRIES, indonesian).untouched == 2


def test_a_table_is_guarded_against_formulas_and_says_it_is_utf_8(indonesian: Language) -> None:
    data = sent(ENTRIES, indonesian, "csv")
    assert data.startswith(b'\xef\xbb\xbf"key","source-check"')
    assert b"\"'=Cari, cepat; \"\"ya\"\"\nya\"" in data
    assert data.splitlines()[0].decode("utf-8-sig") == ",".join(f'"{name}"' for name in COLUMNS)


def test_rows_in_any_order_and_only_some_of_them(indonesian: Language) -> None:
    found = returned(ENTRIES, indonesian, "csv")
    result = take_in([replace(found[1], target="Minta bantuan.")], ENTRIES, indonesian)
    assert [change.key for change in result.changes] == ["message:find/text"]
    assert take_in(found[::-1], ENTRIES, indonesian).untouched == 2


@FORMS
@settings(max_examples=100, deadline=None)
@given(spoil=st.data())
def test_a_spoiled_file_never_breaks_the_program(form: str, languages: dict[str, Language], spoil: st.DataObject) -> None:
    data = bytearray(sent(ENTRIES, languages["id"], form))
    for _ in range(spoil.draw(st.integers(1, 4))):
        place = spoil.draw(st.integers(0, len(data) - 1))
        data[place : place + spoil.draw(st.integers(0, 3))] = spoil.draw(st.binary(max_size=3))
    try:
        found = read_rows(bytes(data), "file", "id")
    except BookletError:
        return
    take_in(found, ENTRIES, languages["id"])
