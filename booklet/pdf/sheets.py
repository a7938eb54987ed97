"""The file for the office printer: finished pages placed on sheets, with marks; written with pypdf.

Each page becomes one form XObject, its content still packed, and is placed as often as the imposition asks; fonts are
shared. No structure tree, links or outline: nobody reads an imposed file aloud. The file asks for what the imposition
needs (print at actual size, turn on the long edge) but does not depend on it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, cast

from booklet.impose.marks import TAG_STROKE, Polyline, Tick, tag_strokes, ticks
from booklet.impose.sheet import Placement, Sheet, Side
from booklet.pdf.metadata import PROGRAM, Metadata
from booklet.pdf.objects import numbers
from booklet.units import Size

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, IndirectObject

_GREY = "0.5 G"


def write_sheets(screen: bytes, sheets: Sequence[Sheet], paper: Size, tag: str, meta: Metadata) -> bytes:
    """Sheets as a PDF 1.7, front and back in turn. `screen`: the file of single pages; `tag`: printed small on each side
    before its F1, B1, F2 ... ("" for none). The same arguments give the same bytes."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, ByteStringObject

    reader, writer = PdfReader(BytesIO(screen), strict=True), PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    first = reader.pages[0].mediabox
    trim = Size(float(first.width), float(first.height))
    forms = _forms(reader, writer)
    lines = _ticks(ticks(trim, paper))
    for number, sheet in enumerate(sheets, 1):
        for letter, side in (("F", sheet.front), ("B", sheet.back)):
            marks = f"/Artifact BMC q {_GREY} {lines} {_tag(f'{tag} {letter}{number}'.strip())} Q EMC"
            _add_side(writer, side, trim, paper, forms, marks)
    _describe(writer, meta)
    identifier = ByteStringObject(sha256(screen + repr((sheets, paper, tag, meta)).encode()).digest()[:16])
    writer._ID = ArrayObject((identifier, identifier))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _forms(reader: PdfReader, writer: PdfWriter) -> list[IndirectObject]:
    """Every page as a form XObject of its trim size."""
    from pypdf.generic import ArrayObject, FloatObject, NameObject, StreamObject

    out = []
    for page in reader.pages:
        source = cast("StreamObject", page["/Contents"].get_object())
        form = StreamObject()
        form._data = source._data
        form.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject([FloatObject(v) for v in page.mediabox]),
                NameObject("/Filter"): NameObject(str(source["/Filter"])),
                NameObject("/Resources"): page["/Resources"].clone(writer),
            }
        )
        out.append(writer._add_object(form))
    return out


def _add_side(
    writer: PdfWriter, side: Side, trim: Size, paper: Size, forms: Sequence[IndirectObject], marks: str
) -> None:
    from pypdf.generic import DictionaryObject, NameObject, RectangleObject, StreamObject

    placed = [p for p in side.placements if p.page is not None]
    names = {p.page: NameObject(f"/P{p.page}") for p in placed}
    content = StreamObject()
    content._data = "\n".join([*[_placed(p, trim) for p in placed], marks]).encode()
    page: PageObject = writer.add_blank_page(*paper)
    page[NameObject("/TrimBox")] = RectangleObject((0, 0, *paper))
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    resources = DictionaryObject({name: forms[number - 1] for number, name in names.items() if number})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): resources})


def _placed(placement: Placement, trim: Size) -> str:
    """Operators that draw a page with the bottom left corner of its turned rectangle at its place."""
    cos, sin = round(math.cos(math.radians(placement.turn))), round(math.sin(math.radians(placement.turn)))
    shift_x = -min(0.0, cos * trim.width) - min(0.0, -sin * trim.height)
    shift_y = -min(0.0, sin * trim.width) - min(0.0, cos * trim.height)
    matrix = numbers(cos, sin, -sin, cos, placement.x + shift_x, placement.y + shift_y)
    return f"q {matrix} cm /P{placement.page} Do Q"


def _ticks(marks: Sequence[Tick]) -> str:
    lines = [f"[{'3 2' if t.dashed else ''}] 0 d {numbers(t.x1, t.y1)} m {numbers(t.x2, t.y2)} l S" for t in marks]
    return " ".join(["0.5 w", *lines, "[] 0 d"])


def _tag(text: str) -> str:
    return " ".join([f"{numbers(TAG_STROKE)} w 1 J 1 j", *[_polyline(points) for points in tag_strokes(text)]])


def _polyline(points: Polyline) -> str:
    start, *rest = [numbers(*point) for point in points]
    return " ".join([f"{start} m", *[f"{point} l" for point in rest], "S"])


def _describe(writer: PdfWriter, meta: Metadata) -> None:
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    preferences: DictionaryObject = DictionaryObject(
        {
            NameObject("/PrintScaling"): NameObject("/None"),
            NameObject("/Duplex"): NameObject("/DuplexFlipLongEdge"),
            NameObject("/PickTrayByPDFSize"): BooleanObject(True),
        }
    )
    writer.root_object[NameObject("/ViewerPreferences")] = preferences
    writer.root_object[NameObject("/Lang")] = TextStringObject(meta.lang)
    entries = {"/Title": meta.title, "/Creator": PROGRAM, "/Producer": PROGRAM}
    if meta.timestamp:
        entries |= {"/CreationDate": meta.timestamp, "/ModDate": meta.timestamp}
    writer.add_metadata(entries)
