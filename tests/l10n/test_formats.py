"""Dates, hours, names and lists as readers of each language write them."""

import copy
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import BookletError, Sink
from booklet.l10n import formats, locale_data
from booklet.l10n.languages import Digits, Language, read_languages
from booklet.l10n.locale_data import SECTIONS, cldr
from booklet.model.values import Weekday
from booklet.world.files import DiskWorld

HERE = Path(__file__).parent
GOLDEN = [line.split("\t") for line in (HERE / "formats.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
"""One language a line, looked at by people; "-" where nobody has given a name."""
LANGUAGES = read_languages(DiskWorld(HERE.parent.parent), Sink())
LANGS = ["en", "id", "ms", "vi", "th"]
MON, TUE, WED, THU, FRI, SAT, SUN = Weekday


def test_every_language_is_in_the_golden_table(languages: dict[str, Language]) -> None:
    assert [row[0] for row in GOLDEN] == list(languages)


@pytest.mark.parametrize("row", GOLDEN, ids=[row[0] for row in GOLDEN])
def test_each_language_writes_as_its_readers_do(row: list[str], languages: dict[str, Language]) -> None:
    language = languages[row[0]]
    assert [language.tag, *written(language)] == row


def written(language: Language) -> list[str]:
    said = (
        formats.date(date(2026, 11, 25), language),
        formats.list_of(["A", "B", "C"], language),
        formats.time_range("08:30", "16:30", language),
        formats.weekdays([MON, TUE, WED, THU, FRI, SUN], language),
        formats.language_name(language.tag, language),
        formats.country_name("MM", language),
    )
    return [text or "-" for text in said]


def test_nothing_is_left_of_the_root_of_cldr(languages: dict[str, Language]) -> None:
    for language in languages.values():
        for month in range(1, 13):
            said = formats.date(date(2026, month, 1), language)
            assert not re.search(r"M\d\d|[\u200e\u200f]", said) and is_normalized("NFC", said)
        for day in Weekday:
            name = formats.weekdays([day], language)
            assert name is None or language.tag == "en" or name not in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def test_months_and_days_of_one_language_differ(languages: dict[str, Language]) -> None:
    for language in languages.values():
        assert len({formats.date(date(2026, month, 1), language) for month in range(1, 13)}) == 12
        names = {formats.weekdays([day], language) for day in Weekday}
        assert len(names) == 7 or names == {None}


def test_what_was_asked_before_changes_nothing() -> None:
    """Babel's own loader fills aliases in data that its locales share, so Arabic after Chinese had English days."""
    code = (
        "import sys; sys.path.insert(0, 'tests/l10n'); import test_formats as t\n"
        "for tag in reversed(t.LANGUAGES): print(tag, *t.written(t.LANGUAGES[tag]), sep='\\t')"
    )
    root = HERE.parent.parent
    ran = subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=root, capture_output=True, check=True, encoding="utf-8")
    assert [line.split("\t") for line in reversed(ran.stdout.splitlines())] == GOLDEN


@pytest.mark.parametrize(
    ("lang", "days", "expected"),
    [
        ("en", [MON, TUE, WED, THU, FRI], "Mon–Fri"),
        ("en", [SUN, MON, TUE], "Mon, Tue, Sun"),
        ("en", [SAT], "Sat"),
        ("en", [MON, TUE, WED, FRI, SAT, SUN], "Mon–Wed, Fri–Sun"),
        ("th", [MON, TUE, WED, THU, FRI], "จ.–ศ."),
        ("th", list(Weekday), None),
        ("ar", [MON, TUE, WED], "الاثنين–الأربعاء"),
        ("ja", [MON, WED], "月、水"),
    ],
)
def test_weekdays(lang: str, days: list[Weekday], expected: str | None, languages: dict[str, Language]) -> None:
    assert formats.weekdays(days, languages[lang]) == expected


@pytest.mark.parametrize(
    ("lang", "two", "three"),
    [
        ("en", "A and B", "A, B, and C"), ("id", "A dan B", "A, B, dan C"), ("ms", "A dan B", "A, B dan C"),
        ("vi", "A và B", "A, B và C"), ("th", "AและB", "A B และC"), ("fa", "A و B", "A، B، و C"), ("my", "Aနှင့် B", "A၊ Bနှင့် C"),
    ],
)  # fmt: skip
def test_lists(lang: str, two: str, three: str, languages: dict[str, Language]) -> None:
    assert formats.list_of(["A", "B"], languages[lang]) == two
    assert formats.list_of(["A", "B", "C"], languages[lang]) == three
    assert (formats.list_of(["A"], languages[lang]), formats.list_of([], languages[lang])) == ("A", "")


def test_a_list_keeps_braces_and_order(languages: dict[str, Language]) -> None:
    assert formats.list_of(["{1}", "{0}", "c", "d"], languages["en"]) == "{1}, {0}, c, and d"


@given(st.sampled_from(list(LANGUAGES)), st.lists(st.integers(100, 999).map(lambda n: f"<{n}>"), max_size=6))
def test_a_list_has_its_items_in_order_and_nothing_else_in_brackets(tag: str, items: list[str]) -> None:
    assert re.findall("<[0-9]+>", formats.list_of(items, LANGUAGES[tag])) == items


@given(st.sampled_from(list(LANGUAGES)), st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_says_its_day_and_year(tag: str, day: date) -> None:
    numbers = [int(n) for n in re.findall("[0-9]+", formats.date(day, LANGUAGES[tag]))]
    assert day.day in numbers and day.year + (543 if tag == "th" else 0) in numbers


@given(st.sampled_from(list(LANGUAGES)), st.sets(st.sampled_from(list(Weekday)), min_size=1, max_size=6))
def test_days_are_said_first_to_last(tag: str, days: set[Weekday]) -> None:
    said = formats.weekdays(days, LANGUAGES[tag])
    if said is not None:
        order = [day for day in Weekday if day in days]
        first, last = (formats.weekdays([day], LANGUAGES[tag]) or "" for day in (order[0], order[-1]))
        assert said.startswith(first) and said.endswith(last)


@pytest.mark.parametrize(
    ("lang", "digits", "day", "hours"),
    [
        ("my", Digits.MYMR, "၂၀၂၆ နိုဝင်ဘာ ၂၅", "၀၈:၃၀–၁၆:၃၀"),
        ("fa", Digits.ARABEXT, "۲۵ نوامبر ۲۰۲۶", "۰۸:۳۰–۱۶:۳۰"),
        ("bn", Digits.BENG, "২৫ নভেম্বর, ২০২৬", "০৮:৩০–১৬:৩০"),
        ("ne", Digits.DEVA, "२०२६ नोभेम्बर २५", "०८:३०–१६:३०"),
        ("km", Digits.KHMR, "២៥ វិច្ឆិកា ២០២៦", "០៨:៣០–១៦:៣០"),
        ("th", Digits.THAI, "๒๕ พฤศจิกายน ๒๕๖๙", "๐๘:๓๐–๑๖:๓๐"),
    ],
)
def test_native_digits_where_the_table_says_so(lang: str, digits: Digits, day: str, hours: str, languages: dict[str, Language]) -> None:
    language = replace(languages[lang], digits=digits)
    assert formats.date(date(2026, 11, 25), language) == day
    assert formats.time_range("08:30", "16:30", language) == hours
    assert formats.native("12", languages[lang]) == "12"


@pytest.mark.parametrize("digits", list(Digits))
def test_digits_are_those_of_cldr(digits: Digits, languages: dict[str, Language]) -> None:
    said = formats.native("0123456789", replace(languages["en"], digits=digits))
    assert [int(c) for c in said] == list(range(10)) and len(set(said)) == 10
    assert not digits.value.startswith("latn") or said == "0123456789"


@pytest.mark.parametrize(("lang", "th", "vn"), [("en", "Thailand", "Vietnam"), ("vi", "Thái Lan", "Việt Nam"), ("th", "ไทย", "เวียดนาม")])
def test_country_names(lang: str, th: str, vn: str, languages: dict[str, Language]) -> None:
    assert (formats.country_name("TH", languages[lang]), formats.country_name("VN", languages[lang])) == (th, vn)
    assert formats.country_name("ZQ", languages[lang]) is None


def test_no_name_is_another_languages(languages: dict[str, Language]) -> None:
    """Mon and Karen borrow the separators of Burmese, Tetun those of Portuguese: never words."""
    for tag in ("mnw", "ksw", "tet", "dv", "rhg"):
        assert formats.country_name("VN", languages[tag]) in (None, "Vietname")
        assert formats.language_name("ta", languages[tag]) is None


CODES = ["en", "my", "km", "ru", "zh", "ko", "ja", "ms", "id", "vi", "ta", "hi", "bn", "pa", "ne", "fil", "tl", "ur", "ar", "yue", "cmn", "zh-Hans"]


@pytest.mark.parametrize("lang", [tag for tag in LANGUAGES if tag not in ("su", "ceb", "tet", "mnw", "ksw", "rhg", "dv", "bo", "dz")])
def test_every_language_of_the_directory_has_a_name(lang: str, languages: dict[str, Language]) -> None:
    names = [formats.language_name(code, languages[lang]) for code in CODES]
    assert all(name and is_normalized("NFC", name) for name in names)
    assert formats.language_name("mul", languages[lang]) is None


def test_numbers_are_grouped(languages: dict[str, Language]) -> None:
    assert formats.number(1234567, languages["id"]) == "1.234.567"
    assert formats.number(1234567, languages["hi"]) == "12,34,567"
    assert formats.number(1234567, replace(languages["my"], digits=Digits.MYMR)) == "၁,၂၃၄,၅၆၇"
    assert formats.number(-12, languages["en"]) == "−12"


def test_a_locale_that_babel_lacks_is_no_traceback(languages: dict[str, Language]) -> None:
    with pytest.raises(BookletError, match="unknown-locale"):
        formats.country_name("TH", replace(languages["en"], babel="ksw"))


@pytest.mark.parametrize("locale", ["en", "id", "ms", "th", "vi", "my", "ar", "nb_NO", "en_GB", "zh_Hant", "zh_Hans", "pt_PT", "sw", "so"])
def test_data_read_in_part_is_what_babel_gives(locale: str) -> None:
    from babel import localedata

    whole = localedata.LocaleDataDict(copy.deepcopy(localedata.load(locale)))  # resolving aliases writes into what it shares
    for section in SECTIONS:
        assert _plain(cldr(locale)[section]) == _plain(whole[section])


def test_languages_that_inherit_from_another_are_known() -> None:
    from babel.core import get_global

    assert {name for name in get_global("parent_exceptions") if "_" not in name} == locale_data._BRANCHES


def _plain(data: Any) -> Any:
    return {key: _plain(data[key]) for key in list(data)} if hasattr(data, "keys") else repr(data)
