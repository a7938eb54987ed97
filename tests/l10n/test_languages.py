"""The table of languages, compared with CLDR."""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import is_normalized

import pytest

from booklet.diag import Sink
from booklet.l10n.languages import (
    FILE,
    OWN_FILE,
    Calendar,
    Digits,
    Direction,
    Language,
    Part,
    normalise,
    read_languages,
)
from booklet.world.files import DiskWorld, MemoryWorld

TAGS = [
    "en", "id", "ms", "vi", "th", "fil", "jv", "su", "ceb", "tet", "lo", "km", "my", "shn", "mnw",
    "ksw", "rhg", "ar", "fa", "ur", "ps", "bn", "hi", "ne", "ta", "te", "ml", "si", "dv", "zh-Hans",
    "zh-Hant", "ja", "ko", "uk", "ru", "mn", "am", "ti", "so", "sw", "bo", "dz",
]  # fmt: skip
AUTONYMS = {
    "id": "Bahasa Indonesia", "ms": "Bahasa Melayu", "jv": "Basa Jawa", "tet": "Tetun", "mnw": "ဘာသာမန်", "ksw": "ကညီကျိာ်",
}  # fmt: skip
"""Where CLDR has no name, or one that readers say with "language" before it."""
NO_SPACES = {"th", "lo", "km", "my", "shn", "mnw", "ksw", "zh-Hans", "zh-Hant", "ja", "bo", "dz"}
NO_RULE = {"tet", "shn", "mnw", "ksw", "rhg"}


def test_the_shipped_table(languages: dict[str, Language]) -> None:
    assert list(languages) == TAGS and len(TAGS) == 42
    assert {tag for tag, one in languages.items() if one.calendar is Calendar.BUDDHIST} == {"th"}
    assert {tag for tag, one in languages.items() if not one.spaces} == NO_SPACES
    assert {tag for tag, one in languages.items() if one.direction is Direction.RTL} == {"ar", "fa", "ur", "ps", "dv", "rhg"}
    assert {one.digits for one in languages.values()} == {Digits.LATN}
    assert all(one.reviewers == 2 for one in languages.values())
    assert languages["rhg"].script == "Rohg" and languages["zh-Hant"].script == "Hant"


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_is_called_what_cldr_calls_it(tag: str, languages: dict[str, Language]) -> None:
    from babel import localedata

    autonym, locale = languages[tag].autonym, tag.replace("-", "_")
    assert is_normalized("NFC", autonym) and autonym[0] == autonym[0].upper()
    if tag not in AUTONYMS:
        assert autonym.casefold() == localedata.load(locale)["languages"][locale].casefold()
    else:
        assert autonym == AUTONYMS[tag]


@pytest.mark.parametrize("tag", TAGS)
def test_plural_forms_are_those_of_cldr(tag: str, languages: dict[str, Language]) -> None:
    from babel import localedata
    from babel.plural import PluralRule

    count, form = plural(languages[tag].plural_forms)
    if tag in NO_RULE:
        assert (count, {form(n) for n in range(200)}) == (1, {0})
        return
    rule = localedata.load(languages[tag].babel)["plural_form"]
    assert isinstance(rule, PluralRule)
    names = [name for name in ("zero", "one", "two", "few", "many", "other") if any(rule(n) == name for n in range(200))]
    assert count == len(names)
    assert [names[form(n)] for n in range(200)] == [rule(n) for n in range(200)]


def plural(header: str) -> tuple[int, Callable[[int], int]]:
    """What a PO file's header says: the number of forms, and which one stands for n."""
    found = re.fullmatch(r"nplurals=(\d); plural=(.*);", header)
    assert found
    code = compile(ast.parse(_python(found[2]), mode="eval"), "plural", "eval")
    return int(found[1]), lambda n: int(eval(code, {"n": n}))


def _python(c: str) -> str:
    """A C expression of comparisons and ?: in Python's words."""
    c = c.strip()
    if c.startswith("(") and c.endswith(")") and _closes(c) == len(c) - 1:
        return f"({_python(c[1:-1])})"
    depth = 0
    for place, char in enumerate(c):
        depth += (char == "(") - (char == ")")
        if char == "?" and depth == 0:
            then, _, otherwise = c[place + 1 :].partition(":")
            return f"({_python(then)} if {_python(c[:place])} else {_python(otherwise)})"
    return c.replace("&&", " and ").replace("||", " or ")


def _closes(c: str) -> int:
    depth = 0
    for place, char in enumerate(c):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return place
    return -1


@pytest.mark.parametrize(("written", "tag"), [("zh_Hans", "zh-Hans"), ("zh-hans-cn", "zh-Hans-CN"), ("TH", "th"), ("es_419", "es-419")])
def test_tags_from_file_names(written: str, tag: str) -> None:
    assert normalise(written) == tag


ROW = "{tag: %s, autonym: X, script: Latn, direction: ltr, spaces: yes, digits: latn, calendar: gregorian, reviewers: 2, babel: en, plural_forms: x}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "no-languages"),
        (f"languages:\n  - {ROW % 'zh_hans'}\n", "bad-language-tag"),
        (f"languages:\n  - {ROW % 'vi'}\n  - {ROW % 'vi'}\n", "bad-language-tag"),
        (f"languages:\n  - {(ROW % 'vi').replace('digits: latn', 'digits: roman')}\n", "unknown-value"),
    ],
)
def test_faults_of_the_table(text: str | None, code: str) -> None:
    sink = Sink()
    read_languages(MemoryWorld({FILE: text.encode()} if text else {}), sink)
    assert [d.code for d in sink.finish()] == [code]


def test_own_data_with_a_month_too_few_is_refused() -> None:
    sink = Sink()
    own = "locales:\n  - {tag: vi, source: x, months: [a, b]}\n"
    read_languages(MemoryWorld({FILE: f"languages:\n  - {ROW % 'vi'}\n".encode(), OWN_FILE: own.encode()}), sink)
    (diagnostic,) = sink.finish()
    assert diagnostic.code == "wrong-names" and str(diagnostic.span) == f"{OWN_FILE}:2:5"


def test_every_piece_of_own_data_has_a_source_and_a_language(languages: dict[str, Language]) -> None:
    text = DiskWorld(Path(__file__).parent.parent.parent).read(OWN_FILE).decode()
    tags = re.findall(r"^  - \{?tag: ([\w-]+)", text, re.MULTILINE)
    assert {tag for tag, one in languages.items() if one.own} == set(tags) and len(tags) == len(set(tags))
    for tag in tags:
        own = languages[tag].own
        assert own and own.source.strip()
        given = {Part.MONTHS: own.months, Part.WEEKDAYS: own.weekdays, Part.COUNTRIES: own.countries, Part.LANGUAGES: own.languages}
        assert all(given[part] for part in own.draft), "a draft of nothing"
