"""Entries as nearly all are, read at one go: msgctxt, msgid and msgstr, one line each, in the canonical order.

Line by line, as `po` reads the rest, takes three times as long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from booklet.diag import Span
from booklet.l10n.po_entry import Entry

_TEXT = r'"([^"\\\n]*)"\n'
_PLAIN = re.compile(
    r"((?:# [^\n]*\n)*+)((?:#\. [^\n]*\n)*+)((?:#: [^\n]*\n)*+)(?:#, ([^\n]*)\n)?+"
    rf"msgctxt {_TEXT}msgid {_TEXT}msgstr {_TEXT}(?:\n++(?=#[^~]|msgctxt )|\n*+\Z)"
)
"""No escapes, no plural, nothing of an earlier source, empty lines after it, and then another entry or the end."""

match: Callable[[str, int], re.Match[str] | None] = _PLAIN.match
"""A plain entry that begins at a place of a text."""
_new = tuple.__new__


class Plain(NamedTuple):
    """An entry whose comments are not taken apart yet: who only prints needs them seldom. `line`: its first keyword."""

    context: str
    source: str
    target: str
    comments: str
    extracted: str
    references: str
    flags: str | None
    file: str
    line: int

    @property
    def targets(self) -> tuple[str, ...]:
        return (self.target,)

    @property
    def span(self) -> Span:
        return _new(Span, (self.file, self.line, 1))

    @property
    def is_header(self) -> bool:
        return False

    @property
    def is_message(self) -> bool:
        return True

    @property
    def obsolete(self) -> bool:
        return False

    def entry(self, known: dict[str, tuple[str, ...]]) -> Entry:
        """All of it. `known`: comments already taken apart, as they say the same again and again."""
        flags = (self.flags or "").split(",")
        return Entry(
            self.context, self.source, (self.target,), None,
            _lines(self.comments, 2, known), _lines(self.extracted, 3, known), _lines(self.references, 3, known),
            tuple(flag for part in flags if (flag := part.strip(" \t"))), None, False, self.span,
        )  # fmt: skip


Found = Entry | Plain


def plain(found: re.Match[str], path: str, end: int) -> Plain:
    """The entry of a `match`. `end`: the line after it and the empty ones that follow."""
    comments, extracted, references, flags, context, source, target = found.groups()
    line = end - found.end() + found.end(7) - 1  # as many as there are line ends after the text, and three
    return _new(Plain, (context, source, target, comments, extracted, references, flags, path, line))


def whole(found: Iterable[Found]) -> tuple[Entry, ...]:
    """Entries, their comments taken apart."""
    known: dict[str, tuple[str, ...]] = {"": ()}
    return tuple(one.entry(known) if type(one) is Plain else one for one in found)  # type: ignore[misc]


def _lines(block: str, mark: int, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What comment lines say. `mark`: length of the sign before each."""
    found = known.get(block)
    if found is None:
        found = known[block] = tuple(line.rstrip(" \t")[mark:] for line in block.split("\n")[:-1])
    return found
