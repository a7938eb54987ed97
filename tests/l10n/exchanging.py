"""Sends catalogs out and takes them in again, in every format."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from booklet.diag import Sink
from booklet.l10n.exchange.apply import Result, apply
from booklet.l10n.exchange.delimited import write_csv
from booklet.l10n.exchange.read import read_rows
from booklet.l10n.exchange.report import Terms
from booklet.l10n.exchange.rows import Returned, Row, rows
from booklet.l10n.exchange.xliff import write_xliff
from booklet.l10n.exchange.xlsx_write import write_xlsx
from booklet.l10n.languages import Language
from booklet.l10n.po import BRACES, FUZZY, Entry, Previous, parse
from booklet.l10n.states import digest

PATH = "translations/xx/LC_MESSAGES/ui.po"
DAY = date(2026, 11, 25)

WRITERS: dict[str, Callable[[Sequence[Row], Language], bytes]] = {
    "xlsx": write_xlsx,
    "csv": lambda found, language: write_csv(found),
    "xliff": lambda found, language: write_xliff({"ui": found}, language),
    "xliff-protect": lambda found, language: write_xliff({"ui": found}, language, protect=True),
}

HOSTILE = (
    "=cmd|' /C calc'!A0", "=1+1", "+6564350000", "-1", "@SUM(A1)", "\t=1", "'=1", "''=1", "'quoted'", "007", "24/7", "1E5", "TRUE",
    " leading", "trailing  ", "  ", "two  blanks", "tab\tinside", "line\nfeed", "\nedges\n", "\u00a0no break\u00a0", "next\u0085line",
    "line\u2028and\u2029paragraph", "😀👩‍👩‍👧", "\u200fיעוד\u200e", "\u2067א\u2069", "\u202eoverride", "e\u0301", "\u200b", "\ufeffmark", "soft\u00adhyphen",
    "<b>&amp;</b> ]]> <!-- \"'", "a;b,c\td", '"quoted"', '""', "_x0041_", "_x005F_x0041_", "_x000D_", "{name} and {name}", "{other}", "{", "\x7f\x80\x9f",
    "x005F_", "\U0010fffd", "ก็\u0e33", "លេខ\u200bទូរស័ព្ទ", "9" * 40, "long " * 6000, "sep=;", "key", "#N/A",
)  # fmt: skip
"""Texts that spreadsheets, tables or XML take for something else, and characters that programs lose."""


def message(target: str = "Telepon {number}.", source: str = "Call {number}.", name: str = "call", **more: Any) -> Entry:
    return Entry(f"message:{name}/text", source, (target,), flags=(BRACES,), extracted=("what: advice to the reader",), **more)


def fuzzy(entry: Entry) -> Entry:
    return replace(entry, flags=(FUZZY, *entry.flags), previous=Previous(source="Old English."))


def drafted(entry: Entry) -> Entry:
    return replace(entry, comments=(f"draft: by=machine on=2026-01-01 of={digest(entry)}",))


def reviewed(entry: Entry, *by: str) -> Entry:
    return replace(entry, comments=tuple(f"review: by={who} on=2026-01-01 of={digest(entry)}" for who in by))


def catalog(text: str) -> tuple[Entry, ...]:
    sink = Sink()
    entries = parse(text, PATH, sink)
    assert not sink.finish()
    return entries


def sent(entries: Sequence[Entry], language: Language, form: str) -> bytes:
    return WRITERS[form](tuple(rows(entries, language)), language)


def returned(entries: Sequence[Entry], language: Language, form: str = "xlsx") -> list[Returned]:
    return read_rows(sent(entries, language, form), "file", language.tag)


def take_in(given: Sequence[Returned], entries: Sequence[Entry], language: Language, *reviewers: str, others: tuple[str, ...] = ()) -> Result:
    return apply(given, {PATH: entries}, Terms("file", language, others=others, reviewers=reviewers, on=DAY))


def codes(result: Result) -> list[str]:
    return [refusal.diagnostic.code for refusal in result.refusals]
