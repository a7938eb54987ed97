"""Where on the pages of a booklet each message stands, and where something does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from booklet.compose.block import Story
from booklet.layout.frame import Document, Item, Page, TextItem
from booklet.model.template import Template
from booklet.pdf.canvas import Bounds
from booklet.pdf.paint import bounds
from booklet.units import MM
from booklet.value import compared

_ROUNDING = 0.5
"""Points."""


@compared
class Place:
    """The lines of one message at one place of a page."""

    message: str
    bounds: Bounds
    outside: float
    """How far it reaches beyond the text area, points; 0 for what is inside."""
    splits: tuple[TextItem, ...]
    """Lines that end inside a word."""


def places(page: Page, story: Story, template: Template) -> tuple[Place, ...]:
    """The places of a page from top to bottom, in the order of the items."""
    marks = {mark.text.text: mark.text.message for mark in (*story.marks, story.draft)}
    found: dict[int, tuple[str, list[TextItem]]] = {}
    for item in page.items:
        if isinstance(item, TextItem):
            message = item.tag.message if item.tag else marks.get(item.line.text)
            if message:
                found.setdefault(id(item.tag or item), (message, []))[1].append(item)
    area = _text_area(page, template)
    return tuple(_place(message, items, area) for message, items in found.values())


def first_pages(found: Mapping[int, Iterable[Place]]) -> dict[str, list[int]]:
    """The pages on which each message stands, by msgctxt, in the order of the booklet; `found`: places by page number."""
    pages: dict[str, list[int]] = {}
    for number, of_page in found.items():
        for place in of_page:
            on = pages.setdefault(place.message, [])
            if number not in on:
                on.append(number)
    return pages


def outside(found: Mapping[int, Iterable[Place]]) -> dict[str, list[str]]:
    """What to say of the messages that do not stay in the text area, by msgctxt."""
    said: dict[str, list[str]] = {}
    for number, of_page in found.items():
        for place in of_page:
            if place.outside:
                said.setdefault(place.message, []).append(f"runs {place.outside / MM:.1f} mm out of page {number}")
    return said


def numbered(document: Document, story: Story, template: Template) -> dict[int, tuple[Place, ...]]:
    """The places of every page by its number."""
    return {page.number: places(page, story, template) for page in document.pages}


def _text_area(page: Page, template: Template) -> Bounds:
    """How far text may reach on a left or right page, points."""
    side = min(template.margins.inner, template.margins.outer) * MM
    return Bounds(side, 0.0, page.size.width - side, page.size.height - template.margins.bottom * MM)


def _place(message: str, items: list[TextItem], area: Bounds) -> Place:
    box = bounds(tuple[Item, ...](items))
    low = max(item.y for item in items)
    excess = max(area.left - box.left, box.right - area.right, low - area.bottom)
    is_furniture = all(item.tag is None for item in items)
    outside = 0.0 if is_furniture or excess <= _ROUNDING else excess
    return Place(message, box, outside, tuple(item for item in items if item.line.cut))
