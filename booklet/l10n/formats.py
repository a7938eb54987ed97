"""Names, lists, dates and hours as a language writes them, from CLDR data and translations/locales.yaml.

Only data is CLDR's, not the rules of its library: it writes Thai dates in the wrong era. A name that nobody has given is
None, never another language's. Everything returned is in NFC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date as Date
from unicodedata import normalize

from booklet.l10n.languages import Calendar, Digits, Language
from booklet.l10n.locale_data import locale_of
from booklet.model.values import Weekday

BUDDHIST_OFFSET = 543
"""Years between the Common and the Thai Buddhist era: 2026 is 2569."""

MANY_LANGUAGES = "mul"
_SAME_LANGUAGE = {"cmn": "zh", "tl": "fil"}
"""CLDR language aliases (supplementalMetadata.xml), for names that a locale does not have."""

_ZEROS = {
    Digits.ARAB: 0x660, Digits.ARABEXT: 0x6F0, Digits.BENG: 0x9E6, Digits.DEVA: 0x966, Digits.KHMR: 0x17E0, Digits.LAOO: 0xED0,
    Digits.MLYM: 0xD66, Digits.MYMR: 0x1040, Digits.MYMRSHAN: 0x1090, Digits.ROHG: 0x10D30, Digits.TAMLDEC: 0xBE6,
    Digits.TELU: 0xC66, Digits.THAI: 0xE50, Digits.TIBT: 0xF20,
}  # fmt: skip
"""The digit zero of each numbering system (CLDR, numberingSystems.xml); the others follow it."""

_PATTERN = re.compile(r"'([^']*)'|G+ ?|y+|M+|L+|d+")


def native(text: str, language: Language) -> str:
    """`text` with 0-9 in the digits of the language's table entry (`digits`; latn, the rule, changes nothing).

    For dates, times and quantities. Never for a phone number: it is to be dialled, and compared with what others printed."""
    if language.digits is Digits.LATN:
        return text
    zero = _ZEROS[language.digits]
    return text.translate({0x30 + n: zero + n for n in range(10)})


def country_name(code: str, language: Language) -> str | None:
    """The name of an ISO 3166-1 alpha-2 country, or None if nobody has given one."""
    return locale_of(language).country(code)


def language_name(code: str, language: Language) -> str | None:
    """The name of a BCP 47 language; None for `mul` (the caller says "many languages") and if nobody has given one."""
    if code == MANY_LANGUAGES:
        return None
    locale = locale_of(language)
    name = locale.language(code) or locale.language(_SAME_LANGUAGE.get(code, code))
    return name or (language.autonym if code == language.tag else None)


def list_of(items: Sequence[str], language: Language) -> str:
    """"A, B, and C" (CLDR list pattern "standard", UTS 35 part 2, List Patterns)."""
    if len(items) < 2:
        return normalize("NFC", "".join(items))
    locale = locale_of(language)
    if len(items) == 2:
        return _fill(locale.two, *items)
    result = _fill(locale.end, items[-2], items[-1])
    for item in reversed(items[:-2]):
        result = _fill(locale.middle, item, result)
    return result


def date(day: Date, language: Language) -> str:
    """A day in the long form, in the calendar of the language's table entry: 25 พฤศจิกายน 2569.

    Where nobody has named the months, 2026-11-25 (ISO 8601)."""
    locale = locale_of(language)
    buddhist = language.calendar is Calendar.BUDDHIST

    def field(m: re.Match[str]) -> str:
        letter = m[0][0]
        if letter == "y":
            return str(day.year + (BUDDHIST_OFFSET if buddhist else 0))
        if letter == "d":
            return f"{day.day:0{len(m[0])}d}"
        if letter in "ML":
            return f"{day.month:0{len(m[0])}d}" if len(m[0]) < 3 else locale.months[day.month - 1]
        # An era is left out: the year is that of the calendar readers use every day.
        return "" if letter == "G" else m[1]

    return native(normalize("NFC", _PATTERN.sub(field, locale.date)), language)


def weekdays(days: Iterable[Weekday], language: Language) -> str | None:
    """"Mon–Fri, Sun", three or more days in a row as a range, in logical order also where it is read from the right.

    None for all seven (the caller says "every day"), and if nobody has named them: see `has_weekdays`."""
    order = list(Weekday)
    numbers = sorted({order.index(day) for day in days})
    locale = locale_of(language)
    if len(numbers) == len(order) or not locale.weekdays:
        return None
    parts: list[str] = []
    for run in _runs(numbers):
        said = [locale.weekdays[n] for n in run]
        parts += [f"{said[0]}{locale.until}{said[-1]}"] if len(run) > 2 else said
    return normalize("NFC", locale.comma.join(parts))


def has_weekdays(language: Language) -> bool:
    """Whether the days of the week have names."""
    return bool(locale_of(language).weekdays)


def time_range(opens: str, closes: str, language: Language) -> str:
    """"08:30–16:30" from two "HH:MM", with the language's time separator (16.30 in Indonesian).

    Twenty-four hours everywhere, also where CLDR prefers 4:30 PM: a reader who mistakes AM for PM calls a closed line."""
    locale = locale_of(language)
    times = (time.replace(":", locale.time_separator) for time in (opens, closes))
    return native(locale.until.join(times), language)


def number(value: int, language: Language) -> str:
    """A quantity with the language's grouping. Not for years, phone numbers or anything else to be copied."""
    locale = locale_of(language)
    size, rest = locale.grouping
    digits, groups = str(abs(value)), []
    while len(digits) > size:
        groups.append(digits[-size:])
        digits, size = digits[:-size], rest
    text = native(locale.group.join([digits, *reversed(groups)]), language)
    return f"−{text}" if value < 0 else text


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _fill(pattern: str, first: str, second: str) -> str:
    # Not str.format: an item may contain braces.
    return normalize("NFC", pattern.replace("{0}", "\0").replace("{1}", second).replace("\0", first))
