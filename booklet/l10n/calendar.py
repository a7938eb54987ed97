"""A year as a calendar on the wall shows it: names of months and days, and weeks, as the reader's country has them (CLDR)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple
from unicodedata import normalize

from booklet.l10n.formats import BUDDHIST_OFFSET, native
from booklet.l10n.languages import SOURCE_LANGUAGE, Calendar, Language
from booklet.l10n.locale_data import cldr, locale_of

_DAYS = 7


class MonthSheet(NamedTuple):
    """One month. `name`: empty where nobody has named the months. `weekdays`: the shortest names, none where CLDR has none of
    the language's own. `weeks`: days in weeks, empty where there is none."""

    name: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[str, ...], ...]


def year_number(year: int, language: Language) -> str:
    """A year of the Common Era in the calendar that readers use every day."""
    return native(str(year + (BUDDHIST_OFFSET if language.calendar is Calendar.BUDDHIST else 0)), language)


def months(year: int, country: str, language: Language) -> tuple[MonthSheet, ...]:
    """The months of a year. `country`: where the week begins as it does there (CLDR, weekData; ISO 3166-1 alpha-2)."""
    first = first_weekday(country)
    names = _narrow(language)
    order = [(first + n) % _DAYS for n in range(_DAYS)]
    weekdays = tuple(names[day] for day in order) if names else ()
    return tuple(MonthSheet(_name(month, language), weekdays, _weeks(year, month, first, language)) for month in range(1, 13))


def first_weekday(country: str) -> int:
    """0 for Monday, to 6 for Sunday; Monday where CLDR says nothing (its rule for the world)."""
    from babel import localedata
    from babel.core import get_global

    spoken = get_global("territory_languages").get(country, {})
    for tag in sorted(spoken, key=lambda tag: (-spoken[tag]["population_percent"], tag)):
        name = f"{tag}_{country}"
        if localedata.exists(name):
            return int(localedata.load(name)["week_data"]["first_day"])
    return 0


def _name(month: int, language: Language) -> str:
    """Capitalised as a heading."""
    known = locale_of(language).months
    return f"{known[month - 1][:1].upper()}{known[month - 1][1:]}" if known else ""


def _narrow(language: Language) -> tuple[str, ...]:
    """The shortest names of weekdays, Monday first; none where CLDR shows those of its root."""
    if not locale_of(language).weekdays:
        return ()
    days = cldr(language.babel)["days"]["stand-alone"]["narrow"]
    names = tuple(normalize("NFC", str(days[n])) for n in range(_DAYS))
    foreign = names[:2] == ("M", "T") and language.tag != SOURCE_LANGUAGE
    return () if foreign or names[0].isdigit() else names


def _weeks(year: int, month: int, first: int, language: Language) -> tuple[tuple[str, ...], ...]:
    day = date(year, month, 1)
    days = [""] * ((day.weekday() - first) % _DAYS)
    while day.month == month:
        days.append(native(str(day.day), language))
        day += timedelta(days=1)
    days += [""] * (-len(days) % _DAYS)
    return tuple(tuple(days[n : n + _DAYS]) for n in range(0, len(days), _DAYS))
