"""A laid-out piece: its size and what stands in it, at places relative to its own top left corner. Points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from booklet.layout.frame import Box, Drawing, Item, Link, Modules, Outline, Stroke, Tag, TextItem
from booklet.value import value


class LinkSpot(NamedTuple):
    """A place to tap, before its page is known: `target` names a group, `uri` an address."""

    width: float
    height: float
    tag: Tag
    uri: str | None = None
    target: str | None = None


class Anchor(NamedTuple):
    """Where something stands that page numbers ask for."""

    name: str


@value
class Laid:
    """`extent`: how wide its content really is, up to `width`."""

    width: float
    height: float
    extent: float
    kids: tuple[tuple[float, float, Laid | Item | LinkSpot | Anchor], ...] = ()


def flatten(laid: Laid, x: float, y: float, items: list[Item], links: list[tuple[float, float, LinkSpot]]) -> None:
    """Append every item of `laid`, its corner at x, y, in reading order."""
    for dx, dy, kid in laid.kids:
        if isinstance(kid, Laid):
            flatten(kid, x + dx, y + dy, items, links)
        elif isinstance(kid, LinkSpot):
            links.append((x + dx, y + dy, kid))
        elif not isinstance(kid, Anchor):
            items.append(moved(kid, x + dx, y + dy))


def anchors(laid: Laid) -> Iterator[str]:
    """The names of all that page numbers may ask for, in reading order."""
    for _, _, kid in laid.kids:
        if isinstance(kid, Laid):
            yield from anchors(kid)
        elif isinstance(kid, Anchor):
            yield kid.name


def moved(item: Item, x: float, y: float) -> Item:
    """The same item, x to the right and y down of where it was."""
    match item:
        case TextItem():
            return TextItem(item.x + x, item.y + y, item.line, item.size, item.tag)
        case Drawing():
            return Drawing(item.x + x, item.y + y, item.size, item.path, item.units, item.stroke, item.tag, item.ink)
        case Stroke():
            return Stroke(item.x1 + x, item.y1 + y, item.x2 + x, item.y2 + y, item.stroke, item.dash, item.round_caps, item.tag, item.ink)
        case Box():
            return Box(item.x + x, item.y + y, item.width, item.height, item.grey, item.tag, item.ink)
        case Outline():
            return Outline(item.x + x, item.y + y, item.width, item.height, item.radius, item.stroke, item.tag, item.ink)
        case Modules():
            return Modules(item.x + x, item.y + y, item.symbol, item.module, item.tag)


def link(spot: LinkSpot, x: float, y: float, page: int | None) -> Link:
    return Link(x, y, spot.width, spot.height, spot.uri, page, spot.tag)
