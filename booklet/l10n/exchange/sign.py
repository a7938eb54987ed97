"""Takes in reviews: only of people who were named, only of the very text that stands in the catalog, and of no machine draft."""

from __future__ import annotations

import re
from collections.abc import Mapping

from booklet.l10n.exchange.report import Report
from booklet.l10n.exchange.rows import Returned
from booklet.l10n.people import PSEUDONYM_RULE, is_pseudonym
from booklet.l10n.po import Entry
from booklet.l10n.review import objection, sign
from booklet.l10n.states import is_unedited_draft, reviewers_of


def review(entry: Entry, rows: Mapping[int, Returned], report: Report) -> Entry:
    """The entry with the reviews that the rows of its forms bring. `rows`: those that could be used, by form."""
    signed = {n: _names(row.reviewed_by) for n, row in rows.items() if row.reviewed_by}
    for who in dict.fromkeys(name for names in signed.values() for name in names):
        mine = [rows[n] for n, names in signed.items() if who in names]
        if no := _objection(entry, who, len(mine), report):
            for row in mine:
                report.refuse("row-review", row, f"the review was not taken: {no[0]}", no[1])
        elif who not in reviewers_of(entry):
            entry = sign(entry, who, report.terms.on)
            for row in mine:
                report.change(row, "review")
    return entry


def _names(cell: str) -> list[str]:
    return [name for part in re.split("[,;\n]", cell) if (name := part.strip())]


def _objection(entry: Entry, who: str, forms: int, report: Report) -> tuple[str, str] | None:
    """Why a review cannot be taken, and what to do; None if it can. What may be a person's name is not repeated.

    A machine's draft never can: a column is soon filled down, and nobody could tell which rows were read."""
    if not is_pseudonym(who):
        return f"{len(who)} characters in reviewed_by may be a person's name", f"sign with {PSEUDONYM_RULE}"
    if who not in report.terms.reviewers:
        return (
            f"nobody has vouched for '{who}'",
            f"import with --accept-reviews {who} if the file comes from this reviewer",
        )
    language = report.terms.language
    if no := objection(entry, who, language):
        return no
    if is_unedited_draft(entry):
        return (
            "it is a machine's draft, and those are signed one by one",
            f"mend its text here; or read it and sign it with 'booklet l10n review --lang {language.tag} --by {who} {entry.context}'",
        )
    if forms < len(entry.targets):
        return f"{who} has not signed all plural forms", "sign each of them"
    return None
