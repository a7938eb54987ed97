"""Small pictures of finished pages, for the overview."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

WIDTH = 300
"""Pixels."""

_EFFORT = 4
"""Of zlib: half the time of its default for files four parts in a hundred larger."""

_HIGH = bytes(value & 0xF0 for value in range(256))
_LOW = bytes(value >> 4 for value in range(256))


def page_pictures(pdf: bytes) -> Iterator[bytes]:
    """Each page of a PDF as a PNG, `WIDTH` pixels wide, in 16 greys."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=WIDTH / page.get_width(), grayscale=True)
            yield png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
    finally:
        document.close()


def png(width: int, height: int, stride: int, grey: bytes) -> bytes:
    """A PNG of 4-bit grey without filters (PNG, third edition, 5 and 7.2), from 8-bit rows `stride` bytes apart."""
    odd = b"\0" * (width % 2)
    pixels = b"".join([grey[start : start + width] + odd for start in range(0, height * stride, stride)])
    high, low = pixels[::2].translate(_HIGH), pixels[1::2].translate(_LOW)
    packed = (int.from_bytes(high, "big") | int.from_bytes(low, "big")).to_bytes(len(high), "big")
    length = (width + 1) // 2
    rows = b"".join([b"\0" + packed[start : start + length] for start in range(0, height * length, length)])
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((4, 0, 0, 0, 0))
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, _EFFORT)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
