"""Pages as a printer puts them on paper: grey dots, and what is light and dark in a part of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from zlib import adler32

from booklet.preflight.reading import File
from booklet.value import compared

FINE = 300
"""Dots per inch: what an office printer resolves."""

COARSE = 150
"""Dots per inch: a poor print, or a photograph of a good one."""

PALE = 200
"""A dot no darker than this, of 255, is taken for bare paper."""

_LIGHT = bytes(range(PALE, 256))

_SUMMED = 256
"""Bytes whose sum Adler-32 keeps whole in its lower half, which is a sum modulo 65521 (RFC 1950, 8.2): ten times as fast as `sum`."""

Area = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the page's top left corner."""


@compared
class Raster:
    """A page, or a part of one, in grey bytes, rows from the top `stride` bytes apart; `dpi` dots per inch."""

    dpi: int
    width: int
    height: int
    stride: int
    grey: bytes

    def pixels(self, area: Area) -> tuple[int, int, int, int]:
        """The dots that an area touches: left, top, and one past right and bottom; within the page."""
        left, top, right, bottom = (int(length * self.dpi / 72) for length in area)
        return max(left, 0), max(top, 0), min(right + 1, self.width), min(bottom + 1, self.height)

    def points(self, dots: float) -> float:
        """A length in points."""
        return dots * 72 / self.dpi

    def row(self, y: int, left: int, right: int) -> bytes:
        """Some dots of a row."""
        return self.grey[y * self.stride + left : y * self.stride + right]

    def column(self, x: int, top: int, bottom: int) -> bytes:
        """Some dots of a column."""
        return self.grey[top * self.stride + x : bottom * self.stride : self.stride]

    def has_ink(self, area: Area) -> bool:
        """Whether any dot of an area is darker than `PALE`."""
        left, top, right, bottom = self.pixels(area)
        if right - left < bottom - top:
            lines = [self.column(x, top, bottom) for x in range(left, right)]
        else:
            lines = [self.row(y, left, right) for y in range(top, bottom)]
        return bool(b"".join(lines).translate(None, _LIGHT))

    @property
    def covered(self) -> float:
        """The share of its area that would be black, 0 to 1; grey counts in part."""
        dots = self.grey if self.stride == self.width else b"".join([self.row(y, 0, self.width) for y in range(self.height)])
        grey = dots.translate(None, b"\xff")  # most is white
        lightness = sum([adler32(grey[n : n + _SUMMED], 0) & 0xFFFF for n in range(0, len(grey), _SUMMED)])
        return round((255 * len(grey) - lightness) / (255 * len(dots)), 4)

    def range(self, area: Area, enough: tuple[int, int] = (0, 255)) -> tuple[int, int]:
        """The darkest and the lightest dot, 0 to 255; no longer looked for once they are `enough`. (255, 0) of no dots."""
        left, top, right, bottom = self.pixels(area)
        darkest, lightest = 255, 0
        middle = (top + bottom) // 2
        for y in (*range(middle, bottom), *range(top, middle)):
            if dots := self.row(y, left, right):
                darkest, lightest = min(darkest, min(dots)), max(lightest, max(dots))
                if darkest <= enough[0] and lightest >= enough[1]:
                    break
        return darkest, lightest


def raster_of(leaf: Any, dpi: int, crop: Area = (0.0, 0.0, 0.0, 0.0), maker: Any = None) -> Raster:
    """pdfium's page, or what is left of it if so much is cut off at the left, bottom, right and top, points."""
    from pypdfium2 import PdfBitmap

    bitmap = leaf.render(scale=dpi / 72, crop=crop, grayscale=True, bitmap_maker=maker or PdfBitmap.new_native)
    return Raster(dpi, bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def rasters(file: File, dpi: int) -> Iterator[tuple[int, Any, Raster]]:
    """Every page: its number from 1, pdfium's page, its dots. One after the other, as they are large."""
    from pypdfium2 import PdfBitmap

    maker = lru_cache(maxsize=1)(PdfBitmap.new_native)  # memory for one page after the other, as they are alike
    for number, leaf in enumerate(file.leaves, 1):
        yield number, leaf, raster_of(leaf, dpi, maker=maker)
