"""Whether what is seen of right-to-left lines is what was laid out, glyph by glyph.

Readers tell nothing of these glyphs, which stand for no text (docs/text-layer.md). So they are read from the page's
operators and the embedded font programs, and compared with those of the document by shape, size and place.
"""

from __future__ import annotations

from collections.abc import Iterator

from booklet.diag import Sink
from booklet.layout.frame import Document, Page, TextItem
from booklet.preflight.glyphs import Glyph, outline
from booklet.preflight.raster import Area
from booklet.preflight.reading import File

_TOLERANCE = 0.05
"""How far a glyph may stand from its place, points: the file keeps places to a hundredth of a point, and widths to half a
thousandth of an em."""


def check_seen(file: File, document: Document, glyphs: list[list[Glyph]], sink: Sink) -> None:
    """Every right-to-left line shows the glyphs that were laid out, at their places; no glyph without text is shown that no
    line has. `glyphs`: of each page, without text. Errors: `seen-differs`."""
    for page, shown in zip(document.pages, glyphs, strict=False):
        fault = _fault(page, shown) if shown or _is_turned(page) else None
        if fault is not None:
            sink.error(
                "seen-differs",
                f"page {page.number} in '{document.lang}' does not show '{fault[0]}' as it was laid out",
                None,
                "do not print this file; report the fault with the file",
                spot=file.spot(page.number, fault[1]),
            )


def _is_turned(page: Page) -> bool:
    """Whether a page has lines from right to left."""
    return any(level % 2 for item in page.items if isinstance(item, TextItem) for level in item.line.levels)


def _fault(page: Page, shown: list[Glyph]) -> tuple[str, Area | None] | None:
    """The text and place of the first right-to-left line of a page that is not shown, or of the last line if more is shown;
    None if neither. Of lines from left to right only some have glyphs without text."""
    at = 0
    last: tuple[str, Area | None] = ("", None)
    for item in page.items:
        if isinstance(item, TextItem):
            wanted = list(_wanted(item, page.size.height))
            last, end = (item.line.text, _area(item)), at + len(wanted)
            if end <= len(shown) and all(map(_same, wanted, shown[at:end])):
                at = end
            elif any(level % 2 for level in item.line.levels):
                return last
    return last if at < len(shown) else None


def _area(item: TextItem) -> Area:
    return item.x, item.y - item.size, item.x + item.line.width * item.size, item.y + item.size / 3


def _same(one: Glyph, other: Glyph) -> bool:
    apart = max(abs(one.x - other.x), abs(one.y - other.y), abs(one.size - other.size))
    return apart <= _TOLERANCE and (other.shape is None or one.shape == other.shape)


def _wanted(item: TextItem, height: float) -> Iterator[Glyph]:
    """The glyphs of a line as laid out."""
    x, y = item.x, height - item.y
    for run in item.line.runs:
        size, pen = item.size * run.scale, x
        for glyph, advance, dx, dy, _ in run.glyphs:
            yield Glyph(outline(run.face, glyph), pen + dx * size, y + dy * size, size)
            pen += advance * size
        x += run.width * item.size
