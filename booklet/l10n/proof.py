"""What the checks found in a catalog, each with its entry and its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from booklet.diag import Diagnostic, Span
from booklet.l10n.checks import Finding, findings
from booklet.l10n.glossary import Glossary
from booklet.l10n.languages import Language
from booklet.l10n.places import place_in
from booklet.l10n.po import Entry
from booklet.l10n.states import digest
from booklet.value import compared


@compared
class Proof:
    """A finding in the entry `key` (its msgctxt) of a language's catalog. `of`: the hash of the entry that an exemption
    quotes; `span`: the character's place. `where`: the edition and form in which it shows; "" for all."""

    lang: str
    key: str
    finding: Finding
    span: Span | None
    of: str
    where: str = ""

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as everything else is told."""
        where = f"{self.lang}, '{self.key}'" if self.key else self.lang
        shown = f" ({self.where})" if self.where else ""
        message = f"{where}: {self.finding.message}{shown}"
        return Diagnostic(self.finding.severity, self.finding.code, message, self.span, (self.finding.hint,))


class PrintedEntry(NamedTuple):
    """An entry that may print, with the lines of its file."""

    entry: Entry
    lines: Sequence[str]


Catalogs = Mapping[str, Mapping[str, PrintedEntry]]
"""Entries by language and msgctxt."""


def prove(
    entries: Iterable[Entry], text: str, language: Language, glossary: Glossary, *, errors_only: bool = False
) -> Iterator[Proof]:
    """Every finding in the entries of a catalog that may print; `text`: of its file."""
    lines: list[str] = []
    for entry in entries:
        if not may_print(entry):
            continue
        for finding in findings(entry, language, glossary, errors_only=errors_only):
            lines = lines or text.split("\n")
            span = place_in(lines, entry, finding.form, finding.start)
            yield Proof(language.tag, entry.context or "", finding, span, digest(entry))


def printed_entries(text: str, entries: Iterable[Entry]) -> dict[str, PrintedEntry]:
    """The translations of a catalog that may print, by msgctxt; `text`: of its file."""
    lines = text.split("\n")
    return {e.context: PrintedEntry(e, lines) for e in entries if e.context and any(e.targets) and may_print(e)}


def may_print(entry: Entry) -> bool:
    """Whether an entry is a message that is neither retired nor marked as needing work."""
    return entry.is_message and not entry.fuzzy
