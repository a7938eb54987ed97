"""Glyphs that stand for no text, as pages show them: read from the operators and the embedded font programs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from booklet.preflight.content import Silent
from booklet.preflight.raster import Area
from booklet.preflight.reading import File
from booklet.text.face import Face

Shape = tuple[tuple[str, tuple[int, ...]], ...]
"""Calls of a pen, with coordinates in thousandths of an em."""

Extents = dict[int, tuple[int, int, int, int] | None]
"""Left, bottom, right, top of shapes by identity, thousandths of an em; None of a blank."""


class Glyph(NamedTuple):
    """A glyph at its place: points, y upwards. `shape` None: it cannot be told. `line`: counts the lines of a page."""

    shape: Shape | None
    x: float
    y: float
    size: float
    line: int = 0


class _Pen:
    """Takes down the shape of a glyph, whatever is called."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self.calls: list[tuple[str, tuple[int, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        def note(*points: tuple[float, float]) -> None:
            self.calls.append((name, tuple([round(v * self._scale) for point in points for v in point])))

        return note


class Program:
    """A font of the file: what its codes draw, and how wide they are."""

    def __init__(self, font: Any) -> None:
        inner = font["/DescendantFonts"].get_object()[0].get_object()
        descriptor, places = inner["/FontDescriptor"].get_object(), inner.get("/CIDToGIDMap")
        program = descriptor.get("/FontFile2")
        self._face = _face(program.get_object().get_data()) if program is not None else None
        self._places = places.get_object().get_data() if hasattr(places, "get_object") and hasattr(places.get_object(), "get_data") else None
        self._shapes: dict[int, Shape] = {}
        self.widths = dict(_widths(inner["/W"].get_object() if "/W" in inner else ()))

    @property
    def missing(self) -> Shape | None:
        """The box that is drawn for a character that the font lacks; empty if it has none."""
        return shape_of(self._face, 0) if self._face else None

    def shape(self, code: int) -> Shape | None:
        """What a code draws; None if the program cannot be opened by itself."""
        if self._face is None:
            return None
        if code not in self._shapes:
            glyph = code if self._places is None else int.from_bytes(self._places[2 * code : 2 * code + 2], "big")
            self._shapes[code] = shape_of(self._face, glyph)
        return self._shapes[code]


def glyphs_of(file: File) -> Iterator[list[Glyph]]:
    """The glyphs without text of each page, in the order in which they are drawn."""
    for silent in file.silent:
        yield list(_shown(silent, file))


def program_of(file: File, number: int) -> Program:
    """The font of that number of object, opened once."""
    if number not in file.programs:
        file.programs[number] = Program(dict(file.objects)[number])
    found: Program = file.programs[number]
    return found


def lines_of(glyphs: list[Glyph], height: float, extents: Extents) -> list[Area]:
    """The boxes round the ink of the lines that glyphs form, on a page of that height. `extents` keeps what pages share."""
    boxes: list[Area] = []
    extents.update((id(g.shape), _extent(g.shape)) for g in glyphs if g.shape and id(g.shape) not in extents)
    for _, line in groupby(glyphs, key=lambda glyph: glyph.line):
        left = bottom = math.inf
        right = top = -math.inf
        for shape, x, y, size, _ in line:
            if shape and (extent := extents[id(shape)]):
                em = size / 1000
                left, right = min(left, x + extent[0] * em), max(right, x + extent[2] * em)
                bottom, top = min(bottom, y + extent[1] * em), max(top, y + extent[3] * em)
        if right > left:
            boxes.append((left, height - top, right, height - bottom))
    return boxes


def _extent(shape: Shape) -> tuple[int, int, int, int] | None:
    """Left, bottom, right, top of all its points, thousandths of an em; None of a blank."""
    xs = [v for _, points in shape for v in points[::2]]
    ys = [v for _, points in shape for v in points[1::2]]
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def _shown(silent: Silent, file: File) -> Iterator[Glyph]:
    """The glyphs that operators draw, as ISO 32000-1, 9.4.4 says."""
    font: Program | None = None
    size = rise = x = y = scale = 0.0
    line, unseen = 0, False
    for operands, operator in silent.operations:
        if operator == b"Tm":
            scale, x, y = (float(operands[n]) for n in (0, 4, 5))
            rise, line = 0.0, line + 1
        elif operator == b"Tf":
            font, size = program_of(file, silent.fonts[str(operands[0])]), float(operands[1])
        elif operator == b"Ts":
            rise = float(operands[0])
        elif operator == b"Tr":
            unseen = operands[0] == 3
        elif operator == b"TJ" and font is not None and not unseen:
            for piece in operands[0]:
                if not isinstance(piece, bytes | str):
                    x -= float(piece) / 1000 * size * scale
                    continue
                raw = piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", b"")
                for n in range(0, len(raw), 2):
                    code = int.from_bytes(raw[n : n + 2], "big")
                    yield Glyph(font.shape(code), x, y + rise * scale, size * scale, line)
                    x += font.widths.get(code, 0.0) / 1000 * size * scale


def _face(data: bytes) -> Face:
    return Face("embedded", "regular", "", lambda: data, 1.0, ())


def shape_of(face: Face, glyph: int) -> Shape:
    pen = _Pen(1000 / face.upem)
    face.hb_font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.calls)


@lru_cache(maxsize=8192)
def outline(face: Face, glyph: int) -> Shape:
    """The shape of a glyph of a font that booklets share: each is drawn once."""
    return shape_of(face, glyph)


def _widths(entries: Any) -> Iterator[tuple[int, float]]:
    """Width by code of the W array (9.7.4.3): "first [width ...]" or "first last width"."""
    rest = iter(entries)
    for first in rest:
        second = next(rest)
        if isinstance(second, list):
            yield from enumerate(map(float, second), int(first))
        else:
            width = float(next(rest))
            yield from ((code, width) for code in range(int(first), int(second) + 1))
