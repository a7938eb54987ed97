"""Names, lists, dates and hours as a language writes them, from CLDR data.

Only the data is Babel's (importing its formatting modules would cost more than all of this). Its rules fall short for
us: it writes Thai dates in the wrong era. Digits are always 0-9, whatever the script: they are facts, to be dialled and
compared. Everything returned is in NFC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date
from functools import cache
from pathlib import Path
from typing import Any, cast
from unicodedata import normalize

from booklet.diag import BookletError, Diagnostic
from booklet.l10n.languages import Calendar, Language
from booklet.model.values import Weekday

BUDDHIST_OFFSET = 543
"""Years between the Common and the Thai Buddhist era: 2026 is 2569."""

MANY_LANGUAGES = "mul"
_SAME_LANGUAGE = {"cmn": "zh", "tl": "fil"}
"""CLDR language aliases (supplementalMetadata.xml), for names that a locale does not have."""

_SECTIONS = (
    *("territories", "languages", "list_patterns", "date_formats"),
    *("days", "months", "number_symbols", "decimal_formats"),
)
"""All that is looked up here: merging the rest of a locale with what it inherits would take ten times as long."""

_BRANCHES = frozenset(("ht", "nb", "nn"))
"""Languages that inherit from another than the root (parentLocales of CLDR's supplementalData.xml)."""

_PATTERN = re.compile(r"'([^']*)'|G+ ?|y+|M+|L+|d+")


def country_name(code: str, language: Language) -> str | None:
    """The name of an ISO 3166-1 alpha-2 country, or None if CLDR has none."""
    return _nfc(_data(language.babel)["territories"].get(code))


def language_name(code: str, language: Language) -> str | None:
    """The name of a BCP 47 language; None for `mul` (the caller says "many languages") and if CLDR has none."""
    if code == MANY_LANGUAGES:
        return None
    names = _data(language.babel)["languages"]
    key = code.replace("-", "_")
    return _nfc(names.get(key) or names.get(_SAME_LANGUAGE.get(key, key)))


def list_of(items: Sequence[str], language: Language) -> str:
    """"A, B, and C" (CLDR list pattern "standard", UTS 35 part 2, List Patterns)."""
    if len(items) < 2:
        return normalize("NFC", "".join(items))
    patterns = _data(language.babel)["list_patterns"]["standard"]
    if len(items) == 2:
        return _fill(patterns["2"], *items)
    result = _fill(patterns["end"], items[-2], items[-1])
    for item in reversed(items[1:-2]):
        result = _fill(patterns["middle"], item, result)
    return _fill(patterns["start"], items[0], result)


def language_list(codes: Iterable[str], language: Language) -> str | None:
    """The names of BCP 47 languages as a list, none twice (Malay has one for fil and tl); None if none has a name."""
    names = dict.fromkeys(name for code in codes if (name := language_name(code, language)))
    return list_of(tuple(names), language) if names else None


def date(day: Date, language: Language) -> str:
    """A day in the long form, in the calendar of the language's table entry: 25 พฤศจิกายน 2569."""
    data = _data(language.babel)
    buddhist = language.calendar is Calendar.BUDDHIST

    def field(m: re.Match[str]) -> str:
        letter = m[0][0]
        if letter == "y":
            return str(day.year + (BUDDHIST_OFFSET if buddhist else 0))
        if letter == "d":
            return f"{day.day:0{len(m[0])}d}"
        if letter in "ML":
            return _month(data, day.month, len(m[0]))
        # An era is left out: the year is that of the calendar readers use every day.
        return "" if letter == "G" else m[1]

    return normalize("NFC", _PATTERN.sub(field, data["date_formats"]["long"].pattern))


def weekdays(days: Iterable[Weekday], language: Language) -> str | None:
    """"Mon–Fri, Sun", three or more days in a row as a range; None for all seven (the caller says "every day")."""
    order = list(Weekday)
    numbers = sorted({order.index(day) for day in days})
    if len(numbers) == len(order):
        return None
    names = _data(language.babel)["days"]["format"]["abbreviated"]
    parts: list[str] = []
    for run in _runs(numbers):
        said = [str(names[n]) for n in run]
        parts += [f"{said[0]}–{said[-1]}"] if len(run) > 2 else said
    return normalize("NFC", ", ".join(parts))


def time_range(opens: str, closes: str, language: Language) -> str:
    """"08:30–16:30" from two "HH:MM", with the language's time separator (16.30 in Indonesian).

    Twenty-four hours everywhere, also where CLDR prefers 4:30 PM: a reader who mistakes AM for PM calls a closed line."""
    separator = _data(language.babel)["number_symbols"]["latn"].get("timeSeparator", ":")
    return f"{opens}–{closes}".replace(":", separator)


def number(value: int, language: Language) -> str:
    """A quantity with the language's grouping. Not for years, phone numbers or anything else to be copied."""
    data = _data(language.babel)
    first, rest = data["decimal_formats"][None].grouping
    digits, groups = str(abs(value)), []
    size = first
    while len(digits) > size:
        groups.append(digits[-size:])
        digits, size = digits[:-size], rest
    text = data["number_symbols"]["latn"]["group"].join([digits, *reversed(groups)])
    return f"−{text}" if value < 0 else text


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _month(data: Mapping[str, Any], month: int, width: int) -> str:
    if width < 3:
        return f"{month:0{width}d}"
    return str(data["months"]["format"]["wide" if width > 3 else "abbreviated"][month])


def _fill(pattern: str, first: str, second: str) -> str:
    # Not str.format: an item may contain braces.
    return normalize("NFC", pattern.replace("{0}", "\0").replace("{1}", second).replace("\0", first))


def _nfc(name: str | None) -> str | None:
    return normalize("NFC", name) if name else None


@cache
def _data(locale: str) -> Mapping[str, Any]:
    """CLDR data of a Babel locale; looking a key up resolves its aliases."""
    import pickle

    from babel import localedata

    if not localedata.exists(locale):
        problem = f"Babel has no locale '{locale}'"
        hint = "set 'babel' in translations/languages.yaml to a related language that it has"
        raise BookletError((Diagnostic("error", "unknown-locale", problem, None, (hint,)),))
    data: Any
    if "_" in locale or locale in _BRANCHES:
        data = localedata.load(locale)
        return cast("Mapping[str, Any]", localedata.LocaleDataDict(data))
    # Not load(…, merge_inherited=False): it would stay in Babel's cache, and be half a parent to a locale such as en_GB.
    own = pickle.loads(Path(localedata.resolve_locale_filename(locale)).read_bytes())
    data = {}
    for part in (localedata.load("root"), own):
        localedata.merge(data, {section: part[section] for section in _SECTIONS if section in part})
    return cast("Mapping[str, Any]", localedata.LocaleDataDict(data))
