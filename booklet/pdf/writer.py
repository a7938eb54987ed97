"""The file for the screen: single pages, tagged, written with ReportLab's document.

The only module that imports reportlab. It lets reportlab number and lay out objects; it uses none of its text, font or
path helpers, which cannot set the scripts we need, nor its canvas, which imports all of them. What a document asks of its
pages is private to reportlab, so its version is pinned.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from typing import Any

from booklet.diag import Sink
from booklet.layout.frame import Box, Document, Drawing, Link, Modules, Outline, Stroke, Tag, TextItem
from booklet.pdf import operators
from booklet.pdf.bookmarks import write_bookmarks
from booklet.pdf.canvas import Bounds
from booklet.pdf.lines import LineWriter
from booklet.pdf.metadata import Metadata, information
from booklet.pdf.objects import ascii_string, numbers, stream, string
from booklet.pdf.paint import paint
from booklet.pdf.tags import StructureTree
from booklet.units import Size

_NO_ID = "0" * 32


def write_pdf(document: Document, meta: Metadata) -> bytes:
    """A document as a tagged PDF 1.7 with page labels, bookmarks and links; the same document gives the same bytes.

    Raises `BookletError`: `glyph-zero`, `figure-without-alt`."""
    sink = Sink()
    canvas = PdfCanvas(document, meta, sink)
    paint(document, canvas)
    sink.stop_on_errors()
    return canvas.finish()


@lru_cache(maxsize=1)
def _reportlab() -> tuple[Any, Any, Any]:
    """The module that writes documents, a document, and objects made of bytes."""
    from reportlab.pdfbase import pdfdoc

    class Raw(pdfdoc.PDFObject):  # type: ignore[misc]
        """An object that is bytes already. `ready`, `prepare`, `digest`: what reportlab asks of outlines and info."""

        ready = 1

        def __init__(self, body: str | bytes = b"") -> None:
            self.body = body

        def format(self, document: object) -> bytes:
            return self.body.encode("latin-1") if isinstance(self.body, str) else self.body

        def prepare(self, document: object, canvas: object) -> None:
            pass

        def digest(self, signature: object) -> None:
            pass

    class File(pdfdoc.PDFDocument):  # type: ignore[misc]
        """A document that puts its objects together itself: reportlab's own way takes four times as long, and there are
        hundreds of elements of structure."""

        def format(self) -> bytes:
            catalog, info = self.Reference(self.Catalog), self.Reference(self.info)
            start = pdfdoc.PDFFile(self._pdfVersion)
            parts, size = list(start.strings), start.offset
            places = [b"0000000000 65535 f \n"]
            while name := self.numberToId.get(len(places)):
                body = self.idToObject[name].format(self)
                end = b"endobj\n" if body.endswith(b"\n") else b"\nendobj\n"
                part = b"%d 0 obj\n%b%b" % (len(places), body, end)
                places.append(b"%010d 00000 n \n" % size)
                size += len(part)
                parts.append(part)
            trailer = pdfdoc.PDFTrailer(size, Size=len(places), Root=catalog, Info=info, ID=self.ID())
            return b"".join([*parts, b"xref\n0 %d\n" % len(places), *places, trailer.format(self)])

    return pdfdoc, File, Raw


class ReportLabObjects:
    """The `Objects` of a reportlab document, entered in its lists as its own `Reference` does, which takes three times as
    long."""

    def __init__(self, document: Any) -> None:
        self._document, self._raw = document, _reportlab()[2]
        self._waiting: dict[str, Any] = {}

    def reserve(self) -> str:
        document, raw = self._document, self._raw()
        number = document.objectcounter = document.objectcounter + 1
        name = raw.__InternalName__ = f"R{number}"
        document.idToObject[name], document.numberToId[number] = raw, name
        document.idToObjectNumberAndVersion[name] = number, 0
        reference = f"{number} 0 R"
        self._waiting[reference] = raw
        return reference

    def put(self, reference: str, body: str | bytes) -> None:
        self._waiting.pop(reference).body = body


class PdfCanvas:
    """The canvas that makes a PDF."""

    def __init__(self, document: Document, meta: Metadata, sink: Sink) -> None:
        self._pdfdoc, file, self._raw = _reportlab()
        self._meta, self._source = meta, document
        self._doc = file(invariant=1, pdfVersion=(1, 7), lang=document.lang)
        self._objects = ReportLabObjects(self._doc)
        self._lines = LineWriter(sink)
        self._tree = StructureTree(self._objects, sink)
        self._size = document.trim
        self._height = document.trim.height
        self._code: list[str] = []
        self._put = self._code.append
        self._key = 0
        self._later: list[tuple[Tag | None, str]] = []
        self._page_links: list[str] = []
        self._links: list[tuple[str, str, Link]] = []

    def begin_page(self, number: int, size: Size) -> None:
        self._size, self._height = size, size.height
        self._code = []
        self._put = self._code.append
        self._key = self._tree.begin_page()
        self._page_links = []
        self._later = []
        if first := self._lines.begin_page(self._source.pages[self._key], self._source.direction == "rtl"):
            self._put(first)

    def begin(self, tag: Tag | None, bounds: Bounds | None) -> None:
        if tag is None:
            self._put("/Artifact BMC")
            return
        height = self._height
        box = bounds and (bounds.left, height - bounds.bottom, bounds.right, height - bounds.top)
        self._put(f"/{tag.role}<</MCID {self._tree.mark(tag, box)}>>BDC")

    def end(self) -> None:
        self._put("EMC")

    def text(self, item: TextItem) -> None:
        now, later = self._lines.write(item)
        if item.tag is not None:
            self._tree.say(item.tag, item.line.text, bool(now and later))
        if now:
            self._put(now)
        if later:
            self._later.append((item.tag, later))

    def box(self, item: Box) -> None:
        self._put(operators.box(item, self._height))

    def outline(self, item: Outline) -> None:
        self._put(operators.outline(item, self._height))

    def stroke(self, item: Stroke) -> None:
        self._put(operators.stroke(item, self._height))

    def drawing(self, item: Drawing) -> None:
        self._put(operators.drawing(item, self._height))

    def modules(self, item: Modules) -> None:
        self._put(operators.modules(item, self._height))

    def link(self, link: Link, contents: str) -> None:
        reference = self._objects.reserve()
        key = len(self._source.pages) + self._tree.annotate(link.tag, reference)
        top = self._height - link.y
        body = (
            f"/Rect[{numbers(link.x, top - link.height, link.x + link.width, top)}]"
            f"/Contents{string(contents)}/StructParent {key}"
        )
        self._page_links.append(reference)
        self._links.append((reference, body, link))

    def end_page(self) -> None:
        for _, group in groupby(self._later, key=lambda pair: id(pair[0])):
            pieces = list(group)
            self.begin(pieces[0][0], None)
            self._code.extend([piece for _, piece in pieces])
            self.end()
        page = self._pdfdoc.PDFPage()
        page.MediaBox = page.CropBox = page.TrimBox = f"[0 0 {numbers(*self._size)}]"
        page.Contents = self._raw(stream("\n".join(["", *self._code, " \n"]).encode("latin-1")))
        page.ExtGState = None
        page.hasImages = 1
        page._shadingUsed = {}
        page.Annots = self._raw(f"[{' '.join(self._page_links)}]") if self._page_links else None
        page.__Defaults__ = {**page.__Defaults__, "StructParents": self._key, "Tabs": "/S"}
        self._doc.addPage(page)

    def finish(self) -> bytes:
        """The whole file, with an identifier that is a digest of it."""
        doc = self._doc
        pages = [doc.Reference(page).format(doc).decode() for page in doc.Pages.pages]
        self._write_links(pages)
        self._tree.write(pages, self._source.lang)
        fonts = doc.idToObject["BasicFonts"].dict
        for key, reference in self._lines.write_fonts(self._objects).items():
            fonts[key] = reference
        self._fill_catalog(doc.Catalog, pages)
        doc.info = self._raw(information(self._meta))
        doc._ID = f"[<{_NO_ID}><{_NO_ID}>]".encode()
        data: bytes = doc.GetPDFData(None)  # the canvas is wanted for reportlab's own outlines only
        identifier = sha256(data).hexdigest()[:32].upper().encode()
        head, zeros, tail = data.rpartition(doc._ID)
        return head + zeros.replace(_NO_ID.encode(), identifier) + tail

    def _write_links(self, pages: list[str]) -> None:
        """Only now, since a link may lead to a later page."""
        for reference, body, link in self._links:
            if link.uri is not None:
                leads = f"/A<</S/URI/URI{ascii_string(link.uri)}>>"
            else:
                leads = f"/Dest[{pages[(link.page or 1) - 1]}/Fit]"
            self._objects.put(reference, f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]{body}{leads}>>")

    def _fill_catalog(self, catalog: Any, pages: list[str]) -> None:
        raw, source = self._raw, self._source
        catalog.StructTreeRoot = self._tree.root
        catalog.MarkInfo = raw("<</Marked true>>")
        # Spreads from right to left would need /Direction/R2L, by which pdfium puts the words of every line in that order.
        catalog.PageLayout = "/SinglePage" if source.direction == "rtl" else "/TwoPageRight"
        catalog.PageLabels = raw(f"<</Nums[0<</S/D/St {source.pages[0].number}>>]>>")
        catalog.ViewerPreferences = raw("<</DisplayDocTitle true/PrintScaling/None>>")
        if source.bookmarks:
            self._doc.Outlines = raw()
            catalog.Outlines = write_bookmarks(self._objects, source.bookmarks, pages)
