"""Mends in translations what can be mended without losing anything: the same text, in the form it ought to have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from booklet.l10n.languages import Language
from booklet.l10n.po import Entry
from booklet.l10n.states import EntryState, draft_still, state

_ZWSP = "\u200b"
_CRLF = re.compile("\r+\n")
_DOUBLED = re.compile(f"{_ZWSP}+")
_BESIDE_BLANK = re.compile(rf"{_ZWSP}(?=[ \r\n])|(?<=[ \r\n]){_ZWSP}")


class Mended(NamedTuple):
    """What was done to an entry. `stale`: it was reviewed, and the review does not cover the new form."""

    key: str
    done: tuple[str, ...]
    stale: bool


def mend(entries: Iterable[Entry], language: Language) -> tuple[tuple[Entry, ...], tuple[Mended, ...]]:
    """The entries mended, and what was done to which.

    NFC; CR LF becomes LF; a U+200B that is doubled, at an edge or beside a blank goes, in languages without spaces (in
    others it may stand for a space that is missing). A machine's draft stays one; a review is never signed anew."""
    result: list[Entry] = []
    done: list[Mended] = []
    for entry in entries:
        mended, steps = _mended(entry, language) if entry.is_message else (entry, ())
        result.append(mended)
        if steps:
            done.append(Mended(entry.context or "", steps, state(entry) is EntryState.REVIEWED))
    return tuple(result), tuple(done)


def mended_text(text: str, language: Language) -> tuple[str, tuple[str, ...]]:
    """A text mended, and the steps that changed it."""
    steps: list[str] = []
    for name, step in (("U+200B", _zwsp), ("line ends", _line_ends), ("NFC", _nfc)):
        if step is _zwsp and language.spaces:
            continue
        after = step(text)
        if after != text:
            steps.append(name)
        text = after
    return text, tuple(steps)


def _mended(entry: Entry, language: Language) -> tuple[Entry, tuple[str, ...]]:
    pairs = [mended_text(target, language) for target in entry.targets]
    steps = tuple(dict.fromkeys(step for _, done in pairs for step in done))
    if not steps:
        return entry, ()
    return draft_still(entry, replace(entry, targets=tuple(text for text, _ in pairs))), steps


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _line_ends(text: str) -> str:
    return _CRLF.sub("\n", text)


def _zwsp(text: str) -> str:
    return _BESIDE_BLANK.sub("", _DOUBLED.sub(_ZWSP, text)).strip(_ZWSP)
