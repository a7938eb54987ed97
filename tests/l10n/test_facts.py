"""Facts as they print: in which language, and whether their page must say DRAFT."""

from datetime import date

import pytest

from booklet.l10n import facts
from booklet.l10n.languages import Language
from booklet.l10n.localised import Localised, State
from booklet.model.values import Weekday

DAY = date(2026, 11, 25)
WORK = [Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI]


def parts(said: Localised) -> list[tuple[str, str]]:
    return [(said.text[a.start : a.end], a.lang) for a in said.atoms]


@pytest.mark.parametrize(
    ("tag", "name", "lang", "state"),
    [
        ("vi", "Thái Lan", "vi", State.FACT),
        ("shn", "မိူင်းထႆး", "shn", State.FACT),
        ("tet", "Tailándia", "tet", State.MACHINE_DRAFT),
        ("rhg", "Thailand", "en", State.FACT),
    ],
)
def test_a_country(tag: str, name: str, lang: str, state: State, languages: dict[str, Language]) -> None:
    said = facts.country("TH", languages[tag], languages["en"])
    assert (said.text, said.lang, said.state) == (name, lang, state)
    assert said.direction == languages[lang].direction.value


def test_a_language_that_has_no_name_is_not_left_out(languages: dict[str, Language]) -> None:
    said = facts.languages(["mnw", "th", "tl", "mul"], languages["mnw"], languages["en"])
    assert said and said.text == "ဘာသာမန်၊ Thai ကေုာံ Tagalog" and said.lang == "mnw"
    assert parts(said) == [("Thai", "en"), ("Tagalog", "en")]
    assert facts.languages(["mul"], languages["mnw"], languages["en"]) is None


def test_a_name_twice_is_said_once(languages: dict[str, Language]) -> None:
    said = facts.languages(["fil", "tl", "en"], languages["ms"], languages["en"])
    assert said and said.text == "Filipina dan Inggeris" and said.state is State.FACT


def test_an_item_is_not_found_inside_another_or_in_the_pattern(languages: dict[str, Language]) -> None:
    items = [facts.country(code, languages["rhg"], languages["en"]) for code in ("NE", "NG")]  # Niger, Nigeria
    assert parts(facts.list_of(items[::-1], languages["en"])) == [("Nigeria", "en"), ("Niger", "en")]


@pytest.mark.parametrize(
    ("tag", "text", "state"),
    [
        ("th", "25 พฤศจิกายน 2569", State.FACT),
        ("shn", "2026 ၼူဝ်ႇဝႅမ်ႇပႃႇ 25", State.FACT),
        ("dv", "25 ނޮވެންބަރ 2026", State.MACHINE_DRAFT),
        ("rhg", "2026-11-25", State.FACT),
    ],
)
def test_a_day(tag: str, text: str, state: State, languages: dict[str, Language]) -> None:
    said = facts.day(DAY, languages[tag])
    assert (said.text, said.state, said.is_draft) == (text, state, state is State.MACHINE_DRAFT)


@pytest.mark.parametrize(
    ("tag", "text", "lang", "direction"),
    [("ar", "الاثنين–الجمعة", "ar", "rtl"), ("rhg", "Mon–Fri", "en", "ltr"), ("ksw", "မုၢ်ဆၣ်–မုၢ်ဖီဖး", "ksw", "ltr")],
)
def test_days_of_the_week_stay_whole_in_their_direction(tag: str, text: str, lang: str, direction: str, languages: dict[str, Language]) -> None:
    said = facts.weekdays(WORK, languages[tag], languages["en"])
    assert said and (said.text, said.lang, said.direction) == (text, lang, direction)
    assert parts(said) == [(text, lang)] and said.is_draft == (tag == "ksw")
    assert facts.weekdays(list(Weekday), languages[tag], languages["en"]) is None


def test_hours_stay_whole(languages: dict[str, Language]) -> None:
    said = facts.times("08:30", "16:30", languages["fa"])
    assert parts(said) == [("08:30–16:30", "fa")] and said.direction == "rtl"
