"""Marks outside the live area: where they stand, what they say, and that they tell sides apart."""

from __future__ import annotations

from itertools import product

import pytest

from booklet.impose.marks import CLEAR, SLIT_STROKE, TAG_HEIGHT, TICK, Line, tag_strokes
from booklet.impose.sheet import Side, impose
from booklet.model.sheet import Flip, Paper, Scheme, SheetSpec
from booklet.units import MM, Size

SAFE = 5 * MM
A6, A7, B7 = Size(105 * MM, 148.5 * MM), Size(74.25 * MM, 105 * MM), Size(88 * MM, 125 * MM)
SPECS = [
    (A6, 8, SheetSpec()),
    (A6, 8, SheetSpec(Paper.F4, flip=Flip.SHORT)),
    (A6, 16, SheetSpec(scheme=Scheme.CUT_STACK)),
    (A7, 16, SheetSpec(scheme=Scheme.CUT_STACK)),
    (B7, 8, SheetSpec(scheme=Scheme.CUT_STACK)),
    (A6, 8, SheetSpec(scheme=Scheme.QUARTO)),
    (A7, 8, SheetSpec(scheme=Scheme.ZINE)),
    (Size(99 * MM, 210 * MM), 6, SheetSpec(scheme=Scheme.LETTER_FOLD)),
    (Size(54 * MM, 85.6 * MM), 8, SheetSpec(scheme=Scheme.CONCERTINA)),
    (Size(148.5 * MM, 210 * MM), 8, SheetSpec(scheme=Scheme.SADDLE)),
    (Size(85 * MM, 54 * MM), 1, SheetSpec(scheme=Scheme.SINGLE)),
]


def straight(side: Side, dashed: bool) -> list[Line]:
    return [line for line in side.lines if len(line.points) == 2 and line.dashed == dashed]


def level(lines: list[Line], length: float) -> set[float]:
    """Heights of level lines so long, mm."""
    return {
        round(a[1] / MM, 3)
        for (a, b) in (line.points for line in lines)
        if abs(a[1] - b[1]) < 0.01 and abs(abs(a[0] - b[0]) - length) < 0.01
    }


@pytest.mark.parametrize(("trim", "pages", "spec"), SPECS)
@pytest.mark.parametrize("binding", ["left", "right"])
def test_marks_keep_inside_the_safe_zone_and_out_of_what_is_read(trim: Size, pages: int, spec: SheetSpec, binding: str) -> None:
    """Within the pages nothing is marked further than 3 mm from their edges, but for ticks that begin at the sheet's edge."""
    imposition = impose(pages, trim, binding, spec, "th")
    width, height = imposition.paper
    for side in imposition.sides:
        assert side.lines
        for line in side.lines:
            (x1, y1), (x2, y2) = line.points[0], line.points[-1]
            for x, y in line.points:
                # a cut so near the edge of the sheet is marked all the same: a printer may leave the mark out
                assert SAFE - 0.01 <= x <= width - SAFE + 0.01 or (x1 == x2 and abs(y1 - y2) >= TICK - 0.01)
                assert SAFE - 0.01 <= y <= height - SAFE + 0.01 or (y1 == y2 and abs(x1 - x2) >= TICK - 0.01)
                for p in side.placements:
                    place = p.clip or (p.x, p.y, *(trim if p.turn % 180 == 0 else trim[::-1]))
                    inner = (place[0] + CLEAR, place[1] + CLEAR, place[0] + place[2] - CLEAR, place[1] + place[3] - CLEAR)
                    assert not (inner[0] < x < inner[2] and inner[1] < y < inner[3])


def test_without_a_margin_only_fold_and_cut_are_marked() -> None:
    side = impose(4, A6, "left", SheetSpec()).sheets[0].front
    assert {round(x / MM, 2) for line in straight(side, True) for x, _ in line.points} == {105}
    (cut,) = level(straight(side, False), TICK)
    assert cut == 148.5


def test_with_a_margin_the_edges_of_the_block_are_marked_too() -> None:
    ticks = straight(impose(4, A6, "left", SheetSpec(Paper.F4)).sheets[0].front, False)
    assert level(ticks, TICK) == {16.5, 165.0, 313.5}
    assert {round(a[0] / MM, 3) for a, b in (t.points for t in ticks) if a[0] == b[0] and abs(a[1] - b[1]) > 20} >= {2.5, 212.5}


def test_ticks_stay_clear_of_pages_where_there_is_room() -> None:
    """B7 on A4: 23.5 mm above and below, 17 mm beside."""
    side = impose(4, B7, "left", SheetSpec()).sheets[0].front
    for a, b in (t.points for t in (*straight(side, False), *straight(side, True))):
        for x, y in (a, b):
            assert not (17 * MM - CLEAR < x < 193 * MM + CLEAR and 23.5 * MM - CLEAR < y < 273.5 * MM + CLEAR)


def test_the_slit_runs_over_the_two_middle_panels() -> None:
    side = impose(8, A7, "left", SheetSpec(scheme=Scheme.ZINE)).sheets[0].front
    (slit,) = [line for line in side.lines if line.stroke == SLIT_STROKE]
    assert sorted((round(x / MM, 2), round(y / MM, 2)) for x, y in slit.points) == [(105, 74.25), (105, 222.75)]


def test_each_pile_has_its_letter_on_both_sides() -> None:
    """Not the same letters in other places: what lies behind pile A says A too."""
    def letters(spec: SheetSpec) -> list[int]:
        sheet = impose(16, A7, "left", spec, "th").sheets[0]
        assert sheet.back
        return [len([line for line in side.lines if not line.dashed]) for side in (sheet.front, sheet.back)]

    plain, piled = letters(SheetSpec()), letters(SheetSpec(scheme=Scheme.CUT_STACK))
    strokes = sum(len(list(tag_strokes(f"th F1 {name}"))) for name in "ABCD") - len(list(tag_strokes("th F1")))
    assert piled[0] - plain[0] == strokes


def test_letters_differ_and_keep_their_height() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
    assert len({tuple(tag_strokes(letter)) for letter in letters}) == len(letters)
    for letter, height in product(letters, (TAG_HEIGHT, 40.0)):
        for line in tag_strokes(letter, height):
            assert len(line) >= 2
            assert all(0 <= x <= height and 0 <= y <= height + 1 for x, y in line)
    assert list(tag_strokes("th")) == list(tag_strokes("TH"))
    assert list(tag_strokes("é ")) == []
