"""The file for a print shop: single pages in reading order with bleed, room round them, and page boxes that say which is which.

What reaches the edge of a page is drawn 3 mm beyond it, so that a cut which misses the edge by a little shows no white.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from booklet.layout.frame import Box, Document, Page
from booklet.model.press import Condition
from booklet.pdf.metadata import Metadata
from booklet.pdf.objects import numbers
from booklet.pdf.operators import box
from booklet.pdf.press import HEADER, claim_x4, means_srgb
from booklet.pdf.sheets import describe, identify
from booklet.pdf.source import as_form, open_source
from booklet.units import MM, Size

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import IndirectObject

BLEED = 3 * MM

SLUG = 7 * MM
"""Room beyond the bleed, for marks."""

MARGIN = BLEED + SLUG
"""From the edge of the medium to that of the page."""

MARK = 5 * MM
"""Length of a crop mark; it begins where the bleed ends."""

MARK_STROKE = 0.25

_NEAR = 0.01


def write_shop(screen: bytes, document: Document, meta: Metadata, marks: bool, condition: Condition | None = None) -> bytes:
    """Pages as a PDF 1.7 with MediaBox, CropBox (the same), BleedBox and TrimBox; no ArtBox, which excludes a TrimBox
    (ISO 32000-1, 14.11.2). `screen`: the file of the same pages. `marks`: with crop marks. With a `condition` it is
    a PDF/X-4 file. The same arguments give the same bytes."""
    from pypdf import PdfWriter

    source, writer = open_source(screen), PdfWriter()
    writer.pdf_header = HEADER if condition else "%PDF-1.7"
    for leaf, page in zip(source.reader.pages, document.pages, strict=True):
        _add_page(writer, page, as_form(leaf, writer, BLEED), _marks(page.size) if marks else "")
    describe(writer, meta, {"/PrintScaling": "/None", "/PickTrayByPDFSize": True})
    identify(writer, screen, repr((marks, meta, condition)))
    if condition:
        means_srgb(writer, _resources(writer))
        claim_x4(writer, condition, meta, bytes(cast("Any", writer._ID)[0]))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _add_page(writer: PdfWriter, page: Page, form: IndirectObject, marks: str) -> None:
    from pypdf.generic import DictionaryObject, NameObject, RectangleObject, StreamObject

    width, height = page.size.width + 2 * MARGIN, page.size.height + 2 * MARGIN
    bleed = (SLUG, SLUG, width - SLUG, height - SLUG)
    trim = (MARGIN, MARGIN, width - MARGIN, height - MARGIN)
    edges = " ".join(box(item, page.size.height) for item in _beyond(page))
    area = numbers(-BLEED, -BLEED, page.size.width + 2 * BLEED, page.size.height + 2 * BLEED)
    content = StreamObject()
    content._data = f"q {numbers(1, 0, 0, 1, MARGIN, MARGIN)} cm {area} re W n {edges} /P Do Q {marks}".encode()
    leaf = writer.add_blank_page(width, height)
    for name, rectangle in (("/CropBox", (0, 0, width, height)), ("/BleedBox", bleed), ("/TrimBox", trim)):
        leaf[NameObject(name)] = RectangleObject(rectangle)
    leaf[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    leaf[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): DictionaryObject({NameObject("/P"): form})})


def _resources(writer: PdfWriter) -> Iterator[Any]:
    """Of every page, and of the form that it shows."""
    for page in writer.pages:
        own: Any = page["/Resources"]
        yield from (own, own["/XObject"]["/P"]["/Resources"])


def _beyond(page: Page) -> Iterator[Box]:
    """Filled areas that reach an edge of the page, drawn on over the bleed."""
    for item in page.items:
        if not isinstance(item, Box):
            continue
        left, top, right, bottom = item.x, item.y, item.x + item.width, item.y + item.height
        wide = (
            -BLEED if left <= _NEAR else left,
            -BLEED if top <= _NEAR else top,
            page.size.width + BLEED if right >= page.size.width - _NEAR else right,
            page.size.height + BLEED if bottom >= page.size.height - _NEAR else bottom,
        )
        if wide != (left, top, right, bottom):
            yield Box(wide[0], wide[1], wide[2] - wide[0], wide[3] - wide[1], item.grey, None, item.ink)


def _marks(trim: Size) -> str:
    """Where to cut: two lines at each corner, outside the bleed."""
    start, end = MARGIN - BLEED, MARGIN - BLEED - MARK
    lines = []
    for x, out_x in ((MARGIN, -1), (MARGIN + trim.width, 1)):
        for y, out_y in ((MARGIN, -1), (MARGIN + trim.height, 1)):
            far_x = (end, start) if out_x < 0 else (trim.width + 2 * MARGIN - end, trim.width + 2 * MARGIN - start)
            far_y = (end, start) if out_y < 0 else (trim.height + 2 * MARGIN - end, trim.height + 2 * MARGIN - start)
            lines.append(f"{numbers(far_x[0], y)} m {numbers(far_x[1], y)} l {numbers(x, far_y[0])} m {numbers(x, far_y[1])} l S")
    return f"/Artifact BMC q {MARK_STROKE} w 0 G {' '.join(lines)} Q EMC"
