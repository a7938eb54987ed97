"""Groups onto the pages of a stapled booklet: which side, how many, what is printed at the edges."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import Press, flow, group, headers, texts, words

from booklet.compose.block import Cell, Flowed, Foot, Group, Lines, Mark, PageNumber, Paragraph, Row, Stack
from booklet.diag import Sink
from booklet.l10n.localised import State
from booklet.layout.frame import Box, Page, TextItem
from booklet.units import MM
from booklet.volume import check_sheets

FOOT = Foot(words("XX 191"))
NOTES = group("notes", flow("notes", 10), Flowed(Lines(8.4)), padding=True)
BACK = group("back", flow("back", 10), back=True)


def firsts(press: Press, *groups: Group) -> list[str]:
    """What stands first on every page."""
    return [page[0] for page in press.pages(*groups)]


def single(name: str, **more: object) -> Group:
    return group(name, flow(name, 10), **more)


# How many pages


@given(st.integers(1, 11))
@settings(max_examples=11, deadline=None)
def test_notes_fill_the_sheets_before_the_back_page(press: Press, count: int) -> None:
    names = [f"g{n}" for n in range(count)]
    pages = firsts(press, *map(single, names), NOTES, BACK)
    assert len(pages) % 4 == 0 and len(pages) - count - 1 < 4
    assert pages == [*names, *["notes"] * (len(pages) - count - 1), "back"]


def test_full_sheets_need_no_notes(press: Press) -> None:
    assert firsts(press, single("a"), single("b"), single("c"), NOTES, BACK) == ["a", "b", "c", "back"]


def test_no_fewer_pages_than_the_template_asks(press: Press) -> None:
    eight = replace(press, template=replace(press.template, pages_min=8))
    assert firsts(eight, single("a"), NOTES, BACK) == ["a", *["notes"] * 6, "back"]


def test_too_many_pages(press: Press) -> None:
    _, (said,) = replace(press, template=replace(press.template, pages_max=4)).document(*(single(f"g{n}") for n in range(5)))
    assert (said.severity, said.code) == ("error", "too-many-pages")
    assert "'en'" in said.message and "5 pages" in said.message and "over 4" in said.message


def test_a_template_without_notes(press: Press) -> None:
    document, _ = press.document(single("a"), single("b"), BACK)
    sink = Sink()
    check_sheets(document, press.template, sink)
    assert [d.code for d in sink.finish()] == ["part-sheet"]


def test_the_back_page_is_one_page(press: Press, room: float) -> None:
    _, said = press.document(single("a"), NOTES, group("back", flow("b", room / 2), flow("c", room), back=True))
    assert said


# Which side


def test_a_spread_begins_on_the_left(press: Press) -> None:
    spread = single("spread", start="left")
    assert firsts(press, single("a"), spread) == ["a", "spread"]
    assert firsts(press, single("a"), single("b"), spread, NOTES) == ["a", "b", "notes", "spread"]


def test_a_movable_page_comes_sooner_instead_of_notes(press: Press) -> None:
    groups = (single("a"), single("b"), single("spread", start="left"), single("c"), single("m", movable=True), NOTES)
    assert firsts(press, *groups) == ["a", "b", "m", "spread", "c", "notes", "notes", "notes"]


def test_a_group_may_begin_on_the_right(press: Press) -> None:
    assert firsts(press, single("a"), single("right", start="right"), NOTES)[:3] == ["a", "notes", "right"]


# Page numbers


def contents(*targets: str) -> Group:
    rows = tuple(Row((Cell(Paragraph(words(t), "card")), Cell(PageNumber(t, "card"), 10)), target=t) for t in targets)
    return group("contents", Flowed(Stack(rows)))


def test_contents_name_the_first_page_of_each_group(press: Press, room: float) -> None:
    long = group("long", *(flow(f"l{n}", room / 2) for n in range(5)))
    document, said = press.document(contents("long", "last"), long, single("last"), NOTES)
    assert not said
    assert texts(document.pages[0]) == ["long", "2", "last", "5"]
    assert [link.page for link in document.pages[0].links] == [2, 5]


def test_contents_settle_though_they_push_what_they_name(press: Press, room: float) -> None:
    """Their own length decides the numbers they print."""
    names = [f"g{n}" for n in range(24)]
    document, said = press.document(contents(*names), *map(single, names))
    assert not said
    found = {page.items[0].line.text: str(page.number) for page in document.pages if isinstance(page.items[0], TextItem)}
    printed = texts(document.pages[0])
    assert dict(zip(printed[::2], printed[1::2], strict=True)) == {n: found[n] for n in names}


def test_a_page_number_of_nothing_is_told(press: Press) -> None:
    _, said = press.document(contents("nowhere"))
    assert said


def test_bookmarks_lead_to_groups_within_their_part(press: Press) -> None:
    part = ("part", words("Part"))
    document, _ = press.document(single("cover"), single("a", title=words("A"), within=part), single("b", title=words("B"), within=part), single("c", title=words("C")))
    assert [(b.title, b.level, b.page) for b in document.bookmarks] == [("Part", 0, 2), ("A", 1, 2), ("B", 1, 3), ("C", 0, 4)]


# Edges


def edges(page: Page) -> tuple[float, float]:
    """Left ends of the page number and of the strip at the foot, as shares of the width."""
    furniture = [i for i in page.items if isinstance(i, TextItem) and i.tag is None]
    folio = next(i for i in furniture if i.line.text == str(page.number))
    strip = next(i for i in furniture if i.line.text == "XX 191")
    return folio.x / page.size.width, strip.x / page.size.width


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_foot_and_tab_stand_at_the_fore_edge(press: Press, direction: str) -> None:
    document, _ = replace(press, direction=direction).document(*(single(f"g{n}", foot=FOOT, tab=2) for n in range(4)))
    assert document.binding == ("left" if direction == "ltr" else "right")
    for page in document.pages:
        outer_right = (page.number % 2 == 1) == (direction == "ltr")
        folio, strip = edges(page)
        (tab,) = [i for i in page.items if isinstance(i, Box)]
        assert (folio > strip) is outer_right
        assert tab.x + tab.width == pytest.approx(page.size.width) if outer_right else tab.x == 0
        assert tab.y == pytest.approx((press.template.measures["tab-first"] + press.template.measures["tab-pitch"]) * MM)


def test_a_strip_too_long_is_told(press: Press) -> None:
    """An edition of fifteen countries."""
    strip = Foot(words(" · ".join(f"{c}{c} 11{n}" for n, c in enumerate("ABCDEFGHIJKLMNO"))))
    document, said = press.document(single("a", foot=strip))
    assert said or all(i.x > 0 and i.x + i.line.width * i.size < document.trim.width for i in document.pages[0].items if isinstance(i, TextItem))


def test_text_keeps_clear_of_the_fold(press: Press) -> None:
    margins = press.template.margins
    document, _ = press.document(single("a"), single("b"))
    lefts = [next(i.x for i in p.items if isinstance(i, TextItem)) for p in document.pages]
    assert lefts == pytest.approx([margins.inner * MM, margins.outer * MM])


def test_furniture_is_not_read_aloud(press: Press) -> None:
    document, _ = replace(press, marks=(Mark("PROOF", words("PROOF"), "hatch"),)).document(single("a", foot=FOOT, tab=1))
    assert texts(document.pages[0]) == ["a"]


# Marks


def test_every_page_bears_the_marks_of_the_edition(press: Press) -> None:
    marked = replace(press, marks=(Mark("PROOF", words("PROOF"), "hatch"), Mark("SAMPLE", words("SAMPLE"), "none")))
    document, _ = marked.document(single("a"), single("b"), NOTES, BACK)
    for page in document.pages:
        assert page.marks == {"PROOF", "SAMPLE"}
        assert headers(page) == ["PROOF", "SAMPLE"]


def test_each_mark_is_read_aloud_once(press: Press) -> None:
    marked = replace(press, marks=(Mark("PROOF", words("PROOF"), "hatch"),))
    document, _ = marked.document(single("a"), group("b", Flowed(Paragraph(words("b", state=State.MACHINE_DRAFT), "body"))), NOTES)
    read = [i.line.text for page in document.pages for i in page.items if isinstance(i, TextItem) and i.tag is not None]
    assert [text for text in read if text in ("PROOF", "DRAFT")] == ["PROOF", "DRAFT"]


@pytest.mark.parametrize("state", list(State))
def test_draft_stands_where_a_draft_is_and_nowhere_else(press: Press, state: State) -> None:
    document, _ = press.document(single("a"), group("b", Flowed(Paragraph(words("b", state=state), "body"))))
    wanted = {"DRAFT"} if state in (State.MACHINE_DRAFT, State.TRANSLATED) else set()
    assert [page.marks for page in document.pages] == [set(), wanted]
    assert headers(document.pages[1]) == sorted(wanted)


def test_a_draft_in_the_foot_or_head_counts(press: Press) -> None:
    draft = words("draft", state=State.MACHINE_DRAFT)
    document, _ = press.document(single("a", foot=Foot(draft)), single("b", head=Paragraph(draft, "head")))
    assert [page.marks for page in document.pages] == [{"DRAFT"}, {"DRAFT"}]


def test_a_mark_too_long_is_told(press: Press) -> None:
    long = Mark("PROOF", words("PROOF, not to be handed out before the numbers have all been called once more by somebody"), "hatch")
    document, said = replace(press, marks=(long,)).document(single("a"))
    printed = " ".join(headers(document.pages[0]))
    assert said or printed in (long.text.text, long.id), "told, or the word alone"


def test_fallback_text_says_its_language(press: Press) -> None:
    document, _ = press.document(group("a", Flowed(Paragraph(words("Call", state=State.FALLBACK), "body"))))
    assert texts(document.pages[0]) == ["Call [en]"]
