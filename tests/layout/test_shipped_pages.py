"""The pages of the shipped edition, in each of its languages, measured as they will print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from ink import Ink, glyph_inks, item_ink, text_ink
from tiny import headers

from booklet.build import Built
from booklet.compose.block import Number
from booklet.diag import Sink
from booklet.l10n.localised import AtomKind
from booklet.layout.frame import Box, Drawing, Link, Modules, Page, Stroke, TextItem
from booklet.layout.pages import texts_of
from booklet.model.selection import PublicChannel, Selection, select
from booklet.project import Project
from booklet.units import MM

LANGUAGES = ("en", "id", "ms", "vi", "th")
SIDE_BEARING = 0.5 * MM
"""A j may stand out of its column a little, as type does."""
SMALLEST, BODY = 2.0, 2.3
"""Printed x-height of what is to be read, and of running text, millimetres (RNIB, clear print)."""
MODULE, QUIET = 0.5, 4
"""Millimetres, modules: smaller symbols fail on phones at arm's length; ISO/IEC 18004, 6.3.8."""
TOUCH = 0.05
"""Points that rounding may cost."""


@pytest.fixture(params=LANGUAGES)
def built(request: pytest.FixtureRequest, shipped: Callable[[str], Built]) -> Built:
    return shipped(request.param)


@pytest.fixture(scope="module")
def selection(project: Project) -> Selection:
    return select(project.catalogue, project.editions["journey"], Sink())


@pytest.fixture(scope="module")
def channels(selection: Selection) -> tuple[PublicChannel, ...]:
    return tuple(c for group in selection.services.values() for s in group for c in s.channels)


def lines(page: Page, *, content: bool = False) -> list[TextItem]:
    items = page.items[page.header.stop :] if content else page.items
    return [i for i in items if isinstance(i, TextItem) and (i.tag is not None or not content)]


def area(page: Page, project: Project) -> Ink:
    """Between the margins."""
    m = project.templates["a6"].margins
    left, right = (m.inner, m.outer) if page.number % 2 else (m.outer, m.inner)
    return Ink(left * MM, m.top * MM, page.size.width - right * MM, page.size.height - m.bottom * MM)


def messages(page: Page) -> set[str]:
    """Ids of the messages on a page."""
    return {i.tag.message.removeprefix("message:").removesuffix("/text") for i in lines(page, content=True) if i.tag and i.tag.message}


# Nothing outside, nothing over anything else


def test_lines_stand_between_the_margins(built: Built, project: Project) -> None:
    for page in built.document.pages:
        room = area(page, project)
        for item in lines(page):
            assert room.left - TOUCH <= item.x and item.x + item.line.width * item.size <= room.right + TOUCH, item.line.text


def test_ink_stands_between_the_margins(built: Built, project: Project) -> None:
    for page in built.document.pages:
        room = area(page, project)
        for item in lines(page, content=True):
            ink = text_ink(item)
            assert ink and ink.inside(Ink(room.left - SIDE_BEARING, room.top - TOUCH, room.right + SIDE_BEARING, room.bottom + TOUCH)), item.line.text


def test_no_two_lines_overlap(built: Built) -> None:
    for page in built.document.pages:
        inks = [(i, ink) for i in lines(page) if (ink := text_ink(i))]
        for (one, a), (other, b) in combinations(inks, 2):
            if a.meets(b):
                pairs = [(x, y) for x, p in glyph_inks(one) for y, q in glyph_inks(other) if p.meets(q, TOUCH)]
                assert not pairs, (page.number, one.line.text, other.line.text)


def strikes(page: Page) -> Iterator[tuple[str, str]]:
    """Lines of text that a rule, tab, pictogram or symbol runs into. The fill of a mark is cut out round its words."""
    fills = [i for i in page.items if (isinstance(i, Stroke) and i.round_caps) or (isinstance(i, Drawing) and i.units == 1)]
    others = [i for i in page.items if isinstance(i, Box | Drawing | Modules | Stroke) and i not in fills]
    for item in lines(page):
        glyphs = glyph_inks(item)
        for other in others:
            ink = item_ink(other)
            if ink and any(ink.meets(g, TOUCH) for _, g in glyphs):
                yield type(other).__name__, item.line.text


def test_nothing_is_drawn_into_the_numbers_outside(built: Built) -> None:
    assert list(strikes(built.document.pages[-1])) == []


def test_nothing_is_drawn_into_the_words(built: Built) -> None:
    for page in built.document.pages[:-1]:
        assert list(strikes(page)) == [], page.number


def test_pictograms_stand_alone(built: Built) -> None:
    for page in built.document.pages[1:]:
        drawn = [ink for i in page.items if (isinstance(i, Drawing) and i.units > 1) or isinstance(i, Modules) if (ink := item_ink(i))]
        assert not [1 for a, b in combinations(drawn, 2) if a.meets(b, TOUCH)], page.number


# Sizes


def x_height(item: TextItem) -> float:
    """Printed height of the base letters, millimetres: the smallest of the faces in a line."""
    return min(run.face.k * run.scale * item.size / MM for run in item.line.runs)


def test_messages_are_large_enough_to_read(built: Built) -> None:
    for page in built.document.pages:
        for item in lines(page, content=True):
            if item.tag and (item.tag.message or "").startswith("message:"):
                assert x_height(item) >= SMALLEST - 0.001, item.line.text


def test_the_warning_outside_is_large_enough_to_read(built: Built) -> None:
    found = [x_height(i) for i in lines(built.document.pages[-1]) if i.tag and i.tag.message == "word:numbers.short/text"]
    assert found and min(found) >= SMALLEST


def test_running_text_is_larger(built: Built, project: Project) -> None:
    running = {m for p in project.templates["a6"].pages if p.kind.value == "list" for m in (*p.messages, *p.lead, *p.close)}
    seen = 0
    for page in built.document.pages:
        for item in lines(page, content=True):
            name = item.tag.message if item.tag else None
            if name and name.removeprefix("message:").removesuffix("/text") in running:
                seen += 1
                assert x_height(item) >= BODY - 0.001, item.line.text
    assert seen > 50


# Numbers


def test_no_number_is_split(built: Built) -> None:
    """Neither those in large digits nor those inside sentences."""
    pages = [" | ".join(i.line.text for i in lines(p, content=True)) for p in built.document.pages]
    whole = {t.text[a.start : a.end] for t in texts_of(built.story.groups) for a in t.atoms if a.kind is AtomKind.NUMBER}
    assert len(whole) > 20
    for number in whole:
        assert any(number in page for page in pages), number
    for page in built.document.pages:
        for one, following in zip(lines(page, content=True), lines(page, content=True)[1:], strict=False):
            if one.tag is following.tag:
                assert not (one.line.text[-1:].isdigit() and following.line.text[:1].isdigit()), one.line.text


def test_every_printed_number_is_in_the_catalogue(built: Built, selection: Selection, channels: tuple[PublicChannel, ...], project: Project) -> None:
    """Take the numbers known away, and no run of three digits is left but years, times of day and names with numbers."""
    phones = sorted({n for c in channels for n in (c.number, c.abroad) if n}, key=len, reverse=True)
    as_of = project.editions["journey"].as_of.year
    services = [s for group in selection.services.values() for s in group]
    years = {str(y) for y in (as_of, as_of + 543)} | {s.hours.as_of[:4] for s in services if s.hours.as_of}
    named = {n for s in services for t in (s.name.source, s.local_name.text if s.local_name else "") for n in re.findall(r"\d{3,}", t)}
    found = Counter[str]()
    for page in built.document.pages:
        for item in lines(page):
            text = item.line.text
            for phone in phones:
                found[phone] += text.count(phone)
                text = text.replace(phone, "#")
            assert not re.search(r"#\d|\d#", text), item.line.text
            assert set(re.findall(r"\d{3,}", text)) <= years | named, (page.number, item.line.text)
    main = {c.number for c in channels if c.emergency}
    assert all(found[str(n)] for n in main)


def test_every_service_has_its_number_on_the_back(built: Built, selection: Selection) -> None:
    outside = {i.line.text for i in lines(built.document.pages[-1])}
    for group in selection.services.values():
        for service in group:
            assert {n for c in service.channels for n in (c.number, c.abroad)} & outside, service.id


def test_a_tap_dials_what_is_printed(built: Built, channels: tuple[PublicChannel, ...]) -> None:
    digits = {c.number: (c.e164 if c.abroad else None) for c in channels} | {c.abroad: c.e164 for c in channels if c.abroad}
    taps = [(link.uri, i.line.text) for p in built.document.pages for link in p.links if link.uri for i in lines(p) if covers(link, i)]
    assert len(taps) > 20
    for uri, printed in taps:
        wanted = digits[printed] or "".join(c for c in printed if c.isdigit())
        assert uri == f"tel:{wanted}"
        assert printed not in {c.number for c in channels if c.emergency}


def covers(link: Link, item: TextItem) -> bool:
    """Whether a place to tap is that of a line and no larger."""
    beside = abs(link.x - item.x) < TOUCH and abs(link.width - item.line.width * item.size) < TOUCH
    return beside and link.y < item.y < link.y + link.height + TOUCH


def test_short_codes_stand_only_on_their_countrys_pages(built: Built, selection: Selection) -> None:
    for country, group in selection.services.items():
        other = {c.number for code, g in selection.services.items() if code != country for s in g for c in s.channels if c.short_code}
        other -= {c.number for s in group for c in s.channels}
        for page in section(built, country):
            assert not {i.line.text for i in lines(page, content=True)} & other


def section(built: Built, country: str) -> tuple[Page, ...]:
    """The pages of a country, up to the next entry of the outline."""
    name = next(g.title.text for g in built.story.groups if g.title and g.id == f"services-{country}")
    outline = built.document.bookmarks
    n = next(n for n, b in enumerate(outline) if b.title == name and b.level == 1)
    assert outline[n + 1].page > outline[n].page
    return built.document.pages[outline[n].page - 1 : outline[n + 1].page - 1]


# Symbols


def symbols(built: Built) -> Iterator[tuple[Page, Modules, Ink]]:
    for page in built.document.pages:
        for item in page.items:
            if isinstance(item, Modules) and (ink := item_ink(item)):
                yield page, item, ink


def test_modules_are_large_enough(built: Built) -> None:
    found = [s.module / MM for _, s, _ in symbols(built)]
    assert len(found) >= 10 and min(found) >= MODULE


def intruders(built: Built, modules: float, *, below: bool) -> list[tuple[int, str, str]]:
    """What stands within so many modules of a symbol."""
    found = []
    for page, symbol, ink in symbols(built):
        quiet = symbol.module * modules
        zone = Ink(ink.left - quiet, ink.top - quiet, ink.right + quiet, ink.bottom + (quiet if below else 0))
        for other in page.items:
            there = item_ink(other)
            if other is not symbol and there and there.meets(zone, TOUCH):
                found.append((page.number, symbol.symbol.payload, type(other).__name__))
    return found


def test_the_quiet_zone_is_clear_at_the_sides_and_above(built: Built) -> None:
    assert intruders(built, QUIET, below=False) == []


def test_the_quiet_zone_is_clear_below(built: Built) -> None:
    assert intruders(built, QUIET, below=True) == []


def test_half_a_quiet_zone_is_clear_everywhere(built: Built) -> None:
    assert intruders(built, QUIET / 2 - 0.1, below=True) == []


def test_symbols_with_their_quiet_zone_stand_between_the_margins(built: Built, project: Project) -> None:
    for page, symbol, ink in symbols(built):
        quiet = QUIET * symbol.module
        assert Ink(ink.left - quiet, ink.top, ink.right + quiet, ink.bottom).inside(area(page, project), TOUCH)


def test_no_emergency_number_has_a_symbol(built: Built, channels: tuple[PublicChannel, ...]) -> None:
    urgent = {c.number for c in channels if c.emergency}
    assert not {s.symbol.payload.removeprefix("tel:") for _, s, _ in symbols(built)} & urgent


# Pages


def test_whole_sheets_with_the_numbers_outside(built: Built) -> None:
    pages = built.document.pages
    assert len(pages) % 4 == 0 and 16 <= len(pages) <= 32
    assert [p.number for p in pages] == list(range(1, len(pages) + 1))
    assert pages[-1].items and "numbers.short" in " ".join(i.tag.message or "" for i in lines(pages[-1]) if i.tag)


def test_contents_name_the_pages_where_things_are(built: Built) -> None:
    starts = {squeeze(b.title): b.page for b in built.document.bookmarks}
    contents = built.document.pages[2]
    links = [link for link in contents.links if link.page]
    assert len(links) > 15
    for link in links:
        row = [i for i in lines(contents, content=True) if link.y <= i.y <= link.y + link.height]
        *title, number = [i.line.text for i in row]
        assert int(number) == link.page
        assert starts[squeeze("".join(title))] == link.page


def test_the_title_of_a_page_is_the_one_its_bookmark_promises(built: Built) -> None:
    for bookmark in built.document.bookmarks:
        page = built.document.pages[bookmark.page - 1]
        heads = [i.line.text for i in lines(page, content=True) if i.tag and i.tag.role in ("H1", "H2")]
        assert squeeze(bookmark.title) in squeeze("".join(heads))


def squeeze(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def test_what_belongs_together_stands_on_one_page(built: Built, selection: Selection) -> None:
    where = {name: page.number for page in built.document.pages for name in messages(page)}
    for name, message in selection.messages.items():
        for other in message.keep_with:
            if name in where:
                assert where.get(other) == where[name], (name, other)


def test_every_message_of_the_template_prints_if_it_may(built: Built, selection: Selection, project: Project) -> None:
    printed = {name for page in built.document.pages for name in messages(page)}
    wanted = {m for p in project.templates["a6"].pages for m in (*p.lead, *p.messages, *p.close)}
    assert wanted & selection.messages.keys() <= printed
    assert not (wanted - selection.messages.keys()) & printed


def test_nobody_is_promised_to_stay_nameless(built: Built, project: Project) -> None:
    """`call.no_name` prints only if no line shown asks for a name; of most nothing is known."""
    unsaid = project.catalogue.messages["call.no_name"].text.context
    assert unsaid not in {t.message for t in texts_of(built.story.groups)}


def test_marks_are_printed_whole(built: Built) -> None:
    words = {m.id: m.text.text for m in (*built.story.marks, built.story.draft)}
    for page in built.document.pages:
        assert "PROOF" in page.marks
        assert headers(page) == [words[m] for m in words if m in page.marks]


def test_drafts_are_marked(built: Built) -> None:
    """Wherever a text stands that nobody reviewed."""
    drafts = {t.text: t for t in texts_of(built.story.groups) if t.is_draft}
    names = {t.message for t in drafts.values() if t.lang == built.job.locale}
    for page in built.document.pages:
        if names & {i.tag.message for i in lines(page, content=True) if i.tag}:
            assert "DRAFT" in page.marks, page.number


def test_english_is_a_draft_only_where_others_are_spoken(shipped: Callable[[str], Built]) -> None:
    pages = shipped("en").document.pages
    foreign = {p.number for p in pages if any(i.tag and i.tag.lang in LANGUAGES for i in lines(p, content=True) if i.tag and i.tag.message)}
    assert foreign == {p.number for p in pages if "DRAFT" in p.marks}
    assert 0 < len(foreign) < 4


def test_large_numbers_come_from_number_blocks(built: Built) -> None:
    """So each has its dashed line until somebody tried it."""
    numbers = {n.text.text for g in built.story.groups for n in numbers_in(g)}
    dashes = [i for p in built.document.pages for i in p.items if isinstance(i, Stroke) and i.dash and not i.round_caps]
    assert len(dashes) >= len(numbers)


def numbers_in(value: object) -> list[Number]:
    if isinstance(value, Number):
        return [value]
    if isinstance(value, tuple):
        return [n for v in value for n in numbers_in(v)]
    return [n for f in getattr(value, "__dataclass_fields__", ()) for n in numbers_in(getattr(value, f))]
