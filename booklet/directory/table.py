"""Sheets as they came back: finds our headings in them and reads the rows below."""

from __future__ import annotations

import re
from collections.abc import Mapping

from booklet.diag import Sink, Span
from booklet.directory.sheets import SERVICE, Sheet, sheets
from booklet.l10n.exchange.table import Cell, Line
from booklet.value import compared
from booklet.world.decode import refused_keys
from booklet.world.scalars import closest
from booklet.world.source import quoted

INSTRUCTIONS, COLUMNS = "Instructions", "Columns"
"""Sheets of a workbook that only explain."""

_SEARCHED = 20
"""Rows in which the headings may stand: people put titles above them."""
_WORDS = re.compile(r"[\s_-]+")


@compared
class Filled:
    """A row with something in it."""

    line: int
    cells: Mapping[str, Cell]
    """By heading."""


@compared
class Table:
    """One of our sheets, as it came back."""

    sheet: Sheet
    file: str
    """With the name of the sheet, for messages."""
    columns: Mapping[str, int]
    """Number of each column that is there, by heading; those that are refused too."""
    rows: tuple[Filled, ...]

    def span(self, line: int, heading: str | None = None) -> Span:
        """The place of a cell."""
        return Span(self.file, line, self.columns.get(heading, 1) if heading else 1)


def find_tables(file: str, found: Mapping[str, list[Line]], sink: Sink) -> dict[str, Table]:
    """Our sheets among those of a file, by name. Errors: sheet-missing, column-twice, column-missing; warnings:
    sheet-unknown, column-unknown."""
    known = {_key(sheet.name): sheet for sheet in sheets()}
    tables: dict[str, Table] = {}
    for name, lines in found.items():
        sheet = known.get(_key(name))
        if sheet is None:
            if _key(name) not in (_key(INSTRUCTIONS), _key(COLUMNS)) and lines:
                hints = (*closest(name, [sheet.name for sheet in sheets()]), "rename it if it holds services")
                sink.warn("sheet-unknown", f"the sheet {quoted(name)} is not read", Span(f"{file}/{name}", 1, 1), *hints)
        elif table := _table(sheet, f"{file}/{name}", lines, sink):
            tables[sheet.name] = table
    if not tables and not sink.has_errors:
        hint = "start from the file that 'booklet directory template' writes"
        sink.error("sheet-missing", f"{quoted(file)} has none of our sheets", Span(file, 1, 1), hint)
    return tables


def _table(sheet: Sheet, file: str, lines: list[Line], sink: Sink) -> Table | None:
    if not lines:
        return None
    number, names = max(lines[:_SEARCHED], key=lambda line: sum(_key(c.text) in _known(sheet) for c in line[1].values()))
    known, refused = _known(sheet), refused_keys(sheet.cls)
    columns: dict[str, int] = {}
    for column, cell in sorted(names.items()):
        key = _key(cell.text)
        heading = known.get(key) or (key if key in refused else None)
        span = Span(file, number, column)
        if heading is None and key:
            hints = (*closest(cell.text, known.values()), "facts that no column has are not kept: write them elsewhere")
            sink.warn("column-unknown", f"the column {quoted(cell.text)} is not read", span, *hints)
        elif heading in columns:
            sink.error("column-twice", f"two columns are called {quoted(cell.text)}", span, "delete or rename one of them")
        elif heading:
            columns[heading] = column
    first = SERVICE if sheet.places else "id"
    if first not in columns:
        sink.error("column-missing", f"the sheet {quoted(sheet.name)} has no column {quoted(first)}", Span(file, number, 1),
                   "name the columns as in the template")  # fmt: skip
        return None
    return Table(sheet, file, columns, tuple(_rows(lines, number, columns)))


def _rows(lines: list[Line], first: int, columns: Mapping[str, int]) -> list[Filled]:
    rows = []
    for number, cells in lines:
        if number > first:
            held = {name: cells[column] for name, column in columns.items() if column in cells}
            if any(cell.text.strip() or cell.fault for cell in held.values()):
                rows.append(Filled(number, held))
    return rows


def _known(sheet: Sheet) -> dict[str, str]:
    return {_key(heading): heading for heading in sheet.headings}


def _key(name: str) -> str:
    return _WORDS.sub("_", name.strip()).casefold()
