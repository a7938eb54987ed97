"""Line ends against the Unicode Consortium's own test, LineBreakTest 17.0.0: what ICU proposes, and what we take away."""

import lzma
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from icu4py.breakers import CharacterBreaker, LineBreaker

from booklet.text.segment import character_offsets, segment_ends
from booklet.text.ucd import category, script

DATA = Path(__file__).parents[1] / "unicode"


@cache
def cases(name: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Every text of a test file with the places where it may be divided."""
    found: list[tuple[str, tuple[int, ...]]] = []
    for line in lzma.decompress((DATA / f"{name}.txt.xz").read_bytes()).decode().splitlines():
        text = ""
        ends: list[int] = []
        for token in line.partition("#")[0].split():
            if token not in "×÷":
                text += chr(int(token, 16))
            elif token == "÷" and text:
                ends.append(len(text))
        if text:
            found.append((text, tuple(ends)))
    return tuple(found)


def icu_ends(text: str, locale: str) -> tuple[int, ...]:
    offsets = character_offsets(text)
    return tuple(offsets[end] for _, end in LineBreaker(text, locale).segments())


def test_icu_proposes_what_unicode_says() -> None:
    assert len(cases("LineBreakTest")) == 19338
    assert [text for text, ends in cases("LineBreakTest") if icu_ends(text, "root") != ends] == []


def test_chinese_differs_only_at_its_quotation_marks() -> None:
    differing = [text for text, ends in cases("LineBreakTest") if icu_ends(text, "zh@lb=strict") != ends]
    assert len(differing) == 3
    assert all(set("“”‘’") & set(text) for text in differing)


RULES: list[tuple[str, int, Callable[[str, str], bool]]] = [
    ("a mark stands with its letter", 1438, lambda a, b: category(b)[0] == "M" or b in "\u200c\u200d"),
    ("an emoji stands with its colour", 236, lambda a, b: b in "🏻🏼🏽🏾🏿"),
    ("what closes begins no line", 338, lambda a, b: b in "%‼».)}!,·"),
    ("a dash ends a line", 246, lambda a, b: b in "–—"),
    ("what glues ends and begins no line", 146, lambda a, b: b in "\u00a0\u2011"),
    ("what repeats begins no line", 130, lambda a, b: b == "々"),
    ("small kana begin no line", 131, lambda a, b: b == "ぁ"),
    ("Korean words are whole", 642, lambda a, b: a != " " and "Hang" in (script(a), script(b))),
    ("a soft hyphen shows no hyphen", 3, lambda a, b: a == "\u00ad"),
]
"""Name, how many ends of the test it takes away, and what it says of the characters before and after."""

QUANTITY = re.compile(r"[§$₩0-9] \|[0-9]|\|£[(][0-9]|[0-9] \|[$₩]|[0-9]\|年")


def test_every_end_we_take_away_has_a_rule() -> None:
    taken: Counter[str] = Counter()
    unexplained: list[tuple[str, int]] = []
    for text, ends in cases("LineBreakTest"):
        ours = segment_ends(text, "en")
        assert set(ours) <= set(ends)
        for end in sorted(set(ends).difference(ours)):
            before, after = text[end - 1], text[end]
            rule = next((name for name, _, test in RULES if test(before, after)), None)
            if rule is None and QUANTITY.search(text[:end] + "|" + text[end:]):
                rule = "a number stands with its unit"
            taken.update([rule or "none"])
            if rule is None:
                unexplained.append((text, end))
    assert unexplained == []
    assert taken == {"a number stands with its unit": 12} | {name: count for name, count, _ in RULES}


@pytest.mark.parametrize("lang", ["en", "ja", "zh-Hans", "shn"])
def test_no_line_divides_what_readers_see_as_one_character(lang: str) -> None:
    dividing: set[str] = set()
    for text in {text for name in ("GraphemeBreakTest", "LineBreakTest") for text, _ in cases(name)}:
        offsets = character_offsets(text)
        graphemes = {offsets[end] for _, end in CharacterBreaker(text, "root").segments()}
        dividing.update(text for end in segment_ends(text, lang) if end not in graphemes)
    # A flag after a sign that stands before digits, and flags after a joiner: UAX #14 and #29 differ, in no real text.
    assert dividing <= {"\u06dd\U0001f1e6", "\u06dd\u0308\U0001f1e6", "a\U0001f1e6\u200d\U0001f1e7\U0001f1e8b"}
