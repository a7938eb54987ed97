"""What a card says of whom a service takes: what is unknown is asked, what nobody recorded is not said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from booklet.compose.block import Block
from booklet.compose.card import card, payload, tel
from booklet.compose.intake import intake
from booklet.compose.story import compose
from booklet.compose.voice import Voice
from booklet.diag import Sink, Span
from booklet.l10n.localise import Localiser
from booklet.layout.pages import texts_of
from booklet.model.catalogue import (
    Alert,
    ChannelKind,
    DialFrom,
    Eligibility,
    Hours,
    LanguageHours,
    Languages,
    LocalName,
    Site,
    SiteKind,
)
from booklet.model.fit import Cards
from booklet.model.hours import Interval, OpenKind
from booklet.model.intake import Asker, Cost, Document, RequiredDocuments, Sex, Standing, Step, Work
from booklet.model.public import PublicPlace
from booklet.model.read import read_catalogue
from booklet.model.selection import PublicChannel, PublicReferral, PublicService, select
from booklet.model.values import Answer, Text, Weekday
from booklet.project import Project
from booklet.world.files import DiskWorld, shipped_root

MEANINGS = ("alert", "area", "name", "takes", "does_not", "asker", "papers", "help_cost", "shelter", "steps", "next", "place", "other")
"""What `intake` yields, beside each its pictogram."""


@pytest.fixture(scope="module")
def voice(project: Project) -> Voice:
    edition, sink = project.editions["journey"], Sink()
    selection = select(project.catalogue, edition, sink)
    return Voice(selection, Localiser(project.languages["en"], project.catalogs["en"], edition.missing, sink), project.languages["en"], sink)


@pytest.fixture
def plain(voice: Voice) -> PublicService:
    return voice.selection.services["SG"][0]


def text(words: str) -> Text:
    return Text(words, f"service:x/{words}", Span("x.yaml", 1, 1))


def said(service: PublicService, voice: Voice) -> list[str]:
    found = [line.text for _, lines in intake(service, voice) for line in lines]
    assert not voice.sink.finish()
    return found


def test_what_nobody_recorded_is_not_said(voice: Voice) -> None:
    for group in voice.selection.services.values():
        for service in group:
            assert not said(service, voice), service.id


def test_whom_it_takes_is_asked_where_it_is_unknown(plain: PublicService, voice: Voice) -> None:
    asked = ["Ask if they help men.", "Ask if they help children.", "Ask if an office must first call you a victim."]
    assert said(replace(plain, eligibility=Eligibility()), voice) == asked


def test_whom_it_takes(plain: PublicService, voice: Voice) -> None:
    one = Eligibility(
        18, 60, (Sex.FEMALE,), ("MM",), (Standing.WITHOUT_PAPERS,), (Work.DOMESTIC,), Answer.NO, Answer.NO, Answer.NO, text("Who was in a fight."),
    )  # fmt: skip
    assert said(replace(plain, eligibility=one), voice) == [
        "Who was in a fight.", "From 18 to 60 years.", "For women and girls.", "No office has to call you a victim first.",
        "For people from Myanmar (Burma).", "Also for people without papers.", "For domestic workers.",
    ]  # fmt: skip
    assert "Up to 17 years." in said(replace(plain, eligibility=Eligibility(maximum_age=17)), voice)
    assert "From 0 years on." in said(replace(plain, eligibility=Eligibility(minimum_age=0)), voice)


@pytest.mark.parametrize(("needed", "sentence"), [("no", "You need no papers."), ("ask", "Ask which papers you need."), ("unknown", "Ask which papers you need.")])
def test_papers(plain: PublicService, voice: Voice, needed: str, sentence: str) -> None:
    assert said(replace(plain, required_documents=(RequiredDocuments(needed=Answer(needed)),)), voice) == [sentence]


def test_papers_to_bring(plain: PublicService, voice: Voice) -> None:
    group = RequiredDocuments(needed=Answer.YES, documents=(Document("passport", text("a passport")), Document("photo", text("a photo"))))
    assert said(replace(plain, required_documents=(group,)), voice) == ["Bring: a passport", "Bring: a photo"]


@pytest.mark.parametrize(
    ("cost", "sentences"),
    [
        (Cost(Answer.YES), ["The help is free."]), (Cost(), ["Ask what the help costs."]), (Cost(Answer.NO), ["The help costs money."]),
        (Cost(Answer.NO, "12.50", "THB", text("The office pays half.")), ["The help costs 12.50 THB.", "The office pays half."]),
    ],
)  # fmt: skip
def test_what_the_help_costs(plain: PublicService, voice: Voice, cost: Cost, sentences: list[str]) -> None:
    assert said(replace(plain, cost=cost), voice) == sentences


def test_the_way_to_help_in_order(plain: PublicService, voice: Voice) -> None:
    service = replace(
        plain, alerts=(text("Closed on Monday."),), former_names=("Old Office",), does_not=text("give money"), who_may_ask=(Asker.SELF, Asker.FAMILY),
        has_shelter=Answer.UNKNOWN, steps=(Step("call", text("Call.")), Step("meet", text("Meet."))), what_next=text("They call back."),
        sites=(Site("main", SiteKind.OFFICE, Answer.YES, LocalName("1 Example Road", "en"), landmark=text("Beside the bank."), hours=Hours()),),
        passes_to=(PublicReferral(text("Police"), text("if you agree")),), see_also=(PublicReferral(text("Embassy"), None),),
    )  # fmt: skip
    assert said(service, voice) == [
        "Closed on Monday.", "Name before: Old Office", "They do not: give money", "You can ask for yourself.", "Your family can ask for you.",
        "Ask for a safe place to stay.", "Call.", "Meet.", "They call back.", "1 Example Road", "Beside the bank.", "Ask the hours.",
        "Can pass you on to Police.", "if you agree", "See also: Embassy",
    ]  # fmt: skip


def test_where_it_helps_people(project: Project, plain: PublicService, voice: Voice) -> None:
    places = [project.catalogue.places[name] for name in ("th-57", "th-63", "mm")]
    service = replace(plain, areas=tuple(PublicPlace(p.id, p.name, p.kind, p.local_name) for p in places))
    assert said(service, voice) == ["Helps people in Chiang Rai, Tak, and Myanmar (Burma)."]
    edition, sink = project.editions["journey"], Sink()
    thai = Voice(voice.selection, Localiser(project.languages["th"], project.catalogs["th"], edition.missing, sink), project.languages["en"], sink)
    ((_, (line,)),) = intake(service, thai)
    assert "เชียงราย" in line.text and "ตาก" in line.text and "เมียนมา" in line.text, "names in the reader's language"
    assert line.is_draft and not sink.finish()


def test_every_fact_of_a_card_has_its_picture(project: Project) -> None:
    """One meaning, one picture: a fact beside a blank is not found again."""
    for template in (t for t in project.templates.values() if t.icons):
        pictures = [template.icons[meaning] for meaning in MEANINGS]
        assert len(set(pictures)) == len(MEANINGS) and set(pictures) <= project.icons.keys()


def test_the_card_says_it_all(project: Project, plain: PublicService, voice: Voice) -> None:
    channel = replace(
        plain.channels[0], extension="2", free_abroad=Answer.UNKNOWN, abroad="+65 6435 0000", national_only=Answer.NO,
        dial_from=(DialFrom("TH", "1800 000 000", Answer.YES),), languages=Languages(("en", "th"), at=(LanguageHours(("th",), Hours(OpenKind.ALWAYS)),)),
        hours=Hours(OpenKind.LISTED, (Interval((Weekday.MON,), "08:00", "12:00"), Interval((Weekday.MON,), "13:00", "17:00")), holidays=Answer.NO),
    )  # fmt: skip
    others = (
        PublicChannel("sms", ChannelKind.SMS, "8999", None, None, None, False, Answer.NO, False, Answer.UNKNOWN, None, None, send="HELP name"),
        PublicChannel("zalo", ChannelKind.CHAT, None, None, None, "sample office", False, Answer.UNKNOWN, False, Answer.UNKNOWN, None, None, app="Zalo"),
    )
    service = replace(plain, channels=(channel, *others), alternate_names=(LocalName("SO", "en"),), has_shelter=Answer.YES)
    words = [t.text for t in texts_of(_first(card(service, Cards.FULL, voice, project.templates["a6"])))]
    for sentence in (
        "SO", "Then press 2.", "Ask the price from abroad.", "From Thailand: 1800 000 000", "Free call", "Thai: Day and night", "Closed on holidays.",
        "Write: HELP name", "Zalo: sample office", "Has a safe place to stay.",
    ):  # fmt: skip
        assert sentence in words, sentence
    assert sum("Mon" in w for w in words) == 2
    assert not voice.sink.finish()


def _first(block: Block) -> Block:
    (forms,) = block.blocks  # type: ignore[attr-defined]
    return forms.options[0]  # type: ignore[no-any-return]


def test_a_sample_dials_nobody(plain: PublicService) -> None:
    channel = replace(plain.channels[0], number="07700 900123", e164="+447700900123", abroad="+44 7700 900123", invented=True)
    assert payload(channel) == ("SAMPLE +44 7700 900123", "+44 7700 900123")
    assert tel(channel) is None


def test_an_old_alert_or_old_hours_are_not_said(project: Project) -> None:
    edition = project.editions["journey"]
    service = project.catalogue.services["sg-mom"]
    past = edition.as_of - timedelta(1)
    old = replace(service, hours=Hours(OpenKind.ALWAYS, valid_to=past), alerts=(Alert("move", text("We move."), past),))
    selection = select(replace(project.catalogue, services={"sg-mom": old}), replace(edition, countries=("SG",)), Sink())
    (public,) = selection.services["SG"]
    assert public.hours == Hours() and public.alerts == ()


def test_a_short_code_that_is_two_lines_stands_with_its_country(project: Project) -> None:
    """1098 is a line in Bangladesh and another in Nepal: on its card and on the outside, the country is said with it."""
    sink = Sink()
    edition = replace(project.editions["journey"], countries=("BD", "NP"))
    catalogue = read_catalogue(DiskWorld(shipped_root()), sink)
    selection = select(catalogue, edition, sink)
    speaker = Voice(selection, Localiser(project.languages["en"], project.catalogs["en"], edition.missing, sink), project.languages["en"], sink)
    told = compose(speaker, (), project.templates["a6"])
    for country, name in (("BD", "Bangladesh"), ("NP", "Nepal")):
        (page,) = [g for g in told.groups if g.id == f"services-{country}"]
        (card_of_it,) = [f.block for f, s in zip(page.body, selection.services[country], strict=True) if s.channels[0].number == "1098"]
        assert f"Works only inside {name}." in [t.text for t in texts_of(card_of_it)]
        assert page.head and name in [t.text for t in texts_of(page.head)]
    (outside,) = [g for g in told.groups if g.back]
    words = [t.text for f in outside.body for t in texts_of(_first_of(f.block))]
    places = [words.index("Bangladesh"), words.index("Nepal"), len(words)]
    assert all("1098" in words[a:b] for a, b in pairwise(places)) and "1098" not in words[: places[0]]


def _first_of(block: Block) -> Block:
    return block.options[0] if hasattr(block, "options") else block
