"""What `booklet diff` tells: what is local, what is no longer needed, and what goes against the shared content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from booklet.local.change import Kind
from booklet.local.outdated import Outdated
from booklet.local.standing import CONTRADICTIONS, Finding, Standing, quote

_SAID = {
    Standing.SAME: "the shared content says the same now: it can be removed here",
    Standing.UNRECORDED: "not recorded",
    Standing.NOTHING: "hides what is not there",
}


def as_text(findings: Iterable[Finding]) -> Iterator[str]:
    """Line by line, file by file; what needs someone has a '!' before it."""
    file = ""
    for finding in findings:
        if finding.change.file != file:
            file = finding.change.file
            yield file
        yield from _lines(finding)


def _lines(finding: Finding) -> Iterator[str]:
    change, mark = finding.change, "!" if finding.standing in CONTRADICTIONS else " "
    what = f": {quote(change.here)}" if change.path and change.here is not None else ""
    beside = f", shared: {quote(change.shared)}" if change.kind is Kind.CHANGED else ""
    yield f" {mark} {change.span.line}: {change.kind} {change.where if change.path else 'the whole file'}{what}{beside}"
    note = _note(finding)
    if note:
        yield f"     {note}"


def _note(finding: Finding) -> str:
    said = finding.standing
    if said in (Standing.BEHIND, Standing.NUMBER):
        return f"the shared content has changed since: it was {quote(finding.before)}"
    if said is Standing.GONE:
        return f"the shared content calls it '{finding.now_named}' now" if finding.now_named else "the shared content no longer has it"
    return _SAID.get(said, "")


def as_data(finding: Finding) -> dict[str, Any]:
    """One finding for a program."""
    change = finding.change
    return {
        "file": change.file, "line": change.span.line, "path": list(change.path), "kind": str(change.kind), "here": change.here,
        "shared": change.shared, "standing": str(finding.standing), "before": finding.before, "now_named": finding.now_named,
    }  # fmt: skip


def outdated_lines(found: Iterable[Outdated]) -> Iterator[str]:
    """Translations that no longer fit, in the same form."""
    for one in found:
        yield f"{one.file}"
        yield f" ! {one.line}: the translation of '{one.context}' was made for {quote(one.made_for)}"
        yield f"     the English is {quote(one.english)} now" if one.english else "     there is no such text any more"
