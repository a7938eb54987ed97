"""What becomes of each row that came back: taken, refused with the reason, or of no consequence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from booklet.diag import Diagnostic, Span
from booklet.l10n.exchange.rows import Returned, harmless
from booklet.l10n.glossary import NO_GLOSSARY, Glossary
from booklet.l10n.languages import Language
from booklet.value import compared


@compared
class Terms:
    """Under which a file is taken in."""

    file: str
    """Its name, for places."""
    language: Language
    glossary: Glossary = NO_GLOSSARY
    others: tuple[str, ...] = ()
    """Tags of other languages, to tell whose sheet a row is from."""
    reviewers: tuple[str, ...] = ()
    """Whose reviews are accepted: ids from a private list, not names."""
    on: date = date.min
    """The day of the reviews."""


@compared
class Change:
    """What a row changed in its entry: some of "text", "state", "review"."""

    key: str
    line: int
    parts: tuple[str, ...]


@compared
class Refusal:
    """What was not taken from a row, and why."""

    key: str
    line: int
    diagnostic: Diagnostic


@dataclass(slots=True)
class Report:
    """Collects what becomes of each row."""

    terms: Terms
    _changes: dict[Returned, list[str]] = field(default_factory=dict)
    _refusals: list[tuple[Returned, Refusal]] = field(default_factory=list)

    def change(self, row: Returned, part: str) -> None:
        self._changes.setdefault(row, []).append(part)

    def refuse(self, code: str, row: Returned, message: str, hint: str) -> None:
        """Note why a row, or a part of it, was not taken."""
        about = f"'{row.key}': {message}" if row.key else message
        diagnostic = Diagnostic("error", code, harmless(about), Span(self.terms.file, row.line, row.column), (hint,))
        self._refusals.append((row, Refusal(row.key, row.line, diagnostic)))

    @property
    def changes(self) -> tuple[Change, ...]:
        found = (Change(row.key, row.line, tuple(parts)) for row, parts in self._changes.items())
        return tuple(sorted(found, key=lambda change: change.line))

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        return tuple(sorted((refusal for _, refusal in self._refusals), key=lambda refusal: refusal.line))

    @property
    def spoken(self) -> int:
        """Rows that something is said about."""
        return len(self._changes.keys() | {row for row, _ in self._refusals})
