"""QR codes on poor prints: blurred, speckled and pale, a phone still reads what the document says."""

from __future__ import annotations

import random
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from booklet.build import Built
from booklet.layout.frame import Modules
from booklet.units import MM

BLUR = 0.08 * MM
"""Standard deviation, points: what a worn office printer does to an edge."""
SPECKLE = 12
"""Standard deviation of the noise, of 255."""
PALE = 70
"""Grey of what should be black, of 255."""
AROUND = 12.0
"""White cut out with a symbol, points: four modules are its own."""


def poor(picture: Image.Image, dpi: int, seed: int) -> Image.Image:
    """The picture as a poor printer and a poor camera leave it."""
    chance = random.Random(seed)
    pale = picture.point(lambda v: PALE + v * (255 - PALE) // 255)
    blurred = pale.filter(ImageFilter.GaussianBlur(BLUR * dpi / 72))
    grain = bytes(max(0, min(255, round(chance.gauss(128, SPECKLE)))) for _ in range(picture.width * picture.height))
    return ImageChops.add(blurred, Image.frombytes("L", picture.size, grain), offset=-128)


def symbols(built: Built) -> list[tuple[int, Modules]]:
    """Page (from 0) and symbol, of all in the document."""
    return [(n, item) for n, page in enumerate(built.document.pages) for item in page.items if isinstance(item, Modules)]


def cut_out(page: Any, item: Modules, dpi: int) -> Image.Image:
    side = item.symbol.side * item.module + AROUND
    crop = (item.x - AROUND, page.get_height() - item.y - side, page.get_width() - item.x - side, item.y - AROUND)
    return page.render(scale=dpi / 72, crop=tuple(max(0.0, edge) for edge in crop), grayscale=True).to_pil().convert("L")


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_codes_are_read_from_poor_prints(lang: str, dpi: int, shipped) -> None:
    built = shipped(lang)
    pages = pypdfium2.PdfDocument(built.screen)
    found = symbols(built)
    assert len(found) >= 10
    for n, item in found:
        picture = poor(cut_out(pages[n], item, dpi), dpi, n)
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [item.symbol.payload]


def test_what_is_too_poor_is_not_read(shipped) -> None:
    """Or the test above could not fail: blurred over three modules, nothing is left."""
    built = shipped("en")
    n, item = symbols(built)[0]
    picture = cut_out(pypdfium2.PdfDocument(built.screen)[n], item, 150)
    assert not zxingcpp.read_barcodes(picture.filter(ImageFilter.GaussianBlur(3 * item.module * 150 / 72)))
