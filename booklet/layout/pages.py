"""Typeset a story: lay its groups out again until the page numbers they refer to stand still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from booklet.compose.block import Group, Story
from booklet.compose.symbol import Symbol
from booklet.diag import Sink
from booklet.l10n.localised import Localised
from booklet.layout.flow import fill
from booklet.layout.frame import Bookmark, Document, Item, Link, Page, Tag
from booklet.layout.furniture import foot, marks, tab
from booklet.layout.laid import Laid, LinkSpot, flatten, link
from booklet.layout.setting import Setting
from booklet.model.icons import Pictogram
from booklet.model.template import Start, Template
from booklet.text.fonts import FontBook
from booklet.text.paragraph import Typesetter
from booklet.units import MM, Size

MAX_ROUNDS = 5
_PLAIN = frozenset((str, float, int, bool, type(None), Symbol, Start))
"""Types that hold no text."""
SIGNATURE = 4
"""Pages of a folded sheet: a stapled booklet has a multiple of them."""


def typeset(story: Story, template: Template, fonts: FontBook, typesetter: Typesetter, icons: Mapping[str, Pictogram], sink: Sink) -> Document:
    """The finished pages of a story. Diagnostics: overflow, too-wide, unsettled, too-many-pages."""
    setting = Setting(template, fonts, typesetter, icons, story.lang, story.direction, {}, sink)
    document = Tag("Document")
    for _ in range(MAX_ROUNDS):
        setting = setting.trial()
        sheets = _round(story, setting, document)
        found = _first_pages(sheets)
        settled = found == setting.page_of or not setting.asked
        setting = replace(setting, page_of=found)
        if settled:
            break
    else:
        sink.warn("unsettled", f"page numbers did not settle in {MAX_ROUNDS} rounds", template.span, "give the contents page more room")
    for group in story.groups:
        if group.back and sum(g is group for g, _ in sheets) > 1:
            sink.error("back-page", f"'{group.id}' in '{story.lang}' needs more than the one page outside", template.span, "show fewer services, or make its rows lower")
    if len(sheets) > template.pages_max:
        sink.error("too-many-pages", f"the booklet in '{story.lang}' has {len(sheets)} pages, over {template.pages_max}", template.span, "leave out pages, services or messages, or raise 'pages_max'")
    drafts = {g.id for g in story.groups if any(t.is_draft for t in texts_of(g))}
    pages = tuple(_page(n, group, body, group.id in drafts, story, setting) for n, (group, body) in enumerate(sheets, 1))
    sink.extend(setting.sink.finish())
    binding = "right" if story.direction == "rtl" else "left"
    return Document(_trim(template), story.lang, story.direction, binding, pages, _bookmarks(story, found))


def _bookmarks(story: Story, pages: Mapping[str, int]) -> tuple[Bookmark, ...]:
    out: list[Bookmark] = []
    parts: set[str] = set()
    for group in (g for g in story.groups if g.id in pages):
        if group.within and group.within[0] not in parts:
            parts.add(group.within[0])
            out.append(Bookmark(group.within[1].text, 0, pages[group.id]))
        if group.title:
            out.append(Bookmark(group.title.text, 1 if group.within else 0, pages[group.id]))
    return tuple(out)


def _trim(template: Template) -> Size:
    return Size(template.trim[0] * MM, template.trim[1] * MM)


def _region(template: Template) -> Size:
    m = template.margins
    return Size((template.trim[0] - m.inner - m.outer) * MM, (template.trim[1] - m.top - m.bottom) * MM)


def _round(story: Story, setting: Setting, document: Tag) -> list[tuple[Group, Laid]]:
    """Every page with its group, filled up on purpose to a multiple of four with note pages before the last page."""
    region = _region(setting.template)
    padding = next((g for g in story.groups if g.padding), None)
    waiting = [g for g in story.groups if not g.padding and not g.back]
    pages: list[tuple[Group, Laid]] = []
    while waiting:
        group = waiting.pop(0)
        if group.start != Start.ANY and (group.start == Start.LEFT) == (len(pages) % 2 == 0):
            sooner = next((g for g in waiting if g.movable), None)
            if sooner:
                waiting.remove(sooner)
                waiting[:0] = [group]
                group = sooner
            elif padding:
                pages.append(_padding_page(padding, region, setting, document))
        pages.extend((group, body) for body in fill(group, region, setting, document))
    back = [(g, body) for g in story.groups if g.back for body in fill(g, region, setting, document)]
    while padding and ((len(pages) + len(back)) % SIGNATURE or len(pages) + len(back) < setting.template.pages_min):
        pages.append(_padding_page(padding, region, setting, document))
    return pages + back


def _padding_page(padding: Group, region: Size, setting: Setting, document: Tag) -> tuple[Group, Laid]:
    return padding, fill(padding, region, setting, document)[0]


def _first_pages(sheets: list[tuple[Group, Laid]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for n, (group, _) in enumerate(sheets, 1):
        found.setdefault(group.id, n)
        if group.within:
            found.setdefault(group.within[0], n)
    return found


def _page(number: int, group: Group, body: Laid, draft: bool, story: Story, setting: Setting) -> Page:
    template = setting.template
    recto = number % 2 == 1
    outer_right = recto == (story.direction == "ltr")
    left = (template.margins.inner if outer_right else template.margins.outer) * MM
    items: list[Item] = []
    spots: list[tuple[float, float, LinkSpot]] = []
    flatten(body, left, template.margins.top * MM, items, spots)
    shown = (*story.marks, *((story.draft,) if draft else ()))
    furniture = marks(shown, left, body.width, setting)
    if group.tab:
        furniture.append(tab(group.tab, outer_right, setting))
    if group.foot:
        furniture += foot(group.foot, number, left, body.width, outer_right, setting)
    links: list[Link] = [link(s, x, y, setting.page_of.get(s.target) if s.target else None) for x, y, s in spots]
    return Page(number, _trim(template), (*items, *furniture), tuple(links), frozenset(m.id for m in shown))


def texts_of(value: object) -> list[Localised]:
    """Every text inside blocks, groups or marks, in order."""
    found: list[Localised] = []
    waiting: list[object] = [value]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is Localised:
            found.append(cast("Localised", one))
        elif kind is tuple:
            waiting += reversed(cast("tuple[object, ...]", one))
        elif kind not in _PLAIN and (names := getattr(kind, "__dataclass_fields__", None)):
            waiting += [getattr(one, name) for name in reversed(names)]
    return found
