"""Words that translators want whole: found wherever they stand, split only in a column narrower than they are."""

import pytest

from booklet.diag import Sink
from booklet.text.fonts import FontBook
from booklet.text.paragraph import Typesetter
from booklet.text.segment import segment_ends
from booklet.text.words import WordList, read_words
from booklet.world.files import MemoryWorld

VICTIM = "ผู้เสียหาย"


def pieces(text: str, *words: str) -> list[str]:
    ends = segment_ends(text, "th", words=WordList(words))
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("ว่าผู้เสียหาย", (), ["ว่า", "ผู้", "เสีย", "หาย"]),
        ("ว่าผู้เสียหาย", (VICTIM,), ["ว่า", VICTIM]),
        ("ว่าผู้เสียหาย", ("เสียหาย", "ผู้เสีย"), ["ว่า", VICTIM]),
        ("ว่าผู้เสียหาย", ("ผู้เสีย", VICTIM), ["ว่า", VICTIM]),
        ("ถามว่าที่นั่นมี", ("ที่นั่น",), ["ถาม", "ว่าที่นั่น", "มี"]),
        ("ผู้เสีย\u200bหาย", (VICTIM,), ["ผู้", "เสีย\u200b", "หาย"]),
        ("ผู้เสียหาย", ("ก",), ["ผู้", "เสีย", "หาย"]),
    ],
)
def test_a_listed_word_is_one_piece(text: str, words: tuple[str, ...], expected: list[str]) -> None:
    assert pieces(text, *words) == expected


def test_a_column_narrower_than_the_word_splits_it_between_its_parts(book: FontBook) -> None:
    words = {"th": WordList([VICTIM])}
    wide, narrow = ([line.text for line in Typesetter(book, Sink(), words).lines(VICTIM, "th", "bold", w)] for w in (5, 3))
    assert (wide, narrow) == ([VICTIM], ["ผู้เสีย", "หาย"])


@pytest.mark.parametrize(("lang", "whole"), [("th-TH", True), ("en", False)])
def test_a_list_serves_its_own_language(book: FontBook, lang: str, whole: bool) -> None:
    typesetter = Typesetter(book, Sink(), {"th": WordList([VICTIM])})
    lines = typesetter.lines("ว่า" + VICTIM, lang, "regular", typesetter.width(VICTIM, lang, "regular"))
    assert any(line.text == VICTIM for line in lines) == whole


def test_lists_are_read_by_language() -> None:
    sink = Sink()
    text = f"\ufeff# words\n\n{VICTIM}  # victim\r\n"
    found = read_words(MemoryWorld({"translations/words/th.txt": text.encode()}), sink)
    assert list(found) == ["th"]
    assert found["th"].inside("ว่า" + VICTIM) == set(range(4, 3 + len(VICTIM)))
    assert sink.finish() == ()


def test_a_project_needs_no_lists() -> None:
    assert read_words(MemoryWorld({}), Sink()) == {}


def test_a_list_that_is_not_utf_8_is_an_error() -> None:
    sink = Sink()
    read_words(MemoryWorld({"translations/words/th.txt": "# words\nคำ".encode("tis-620")}), sink)
    (error,) = sink.finish()
    assert (error.code, str(error.span)) == ("words-encoding", "translations/words/th.txt:2:1")
