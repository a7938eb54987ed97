"""QR symbols: read as a phone reads them, compared with the words printed below."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from booklet.diag import Sink
from booklet.layout.frame import Document, Modules
from booklet.pictures import png
from booklet.preflight.checked import FoundSymbol
from booklet.preflight.raster import COARSE, FINE, Area, Raster, raster_of, rasters
from booklet.preflight.reading import File, squeezed

_QUIET = 6.0
"""White round a symbol that belongs to it, points."""

_NEAR = 1.0
"""How far a caption may reach up into a symbol's box, points."""
_FAR = 24.0
"""How far below a symbol its caption may begin, points."""

_TEL = re.compile(r"tel:(\+[1-9]\d{6,14}|\d{2,15})")
"""E.164 with its plus (ITU-T E.164, 6: at most 15 digits), or a number as dialled inside the country."""

_SAMPLE = re.compile(r"SAMPLE \+?[\d ()-]+")
"""Words that no telephone dials: the code of a line in made-up content."""

SHORTENERS = (
    "bit.ly", "bitly.com", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "qr.io", "qrco.de", "rb.gy",
    "rebrand.ly", "s.id", "shorturl.at", "shorturl.asia", "t.co", "t.ly", "tiny.cc", "tinyurl.com",
)  # fmt: skip
"""Hosts that hide where a link leads and count who follows it."""


def find_symbols(file: File) -> tuple[FoundSymbol, ...]:
    """Every QR symbol of the file, in page order, with its caption."""
    return tuple(symbol for number, _, raster in rasters(file, FINE) for symbol in symbols_on(file, number, raster))


def symbols_on(file: File, number: int, raster: Raster) -> list[FoundSymbol]:
    """The symbols of one page."""
    return [FoundSymbol(number, code.text, *_place(file, number, code.position, raster)) for code in _read(raster)]


def _read(raster: Raster) -> Any:
    import zxingcpp

    return zxingcpp.read_barcodes(
        memoryview(raster.grey).cast("B", (raster.height, raster.stride)),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
    )


def _place(file: File, number: int, corners: Any, raster: Raster) -> tuple[str, Area]:
    """The text that begins nearest below a symbol and lies under its middle, and where the symbol stands."""
    point = raster.points(1)
    around = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)
    xs, ys = [c.x * point for c in around], [c.y * point for c in around]
    middle = (corners.bottom_left.x + corners.bottom_right.x) / 2 * point
    bottom = file.leaves[number - 1].get_height() - max(corners.bottom_left.y, corners.bottom_right.y) * point
    words = file.words(number)
    boxes = [words.get_rect(n) for n in range(words.count_rects())]
    below = [b for b in boxes if b[0] <= middle <= b[2] and bottom - _FAR <= b[3] <= bottom + _NEAR]
    caption = str(words.get_text_bounded(*max(below, key=lambda b: b[3]))).strip() if below else ""
    return caption, (min(xs), min(ys), max(xs), max(ys))


def check_close(file: File, symbol: FoundSymbol, dpi: int, sink: Sink) -> bytes:
    """A symbol reads the same by itself and at another resolution; its picture, a PNG. Errors: `qr-coarse`."""
    raster = _part(file, symbol.page, symbol.area, dpi)
    if [code.text for code in _read(raster)] != [symbol.payload]:
        _complain_coarse(file, symbol.page, symbol.payload, symbol.area, dpi, sink)
    return png(raster.width, raster.height, raster.stride, raster.grey)


def _part(file: File, page: int, area: Area, dpi: int) -> Raster:
    leaf = file.leaves[page - 1]
    left, top, right, bottom = area
    crop = (left - _QUIET, leaf.get_height() - bottom - _QUIET, leaf.get_width() - right - _QUIET, top - _QUIET)
    return raster_of(leaf, dpi, (max(0.0, crop[0]), max(0.0, crop[1]), max(0.0, crop[2]), max(0.0, crop[3])))


def _complain_coarse(file: File, page: int, payload: str, area: Area, dpi: int, sink: Sink) -> None:
    what = f"the QR code for '{payload}' on page {page} of the {file.name} cannot be read at {dpi} dpi"
    sink.error("qr-coarse", what, None, "make its modules larger or the space round it clear", spot=file.spot(page, area))


def check_symbols(file: File, symbols: tuple[FoundSymbol, ...], sink: Sink, captions: bool = True) -> None:
    """Every symbol is safe to follow and says what is printed below it; `captions`: not on sheets, where pages lie on their sides.
    Errors: `qr-payload`, `qr-caption`."""
    for symbol in symbols:
        if fault := payload_fault(symbol.payload):
            sink.error(
                "qr-payload",
                f"a QR code on page {symbol.page} of the {file.name} {fault}: '{symbol.payload}'",
                None,
                "use tel: with digits only, or a plain https address of the organisation itself",
                spot=file.spot(symbol.page, symbol.area),
            )
        if captions and not _says(symbol.caption, symbol.payload):
            sink.error(
                "qr-caption",
                f"a QR code on page {symbol.page} of the {file.name} holds '{symbol.payload}' "
                f"but the words below it are '{symbol.caption}'",
                None,
                "do not print this file; report the fault with the file",
                spot=file.spot(symbol.page, symbol.area),
            )


def payload_fault(payload: str) -> str | None:
    """What is unsafe in a payload, as the rest of a sentence."""
    if payload.startswith("tel:"):
        return None if _TEL.fullmatch(payload) else "does not hold a plain phone number"
    if _SAMPLE.fullmatch(payload):
        return None
    try:
        address = urlsplit(payload)
        host, port = (address.hostname or "").removeprefix("www."), address.port
    except ValueError:
        return "does not hold an address"
    if address.scheme != "https" or not payload.startswith("https://") or "." not in host:
        return "is neither tel: nor https://"
    if address.username is not None or address.password is not None or port is not None:
        return "names a user or a port"
    if "?" in payload or "#" in payload:
        return "carries parameters"
    return "goes through a link shortener" if host in SHORTENERS else None


def _says(caption: str, payload: str) -> bool:
    if payload.startswith("tel:") or _SAMPLE.fullmatch(payload):
        return bool(caption) and _digits(caption) == _digits(payload)
    return squeezed(caption).removeprefix("https://").rstrip("/") == payload.removeprefix("https://").rstrip("/")


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")


def check_expected(file: File, symbols: tuple[FoundSymbol, ...], document: Document, sink: Sink) -> None:
    """Each page holds exactly the symbols laid out on it. Errors: `qr-missing`, `qr-coarse`, `qr-unexpected`."""
    for page in document.pages:
        places = {i.symbol.payload: _area(i) for i in page.items if isinstance(i, Modules)}
        wanted = Counter(i.symbol.payload for i in page.items if isinstance(i, Modules))
        here = {s.payload: s.area for s in symbols if s.page == page.number}
        found = Counter(s.payload for s in symbols if s.page == page.number)
        for payload in (wanted - found).elements():
            if payload in [code.text for code in _read(_part(file, page.number, places[payload], FINE))]:
                _complain_coarse(file, page.number, payload, places[payload], COARSE, sink)
                continue
            sink.error(
                "qr-missing",
                f"no QR code on page {page.number} of the {file.name} reads as '{payload}'",
                None,
                "make its modules larger or the space round it clear",
                spot=file.spot(page.number, places[payload]),
            )
        for payload in (found - wanted).elements():
            sink.error(
                "qr-unexpected",
                f"a QR code on page {page.number} of the {file.name} reads as '{payload}', which nothing asked for",
                None,
                "do not print this file; report the fault with the file",
                spot=file.spot(page.number, here[payload]),
            )


def _area(item: Modules) -> Area:
    side = len(item.symbol.rows) * item.module
    return item.x, item.y, item.x + side, item.y + side
