"""What people read in the workbook: how to fill it in, and what each column is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from booklet.directory.sheets import SERVICE, WHERE, Column, sheets

TEXTS = (
    "How to fill in this workbook",
    "One row of the sheet 'Services' is one service. Everything it has several of stands in the other sheets, one row each: its numbers "
    "in 'Channels', where each fact is from in 'Sources', its opening times in 'Hours'. The column 'service' says whose row it is.",
    "Dark headings must be filled in. Leave empty what nobody has asked. Choose 'unknown' if you asked and do not know: the booklet then "
    "says 'Ask …'. Never guess, above all not a number.",
    "Write numbers as they are printed inside the country, with their spaces. The cells are set to text, so a 0 at the front stays.",
    "The column 'id' is a short name in small letters for the program: country, hyphen, number or word, such as th-1300. It never changes "
    "again. Ids of channels, steps and the like need to differ within one service only: voice, sms, web.",
    "Days are written 2026-11-24, times 08:30, languages by their tag (th, my, zh-Hant), countries by two letters (TH).",
    "Several codes in one cell: with commas. Several names or numbers in one cell: one on each line (Alt+Enter in Excel, Ctrl+Enter in LibreOffice).",
    "The column 'where' says to which part of the service a row belongs: 'hours' for the hours of the service, 'channels/voice/hours' for "
    "those of its channel 'voice', 'sites/office/hours' for those of an office. Two rows for one day are a split shift.",
    "Do NOT write: the address or position of a shelter, names of staff, private mobile numbers, names of people who made test calls, links "
    "to recordings. Such columns are refused. A public office stands in 'Sites'.",
    "A row that you delete is a fact taken out; a sheet or column that you delete altogether leaves its facts as they are.",
    "Do not write formulas, and do not rename sheets or columns. Columns of your own are not read.",
    "Save as Excel workbook (.xlsx), without a password. 'booklet directory import' then lists what would be added and changed, fact by fact, "
    "and what is refused, with the reason. Nothing is written before someone has looked at that list.",
)

LEADING = {
    SERVICE: "The id of the service that the row belongs to.",
    WHERE: "The part of the service that the row belongs to.",
}
COLUMNS = ("sheet", "column", "needed", "what it is", "what may be written")


def explanations(topics: Iterable[str] = ()) -> Iterator[tuple[str, ...]]:
    """A row for each column of each sheet, in the order of COLUMNS. `topics`: ids of the kinds of help."""
    listed = ", ".join(topics)
    for sheet in sheets():
        for heading in sheet.leading:
            yield sheet.name, heading, "yes", LEADING[heading], ""
        for column in sheet.columns:
            choices = listed if column.name == "needs" else allowed(column)
            yield sheet.name, column.name, "yes" if column.required else "", " ".join(column.note.split()), choices


def allowed(column: Column) -> str:
    """What may stand in a cell, in words."""
    if column.choices:
        return ", ".join(column.choices)
    if column.kind is date:
        return "a day: 2026-11-24"
    if column.kind is int:
        return "a whole number"
    return "codes with commas" if column.many and column.coded else "one on each line" if column.many else ""
