"""Checks of characters, which print, search and read aloud only if they are the right ones in the right order."""

from __future__ import annotations

import re
import unicodedata

from booklet.l10n.checks_facts import DIGITS, blanked, long_numbers
from booklet.l10n.formats import native
from booklet.l10n.languages import Digits, Direction
from booklet.l10n.pair import Flaw, Pair
from booklet.world import badtext
from booklet.world.badtext import Fault

ZWSP = "\u200b"
_DOTTED_CIRCLE = "\u25cc"
_JOINERS = "\u200c\u200d"
_WESTERN = "0123456789"
_MISPLACED_ZWSP = re.compile(f"^{ZWSP}|{ZWSP}$|{ZWSP}(?=[\\s{ZWSP}])|(?<=\\s){ZWSP}")


def nfc(pair: Pair) -> Flaw | None:
    """L04: Unicode Normalization Form C (UAX #15)."""
    if unicodedata.is_normalized("NFC", pair.target):
        return None
    composed = unicodedata.normalize("NFC", pair.target)
    start = next((n for n, (a, b) in enumerate(zip(pair.target, composed, strict=False)) if a != b), len(composed))
    return Flaw("the text is not in NFC", start)


def characters(pair: Pair) -> Flaw | None:
    """L05: no control, private-use, soft-hyphen, line-separator or replacement characters."""
    return _about(badtext.characters(pair.target))


def bidi(pair: Pair) -> Flaw | None:
    """L06: no embeddings or overrides, isolates closed, marks only in right-to-left languages (UAX #9)."""
    return _about(badtext.direction(pair.target, pair.language.direction is Direction.RTL))


def zawgyi(pair: Pair) -> Flaw | None:
    """L08: Burmese, Shan, Mon and Karen in Unicode, not in the encoding of Zawgyi."""
    if pair.language.script != "Mymr":
        return None
    return _about(badtext.zawgyi(pair.target, burmese=pair.language.tag == "my"))


def marks(pair: Pair) -> Flaw | None:
    """L08: every combining mark stands on a letter, and there is no dotted circle."""
    if _DOTTED_CIRCLE in pair.target:
        return Flaw("the text has a dotted circle, U+25CC", pair.target.index(_DOTTED_CIRCLE))
    before = " "
    for start, char in enumerate(pair.target):
        if char > "\u02ff" and unicodedata.category(char)[0] == "M" and _is_no_base(before):
            return Flaw(f"the mark U+{ord(char):04X} has no letter before it", start)
        before = char
    return None


def zero_width_spaces(pair: Pair) -> Flaw | None:
    """L09: U+200B only in languages without spaces, between two letters."""
    target = pair.target
    if ZWSP not in target:
        return None
    if pair.language.spaces:
        return Flaw(f"'{pair.language.tag}' puts spaces between words, yet the text has U+200B", target.index(ZWSP))
    if found := _MISPLACED_ZWSP.search(target):
        return Flaw("a U+200B is doubled, or beside a space or an edge", found.start())
    for piece in re.finditer(ZWSP, target):
        if unicodedata.category(target[piece.end()])[0] == "M":
            return Flaw("a U+200B stands before a combining mark", piece.start())
    return None


def digit_style(pair: Pair) -> Flaw | None:
    """L10: digits are those of languages.yaml. Numbers of three and more, which may be dialled, may always be 0-9.

    Digits that touch Latin letters (A4, 24h) belong to a name and are let pass."""
    target, language = pair.target, pair.language
    western = language.digits is Digits.LATN
    if western and not _has_other_digits(target):
        return None
    own = native(_WESTERN, language)
    text = blanked(target)
    dialled = {start for _, start, _ in long_numbers(text)}
    for found in DIGITS.finditer(text):
        used = {c for c in found[0] if c.isdecimal()}
        allowed = used <= set(own) or (used <= set(_WESTERN) and (found.start() in dialled or _in_name(text, found)))
        if not allowed:
            wanted = f"'{own[0]}' to '{own[9]}'"
            return Flaw(f"'{found[0]}' is not written in the digits of '{language.tag}', {wanted}", found.start())
    return None


def _about(fault: Fault | None) -> Flaw | None:
    return Flaw(f"the text {fault.message}", fault.start, fault.hint) if fault else None


def _has_other_digits(text: str) -> bool:
    return not text.isascii() and any(c.isdecimal() for c in set(text) if c > "\u065f")


def _in_name(text: str, found: re.Match[str]) -> bool:
    around = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
    return any(c.isascii() and c.isalpha() for c in around)


def _is_no_base(char: str) -> bool:
    return char not in _JOINERS and unicodedata.category(char)[0] in "ZCP"
