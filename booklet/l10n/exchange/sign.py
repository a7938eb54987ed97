"""Takes in reviews: only of people who were named, and only of the very text that stands in the catalog."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from booklet.l10n.exchange.report import Report
from booklet.l10n.exchange.rows import Returned
from booklet.l10n.people import PSEUDONYM_RULE, is_pseudonym
from booklet.l10n.po import Entry
from booklet.l10n.states import review_line, reviewers_of, translators_of


def review(entry: Entry, rows: Mapping[int, Returned], report: Report) -> Entry:
    """The entry with the reviews that the rows of its forms bring. `rows`: those that could be used, by form."""
    signed = {n: _names(row.reviewed_by) for n, row in rows.items() if row.reviewed_by}
    for who in dict.fromkeys(name for names in signed.values() for name in names):
        mine = [rows[n] for n, names in signed.items() if who in names]
        if objection := _objection(entry, who, len(mine), report):
            for row in mine:
                report.refuse("row-review", row, f"the review was not taken: {objection[0]}", objection[1])
        elif who not in reviewers_of(entry):
            entry = _sign(entry, who, report.terms.on)
            for row in mine:
                report.change(row, "review")
    return entry


def _names(cell: str) -> list[str]:
    return [name for part in re.split("[,;\n]", cell) if (name := part.strip())]


def _objection(entry: Entry, who: str, forms: int, report: Report) -> tuple[str, str] | None:
    """Why a review cannot be taken, and what to do; None if it can. What may be a person's name is not repeated."""
    if not is_pseudonym(who):
        return f"{len(who)} characters in reviewed_by may be a person's name", f"sign with {PSEUDONYM_RULE}"
    if who not in report.terms.reviewers:
        return (
            f"nobody has vouched for '{who}'",
            f"import with --accept-reviews {who} if the file comes from this reviewer",
        )
    if not all(entry.targets):
        return "the text is not translated", "fill in its translation"
    if entry.fuzzy:
        return "the text needs work", "choose the state 'translated' if it is right"
    if who in translators_of(entry):
        return f"'{who}' is its translator", "let another person read it"
    if forms < len(entry.targets):
        return f"'{who}' has not signed all plural forms", "sign each of them"
    return None


def _sign(entry: Entry, who: str, on: date) -> Entry:
    """The entry with a review of its present text in the place of older ones by the same person."""
    kept = tuple(c for c in entry.comments if not c.startswith(f"review: by={who} "))
    return replace(entry, comments=(*kept, review_line(entry, who, on)))
