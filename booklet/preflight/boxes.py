"""Sizes and numbers of pages."""

from __future__ import annotations

from typing import Any

from booklet.diag import Sink
from booklet.pdf.shop import BLEED, MARGIN
from booklet.preflight.folding import Folding
from booklet.preflight.reading import File
from booklet.units import MM, Size

SLACK = 0.01 * MM
"""By how much a box may miss its size, points."""

_REBUILD = "do not print this file; report the fault with the file"


def check_pages(file: File, size: Size, sink: Sink) -> None:
    """MediaBox and TrimBox of every page are `size`, and no page is turned. Errors: `page-box`, `page-turned`."""
    for n, page in enumerate(file.reader.pages, 1):
        for name, box in (("MediaBox", page.mediabox), ("CropBox", page.cropbox), ("TrimBox", page.trimbox)):
            if not _is(box, size):
                sink.error(
                    "page-box",
                    f"the {name} of page {n} of the {file.name} is {_millimetres(box)}, not {_size(size)}",
                    None,
                    _REBUILD,
                )
        if page.rotation % 360:
            sink.error(
                "page-turned", f"page {n} of the {file.name} is turned by {page.rotation} degrees", None, _REBUILD
            )


def check_uniform(file: File, sink: Sink) -> None:
    """Every page is as large as the first. Errors: those of `check_pages` and `check_shop`."""
    first, inner = file.reader.pages[0].mediabox, file.reader.pages[0].trimbox
    if is_for_shop(file):
        check_shop(file, Size(float(inner.width), float(inner.height)), sink)
        return
    check_pages(file, Size(float(first.width), float(first.height)), sink)


def check_page_count(file: File, expected: int, sink: Sink) -> bool:
    """Whether a booklet has as many pages as were laid out. Errors: `page-count`."""
    found = len(file.pages)
    if found != expected:
        sink.error("page-count", f"the {file.name} has {found} pages, not {expected}", None, _REBUILD)
    return found == expected


def check_imposed(file: File, folding: Folding, sink: Sink, sides: int | None = None) -> bool:
    """Sides of sheets are as large as the paper and as many as the pages need (or `sides`); whether the number is right.

    Errors: `sheet-count`, and those of `check_pages`."""
    check_pages(file, folding.spec.paper.size, sink)
    found, wanted = len(file.pages), folding.sides if sides is None else sides
    if found != wanted:
        what = f"the {file.name} has {found} sides, not {wanted} for {folding.pages} pages"
        sink.error("sheet-count", what, None, _REBUILD)
    return found == wanted


def check_shop(file: File, trim: Size, sink: Sink) -> None:
    """TrimBoxes of the trim, BleedBoxes that reach beyond, MediaBoxes with a margin, and no ArtBox, which would stand for the
    TrimBox. Errors: `page-box`."""
    for n, page in enumerate(file.reader.pages, 1):
        for name, box, beyond in (
            ("MediaBox", page.mediabox, MARGIN),
            ("CropBox", page.cropbox, MARGIN),
            ("BleedBox", page.bleedbox, BLEED),
            ("TrimBox", page.trimbox, 0.0),
        ):
            inset = MARGIN - beyond
            wanted = (inset, inset, trim.width + MARGIN + beyond, trim.height + MARGIN + beyond)
            if any(abs(float(found) - value) > SLACK for found, value in zip(box, wanted, strict=True)):
                what = f"the {name} of page {n} of the {file.name} is {_millimetres(box)}, and not where it should be"
                sink.error("page-box", what, None, _REBUILD)
        if "/ArtBox" in page:
            sink.error("page-box", f"page {n} of the {file.name} has an ArtBox", None, _REBUILD)


def sheets_in(file: File) -> int:
    """Leaves of paper that an imposed file is printed on."""
    preferences: Any = file.reader.root_object["/ViewerPreferences"]
    sides = len(file.reader.pages)
    return sides if preferences.get("/Duplex") == "/Simplex" else sides // 2


def is_for_shop(file: File) -> bool:
    """Whether pages have bleed, as only those for a print shop do."""
    return any("/BleedBox" in page for page in file.reader.pages)


def is_imposed(file: File) -> bool:
    """Whether a file asks for printing on two sides, as only sheets do."""
    preferences = file.reader.root_object.get("/ViewerPreferences")
    return preferences is not None and "/Duplex" in preferences.get_object()


def _is(box: Any, size: Size) -> bool:
    wanted = (0.0, 0.0, size.width, size.height)
    return all(abs(float(found) - value) <= SLACK for found, value in zip(box, wanted, strict=True))


def _millimetres(box: Any) -> str:
    return _size(Size(float(box.width), float(box.height)))


def _size(size: Size) -> str:
    return f"{size.width / MM:.2f} x {size.height / MM:.2f} mm"
