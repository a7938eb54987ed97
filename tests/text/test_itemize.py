"""Runs of one script and face, whatever was split before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.text.fonts import FontBook
from booklet.text.itemize import Item, Itemizer

WORDS = {
    "en": "aé(9-”\u0301",
    "th": "กเอ่ำ ,(9ฯ",
    "km": "ក្រើ។( 9",
    "my": "ကိ္၊(",
    "ar": "بمً،( 9",
    "bn": "ক্ি।09(",
    "zh-Hans": "中，（a9 ",
    "ko": "가a(9 ",
}
"""Letters, marks and what stands about them, in each language; texts mix them."""


def described(items: list[Item]) -> list[tuple[int, int, str, str]]:
    return [(item.start, item.end, item.script, item.face.path) for item in items]


@pytest.fixture(scope="session")
def split_before(book: FontBook) -> dict[str, Itemizer]:
    return {lang: Itemizer(book.script(lang), book.faces(lang, "regular")) for lang in WORDS}


@given(lang=st.sampled_from(sorted(WORDS)), text=st.text("".join(WORDS.values()), min_size=1, max_size=8), data=st.data())
def test_what_was_split_before_changes_nothing(
    book: FontBook, split_before: dict[str, Itemizer], lang: str, text: str, data: st.DataObject
) -> None:
    own = data.draw(st.text(WORDS[lang], min_size=1, max_size=6))
    for one in (own, text, f"({own}), ", own + text):
        found = split_before[lang].items(one)
        assert described(found) == described(Itemizer(book.script(lang), book.faces(lang, "regular")).items(one))
        assert [item.start for item in found] == [0, *[item.end for item in found[:-1]]]
        assert found[-1].end == len(one)


def test_punctuation_about_a_word_is_set_with_it_where_its_face_can(book: FontBook) -> None:
    items = Itemizer("Latn", book.faces("en", "regular")).items
    assert [len(items(text)) for text in ("word", "(word), ", "9 ", "(word).")] == [1, 1, 1, 1]


def test_punctuation_about_a_thai_word_comes_from_the_latin_face(book: FontBook) -> None:
    split = Itemizer("Thai", book.faces("th", "regular"))
    for _ in range(2):
        found = split.items("(ไทย), ")
        assert [(i.start, i.end, i.face.family) for i in found] == [
            (0, 1, "Noto Sans"),
            (1, 4, "Noto Sans Thai"),
            (4, 7, "Noto Sans"),
        ]
