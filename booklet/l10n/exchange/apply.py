"""Takes returned rows into catalogs: texts, the fuzzy flag and reviews, nothing else; what cannot be trusted is refused, row by row.

A row that nobody touched changes nothing, however old the file is; so does one that says what the catalog says already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from booklet.l10n.exchange.one_entry import take
from booklet.l10n.exchange.report import Change, Refusal, Report, Terms
from booklet.l10n.exchange.rows import Returned, key
from booklet.l10n.po import Entry
from booklet.value import compared


@compared
class Result:
    """What became of the rows of a file."""

    catalogs: dict[str, tuple[Entry, ...]]
    """By path; only those that changed."""
    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...]
    untouched: int
    """Rows that say nothing new."""


def apply(rows: Sequence[Returned], catalogs: Mapping[str, Sequence[Entry]], terms: Terms) -> Result:
    """The catalogs (entries by path) with what the rows change."""
    report = Report(terms)
    wanted = _by_key(rows, report)
    known: set[str] = set()
    result: dict[str, tuple[Entry, ...]] = {}
    for path, entries in catalogs.items():
        changed = []
        for entry in entries:
            names = _names(entry)
            known.update(names)
            given = {n: wanted[name] for n, name in enumerate(names) if name in wanted}
            changed.append(take(entry, given, report) if given else entry)
        if any(new is not old for new, old in zip(changed, entries, strict=True)):
            result[path] = tuple(changed)
    for row in (row for name, row in wanted.items() if name not in known):
        report.refuse(
            "row-unknown", row, "no text has this key", "export again; the text may have been taken out or renamed"
        )
    return Result(result, report.changes, report.refusals, len(rows) - report.spoken)


def _names(entry: Entry) -> list[str]:
    return [key(entry, n) for n in range(len(entry.targets))] if entry.is_message else []


def _by_key(rows: Iterable[Returned], report: Report) -> dict[str, Returned]:
    """The rows that hold nothing but text and are the only one of their key."""
    rows = tuple(rows)
    counts = Counter(row.key for row in rows)
    wanted: dict[str, Returned] = {}
    for row in rows:
        for fault in row.faults:
            report.refuse("row-content", row, fault, "type it again as plain text")
        if row.faults:
            continue
        if not row.key:
            report.refuse("row-unknown", row, "the row has no key", "copy the key from the export")
        elif counts[row.key] > 1:
            report.refuse(
                "row-duplicate",
                row,
                f"{counts[row.key]} rows have this key, so none of them was used",
                "keep the right one",
            )
        else:
            wanted[row.key] = row
    return wanted
