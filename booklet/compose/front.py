"""What opens a booklet: a cover that gives nothing away, and the contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from booklet.compose.block import (
    Artwork,
    Block,
    Cell,
    FirstFit,
    Flowed,
    Group,
    Lines,
    Month,
    Months,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Rule,
    Space,
    Stack,
)
from booklet.compose.context import Context, page_group
from booklet.l10n.localised import Localised
from booklet.model.style import Cover
from booklet.model.template import PageKind, PageSpec

_FORMS = (
    ("cover-art", "cover", True), ("cover-art-low", "cover", True), ("cover-art-lowest", "cover", True),
    ("cover-art-lowest", "head", True), ("cover-art-lowest", "head", False), ("cover-art-lowest", "lead", False),
    ("", "lead", False),
)  # fmt: skip
"""Measure of the picture, style of the title, and whether there are lines: the picture gives way where a title is long, then
the title, then the lines, at last picture and all words but the title."""
_TITLES = {Cover.CALENDAR: "cover.title.calendar", Cover.RECIPES: "cover.title.recipes"}
"""Titles that belong to a picture; under the others stands the edition's own."""
_CALENDARS = ((3, "calendar-day"), (2, "calendar-day"), (3, "calendar-day-low"))
"""Months side by side, and the style of their days."""


def cover(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """A harmless title and picture."""
    forms = _calendars(spec, c) if c.cover is Cover.CALENDAR else tuple(_picture_page(spec, *form, c) for form in _FORMS)
    return (Group(spec.id, (Flowed(FirstFit(forms)),)),)


def _title(spec: PageSpec, c: Context) -> Localised:
    return c.voice.say(spec.title or _TITLES.get(c.cover) or c.voice.selection.edition.title)


def _picture_page(spec: PageSpec, art: str, title: str, lined: bool, c: Context) -> Block:
    lines = () if c.cover is Cover.PLAIN or not lined else (Lines(c.mm("note-pitch"), int(c.mm("cover-lines")) + (2 if c.cover is Cover.RECIPES else 0)), Space(c.mm("cover-gap")))
    head = (Rule("heavy"), Space(c.mm("cover-drop")), Paragraph(_title(spec, c), title, "H1"), Space(c.mm("cover-gap")))
    if not art:
        return Stack((*head, Paragraph(c.voice.autonym, "body-bold")))
    return Stack((*head, Artwork(c.cover, c.mm(art)), Space(c.mm("cover-gap")), *lines, *_imprint(c)))


def _imprint(c: Context) -> tuple[Block, ...]:
    free = (Paragraph(c.voice.say("cover.free"), "card"), Space(c.mm("card-gap"))) if c.cover in (Cover.PLAIN, Cover.TRAVEL) else ()
    return (*free, Paragraph(c.voice.autonym, "body-bold"))


def _calendars(spec: PageSpec, c: Context) -> tuple[Block, ...]:
    """The year after the edition's day, under its number."""
    year = c.voice.selection.edition.as_of.year + 1
    say = c.voice.plain
    months = tuple(Month(say(m.name), tuple(map(say, m.weekdays)), m.weeks) for m in c.voice.months(year))
    title = Paragraph(_title(spec, c), "card", "P", "end")
    head = Row((Cell(Paragraph(c.voice.year(year), "cover", "H1")), Cell(title)), c.mm("row-gap"), "bottom")
    gutter, gap = c.mm("calendar-gutter"), c.mm("calendar-gap")

    def page(across: int, style: str) -> Block:
        grid = Months(months, across, f"{style}-bold", style, gutter, gap)
        return Stack((Rule("heavy"), Space(c.mm("head-gap")), head, Space(c.mm("calendar-gap")), grid, Space(c.mm("calendar-gap")), *_imprint(c)))

    return tuple(page(across, style) for across, style in _CALENDARS)


def contents(spec: PageSpec, c: Context, present: Callable[[PageSpec], bool]) -> tuple[Group, ...]:
    """Everything on one page: in rows with air, without, or in small letters where lines are high or titles long; at last
    without the countries.

    `present`: whether a group of pages has anything to say in this booklet."""
    forms = ((c.mm("contents-row"), "card", True), (0.0, "card", True), (0.0, "small", True), (0.0, "small", False))
    shown = [s for s in c.template.pages if s.listed and s.title and present(s)]
    options = tuple(Stack(tuple(_contents_rows(shown, *form, c)), role="TOC") for form in forms)
    return (page_group(spec, c, (Flowed(FirstFit(options)),)),)


def _contents_rows(shown: list[PageSpec], height: float, style: str, countries: bool, c: Context) -> Iterator[Block]:
    section = 0
    for n, spec in enumerate(shown):
        if n and spec.section != section:
            yield Rule("hair")
        section = spec.section or section
        yield _contents_row(c.voice.say(spec.title or ""), spec.id, f"{style}-bold", spec.icon, height, c)
        if countries and spec.kind is PageKind.SERVICES and len(c.voice.selection.services) > 1:
            for code in c.voice.selection.services:
                yield _contents_row(c.voice.country(code), f"{spec.id}-{code}", style, None, height, c)


def _contents_row(title: Localised, target: str, style: str, icon: str | None, height: float, c: Context) -> Block:
    picture: Block = Picture(icon, c.mm("contents-icon")) if icon else Space(0)
    cells = (Cell(picture, c.mm("contents-column")), Cell(Paragraph(title, style)), Cell(PageNumber(target, style), c.mm("contents-page")))
    return Row(cells, 0, "middle", height, role="TOCI", target=target)
