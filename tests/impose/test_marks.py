"""Marks lie on the lines to cut and fold, inside what office printers can print, and tags are readable strokes."""

from __future__ import annotations

import pytest

from booklet.impose.marks import SAFE, TAG_HEIGHT, TAG_LEFT, tag_strokes, ticks
from booklet.units import MM, PAPERS, Size

A6 = Size(105 * MM, 148.5 * MM)


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_ticks_keep_inside_the_safe_zone(paper: str) -> None:
    size = PAPERS[paper]
    for tick in ticks(A6, size):
        for x, y in ((tick.x1, tick.y1), (tick.x2, tick.y2)):
            on_upright, on_level = tick.x1 == tick.x2, tick.y1 == tick.y2
            assert on_upright != on_level
            along, room = (y, size.height) if on_upright else (x, size.width)
            assert SAFE - 1e-9 <= along <= room - SAFE + 1e-9
        assert abs(tick.x2 - tick.x1) + abs(tick.y2 - tick.y1) == pytest.approx(8 * MM)


def test_without_a_margin_only_fold_and_cut_are_marked() -> None:
    marks = ticks(A6, PAPERS["a4"])
    assert {t.x1 for t in marks if t.dashed} == {PAPERS["a4"].width / 2}
    assert {t.y1 for t in marks if not t.dashed} == {PAPERS["a4"].height / 2}
    assert len(marks) == 4


def test_with_a_margin_the_edges_of_the_block_are_marked_too() -> None:
    marks = [t for t in ticks(A6, PAPERS["f4"]) if not t.dashed]
    upright = sorted({round(t.x1 / MM, 3) for t in marks if t.x1 == t.x2})
    level = sorted({round(t.y1 / MM, 3) for t in marks if t.y1 == t.y2})
    assert upright == [2.5, 212.5]
    assert level == [16.5, 165.0, 313.5]


def test_tags_stand_at_the_bottom_and_differ() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
    assert len({tag_strokes(letter) for letter in letters}) == len(letters)
    for letter in letters:
        for line in tag_strokes(letter):
            assert len(line) >= 2
            assert all(TAG_LEFT <= x <= TAG_LEFT + TAG_HEIGHT and SAFE <= y <= SAFE + TAG_HEIGHT for x, y in line)
    assert tag_strokes("th") == tag_strokes("TH")
    assert tag_strokes("é ") == ()
