"""Finished pages drawn with less: in black and grey, or in black without filled areas.

Nothing is said by colour alone, so no page says less for it. Lines become black; what is filled is light enough for black words
on it, or black (contrast of 7:1, WCAG 2.2, 1.4.6).
"""

from __future__ import annotations

from dataclasses import replace

from booklet.layout.frame import Box, Document, Ink, Item, Modules, Outline, TextItem
from booklet.model.printing import Colour
from booklet.units import MM

CONTRAST = 7.0
"""Between words and what they stand on."""

LINE = 2 * MM
"""A filled rectangle no wider than this is a line, which is no area."""

EDGE = 0.25 * MM
"""Stroke round an area that is not filled."""


def with_less(document: Document, colour: Colour) -> Document:
    """The same pages, drawn as a run asks."""
    if colour is Colour.AS_SET:
        return document
    pages = tuple(replace(page, items=tuple(_item(item, colour) for item in page.items)) for page in document.pages)
    return replace(document, pages=pages)


def _item(item: Item, colour: Colour) -> Item:
    if isinstance(item, TextItem | Modules):
        return item
    if not isinstance(item, Box):
        return replace(item, ink=()) if item.ink else item
    if colour is Colour.ECO and min(item.width, item.height) > LINE:
        half = EDGE / 2
        return Outline(item.x + half, item.y + half, item.width - EDGE, item.height - EDGE, 0, EDGE, item.tag)
    return replace(item, grey=_grey(item.ink), ink=()) if item.ink else item


def _grey(ink: Ink) -> float:
    """Of a filled area in red, green and blue, 0 to 1: a grey as bright, or the nearest on which black words can be read;
    darker than half of that, black."""
    bright = luminance(ink)
    least = 0.05 * CONTRAST - 0.05
    return round(_encoded(max(bright, least)), 3) if bright >= least / 2 else 0.0


def luminance(ink: Ink) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, after IEC 61966-2-1)."""
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in ink)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _encoded(bright: float) -> float:
    return 12.92 * bright if bright <= 0.0031308 else 1.055 * bright ** (1 / 2.4) - 0.055
