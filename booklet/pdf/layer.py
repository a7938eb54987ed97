"""The text layer of right-to-left lines: invisible characters, each over what is seen of it (docs/text-layer.md).

The glyphs themselves stand for nothing: no two readers get the words of right-to-left glyphs alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from booklet.pdf.boxes import KEY, STEP, BoxFont
from booklet.pdf.layer_places import places, set_from_left, set_places
from booklet.pdf.layer_rules import (
    ALM,
    LRM,
    NBSP,
    Mark,
    apart_marks,
    eastern_marks,
    has_known_letters,
    is_eastern,
    kind,
    layer_marks,
)
from booklet.pdf.objects import number
from booklet.text.run import Line

RAISE = 0.2
"""How much higher a raised character stands, em: another line to pdfium, the same one to pypdf and poppler."""

NEAR = 0.05
"""Distance from a left-to-right line to what must stand after it, em: beyond its last glyph, and no blank."""

_LARGE = 12.0
"""Font size, points, above which lines beside others are not moved further: they would be lifted into what is above them."""

_LEAP = 0.03
"""Distance, em, from the end of one box to the next that is not left to chance."""

_GUARD = 20
"""Width of a guard of a left-to-right line, thousandths of an em."""

_WEIGHT = 200
"""Width of a letter in a counterweight, thousandths of its em: less, and poppler takes it for the one before it, printed
twice."""

_MARGIN = 8
"""Guards in a line that the counterweight of a page allows for."""


def is_layered(line: Line) -> bool:
    """Whether a line has right-to-left text."""
    return bool(line.levels) and any(level % 2 for level in line.levels)


def rise(size: float, height: float) -> float:
    """How far above its place a line set apart is written, points: `height` em, of large letters less."""
    return height * min(size, _LARGE)


class TextLayer:
    """The layers of one document's lines, and what lines of its other direction need beside them."""

    def __init__(self, font: BoxFont) -> None:
        self._font = font
        self._beside = self._rightwards = self._eastern = False

    def begin_page(self, lines: Sequence[Line], rtl: bool) -> str:
        """Operators that make poppler, which counts letters, take a page for one in the direction that its lines need;
        `rtl`: the document's. Only pages with right-to-left lines need them."""
        layered = [line for line in lines if is_layered(line)]
        self._eastern = any(is_eastern(line.text, line.levels) for line in layered)
        known = [line for line in layered if has_known_letters(line.text) or not self._eastern]
        self._eastern = self._eastern and not known
        plain = all(0 not in line.levels for line in known)
        self._beside = bool(layered)
        self._rightwards = bool(known) and (rtl or (plain and any(map(_has_sections, known))))
        if not layered:
            return ""
        flows = Counter(kind(c).flow for line in lines for c in line.text)
        wanted, other = ("R", "L") if self._rightwards else ("L", "R")
        lacking = flows[other] + flows["W"] - flows[wanted] + _MARGIN * len(lines)  # to poppler many marks are letters
        if lacking <= 0:
            return ""
        code = self._font.codes[ALM if self._rightwards else LRM, _WEIGHT]
        return f"/Artifact BMC BT 3 Tr/{KEY} .5 Tf 1 0 0 1 1 1 Tm<{code * lacking}>Tj 0 Tr ET EMC"

    def opening(self, line: Line) -> str:
        """What must stand before a left-to-right line: a letter, to pypdf, where it would turn the line's first marks round
        after a right-to-left line; or nothing."""
        if not self._beside:
            return ""
        texts = (glyph.text for run in line.runs for glyph in run.glyphs)
        neutral = list(takewhile(lambda text: len(text) != 1 or kind(text).pypdf == "N", texts))
        return f"<{self._font.codes[NBSP, _GUARD]}>Tj" if len(neutral) > 1 else ""

    def ending(self, line: Line) -> str:
        """What must stand after a left-to-right line: a letter, to poppler, which would take marks at its end to its
        beginning; or nothing."""
        if not self._rightwards or kind(line.text[-1]).strong:
            return ""
        return f"<{self._font.codes[LRM, _GUARD]}>Tj"

    def line(self, line: Line, size: float, abreast: bool) -> str:
        """Operators that write a right-to-left line's characters at a font size, points, from its start. `abreast`: other
        lines stand beside it."""
        found = places(line)
        if self._eastern or is_eastern(line.text, line.levels):
            groups = [eastern_marks(line.text, sorted(found))]
            set_from_left(groups, found)
        else:
            groups = layer_marks(line.text, line.levels, abreast)
            set_places(groups, found)
        return self._written(_stream(groups), size, RAISE)

    def apart(self, line: Line, size: float, height: float) -> str:
        """Operators that write a left-to-right line's characters `height` em above their places: a line by itself to pdfium,
        whatever stands beside it."""
        marks = apart_marks(line.text)
        set_places([marks], places(line))
        return self._written(iter(marks), size, rise(size, height) / size)

    def _written(self, marks: Iterator[Mark], size: float, height: float) -> str:
        out: list[str] = []
        codes = self._font.codes
        pen = start_x = start_y = 0.0
        joined = False
        for mark in marks:
            x, y = mark.x, height if mark.raised else 0.0
            if not -_LEAP < x - pen < _LEAP or y != start_y:
                step = f"{number((x - start_x) * size)} {number((y - start_y) * size)}"
                out.append(f"{'>Tj ' if joined else ' '}{step} Td<")
                pen, start_x, start_y = x, x, y
            elif mark.alone or not joined:
                out.append(">Tj<" if joined else "<")
            width = mark.width + (x - pen if mark.char == " " else 0.0)  # a blank makes up for what rounding took
            units = max(STEP, round(width * 1000 / STEP) * STEP)
            out.append(codes[mark.char, units])
            pen += units / 1000
            joined = not mark.alone
            if mark.alone:
                out.append(">Tj")
        return "".join(out) + (">Tj" if joined else "")


def _stream(groups: list[list[Mark]]) -> Iterator[Mark]:
    for group in groups:
        yield from reversed(group) if group[0].backwards else group


def _has_sections(line: Line) -> bool:
    """Whether poppler would put parts of a line in another order on a left-to-right page."""
    return any(own.number or own.flow == "L" for own in map(kind, line.text))
