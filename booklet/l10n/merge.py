"""Carries translations over to new source texts, by identity only.

No similarity ever writes into a translation: other tools gave a new hotline the sentence, and the number, of another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from booklet.l10n.canonical import in_form, tidy
from booklet.l10n.po import FUZZY, Entry, Previous
from booklet.l10n.states import draft_line, draft_still, has_person, is_draft_line, is_unedited_draft

_NONE: Mapping[str, Sequence[str]] = MappingProxyType({})


def merge(old: Sequence[Entry], template: Sequence[Entry], former: Mapping[str, Sequence[str]] = _NONE) -> tuple[Entry, ...]:
    """The catalog `old` brought up to date with `template`, both without syntax errors; obsolete entries come last.

    Same msgctxt and English: everything stays. Other English: the translation stays, fuzzy, with the English it was
    made for. New msgctxt: empty, unless it is declared to be another one's new name (`former`: earlier msgctxts, the
    latest first): then the translation follows, and its reviews no longer hold, since they cover the msgctxt. Gone:
    obsolete, and revived when the msgctxt returns. The header is the template's, with the old one's comments.
    """
    known = {e.context: e for e in old if e.obsolete} | {e.context: e for e in old if not e.obsolete}
    merged: list[Entry] = []
    used: set[int] = set()
    for fresh in template:
        found = [e for name in (fresh.context, *former.get(fresh.context or "", ())) if (e := known.get(name)) and _is_alike(e, fresh)]
        before = next((e for e in found if any(e.targets)), found[0] if found else None)
        if before is None:
            merged.append(fresh)
            continue
        used.add(id(before))
        if fresh.is_header:
            merged.append(replace(fresh, comments=tidy(before.comments)))
            continue
        own = found[0]
        if own is not before and own.context == fresh.context:  # empty: the new name was there before it was declared
            used.add(id(own))
            before = replace(before, comments=(*before.comments, *own.comments))
        merged.append(_carry(_renamed(before, fresh.context), fresh))
    rest = [in_form(replace(e, obsolete=True)) for e in old if id(e) not in used and not e.is_header]
    return (*merged, *(e for e in rest if any(e.targets) or e.comments))


def _is_alike(before: Entry, fresh: Entry) -> bool:
    """Whether both have plural forms, or neither."""
    return fresh.is_header or (before.plural is None) == (fresh.plural is None)


def _renamed(entry: Entry, context: str | None) -> Entry:
    return entry if entry.context == context else draft_still(entry, replace(entry, context=context))


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


def draft(entries: Iterable[Entry], texts: Mapping[str, str], on: date) -> tuple[Entry, ...]:
    """The entries with machine drafts, by msgctxt, filled in and marked as such.

    Only what no person has touched is filled: an untranslated entry, or an unedited machine draft."""
    return tuple(_draft(e, text, on) if (text := texts.get(e.context or "")) and is_open(e) else e for e in entries)


def is_open(entry: Entry) -> bool:
    """Whether a machine may write this entry's translation."""
    if not entry.is_message:
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
