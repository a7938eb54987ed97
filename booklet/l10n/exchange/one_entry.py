"""Decides what the rows of one entry change in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from booklet.l10n.checks import findings
from booklet.l10n.exchange.report import Report
from booklet.l10n.exchange.rows import Check, Returned, source_hash, target_hash
from booklet.l10n.exchange.sign import review
from booklet.l10n.po import FUZZY, Entry
from booklet.l10n.states import EntryState, state

_LAST_CHECK = "L09"
"""Later checks need more than the text; 'booklet l10n check' has them."""


class _Form(NamedTuple):
    """A row that belongs to the present English, of the n-th form of its entry."""

    n: int
    row: Returned
    sent: Check

    @property
    def has_other_text(self) -> bool:
        """Than it was sent out with."""
        return target_hash(self.row.target) != self.sent.target

    @property
    def asked(self) -> str | None:
        """The state that someone has set."""
        return self.row.state if self.row.state and self.row.state != self.sent.state else None


def take(entry: Entry, rows: Mapping[int, Returned], report: Report) -> Entry:
    """The entry with what the rows of its forms change; the very same if they change nothing."""
    forms = [form for n, row in rows.items() if (form := _form(entry, n, row, report)) and _is_fit(entry, form, report)]
    new = {form.n: form.row.target for form in forms if form.row.target != entry.targets[form.n]}
    result = replace(entry, targets=tuple(new.get(n, old) for n, old in enumerate(entry.targets))) if new else entry
    for form in forms:
        if form.n in new:
            report.change(form.row, "text")
    was = state(entry, report.terms.language.reviewers)
    return review(_mark(result, was, forms, new, report), {form.n: form.row for form in forms}, report)


def _form(entry: Entry, n: int, row: Returned, report: Report) -> _Form | None:
    sent = Check.read(row.check)
    tag = report.terms.language.tag
    if sent is None:
        report.refuse(
            "row-source-changed",
            row,
            f"'{row.check}' is no source-check",
            "export again, and leave this column as it is",
        )
    elif sent.source == source_hash(entry, tag):
        return _Form(n, row, sent)
    elif other := next((tag for tag in report.terms.others if source_hash(entry, tag) == sent.source), None):
        report.refuse(
            "row-language", row, f"this row is of the language '{other}', not '{tag}'", f"import it with --lang {other}"
        )
    else:
        report.refuse(
            "row-source-changed",
            row,
            "the English has changed since the export",
            "export again, and look at the new English",
        )
    return None


def _is_fit(entry: Entry, form: _Form, report: Report) -> bool:
    """Whether the row may be used: its text is that of the catalog, or a new one without fault."""
    row, present = form.row, entry.targets[form.n]
    if row.target == present:
        return True
    if target_hash(present) != form.sent.target:
        if form.has_other_text or form.asked or row.reviewed_by:
            report.refuse(
                "row-conflict", row, "the translation has changed since the export", "export again, and compare both"
            )
        return False
    if not row.target.strip():
        report.refuse(
            "row-emptied",
            row,
            "the translation was deleted, so the old one stays",
            "mark it 'needs-work' if it is wrong",
        )
        return False
    candidate = replace(entry, targets=tuple(row.target if n == form.n else old for n, old in enumerate(entry.targets)))
    found = findings(candidate, report.terms.language, report.terms.glossary, errors_only=True)
    wrong = [finding for finding in found if finding.form == form.n and finding.check <= _LAST_CHECK]
    for finding in wrong:
        report.refuse(finding.code, row, finding.message, finding.hint)
    return not wrong


def _mark(entry: Entry, was: EntryState, forms: list[_Form], new: Mapping[int, str], report: Report) -> Entry:
    """The entry with its fuzzy flag set or taken off, as people ask and as new texts imply."""
    asking = [form for form in forms if form.asked and _may_ask(entry, form, was, form.n in new, report)]
    if any(form.asked == EntryState.NEEDS_WORK for form in asking):
        word, result = EntryState.NEEDS_WORK, entry if entry.fuzzy else replace(entry, flags=(FUZZY, *entry.flags))
    elif {*new, *(form.n for form in asking)} >= {*range(len(entry.targets))}:
        flags = tuple(flag for flag in entry.flags if flag != FUZZY)
        word, result = EntryState.TRANSLATED, replace(entry, flags=flags, previous=None) if entry.fuzzy else entry
    else:
        return entry
    for form in asking if result is not entry else ():
        if form.asked == word:
            report.change(form.row, "state")
    return result


def _may_ask(entry: Entry, form: _Form, was: EntryState, is_new: bool, report: Report) -> bool:
    """Whether the state that a row asks for is one that an import can set."""
    word = form.asked
    if word not in (EntryState.TRANSLATED, EntryState.NEEDS_WORK):
        message, hint = (
            f"the state '{word}' cannot be set",
            f"choose '{EntryState.TRANSLATED}' or '{EntryState.NEEDS_WORK}'",
        )
    elif not all(entry.targets):
        message, hint = f"what is not translated cannot be '{word}'", "fill in its translation"
    elif word == EntryState.TRANSLATED and was is EntryState.MACHINE_DRAFT and not is_new:
        message, hint = (
            "a machine's draft stays one until its text changes or a person signs it",
            f"if it is right as it stands, sign it with 'booklet l10n review --lang {report.terms.language.tag}'",
        )
    else:
        return True
    report.refuse("row-state", form.row, message, hint)
    return False
