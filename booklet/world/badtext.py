"""Finds what has no place in a text that is to be printed, searched and read aloud, whatever its language.

Unassigned characters are not looked for: no font has them, so layout refuses them (no-glyph) with every other one that
cannot print. Decomposed text is not either: YAML is normalised as it is read, a catalog is checked (l04-nfc).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import NamedTuple

_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_CHARACTERS = {
    "a control character": "\x00-\x09\x0b-\x1f\x7f-\x9f",
    "half of a character": "\ud800-\udfff",
    "the sign for an unreadable character": "\ufffd",
    "no character": "\ufdd0-\ufdef" + _PLANES,
    "a private character, which each font draws as it likes": "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
    "an invisible hyphen": "\u00ad",
    "an invisible character": "\u034f\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f",
    "an invisible line end": "\u2028\u2029",
}
"""General_Category Cc, Cs and Co, noncharacters, deprecated and invisible characters (Unicode Standard, 23). Listed here and
not asked of unicodedata, whose version differs between Pythons. Variation selectors and joiners belong to the spelling."""

_FORCING, _ISOLATES, _POP = "\u202a\u202b\u202c\u202d\u202e", "\u2066\u2067\u2068", "\u2069"
_DIRECTION = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")

_LATIN = "Latin"
_LETTERS = {
    _LATIN: "AZazªªººÀÖØöøʸḀỿ",
    "Greek": "ͰͳͶͷͺͽͿͿΆΆΈϡϰϿἀῼ",
    "Cyrillic": "ЀҁҊԯ",
    "Hebrew": "\u05d0\u05ea",
    "Arabic": "ؠ\u065f\u066e\u06d3\u06d5\u06dc\u06ee\u06ef\u06fa\u06fc\u06ff\u06ff\u0750\u077f\u08a0\u08c9",
    "Thaana": "\u0780\u07b1",
    "Devanagari": "\u0900\u0963\u0971\u097f",
    "Bengali": "\u0980\u09e3\u09f0\u09f1",
    "Tamil": "\u0b82\u0bcd",
    "Telugu": "\u0c00\u0c63",
    "Malayalam": "\u0d00\u0d4e\u0d54\u0d57\u0d5f\u0d63\u0d7a\u0d7f",
    "Sinhala": "\u0d81\u0ddf",
    "Thai": "\u0e01\u0e3a\u0e40\u0e4e",
    "Lao": "\u0e81\u0ece\u0edc\u0edf",
    "Tibetan": "\u0f40\u0fbc",
    "Myanmar": "\u1000\u103f\u1050\u108f\u109a\u109d\uaa60\uaa7f",
    "Ethiopic": "\u1200\u135a\u1380\u138f",
    "Khmer": "\u1780\u17d3",
    "Hanifi Rohingya": "\U00010d00\U00010d27",
}
"""First and last of stretches of letters and marks, by script (Scripts.txt). Not Chinese, Japanese and Korean, which
share their words with each other and with Latin."""

_ALIKE = frozenset((_LATIN, "Greek", "Cyrillic"))
"""Scripts whose letters are taken for each other. Latin names stand beside letters of all others: โทรLINE."""

_MYANMAR_BASE = "\u1000-\u102a\u103f\u104e\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e\uaa60-\uaa7a\u25cc"
_ZAWGYI = (
    # The vowel sign E stands after its consonant, not before it as it is seen and as Zawgyi stores it.
    "(?:^|[^\u1000-\u109f\uaa60-\uaa7f\u25cc]|[\u102b-\u1030\u1032\u1036\u1038\u104a\u104b])\u1031",
    # U+1039 stacks the consonant after it below the one before it, never NGA; in Zawgyi it is the visible killer.
    f"\u1039(?![{_MYANMAR_BASE}])|(?<![{_MYANMAR_BASE}\u103a])\u1039|\u1004\u1039",
    # The visible killer ends a syllable; in Zawgyi U+103A is the medial Y, which a vowel may follow.
    # (Not the vowel U, which does in the Burmese for 'I'.)
    "\u103a[\u102c-\u102e\u1030\u1032]",
    # The medial Y comes after a consonant (killed, in the Burmese for 'man'); in Zawgyi U+103B is the medial R, which comes before.
    f"(?<![{_MYANMAR_BASE}\u103a])\u103b",
)
"""What Unicode text never has and Zawgyi text is full of (Unicode Standard, 16.3; Unicode FAQ, Myanmar Scripts: Zawgyi)."""
_NOT_BURMESE = "[\u1022\u1028\u1033-\u1035\u105a-\u109f]"
"""Letters of Mon, Karen, Shan and others, whose places Zawgyi gives to shapes of Burmese ones."""


class Fault(NamedTuple):
    """What is wrong, as the end of a sentence about the text, at which character, and what to do."""

    message: str
    start: int
    hint: str


def faults(text: str, *, rtl: bool = False) -> tuple[Fault, ...]:
    """All that is wrong with a text of any language, one of each kind. `rtl`: its language runs from right to left."""
    if text.isascii() and text.isprintable():
        return ()
    found = (characters(text), direction(text, rtl), mixed(text), zawgyi(text) if max(text) > "\u0fff" else None)
    return tuple(fault for fault in found if fault)


def characters(text: str) -> Fault | None:
    """Controls, halves, private-use, replacement, soft-hyphen and other characters that spoil a line or a search."""
    found = _bad().search(text)
    if not found:
        return None
    kind = next(kind for kind, group in _CHARACTERS.items() if re.match(f"[{group}]", found[0]))
    return Fault(f"has U+{ord(found[0]):04X}, {kind}", found.start(), "delete it, and type the text around it again")


def direction(text: str, rtl: bool) -> Fault | None:
    """Embeddings and overrides, isolates without their pair, marks in languages that need none (UAX #9)."""
    hint = "delete it; numbers and names are set in their own direction without such characters"
    opened: list[int] = []
    for found in _DIRECTION.finditer(text):
        char, code = found[0], f"U+{ord(found[0]):04X}"
        if char in _FORCING:
            return Fault(f"has {code}, a bidirectional embedding or override", found.start(), hint)
        if not rtl:
            return Fault(f"runs left to right, yet has {code}", found.start(), hint)
        if char in _ISOLATES:
            opened.append(found.start())
        elif char == _POP and not opened:
            return Fault("closes an isolate that it did not open", found.start(), hint)
        elif char == _POP:
            opened.pop()
    return Fault("leaves an isolate open", opened[0], hint) if opened else None


def mixed(text: str) -> Fault | None:
    """Letters of two scripts in one word, such as a Cyrillic а in a Latin one: it looks right and is read aloud wrong."""
    scripts = {script for char in set(text) if (script := _script(char))}
    if len(scripts) < 2 or (len(scripts) == 2 and _LATIN in scripts and not scripts <= _ALIKE):
        return None
    before, first = None, ""
    for place, char in enumerate(text):
        script = _script(char)
        if script and before and script != before and (_LATIN not in (script, before) or {script, before} <= _ALIKE):
            message = f"has a word of two scripts: {before} '{first}' beside {script} '{char}'"
            return Fault(message, place, "type the word again with the keyboard of one script")
        if script or not _goes_on(char):
            before, first = script, char
    return None


def zawgyi(text: str, *, burmese: bool = False) -> Fault | None:
    """Burmese in the encoding of the Zawgyi font, which prints as nonsense. `burmese`: no other language has a word in it."""
    found = _zawgyi(burmese).search(text)
    if not found:
        return None
    hint = "convert the text from Zawgyi to Unicode, then read it again"
    return Fault(f"is not Burmese as Unicode writes it: '{found[0]}' is Zawgyi", found.start(), hint)


@cache
def _bad() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_CHARACTERS.values())}]")


@cache
def _stretches() -> tuple[list[str], list[tuple[str, str]]]:
    rows = sorted((ends[n], ends[n + 1], script) for script, ends in _LETTERS.items() for n in range(0, len(ends), 2))
    return [row[0] for row in rows], [row[1:] for row in rows]


@cache
def _script(char: str) -> str | None:
    """The script of a letter, if it is one of those compared."""
    firsts, rest = _stretches()
    place = bisect_right(firsts, char) - 1
    return rest[place][1] if place >= 0 and char <= rest[place][0] else None


def _goes_on(char: str) -> bool:
    """Whether a word may go on after a character of no script: an accent or a joiner."""
    return char in "\u200c\u200d" or "\u0300" <= char <= "\u036f"


@cache
def _zawgyi(burmese: bool) -> re.Pattern[str]:
    return re.compile("|".join((*_ZAWGYI, _NOT_BURMESE) if burmese else _ZAWGYI))
