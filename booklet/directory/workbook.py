"""Writes the workbook of a directory: drop-downs, prompts, frozen headings, cells of text; the same bytes each time.

No part tells who made the file or when: there are no document properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from booklet.diag import Sink
from booklet.directory.help import COLUMNS, LEADING, TEXTS, allowed, explanations
from booklet.directory.rows import Row, Rows
from booklet.directory.sheets import SERVICE, WHERE, Column, Sheet, sheets
from booklet.directory.table import COLUMNS as COLUMNS_SHEET
from booklet.directory.table import INSTRUCTIONS
from booklet.l10n.exchange.rows import LONGEST_CELL
from booklet.l10n.exchange.xlsx_common import MAIN, Strings, escaped, workbook

_TEXT, _HEAD, _NEEDED, _HELP = range(4)
"""The cell formats of `_styles`, by place."""
_EMPTY_ROWS = 2_000
"""Below the last one: as far down as drop-downs go."""
_LONGEST_LIST, _LONGEST_PROMPT, _LONGEST_TITLE = 255, 255, 32
"""Characters (Microsoft, "Excel specifications and limits"; ECMA-376, part 1, 18.3.1.32)."""
_WIDE = frozenset(("name", "summary", "url", "note", "text", "address", "address.text", "document", "does_not", "what_next", "organisation.name"))


def write_workbook(rows: Mapping[str, Sequence[Row]], topics: Iterable[str] = ()) -> bytes:
    """The instructions, every sheet with its rows, and what each column is for. `topics`: ids of the kinds of help."""
    strings = Strings()
    last = len(rows.get("Services", ())) + 1 + _EMPTY_ROWS
    parts = {INSTRUCTIONS: _help(strings)}
    parts |= {sheet.name: _sheet(sheet, rows.get(sheet.name, ()), last, strings) for sheet in sheets()}
    parts[COLUMNS_SHEET] = _columns(strings, topics)
    return workbook(parts, _styles(), strings)


def check_fit(rows: Rows, sink: Sink) -> None:
    """Refuse texts that no cell can hold: export-length."""
    for name, found in rows.items():
        for row in found:
            for heading, text in row.items():
                if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
                    what = f"'{heading}' of '{row.get(SERVICE) or row['id']}' ({name}) is longer than a cell can be, {LONGEST_CELL} characters"
                    sink.error("export-length", what, None, "shorten it, or export as csv")


def _sheet(sheet: Sheet, rows: Sequence[Row], last_service: int, strings: Strings) -> str:
    headings, needed = sheet.headings, {column.name for column in sheet.columns if column.required} | {*sheet.leading}
    letters = [letters_of(n) for n in range(1, len(headings) + 1)]
    top = _line(1, letters, headings, [_NEEDED if name in needed else _HEAD for name in headings], strings)
    body = "".join(_line(n, letters, [row.get(name, "") for name in headings], None, strings) for n, row in enumerate(rows, 2))
    widths = "".join(f'<col min="{n}" max="{n}" width="{_width(name)}" style="{_TEXT}" customWidth="1"/>' for n, name in enumerate(headings, 1))
    frozen = '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/><selection pane="bottomRight" activeCell="B2" sqref="B2"/>'
    return (
        f'<worksheet {MAIN}><dimension ref="A1:{letters[-1]}{len(rows) + 1}"/>'
        f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews><cols>{widths}</cols>'
        f'<sheetData>{top}{body}</sheetData><autoFilter ref="A1:{letters[-1]}{len(rows) + 1}"/>'
        f"{_validations(sheet, letters, len(rows) + 1 + _EMPTY_ROWS, last_service)}</worksheet>"
    )


def _line(number: int, letters: Sequence[str], texts: Sequence[str], styles: Sequence[int] | None, strings: Strings) -> str:
    """A row; without `styles` one of text, whose empty cells take the format of their column."""
    cells = (
        strings.cell(f"{letter}{number}", text, styles[n] if styles else _TEXT)
        for n, (letter, text) in enumerate(zip(letters, texts, strict=True))
        if text
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _validations(sheet: Sheet, letters: Sequence[str], last: int, last_service: int) -> str:
    columns = {column.name: column for column in sheet.columns}
    found = [
        _validation(f"{letter}2:{letter}{last}", name, columns.get(name), last_service)
        for letter, name in zip(letters, sheet.headings, strict=True)
    ]
    return f'<dataValidations count="{len(found)}">{"".join(found)}</dataValidations>'


def _validation(cells: str, name: str, column: Column | None, last_service: int) -> str:
    formula, note = "", LEADING.get(name, "")
    if name == SERVICE and column is None:
        formula = f"Services!$A$2:$A${last_service}"
    elif column:
        listing = allowed(column)
        note = " ".join(part for part in (" ".join(column.note.split()), f"[{listing}]" if listing else "") if part)
        if column.choices and not column.many and len(listing) <= _LONGEST_LIST:
            formula = f'"{",".join(column.choices)}"'
    if name == WHERE and column is None:
        note += " As an export writes it: hours, channels/voice/hours."
    prompt = ""
    if note:
        shown = note if len(note) <= _LONGEST_PROMPT else f"{note[: _LONGEST_PROMPT - 1]}…"
        prompt = f' showInputMessage="1" promptTitle="{_attribute(name[-_LONGEST_TITLE:])}" prompt="{_attribute(shown)}"'
    if not formula:
        return f'<dataValidation allowBlank="1"{prompt} sqref="{cells}"/>'
    error = f' showErrorMessage="1" errorTitle="{_attribute(name[-_LONGEST_TITLE:])}" error="Choose one of the list."'
    return f'<dataValidation type="list" allowBlank="1"{error}{prompt} sqref="{cells}"><formula1>{escaped(formula)}</formula1></dataValidation>'


def _help(strings: Strings) -> str:
    lines = "".join(_line(n, ("A",), (text,), (_HEAD if n == 1 else _HELP,), strings) for n, text in enumerate(TEXTS, 1))
    return (
        f'<worksheet {MAIN}><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/></sheetViews>'
        f'<cols><col min="1" max="1" width="110" customWidth="1"/></cols><sheetData>{lines}</sheetData></worksheet>'
    )


def _columns(strings: Strings, topics: Iterable[str]) -> str:
    table = [COLUMNS, *explanations(topics)]
    letters = [letters_of(n) for n in range(1, len(COLUMNS) + 1)]
    lines = "".join(_line(n, letters, row, [_HEAD if n == 1 else _HELP] * len(row), strings) for n, row in enumerate(table, 1))
    widths = "".join(f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate((18, 32, 8, 70, 60), 1))
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'<worksheet {MAIN}><sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{lines}</sheetData></worksheet>"
    )


def _styles() -> str:
    """Formats in the order of `_TEXT` and its like. Number format 49 is @, text: it keeps a 0 or + at the front."""
    face = '<name val="Calibri"/><family val="2"/>'
    fonts = f'<font><sz val="11"/>{face}</font><font><b/><sz val="11"/>{face}</font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/>{face}</font>'
    solid = '<fill><patternFill patternType="solid"><fgColor rgb="FF{}"/><bgColor indexed="64"/></patternFill></fill>'
    place = '<alignment horizontal="left" vertical="top" wrapText="1"/>'
    cells = "".join(
        f'<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" '
        f'applyAlignment="1">{place}</xf>'
        for font, fill in ((0, 0), (1, 2), (2, 3), (0, 0))
    )
    return (
        f'<styleSheet {MAIN}><fonts count="3">{fonts}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill>{solid.format("D9D9D9")}{solid.format("404040")}</fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="4">{cells}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def letters_of(column: int) -> str:
    """The letters of a column, from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _width(heading: str) -> int:
    return 45 if heading.rpartition(".")[2] in _WIDE or heading in _WIDE else max(12, min(24, len(heading) + 2))


def _attribute(text: str) -> str:
    return escaped(text).replace('"', "&quot;")
