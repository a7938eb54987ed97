"""Reads workbooks (ECMA-376, part 1, 18.3 and 18.4) as plain text, whatever program saved them.

A general library is of little use here: it must be known whether a cell was text, a number or a formula, and every character
of the text must come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from booklet.diag import Span
from booklet.l10n.exchange.rows import Returned, refuse
from booklet.l10n.exchange.table import Cell, Line, heading, read_table
from booklet.l10n.exchange.xlsx_parts import Package

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""ECMA-376, part 1, 22.9.2.19 (ST_Xstring): a character by its number."""
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_NO_TEXT = {
    "b": "holds yes or no, not text",
    "d": "holds a date, not text",
    "e": "holds an error value, not text",
    "n": "holds a number, not text: zeros at its front may be gone",
    "str": "holds a formula, not text",
}
_BLANK = Cell("")
_MOST_MERGED = 1_000_000
"""Cells."""


def read_xlsx(data: bytes, file: str) -> list[Returned]:
    """The rows of the one sheet that has our columns, wherever it stands. Raises BookletError: what `Package` does, and
    exchange-columns."""
    package = Package(data, file)
    sheets = [(name, lines) for name, lines in read_sheets(package) if heading(lines)]
    if len(sheets) > 1:
        names = ", ".join(f"'{name}'" for name, _ in sheets)
        raise refuse("exchange-columns", f"more than one sheet has the columns of an export: {names}", Span(file, 1, 1),
                     "delete all but the right one")  # fmt: skip
    lines = sheets[0][1] if sheets else next((lines for _, lines in read_sheets(package)), [])
    return list(read_table(lines, file))


def read_sheets(package: Package) -> Iterator[tuple[str, list[Line]]]:
    """Name and cells of each sheet."""
    book = next((name for kind, name in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml")
    related = package.related(book)
    strings = next((name for kind, name in related.values() if kind == "sharedStrings"), None)
    shared = [_text(item) for item in package.read(strings)] if strings else []
    for sheet in package.read(book).iterfind("{*}sheets/{*}sheet"):
        place = next((value for name, value in sheet.items() if _local(name) == "id"), "")
        kind, name = related.get(place, ("", ""))
        if kind == "worksheet":
            yield sheet.get("name", ""), list(_lines(package.read(name), shared, package))


def _lines(sheet: Element, shared: list[str], package: Package) -> Iterator[Line]:
    merged = _merged(sheet, package)
    number = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = _number(row.get("r"), number + 1)
        cells: dict[int, Cell] = {}
        column = 0
        for element in row:
            place = _REFERENCE.fullmatch(element.get("r", ""))
            column = _column(place[1]) if place else column + 1
            cells[column] = _cell(element, shared)
        for column in merged.get(number, ()):
            cells[column] = Cell(cells.get(column, _BLANK).text, "is merged with other cells")
        if filled := {column: cell for column, cell in cells.items() if cell != _BLANK}:
            yield number, filled


def _cell(element: Element, shared: list[str]) -> Cell:
    kind = element.get("t", "n")
    formula = value = inline = None
    for part in element:
        name = _local(part.tag)
        if name == "f":
            formula = part
        elif name == "v":
            value = part.text or ""
        elif name == "is":
            inline = part
    if formula is not None:
        return Cell(value or "", _NO_TEXT["str"])
    if kind == "inlineStr":
        return Cell(_text(inline)) if inline is not None else _BLANK
    if value is None:
        return _BLANK
    if kind != "s":
        return Cell(value, _NO_TEXT.get(kind, _NO_TEXT["n"]))
    place = _number(value, -1)
    return (
        Cell(shared[place])
        if 0 <= place < len(shared)
        else Cell("", "refers to a text that the workbook does not have")
    )


def _text(item: Element) -> str:
    """A string, in one piece or in runs of formatting; without the readings above Japanese words (rPh)."""
    parts = []
    for element in item:
        name = _local(element.tag)
        if name == "t":
            parts.append(element.text or "")
        elif name == "r":
            parts += [t.text or "" for t in element if _local(t.tag) == "t"]
    return _ESCAPED.sub(_unescape, "".join(parts)).replace("\r\n", "\n")


def _unescape(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return found[0] if "\ud800" <= char <= "\udfff" else char


def _merged(sheet: Element, package: Package) -> dict[int, set[int]]:
    """The columns that are merged with others, by row."""
    found: dict[int, set[int]] = {}
    left = _MOST_MERGED
    for merge in sheet.iterfind("{*}mergeCells/{*}mergeCell"):
        ends = [_REFERENCE.fullmatch(end) for end in merge.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            columns = range(_column(ends[0][1]), _column(ends[1][1]) + 1)
            rows = range(int(ends[0][2]), int(ends[1][2]) + 1)
            left -= len(columns) * len(rows)
            if left < 0:
                raise package.too_large()
            for row in rows:
                found.setdefault(row, set()).update(columns)
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else otherwise


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
