"""Whole paragraphs: nothing lost, nothing split that must stay whole, errors that name the message."""

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from booklet.diag import Sink
from booklet.text.fonts import FontBook
from booklet.text.paragraph import Typesetter
from booklet.text.run import Inset, Line
from booklet.text.segment import unbroken

NUMBER = "+66 2 123 4567"

words = st.sampled_from(
    ["หาก", "ใครยึดหนังสือเดินทาง", "ต่าง ๆ", "น้ำ", "ฯลฯ", "giúp", "đỡ", "Nguyễn", "passport", "1300", "24/7", "(now)",
     "–", "a\u00a0b", "ab\u200bcd", "\n", "100 ฿", "e\u0301", "…"]
)  # fmt: skip
texts_strategy = st.lists(st.tuples(words, st.sampled_from(["", " "])), min_size=1, max_size=15).map(
    lambda parts: "".join(word + blank for word, blank in parts)
)


def visible(text: str) -> str:
    return "".join(c for c in text if c not in " \n")


def joined(lines: tuple[Line, ...]) -> str:
    return "".join(line.text for line in lines)


@settings(max_examples=150, deadline=None)
@given(texts_strategy, st.sampled_from(["th", "vi"]), st.floats(1, 30))
def test_lines_joined_are_the_source(book: FontBook, text: str, lang: str, width: float) -> None:
    lines = Typesetter(book, Sink()).lines(text, lang, "regular", width)
    assert visible(joined(lines)) == visible(text)
    for line in lines:
        assert line.text == line.text.rstrip(" \n")
        assert "".join(run.text for run in line.runs) == line.text
        inner = set(accumulate(len(g.text) for r in line.runs for g in r.glyphs if g.text)) - {len(line.text)}
        assert line.width <= width + 1e-6 or inner <= unbroken(line.text, ())


@pytest.mark.parametrize("width", [9, 14, 22])
def test_thai_lines_end_only_between_words(
    typesetter: Typesetter, texts: dict[str, str], width: float, weight: str
) -> None:
    text = texts["th"]
    allowed = {end for _, end in LineBreaker(text, "th").segments()}
    place = 0
    for line in typesetter.lines(text, "th", weight, width):
        assert text.startswith(line.text, place)
        place += len(line.text)
        while place < len(text) and text[place] == " ":
            place += 1
        assert place in allowed


@settings(max_examples=60, deadline=None)
@given(st.floats(0.5, 30), st.sampled_from(["โทร ", "gọi (", ""]), st.sampled_from(["ได้ตลอดคืน", ") mỗi ngày", ""]))
def test_a_telephone_number_is_whole_at_any_width(book: FontBook, width: float, before: str, after: str) -> None:
    inset = Inset(len(before), len(before) + len(NUMBER), "en", True)
    lines = Typesetter(book, Sink()).lines(before + NUMBER + after, "th", "bold", width, insets=(inset,))
    assert sum(NUMBER in line.text for line in lines) == 1
    assert visible(joined(lines)) == visible(before + NUMBER + after)


@pytest.mark.parametrize("width", [0.5, 1.5, 3])
def test_no_number_is_cut(typesetter: Typesetter, width: float) -> None:
    lines = typesetter.lines("โทร+66 2 123 4567ได้ 1300 24/7 1,500 ฿ giúp", "th", "regular", width)
    for number in ("+66 2 123 4567", "1300", "24/7", "1,500 ฿"):
        assert any(number in line.text for line in lines)


def test_an_inset_has_its_own_language(typesetter: Typesetter) -> None:
    text = "Baan สวนเด็ก is open"
    (line,) = typesetter.lines(text, "en", "regular", 100, insets=(Inset(5, 12, "th", False),))
    assert {run.lang for run in line.runs if "สวน" in run.text} == {"th"}
    assert {run.lang for run in line.runs if "open" in run.text} == {"en"}


def test_an_inset_may_end_inside_a_word(typesetter: Typesetter) -> None:
    text = "(สวนเด็ก)s"
    lines = typesetter.lines(text, "en", "regular", 100, insets=(Inset(1, 8, "th", True),))
    assert "".join(run.text for run in lines[0].runs) == text
    assert lines[0].width == pytest.approx(sum(run.width for run in lines[0].runs))


def test_a_line_feed_begins_a_line(typesetter: Typesetter) -> None:
    assert [line.text for line in typesetter.lines("one\n\ntwo ", "en", "regular", 50)] == ["one", "", "two"]
    assert typesetter.lines("", "en", "regular", 50) == ()


def test_balanced_lines_are_as_many_and_narrower(typesetter: Typesetter) -> None:
    text = "You have the right to help, free of charge, day or night."
    ragged = typesetter.lines(text, "en", "bold", 24)
    even = typesetter.lines(text, "en", "bold", 24, balance=True)
    assert len(ragged) == len(even) == 2
    assert max(line.width for line in even) < max(line.width for line in ragged)
    assert min(line.width for line in even) > 0.8 * max(line.width for line in even)


def test_natural_width_fits(typesetter: Typesetter, sample: tuple[str, str], weight: str) -> None:
    lang, text = sample
    width = typesetter.width(text, lang, weight)
    (line,) = typesetter.lines(text, lang, weight, width)
    assert line.width == pytest.approx(width)
    assert len(typesetter.lines(text, lang, weight, width - 0.01)) == 2


def test_a_missing_glyph_is_named_with_every_message(typesetter: Typesetter, sink: Sink) -> None:
    typesetter.lines("call Ꮳ now", "en", "regular", 20, message="service:a/name")
    typesetter.lines("call Ꮳ now", "en", "regular", 10, message="service:b/name")
    first, second = sink.finish()
    assert (first.code, second.code) == ("no-glyph", "no-glyph")
    assert "U+13E3" in first.message and "service:a/name" in first.message
    assert "service:b/name" in second.message


def test_a_mark_no_font_can_set_is_named(typesetter: Typesetter, sink: Sink) -> None:
    typesetter.lines("k\ua926", "en", "regular", 20)
    assert ["U+A926" in d.message for d in sink.finish()] == [True]


def test_setting_twice_gives_the_same(typesetter: Typesetter, book: FontBook, sample: tuple[str, str]) -> None:
    lang, text = sample
    again = Typesetter(book, Sink()).lines(text, lang, "regular", 18)
    first = typesetter.lines(text, lang, "regular", 18)
    assert [(line.text, line.width) for line in first] == [(line.text, line.width) for line in again]
    assert [g for line in first for r in line.runs for g in r.glyphs] == [
        g for line in again for r in line.runs for g in r.glyphs
    ]
