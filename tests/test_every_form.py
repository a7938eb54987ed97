"""Every format that is shipped, from its finished file: what a reader must find on it, how large, and where ink may be."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader
from pypdf.generic import ContentStream
from structure import faults

from booklet.build import Built, build
from booklet.compose.block import Group
from booklet.diag import Sink, Span
from booklet.job import Job
from booklet.layout.frame import Modules, TextItem
from booklet.layout.pages import texts_of
from booklet.model.catalogue import Site, SiteKind
from booklet.model.intake import Alert
from booklet.model.values import Answer, LocalName, Text
from booklet.preflight.aloud import read_aloud
from booklet.project import Project, read_project
from booklet.units import MM
from booklet.world.files import DiskWorld, MemoryWorld, shipped_root
from booklet.world.layers import Layer, LayeredWorld

SHIPPED = {
    "a5-large": ((148.5, 210), None), "a7": ((74.25, 105), None), "b7": ((88, 125), None), "card-z": ((54, 85.6), 8),
    "dl": ((99, 210), 6), "poster-a3": ((297, 420), 1), "poster-a4": ((210, 297), 1), "show": ((105, 148.5), 8), "zine8": ((74.25, 105), 8),
}  # fmt: skip
"""Trim, millimetres, and the number of pages where the folding allows only one."""
LANGUAGES = ("en", "ar", "my")
LOOKS = ("wayfinding", "ledger", "harbour")
LEAST_X, LEAST_DIGITS, LEAST_MODULE = 2.0, 5.6, 0.5
"""Millimetres: of messages; of the emergency number; of a QR code's module."""
EDGE = 5.0
"""Nothing that is read stands nearer to the cut, millimetres."""
PARTS = """\
id: parts
extends: a6
pages:
  - {id: first, kind: message, lead: [alone.not_alone], messages: [alone.you_decide], listed: no}
  - {id: contents}
  - {id: needs, kind: needs, title: title.needs, icon: search}
  - {id: languages, kind: languages, title: title.languages, icon: language}
  - {id: directions, kind: directions, title: title.directions, icon: map-2}
  - {id: services, cards: compact}
  - {id: notes}
  - {id: numbers}
"""


def opened(edition: str = "", **templates: str) -> Project:
    """The shipped project with the edition `pocket`, and more templates, each a form of it."""
    forms = ", ".join(f"{name}: {name}" for name in templates)
    own = {
        "booklet.yaml": "extends: booklet\neditions: [pocket]\n",
        "content/editions/pocket.yaml": f"id: pocket\n{edition}" + (f"forms: {{{forms}}}\n" if forms else ""),
        **{f"content/templates/{name}.yaml": text for name, text in templates.items()},
    }
    layers = (Layer(MemoryWorld({path: text.encode() for path, text in own.items()}), ""), Layer(DiskWorld(shipped_root()), "booklet:"))
    sink = Sink()
    found = read_project(LayeredWorld(shipped_root(), layers), sink)
    sink.stop_on_errors()
    return found


@pytest.fixture(scope="module")
def pocket() -> Project:
    worn = {f"look-{look}": f"id: look-{look}\nextends: a6\nlook: {look}\npages_min: 4\npages: [{{id: danger}}, {{id: calling}}, {{id: services}}, {{id: notes}}, {{id: numbers}}]\n" for look in LOOKS}
    return opened(parts=PARTS, **worn)


@pytest.fixture(scope="module")
def made(pocket: Project) -> Callable[[str, str], Built]:
    return cache(lambda form, lang: build(Job("pocket", form, lang), pocket))


def read(pdf: bytes) -> list[str]:
    """The text of every page, as a viewer copies it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    document.close()
    return pages


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u200e\u200f\u061c]", "", text)


def in_each(test: Callable[..., None]) -> Any:
    return pytest.mark.parametrize("lang", LANGUAGES)(pytest.mark.parametrize("form", SHIPPED)(test))


@in_each
def test_a_format_has_its_size_and_folds(made: Callable[[str, str], Built], form: str, lang: str) -> None:
    trim, pages = SHIPPED[form]
    built = made(form, lang)
    reader = PdfReader(BytesIO(built.screen))
    assert {tuple(round(float(side) / MM, 1) for side in page.trimbox[2:]) for page in reader.pages} == {tuple(round(side, 1) for side in trim)}
    assert len(reader.pages) == (pages or len(reader.pages))
    assert len(reader.pages) % (4 if pages is None else 1) == 0


@in_each
def test_the_emergency_number_and_all_others_are_on_it(made: Callable[[str, str], Built], form: str, lang: str) -> None:
    """Large, on a page of its own or the only one, and the others where they can be found."""
    built = made(form, lang)
    text = squeezed("".join(read(built.screen)))
    for number in ("191", "1300", "1387", "1694", "1155"):
        assert number in text, number
    heights = [i.size * i.line.runs[0].face.digit_height / MM for p in built.document.pages for i in p.items if isinstance(i, TextItem) and i.line.text == "191"]
    assert max(heights) >= LEAST_DIGITS


@in_each
def test_nothing_that_is_read_is_small_or_near_the_cut(made: Callable[[str, str], Built], pocket: Project, form: str, lang: str) -> None:
    k = {tag: pocket.fonts.metrics(tag).k for tag in (*LANGUAGES, "th")}
    for page in made(form, lang).document.pages:
        for item in page.items:
            if isinstance(item, TextItem):
                left, right = item.x / MM, (page.size.width - item.x - item.line.width * item.size) / MM
                assert min(left, right) >= EDGE - 0.05, item.line.text
                assert EDGE - 0.5 <= item.y / MM <= page.size.height / MM - EDGE + 0.3, item.line.text
            if isinstance(item, TextItem) and item.tag and (item.tag.message or "").startswith("message:") and "cover" not in (item.tag.message or ""):
                assert item.size * k[item.tag.lang or lang] / MM >= LEAST_X - 0.01, item.line.text


@pytest.mark.parametrize("form", ["a5-large", "poster-a4", "poster-a3"])
def test_codes_can_be_scanned(made: Callable[[str, str], Built], form: str) -> None:
    """From the file, as a camera sees it."""
    built = made(form, "my")
    modules = [i for p in built.document.pages for i in p.items if isinstance(i, Modules)]
    assert min(m.module for m in modules) >= LEAST_MODULE * MM
    document = pypdfium2.PdfDocument(built.screen)
    seen = {code.text for n in range(len(document)) for code in zxingcpp.read_barcodes(document[n].render(scale=150 / 72, grayscale=True).to_pil())}
    document.close()
    assert seen == {m.symbol.payload for m in modules} >= {"tel:1300", "tel:1387"}


@in_each
def test_it_is_read_aloud_in_elements_that_stand_where_they_belong(made: Callable[[str, str], Built], form: str, lang: str) -> None:
    top = read_aloud(made(form, lang).screen, form, Sink())
    assert top
    assert faults(top) == []
    assert next(e for _, e in top.walk() if e.text).text.startswith("PROOF")


def test_large_print_is_large(pocket: Project) -> None:
    """18 points of a sans serif have an x-height of 3.3 mm."""
    assert pocket.templates["a5-large"].step("body").x >= 3.3


def test_a_poster_says_who_is_told_beside_each_service(made: Callable[[str, str], Built]) -> None:
    (text,) = read(made("poster-a4", "en").screen)
    assert text.count("Ask who is told.") == 2
    assert "Ask if they tell the police." in " ".join(text.split())


# Looks


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_changes_neither_words_nor_sizes(made: Callable[[str, str], Built], look: str) -> None:
    worn, plain = made(f"look-{look}", "en"), made("look-wayfinding", "en")

    def said(built: Built) -> list[str]:
        return sorted(squeezed("".join(read(built.screen))))

    steps = {round(i.size, 2) for p in worn.document.pages for i in p.items if isinstance(i, TextItem)}
    assert steps <= {round(i.size, 2) for p in plain.document.pages for i in p.items if isinstance(i, TextItem)} | {round(5.6 * MM / 0.714, 2)}
    assert said(worn) == said(plain)
    assert worn.screen == plain.screen if look == "wayfinding" else worn.screen != plain.screen


def test_text_and_codes_are_black_whatever_the_accent(made: Callable[[str, str], Built], pocket: Project) -> None:
    """The operators of the finished file, in order: a colour is only ever used to draw."""
    accent = pocket.templates["look-harbour"].colours.accent
    assert accent
    reader = PdfReader(BytesIO(made("look-harbour", "en").screen))
    used: set[tuple[float, ...]] = set()
    for page in reader.pages:
        fill: list[tuple[float, ...]] = [(0.0,)]
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            match operator:
                case b"q":
                    fill.append(fill[-1])
                case b"Q":
                    fill.pop()
                case b"g" | b"rg":
                    fill[-1] = tuple(float(v) for v in operands)
                case b"RG":
                    used.add(tuple(round(float(v), 3) for v in operands))
                case b"Tj" | b"TJ":
                    assert fill[-1] == (0.0,)
    assert used == {tuple(round(v, 3) for v in (accent.red, accent.green, accent.blue))}
    assert accent.contrast >= 7


@pytest.mark.parametrize(
    ("said", "code", "hint"),
    [
        ("colours: {accent: blue}", "wrong-colour", "six digits"),
        ('colours: {accent: "#12345"}', "wrong-colour", "six digits"),
        ('colours: {accent: "#5599cc"}', "pale-colour", "darker"),
        ("style: {head: boxed}", "unknown-value", "box"),
        ("style: {heads: box}", "unknown-key", "head"),
        ("cover: train", "unknown-value", "travel"),
    ],
)
def test_a_look_that_cannot_be_is_told_at_its_line(said: str, code: str, hint: str) -> None:
    sink = Sink()
    with pytest.raises(Exception, match=code) as raised:
        opened(mine=f"id: mine\nextends: a6\n{said}\n")
    found = next(d for d in raised.value.diagnostics if d.code == code)  # type: ignore[attr-defined]
    assert found.span.line == 3
    assert any(hint in h for h in (*found.hints, found.message))
    assert not sink.finish()


# Covers


@pytest.mark.parametrize("cover", ["travel", "calendar", "recipes", "plain"])
@pytest.mark.parametrize("lang", ["en", "th", "ar"])
def test_a_cover_gives_nothing_away(cover: str, lang: str) -> None:
    """All that is on it: a harmless title, that it is free, the language's name; dates on a calendar."""
    project = opened(f"cover: {cover}\n", c="id: c\nextends: a6\npages_min: 4\npages: [{id: cover}, {id: notes}, {id: numbers}]\n")
    built = build(Job("pocket", "c", lang), project)
    texts = texts_of(built.story.groups[0].body)
    assert {t.message for t in texts if t.message} <= {
        "message:cover.title.discreet/text", "message:cover.free/text", "word:cover.title.calendar/text", "word:cover.title.recipes/text"
    }  # fmt: skip
    others = [t.text for t in texts if not t.message]
    assert all(len(text) < 20 for text in others)


def test_a_calendar_is_true() -> None:
    """Each day stands in the column of its weekday, read from the finished page; the week begins as in Thailand."""
    project = opened("cover: calendar\n", c="id: c\nextends: a6\npages_min: 4\npages: [{id: cover}, {id: notes}, {id: numbers}]\n")
    document = pypdfium2.PdfDocument(build(Job("pocket", "c", "en"), project).screen)
    page = document[0].get_textpage()
    words = [(page.get_text_bounded(*page.get_rect(n)), page.get_rect(n)) for n in range(page.count_rects(0, -1))]
    found: dict[tuple[int, int], list[tuple[float, str]]] = {}
    chars = [(page.get_text_range(n, 1), page.get_charbox(n)) for n in range(page.count_chars())]
    margin, width, gutter = 10 * MM, 86 * MM, 4.2 * MM
    cell = (width - 2 * gutter) / 3
    tops = sorted({round(box[1]) for char, box in chars if char == "J"}, reverse=True)
    assert words
    assert len(tops) >= 3  # January, June and July, with others of their rows
    names = [n for n in calendar.month_name if n]
    text = page.get_text_range()
    assert [n for n in names if n in text] == names
    for month in range(1, 13):
        column, row = (month - 1) % 3, (month - 1) // 3
        left = margin + column * (cell + gutter)
        band = [c for c in chars if left - 1 <= c[1][0] < left + cell + 1]
        starts = [box[3] for char, box in band if char == names[month - 1][0] and _spells(chars, char, box, names[month - 1])]
        assert len(starts) == 1, month
        days = sorted((c for c in band if starts[0] - 26 * MM < c[1][3] < starts[0] - 2 * MM and c[0].isdigit()), key=lambda c: (-round(c[1][1]), c[1][0]))
        found[row, column] = [(box[2], char) for char, box in days]
        first = next(box for char, box in days if char == "1")
        wanted = (date(2027, month, 1).weekday() + 1) % 7
        assert round((first[2] - left) / (cell / 7)) - 1 == wanted, month
        assert len(days) == sum(len(str(n)) for n in range(1, calendar.monthrange(2027, month)[1] + 1)), month
    document.close()


def _spells(chars: list[tuple[str, Any]], char: str, box: Any, name: str) -> bool:
    at = chars.index((char, box))
    return "".join(c for c, _ in chars[at : at + len(name)]) == name


# Components


def test_indexes_name_the_pages_where_the_cards_stand(made: Callable[[str, str], Built], pocket: Project) -> None:
    built = made("parts", "en")
    pages = [" ".join(text.split()) for text in read(built.screen)]
    bookmarks = {b.title: b.page for b in built.document.bookmarks}
    index = pages[bookmarks["Who helps with what"] - 1] + pages[bookmarks["Languages they speak"] - 1]
    entries = re.findall(r"(\d{3,4}) (\d{1,2})\b", index)
    assert {number for number, _ in entries} >= {"1300", "1387", "1694", "1155"}
    names = {"1300": "Social help line", "1387": "Childline Thailand", "1694": "Employment Department", "1155": "Tourist Police"}
    for number, page in entries:
        if number in names:
            assert names[number] in pages[int(page) - 1], (number, page)


def test_the_index_of_languages_begins_with_the_readers(made: Callable[[str, str], Built]) -> None:
    group = next(g for g in made("parts", "my").story.groups if g.id == "languages")
    assert texts_of(group.body)[0].text == "မြန်မာ"


def test_a_page_with_nothing_to_say_is_left_out_and_not_named(made: Callable[[str, str], Built]) -> None:
    """No service of the edition has an office that is open to all."""
    built = made("parts", "en")
    assert not any(g.id == "directions" for g in built.story.groups)
    assert "How to get there" not in " ".join("".join(read(built.screen)).split())


def test_directions_lead_to_an_office_without_a_map(pocket: Project) -> None:
    def text(name: str, words: str) -> Text:
        return Text(words, f"service:th-1300/sites/office/{name}", Span("", 0, 0))

    address = LocalName("255 ถนนราชวิถี", "th")
    site = Site("office", SiteKind.OFFICE, Answer.YES, address, landmark=text("landmark", "Opposite the clock tower."), transportation=text("transportation", "Bus 8 stops at the gate."))
    service = replace(pocket.catalogue.services["th-1300"], sites=(site,))
    there = replace(pocket, catalogue=replace(pocket.catalogue, services={**pocket.catalogue.services, "th-1300": service}))
    built = build(Job("pocket", "parts", "en"), there)
    (page,) = (b.page for b in built.document.bookmarks if b.title == "How to get there")
    text_there = " ".join(read(built.screen)[page - 1].split())
    places = [text_there.find(words) for words in ("Social help line", "255 ถนนราชวิถี", "Opposite the clock tower.", "Bus 8 stops at the gate.")]
    assert places == sorted(places)
    assert places[0] >= 0


def test_no_more_services_than_asked_for() -> None:
    project = opened(few="id: few\nextends: a6\npages_min: 4\npages: [{id: services, most: 2}, {id: notes}, {id: numbers, most: 3, back: no}]\n")
    built = build(Job("pocket", "few", "en"), project)
    groups: dict[str, Group] = {g.id: g for g in built.story.groups}
    assert len(groups["services-TH"].body) == 2
    assert not groups["numbers"].back
    text = squeezed("".join(read(built.screen)))
    assert "1300" in text
    assert "1155" not in text


def test_phrases_to_show_stand_alone(made: Callable[[str, str], Built]) -> None:
    """One to a page: the reader's words as large as the helper's."""
    built = made("show", "en")
    pages = [g for g in built.story.groups if g.id.startswith("phrases")]
    assert len(pages) == 5
    items = [i for i in built.document.pages[1].items if isinstance(i, TextItem) and i.tag and i.tag.message == "message:phrase.need_help/text"]
    assert {i.line.text[:6] for i in items} >= {"I need"}
    fonts = {round(i.size * (0.536 if i.line.text.isascii() else 0.54), 1) for i in items}
    assert len(fonts) == 1


@pytest.mark.parametrize("form", ["a6", "a7", "dl"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_stand_on_a_grid(made: Callable[[str, str], Built], pocket: Project, form: str, lang: str) -> None:
    """Lines of one size are a multiple of a quarter of the unit apart, whatever stands between them: so they meet those of the
    facing page."""
    built = made("parts" if form == "a6" else form, lang)
    quarter = pocket.templates["a7"].unit / 4 * MM
    apart: dict[tuple[float, bool], set[float]] = {}
    for page in built.document.pages:
        for item in page.items:
            if isinstance(item, TextItem) and item.tag and (item.tag.message or "").startswith("message:"):
                apart.setdefault((round(item.size, 3), item.line.text.isascii()), set()).add(item.y)
    for baselines in apart.values():
        for y in baselines:
            steps = (y - min(baselines)) / quarter
            assert abs(steps - round(steps)) < 0.02


@pytest.mark.parametrize("cards", ["compact", "short"])
def test_no_card_leaves_out_what_changes_everything(pocket: Project, cards: str) -> None:
    """Whom it does not take, what to ask a switchboard for, a change of the day, who is told."""
    service = pocket.catalogue.services["th-1300"]
    more = replace(
        service, summary=replace(service.summary, source=service.summary.source * 9),
        ask_for=Text("the night desk", "service:th-1300/ask_for", Span("", 0, 0)),
        alerts=(Alert("holiday", Text("Closed on 25 November.", "service:th-1300/alerts", Span("", 0, 0)), date(2027, 1, 1), date(2026, 11, 1)),),
    )  # fmt: skip
    few = opened(few=f"id: few\nextends: a7\npages_min: 4\npages: [{{id: services, cards: {cards}}}, {{id: notes}}, {{id: numbers}}]\n")
    there = replace(few, catalogue=replace(few.catalogue, services={**few.catalogue.services, "th-1300": more}))
    text = " ".join(" ".join(read(build(Job("pocket", "few", "en"), there).screen)).split())
    assert "the night desk" in text
    assert "Closed on 25 November." in text
    assert "Ask who is told." in text


@pytest.mark.parametrize("form", ["a7", "b7", "card-z", "dl", "zine8"])
def test_a_number_is_read_after_its_label_from_right_to_left_too(made: Callable[[str, str], Built], form: str) -> None:
    """Beside large digits, copying must not give a number to the line above or below."""
    page = squeezed(read(made(form, "ar").screen)[-1])
    found = [page.find(squeezed(words)) for words in ("عاجل", "191", "اجتماعي", "1300", "أقل من 18", "1387", "عمل", "1694", "سياحة", "1155")]
    assert found == sorted(found)
    assert found[0] >= 0
