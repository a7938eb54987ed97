"""No line of a shipped Thai text ends inside a word: by ICU's dictionary, by our list, by an independent dictionary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

import pytest
from icu4py.breakers import LineBreaker, WordBreaker
from thai_lines import is_thai, settings, text_items

from booklet.build import Built, Job, build
from booklet.project import Project
from booklet.text.segment import segment_ends

NEVER_FIRST = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎ฯ")
"""Vowel signs that follow or ride their consonant, tones and other marks, the signs of repetition and abbreviation."""

NEVER_LAST = frozenset("เแโใไ")
"""Vowel signs that are written before their consonant."""

RIGHT_ENDS = {
    "กระทรวง|การต่างประเทศ": "a ministry and its field: 20 letters, too wide for some headings",
    "ข้อความ|ใน": "not ความใน",
    "ขึ้น|กับ": "not ขึ้นกับ, to depend on: เกิดขึ้น, to happen, with กับ, to",
    "คน|รับ": "someone picks up",
    "บอก|ว่า": "not กว่า",
    "ผู้คน|ใน": "not คนใน, an insider: people in",
    "มี|ผลกับ": "has an effect on",
    "มี|เรื่อง": "is there any of these things",
    "รู้|เรื่องนี้": "not รู้เรื่อง, to understand: to know of this",
    "ส่งต่อ|ให้": "not ต่อให้, even if: to pass on to",
    "หมายเลข|ที่": "not เลขที่, a house number: numbers that",
    "ให้|ได้": "to be able to, for someone",
    "เป็น|งาน": "is work",
    "เป็น|เรื่อง": "is a matter of",
    "ที่|อยู่": "not ที่อยู่, an address: who are",
}
"""Where a line may end although the second dictionary reads across."""


def faults(text: str, end: int, listed: Iterable[str]) -> Iterator[str]:
    """What is wrong with a line ending before character `end` of a text, by ICU and by the list."""
    if end not in _icu_ends(text):
        yield "inside a word of ICU's dictionary"
    for word in listed:
        if text.find(word, max(0, end - len(word) + 1), end + len(word) - 1) >= 0:
            yield f"inside {word}"
    if text[end] in NEVER_FIRST or unicodedata.combining(text[end]) or text[end - 1] in NEVER_LAST:
        yield "a letter parted from its sign"


@cache
def _icu_ends(text: str) -> frozenset[int]:
    assert max(text) < "\U00010000"  # ICU counts UTF-16
    lines, words = ({end for _, end in breaker(text, "th").segments()} for breaker in (LineBreaker, WordBreaker))
    return frozenset(lines & words)


def common_word(text: str, end: int) -> str | None:
    """The word of the second dictionary that a line ending before character `end` would split."""
    start = 0
    for token in _tokens(text):
        if start < end < start + len(token):
            right = (place.split("|") for place in RIGHT_ENDS)
            known = token in _dictionary() and is_thai(token)
            return token if known and not any(text[:end].endswith(a) and text.startswith(b, end) for a, b in right) else None
        start += len(token)
    return None


@cache
def _tokens(text: str) -> tuple[str, ...]:
    from pythainlp.tokenize import word_tokenize

    return tuple(word_tokenize(text, engine="newmm"))


@cache
def _dictionary() -> frozenset[str]:
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())


def all_faults(booklet: Built, listed: Iterable[str]) -> list[str]:
    return [
        f"{text[:end]} | {text[end:]}: {fault}"
        for text, _, ends in settings(booklet)
        for end in ends
        for fault in faults(text, end, listed)
    ]


def test_no_line_of_a_booklet_ends_inside_a_word(booklets: list[Built], listed: tuple[str, ...]) -> None:
    thai = [setting for booklet in booklets for setting in settings(booklet)]
    assert len(thai) > 200 and sum(len(setting.ends) for setting in thai) > 50
    assert [fault for booklet in booklets for fault in all_faults(booklet, listed)] == []


def test_no_line_begins_with_a_sign_that_follows(booklets: list[Built]) -> None:
    for item in (item for booklet in booklets for item in text_items(booklet) if is_thai(item.line.text)):
        assert item.line.text[0] not in NEVER_FIRST
        assert item.line.text[-1] not in NEVER_LAST


def test_no_line_of_a_booklet_ends_inside_a_common_word(booklets: list[Built]) -> None:
    pytest.importorskip("pythainlp", reason="a second dictionary, in the extra 'dev'")
    split = [
        (word, text)
        for booklet in booklets
        for text, _, ends in settings(booklet)
        for end in ends
        if (word := common_word(text, end))
    ]
    assert split == []


def test_no_line_of_a_message_may_end_inside_a_common_word(project: Project) -> None:
    """Whatever the width of the column."""
    pytest.importorskip("pythainlp", reason="a second dictionary, in the extra 'dev'")
    split = {
        (word, message.target)
        for message in project.catalogs["th"].messages.values()
        for end in segment_ends(message.target, "th", words=project.words["th"])[:-1]
        if is_thai(message.target) and (word := common_word(message.target, end))
    }
    assert split == set(), "add the words to translations/words/th.txt, or say in RIGHT_ENDS why a line may end there"


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("คุณเป็นผู้เสีย|หายใช่ไหม", "inside ผู้เสียหาย"),
        ("ถามว่าที่|นั่นมีอะไร", "inside ที่นั่น"),
        ("อยู่อย่างปลอด|ภัย", "inside a word of ICU's dictionary"),
        ("คุณอยู่ที่ไห|น", "inside a word of ICU's dictionary"),
        ("ดื่มน|้ำ", "a letter parted from its sign"),
        ("ต่าง |ๆ นานา", "a letter parted from its sign"),
        ("โทรหาเ|พื่อน", "a letter parted from its sign"),
    ],
)
def test_a_wrong_end_is_seen(broken: str, fault: str, listed: tuple[str, ...]) -> None:
    before, after = broken.split("|")
    assert fault in list(faults(before + after, len(before), listed))


@pytest.mark.parametrize("broken", ["ได้ค่า|จ้าง", "เปิดกลาง|วัน", "โทรหาสถาน|ทูต", "ตำ|รวจ"])
def test_a_split_common_word_is_seen(broken: str) -> None:
    pytest.importorskip("pythainlp", reason="a second dictionary, in the extra 'dev'")
    before, after = broken.split("|")
    assert common_word(before + after, len(before))


def test_without_the_list_words_are_split(project: Project, listed: tuple[str, ...]) -> None:
    booklet = build(Job("journey", "a6", "th"), replace(project, words={}))
    assert any(fault.endswith("inside ผู้เสียหาย") for fault in all_faults(booklet, listed))


def test_the_list_is_in_order(listed: tuple[str, ...]) -> None:
    assert list(listed) == sorted(set(listed))
    assert all(unicodedata.is_normalized("NFC", word) and is_thai(word) and " " not in word for word in listed)
