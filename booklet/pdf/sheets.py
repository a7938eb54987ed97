"""Files for printers: finished pages placed on sheets, with marks; written with pypdf.

Each page becomes one form XObject, its content still packed, and is placed as often as the imposition asks; fonts are
shared. No structure tree, links or outline: nobody reads an imposed file aloud. The file asks for what the imposition
needs (print at actual size, turn on the long edge) but does not depend on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from booklet.impose.marks import Line
from booklet.impose.sheet import Imposition, Placement, Side
from booklet.model.printing import Feed
from booklet.model.sheet import Flip
from booklet.pdf.metadata import PROGRAM, Metadata
from booklet.pdf.objects import numbers
from booklet.pdf.source import Source, as_form, open_source, reading, same_drawing
from booklet.units import Size

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject

_GREY = "0.5 G"

_DUPLEX = {Flip.LONG: "/DuplexFlipLongEdge", Flip.SHORT: "/DuplexFlipShortEdge", None: "/Simplex"}


class _Form(NamedTuple):
    reference: IndirectObject
    size: Size


def write_sheets(screen: bytes, imposition: Imposition, meta: Metadata) -> bytes:
    """Sheets as a PDF 1.7, front and back in turn. `screen`: the file of single pages. The same arguments give the same
    bytes. Raises BookletError as `open_source`."""
    source = open_source(screen)
    return write_sides(source, source.numbers, imposition.sides, imposition, meta, imposition.flip)


def write_fronts_and_backs(
    source: Source, order: Sequence[int | None], imposition: Imposition, feed: Feed, meta: Metadata
) -> tuple[bytes, bytes]:
    """Two files for a printer that prints one side at a time: the fronts, and the backs as it takes the paper again; as many
    pages in both. `order`: as of `write_sides`. Raises BookletError `broken-pdf`, `ValueError` if the sheets have no backs."""
    backs = [sheet.back.turned(imposition) if feed.turned else sheet.back for sheet in imposition.sheets if sheet.back]
    if len(backs) != len(imposition.sheets):
        raise ValueError("the sheets are printed on one side")
    fronts = [sheet.front for sheet in imposition.sheets]
    one, other = (
        write_sides(source, order, sides, imposition, meta, None) for sides in (fronts, backs[::-1] if feed.reverse else backs)
    )
    return one, other


def write_sides(
    source: Source, order: Sequence[int | None], sides: Iterable[Side], imposition: Imposition, meta: Metadata, flip: Flip | None
) -> bytes:
    """Sides as pages of a PDF 1.7. `order`: for each page of the booklet that of the source, None blank. `flip`: what the
    printer is asked to do, None for one side only. Pages smaller than the imposition's stand in the middle of their places.
    Raises BookletError `broken-pdf`."""
    from pypdf import PdfWriter

    writer, sides = PdfWriter(), tuple(sides)
    writer.pdf_header = "%PDF-1.7"
    forms = _forms(source, order, writer)
    for side in sides:
        _add_side(writer, side, imposition, forms)
    describe(writer, meta, {"/PrintScaling": "/None", "/Duplex": _DUPLEX[flip], "/PickTrayByPDFSize": True})
    identify(writer, source.data, repr((tuple(order), sides, imposition.paper, meta, flip)))
    out = BytesIO()
    with reading():
        writer.write(out)
    return out.getvalue()


def _forms(source: Source, order: Sequence[int | None], writer: PdfWriter) -> dict[int, _Form]:
    """By number of the page in the booklet. Pages that draw the same have one."""
    made: dict[Any, IndirectObject] = {}
    out: dict[int, _Form] = {}
    with reading():
        for number, n in enumerate(order, 1):
            if n is not None:
                page = source.reader.pages[n - 1]
                key = same_drawing(page) or n
                if key not in made:
                    made[key] = as_form(page, writer)
                out[number] = _Form(made[key], source.sizes[n - 1])
    return out


def _add_side(writer: PdfWriter, side: Side, imposition: Imposition, forms: dict[int, _Form]) -> None:
    from pypdf.generic import DictionaryObject, NameObject, RectangleObject, StreamObject

    placed = [p for p in side.placements if p.page in forms]
    content = StreamObject()
    drawn = [_placed(p, imposition.trim, forms[p.page or 0].size) for p in placed]
    content._data = "\n".join([*drawn, _marks(side.lines)]).encode()
    page: PageObject = writer.add_blank_page(*imposition.paper)
    page[NameObject("/TrimBox")] = RectangleObject((0, 0, *imposition.paper))
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    resources = DictionaryObject({NameObject(f"/P{number}"): forms[number].reference for p in placed if (number := p.page)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): resources})


def _placed(placement: Placement, trim: Size, size: Size) -> str:
    """Operators that draw a page in the middle of its turned rectangle, which has its bottom left corner at its place."""
    cos, sin = round(math.cos(math.radians(placement.turn))), round(math.sin(math.radians(placement.turn)))
    inset_x, inset_y = (trim.width - size.width) / 2, (trim.height - size.height) / 2
    x = placement.x - min(0.0, cos * trim.width) - min(0.0, -sin * trim.height) + cos * inset_x - sin * inset_y
    y = placement.y - min(0.0, sin * trim.width) - min(0.0, cos * trim.height) + sin * inset_x + cos * inset_y
    clip = f"{numbers(*placement.clip)} re W n " if placement.clip else ""
    return f"q {clip}{numbers(cos, sin, -sin, cos, x, y)} cm /P{placement.page} Do Q"


def _marks(lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    drawn = " ".join(map(_line, lines))
    return f"/Artifact BMC q {_GREY} 1 j {drawn} Q EMC"


def _line(line: Line) -> str:
    start, *rest = [numbers(*point) for point in line.points]
    return " ".join([f"{numbers(line.stroke)} w [{'3 2' if line.dashed else ''}] 0 d {start} m", *[f"{point} l" for point in rest], "S"])


def describe(writer: PdfWriter, meta: Metadata, wishes: Mapping[str, str | bool]) -> None:
    """Title, language and date of a file, and what it asks of viewers (ISO 32000-1, 12.2): names or truths."""
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    preferences: DictionaryObject = DictionaryObject(
        {
            NameObject(name): BooleanObject(wish) if isinstance(wish, bool) else NameObject(wish)
            for name, wish in wishes.items()
        }
    )
    writer.root_object[NameObject("/ViewerPreferences")] = preferences
    if meta.lang:
        writer.root_object[NameObject("/Lang")] = TextStringObject(meta.lang)
    entries = {"/Title": meta.title, "/Creator": PROGRAM, "/Producer": PROGRAM}
    if meta.timestamp:
        entries |= {"/CreationDate": meta.timestamp, "/ModDate": meta.timestamp}
    writer.add_metadata(entries)


def identify(writer: PdfWriter, source: bytes, made: str) -> None:
    """Give a file an identifier that follows from what it was made of, and how (14.4)."""
    from pypdf.generic import ArrayObject, ByteStringObject

    digest = sha256(source + made.encode()).digest()[:16]
    writer._ID = ArrayObject((ByteStringObject(digest), ByteStringObject(digest)))
