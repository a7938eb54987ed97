"""Pseudo-languages, which show before anyone translates what is hard-coded and where there is too little room.

`en-XA` is English with accents, `ar-XB` English in Arabic letters, from right to left (the tags that others use for the same:
BCP 47 private-use regions XA and XB). Every text stands in brackets, and is longer than its English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from booklet.l10n.catalogs import Catalog, Message
from booklet.l10n.checks_facts import LINK
from booklet.l10n.languages import Calendar, Digits, Direction, Language, OwnLocale
from booklet.l10n.localised import State
from booklet.l10n.po import PLACEHOLDER, Entry

ACCENTED, MIRRORED = "en-XA", "ar-XB"
OPEN, CLOSE = "[", "]"
"""Round every text. (U+27E6 and U+27E7, which others use, are in none of the shipped fonts.)"""

EXPAND = 40
"""Per cent by which translations into the longest languages exceed English sentences."""

_LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = {
    ACCENTED: dict(zip(_LATIN, "åƀçðéƒĝĥïĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÏĴĶĻⱮÑÖÞɊŔŠŢÛṼŴẊÝŽ", strict=True)),
    MIRRORED: dict(zip(_LATIN, "ابجدعفغهيجكلمنوبقرستوفوخيز" * 2, strict=True)),
}
_VOWELS = frozenset("aeiouAEIOU")
_MAX_REPEAT = 4
_AUTONYM = "Pseudo"


def pseudo_language(tag: str, expand: int) -> Language:
    """The table's entry of a pseudo-language. Names of months, days, countries and languages are English ones, treated like
    any text (`pseudo_text`), so that those of CLDR are not taken for hard-coded words."""
    from booklet.l10n.locale_data import cldr

    data = cldr("en")
    months, days = data["months"]["format"]["wide"], data["days"]["format"]["abbreviated"]
    listed = "{0}, {1}"

    def names(section: str) -> dict[str, str]:
        """Section of CLDR's English data, without alternatives that are no texts."""
        texts = {code: data[section][code] for code in data[section]}
        return {code.replace("_", "-"): pseudo_text(name, tag, expand) for code, name in texts.items() if isinstance(name, str)}

    own = OwnLocale(
        tag, "English names of CLDR", (),
        tuple(pseudo_text(months[n], tag, expand) for n in range(1, 13)),
        tuple(pseudo_text(days[n], tag, expand) for n in range(7)),
        "d MMMM y", listed, listed, listed, "–", names("territories"), names("languages"),
    )  # fmt: skip
    direction, script = (Direction.RTL, "Arab") if tag == MIRRORED else (Direction.LTR, "Latn")
    autonym = pseudo_text(_AUTONYM, tag, expand)
    return Language(tag, autonym, script, direction, True, Digits.LATN, Calendar.GREGORIAN, 1, tag.split("-")[0],
                    "nplurals=2; plural=(n != 1);", own)  # fmt: skip


def pseudo_text(text: str, tag: str, expand: int, keep: Iterable[str] = ()) -> str:
    """A text in a pseudo-language: letters replaced, vowels repeated until it is `expand` per cent longer, in brackets.

    Placeholders, addresses, the words of `keep` and all that is no Latin letter stay as they are."""
    words = [re.escape(word) for word in keep if word]
    stays = re.compile("|".join((PLACEHOLDER.pattern, LINK.pattern, *words)))
    stretched = _stretched(text, -(-len(text) * expand // 100), [m.span() for m in stays.finditer(text)])
    letters = _LETTERS[tag]
    return OPEN + "".join(letters.get(char, char) * times if times else char for char, times in stretched) + CLOSE


def pseudo_entries(entries: Iterable[Entry], tag: str, expand: int) -> tuple[Entry, ...]:
    """Untranslated entries, as a template has them, with their translations."""
    return tuple(_translated(entry, tag, expand) for entry in entries)


def pseudo_catalog(entries: Iterable[Entry], tag: str) -> Catalog:
    """What prints of `pseudo_entries`."""
    messages = {e.context: Message(e.source, e.target, State.TRANSLATED, e.span) for e in entries if e.context}
    return Catalog(tag, messages, "")


def outside_brackets(text: str) -> str:
    """What of a text stands in no brackets; a bracketed text may have others inside, put there by placeholders."""
    out: list[str] = []
    depth = 0
    for char in text:
        depth += char == OPEN
        if not depth:
            out.append(char)
        depth -= char == CLOSE and depth > 0
    return "".join(out)


def _translated(entry: Entry, tag: str, expand: int) -> Entry:
    keep = [word.strip() for line in entry.extracted if line.startswith("keep: ") for word in line[6:].split(",")]
    forms = (entry.source,) if entry.plural is None else (entry.source, entry.plural)
    return replace(entry, targets=tuple(pseudo_text(form, tag, expand, keep) for form in forms))


def _stretched(text: str, extra: int, stays: list[tuple[int, int]]) -> list[tuple[str, int]]:
    """Every character with how often it is written; 0: once, and as it is. `extra`: characters to add."""
    frozen = {n for start, end in stays for n in range(start, end)}
    free = [n for n, char in enumerate(text) if n not in frozen and char in _LETTERS[ACCENTED]]
    growing = [n for n in free if text[n] in _VOWELS] or free
    more = {n: _share(extra, len(growing), place) for place, n in enumerate(growing)}
    known = set(free)
    return [(char, 1 + min(more.get(n, 0), _MAX_REPEAT) if n in known else 0) for n, char in enumerate(text)]


def _share(extra: int, count: int, place: int) -> int:
    """How much of `extra` the one at `place` gets, if all get as much as can be, evenly spread."""
    return extra * (place + 1) // count - extra * place // count

