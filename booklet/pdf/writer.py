"""The file for the screen: single pages, tagged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from booklet.diag import Sink
from booklet.layout.frame import Box, Document, Drawing, Link, Modules, Outline, Page, Stroke, Tag, TextItem
from booklet.pdf import operators
from booklet.pdf.bookmarks import write_bookmarks
from booklet.pdf.canvas import Bounds
from booklet.pdf.colour import output_intent
from booklet.pdf.file import PdfFile
from booklet.pdf.lines import LineWriter
from booklet.pdf.metadata import Metadata, information
from booklet.pdf.objects import add, ascii_string, numbers, stream, string
from booklet.pdf.paint import paint
from booklet.pdf.tags import StructureTree
from booklet.pdf.xmp import write_metadata
from booklet.units import Size


def write_pdf(document: Document, meta: Metadata) -> bytes:
    """A document as a PDF/UA-1 and PDF/A-2u file with page labels, bookmarks and links; the same document gives the same bytes.

    Raises `BookletError`: `glyph-zero`, `figure-without-alt`."""
    sink = Sink()
    canvas = PdfCanvas(document, meta, sink)
    paint(document, canvas)
    sink.stop_on_errors()
    return canvas.finish()


class PdfCanvas:
    """The canvas that makes a PDF."""

    def __init__(self, document: Document, meta: Metadata, sink: Sink) -> None:
        self._meta, self._source = meta, document
        self._objects = PdfFile()
        self._tree_of_pages, self._resources = self._objects.reserve(), self._objects.reserve()
        self._pages = [self._objects.reserve() for _ in document.pages]
        self._lines = LineWriter(sink)
        self._tree = StructureTree(self._objects, sink)
        self._size = document.trim
        self._height = document.trim.height
        self._code: list[str] = []
        self._put = self._code.append
        self._key = 0
        self._running = ""
        self._later: list[tuple[Tag | None, str, str]] = []
        self._page_links: list[str] = []
        self._links: list[tuple[str, str, Link]] = []

    def begin_page(self, number: int, size: Size) -> None:
        self._size, self._height = size, size.height
        self._code = []
        self._put = self._code.append
        self._key = self._tree.begin_page()
        self._page_links = []
        self._later = []
        page = self._source.pages[self._key]
        if first := self._lines.begin_page(page, (page.direction or self._source.direction) == "rtl"):
            self._put(first)

    def begin(self, tag: Tag | None, bounds: Bounds | None, running: str = "") -> None:
        self._running = running
        if tag is None:
            self._put(f"/Artifact<</Type/Pagination/Subtype/{running}>>BDC" if running else "/Artifact BMC")
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
            self._later.append((item.tag, self._running, later))

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
        for _, group in groupby(self._later, key=lambda piece: (id(piece[0]), piece[1])):
            pieces = list(group)
            self.begin(pieces[0][0], None, pieces[0][1])
            self._code.extend([code for *_, code in pieces])
            self.end()
        content = stream("\n".join(["", *self._code, " \n"]).encode("latin-1"))
        box = f"[0 0 {numbers(*self._size)}]"
        links = f"/Annots[{' '.join(self._page_links)}]" if self._page_links else ""
        self._objects.put(
            self._pages[self._key],
            f"<</Type/Page/Parent {self._tree_of_pages}/MediaBox{box}/CropBox{box}/TrimBox{box}/Resources {self._resources}"
            f"/Contents {add(self._objects, content)}/StructParents {self._key}/Tabs/S{links}>>",
        )

    def finish(self) -> bytes:
        """The whole file."""
        objects, pages = self._objects, self._pages
        self._write_links(pages)
        self._tree.write(pages, self._source.lang)
        objects.put(self._tree_of_pages, f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(pages)}]>>")
        fonts = "".join([f"/{name} {reference}" for name, reference in self._lines.write_fonts(objects).items()])
        objects.put(self._resources, f"<</Font<<{fonts}>>/ProcSet[/PDF/Text]>>")
        catalog = add(objects, self._catalog())
        return objects.pack(catalog, add(objects, information(self._meta)))

    def _write_links(self, pages: list[str]) -> None:
        """Only now, since a link may lead to a later page."""
        for reference, body, link in self._links:
            if link.uri is not None:
                leads = f"/A<</S/URI/URI{ascii_string(link.uri)}>>"
            else:
                leads = f"/Dest[{pages[(link.page or 1) - 1]}/Fit]"
            self._objects.put(reference, f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]{body}{leads}>>")

    def _catalog(self) -> str:
        """What a reader looks at first (7.7.2)."""
        source = self._source
        # Spreads from right to left would need /Direction/R2L, by which pdfium puts the words of every line in that order:
        # "111 · 999" as "999 · 111", and the parts of a web address (docs/accessibility.md).
        layout = "SinglePage" if source.direction == "rtl" else "TwoPageRight"
        outline = ""
        if source.bookmarks:
            outline = f"/Outlines {write_bookmarks(self._objects, source.bookmarks, self._pages)}"
        return (
            f"<</Type/Catalog/Lang{ascii_string(source.lang)}/Pages {self._tree_of_pages}/PageLayout/{layout}"
            f"/StructTreeRoot {self._tree.root}/MarkInfo<</Marked true>>"
            f"/Metadata {write_metadata(self._objects, self._meta)}/OutputIntents[{output_intent(self._objects)}]"
            f"/PageLabels<</Nums[{_labels(source.pages)}]>>"
            f"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>{outline}>>"
        )


def _labels(pages: Sequence[Page]) -> str:
    """Page labels (12.4.2): the numbers the pages bear, so that going to page 5 leads where the contents say; an entry wherever
    they do not go on."""
    numbered = [page.folio or page.number for page in pages]
    starts = [n for n, label in enumerate(numbered) if not n or label != numbered[n - 1] + 1]
    return "".join([f"{n}<</S/D/St {numbered[n]}>>" for n in starts])
