"""Right-to-left text stands as its readers expect: Unicode's conformance tests, and what booklets print."""

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.text import ucd
from booklet.text.bidi import Isolate, levels, line_levels, needs_bidi, paragraph_level, visual_order

UNICODE = Path(__file__).parents[1] / "unicode"
CLASSES = "L R AL EN AN ES ET CS NSM BN B S WS ON LRE LRO RLE RLO PDF LRI RLI FSI PDI"
CONTROLS = "\u202a\u202d\u202b\u202e\u202c\u2066\u2067\u2068\u2069"
SAMPLES = dict(zip(CLASSES.split(), "aאب1٣+$,\u0300\u00ad\u2029\t !" + CONTROLS, strict=True))
"""A character of each Bidi_Class, none a bracket."""


def unicode_lines(name: str) -> Iterator[str]:
    with lzma.open(UNICODE / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        yield from (line for line in lines if line[0] not in "#\n")


def line(text: str, base: int) -> tuple[int, ...]:
    """The levels of a paragraph that fits on one line."""
    return line_levels(text, levels(text, base), base)


def seen(text: str, base: int, *isolates: Isolate) -> str:
    """The characters of one line as they stand from left to right, brackets turned, invisible ones left out."""
    found = line_levels(text, levels(text, base, isolates), base)
    pairs = {c: other for pair in ("()", "[]", "«»") for c, other in (list(pair), list(pair[::-1]))}
    turned = [pairs.get(c, c) if level % 2 else c for c, level in zip(text, found, strict=True)]
    return "".join(turned[i] for i in visual_order(found) if ucd.category(text[i]) != "Cf")


@pytest.mark.slow
def test_every_line_of_the_bidi_test() -> None:
    wrong = []
    count = 0
    shown: list[int] = []
    wanted: list[int] = []
    for data in unicode_lines("BidiTest"):
        key, _, value = data.partition(":")
        if key == "@Levels":
            shown = [i for i, level in enumerate(value.split()) if level != "x"]
            wanted = [int(level) for level in value.split() if level != "x"]
        elif key == "@Reorder":
            assert [shown[i] for i in visual_order(wanted)] == [int(place) for place in value.split()]
        else:
            classes, bits = data.split(";")
            text = "".join([SAMPLES[c] for c in classes.split()])
            bases = {2: {0}, 4: {1}, 6: {0, 1}, 0: set()}[int(bits) & 6]
            if int(bits) & 1:
                bases = bases | {paragraph_level(text)}
            for base in bases:
                found = line(text, base)
                if [found[i] for i in shown] != wanted:
                    wrong.append((data, base, found))
            count += 1
    assert count == 490_846
    assert wrong == []


@pytest.mark.slow
def test_every_line_of_the_bidi_character_test() -> None:
    wrong = []
    count = 0
    for data in unicode_lines("BidiCharacterTest"):
        points, direction, base, wanted, order = data.split(";")
        text = "".join([chr(int(point, 16)) for point in points.split()])
        if direction == "2" and paragraph_level(text) != int(base):
            wrong.append(data)
        found = line(text, int(base))
        shown = [(i, level) for i, level in enumerate(wanted.split()) if level != "x"]
        places = visual_order([found[i] for i, _ in shown])
        if any(found[i] != int(level) for i, level in shown) or [shown[p][0] for p in places] != [
            *map(int, order.split())
        ]:
            wrong.append(data)
        count += 1
    assert count == 91_707
    assert wrong == []


Tree = str | tuple[int | None, list["Tree"]]
CHARACTERS = "".join(SAMPLES.values()) + "bגة2٤()[]\u2329\u3009\u200c\u2066\u2069"


def trees() -> st.SearchStrategy[list[Tree]]:
    """Texts with nested isolates: strings, and pairs of a direction and what is isolated."""
    leaves: st.SearchStrategy[list[Tree]] = st.lists(st.text(CHARACTERS, max_size=6), max_size=3)
    return st.recursive(leaves, lambda inner: st.lists(st.text(CHARACTERS, max_size=4) | isolated(inner), max_size=4))


def isolated(inner: st.SearchStrategy[list[Tree]]) -> st.SearchStrategy[tuple[int | None, list[Tree]]]:
    return st.tuples(st.sampled_from([0, 1, None]), inner)


def plain(nodes: list[Tree]) -> str:
    return "".join(node if isinstance(node, str) else plain(node[1]) for node in nodes)


def spans(nodes: list[Tree], start: int = 0) -> list[Isolate]:
    found = []
    for node in nodes:
        end = start + len(plain([node]))
        if not isinstance(node, str):
            found += [Isolate(start, end, node[0]), *spans(node[1], start)]
        start = end
    return found


def controlled(nodes: list[Tree]) -> list[tuple[str, bool]]:
    """The characters with the controls of the isolates among them, and which are no such controls."""
    found = []
    for node in nodes:
        if isinstance(node, str):
            found += [(c, True) for c in node]
        elif plain([node]):
            begin = {0: "\u2066", 1: "\u2067", None: "\u2068"}[node[0]]
            found += [(begin, False), *controlled(node[1]), ("\u2069", False)]
    return found


@given(trees(), st.sampled_from([0, 1]))
def test_isolates_act_as_their_controls_would(nodes: list[Tree], base: int) -> None:
    characters = controlled(nodes)
    expected = levels("".join(c for c, _ in characters), base)
    assert levels(plain(nodes), base, spans(nodes)) == tuple(
        level for level, (_, kept) in zip(expected, characters, strict=True) if kept
    )


@given(st.text(CHARACTERS), st.sampled_from([0, 1]))
def test_text_that_needs_no_algorithm_is_in_visual_order(text: str, base: int) -> None:
    found = line(text, base)
    assert len(found) == len(text)
    if not needs_bidi(text, base):
        assert visual_order(found) == [*range(len(text))]


def test_every_right_to_left_character_is_noticed() -> None:
    classes = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
    right_to_left = [c for c in map(chr, range(0x20000)) if ucd.bidi_class(c) in classes]
    assert len(right_to_left) > 5000
    assert [c for c in right_to_left if not needs_bidi(c, 0)] == []
    assert not any(needs_bidi(text, 0) for text in ("call +66 2 (day)", "โทร", "電話。", "ဖုန်း", "ፖሊስ", "फ़ोन"))


PHONE = "+66 2 026-1234"
LINK = "https://example.org/help?id=7#top"


@pytest.mark.parametrize("value", [PHONE, LINK, "a@example.org", "1300", "*123#", "24/7", "3–5"])
@pytest.mark.parametrize("around", ["اتصل على {} الآن", "به {} زنگ بزنید", "חייגו {} עכשיו", "{} އަށް ގުޅާ", "({})"])
def test_a_value_reads_as_it_is_dialled_or_typed(value: str, around: str) -> None:
    start = around.index("{")
    text = around.format(value)
    assert value in seen(text, 1, Isolate(start, start + len(value), 0))


def test_without_an_isolate_a_telephone_number_is_torn() -> None:
    assert PHONE not in seen(f"اتصل على {PHONE} الآن", 1)


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("الشرطة (191) مجانا", 1, "اناجم (191) ةطرشلا"),
        ("الخط (NGO) هنا", 1, "انه (NGO) طخلا"),
        ("Call (مرحبا) now", 0, "Call (ابحرم) now"),
        ("שלום (a[b]) עולם", 1, "םלוע (a[b]) םולש"),
        ("«سلام»!", 1, "!«مالس»"),
        ("في 12/03/2026 و٣٫٥", 1, "٣٫٥و 12/03/2026 يف"),
        ("۱۲۳ و 45%", 1, "%45 و ۱۲۳"),
        ("می\u200cخواهم", 1, "مهاوخیم"),
        ("He said שלום, ok.", 0, "He said םולש, ok."),
        ("مرحبا ", 0, "ابحرم "),
    ],
)
def test_text_stands_as_readers_expect(text: str, base: int, expected: str) -> None:
    assert seen(text, base) == expected


def test_a_mark_or_joiner_never_leaves_its_letter() -> None:
    assert levels("می\u200cخوا\u064eهم", 1) == (1,) * 9
    assert levels("a שָׁ\u200dב", 0)[2:] == (1,) * 5


def test_isolates_nest() -> None:
    text = "قال NGO (الخط 1300) هنا"
    inner = text.index("الخط 1300")
    found = levels(text, 1, [Isolate(4, 19, 0), Isolate(inner, inner + 9, 1)])
    assert found[4:9] == (2,) * 5
    assert found[inner : inner + 9] == (3, 3, 3, 3, 3, 4, 4, 4, 4)


def test_each_paragraph_of_a_text_stands_for_itself() -> None:
    assert levels("a\u2067b\u2029ب 1", 0) == (0, 0, 2, 0, 1, 1, 2)
    assert paragraph_level("12 ב a") == 1
    assert paragraph_level("\u2068ב\u2069 a") == paragraph_level("12") == 0


def test_runs_are_put_in_order_by_their_levels() -> None:
    assert visual_order([]) == []
    assert visual_order([1, 2, 1]) == [2, 1, 0]
    assert visual_order([0, 1, 2, 3, 1, 0]) == [0, 4, 2, 3, 1, 5]
