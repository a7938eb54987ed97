"""Every gate before print: when it closes, what it says, and that the page of the documentation says the same."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Sink, Span
from booklet.model.catalogue import (
    Alert,
    Audience,
    Catalogue,
    Channel,
    ChannelKind,
    Disclosure,
    Operator,
    Organisation,
    Scope,
    Service,
    Source,
    Status,
    Verification,
)
from booklet.model.edition import Edition, Gates
from booklet.model.gates import RULES, Outcome, closed, explain, shared_codes
from booklet.model.provenance import DoubleEntry, How, Override, Result
from booklet.model.read import read_one
from booklet.model.selection import select
from booklet.model.values import Answer, Text
from booklet.project import Project
from booklet.world.files import MemoryWorld

PAGE = Path(__file__).parents[2] / "docs" / "content.md"
AS_OF = date(2026, 6, 1)
HERE = Span("x.yaml", 1, 1)
TEXT = Text("x", "service:a/name", HERE)
CHECK = Verification(AS_OF - timedelta(10), How.CALL, "worker", Result.ANSWERED, "021234567")
LINE = Channel("voice", ChannelKind.VOICE, "02-123 4567", "+6621234567", "+66 2-123 4567")
GOOD = Service(
    "a", TEXT, "TH", Scope.IN_COUNTRY, Organisation("Office", Operator.NGO), (LINE,), (Source("own"), Source("news")), TEXT,
    verified=CHECK, consent=Answer.YES, span=HERE,
)  # fmt: skip
EDITION = Edition("e", "t", "s", AS_OF, (Audience.ALL,), ("TH",), ("en",), {"a6": "a6"}, span=Span("e.yaml", 1, 1))
DRAMA = replace(LINE, number="07700 900123", e164="+447700900123", abroad="+44 7700 900123")


def checked(**changes: object) -> Service:
    return replace(GOOD, verified=replace(CHECK, **changes))  # type: ignore[arg-type]


def line(**changes: object) -> Service:
    return replace(GOOD, channels=(replace(LINE, **changes),))  # type: ignore[arg-type]


STATES = {
    "status": (replace(GOOD, status=Status.PAUSED), EDITION),
    "blocked": (replace(GOOD, blocked="sources differ"), EDITION),
    "alert": (replace(GOOD, alerts=(Alert("flood", TEXT, AS_OF, closed=True),)), EDITION),
    "no-consent": (replace(GOOD, consent=Answer.UNKNOWN), EDITION),
    "channel-blocked": (line(blocked="digits not seen"), EDITION),
    "internal": (line(disclosure=Disclosure.INTERNAL), EDITION),
    "dead": (checked(result=Result.WRONG_NUMBER), EDITION),
    "fiction": (replace(GOOD, channels=(DRAMA,)), EDITION),
    "not-fiction": (GOOD, replace(EDITION, sample=True)),
    "expired": (checked(on=AS_OF - timedelta(366)), EDITION),
    "stale": (checked(on=AS_OF - timedelta(181)), EDITION),
    "unverified": (replace(GOOD, verified=None), EDITION),
    "checked-later": (checked(on=AS_OF + timedelta(1)), EDITION),
    "no-answer": (checked(result=Result.NO_ANSWER), EDITION),
    "not-called": (checked(how=How.VISIT), EDITION),
    "one-source": (replace(GOOD, sources=(Source("own"),)), EDITION),
    "number-unknown": (replace(line(number="1300", e164=None, abroad=None), verified=replace(CHECK, number="1300")), replace(EDITION, gates=Gates(live=True))),
}


def chosen(service: Service, edition: Edition = EDITION) -> tuple[bool, bool, set[str]]:
    """Whether it prints, whether in a proof, and what is said."""
    sink = Sink()
    other = replace(GOOD, id="z") if not edition.sample else replace(GOOD, id="z", channels=(DRAMA,), verified=replace(CHECK, number=DRAMA.number))
    selection = select(Catalogue({"a": service, "z": other}), edition, sink)
    return any(s.id == "a" for s in selection.services["TH"]), selection.proof, {d.code for d in sink.finish()}


def test_nothing_stands_against_a_line_that_was_called() -> None:
    assert [(r.rule, r.outcome, r.channel) for r in explain(GOOD, EDITION)] == [("passed", Outcome.IN, "voice")]
    assert chosen(GOOD) == (True, False, set())


def test_every_rule_has_a_state_here() -> None:
    assert STATES.keys() == RULES.keys()


@pytest.mark.parametrize("rule", STATES)
def test_each_rule_says_why_and_does_what_it_says(rule: str) -> None:
    service, edition = STATES[rule]
    found = [r for r in explain(service, edition) if r.rule not in ("no-channel", "passed")]
    assert [r.rule for r in found] == [rule]
    (ruling,) = found
    assert ruling.outcome is RULES[rule].outcome and ruling.source and len(ruling.reason.split()) > 1
    prints, proof, _ = chosen(service, edition)
    assert prints is not closed(found)
    assert proof is (RULES[rule].proof and prints)


def test_the_documentation_has_the_same_table() -> None:
    rows = re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \| [^|]+ \| ([^|]+) \|[^|]*\|$", PAGE.read_text("utf-8"), re.MULTILINE)
    told = {name: what for names, what in rows for name in re.findall("[a-z-]+", names)}
    assert told.keys() >= RULES.keys()
    for rule in RULES.values():
        word = "PROOF" if rule.proof else rule.outcome.value
        assert told[rule.id].startswith(word), rule.id


def test_what_a_source_confirms_counts_for_that_number_only() -> None:
    sources = (Source("own"), Source("news", confirms=("other",)))
    assert [r.rule for r in explain(replace(GOOD, sources=sources), EDITION)] == ["one-source"]
    again = line(entered_again=DoubleEntry("021234567", AS_OF, "worker"))
    assert [r.rule for r in explain(replace(again, sources=sources), EDITION)] == ["passed"]


def test_the_check_of_a_channel_counts_before_that_of_its_service() -> None:
    one = line(verified=replace(CHECK, result=Result.NOT_IN_SERVICE))
    assert [r.rule for r in explain(one, EDITION)] == ["dead", "no-channel"]
    assert chosen(one) == (False, False, {"dead-number"})


@pytest.mark.parametrize(("number", "counts"), [("02-123 4567", True), ("+66 2 123 4567", True), ("02-123 4568", False), (None, False)])
def test_a_check_counts_for_the_number_that_was_called(number: str | None, counts: bool) -> None:
    """A number that is corrected after its check has not been called."""
    one = checked(number=number)
    assert (one.check_of(LINE) is not None) is counts
    rulings = explain(one, EDITION)
    assert [r.rule for r in rulings] == (["passed"] if counts else ["unverified"])
    assert counts or (number or "which number") in rulings[0].reason
    assert chosen(one) == (True, not counts, set())
    wrong = checked(number=number, result=Result.WRONG_NUMBER)
    assert closed(explain(wrong, EDITION)) is counts, "that the old number was wrong says nothing of the new one"


def test_what_has_no_number_needs_none_in_its_check() -> None:
    web = Channel("web", ChannelKind.WEB, address="https://example.org")
    one = replace(GOOD, channels=(web,), verified=replace(CHECK, how=How.WEB, number=None))
    assert [r.rule for r in explain(one, EDITION)] == ["passed"]


@pytest.mark.parametrize(("how", "proved"), [(How.LETTER, True), (How.VISIT, True), (How.CALL, True), (How.EMAIL, False), (How.WEB, False)])
def test_an_emergency_line_is_asked_about_and_not_called(how: How, proved: bool) -> None:
    """Nobody may test-call it, so a letter or a visit proves it."""
    one = replace(line(emergency=True), verified=replace(CHECK, how=how))
    assert [r.rule for r in explain(one, EDITION)] == (["passed"] if proved else ["not-called"])


def test_an_alert_closes_on_its_days_only() -> None:
    for days, shut in ((-1, False), (0, True), (5, True), (6, False)):
        alert = Alert("flood", TEXT, AS_OF + timedelta(5), AS_OF, closed=True)
        edition = replace(EDITION, as_of=AS_OF + timedelta(days))
        assert closed(explain(replace(GOOD, alerts=(alert,)), edition)) is shut


def test_an_alert_prints_on_its_days_only() -> None:
    service = replace(GOOD, alerts=(Alert("move", TEXT, AS_OF),))
    for day, count in ((AS_OF, 1), (AS_OF + timedelta(1), 0)):
        (public,) = select(Catalogue({"a": service}), replace(EDITION, as_of=day), Sink()).services["TH"]
        assert len(public.alerts) == count


@pytest.mark.parametrize("rule", [r.id for r in RULES.values() if r.outcome is Outcome.MARKED])
def test_a_live_edition_prints_nothing_with_a_mark(rule: str) -> None:
    service, edition = STATES[rule]
    assert "not-live" in chosen(service, replace(edition, gates=replace(edition.gates, live=True)))[2]


@pytest.mark.parametrize(("number", "country"), [("1300", "TH"), ("111", "VN"), ("129", "ID"), ("1343", "PH"), ("1098", "BD")])
def test_a_short_code_that_the_library_does_not_know_prints_live_when_a_reviewer_says_so(number: str, country: str) -> None:
    edition = replace(EDITION, gates=Gates(live=True))
    code = replace(LINE, number=number, e164=None, abroad=None, short_code=True, national_only=Answer.YES)
    override = Override(AS_OF, "editor", "its sources show it")
    service = replace(GOOD, country=country, channels=(replace(code, override=override),), verified=replace(CHECK, number=number))
    assert [r.rule for r in explain(service, edition)] == ["passed"]


@given(st.integers(1, 365), st.integers(1, 180), st.integers(2, 5), st.integers(0, 400))
def test_a_stricter_edition_never_prints_more(most: int, mark: int, sources: int, age: int) -> None:
    service = checked(on=AS_OF - timedelta(age))
    strict = replace(EDITION, gates=Gates(most, mark, sources))
    order = list(Outcome)
    usual = max(order.index(r.outcome) for r in explain(service, EDITION))
    assert max(order.index(r.outcome) for r in explain(service, strict)) >= usual


@pytest.mark.parametrize("looser", ["max_age_days: 366", "mark_after_days: 181", "sources: 1", "max_age_days: 0"])
def test_no_edition_loosens_a_gate(looser: str) -> None:
    text = f"id: e\ntitle: t\nstem: s\nas_of: 2026-06-01\naudiences: [all]\ncountries: [TH]\nlanguages: [en]\nforms: {{}}\ngates: {{{looser}}}\n"
    sink = Sink()
    read_one(MemoryWorld({"e.yaml": text.encode()}), "e.yaml", Edition, sink)
    assert [(d.code, d.span) for d in sink.finish()] == [("gate-loosened", Span("e.yaml", 9, 8))]


def test_a_code_that_is_another_line_elsewhere_is_told_with_its_country(project: Project) -> None:
    both = replace(project.editions["journey"], countries=("TH", "BD", "NP", "IN"))
    services = {
        name: replace(GOOD, id=name, country=country, channels=(replace(LINE, number="1098", short_code=True),))
        for name, country in (("bd", "BD"), ("np", "NP"))
    }
    found = shared_codes(Catalogue(services), both)
    assert [(r.service, r.outcome, r.reason) for r in found] == [
        ("bd", Outcome.IN, "1098 is another line in NP"),
        ("np", Outcome.IN, "1098 is another line in BD"),
    ]


def test_the_shipped_directory_is_a_proof_and_says_why(project: Project) -> None:
    edition = project.editions["journey"]
    for service in project.catalogue.services.values():
        rules = {r.rule for r in explain(service, edition)}
        assert {"no-consent", "unverified"} <= rules or "no-channel" in rules, service.id
