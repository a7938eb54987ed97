"""One finished page: a body in its place, with marks, thumb tab, foot and links."""

from __future__ import annotations

from collections.abc import Mapping

from booklet.compose.block import Mark, Story
from booklet.layout.arrange import Leaf
from booklet.layout.frame import Item, Link, Page, Tag
from booklet.layout.furniture import foot, marks, tab
from booklet.layout.laid import Laid, LinkSpot, flatten, link
from booklet.layout.setting import Setting
from booklet.model.template import Template
from booklet.units import MM, Size


def trim_of(template: Template) -> Size:
    """The size of a page, points."""
    return Size(template.trim[0] * MM, template.trim[1] * MM)


def region_of(template: Template) -> Size:
    """The size of the text area, points."""
    m = template.margins
    return Size((template.trim[0] - m.inner - m.outer) * MM, (template.trim[1] - m.top - m.bottom) * MM)


def finished(number: int, leaf: Leaf, body: Laid, shown: tuple[Mark, ...], told: Mapping[str, Tag], story: Story, setting: Setting, outer_right: bool) -> Page:
    """The page of a leaf. `number`: its place in the file, from 1; `told`: by id, the element of marks that are read aloud;
    `outer_right`: its fore-edge is at the right."""
    template, group = setting.template, leaf.group
    left = (template.margins.inner if outer_right else template.margins.outer) * MM
    items: list[Item] = marks(shown, left, body.width, setting, told)
    header = range(len(items))
    spots: list[tuple[float, float, LinkSpot]] = []
    flatten(body, left, template.margins.top * MM, items, spots)
    if group.tab:
        items.append(tab(group.tab, outer_right, setting))
    below = len(items)
    if group.foot:
        items += foot(group.foot, leaf.folio, left, body.width, outer_right, setting)
    footer = range(below, len(items))
    links: list[Link] = [link(s, x, y, setting.page_of.get(s.target) if s.target else None) for x, y, s in spots]
    ids = frozenset(m.id for m in shown)
    return Page(number, trim_of(template), tuple(items), tuple(links), ids, story.lang, story.direction, leaf.folio, header, footer)
