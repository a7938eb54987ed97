"""Shaping: what reaches the paper is what HarfBuzz says of the whole text, and every character can be read back."""

import unicodedata

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Sink
from booklet.text.fonts import FontBook
from booklet.text.paragraph import Typesetter
from booklet.text.segment import segment_ends
from booklet.text.shape import cluster_texts

# Every letter of the Vietnamese alphabet with every tone, and Thai consonants with stacked vowels and tones.
VIETNAMESE = (
    " ".join(
        unicodedata.normalize("NFC", letter + tone)
        for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    )
    + " đ Đ"
)
THAI = (
    " ".join(base + vowel + tone for base in "กปฟฬญฐฎ" for vowel in ("", "ิ", "ี", "ึ", "ื", "ั", "ุ", "ู", "ํ") for tone in "่้๊๋์")
    + " น้ำ"
)


def whole_width(path: bytes, text: str, script: str, lang: str) -> float:
    """Width of the text shaped in one go, straight from HarfBuzz, in em."""
    face = hb.Face(path)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.script, buffer.language, buffer.direction = script, lang, "ltr"
    hb.shape(hb.Font(face), buffer)
    return float(sum(p.x_advance for p in buffer.glyph_positions) / face.upem)


@pytest.mark.parametrize(("lang", "script"), [("th", "Thai"), ("vi", "Latn"), ("en", "Latn")])
def test_segments_add_up_to_the_whole(
    typesetter: Typesetter, book: FontBook, weight: str, lang: str, script: str, texts: dict[str, str]
) -> None:
    expected = whole_width(book.faces(lang, weight)[0].data, texts[lang], script, lang)
    assert typesetter.width(texts[lang], lang, weight) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("lang", "text"), [("vi", VIETNAMESE), ("vi", unicodedata.normalize("NFD", VIETNAMESE)), ("th", THAI)]
)
def test_every_stack_has_glyphs(typesetter: Typesetter, sink: Sink, weight: str, lang: str, text: str) -> None:
    (line,) = typesetter.lines(text, lang, weight, 10_000)
    assert all(glyph.id != 0 for run in line.runs for glyph in run.glyphs)
    assert sink.finish() == ()


def test_decomposed_letters_look_like_composed_ones(typesetter: Typesetter, weight: str) -> None:
    widths = {typesetter.width(unicodedata.normalize(form, VIETNAMESE), "vi", weight) for form in ("NFC", "NFD")}
    assert len({round(w, 6) for w in widths}) == 1


@pytest.mark.parametrize("text", [THAI, VIETNAMESE, "office 12\u200b34 a\u2060b e\u0301", "น้ำ 1300 (Bangkok)"])
def test_glyphs_carry_every_character_once(typesetter: Typesetter, weight: str, text: str) -> None:
    (line,) = typesetter.lines(text, "th", weight, 10_000)
    assert "".join(run.text for run in line.runs) == line.text == text
    for run in line.runs:
        assert "".join(g.text for g in run.glyphs) == run.text


def test_invisible_characters_leave_no_glyph(typesetter: Typesetter) -> None:
    (line,) = typesetter.lines("ab\u2060cd", "en", "regular", 100)
    assert [g.text for run in line.runs for g in run.glyphs] == ["a", "b\u2060", "c", "d"]


def test_the_widest_glyph_of_a_cluster_stands_for_its_text() -> None:
    """As in scripts whose vowels are placed before a wider base."""
    texts = cluster_texts("\u1000\u1031\u1000\u102d", [0, 0, 2, 2], [300, 600, 500, 0])
    assert list(texts) == ["", "\u1000\u1031", "\u1000\u102d", ""]


def test_one_run_per_distinct_piece(typesetter: Typesetter) -> None:
    (line,) = typesetter.lines("ring ring ring on", "en", "regular", 100)
    assert line.runs[0] is line.runs[1] is line.runs[2]


def test_run_widths_are_their_advances(typesetter: Typesetter, sample: tuple[str, str], weight: str) -> None:
    lang, text = sample
    for line in typesetter.lines(text, lang, weight, 15):
        assert line.width == pytest.approx(sum(run.width for run in line.runs))
        for run in line.runs:
            assert run.width == pytest.approx(sum(g.advance for g in run.glyphs) * run.scale)


def test_features_reach_the_font(typesetter: Typesetter) -> None:
    (plain,) = typesetter.lines("1/2", "en", "regular", 100)
    (fraction,) = typesetter.lines("1/2", "en", "regular", 100, features=("frac",))
    assert [g.id for r in plain.runs for g in r.glyphs] != [g.id for r in fraction.runs for g in r.glyphs]


def test_marks_stay_with_their_base(typesetter: Typesetter) -> None:
    """A Thai tone on a Latin letter is not parted from it by the change of script."""
    (line,) = typesetter.lines("กa่ข", "th", "regular", 100)
    assert [run.text for run in line.runs] == ["ก", "a่", "ข"]


def test_no_line_may_end_inside_a_cluster(typesetter: Typesetter, book: FontBook) -> None:
    face = book.faces("th", "regular")[0]
    starts = {p.cluster for p in face.shape(THAI, "Thai", "th", False, ())}
    assert all(end in starts for end in segment_ends(THAI, "th")[:-1])
    lines = typesetter.lines(THAI, "th", "regular", 0.1)
    assert len(lines) == len([start for start in starts if THAI[start] != " "])


@given(st.lists(st.tuples(st.integers(1, 3), st.lists(st.integers(0, 9), min_size=1, max_size=3)), max_size=6), st.booleans())
def test_every_character_belongs_to_the_widest_glyph_of_its_cluster(shape: list[tuple[int, list[int]]], rtl: bool) -> None:
    """`shape`: of each cluster, how many characters it has, and the advances of its glyphs."""
    text = "".join(chr(0x1000 + n) for n in range(sum(count for count, _ in shape)))
    clusters: list[int] = []
    advances: list[int] = []
    parts: list[str] = []
    start = 0
    for count, widths in shape:
        clusters += [start] * len(widths)
        advances += widths
        parts.append(text[start : start + count])
        start += count
    if rtl:
        clusters, advances, parts, shape = clusters[::-1], advances[::-1], parts[::-1], shape[::-1]
    texts = list(cluster_texts(text, clusters, advances))
    assert [said for said in texts if said] == parts
    at = 0
    for _, widths in shape:
        own = slice(at, at + len(widths))
        assert advances[own][[bool(said) for said in texts[own]].index(True)] == max(widths)
        at += len(widths)
