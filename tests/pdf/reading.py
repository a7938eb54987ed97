"""Documents of paragraphs in booklet-sized columns, and what three readers get out of them."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from shutil import which

import pypdf
import pypdfium2
from pdf_sample import A6, META

from booklet.diag import Sink
from booklet.layout.frame import Document, Page, Tag, TextItem
from booklet.pdf.writer import write_pdf
from booklet.text.fonts import FontBook, scan_fonts
from booklet.text.paragraph import Typesetter
from booklet.world.files import DiskWorld, shipped_root

WIDTH, LEFT, TOP, BOTTOM = 240.0, 28.0, 40.0, 400.0
POPPLER = which("pdftotext") is not None

_UNSEEN = re.compile("[\\s\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]+")


def loose(text: str) -> str:
    """What must agree: letters, digits, marks, joiners, in order; not white space nor what only tells the direction."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


@cache
def fonts() -> FontBook:
    sink = Sink()
    book = scan_fonts(DiskWorld(shipped_root()), sink)
    sink.stop_on_errors()
    return book


@cache
def typesetter(nastaliq: bool = False) -> Typesetter:
    book = fonts().choosing({"ur": "Noto Nastaliq Urdu"}) if nastaliq else fonts()
    return Typesetter(book, Sink())


def document(
    texts: Iterable[tuple[str, str]], lang: str, size: float = 10.5, width: float = WIDTH, nastaliq: bool = False
) -> Document:
    """Paragraphs (text, language) in one column, one under the other."""
    setter = typesetter(nastaliq)
    pages: list[list[TextItem]] = [[]]
    y = TOP
    for text, own in texts:
        tag, rtl = Tag("P", lang=own), fonts().right_to_left(own)
        for line in setter.lines(text, own, "regular", width / size):
            if y > BOTTOM:
                pages.append([])
                y = TOP
            x = LEFT + (width - line.width * size if rtl else 0)
            pages[-1].append(TextItem(x, y, line, size, tag))
            y += size * (2.4 if nastaliq else 1.8)
        y += size * 0.6
    return paged(pages, lang)


def paged(pages: Sequence[Sequence[TextItem]], lang: str) -> Document:
    rtl = fonts().right_to_left(lang)
    made = tuple(Page(number, A6, tuple(items)) for number, items in enumerate(pages, 1))
    return Document(A6, lang, "rtl" if rtl else "ltr", "right" if rtl else "left", made)


def read(data: bytes) -> dict[str, str]:
    """The text of a file as each reader gets it; poppler's only where it is installed."""
    out = {"pypdf": "\n".join([page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages])}
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    out["pdfium"] = "\n".join(pages).replace("\x02", "-")
    if POPPLER:
        run = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
        out["poppler"] = run.stdout.decode()
    return out


def lost(document: Document) -> list[tuple[str, str]]:
    """The lines that a reader does not get as they are, or not in their order, by reader; () if the file is as it went in."""
    data = write_pdf(document, META)
    lines = [item.line.text for page in document.pages for item in page.items if isinstance(item, TextItem)]
    found = []
    for reader, text in read(data).items():
        plain, at = loose(text), 0
        for line in lines:
            place = plain.find(loose(line), at)
            if place < 0:
                found.append((reader, line))
            else:
                at = place + len(loose(line))
        if not found and plain != loose("".join(lines)):
            found.append((reader, "something more"))
    return found
