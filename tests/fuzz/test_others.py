"""Fonts, drawings, archives, results, PDF files and tables with faults: as in test_fuzz.

Here a short run of fixed cases, and those that once failed; `python tests/fuzz --others` makes 5,000."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import raw
from others import FONT, Place

from booklet.text.sound import flaw
from booklet.world.files import shipped_root

CASES = range(30)
FAILED_ONCE: tuple[int, ...] = ()
"""Numbers of cases that found something."""


@pytest.mark.slow
def test_spoilt_files(tmp_path: Path) -> None:
    place = Place(tmp_path)
    faults = [fault for number in (*CASES, *FAILED_ONCE) for fault in place.case(number)]
    assert not faults, faults[0].what
    assert {0, 1} <= {code for _, code in place.ends}, "some faults are harmless, some are not"
    assert {"build", "check"} <= {command for command, _ in place.ends}


def test_every_shipped_font_is_whole() -> None:
    for path in sorted((shipped_root() / "fonts").glob("*/*.[ot]tf")):
        assert flaw(path.read_bytes()) is None, path


def test_a_changed_byte_of_a_font_is_seen() -> None:
    data = (shipped_root() / FONT).read_bytes()
    chance = Random(1)
    tables = sorted((start, start + length) for _, _, start, length in raw.directory(data))
    for _ in range(100):
        start, end = chance.choice(tables)
        place = chance.randrange(start, end)
        if place - start not in range(8, 12):  # of 'head', what makes the sum of the file come out
            assert flaw(data[:place] + bytes((data[place] ^ (1 << chance.randrange(8)),)) + data[place + 1 :]), place


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda d: b"", "does not begin"),
        (lambda d: d[:20], "ends within its directory"),
        (lambda d: d[:3000], "ends before its table"),
        (lambda d: d[:4] + b"\xff\xff" + d[6:], "tables"),
        (lambda d: d.replace(b"glyf", b"XXXX", 1), "no outlines"),
        (lambda d: d.replace(b"cmap", b"XXXX", 1), "no table 'cmap'"),
        (lambda d: d.replace(b"cmap", b"head", 1), "two tables 'head'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_font_is_said(spoil: object, told: str) -> None:
    assert callable(spoil)
    assert told in str(flaw(spoil((shipped_root() / FONT).read_bytes())))
