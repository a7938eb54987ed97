"""The rows that every exchange format shows: one for each translation, with what its translator should know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from booklet.diag import BookletError, Diagnostic, Sink, Span
from booklet.l10n.languages import Language
from booklet.l10n.notes import notes_of
from booklet.l10n.po import Entry
from booklet.l10n.states import EntryState, checksum, state
from booklet.value import compared

COLUMNS = ("key", "source-check", "state", "source", "target", "max", "page", "notes", "reviewed_by")
LONGEST_CELL = 32_767
"""Characters of a cell (Microsoft, "Excel specifications and limits"): more is cut off without a word."""

_LONGEST_MESSAGE = 300
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2) cannot hold, and the carriage return, which its readers turn into a line feed."""
_MAX = "max"


class Row(NamedTuple):
    """One translation as it is sent out, in the order of COLUMNS; all text."""

    key: str
    """msgctxt; of a message with plural forms `msgctxt[n]`."""
    check: str
    """Opaque to everyone outside: see `Check`."""
    state: str
    source: str
    target: str
    max: str
    page: str
    notes: str
    """One a line: what, critical, keep, note."""
    reviewed_by: str = ""
    """Always sent out empty, so that whatever comes back was written by a person who looked at this text."""


class Check(NamedTuple):
    """What a row was when it was sent out, so that on its return every change can be told from age."""

    source: str
    """Of language, msgctxt and English: `source_hash`."""
    target: str
    """Of the translation: `target_hash`."""
    state: str

    def __str__(self) -> str:
        return "-".join(self)

    @classmethod
    def read(cls, text: str) -> Check | None:
        found = _CHECK.fullmatch(text)
        return cls(*found.groups()) if found else None


_CHECK = re.compile(rf"([0-9a-f]{{8}})-([0-9a-f]{{8}})-({'|'.join(EntryState)})")


@compared
class Returned:
    """One row as it came back."""

    line: int
    """Row of a sheet, line of a text file; from 1."""
    column: int
    """Where its translation stands; from 1."""
    key: str
    check: str
    state: str
    """Empty if the file says nothing about it."""
    target: str
    reviewed_by: str
    faults: tuple[str, ...] = ()
    """Why its content is not plain text that can be trusted; ends of a sentence about the row."""


def rows(entries: Iterable[Entry], language: Language, pages: Mapping[str, str] | None = None) -> Iterator[Row]:
    """A row for each translation, or plural form of one. `pages`: where a msgctxt is printed, such as "4, 7"."""
    for entry in entries:
        if not entry.is_message:
            continue
        now = str(state(entry, language.reviewers))
        said = notes_of(entry)
        longest = ", ".join(words for kind, words in said if kind == _MAX)
        notes = "\n".join(f"{kind}: {words}" for kind, words in said if kind != _MAX)
        page = pages.get(entry.context or "", "") if pages else ""
        for n, target in enumerate(entry.targets):
            source = entry.source if n == 0 or entry.plural is None else entry.plural
            check = Check(source_hash(entry, language.tag), target_hash(target), now)
            yield Row(key(entry, n), str(check), now, source, target, longest, page, notes)


def key(entry: Entry, n: int) -> str:
    """The name of an entry's translation, or of its n-th plural form."""
    return f"{entry.context}[{n}]" if entry.plural is not None else entry.context or ""


def source_hash(entry: Entry, tag: str) -> str:
    """First 8 hex digits of SHA-256 over what a translation answers. The language belongs to it: else a sheet of Malay could
    be taken in as Indonesian."""
    return checksum(tag, entry.context or "", entry.source, entry.plural or "")


def target_hash(target: str) -> str:
    """First 8 hex digits of SHA-256 over one translation."""
    return checksum(target)


def check_fit(found: Iterable[Row], longest: int | None, sink: Sink) -> None:
    """Refuse texts that the file could not hold, or not give back: export-character, export-length.

    `longest`: UTF-16 code units, as spreadsheets count."""
    for row in found:
        for name in ("source", "target", "notes"):
            text = getattr(row, name)
            if bad := _UNFIT.search(text):
                sink.error("export-character", f"the {name} of '{row.key}' has U+{ord(bad[0]):04X}, which no spreadsheet or XLIFF can hold",
                           None, "delete it in the catalog; 'booklet l10n check' shows where")  # fmt: skip
            elif longest and len(text) > longest // 2 and len(text.encode("utf-16-le")) // 2 > longest:
                sink.error("export-length", f"the {name} of '{row.key}' is longer than a cell can be, {longest} characters",
                           None, "exchange this text as XLIFF")  # fmt: skip


def refuse(code: str, message: str, span: Span | None, *hints: str) -> BookletError:
    """The failure of a whole file, to be raised."""
    return BookletError((Diagnostic("error", code, harmless(message), span, tuple(map(harmless, hints))),))


def harmless(message: str) -> str:
    """A message that may quote a stranger's file, fit for a terminal: no control characters, no end of it out of sight."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in message)
    return shown if len(shown) <= _LONGEST_MESSAGE else f"{shown[:_LONGEST_MESSAGE]}…"
