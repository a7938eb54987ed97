"""Tables of a directory as files: workbooks, and folders or archives of comma-separated values."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from booklet.diag import Sink, Span
from booklet.directory.rows import Rows
from booklet.directory.sheets import sheets
from booklet.directory.table import Table, find_tables
from booklet.l10n.exchange.delimited import read_lines, write_lines
from booklet.l10n.exchange.read import check_size
from booklet.l10n.exchange.rows import refuse
from booklet.l10n.exchange.table import Line

_LARGEST = 64 << 20
"""Bytes of an archive unpacked: 5,000 services take 6 MB."""
_MOST = 200
"""Files of an archive."""


def write_csvs(rows: Rows) -> dict[str, bytes]:
    """A file for each sheet that has rows, and for the services in any case, by name."""
    return {
        f"{sheet.name}.csv": write_lines(sheet.headings, ([row.get(name, "") for name in sheet.headings] for row in rows[sheet.name]))
        for sheet in sheets()
        if rows[sheet.name] or not sheet.places
    }


def read_tables(name: str, data: bytes, sink: Sink) -> dict[str, Table]:
    """The sheets of a workbook, or of an archive of .csv files. Raises BookletError: exchange-broken, exchange-columns and its
    like. Errors: those of `find_tables`."""
    check_size(len(data), name)
    if not data.startswith(b"PK"):
        from booklet.l10n.exchange.read import read_rows

        if data.startswith(b"\xd0\xcf\x11\xe0"):
            read_rows(data, name, "")  # says what kind of old or locked workbook it is
        raise refuse("exchange-format", f"{name!r} is no workbook and no archive of tables", Span(name, 1, 1),
                     "give an .xlsx file, a folder of .csv files, or a .zip of them")  # fmt: skip
    if (found := unpack(data)) is not None:
        return read_csvs(name, found, sink)
    from booklet.l10n.exchange.xlsx import read_sheets
    from booklet.l10n.exchange.xlsx_parts import Package

    return find_tables(name, dict(read_sheets(Package(data, name))), sink)


def read_csvs(name: str, files: Mapping[str, bytes], sink: Sink) -> dict[str, Table]:
    """The sheets of a folder: files by name."""
    known = {column for sheet in sheets() for column in sheet.headings}

    def is_ours(lines: list[Line]) -> bool:
        return any(sum(cell.text.strip() in known for cell in cells.values()) > 1 for _, cells in lines)

    lines = {file.removesuffix(".csv"): read_lines(data, f"{name}/{file}", is_ours) for file, data in files.items() if file.endswith(".csv")}
    return find_tables(name, lines, sink)


def unpack(data: bytes) -> dict[str, bytes] | None:
    """The .csv and .json files of an archive, without their folders; None if it is a workbook, has none, is too large or broken."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        if "[Content_Types].xml" in archive.namelist() or len(parts) > _MOST or sum(part.file_size for part in parts) > _LARGEST:
            return None
        return {part.filename.rpartition("/")[2]: archive.read(part) for part in parts if part.filename.endswith((".csv", ".json"))} or None
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, ValueError, EOFError):
        return None
