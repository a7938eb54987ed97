"""Comma-separated values (RFC 4180), for systems that cannot read workbooks.

Written with a byte order mark: without it Excel takes UTF-8 for the code page of the country and saves question marks. Read
with commas, semicolons or tabs, in UTF-8 or UTF-16: Excel saves all of these.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable

from booklet.diag import Span
from booklet.l10n.exchange.rows import COLUMNS, Returned, Row, refuse
from booklet.l10n.exchange.table import Cell, Line, heading, read_table

_RISKY = re.compile("'*[=+\\-@\t\r0-9]")
"""What a spreadsheet takes for a formula, a number or a day ("24/7") though it stands in quotes; an apostrophe in front of such
a text gets a second one, so that the first comes back."""
_GUARDED = re.compile("'(?='*[=+\\-@\t\r0-9])")
_MISREAD = codecs.BOM_UTF8.decode("cp1252")
_DELIMITERS = ",;\t"


def write_csv(rows: Iterable[Row]) -> bytes:
    """The table of a catalog."""
    return write_lines(COLUMNS, rows)


def write_lines(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """All fields in quotes, lines ended by CR LF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([f"'{text}" if _RISKY.match(text) else text for text in row] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def read_csv(data: bytes, file: str) -> list[Returned]:
    """The rows of a table. Raises BookletError: exchange-encoding, exchange-broken, exchange-columns."""
    return list(read_table(read_lines(data, file, lambda lines: heading(lines) is not None), file))


def read_lines(data: bytes, file: str, is_ours: Callable[[list[Line]], bool]) -> list[Line]:
    """All lines, divided at that sign that makes the first few of them ours; else the first few, by the sign that divides most.

    Raises BookletError: exchange-encoding, exchange-broken, exchange-format."""
    text = _decode(data, file)
    found = [(delimiter, _lines(text, delimiter, file, strict=False)) for delimiter in _DELIMITERS]
    delimiter = next((d for d, lines in found if is_ours(lines)), None)
    if delimiter is None:
        return max((lines for _, lines in found), key=lambda lines: len(lines[0][1]) if lines else 0)
    return _lines(text, delimiter, file, strict=True)


def _lines(text: str, delimiter: str, file: str, strict: bool) -> list[Line]:
    """The rows; with `strict` a quote out of place is an error and all are read, else the first few that may hold the headings."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    lines: list[Line] = []
    start = 1
    try:
        for fields in reader:
            lines.append((start, {n: Cell(_plain(field)) for n, field in enumerate(fields, 1) if field}))
            start = reader.line_num + 1
            if not strict and len(lines) == 20:
                break
    except csv.Error as problem:
        if not strict:
            return lines
        raise refuse("exchange-broken", f"'{file}' is no table: {problem}", Span(file, start, 1),
                     'put fields with quotes in quotes, and double the quotes inside; or save it as .xlsx') from None  # fmt: skip
    return lines


def _plain(field: str) -> str:
    return _GUARDED.sub("", field.replace("\r\n", "\n"), count=1) if field[0] == "'" else field.replace("\r\n", "\n")


def _decode(data: bytes, file: str) -> str:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise refuse("exchange-encoding", f"'{file}' is neither UTF-8 nor UTF-16, so its letters cannot be known", Span(file, line, 1),
                     "save it as 'CSV UTF-8', or as .xlsx") from None  # fmt: skip
    if _MISREAD in text[:10]:
        raise refuse("exchange-encoding", f"'{file}' was opened as if it were not UTF-8 and saved so: its letters are lost", Span(file, 1, 1),
                     "open the export again, and choose UTF-8 when the program asks; or work in the .xlsx")  # fmt: skip
    if "\0" in text:
        raise refuse(
            "exchange-format",
            f"'{file}' is no workbook, table or XLIFF file",
            Span(file, 1, 1),
            "import what 'booklet l10n export' wrote",
        )
    return text
