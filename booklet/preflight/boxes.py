"""Sizes and numbers of pages."""

from __future__ import annotations

from typing import Any

from booklet.diag import Sink
from booklet.preflight.reading import File
from booklet.units import MM, Size

SLACK = 0.01 * MM
"""By how much a box may miss its size, points."""

SIGNATURE = 4
"""Pages of a folded sheet."""

SIDES = 2

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
    """Every page is as large as the first. Errors: those of `check_pages`."""
    first = file.reader.pages[0].mediabox
    check_pages(file, Size(float(first.width), float(first.height)), sink)


def check_page_count(file: File, expected: int, sink: Sink) -> bool:
    """Whether a booklet has as many pages as were laid out, in whole folded sheets. Errors: `page-count`."""
    found = len(file.pages)
    if found != expected:
        sink.error("page-count", f"the {file.name} has {found} pages, not {expected}", None, _REBUILD)
    if found % SIGNATURE:
        sink.error("page-count", f"the {file.name} has {found} pages, not a multiple of {SIGNATURE}", None, _REBUILD)
    return found == expected and found % SIGNATURE == 0


def check_imposed(file: File, paper: Size, pages: int, sink: Sink) -> bool:
    """Sides of sheets are as large as the paper and as many as the pages need; whether the number is right.

    Errors: `sheet-count`, and those of `check_pages`."""
    check_pages(file, paper, sink)
    sides = pages // SIGNATURE * SIDES
    if len(file.pages) != sides:
        sink.error(
            "sheet-count", f"the {file.name} has {len(file.pages)} sides, not {sides} for {pages} pages", None, _REBUILD
        )
    return len(file.pages) == sides


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
