"""Booklets in more than one language, as their readers see them: facing pages, columns, halves, all languages of a border."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader
from shelf import built, with_edition, with_form

from booklet.build import Built
from booklet.diag import BookletError, Sink
from booklet.job import Job
from booklet.layout.frame import Box, Page, Stroke, TextItem
from booklet.model.form import Form, Sharing, tags_in
from booklet.patient import lay_out_patiently
from booklet.preflight import preflight
from booklet.press import languages_of
from booklet.project import Project
from booklet.translator_sheet.pages import printed_pages
from booklet.units import MM

TWO = ("th+en", "km+en", "ar+en", "ur+en")


@pytest.fixture(scope="module")
def pair(project: Project):  # type: ignore[no-untyped-def]
    """A booklet of the bilingual edition, by form and locale."""
    shelf = with_edition(project, "bilingual")
    return cache(lambda form, locale: built(shelf, "bilingual", form, locale))


@pytest.fixture(scope="module")
def border(project: Project) -> Built:
    return built(with_edition(project, "border"), "border", "a6", "mul")


def messages(page: Page) -> list[str]:
    """Ids of the messages on a page, in order, but for the bands of marks and what it says of its own translation."""
    found = (i.tag.message for i in page.items if i.tag and i.tag.message)
    return list(dict.fromkeys(m for m in found if not m.startswith(("word:mark.", "word:about.words."))))


def seen(one: Built) -> list[str]:
    """The text of each page of the file for the screen, as a program that has nothing of ours extracts it."""
    file = pypdfium2.PdfDocument(one.screen)
    return ["".join(page.get_textpage().get_text_range().split()) for page in file]


@pytest.mark.parametrize("locale", TWO)
def test_facing_pages_say_the_same(pair, locale: str) -> None:  # type: ignore[no-untyped-def]
    one = pair("facing", locale)
    reader, companion = locale.split("+")
    pages = one.document.pages
    assert len(pages) % 4 == 0
    assert [pages[0].lang, pages[-1].lang] == [reader, reader], "the covers speak to the reader"
    for left, right in zip(pages[1:-1:2], pages[2:-1:2], strict=True):
        assert (left.lang, right.lang) == (reader, companion)
        theirs = [m for m in messages(right) if m not in messages(left)]
        assert not theirs, f"pages {left.number} and {right.number}"
        assert [m for m in messages(left) if m in messages(right)] == messages(right)


@pytest.mark.parametrize("locale", TWO)
def test_rows_of_facing_pages_begin_at_one_height(pair, locale: str) -> None:  # type: ignore[no-untyped-def]
    """So that two fingers meet on one line."""
    pages = pair("facing", locale).document.pages
    lists = ("message:alone.men_too/text", "message:rights.doctor/text", "message:help.talk/text", "message:docs.lost/text")

    def between(page: Page) -> list[float]:
        """The heights of the lines between rows."""
        rules = [i for i in page.items if isinstance(i, Stroke) and i.y1 == i.y2 and i.x2 - i.x1 > 200]
        thin = min(r.stroke for r in rules)
        return [round(r.y1, 2) for r in rules if r.stroke == thin]

    spreads = [(a, b) for a, b in zip(pages[1:-1:2], pages[2:-1:2], strict=True) if not {*lists}.isdisjoint(messages(a))]
    assert len(spreads) == len(lists)
    for left, right in spreads:
        assert len(between(left)) > 1 and between(left) == between(right), left.number


def test_each_of_facing_pages_runs_its_own_way_in_one_binding(pair) -> None:  # type: ignore[no-untyped-def]
    document = pair("facing", "ar+en").document
    assert document.binding == "right"
    assert {(p.lang, p.direction) for p in document.pages} == {("ar", "rtl"), ("en", "ltr")}
    for page in document.pages:
        for tab in (i for i in page.items if isinstance(i, Box)):
            assert (tab.x > 1) == (page.number % 2 == 0), "bound right: pages 2, 4, 6 have their fore-edge at the right"


@pytest.mark.parametrize("locale", ["th+en", "ar+en"])
def test_contents_of_facing_pages_lead_to_pages_of_their_own_language(pair, locale: str) -> None:  # type: ignore[no-untyped-def]
    one = pair("facing", locale)
    contents = [p for p in one.document.pages if any(link.page for link in p.links)][:2]
    assert [p.lang for p in contents] == locale.split("+")
    for page in contents:
        for link in page.links:
            assert link.page and one.document.pages[link.page - 1].lang == page.lang
            numbers = {i.line.text for i in page.items if isinstance(i, TextItem)}
            assert str(link.page) in numbers, "what is printed is where a tap goes"


def test_the_companion_names_the_readers_language(pair) -> None:  # type: ignore[no-untyped-def]
    (said,) = [text for text in seen(pair("facing", "km+en")) if "Mylanguage" in text]
    assert "Mylanguage:Khmer" in said


@pytest.mark.parametrize("locale", TWO)
def test_columns_hold_both_languages_and_numbers_once(pair, locale: str) -> None:  # type: ignore[no-untyped-def]
    one = pair("columns", locale)
    (story,) = one.stories
    danger = next(p for p in one.document.pages if "word:say.first/text" in messages(p))
    lines = [i for i in danger.items if isinstance(i, TextItem) and i.tag]
    by_message: dict[str, list[TextItem]] = {}
    for item in lines:
        if item.tag and item.tag.message:
            by_message.setdefault(item.tag.message, []).append(item)
    first = by_message["word:say.first/text"]
    assert len({i.tag for i in first}) == 2, "once in each language"
    a, b = (min((i for i in first if i.tag is tag), key=lambda i: i.y) for tag in dict.fromkeys(i.tag for i in first))
    assert abs(a.y - b.y) < 2 * MM, "side by side, level"
    assert (a.x > b.x) == (story.direction == "rtl"), "the reader's column comes first in the reader's direction"
    assert [i.line.text for i in lines].count("191") == 1, "numbers stand once"
    langs = {i.tag.lang for i in lines if i.tag}
    assert langs == {None, "en"}, "what is not the booklet's language says so"


@pytest.mark.parametrize("locale", TWO)
def test_halves_meet_in_the_middle(pair, locale: str) -> None:  # type: ignore[no-untyped-def]
    document = pair("halves", locale).document
    reader, companion = locale.split("+")
    langs = [p.lang for p in document.pages]
    change = langs.index(companion)
    assert langs == [reader] * change + [companion] * (len(langs) - change) and len(langs) % 4 == 0
    assert [p.folio for p in document.pages] == [*range(1, change + 1), *range(1, len(langs) - change + 1)]
    assert document.order == (*range(1, change + 1), *range(len(langs), change, -1)), "bound from two covers"
    same_way = {p.direction for p in document.pages} == {"ltr"}
    assert document.turned == (frozenset(range(change + 1, len(langs) + 1)) if same_way else frozenset())


@pytest.mark.parametrize(("form", "locale"), [("facing", "ur+en"), ("columns", "th+en"), ("halves", "th+en"), ("halves", "ar+en")])
def test_finished_files_prove_right(pair, form: str, locale: str) -> None:  # type: ignore[no-untyped-def]
    """Every text, mark, code and page, and the sheets folded: second halves from the other cover."""
    sink = Sink()
    preflight(pair(form, locale), sink)
    assert not [d for d in sink.finish() if d.severity == "error"]


def test_page_labels_and_languages_of_the_structure(pair) -> None:  # type: ignore[no-untyped-def]
    file = PdfReader(BytesIO(pair("halves", "ar+en").screen))
    half = [p.lang for p in pair("halves", "ar+en").document.pages].index("en")
    assert file.page_labels[0] == "1" and file.page_labels[half] == "1", "each half counts its own pages"
    top = file.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    parts = [kid.get_object() for kid in top["/K"]]
    assert [str(p["/S"]) for p in parts] == ["/Part", "/Part"]
    assert [p.get("/Lang") for p in parts] == [None, "en"] and top.get("/Lang") == "ar"


def test_the_border_edition_gives_each_language_a_spread(border: Built) -> None:
    document = border.document
    assert document.binding == "left" and len(document.pages) == 32
    languages = list(dict.fromkeys(p.lang for p in document.pages[1:27]))
    assert languages == ["en", "id", "ms", "vi", "th", "lo", "km", "my", "ar", "ur", "bn", "ta", "zh-Hans"]
    for n, tag in enumerate(languages):
        left, right = document.pages[2 * n + 1 : 2 * n + 3]
        assert left.lang == right.lang == tag and left.number % 2 == 0
        danger, numbers = (right, left) if left.direction == "rtl" else (left, right)
        assert "word:say.first/text" in messages(danger), f"{tag}: the page looked at first"
        assert "message:phrase.need_interpreter/text" in messages(numbers)


def test_the_index_stands_at_the_height_of_the_thumb_marks(border: Built) -> None:
    cover, *pages = border.document.pages
    names = {one.title.lang: one for one in border.stories[1:]}
    rows = {str(i.line.text): i for i in cover.items if isinstance(i, TextItem) and i.tag}
    tabs = {p.lang: [i for i in p.items if isinstance(i, Box)] for p in pages[:26]}
    heights = []
    for tag in names:
        (tab,) = tabs[tag]
        heights.append(tab.y)
        autonym = next(g.within[1].text for s in border.stories if s.lang == tag for g in s.groups if g.within)
        row = rows[autonym]
        assert tab.y <= row.y <= tab.y + tab.height + 1 * MM, f"'{autonym}' is level with its tab"
    assert heights == sorted(heights) and len(set(heights)) == 13, "one place on the fore-edge for each"


def test_the_index_leads_to_the_languages(border: Built) -> None:
    cover = border.document.pages[0]
    assert [link.page for link in cover.links] == list(range(2, 28, 2))
    text = seen(border)[0]
    for name in ("English", "ไทย", "العربية", "简体中文"):
        assert name in text or name[::-1] in text
    titles = [b.title for b in border.document.bookmarks if b.level == 0]
    assert {"English", "ไทย", "မြန်မာ"} <= {*titles}


def test_the_border_edition_proves_right(border: Built) -> None:
    sink = Sink()
    preflight(border, sink)
    assert not [d for d in sink.finish() if d.severity == "error"]


def test_a_form_of_two_languages_in_one_language_alone(project: Project) -> None:
    """As translators see it."""
    shelf = with_edition(project, "bilingual")
    one = built(shelf, "bilingual", "facing", "th")
    assert {p.lang for p in one.document.pages} == {"th"} and len(one.stories) == 1


def test_jobs_of_forms() -> None:
    languages = ("en", "th", "ar")
    assert Form("a6").locales(languages) == languages
    assert Form("a6", Sharing.FACING, "en").locales(languages) == ("th+en", "ar+en")
    assert Form("a6", Sharing.ALL, "en").locales(languages) == ("mul",)
    assert tags_in("th+en", languages) == ("th", "en") and tags_in("mul", languages) == languages


def test_languages_of_a_job(project: Project) -> None:
    shelf = with_edition(project, "border")
    assert languages_of(Job("border", "a6", "mul"), shelf.editions["border"])[:3] == ("en", "en", "id")


def test_a_missing_translation_of_the_companion_stops_the_booklet(project: Project) -> None:
    shelf = with_form(project, Form("a6", Sharing.FACING, "th"), languages=("vi", "th"))
    bare = replace(shelf, catalogs={**shelf.catalogs, "th": replace(shelf.catalogs["th"], messages={})})
    with pytest.raises(BookletError) as caught:
        built(bare, "journey", "x", "vi+th")
    assert {d.code for d in caught.value.diagnostics} == {"missing-translation"}
    assert all("'th'" in d.message for d in caught.value.diagnostics)


def test_translators_see_one_language_of_a_shared_form(project: Project) -> None:
    """Its pages, and on which pages of the finished booklets its texts stand."""
    shelf = with_edition(with_edition(project, "bilingual"), "border")
    for edition, form in (("bilingual", "facing"), ("border", "a6")):
        said = Sink()
        volume = lay_out_patiently(Job(edition, form, "my" if edition == "border" else "ar"), shelf, said)
        assert len(volume.stories) == 1 and not said.has_errors
    found = printed_pages(replace(shelf, editions={name: shelf.editions[name] for name in ("bilingual", "border")}), "th")
    assert not found.without
    pages = dict(part.split(": ") for part in found.pages["message:phrase.need_interpreter/text"].split("; "))
    assert pages["border a6"] == "11", "the right page of the fifth spread"
    assert {"bilingual facing", "bilingual columns", "bilingual halves", "bilingual parallel"} <= pages.keys()
