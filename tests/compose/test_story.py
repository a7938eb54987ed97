"""The sequence of a template, filled: what it names must be there, and what it says of itself must be true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from booklet.build import Built
from booklet.compose.block import Group, Story
from booklet.compose.context import strip
from booklet.compose.story import compose
from booklet.compose.voice import Voice
from booklet.diag import BookletError, Sink
from booklet.l10n.formats import date as day
from booklet.l10n.localise import Localiser
from booklet.l10n.localised import State
from booklet.layout.pages import texts_of
from booklet.model.provenance import DoubleEntry, How, Result, Verification
from booklet.model.selection import Selection, select
from booklet.model.template import Template
from booklet.model.values import Answer
from booklet.project import Project, check_pages

LANGUAGES = ("en", "id", "ms", "vi", "th")


def chosen(project: Project) -> Selection:
    return select(project.catalogue, project.editions["journey"], Sink())


def story(project: Project, template: Template, selection: Selection, lang: str = "en", *, reviewed: bool = False) -> tuple[Story, Sink]:
    sink = Sink()
    catalog = project.catalogs[lang]
    if reviewed:
        catalog = replace(catalog, messages={k: m._replace(state=State.REVIEWED) for k, m in catalog.messages.items()})
    voice = Voice(selection, Localiser(project.languages[lang], catalog, selection.edition.missing, sink), project.languages["en"], sink)
    return compose(voice, (), template), sink


def group(told: Story, name: str) -> Group:
    return next(g for g in told.groups if g.id == name)


def words(told: Story, name: str) -> list[str]:
    return [t.text for t in texts_of(group(told, name).body)]


# What a template names


def with_pages(template: Template, name: str, **more: object) -> Template:
    return replace(template, pages=tuple(replace(p, **more) if p.id == name else p for p in template.pages))  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["messages", "lead", "close"])
def test_a_message_that_does_not_exist_is_told(project: Project, field: str) -> None:
    """A slip of the pen in a template must not cost readers a sentence."""
    template = with_pages(project.templates["a6"], "rights", **{field: ("rights.saef",)})
    sink = Sink()
    check_pages(template, project.catalogue, sink)
    assert [d.code for d in sink.finish()] == ["unknown-id"]
    assert any("rights.safe" in hint for hint in sink.finish()[0].hints)


def test_a_title_that_does_not_exist_is_told(project: Project) -> None:
    template = with_pages(project.templates["a6"], "rights", title="title.nowhere")
    _, sink = story(project, template, chosen(project))
    assert {(d.severity, d.code) for d in sink.finish()} == {("error", "no-text")}
    assert "'title.nowhere'" in sink.finish()[0].message


@pytest.mark.parametrize("names", [("docs.lost", "docs.copy"), ("docs.lost", "docs.copy", "docs.refugee")], ids=["without it", "apart from it"])
def test_a_message_keeps_its_companion(project: Project, names: tuple[str, ...]) -> None:
    """`docs.lost` must stand with `docs.refugee`."""
    assert "docs.refugee" in project.catalogue.messages["docs.lost"].keep_with
    template = with_pages(project.templates["a6"], "papers", messages=names)
    sink = Sink()
    check_pages(template, project.catalogue, sink)
    told, _ = story(project, template, chosen(project))
    body = group(told, "papers").body
    assert sink.has_errors or ("docs.refugee" in names and all(flowed.keep_next for flowed in body[:-1]))


@pytest.mark.parametrize(("field", "name"), [("measures", "back-gap"), ("icons", "cost")])
def test_what_a_template_lacks_is_told(project: Project, field: str, name: str) -> None:
    template = project.templates["a6"]
    rest = {field: {k: v for k, v in getattr(template, field).items() if k != name}}
    with pytest.raises(BookletError) as told:
        story(project, replace(template, **rest), chosen(project))  # type: ignore[arg-type]
    assert [(d.code, f"'{name}'" in d.message) for d in told.value.diagnostics] == [("template-lacks", True)]


def test_every_message_of_the_shipped_template_exists(project: Project) -> None:
    for template in project.templates.values():
        for page in template.pages:
            assert {*page.lead, *page.messages, *page.close} <= project.catalogue.messages.keys(), page.id


# What a booklet says of itself


def tried(project: Project, on: date) -> Selection:
    """The shipped selection as if every line had been called on that day, and every number entered twice."""
    catalogue = project.catalogue
    services = {
        k: replace(
            s,
            consent=Answer.YES,
            channels=tuple(
                replace(
                    c,
                    verified=Verification(on, How.CALL, "worker", Result.ANSWERED, c.number),
                    entered_again=DoubleEntry(c.number or "", on, "worker"),
                )
                for c in s.channels
            ),
        )
        for k, s in catalogue.services.items()
    }
    return select(replace(catalogue, services=services), project.editions["journey"], Sink())


def test_a_proof_says_that_nobody_called(project: Project) -> None:
    told, _ = story(project, project.templates["a6"], chosen(project))
    assert "Not yet. This is a proof." in words(told, "about")
    assert [m.id for m in told.marks] == ["PROOF"]


def test_a_checked_edition_has_no_mark(project: Project) -> None:
    told, _ = story(project, project.templates["a6"], tried(project, project.editions["journey"].as_of))
    assert told.marks == ()
    assert "Not yet. This is a proof." not in words(told, "about")


def test_the_day_of_the_checks_is_that_of_the_oldest(project: Project) -> None:
    as_of = project.editions["journey"].as_of
    on = as_of - timedelta(days=150)
    told, _ = story(project, project.templates["a6"], tried(project, on))
    assert day(on, project.languages["en"]) in words(told, "about")


def test_drafts_say_so(project: Project) -> None:
    told, _ = story(project, project.templates["a6"], chosen(project), "th")
    assert [t for t in texts_of(group(told, "about").body) if t.message == "word:about.words.draft/text"]


def test_reviewed_words_are_not_called_drafts(project: Project) -> None:
    told, _ = story(project, project.templates["a6"], chosen(project), "th", reviewed=True)
    messages = {t.message for t in texts_of(group(told, "about").body)}
    assert "word:about.words.draft/text" not in messages and "word:about.words.reviewed/text" in messages


def test_sample_content_says_so(project: Project) -> None:
    selection = chosen(project)
    told, _ = story(project, project.templates["a6"], replace(selection, edition=replace(selection.edition, sample=True)))
    assert [m.id for m in told.marks] == ["PROOF", "SAMPLE"]


# Outside: harmless words only


TELLING = ("traffick", "victim", "shelter", "polic", "slave", "perdagangan orang", "korban", "polis", "mua bán người", "nạn nhân", "ค้ามนุษย์", "เหยื่อ", "ตำรวจ")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["cover", "numbers"])
def test_nothing_outside_gives_the_reader_away(shipped: Callable[[str], Built], lang: str, name: str) -> None:
    outside = group(shipped(lang).story, name)
    said = " ".join(t.text for t in texts_of((outside.body, outside.head))).casefold()
    assert said and not [w for w in TELLING if w in said]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_group_has_its_words_in_the_readers_language(shipped: Callable[[str], Built], lang: str) -> None:
    told = shipped(lang).story
    assert told.lang == lang
    assert not [t for g in told.groups for t in texts_of(g) if t.state is State.FALLBACK]


# The foot


def test_the_strip_names_every_emergency_number(project: Project) -> None:
    selection = chosen(project)
    voice = Voice(selection, Localiser(project.languages["en"], project.catalogs["en"], selection.edition.missing, Sink()), project.languages["en"], Sink())
    found = strip(voice)
    assert found and found.text == "TH 191 · MY 999 · SG 999 · ID 110"
    own = strip(voice, "SG")
    assert own and own.text == "999 Singapore"
