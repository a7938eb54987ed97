"""Pages of any finished file as drawings that can be placed on sheets; read with pypdf, never rasterised.

A page becomes one form XObject (ISO 32000-1, 8.10) of what a viewer shows of it: its CropBox, turned as /Rotate says. Its
content stays packed, what its pages share stays shared. Links, comments and form fields are no content and stay behind.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from booklet.diag import BookletError, Diagnostic
from booklet.units import Size
from booklet.value import compared

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter
    from pypdf.generic import IndirectObject, StreamObject

_SILENT = frozenset(("/Link", "/Popup"))
"""Annotations that print nothing."""


@compared
class Source:
    """A file to take pages from."""

    data: bytes
    reader: PdfReader
    sizes: tuple[Size, ...]
    """Of each page as shown, points."""
    left_behind: int
    """Comments, stamps and form fields, which are not taken along."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of all pages, from 1."""
        return tuple(range(1, len(self.sizes) + 1))

    @property
    def largest(self) -> Size:
        """The least size that holds any page."""
        return Size(max(s.width for s in self.sizes), max(s.height for s in self.sizes))


@contextmanager
def quiet() -> Iterator[None]:
    """pypdf says nothing of what it mends: of a broken file it would say more than anyone reads."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)  # its modules have loggers below this one
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def reading() -> Iterator[None]:
    """Whatever pypdf says about a broken file becomes BookletError `broken-pdf`."""
    try:
        with quiet():
            yield
    except BookletError:
        raise
    except Exception as problem:  # a broken file makes pypdf raise almost anything
        reason = (str(problem).strip().splitlines() or [type(problem).__name__])[0]
        hint = "open it in a viewer and save or print it as PDF again"
        raise refuse("broken-pdf", f"the file cannot be read as PDF: '{reason}'", hint) from None


def open_source(data: bytes) -> Source:
    """Open a file. Raises BookletError: `locked-pdf`, `broken-pdf`, `empty-pdf`."""
    from pypdf import PdfReader

    with reading():
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise refuse("locked-pdf", "the file is locked with a password", "save it without a password first")
        pages = list(reader.pages)
        sizes = tuple(_size(page) for page in pages)
        left = sum(_printing(page) for page in pages)
    if not pages:
        raise refuse("empty-pdf", "the file has no pages", "choose a file with pages")
    return Source(data, reader, sizes, left)


def same_drawing(page: PageObject) -> tuple[Any, ...] | None:
    """Equal for pages of a file that draw the same objects in the same box; None if that cannot be told."""
    from pypdf.generic import IndirectObject

    content = page.raw_get("/Contents") if "/Contents" in page else None
    resources = page.raw_get("/Resources") if "/Resources" in page else None
    if not isinstance(content, IndirectObject) or not isinstance(resources, IndirectObject):
        return None
    return content.idnum, resources.idnum, tuple(float(v) for v in page.cropbox), page.rotation, _unit(page)


def as_form(page: PageObject, writer: PdfWriter, room: float = 0.0) -> IndirectObject:
    """A page in a file that is being written, with the bottom left corner of what is shown at 0, 0. `room`: how far beyond
    its box its drawing may reach, points."""
    from pypdf.generic import ArrayObject, FloatObject, NameObject

    form = _content(page)
    box = page.cropbox
    bounds = (float(box.left) - room, float(box.bottom) - room, float(box.right) + room, float(box.top) + room)
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject([FloatObject(v) for v in bounds])
    matrix = _matrix(page)
    if matrix != (1, 0, 0, 1, 0, 0):
        form[NameObject("/Matrix")] = ArrayObject([FloatObject(v) for v in matrix])
    for key in ("/Resources", "/Group"):
        if key in page:
            form[NameObject(key)] = cast("Any", page[key]).clone(writer)
    return writer._add_object(form)


def _content(page: PageObject) -> StreamObject:
    """The content as one packed stream, just as it stands if it is one already."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, StreamObject

    found = page.get("/Contents")
    found = found.get_object() if found is not None else None
    if isinstance(found, StreamObject) and found.get("/Filter") == "/FlateDecode" and "/DecodeParms" not in found:
        form = StreamObject()
        form._data = found._data
        form[NameObject("/Filter")] = NameObject("/FlateDecode")
        return form
    pieces = found if isinstance(found, ArrayObject) else [found] if found is not None else []
    plain = DecodedStreamObject()
    plain.set_data(b"\n".join([cast("StreamObject", piece.get_object()).get_data() for piece in pieces]))
    return plain.flate_encode()


def _size(page: PageObject) -> Size:
    unit, box = _unit(page), page.cropbox
    size = Size(float(box.width) * unit, float(box.height) * unit)
    if not (size.width > 0 and size.height > 0):
        raise ValueError("a page has no size")
    return Size(*size[::-1]) if page.rotation % 180 else size


def _unit(page: PageObject) -> float:
    """Points in the page's own unit (14.11)."""
    return float(cast("Any", page.get("/UserUnit", 1)))


def _matrix(page: PageObject) -> tuple[float, ...]:
    """Moves the corner of what is shown to 0, 0, and turns it clockwise as /Rotate says (Table 30)."""
    box, unit = page.cropbox, _unit(page)
    left, bottom, right, top = (float(v) for v in (box.left, box.bottom, box.right, box.top))
    turned = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[page.rotation % 360]
    return tuple(v * unit for v in turned)


def _printing(page: PageObject) -> int:
    return sum(1 for note in page.get("/Annots") or () if note.get_object().get("/Subtype") not in _SILENT)


def refuse(code: str, message: str, hint: str) -> BookletError:
    """The error of a file that cannot be used."""
    return BookletError((Diagnostic("error", code, message, None, (hint,)),))
