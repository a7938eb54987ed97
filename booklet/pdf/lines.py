"""Lines of text on pages: plain ones show and say at once; on pages with right-to-left lines what is said comes last.

Readers put text in order page by page, so a right-to-left line changes how its neighbours must be written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from booklet.diag import Sink
from booklet.layout.frame import Page, TextItem
from booklet.pdf import operators
from booklet.pdf.boxes import KEY, BoxFont
from booklet.pdf.fonts import DocumentFonts
from booklet.pdf.layer import NEAR, RAISE, TextLayer, is_layered, rise
from booklet.pdf.objects import Objects

_HEIGHTS = (0.4, 0.6, 0.0, 0.8)
"""How much higher the characters of left-to-right lines beside others are written, em: other lines to pdfium. Those
liked best come first."""
_CLEAR = 0.3
"""How far baselines must be apart, in sizes of the larger letters beside: half the width of a digit makes one line of two."""


class Written(NamedTuple):
    """Operators of a line: what is drawn in its place, and what is written after all drawing on the page."""

    now: str
    later: str


class LineWriter:
    """Writes the lines of one document."""

    def __init__(self, sink: Sink) -> None:
        self._fonts = DocumentFonts(sink)
        self._boxes = BoxFont()
        self._layer = TextLayer(self._boxes)
        self._height = 0.0
        self._mixed = False
        self._abreast: Mapping[int, list[TextItem]] = {}
        self._raised: dict[int, float] = {}

    def begin_page(self, page: Page, rtl: bool) -> str:
        """What must stand at the beginning of a page; `rtl`: the direction of the document."""
        items = [item for item in page.items if isinstance(item, TextItem)]
        layered = any(is_layered(item.line) for item in items)
        self._height = page.size.height
        self._abreast = _abreast(items) if layered or rtl else {}
        self._mixed = layered or bool(self._abreast)
        self._raised = {}
        return self._layer.begin_page([item.line for item in items], rtl)

    def write(self, item: TextItem) -> Written:
        """The operators of a line of the page begun."""
        line, abreast = item.line, id(item) in self._abreast
        if is_layered(line):
            said = self._layer.line(line, item.size, abreast)
        elif abreast:
            said = self._layer.apart(line, item.size, self._apart(item))
        else:
            plain = self._plain(item)
            return Written("", plain) if self._mixed else Written(plain, "")
        seen, _ = self._fonts.operators(line, silent=True)
        return Written(operators.silent(item, seen, self._height), operators.unseen(item, 0.0, said, KEY, self._height))

    def _apart(self, item: TextItem) -> float:
        """The first height that keeps a line clear of the baselines of those beside it, as readers find them; if none does,
        the one that keeps it farthest away."""
        beside = self._abreast[id(item)]
        others = [y for other in beside for y in self._baselines(other)]
        enough = _CLEAR * max(other.size for other in beside)

        def away(height: float) -> float:
            return min(abs(item.y - rise(item.size, height) - y) for y in others)

        height = next((h for h in _HEIGHTS if away(h) >= enough), None)
        if height is None:
            height = max(_HEIGHTS, key=away)
        self._raised[id(item)] = item.y - rise(item.size, height)
        return height

    def _baselines(self, item: TextItem) -> tuple[float, ...]:
        """Where readers find the characters of a line, from the top of the page."""
        if is_layered(item.line):
            return item.y, item.y - RAISE * item.size
        return (self._raised.get(id(item), item.y),)

    def _plain(self, item: TextItem) -> str:
        show, actual = self._fonts.operators(item.line)
        if not show:
            return ""
        out = [operators.text(item, show, actual, self._height)]
        if before := self._layer.opening(item.line):
            out.insert(0, operators.unseen(item, 0.0, before, KEY, self._height))
        if after := self._layer.ending(item.line):
            out.append(operators.unseen(item, item.line.width + NEAR, after, KEY, self._height))
        return "\n".join(out)

    def write_fonts(self, objects: Objects) -> Mapping[str, str]:
        """Store every font used; resource name to reference."""
        boxes = {KEY: self._boxes.write(objects)} if self._boxes else {}
        return {**self._fonts.write(objects), **boxes}


def _abreast(items: list[TextItem]) -> dict[int, list[TextItem]]:
    """Lines, by identity, that stand beside others and are one line with them to some reader: nearer in height than the
    larger one's size; with those. Two that run from left to right only matter if the one on the left is read last."""
    out: dict[int, list[TextItem]] = {}
    for n, later in enumerate(items):
        for earlier in items[:n]:
            left, right = earlier.x >= _right(later), later.x >= _right(earlier)
            turned = left or (right and (is_layered(earlier.line) or is_layered(later.line)))
            if turned and abs(later.y - earlier.y) < max(later.size, earlier.size):
                out.setdefault(id(later), []).append(earlier)
                out.setdefault(id(earlier), []).append(later)
    return out


def _right(item: TextItem) -> float:
    return item.x + item.line.width * item.size
