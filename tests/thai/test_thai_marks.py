"""Marks of the shipped Thai booklets stand where HarfBuzz puts them when it shapes the line as a whole, tones on top."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import pytest
import uharfbuzz as hb
from thai_lines import is_thai, text_items

from booklet.build import Built
from booklet.project import Project
from booklet.text.face import Face
from booklet.text.run import GlyphRun

STACKS = (*(vowel + tone for vowel in "ิีึืั" for tone in "่้๊๋"), "ิ์")
"""The marks that Thai sets on one another."""
BELOW = "ุู"
MARKS = frozenset("".join(STACKS) + BELOW + "็ํ")
BASES = "กนปฝฟญฐฬ"
Place = tuple[int, float, float]
"""Glyph, and where its origin is, in em from the start of the piece."""


@cache
def _font(data: bytes) -> hb.Font:
    return hb.Font(hb.Face(data))


def shaped(face: Face, text: str) -> list[Place]:
    """The text in one go, straight from HarfBuzz."""
    font = _font(face.data)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.script, buffer.language, buffer.direction = "Thai", "th", "ltr"
    hb.shape(font, buffer)
    places: list[Place] = []
    pen = 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        places.append((info.codepoint, (pen + position.x_offset) / font.face.upem, position.y_offset / font.face.upem))
        pen += position.x_advance
    return places


def printed(runs: list[GlyphRun]) -> list[Place]:
    places: list[Place] = []
    pen = 0.0
    for glyph in (glyph for run in runs for glyph in run.glyphs):
        places.append((glyph.id, pen + glyph.dx, glyph.dy))
        pen += glyph.advance
    return places


def test_marks_stand_where_the_whole_line_puts_them(booklets: list[Built]) -> None:
    lines = {item.line.text: item.line for booklet in booklets for item in text_items(booklet) if is_thai(item.line.text)}
    marks = 0
    for line in lines.values():
        for face, group in groupby(line.runs, key=lambda run: run.face):
            runs = list(group)
            text = "".join(run.text for run in runs)
            if not is_thai(text):
                continue
            marks += sum(char in MARKS for char in text)
            got, expected = printed(runs), shaped(face, text)
            assert [place[0] for place in got] == [place[0] for place in expected], text
            assert [c for place in got for c in place[1:]] == pytest.approx([c for p in expected for c in p[1:]], abs=1e-9)
    assert marks > 500


def ink(face: Face, places: list[Place]) -> list[tuple[float, float]]:
    """Bottom and top of every glyph that has ink, em."""
    font = _font(face.data)
    found = [(y, font.get_glyph_extents(glyph)) for glyph, _, y in places]
    em = font.face.upem
    return [(y + (e.y_bearing + e.height) / em, y + e.y_bearing / em) for y, e in found if e and e.height]


@pytest.fixture(params=["regular", "bold"])
def face(project: Project, request: pytest.FixtureRequest) -> Face:
    return project.fonts.faces("th", request.param)[0]


@pytest.mark.parametrize("base", BASES)
def test_a_tone_rises_over_a_vowel(face: Face, base: str) -> None:
    for vowel, tone in map(tuple, STACKS):
        *_, (_, vowel_top), (tone_bottom, _) = ink(face, shaped(face, base + vowel + tone))
        alone_bottom, _ = ink(face, shaped(face, base + tone))[-1]
        assert tone_bottom >= vowel_top - 0.01, vowel + tone
        assert tone_bottom > alone_bottom, vowel + tone


@pytest.mark.parametrize("base", BASES)
def test_a_tone_rises_over_the_ring_of_am(face: Face, base: str) -> None:
    """HarfBuzz parts ำ into ring and า and moves the tone between them."""
    *_, (_, ring_top), (tone_bottom, _), _ = ink(face, shaped(face, base + "้ำ"))
    assert tone_bottom >= ring_top - 0.01


@pytest.mark.parametrize("base", BASES)
def test_a_vowel_below_hangs_under_its_letter(face: Face, base: str) -> None:
    for vowel in BELOW:
        (letter_bottom, _), *_, (_, vowel_top) = ink(face, shaped(face, base + vowel))
        assert vowel_top <= letter_bottom + 0.01, vowel
