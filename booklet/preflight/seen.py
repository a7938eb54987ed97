"""Whether what is seen of right-to-left lines is what was laid out, glyph by glyph.

Readers tell nothing of these glyphs, which stand for no text (docs/text-layer.md). So they are read from the page's
operators and the embedded font programs, and compared with those of the document by shape, size and place.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from booklet.diag import Sink
from booklet.layout.frame import Document, Page, TextItem
from booklet.preflight.content import Silent
from booklet.preflight.reading import File
from booklet.text.face import Face

_TOLERANCE = 0.05
"""How far a glyph may stand from its place, points: the file keeps places to a hundredth of a point, and widths to half a
thousandth of an em."""

Shape = tuple[tuple[str, tuple[int, ...]], ...]
"""Calls of a pen, with coordinates in thousandths of an em."""


class _Glyph(NamedTuple):
    """A glyph at its place: points, y upwards. `shape` None: it cannot be told."""

    shape: Shape | None
    x: float
    y: float
    size: float


class _Pen:
    """Takes down the shape of a glyph, whatever is called."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self.calls: list[tuple[str, tuple[int, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        def note(*points: tuple[float, float]) -> None:
            self.calls.append((name, tuple([round(v * self._scale) for point in points for v in point])))

        return note


class _Program:
    """A font of the file: what its codes draw, and how wide they are."""

    def __init__(self, font: Any) -> None:
        inner = font["/DescendantFonts"].get_object()[0].get_object()
        descriptor, places = inner["/FontDescriptor"].get_object(), inner.get("/CIDToGIDMap")
        program = descriptor.get("/FontFile2")
        self._face = _face(program.get_object().get_data()) if program is not None else None
        self._places = places.get_object().get_data() if places is not None else b""
        self._shapes: dict[int, Shape] = {}
        self.widths = dict(_widths(inner["/W"].get_object()))

    def shape(self, code: int) -> Shape | None:
        """What a code draws; None if the program cannot be opened by itself."""
        if self._face is None:
            return None
        if code not in self._shapes:
            self._shapes[code] = _shape(self._face, int.from_bytes(self._places[2 * code : 2 * code + 2], "big"))
        return self._shapes[code]


def check_seen(file: File, document: Document, sink: Sink) -> None:
    """Every right-to-left line shows the glyphs that were laid out, at their places; no glyph without text is shown that no
    line has. Errors: `seen-differs`."""
    fonts = {number: font for number, font in file.objects if isinstance(font, dict)}
    program = cache(lambda number: _Program(fonts[number]))
    outline = cache(_shape)
    for page, silent in zip(document.pages, file.silent, strict=False):
        fault = _fault(page, list(_shown(silent, program)), outline)
        if fault is not None:
            sink.error(
                "seen-differs",
                f"page {page.number} in '{document.lang}' does not show '{fault}' as it was laid out",
                None,
                "do not print this file; report the fault with the file",
            )


def _fault(page: Page, shown: list[_Glyph], outline: Any) -> str | None:
    """The text of the first right-to-left line of a page that is not shown, or of the last line if more is shown; None if
    neither. Of lines from left to right only some have glyphs without text."""
    at, line = 0, ""
    for item in page.items:
        if isinstance(item, TextItem):
            wanted = list(_wanted(item, page.size.height, outline))
            line, end = item.line.text, at + len(wanted)
            if end <= len(shown) and all(map(_same, wanted, shown[at:end])):
                at = end
            elif any(level % 2 for level in item.line.levels):
                return line
    return line if at < len(shown) else None


def _same(one: _Glyph, other: _Glyph) -> bool:
    apart = max(abs(one.x - other.x), abs(one.y - other.y), abs(one.size - other.size))
    return apart <= _TOLERANCE and (other.shape is None or one.shape == other.shape)


def _wanted(item: TextItem, height: float, outline: Any) -> Iterator[_Glyph]:
    """The glyphs of a line as laid out."""
    x, y = item.x, height - item.y
    for run in item.line.runs:
        size, pen = item.size * run.scale, x
        for glyph, advance, dx, dy, _ in run.glyphs:
            yield _Glyph(outline(run.face, glyph), pen + dx * size, y + dy * size, size)
            pen += advance * size
        x += run.width * item.size


def _shown(silent: Silent, program: Any) -> Iterator[_Glyph]:
    """The glyphs that operators draw, as ISO 32000-1, 9.4.4 says."""
    font: _Program | None = None
    size = rise = x = y = scale = 0.0
    for operands, operator in silent.operations:
        if operator == b"Tm":
            scale, x, y = (float(operands[n]) for n in (0, 4, 5))
            rise = 0.0
        elif operator == b"Tf":
            font, size = program(silent.fonts[str(operands[0])]), float(operands[1])
        elif operator == b"Ts":
            rise = float(operands[0])
        elif operator == b"TJ" and font is not None:
            for piece in operands[0]:
                if not isinstance(piece, bytes | str):
                    x -= float(piece) / 1000 * size * scale
                    continue
                raw = piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", b"")
                for n in range(0, len(raw), 2):
                    code = int.from_bytes(raw[n : n + 2], "big")
                    yield _Glyph(font.shape(code), x, y + rise * scale, size * scale)
                    x += font.widths.get(code, 0.0) / 1000 * size * scale


def _face(data: bytes) -> Face:
    return Face("embedded", "regular", "", lambda: data, 1.0, ())


def _shape(face: Face, glyph: int) -> Shape:
    pen = _Pen(1000 / face.upem)
    face.hb_font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.calls)


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
