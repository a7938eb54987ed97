"""Checks of facts, which a translation hands on unchanged: placeholders, numbers, addresses, plural forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable

from booklet.l10n.languages import Language
from booklet.l10n.pair import Flaw, Pair
from booklet.l10n.plurals import plural_rule
from booklet.l10n.po import PLACEHOLDER, Entry

NUMBER = "n"
"""The placeholder that chooses a plural form."""

DIGITS = re.compile(r"\d(?:\)?[ \u00a0\u2009\u202f\u200b.\-\u2010-\u2014/]?\(?\d)*")
LINK = re.compile(
    r"(?:https?://|www\.)[!#-;=?-~]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:[a-z0-9-]{2,}\.)+(?:org|com|net|int|gov|info|edu|app|[a-z]{2})\b(?:/[!#-;=?-~]*)?",
    re.ASCII,
)
"""Addresses are ASCII: the letters of scripts without spaces follow them directly."""
_LINK_END = ".,;:!?)"
_LONG = 3
"""Digits from which on a run is a number to dial, a year or an amount; shorter ones count things and may become words."""


def blanked(text: str) -> str:
    """The text with placeholders and addresses replaced by as many line ends: places stay."""
    if "{" in text:
        text = PLACEHOLDER.sub(_line_ends, text)
    return LINK.sub(_line_ends, text) if "." in text else text  # every address has a point


def placeholders(pair: Pair) -> Flaw | None:
    """L01: the same {placeholders}, each as often, and no other brace. (Of plural forms, {n} is for L13 to look at.)"""
    wanted, found = PLACEHOLDER.findall(pair.source), PLACEHOLDER.findall(pair.target)
    if pair.entry.plural is not None:
        wanted, found = [w for w in wanted if w != NUMBER], [f for f in found if f != NUMBER]
    if wanted != found:
        lacking, added = _difference(wanted, found)
        if lacking or added:
            start = pair.target.find(f"{{{added[0]}}}") if added else 0
            return Flaw(_changed("placeholder", [f"{{{n}}}" for n in lacking], [f"{{{n}}}" for n in added]), start)
    if "{" in pair.target or "}" in pair.target:
        braces = set(PLACEHOLDER.sub("", pair.target)) & set("{}") - set(PLACEHOLDER.sub("", pair.source))
        return Flaw(f"a lone '{min(braces)}'", blanked(pair.target).find(min(braces))) if braces else None
    return None


def digits(pair: Pair) -> Flaw | None:
    """L02: numbers of three and more digits are the same, in whatever digits and grouping."""
    return _compared("number", pair, _numbers)


def links(pair: Pair) -> Flaw | None:
    """L03: the same web and e-mail addresses."""
    return _compared("address", pair, _links)


def plurals(entry: Entry, language: Language) -> Iterable[tuple[int, Flaw]]:
    """L13: as many forms as the language has, all of them filled, and {n} in every form that stands for several numbers.

    A form that stands for one number only may leave {n} out ("one day"). Yields forms and flaws."""
    if entry.plural is None or not any(entry.targets):
        return
    rule = plural_rule(language.plural_forms)
    if len(entry.targets) != rule.forms:
        yield 0, Flaw(f"{len(entry.targets)} plural forms; '{language.tag}' has {rule.forms}")
        return
    wants_number = f"{{{NUMBER}}}" in entry.plural
    for form, target in enumerate(entry.targets):
        count = target.count(f"{{{NUMBER}}}")
        if not target:
            yield form, Flaw(f"the plural form {form} is empty")
        elif wants_number and count != 1 and not (count == 0 and form in rule.single):
            yield form, Flaw(f"the plural form {form}, which stands for several numbers, has {{{NUMBER}}} {count} times")
        elif count and not wants_number:
            yield form, Flaw(f"{{{NUMBER}}} is not in the English", target.find(f"{{{NUMBER}}}"))


def long_numbers(text: str) -> list[tuple[str, int, int]]:
    """Digits 0-9, start and end of each number of three or more digits; `text` as `blanked` gives it."""
    runs = [(_western(found[0]), found.start(), found.end()) for found in DIGITS.finditer(text)]
    return [run for run in runs if len(run[0]) >= _LONG]


def _numbers(text: str) -> list[tuple[str, int]]:
    return [(number, start) for number, start, _ in long_numbers(blanked(text))]


def _links(text: str) -> list[tuple[str, int]]:
    if "." not in text:
        return []
    text = PLACEHOLDER.sub(_line_ends, text)
    return [(found[0].rstrip(_LINK_END), found.start()) for found in LINK.finditer(text)]


def _compared(kind: str, pair: Pair, read: Callable[[str], list[tuple[str, int]]]) -> Flaw | None:
    """What differs between the facts of source and target, at the first that the target adds."""
    wanted, found = read(pair.source), read(pair.target)
    lacking, added = _difference([w[0] for w in wanted], [f[0] for f in found])
    if not lacking and not added:
        return None
    return Flaw(_changed(kind, lacking, added), next((start for one, start in found if one in added), 0))


def _western(run: str) -> str:
    return "".join([c if c.isascii() else str(unicodedata.decimal(c)) for c in run if c.isdecimal()])


def _difference(source: list[str], target: list[str]) -> tuple[list[str], list[str]]:
    """What the target lacks and what it adds."""
    if source == target:
        return [], []
    a, b = Counter(source), Counter(target)
    return sorted((a - b).elements()), sorted((b - a).elements())


def _changed(kind: str, lacking: list[str], added: list[str]) -> str:
    said = [f"{kind} {', '.join(map(repr, lacking))} is missing"] if lacking else []
    said += [f"{kind} {', '.join(map(repr, added))} is not in the English"] if added else []
    return "; ".join(said)


def _line_ends(found: re.Match[str]) -> str:
    return "\n" * len(found[0])
