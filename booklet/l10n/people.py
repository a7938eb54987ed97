"""Keeps names and addresses of translators out of the files: they may be at risk, so they sign with pseudonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from booklet.diag import Sink, Span
from booklet.l10n.po import Entry

MACHINE = "machine"
PSEUDONYM_RULE = "one to three capital letters and a number of one to three digits, from a private list: R7"

_PSEUDONYM = re.compile("[A-Z]{1,3}[0-9]{1,3}")
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:=]+@[^\s<>()\[\]\"',;:=]*[^\s<>()\[\]\"',;:=.]")
_REMOVED = "(address removed)"
_SIGNED = re.compile(r"^# (review|translated): by=(\S+)", re.MULTILINE)
_FIELD = re.compile(r"(Last-Translator|Language-Team): *([^\n\\]*)")
_COMMENT = re.compile(r"^#(?![.:,=|~]).*@.*", re.MULTILINE)
_NOBODY = frozenset(("", "none", "FULL NAME <EMAIL@ADDRESS>", "LANGUAGE <LL@li.org>"))
"""What the header of a fresh file says."""


def is_pseudonym(name: str) -> bool:
    """Whether a person may sign with it (`PSEUDONYM_RULE`): it cannot be mistaken for a name, an address or a machine."""
    return _PSEUDONYM.fullmatch(name) is not None


def check_people(text: str, path: str, sink: Sink) -> None:
    """Complaints about the people in a catalog. They do not quote what should not be known.

    Error: review-machine. Warnings: review-name, a signature that is no pseudonym; po-person, a name or e-mail address in the
    header or in a comment."""
    if "by=" in text:
        for found in _SIGNED.finditer(text):
            if not is_pseudonym(found[2]):  # only now: to count lines takes time
                _tell_signature(found[1], found[2], Span(path, _line(text, found.start()), 1), sink)
    if "Last-Translator" in text or "@" in text:
        for line, what in _named(text):
            sink.warn("po-person", f"{what} may tell who translates", Span(path, line, 1), "take it out with 'booklet l10n fmt'")


def anonymous(comments: Iterable[str]) -> tuple[str, ...]:
    """Comments of an entry without e-mail addresses."""
    return tuple(_ADDRESS.sub(_REMOVED, c) if "@" in c else c for c in comments)


def without_people(header: Entry) -> Entry:
    """A header without the comment lines that have an e-mail address: such a line names its owner too."""
    return replace(header, comments=tuple(c for c in header.comments if not _ADDRESS.search(c)))


def _tell_signature(kind: str, name: str, span: Span, sink: Sink) -> None:
    if kind == "review" and name.casefold() == MACHINE:
        hint = "delete the line; a person who has read the text signs it with 'booklet l10n review'"
        sink.error("review-machine", "a machine cannot review", span, hint)
    else:
        sink.warn("review-name", f"a signature of {len(name)} characters may be a person's name", span, f"sign with {PSEUDONYM_RULE}")


def _named(text: str) -> Iterator[tuple[int, str]]:
    """Line and kind of what names a person."""
    end = text.find("\n\n")
    for found in _FIELD.finditer(text, 0, end if end >= 0 else len(text)):
        if found[2].strip() not in _NOBODY:
            yield _line(text, found.start()), f"the field '{found[1]}' of the header"
    if "@" in text:
        for found in _COMMENT.finditer(text):
            if _ADDRESS.search(found[0]):
                yield _line(text, found.start()), "an e-mail address in a comment"


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
