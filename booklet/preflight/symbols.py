"""QR symbols: read as a phone reads them, compared with the words printed below."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from booklet.diag import Sink
from booklet.layout.frame import Document, Modules
from booklet.preflight.checked import FoundSymbol
from booklet.preflight.reading import File, squeezed

DPI = 300
"""What an office printer resolves."""

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
    from pypdfium2 import PdfBitmap

    maker = lru_cache(maxsize=1)(PdfBitmap.new_native)  # memory for one page after the other, as they are alike
    return tuple(symbol for n, leaf in enumerate(file.leaves, 1) for symbol in _on_page(n, leaf, maker))


def _on_page(number: int, leaf: Any, maker: Any) -> list[FoundSymbol]:
    import zxingcpp

    bitmap = leaf.render(scale=DPI / 72, grayscale=True, bitmap_maker=maker)
    image = memoryview(bitmap.buffer).cast("B", (bitmap.height, bitmap.stride))
    found = zxingcpp.read_barcodes(
        image,
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        try_rotate=False,
        try_downscale=False,
        try_invert=False,
    )
    return [FoundSymbol(number, code.text, _caption(leaf, code.position)) for code in found]


def _caption(leaf: Any, corners: Any) -> str:
    """The text that begins nearest below a symbol and lies under its middle."""
    point = 72 / DPI
    middle = (corners.bottom_left.x + corners.bottom_right.x) / 2 * point
    bottom = leaf.get_height() - max(corners.bottom_left.y, corners.bottom_right.y) * point
    words = leaf.get_textpage()
    boxes = [words.get_rect(n) for n in range(words.count_rects())]
    below = [b for b in boxes if b[0] <= middle <= b[2] and bottom - _FAR <= b[3] <= bottom + _NEAR]
    caption = str(words.get_text_bounded(*max(below, key=lambda b: b[3]))).strip() if below else ""
    words.close()
    return caption


def check_symbols(file: File, symbols: tuple[FoundSymbol, ...], sink: Sink) -> None:
    """Every symbol is safe to follow and says what is printed below it. Errors: `qr-payload`, `qr-caption`."""
    for symbol in symbols:
        if fault := payload_fault(symbol.payload):
            sink.error(
                "qr-payload",
                f"a QR code on page {symbol.page} of the {file.name} {fault}: '{symbol.payload}'",
                None,
                "use tel: with digits only, or a plain https address of the organisation itself",
            )
        if not _says(symbol.caption, symbol.payload):
            sink.error(
                "qr-caption",
                f"a QR code on page {symbol.page} of the {file.name} holds '{symbol.payload}' "
                f"but the words below it are '{symbol.caption}'",
                None,
                "do not print this file; report the fault with the file",
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
    """Each page holds exactly the symbols laid out on it. Errors: `qr-missing`, `qr-unexpected`."""
    for page in document.pages:
        wanted = Counter(i.symbol.payload for i in page.items if isinstance(i, Modules))
        found = Counter(s.payload for s in symbols if s.page == page.number)
        for payload in (wanted - found).elements():
            sink.error(
                "qr-missing",
                f"no QR code on page {page.number} of the {file.name} reads as '{payload}'",
                None,
                "make its modules larger or the space round it clear",
            )
        for payload in (found - wanted).elements():
            sink.error(
                "qr-unexpected",
                f"a QR code on page {page.number} of the {file.name} reads as '{payload}', which nothing asked for",
                None,
                "do not print this file; report the fault with the file",
            )
