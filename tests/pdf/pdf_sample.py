"""A small document in Thai and Vietnamese, set with the program's own fonts; run as a script it writes both files' digests."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from pathlib import Path

from booklet.compose.symbol import encode
from booklet.diag import Sink
from booklet.impose.sheet import impose
from booklet.layout.frame import (
    Bookmark,
    Box,
    Document,
    Drawing,
    Item,
    Link,
    Modules,
    Outline,
    Page,
    Stroke,
    Tag,
    TextItem,
)
from booklet.model.sheet import SheetSpec
from booklet.pdf.metadata import Metadata
from booklet.pdf.sheets import write_sheets
from booklet.pdf.writer import write_pdf
from booklet.text.fonts import scan_fonts
from booklet.text.paragraph import Typesetter
from booklet.text.run import Line
from booklet.units import MM, Size
from booklet.world.files import DiskWorld

A6 = Size(105 * MM, 148.5 * MM)
META = Metadata("คู่มือ (ช่วยเหลือ)", "th", dt.date(2026, 1, 2))
THAI = "โทร 1300 ฟรี ตลอด 24 ชั่วโมง ไม่ต้องกลัว น้ำใจ"
VIETNAMESE = "Người phiên dịch miễn phí: bấm 111 – đường dây nóng"
NUMBER = "+66 2 123 4567"
HANDSET = "5 4 m 9 4 l 11 9 l 8.5 10.5 l 9.5 13 11 14.5 13.5 15.5 c 15 13 l 20 15 l 20 19 l 20 21 l 10 20 4 14 3 6 c h"


@cache
def typesetter() -> Typesetter:
    sink = Sink()
    made = Typesetter(scan_fonts(DiskWorld(Path(__file__).parents[2]), sink), sink)
    sink.stop_on_errors()
    return made


@cache
def line(text: str, lang: str, weight: str = "regular") -> Line:
    (only,) = typesetter().lines(text, lang, weight, 100.0)
    return only


def document(pages: int = 4, direction: str = "ltr") -> Document:
    """Headings, a list, figures, links, furniture; each page says its number as "<number>" in its middle."""
    section = Tag("Sect")
    entries = Tag("L", parent=section)
    return Document(
        A6,
        "th",
        direction,
        "left" if direction == "ltr" else "right",
        tuple(_page(number, pages, section, entries) for number in range(1, pages + 1)),
        (Bookmark("เริ่ม", 0, 1), Bookmark("Số", 1, 2), Bookmark("End", 0, pages)),
    )


def _page(number: int, pages: int, section: Tag, entries: Tag) -> Page:
    heading, paragraph = Tag("H1", parent=section), Tag("P", lang="vi", parent=section)
    body = Tag("LBody", parent=Tag("LI", parent=entries))
    address = Tag("Link", parent=body)
    figure = Tag("Figure", alt="QR: โทร 1300", parent=section)
    items: tuple[Item, ...] = (
        TextItem(28, 40, line(THAI, "th", "bold"), 12, heading),
        TextItem(28, 60, line(VIETNAMESE, "vi"), 9, paragraph),
        TextItem(28, 72, line(VIETNAMESE, "vi"), 9, paragraph),
        Box(28, 90, 130, 20, 0.85),
        TextItem(32, 105, line(NUMBER, "en"), 12, body),
        TextItem(170, 105, line("example.org", "en"), 8, address),
        Outline(28, 120, 200, 90, 8, 1.2),
        Drawing(34, 126, 48, HANDSET, 24, 1.5, figure),
        Modules(100, 130, encode("tel:1300"), 1.7, figure),
        Stroke(28, 230, 228, 230, 1.5, (0, 4), round_caps=True),
        TextItem(140, 300, line(f"<{number}>", "en"), 9, None),
    )
    links = [Link(170, 96, 60, 12, "https://example.org/a(b)", None, address)]
    if number == 1:
        links.append(Link(28, 28, 200, 14, None, pages, heading))
    return Page(number, A6, items, tuple(links))


def office(pages: int = 4, direction: str = "ltr") -> bytes:
    """The sample as an imposed file."""
    doc = document(pages, direction)
    return write_sheets(write_pdf(doc, META), impose(pages, A6, doc.binding, SheetSpec(), "th"), META)


if __name__ == "__main__":
    print(hashlib.sha256(write_pdf(document(), META)).hexdigest(), hashlib.sha256(office()).hexdigest())
