"""Dates, hours, names and lists as readers of each language write them."""

from dataclasses import replace
from datetime import date
from typing import Any
from unicodedata import is_normalized

import pytest

from booklet.diag import BookletError
from booklet.l10n import formats
from booklet.l10n.languages import Language
from booklet.model.values import Weekday

LANGS = ["en", "id", "ms", "vi", "th"]
MON, TUE, WED, THU, FRI, SAT, SUN = Weekday


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "November 25, 2026"),
        ("id", "25 November 2026"),
        ("ms", "25 November 2026"),
        ("vi", "25 tháng 11, 2026"),
        ("th", "25 พฤศจิกายน 2569"),
    ],
)
def test_a_long_date(lang: str, expected: str, languages: dict[str, Language]) -> None:
    assert formats.date(date(2026, 11, 25), languages[lang]) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "08:30–16:30"), ("id", "08.30–16.30"), ("ms", "08:30–16:30"), ("vi", "08:30–16:30"), ("th", "08:30–16:30")],
)
def test_hours(lang: str, expected: str, languages: dict[str, Language]) -> None:
    assert formats.time_range("08:30", "16:30", languages[lang]) == expected


@pytest.mark.parametrize(
    ("lang", "days", "expected"),
    [
        ("en", [MON, TUE, WED, THU, FRI], "Mon–Fri"),
        ("en", [SUN, MON, TUE], "Mon, Tue, Sun"),
        ("en", [SAT], "Sat"),
        ("en", [MON, TUE, WED, FRI, SAT, SUN], "Mon–Wed, Fri–Sun"),
        ("id", [MON, TUE, WED, THU, FRI], "Sen–Jum"),
        ("ms", [MON, TUE, WED, THU, FRI], "Isn–Jum"),
        ("vi", [MON, TUE, WED, THU, FRI], "Th 2–Th 6"),
        ("th", [MON, TUE, WED, THU, FRI], "จ.–ศ."),
        ("th", list(Weekday), None),
    ],
)
def test_weekdays(lang: str, days: list[Weekday], expected: str | None, languages: dict[str, Language]) -> None:
    assert formats.weekdays(days, languages[lang]) == expected


@pytest.mark.parametrize(
    ("lang", "two", "three"),
    [
        ("en", "A and B", "A, B, and C"), ("id", "A dan B", "A, B, dan C"), ("ms", "A dan B", "A, B dan C"),
        ("vi", "A và B", "A, B và C"), ("th", "AและB", "A B และC"),
    ],
)  # fmt: skip
def test_lists(lang: str, two: str, three: str, languages: dict[str, Language]) -> None:
    assert formats.list_of(["A", "B"], languages[lang]) == two
    assert formats.list_of(["A", "B", "C"], languages[lang]) == three
    assert (formats.list_of(["A"], languages[lang]), formats.list_of([], languages[lang])) == ("A", "")


def test_a_list_keeps_braces_and_order(languages: dict[str, Language]) -> None:
    assert formats.list_of(["{1}", "{0}", "c", "d"], languages["en"]) == "{1}, {0}, c, and d"


@pytest.mark.parametrize(("lang", "th", "vn"), [("en", "Thailand", "Vietnam"), ("vi", "Thái Lan", "Việt Nam"), ("th", "ไทย", "เวียดนาม")])
def test_country_names(lang: str, th: str, vn: str, languages: dict[str, Language]) -> None:
    assert (formats.country_name("TH", languages[lang]), formats.country_name("VN", languages[lang])) == (th, vn)
    assert formats.country_name("ZQ", languages[lang]) is None


CODES = ["en", "my", "km", "ru", "zh", "ko", "ja", "ms", "id", "vi", "ta", "hi", "bn", "pa", "ne", "fil", "tl", "ur", "ar", "yue", "cmn", "zh-Hans"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_of_the_directory_has_a_name(lang: str, languages: dict[str, Language]) -> None:
    names = [formats.language_name(code, languages[lang]) for code in CODES]
    assert all(name and is_normalized("NFC", name) for name in names)
    assert formats.language_name("mul", languages[lang]) is None


def test_a_list_of_languages_names_none_twice(languages: dict[str, Language]) -> None:
    assert formats.language_list(["fil", "tl", "mul", "en"], languages["ms"]) == "Filipina dan Inggeris"
    assert formats.language_list(["mul"], languages["ms"]) is None


def test_numbers_are_grouped(languages: dict[str, Language]) -> None:
    assert formats.number(1234567, languages["id"]) == "1.234.567"
    assert formats.number(1234567, replace(languages["en"], babel="hi")) == "12,34,567"
    assert formats.number(-12, languages["en"]) == "−12"


def test_a_locale_that_babel_lacks_is_no_traceback(languages: dict[str, Language]) -> None:
    with pytest.raises(BookletError, match="unknown-locale"):
        formats.country_name("TH", replace(languages["en"], babel="ksw"))


@pytest.mark.parametrize("locale", ["en", "id", "ms", "th", "vi", "my", "ar", "nb", "en_GB", "zh_Hant"])
def test_data_read_in_part_is_what_babel_gives(locale: str) -> None:
    from babel import localedata

    whole = localedata.LocaleDataDict(localedata.load(locale))
    for section in formats._SECTIONS:
        assert _plain(formats._data(locale)[section]) == _plain(whole[section])


def test_languages_that_inherit_from_another_are_known() -> None:
    from babel.core import get_global

    assert {name for name in get_global("parent_exceptions") if "_" not in name} == formats._BRANCHES


def _plain(data: Any) -> Any:
    return {key: _plain(data[key]) for key in list(data)} if hasattr(data, "keys") else repr(data)
