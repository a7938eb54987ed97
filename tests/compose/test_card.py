"""A service's card: whatever form it takes it says the same, and what nobody knows it does not leave out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.compose.block import Block, Code, FirstFit, Number, Picture
from booklet.compose.card import card, main_channel, payload, qr, shown_number, tel
from booklet.compose.voice import Voice
from booklet.diag import Sink
from booklet.l10n.localise import Localiser
from booklet.l10n.localised import State
from booklet.layout.pages import texts_of
from booklet.model.catalogue import Basis, ChannelKind, Hours, Languages, OpenKind, Operator, Scope
from booklet.model.fit import Cards
from booklet.model.selection import PublicChannel, PublicService, select
from booklet.model.values import Answer
from booklet.project import Project

LANGUAGES = ("en", "id", "ms", "vi", "th")
FACTS = ("tells_police", "tells_immigration", "records_calls", "sends_location", "name_needed")


def voice_in(project: Project, lang: str) -> Voice:
    edition, sink = project.editions["journey"], Sink()
    selection = select(project.catalogue, edition, sink)
    return Voice(selection, Localiser(project.languages[lang], project.catalogs[lang], edition.missing, sink), project.languages["en"], sink)


@pytest.fixture(scope="session")
def english(project: Project) -> Voice:
    return voice_in(project, "en")


@pytest.fixture(scope="session")
def services(english: Voice) -> dict[str, PublicService]:
    return {s.id: s for group in english.selection.services.values() for s in group}


def blocks_of(value: object, kind: type) -> list[object]:
    """Every block of a kind inside another."""
    if isinstance(value, kind):
        return [value]
    if isinstance(value, tuple):
        return [b for v in value for b in blocks_of(v, kind)]
    return [b for f in getattr(value, "__dataclass_fields__", ()) for b in blocks_of(getattr(value, f), kind)]


def said(block: Block) -> list[str]:
    return [t.text for t in texts_of(block)]


def line(**more: object) -> PublicChannel:
    plain = PublicChannel("voice", ChannelKind.VOICE, "1300", None, None, None, True, Answer.YES, False, Answer.UNKNOWN, None, None)
    return replace(plain, **more)  # type: ignore[arg-type]


# The forms of a card


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_says_the_same(project: Project, services: dict[str, PublicService], lang: str) -> None:
    voice, template = voice_in(project, lang), project.templates["a6"]
    assert len(services) > 10
    for service in services.values():
        forms = card(service, Cards.FULL, voice, template)
        (forms,) = forms.blocks  # type: ignore[attr-defined]
        assert isinstance(forms, FirstFit) and len(forms.options) > 1
        first, *others = [(Counter(said(o)), Counter(t.message for t in texts_of(o))) for o in forms.options]
        assert all(other == first for other in others), service.id
        codes = [[c.symbol.payload for c in blocks_of(o, Code)] for o in forms.options]  # type: ignore[attr-defined]
        assert all(c == codes[0] for c in codes)
    assert not voice.sink.finish()


def test_every_public_way_is_on_the_card(project: Project, services: dict[str, PublicService], english: Voice) -> None:
    """But the emergency number, which has a page of its own."""
    for service in services.values():
        words = " ".join(said(card(service, Cards.FULL, english, project.templates["a6"])))
        for channel in service.channels:
            ways = {channel.number, channel.abroad, (channel.address or "").removeprefix("https://").rstrip("/")} - {None, ""}
            assert channel.emergency or any(str(w) in words for w in ways), (service.id, channel.id)


def test_large_numbers_are_the_catalogues_own(project: Project, services: dict[str, PublicService], english: Voice) -> None:
    for service in services.values():
        known = {n for c in service.channels for n in (c.number, c.abroad) if n}
        for number in blocks_of(card(service, Cards.FULL, english, project.templates["a6"]), Number):
            assert isinstance(number, Number) and number.text.text in known
            assert number.checked is (service.verified_on is not None)


def test_pictures_stand_beside_words(project: Project, services: dict[str, PublicService], english: Voice) -> None:
    for service in services.values():
        for picture in blocks_of(card(service, Cards.FULL, english, project.templates["a6"]), Picture):
            assert isinstance(picture, Picture) and picture.icon in project.icons


def test_a_short_code_says_where_it_works(project: Project, services: dict[str, PublicService]) -> None:
    for lang in LANGUAGES:
        voice = voice_in(project, lang)
        for service in services.values():
            main = main_channel(service)
            if main and main.short_code:
                where = voice.say("call.only_inside", country=voice.country(service.country)).text
                assert where in said(card(service, Cards.FULL, voice, project.templates["a6"])), (lang, service.id)


# What nobody knows


@pytest.fixture
def plain(services: dict[str, PublicService]) -> PublicService:
    """A service of which nothing is known."""
    one = services["th-1300"]
    nothing = replace(one.confidentiality, **dict.fromkeys(FACTS, Answer.UNKNOWN))
    return replace(one, operator=Operator.NGO, confidentiality=nothing, hours=Hours(), languages=Languages(), waiting=Answer.UNKNOWN)


def told(service: PublicService, voice: Voice) -> list[str]:
    return [sentence.message.removeprefix("word:").removesuffix("/text") for _, sentence in voice.told(service) if sentence.message]


def with_facts(service: PublicService, **facts: Answer) -> PublicService:
    return replace(service, confidentiality=replace(service.confidentiality, **facts))


def test_nothing_known_is_asked(project: Project, plain: PublicService, english: Voice) -> None:
    words = said(card(plain, Cards.FULL, english, project.templates["a6"]))
    for name in ("fact.told.ask", "hours.unknown", "cost.unknown"):
        assert english.say(name).text in words, name


def test_unknown_languages_are_no_promise(plain: PublicService, english: Voice) -> None:
    """`mul` says many; nothing written says nothing."""
    assert english.languages(Languages(("mul",))).text == english.say("languages.many").text
    assert english.languages(Languages()).text != english.say("languages.many").text


def test_languages_of_interpreters_print(english: Voice) -> None:
    assert "Burmese" in english.languages(Languages((), ("my",))).text


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("answer", [Answer.YES, Answer.NO, Answer.ASK])
def test_a_known_fact_has_its_own_sentence(plain: PublicService, english: Voice, fact: str, answer: Answer) -> None:
    assert f"fact.{fact}.{answer.value}" in told(with_facts(plain, **{fact: answer}), english)


def test_police_lines_say_so(plain: PublicService, english: Voice) -> None:
    police = replace(with_facts(plain, tells_police=Answer.NO), operator=Operator.POLICE)
    assert told(police, english)[0] == "fact.police"
    assert "fact.tells_police.no" not in told(police, english)


@pytest.mark.parametrize(("known", "unknown"), [("tells_police", "tells_immigration"), ("tells_immigration", "tells_police")])
@pytest.mark.parametrize("answer", [Answer.YES, Answer.NO, Answer.ASK])
def test_an_unknown_fact_is_asked_beside_a_known_one(plain: PublicService, english: Voice, known: str, unknown: str, answer: Answer) -> None:
    """'Does not tell the police' alone reads as if nobody were told."""
    sentences = told(with_facts(plain, **{known: answer}), english)
    assert {"fact.told.ask", f"fact.{unknown}.ask"} & set(sentences)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_card_says_no_where_nothing_is_known(project: Project, services: dict[str, PublicService], lang: str) -> None:
    voice = voice_in(project, lang)
    for service in services.values():
        for name, sentence in voice.told(service):
            if sentence.message and sentence.message.endswith(".no/text"):
                assert getattr(service.confidentiality, name.value) is Answer.NO


def test_old_hours_say_so(plain: PublicService, english: Voice) -> None:
    dated = Hours(OpenKind.ALWAYS, as_of="2017-03")
    old = [t.text for t in english.hours(dated, date(2026, 1, 1))]
    assert any("2017" in t for t in old)
    assert len(english.hours(dated, date(2018, 12, 31))) == 1


def test_guessed_languages_are_asked(english: Voice) -> None:
    guessed = english.languages(Languages(("th",), (), Basis.INFERRED))
    stated = english.languages(Languages(("th",), (), Basis.STATED))
    assert stated.text != guessed.text and stated.text in guessed.text


# Codes and taps


def test_no_code_and_no_tap_for_emergencies() -> None:
    for channel in (line(emergency=True), line(emergency=True, number="112", e164="+66112112112", abroad="+66 112112112")):
        assert payload(channel) is None and tel(channel) is None


def test_no_shipped_emergency_number_has_a_code(services: dict[str, PublicService], english: Voice, project: Project) -> None:
    urgent = {c.number for s in services.values() for c in s.channels if c.emergency}
    assert urgent
    for service in services.values():
        for code in blocks_of(card(service, Cards.FULL, english, project.templates["a6"]), Code):
            assert isinstance(code, Code)
            assert code.caption.text not in urgent and code.symbol.payload.removeprefix("tel:") not in urgent


def test_international_payload_only_where_it_can_be_dialled() -> None:
    from_abroad = line(number="6435 0000", e164="+6564350000", abroad="+65 6435 0000", short_code=False, national_only=Answer.NO)
    assert payload(from_abroad) == ("tel:+6564350000", "+65 6435 0000")
    assert payload(replace(from_abroad, abroad=None)) == ("tel:64350000", "6435 0000")
    assert payload(line()) == ("tel:1300", "1300")


@given(st.from_regex(r"[0-9]{2,4}([ -][0-9]{2,4}){0,3}", fullmatch=True))
@settings(max_examples=50)
def test_a_code_and_the_words_below_it_have_the_same_digits(number: str) -> None:
    found = payload(line(number=number))
    assert found
    assert [c for c in found[0] if c.isdigit()] == [c for c in found[1] if c.isdigit()]
    assert found[0].removeprefix("tel:").isascii() and found[0].removeprefix("tel:").isdigit()


@pytest.mark.parametrize("address", ["http://example.org", "mailto:a@example.org", "example.org", None])
def test_only_plain_https_addresses_get_a_code(address: str | None) -> None:
    assert payload(line(kind=ChannelKind.WEB, number=None, address=address)) is None
    assert payload(line(kind=ChannelKind.WEB, number=None, address="https://example.org/")) == ("https://example.org/", "example.org")


@pytest.mark.parametrize("kind", [ChannelKind.SMS, ChannelKind.WHATSAPP, ChannelKind.LINE, ChannelKind.EMAIL])
def test_a_message_is_no_call(kind: ChannelKind) -> None:
    assert payload(line(kind=kind)) is None


def test_shipped_payloads(services: dict[str, PublicService]) -> None:
    for service in services.values():
        for channel in service.channels:
            data, words = payload(channel) or ("", "")
            if data.startswith("tel:+"):
                assert channel.abroad == words and channel.national_only is not Answer.YES
                assert data == f"tel:{channel.e164}"
            elif data:
                assert data.startswith(("tel:", "https://")) and "?" not in data


def test_a_code_is_large_enough_and_says_its_number(services: dict[str, PublicService], english: Voice, project: Project) -> None:
    code = qr(services["th-1300"].channels[0], english, project.templates["a6"])
    assert code and code.module >= 0.5 and "1300" in code.alt.text and code.caption.text == "1300"
    assert code.symbol.version <= 2


# Which number is large


def test_lines_for_people_abroad_print_as_dialled_from_there(services: dict[str, PublicService]) -> None:
    channel = line(number="0981 848 484", e164="+84981848484", abroad="+84 981 848 484", short_code=False, national_only=Answer.NO)
    here = replace(services["vn-111"], channels=(channel,), scope=Scope.IN_COUNTRY)
    assert shown_number(here, channel) == "0981 848 484"
    assert shown_number(replace(here, scope=Scope.NATIONALS_ABROAD), channel) == "+84 981 848 484"


def test_a_card_leads_with_a_phone_line_that_is_no_emergency_number(services: dict[str, PublicService]) -> None:
    urgent, web, phone = line(id="a", emergency=True), line(id="b", kind=ChannelKind.WEB, number=None), line(id="c")
    one = services["vn-111"]
    assert main_channel(replace(one, channels=(web, urgent, phone))) == phone
    assert main_channel(replace(one, channels=(web, urgent))) == urgent
    assert main_channel(replace(one, channels=(web,))) == web


@pytest.mark.parametrize(("kind", "address"), [(ChannelKind.WEB, "https://example.org"), (ChannelKind.EMAIL, "help@example.org")])
def test_a_service_without_a_number_says_its_address(plain: PublicService, english: Voice, project: Project, kind: ChannelKind, address: str) -> None:
    only = replace(plain, channels=(line(kind=kind, number=None, address=address, short_code=False),))
    assert any("example.org" in words for words in said(card(only, Cards.FULL, english, project.templates["a6"])))


@pytest.mark.parametrize("kind", [ChannelKind.LINE, ChannelKind.WEB_CHAT])
def test_a_number_of_any_kind_prints(plain: PublicService, english: Voice, project: Project, kind: ChannelKind) -> None:
    only = replace(plain, channels=(line(kind=kind, number="081 234 5678", short_code=False),))
    assert "081 234 5678" in said(card(only, Cards.FULL, english, project.templates["a6"]))


@pytest.mark.parametrize("kind", [ChannelKind.LINE, ChannelKind.WEB_CHAT])
def test_further_ways_of_any_kind_print(plain: PublicService, english: Voice, project: Project, kind: ChannelKind) -> None:
    two = replace(plain, channels=(*plain.channels, line(id="other", kind=kind, number=None, address="@helpline", short_code=False)))
    assert any("@helpline" in words for words in said(card(two, Cards.FULL, english, project.templates["a6"])))


def test_numbers_are_facts_in_western_digits(services: dict[str, PublicService], project: Project) -> None:
    voice = voice_in(project, "th")
    for service in services.values():
        for number in blocks_of(card(service, Cards.FULL, voice, project.templates["a6"]), Number):
            assert isinstance(number, Number) and number.text.state is State.FACT
            assert number.text.text.isascii() and number.text.lang == "en"
