"""Checks of words: written in the language's own script, translated at all, and as the glossary has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from booklet.l10n.checks_facts import blanked
from booklet.l10n.glossary import ANY, Term, find_avoided, fold, has_term, has_word
from booklet.l10n.pair import Flaw, Pair
from booklet.l10n.po import Entry
from booklet.l10n.states import CRITICAL
from booklet.world import badtext

_KEEP = "keep: "
_NAMES = ("what: name of a service", "what: name of a place, as people write it in this language")
_HAN = "\u3005-\u3007\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_BLOCKS = {
    "Latn": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u0250-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe",
    "Thaa": "\u0780-\u07bf",
    "Deva": "\u0900-\u097f\ua8e0-\ua8ff",
    "Beng": "\u0980-\u09ff",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Mlym": "\u0d00-\u0d7f",
    "Sinh": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Laoo": "\u0e80-\u0eff",
    "Tibt": "\u0f00-\u0fff",
    "Mymr": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    "Ethi": "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f",
    "Khmr": "\u1780-\u17ff\u19e0-\u19ff",
    "Rohg": "\U00010d00-\U00010d3f",
    "Hans": _HAN,
    "Hant": _HAN + "\u3100-\u312f\u31a0-\u31bf",
    "Jpan": _HAN + _KANA,
    "Kore": _HAN + "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
}
"""The blocks that hold the letters of a script (Blocks.txt). A script that is not here is not looked at."""

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]{3}")


def scripts(pair: Pair) -> Flaw | None:
    """L07: no word with letters of two scripts, and at least half of the letters in the language's own.

    Names do not count: words with a capital, and words to keep."""
    fault = badtext.mixed(pair.target)
    if fault:
        return Flaw(f"the text {fault.message}", fault.start, fault.hint)
    blocks = _BLOCKS.get(pair.language.script)
    if blocks is None or (pair.language.script == "Latn" and pair.target.isascii()):
        return None
    own, foreign = _patterns(blocks)
    if not foreign.search(pair.target):
        return None
    text = blanked(pair.target)
    names = {word for kept in keep_words(pair) for word in _WORD.findall(kept)}
    strange = [found for found in foreign.finditer(text) if found[0] == found[0].lower() and found[0] not in names]
    own_letters = sum(c.isalpha() for run in own.findall(text) for c in run)
    if sum(len(found[0]) for found in strange) <= own_letters or not strange:
        return None
    return Flaw(f"most letters are not of the script of '{pair.language.tag}': '{strange[0][0]}'", strange[0].start())


def same_as_source(pair: Pair) -> Flaw | None:
    """L11: the text is not the English itself, unless it is a name or all its words are to be kept. An error in a critical
    text."""
    if pair.target.casefold() != pair.source.casefold() or not _LETTERS.search(pair.target):
        return None
    if any(name in pair.entry.extracted for name in _NAMES):
        return None
    rest = blanked(pair.target)
    for kept in keep_words(pair):
        rest = rest.replace(kept, "\n")
    if not _LETTERS.search(rest):
        return None
    return Flaw("the text is the English itself", severity="error" if CRITICAL in pair.entry.extracted else None)


def preferred(pair: Pair) -> Flaw | None:
    """L12: a word of the glossary is translated as agreed. Case, blanks and endings may differ; a row may hold a stem."""
    for rows in pair.glossary.of(pair.language.tag).preferred_in(pair.source):
        text = fold(pair.target)
        if not any(fold(row.target) in text for row in rows):
            wanted = " or ".join(f"'{row.target}'" for row in rows)
            return Flaw(f"'{rows[0].term}' is not translated as {wanted}{_note(rows[0])}", hint=f"use {wanted}")
    return None


def forbidden(pair: Pair) -> Flaw | None:
    """L12: no word that the glossary warns of."""
    avoided = pair.glossary.of(pair.language.tag).forbidden
    text = fold(pair.target) if avoided else ""
    for word, row in avoided:
        start = find_avoided(text, word, row, pair.language.spaces)
        if start >= 0 and has_term(pair.source, row.term):
            return Flaw(f"'{row.target}' is forbidden{_note(row)}", _unfolded(pair.target, row, start))
    return None


def kept(pair: Pair) -> Flaw | None:
    """L12: names and marks that stay as they are stand in the translation, letter for letter."""
    for word, english in _to_keep(pair):
        if has_word(pair.source, english) and not has_word(pair.target, word):
            return Flaw(f"'{word}', which is to be kept, is missing", hint=f"write '{word}' as the English has it")
    return None


def keep_words(pair: Pair) -> Iterator[str]:
    """The words that stay as they are, of the glossary and of the entry's own note."""
    return (word for word, _ in _to_keep(pair))


def _to_keep(pair: Pair) -> Iterator[tuple[str, str]]:
    """Each word to keep with the English that asks for it."""
    yield from ((row.target, row.term) for row in pair.glossary.of(pair.language.tag).keep)
    yield from ((word, word) for word in _kept_by(pair.entry))


def _kept_by(entry: Entry) -> Iterator[str]:
    for note in entry.extracted:
        if note.startswith(_KEEP):
            yield from (word for part in note.removeprefix(_KEEP).split(",") if (word := part.strip()))


def _unfolded(text: str, row: Term, start: int) -> int:
    """The place of a forbidden word in the text as written, from its place in the folded one."""
    exact = text.find(row.target.strip(ANY))
    return exact if exact >= 0 else min(start, len(text) - 1)


def _note(row: Term) -> str:
    return f" ({row.note})" if row.note else ""


@cache
def _patterns(blocks: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Finds runs of a script, and runs of letters outside of it."""
    return re.compile(f"[{blocks}]+"), re.compile(rf"[^\W\d_{blocks}]+")
