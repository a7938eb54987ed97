"""What a language calls months, days, countries and languages: CLDR's data (as Babel ships it) and our own where it has none.

Only the data is Babel's: importing its formatting modules would cost more than all of this. Its loader is not used
either. It resolves aliases inside data that all locales share, so what one gives depends on which was read before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

from booklet.diag import BookletError, Diagnostic
from booklet.l10n.languages import SOURCE_LANGUAGE, Language, Part
from booklet.value import compared

SECTIONS = (
    *("territories", "languages", "list_patterns", "date_formats", "time_formats"),
    *("days", "months", "number_symbols", "decimal_formats"),
)
"""All that is looked up here: merging the rest of a locale with what it inherits would take ten times as long."""

ISO_DATE = "y-MM-dd"
"""Where a language's months have no names: ISO 8601, which nobody takes for another day."""

_BRANCHES = frozenset(("ht", "nb", "nn"))
"""Languages that inherit from another than the root (parentLocales of CLDR's supplementalData.xml)."""

_DIRECTION_MARKS = re.compile("[\u200e\u200f\u061c]")
"""CLDR has some for programs without the bidirectional algorithm (fa: "،\u200f")."""

_COMMAS = {"Arab": "، ", "Thaa": "، ", "Rohg": "، ", "Mymr": "၊ ", "Ethi": "፣ ", "Hans": "、", "Hant": "、", "Jpan": "、"}
_NO_AND = "{0}, {1}"
_HOUR = re.compile(r"[hH]+([.:])mm")


@compared
class Locale:
    """What is known of a language, in NFC. Names are empty where nobody has given them; they are never another language's."""

    months: tuple[str, ...]
    """As in a long date, January first."""
    weekdays: tuple[str, ...]
    """Short, Monday first."""
    date: str
    """Long date, as a CLDR pattern (UTS 35 part 4, Date Format Patterns)."""
    two: str
    middle: str
    end: str
    """List patterns (UTS 35 part 2, List Patterns), also for the first pair: CLDR's `start` is its `middle` in our languages."""
    comma: str
    """Between things said in a row without "and"."""
    until: str
    """Between the ends of a range."""
    time_separator: str
    group: str
    grouping: tuple[int, int]
    drafts: frozenset[Part]
    """What is only a machine's draft."""
    _countries: Mapping[str, str]
    _languages: Mapping[str, str]
    _cldr: Mapping[str, Any]

    def country(self, code: str) -> str | None:
        """The name of an ISO 3166-1 alpha-2 country."""
        return self._countries.get(code) or self._name("territories", code)

    def language(self, code: str) -> str | None:
        """The name of a BCP 47 language."""
        return self._languages.get(code) or self._name("languages", code.replace("-", "_"))

    def _name(self, section: str, key: str) -> str | None:
        name = self._cldr[section].get(key) if self._cldr else None
        return _clean(name) if name else None


@cache
def locale_of(language: Language) -> Locale:
    """The data of a language. Raises BookletError (unknown-locale) if Babel does not have its `babel` locale."""
    data, own = cldr(language.babel), language.own
    speaks = _primary(language.babel) == _primary(language.tag)
    comma = own.middle[3:-3] if own and own.middle else _COMMAS.get(language.script, ", ")
    two, middle, end = _lists(data["list_patterns"]["standard"] if speaks else {}, comma)
    months = (own and own.months) or (_months(data) if speaks else ())
    symbols = data["number_symbols"]["latn"]
    hour = _HOUR.search(data["time_formats"]["short"].pattern)
    first, rest = data["decimal_formats"][None].grouping
    return Locale(
        months,
        (own and own.weekdays) or (_weekdays(data, language) if speaks else ()),
        ((own and own.date) or _clean(data["date_formats"]["long"].pattern)) if months else ISO_DATE,
        (own and own.two) or two,
        (own and own.middle) or middle,
        (own and own.end) or end,
        comma,
        (own and own.until) or "–",
        hour[1] if hour else symbols.get("timeSeparator", ":"),
        symbols["group"],
        (first, rest),
        frozenset(own.draft if own else ()),
        own.countries if own else {},
        own.languages if own else {},
        data if speaks else {},
    )


def _primary(tag: str) -> str:
    return re.split("[-_]", tag, maxsplit=1)[0]


def _lists(patterns: Mapping[str, str], comma: str) -> list[str]:
    """The patterns for two, middle and end; the root's comma, which says nothing of a language, becomes its script's."""
    found = (patterns.get(key, _NO_AND) for key in ("2", "middle", "end"))
    return [_clean(f"{{0}}{comma}{{1}}" if pattern == _NO_AND else pattern) for pattern in found]


def _months(data: Mapping[str, Any]) -> tuple[str, ...]:
    months = data["months"]["format"]["wide"]
    names = tuple(_clean(str(months[n])) for n in range(1, 13))
    return () if names[0] == "M01" else names


def _weekdays(data: Mapping[str, Any], language: Language) -> tuple[str, ...]:
    days = data["days"]["format"]["abbreviated"]
    names = tuple(_clean(str(days[n])) for n in range(7))
    return () if names[0] == "Mon" and language.tag != SOURCE_LANGUAGE else names


def _clean(text: str) -> str:
    return normalize("NFC", _DIRECTION_MARKS.sub("", text))


@cache
def cldr(locale: str) -> Mapping[str, Any]:
    """The sections of a Babel locale with all that it inherits; looking a key up resolves its aliases.

    Raises BookletError: unknown-locale."""
    from babel import localedata

    if not localedata.exists(locale):
        problem = f"Babel has no locale '{locale}'"
        hint = "set 'babel' in translations/languages.yaml to a related language that it has"
        raise BookletError((Diagnostic("error", "unknown-locale", problem, None, (hint,)),))
    data: dict[str | int | None, Any] = {}
    for name in reversed(_line(locale)):
        own = _file(name)
        localedata.merge(data, {section: own[section] for section in SECTIONS if section in own})
    resolved: Mapping[str, Any] = localedata.LocaleDataDict(data)
    return resolved


def _line(locale: str) -> list[str]:
    """A locale and those it inherits from, the root last (UTS 35, Locale Inheritance)."""
    if "_" not in locale and locale not in _BRANCHES:
        return [locale, "root"]
    from babel.core import get_global

    parents, likely = get_global("parent_exceptions"), get_global("likely_subtags")
    line = [locale]
    while line[-1] != "root":
        above, _, last = line[-1].rpartition("_")
        is_other_script = len(last) == 4 and last not in likely.get(above, "").split("_")  # zh_Hant is no kind of zh_Hans
        line.append(parents.get(line[-1]) or ("root" if is_other_script or not above else above))
    return line


@cache
def _file(name: str) -> Mapping[str, Any]:
    import pickle

    from babel import localedata

    data: Mapping[str, Any] = pickle.loads(Path(localedata.resolve_locale_filename(name)).read_bytes())
    return data
