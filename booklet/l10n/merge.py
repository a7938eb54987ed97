"""Carries translations over to new source texts, by identity only.

No similarity ever writes into a translation: other tools gave a new hotline the sentence, and the number, of another.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from booklet.l10n.po import FUZZY, Entry, Previous
from booklet.l10n.states import draft_line, has_person, is_draft_line, is_unedited_draft

WIDTH = 76
"""Columns of a comment line; longer ones are re-wrapped by other tools."""


def merge(old: Sequence[Entry], template: Sequence[Entry]) -> tuple[Entry, ...]:
    """The catalog `old` brought up to date with `template`, both without syntax errors; obsolete entries come last.

    Same msgctxt and English: everything stays. Other English: the translation stays, fuzzy, with the English it was
    made for. New msgctxt: empty. Gone: obsolete, and revived when the msgctxt returns. The header is the template's, with
    the old one's comments.
    """
    live = {e.context: e for e in old if not e.obsolete}
    known = {e.context: e for e in old if e.obsolete} | live
    merged, used = [], set()
    for fresh in template:
        before = known.get(fresh.context)
        if before is None:
            merged.append(fresh)
        elif fresh.is_header:
            used.add(id(before))
            merged.append(replace(fresh, comments=tidy(before.comments)))
        elif (before.plural is None) == (fresh.plural is None):
            used.add(id(before))
            merged.append(_carry(before, fresh))
        else:
            merged.append(fresh)
    rest = [_retire(e) for e in old if id(e) not in used and not e.is_header]
    return (*merged, *(e for e in rest if any(e.targets) or e.comments))


def tidy(comments: Iterable[str]) -> tuple[str, ...]:
    """Comment lines as other tools leave them alone: none empty or repeated, none too long where it can be broken."""
    lines: dict[str, None] = {}
    for comment in comments:
        parts = [comment]
        if len(comment) > WIDTH - 2:
            parts = textwrap.wrap(comment, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
        lines.update(dict.fromkeys(stripped for p in parts if (stripped := p.rstrip())))
    return tuple(lines)


def _carry(before: Entry, fresh: Entry) -> Entry:
    """The new entry with the old one's translation and comments."""
    entry = replace(fresh, comments=tidy(before.comments), targets=before.targets)
    if not any(before.targets):
        return entry
    if (before.source, before.plural) == (fresh.source, fresh.plural):
        return replace(entry, flags=_fuzzy(fresh), previous=before.previous) if before.fuzzy else entry
    made_for = before.previous if before.fuzzy and before.previous else Previous(None, before.source, before.plural)
    return replace(entry, flags=_fuzzy(fresh), previous=made_for)


def _fuzzy(entry: Entry) -> tuple[str, ...]:
    return (FUZZY, *(f for f in entry.flags if f != FUZZY))


def _retire(entry: Entry) -> Entry:
    return replace(entry, obsolete=True, extracted=(), references=(), comments=tidy(entry.comments))


def draft(entries: Iterable[Entry], texts: Mapping[str, str], on: date) -> tuple[Entry, ...]:
    """The entries with machine drafts, by msgctxt, filled in and marked as such.

    Only what no person has touched is filled: an untranslated entry, or an unedited machine draft."""
    return tuple(_draft(e, text, on) if (text := texts.get(e.context or "")) and is_open(e) else e for e in entries)


def is_open(entry: Entry) -> bool:
    """Whether a machine may write this entry's translation."""
    if entry.obsolete or entry.is_header:
        return False
    return not any(entry.targets) or (is_unedited_draft(entry) and not has_person(entry))


def _draft(entry: Entry, text: str, on: date) -> Entry:
    target = unicodedata.normalize("NFC", text)
    if (target,) == entry.targets and not entry.fuzzy and is_unedited_draft(entry):
        return entry
    flags = tuple(f for f in entry.flags if f != FUZZY)
    filled = replace(entry, targets=(target,), flags=flags, previous=None)
    comments = (*(c for c in entry.comments if not is_draft_line(c)), draft_line(filled, on))
    return replace(filled, comments=comments)
