"""Pages as text, one line an item: to compare by eye and by diff. Millimetres from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator

from booklet.layout.frame import Box, Drawing, Item, Modules, Outline, Page, Stroke, TextItem
from booklet.units import MM


def dump(page: Page) -> str:
    """Place, kind, role, size and words of every item of a page, then where one can tap."""
    marks = " ".join(sorted(page.marks))
    head = f"page {page.number}  {mm(page.size.width)} x {mm(page.size.height)}  {marks}".rstrip()
    taps = [f"{place(k.x, k.y)}  tap {mm(k.width)} x {mm(k.height)} {k.uri or f'page {k.page}'}" for k in page.links]
    return "\n".join([head, *_told(page.items), *taps]) + "\n"


def _told(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        role = item.tag.role if item.tag else "-"
        match item:
            case TextItem(x, y, line, size):
                lang = f" ({item.tag.lang})" if item.tag and item.tag.lang else ""
                yield f"{place(x, y)}  {role} {mm(size)} {line.text}{lang}"
            case Box(x, y, width, height):
                yield f"{place(x, y)}  {role} box {mm(width)} x {mm(height)}"
            case Outline(x, y, width, height):
                yield f"{place(x, y)}  {role} frame {mm(width)} x {mm(height)}"
            case Stroke(x1, y1, x2, y2, stroke) if (x1, y1) == (x2, y2):
                yield f"{place(x1, y1)}  {role} dot {stroke / MM:.2f}"
            case Stroke(x1, y1, x2, y2, stroke):
                yield f"{place(x1, y1)}  {role} line to {mm(x2)} {mm(y2)}, {stroke / MM:.2f}{' dashed' if item.dash else ''}"
            case Drawing(x, y, size):
                yield f"{place(x, y)}  {role} drawing {mm(size)}"
            case Modules(x, y, symbol, module):
                yield f"{place(x, y)}  {role} symbol {mm(symbol.side * module)} {symbol.payload}"


def mm(points: float) -> str:
    """To a tenth; what rounds to nothing has no sign."""
    return f"{round(points / MM, 1) + 0.0:.1f}"


def place(x: float, y: float) -> str:
    return f"{mm(x):>6} {mm(y):>6}"
