"""Signs translations as reviewed: by a person under a pseudonym, bound to the very text that was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from booklet.diag import Diagnostic
from booklet.l10n.checks import findings
from booklet.l10n.exempt import ABOUT_FACTS
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry
from booklet.l10n.states import (
    EntryState,
    is_unedited_draft,
    review_line,
    reviewers_needed,
    reviewers_of,
    state,
    translators_of,
)
from booklet.value import compared


@compared
class Signing:
    """What became of the entries of one catalog."""

    entries: tuple[Entry, ...]
    """All of them, as they are now."""
    signed: tuple[Entry, ...]
    """Those with a new review."""
    already: tuple[Entry, ...]
    """Those whose present text the same person has signed before."""
    refused: tuple[Diagnostic, ...]
    drafts: tuple[Entry, ...]
    """Machine drafts that were passed over, since nobody named them."""


def sign_named(entries: Iterable[Entry], contexts: Collection[str], by: str, on: date, language: Language) -> Signing:
    """Sign the entries with these msgctxts, machine drafts too: naming one says that its text has been read.

    `by`: a pseudonym (`people.is_pseudonym`). Refused, with the reason: review-refused."""
    return _sign(entries, by, on, language, contexts)


def sign_translated(entries: Iterable[Entry], by: str, on: date, language: Language) -> Signing:
    """Sign every translation that may be, but no machine draft: those are read and signed one by one."""
    return _sign(entries, by, on, language, None)


def waiting(entries: Iterable[Entry], by: str, language: Language) -> tuple[Entry, ...]:
    """What still needs a review and this person could sign, machine drafts too."""
    open_ones = (e for e in entries if e.is_message and state(e, language.reviewers) is not EntryState.REVIEWED)
    return tuple(e for e in open_ones if by not in reviewers_of(e) and not objection(e, by, language))


def sign(entry: Entry, by: str, on: date) -> Entry:
    """The entry with a review of its present text in the place of an older one by the same person.

    The one who signs must not have translated it, and the text must be complete: see `objection`."""
    kept = tuple(c for c in entry.comments if not c.startswith(f"review: by={by} "))
    return replace(entry, comments=(*kept, review_line(entry, by, on)))


def objection(entry: Entry, by: str, language: Language) -> tuple[str, str] | None:
    """Why this person cannot sign this entry, and what to do; None if they can. A wrong fact (L01 to L03) cannot be signed."""
    now = state(entry)
    if now is EntryState.UNTRANSLATED:
        return "it is not translated", "translate it first"
    if now is EntryState.NEEDS_WORK:
        return "it is marked as needing work (fuzzy)", "compare it with the English, mend it, take the mark off"
    if by in translators_of(entry):
        return f"{by} translated it", "let another person read it"
    wrong = next((f for f in findings(entry, language, errors_only=True) if f.check in ABOUT_FACTS), None)
    return (wrong.message, wrong.hint) if wrong else None


def progress(entry: Entry, reviewers: int) -> str:
    """How far a signed entry is, for a person: "reviewed", or "1 of 2 reviews"."""
    needed, have = reviewers_needed(entry, reviewers), len(reviewers_of(entry))
    return "reviewed" if have >= needed else f"{have} of {needed} reviews"


def _sign(entries: Iterable[Entry], by: str, on: date, language: Language, contexts: Collection[str] | None) -> Signing:
    result: list[Entry] = []
    signed: list[Entry] = []
    already: list[Entry] = []
    drafts: list[Entry] = []
    refused: list[Diagnostic] = []
    for entry in entries:
        result.append(entry)
        if not entry.is_message or (contexts is not None and entry.context not in contexts):
            continue
        if by in reviewers_of(entry):
            already.append(entry)
        elif no := objection(entry, by, language):
            if contexts is not None:
                refused.append(Diagnostic("error", "review-refused", f"'{entry.context}' cannot be signed: {no[0]}", entry.span, (no[1],)))
        elif contexts is None and is_unedited_draft(entry):  # also one that another person has signed
            drafts.append(entry)
        else:
            result[-1] = sign(entry, by, on)
            signed.append(result[-1])
    return Signing(tuple(result), tuple(signed), tuple(already), tuple(refused), tuple(drafts))
