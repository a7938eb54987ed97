"""How far a catalog entry has come: from untranslated to reviewed.

State is written in the entry itself, as comment lines that carry a hash of what was approved. Any edit by any tool makes
the hash wrong, so no tool has to co-operate.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from enum import StrEnum

from booklet.l10n.localised import State
from booklet.l10n.people import MACHINE
from booklet.l10n.po import Entry

CRITICAL = "critical: yes"
"""The extracted note of an entry that needs more than one reviewer."""

_REVIEW = re.compile(r"review: by=(\S+) on=\d{4}-\d\d-\d\d of=([0-9a-f]{8})")
_TRANSLATED = re.compile(r"translated: by=(\S+) on=\d{4}-\d\d-\d\d")
_DRAFT = re.compile(r"draft: by=machine on=\d{4}-\d\d-\d\d of=([0-9a-f]{8})")


class EntryState(StrEnum):
    UNTRANSLATED = "untranslated"
    NEEDS_WORK = "needs-work"
    MACHINE_DRAFT = "machine-draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    STALE = "stale"
    """Reviewed once, edited since: prints as translated."""


_PRINTED = {
    EntryState.MACHINE_DRAFT: State.MACHINE_DRAFT,
    EntryState.TRANSLATED: State.TRANSLATED,
    EntryState.STALE: State.TRANSLATED,
    EntryState.REVIEWED: State.REVIEWED,
}


def digest(entry: Entry, source: str | None = None) -> str:
    """The `checksum` of everything a reviewer approves; `source` stands in for the msgid."""
    return checksum(entry.context or "", entry.source if source is None else source, entry.plural or "", *entry.targets)


def checksum(*parts: str) -> str:
    """First 8 hex digits of SHA-256 over texts joined by U+0004, as gettext joins context and English."""
    return hashlib.sha256("\x04".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def state(entry: Entry, reviewers: int = 1) -> EntryState:
    """The state of an entry. `reviewers`: how many different people must have reviewed a critical one."""
    if not all(entry.targets):
        return EntryState.UNTRANSLATED
    if entry.fuzzy:
        return EntryState.NEEDS_WORK
    if not entry.comments:
        return EntryState.TRANSLATED
    current = digest(entry)
    reviews = _matches(_REVIEW, entry)
    valid = {m[1] for m in reviews if m[2] == current and m[1].casefold() != MACHINE}
    if valid:
        valid -= translators_of(entry)
        if len(valid) >= reviewers_needed(entry, reviewers):
            return EntryState.REVIEWED
    if any(m[1] == current for m in _matches(_DRAFT, entry)):
        return EntryState.MACHINE_DRAFT
    return EntryState.STALE if reviews and all(m[2] != current for m in reviews) else EntryState.TRANSLATED


def printed(entry_state: EntryState) -> State | None:
    """As which state an entry prints; None: not at all."""
    return _PRINTED.get(entry_state)


def is_unedited_draft(entry: Entry) -> bool:
    """Whether the text is a machine's and no person has touched it, even if its English has changed since."""
    sources = [entry.source]
    if entry.previous and entry.previous.source is not None:
        sources.append(entry.previous.source)
    hashes = {digest(entry, s) for s in sources}
    return any(m[1] in hashes for m in _matches(_DRAFT, entry))


def has_person(entry: Entry) -> bool:
    """Whether a person has signed this entry, as reviewer or translator, now or before."""
    return any(c.startswith(("review:", "translated:")) for c in entry.comments)


def is_draft_line(comment: str) -> bool:
    return _DRAFT.fullmatch(comment) is not None


def draft_line(entry: Entry, on: date) -> str:
    """The comment that marks the entry's present text as a machine's."""
    return f"draft: by=machine on={on.isoformat()} of={digest(entry)}"


def review_line(entry: Entry, by: str, on: date) -> str:
    """The comment with which a person approves the entry's present text."""
    return f"review: by={by} on={on.isoformat()} of={digest(entry)}"


def reviewers_of(entry: Entry) -> frozenset[str]:
    """Who has approved the present text, but for those who translated it."""
    current = digest(entry)
    signed = {m[1] for m in _matches(_REVIEW, entry) if m[2] == current and m[1].casefold() != MACHINE}
    return frozenset(signed - translators_of(entry))


def translators_of(entry: Entry) -> frozenset[str]:
    """Who has signed as translator."""
    return frozenset(m[1] for m in _matches(_TRANSLATED, entry))


def reviewers_needed(entry: Entry, reviewers: int) -> int:
    """How many people must approve an entry; `reviewers`: of a critical one."""
    return reviewers if CRITICAL in entry.extracted else 1


def is_lone(entry: Entry) -> bool:
    """Whether a critical entry has one reviewer only."""
    return reviewers_needed(entry, 2) > len(reviewers_of(entry))


def draft_still(before: Entry, after: Entry) -> Entry:
    """`after`, whose draft lines are made to hold for it as they did for `before`: a machine's text stays a machine's when it
    gets another identity or form."""
    sources = [before.source, *([before.previous.source] if before.previous and before.previous.source else [])]
    new = {digest(before, source): digest(after, source) for source in sources}
    lines = (m.string[: m.start(1)] + new.get(m[1], m[1]) if (m := _DRAFT.fullmatch(c)) else c for c in after.comments)
    return replace(after, comments=tuple(lines))


def _matches(pattern: re.Pattern[str], entry: Entry) -> list[re.Match[str]]:
    return [m for c in entry.comments if (m := pattern.fullmatch(c))]
