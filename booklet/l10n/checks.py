"""Checks of a translation against its English: facts unchanged, characters fit for print. All are errors.

The numbers are those of docs/diagnostics.md; a check looks at one text and says what is wrong with it, or nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from booklet.diag import Sink
from booklet.l10n.languages import Direction, Language
from booklet.l10n.po import PLACEHOLDER, Entry
from booklet.world import badtext
from booklet.world.badtext import Fault

ZWSP = "\u200b"

_DIGITS = re.compile(r"\d(?:\)?[ \u00a0\u2009\u202f\u200b.\-\u2010-\u2014/]?\(?\d)*", re.ASCII)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"\u200b]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:[a-z0-9-]{2,}\.)+(?:org|com|net|int|gov|info|edu|app|[a-z]{2})\b(?:/[^\s<>\"\u200b]*)?",
    re.ASCII,
)
_LINK_END = ".,;:!?)"
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found in one translation."""

    code: str
    message: str
    hint: str


def placeholders(source: str, target: str, language: Language) -> str | None:
    """L01: the same {placeholders}, each as often, and no other brace."""
    lacking, added = _difference(PLACEHOLDER.findall(source), PLACEHOLDER.findall(target))
    if lacking or added:
        return _changed("placeholder", [f"{{{n}}}" for n in lacking], [f"{{{n}}}" for n in added])
    braces = set(PLACEHOLDER.sub("", target)) & set("{}") - set(PLACEHOLDER.sub("", source))
    return f"a lone '{min(braces)}'" if braces else None


def digits(source: str, target: str, language: Language) -> str | None:
    """L02: numbers of three and more digits are the same, in whatever digits and grouping."""
    lacking, added = _difference(_numbers(source), _numbers(target))
    return _changed("number", lacking, added)


def links(source: str, target: str, language: Language) -> str | None:
    """L03: the same web and e-mail addresses."""
    lacking, added = _difference(_links(source), _links(target))
    return _changed("address", lacking, added)


def nfc(source: str, target: str, language: Language) -> str | None:
    """L04: Unicode Normalization Form C (UAX #15)."""
    return None if unicodedata.is_normalized("NFC", target) else "the text is not in NFC"


def characters(source: str, target: str, language: Language) -> str | None:
    """L05: no control, private-use, soft-hyphen, line-separator or replacement characters."""
    return _about(badtext.characters(target))


def bidi(source: str, target: str, language: Language) -> str | None:
    """L06: no embeddings or overrides, isolates closed, marks only in right-to-left languages (UAX #9)."""
    return _about(badtext.direction(target, language.direction is Direction.RTL))


def scripts(source: str, target: str, language: Language) -> str | None:
    """L07: no word with letters of two scripts."""
    return _about(badtext.mixed(target))


def zawgyi(source: str, target: str, language: Language) -> str | None:
    """L08: Burmese, Shan, Mon and Karen in Unicode, not in the encoding of Zawgyi."""
    return _about(badtext.zawgyi(target, burmese=language.tag == "my")) if language.script == "Mymr" else None


def marks(source: str, target: str, language: Language) -> str | None:
    """L08: every combining mark stands on a letter, and there is no dotted circle."""
    if "\u25cc" in target:
        return "the text has a dotted circle, U+25CC"
    before = " "
    for char in target:
        if not char.isascii() and unicodedata.category(char)[0] == "M" and _is_no_base(before):
            return f"the mark U+{ord(char):04X} has no letter before it"
        before = char
    return None


def zero_width_spaces(source: str, target: str, language: Language) -> str | None:
    """L09: U+200B only in languages without spaces, between two letters."""
    if ZWSP not in target:
        return None
    if language.spaces:
        return f"'{language.tag}' puts spaces between words, yet the text has U+200B"
    for piece in re.finditer(ZWSP, target):
        before, after = target[: piece.start()][-1:], target[piece.end() :][:1]
        if not before or not after or (before + after).strip() != before + after or ZWSP in after:
            return "a U+200B is doubled, or beside a space or an edge"
        if unicodedata.category(after)[0] == "M":
            return "a U+200B stands before a combining mark"
    return None


_Check = Callable[[str, str, Language], str | None]
_CHECKS: tuple[tuple[str, _Check, str], ...] = (
    ("l01-placeholders", placeholders, "write every {name} of the English once, and no other"),
    ("l02-digits", digits, "copy every number from the English"),
    ("l03-links", links, "copy every address from the English"),
    ("l04-nfc", nfc, "normalise the text to NFC"),
    ("l05-characters", characters, "delete these characters and type the text again"),
    ("l06-bidi", bidi, "delete these invisible characters; phone numbers are set left to right without them"),
    ("l07-script", scripts, "type the word again with the keyboard of one script"),
    ("l08-zawgyi", zawgyi, "convert the text from Zawgyi to Unicode, then read it again"),
    ("l08-marks", marks, "type the mark after its letter"),
    ("l09-zwsp", zero_width_spaces, "delete it"),
)


def findings(entry: Entry, language: Language) -> tuple[Finding, ...]:
    """Everything wrong with the translations of an entry; an empty one has nothing wrong."""
    found = []
    for n, target in enumerate(entry.targets):
        source = entry.source if n == 0 or entry.plural is None else entry.plural
        for code, look, hint in _CHECKS if target else ():
            if message := look(source, target, language):
                found.append(Finding(code, message, hint))
    return tuple(found)


def check(entries: Iterable[Entry], language: Language, sink: Sink) -> None:
    """Report every finding in the entries that may print."""
    for entry in entries:
        if entry.obsolete or entry.is_header or entry.fuzzy:
            continue
        for finding in findings(entry, language):
            sink.error(finding.code, f"{language.tag}, '{entry.context}': {finding.message}", entry.span, finding.hint)


def _about(fault: Fault | None) -> str | None:
    return f"the text {fault.message}" if fault else None


def _difference(source: list[str], target: list[str]) -> tuple[list[str], list[str]]:
    """What the target lacks and what it adds."""
    a, b = Counter(source), Counter(target)
    return sorted((a - b).elements()), sorted((b - a).elements())


def _changed(kind: str, lacking: list[str], added: list[str]) -> str | None:
    said = [f"{kind} {', '.join(map(repr, lacking))} is missing"] if lacking else []
    said += [f"{kind} {', '.join(map(repr, added))} is not in the English"] if added else []
    return "; ".join(said) or None


def _numbers(text: str) -> list[str]:
    text = _LINK.sub("\n", PLACEHOLDER.sub("\n", text))
    western = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    runs = ("".join(filter(str.isdecimal, run)) for run in _DIGITS.findall(western))
    return [run for run in runs if len(run) > 2]


def _links(text: str) -> list[str]:
    return [link.rstrip(_LINK_END) for link in _LINK.findall(PLACEHOLDER.sub("\n", text))]


def _is_no_base(char: str) -> bool:
    return char not in _JOINERS and unicodedata.category(char)[0] in "ZCP"
