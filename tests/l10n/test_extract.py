"""Which texts translators get, where, and with what notes."""

import pytest

from booklet.diag import Sink, Span
from booklet.l10n.extract import Unit, pot, texts
from booklet.model.catalogue import (
    Catalogue,
    Channel,
    ChannelKind,
    Hours,
    Message,
    Operator,
    Organisation,
    Scope,
    Service,
    Topic,
    Word,
)  # fmt: skip
from booklet.model.values import Text


def text(source: str, context: str, file: str = "content/a.yaml") -> Text:
    return Text(source, context, Span(file, 1, 1))


def service(country: str) -> Service:
    name = f"service:{country.lower()}-line"
    return Service(
        id=f"{country.lower()}-line", name=text("Sample line", f"{name}/name"), country=country, scope=Scope.IN_COUNTRY,
        organisation=Organisation("Office", Operator.NGO), sources=(), summary=text("Listens.", f"{name}/summary"),
        channels=(Channel("voice", ChannelKind.VOICE, number="1300", note=text("Press {key}.", f"{name}/channels/voice/note"),
                          hours=Hours(note=text("Not on holidays.", f"{name}/channels/voice/hours/note"))),),
    )  # fmt: skip


CATALOGUE = Catalogue(
    services={"th-line": service("TH"), "001-line": service("001")},
    messages={"rights.law": Message("rights.law", text("You may  stay.", "message:rights.law/text"), legal=True, note="Heading.\nShort.")},
    topics={"work": Topic("work", text("Work", "topic:work/label"), "briefcase")},
    words={
        "fact.told": Word("fact.told", text("Ask who is told.", "word:fact.told/text")),
        "mark.proof": Word("mark.proof", text("PROOF", "word:mark.proof/text"), keep=("PROOF", "QR")),
        "empty": Word("empty", text("", "word:empty/text")),
    },
)


@pytest.fixture(scope="module")
def units() -> dict[str, Unit]:
    return {unit.text.context: unit for unit in texts(CATALOGUE)}


def test_every_text_at_any_depth_is_found_in_its_domain(units: dict[str, Unit]) -> None:
    assert [(u.domain, context) for context, u in units.items()] == [
        ("ui", "word:fact.told/text"),
        ("ui", "word:mark.proof/text"),
        ("guidance", "message:rights.law/text"),
        ("guidance", "topic:work/label"),
        ("services-th", "service:th-line/name"),
        ("services-th", "service:th-line/channels/voice/hours/note"),
        ("services-th", "service:th-line/channels/voice/note"),
        ("services-th", "service:th-line/summary"),
        ("services-intl", "service:001-line/name"),
        ("services-intl", "service:001-line/channels/voice/hours/note"),
        ("services-intl", "service:001-line/channels/voice/note"),
        ("services-intl", "service:001-line/summary"),
    ]


def test_notes_say_what_a_text_is_and_what_is_at_stake(units: dict[str, Unit]) -> None:
    assert units["message:rights.law/text"].notes[1:] == (("critical", "yes"), ("note", "Heading.\nShort."))
    assert units["word:fact.told/text"].notes[1:] == (("critical", "yes"),)
    assert units["word:mark.proof/text"].notes[1:] == (("keep", "PROOF, QR"),)
    assert units["service:th-line/summary"].notes == (("what", "what a service does"), ("note", "of Sample line"))


def test_template_entries() -> None:
    sink = Sink()
    entries = {e.context: e for e in pot(texts(CATALOGUE), sink)}
    law = entries["message:rights.law/text"]
    assert law.extracted == ("what: advice to the reader", "critical: yes", "note: Heading. Short.")
    assert law.source == "You may  stay." and law.references == ("content/a.yaml",) and law.targets == ("",) and not law.flags
    assert entries["service:th-line/channels/voice/note"].flags == ("python-brace-format",)
    assert not sink.finish()


def test_one_identity_for_two_texts_is_an_error() -> None:
    sink = Sink()
    unit = texts(CATALOGUE)[0]
    assert len(pot((unit, unit), sink)) == 1
    assert [d.code for d in sink.finish()] == ["duplicate-text"]
