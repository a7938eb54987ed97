"""Paint a document on any canvas: goes through the items and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from booklet.layout.frame import Box, Document, Drawing, Item, Modules, Outline, Page, Stroke, TextItem
from booklet.pdf.canvas import Bounds, Canvas


def paint(document: Document, canvas: Canvas) -> None:
    """Every page in order; neighbours with one tag are painted as one piece of content."""
    for page in document.pages:
        canvas.begin_page(page.number, page.size)
        for items, running in _stretches(page):
            for _, group in groupby(items, key=lambda item: id(item.tag)):
                _paint_group(tuple(group), running, canvas)
        _paint_links(page, canvas)
        canvas.end_page()


def _stretches(page: Page) -> Iterator[tuple[Sequence[Item], str]]:
    """The items of a page, with what those are that every page has."""
    items, start = page.items, 0
    for place, running in ((page.header, "Header"), (page.footer, "Footer")):
        if place:
            yield items[start : place.start], ""
            yield items[place.start : place.stop], running
            start = place.stop
    yield items[start:], ""


def _paint_group(items: tuple[Item, ...], running: str, canvas: Canvas) -> None:
    tag = items[0].tag
    canvas.begin(tag, bounds(items) if tag is not None and tag.role == "Figure" else None, running)
    for item in items:
        _paint_item(item, canvas)
    canvas.end()


def _paint_item(item: Item, canvas: Canvas) -> None:
    if isinstance(item, TextItem):
        canvas.text(item)
    elif isinstance(item, Stroke):
        canvas.stroke(item)
    elif isinstance(item, Box):
        canvas.box(item)
    elif isinstance(item, Outline):
        canvas.outline(item)
    elif isinstance(item, Drawing):
        canvas.drawing(item)
    else:
        canvas.modules(item)


def _paint_links(page: Page, canvas: Canvas) -> None:
    if not page.links:
        return
    words: dict[int, list[str]] = {id(link.tag): [] for link in page.links}
    for item in page.items:
        if isinstance(item, TextItem):
            tag = item.tag
            while tag is not None:
                if id(tag) in words:
                    words[id(tag)].append(item.line.text)
                tag = tag.parent
    for link in page.links:
        said = link.tag.alt or " ".join(words.get(id(link.tag), ()))
        canvas.link(link, said or link.uri or str(link.page))


def bounds(items: Sequence[Item]) -> Bounds:
    """The rectangle round items, ink only (a line of text counts one em up and a third down), points."""
    boxes = [_bounds(item) for item in items]
    return Bounds(
        min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes)
    )


def _bounds(item: Item) -> Bounds:
    if isinstance(item, TextItem):
        return Bounds(item.x, item.y - item.size, item.x + item.line.width * item.size, item.y + item.size / 3)
    if isinstance(item, Stroke):
        half = item.stroke / 2
        (left, right), (top, bottom) = sorted((item.x1, item.x2)), sorted((item.y1, item.y2))
        return Bounds(left - half, top - half, right + half, bottom + half)
    if isinstance(item, Drawing):
        return Bounds(item.x, item.y, item.x + item.size, item.y + item.size)
    if isinstance(item, Modules):
        side = item.symbol.side * item.module
        return Bounds(item.x, item.y, item.x + side, item.y + side)
    half = item.stroke / 2 if isinstance(item, Outline) else 0.0
    return Bounds(item.x - half, item.y - half, item.x + item.width + half, item.y + item.height + half)
