"""Where a tap leads: to the very number, address or page that was laid out there."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

from booklet.diag import Sink
from booklet.layout.frame import Document
from booklet.preflight.active import notes_of
from booklet.preflight.reading import File
from booklet.preflight.symbols import payload_fault

_SLACK = 0.5
"""By how much the place of a link may differ, points."""

_MAIL = re.compile(r"mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")
"""An address and nothing more (RFC 6068, 2)."""

_FAULT = "do not hand out this file; report the fault with the file"


class _Tap(NamedTuple):
    """An address or a page, and where it can be tapped: left, top, right, bottom in points from the top left."""

    leads: str
    area: tuple[float, float, float, float]


def check_targets(file: File, sink: Sink) -> None:
    """Addresses are plain, as those of QR codes. Errors: `link-unsafe`."""
    for number, page in enumerate(file.reader.pages, 1):
        for tap in _taps(file, page):
            if tap.leads.startswith("page ") or _MAIL.fullmatch(tap.leads):
                continue
            if fault := payload_fault(tap.leads):
                what = f"a link on page {number} of the {file.name} {fault}: '{tap.leads}'"
                sink.error("link-unsafe", what, None, "use tel: with digits only, or a plain https address", spot=file.spot(number, tap.area))


def check_links(file: File, document: Document, sink: Sink) -> None:
    """Each page has the links that were laid out, at their places, and no others. Errors: `link-differs`."""
    for page, leaf in zip(document.pages, file.reader.pages, strict=False):
        found = _taps(file, leaf)
        wanted = [_Tap(k.uri or f"page {k.page or 1}", (k.x, k.y, k.x + k.width, k.y + k.height)) for k in page.links]
        for tap in wanted:
            if not any(_same(tap, other) for other in found):
                what = f"nothing on page {page.number} of the {file.name} leads to '{tap.leads}' where it should"
                sink.error("link-differs", what, None, _FAULT, spot=file.spot(page.number, tap.area))
        extra = Counter(t.leads for t in found) - Counter(t.leads for t in wanted)
        for tap in found:
            if extra[tap.leads] > 0:
                extra[tap.leads] -= 1
                what = f"a link on page {page.number} of the {file.name} leads to '{tap.leads}', which nothing asked for"
                sink.error("link-differs", what, None, _FAULT, spot=file.spot(page.number, tap.area))


def _same(one: _Tap, other: _Tap) -> bool:
    return one.leads == other.leads and all(abs(a - b) <= _SLACK for a, b in zip(one.area, other.area, strict=True))


def _taps(file: File, page: Any) -> list[_Tap]:
    height = float(page.mediabox.height)
    found = []
    for note in notes_of(page):
        if note.get("/Subtype") == "/Link" and "/Rect" in note:
            left, bottom, right, top = (float(edge) for edge in note["/Rect"])
            found.append(_Tap(_leads(file, note), (left, height - top, right, height - bottom)))
    return found


def _leads(file: File, note: Any) -> str:
    action, place = note.get("/A"), note.get("/Dest")
    if action is not None:
        return str(action.get_object().get("/URI", action.get_object().get("/S", "")))
    if isinstance(place, list) and hasattr(place[0], "idnum"):
        return f"page {file.page_numbers.get(place[0].idnum, 0)}"
    return str(place)
