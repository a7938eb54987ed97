"""What an edition may print: the gates between what editors know and what readers see."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Diagnostic, Sink, Span
from booklet.model.catalogue import (
    Audience,
    Catalogue,
    Channel,
    ChannelKind,
    Confidentiality,
    Disclosure,
    FactName,
    Message,
    Operator,
    Organisation,
    Requirement,
    Scope,
    Service,
    Source,
    Status,
    Topic,
    Verification,
)
from booklet.model.edition import Edition
from booklet.model.provenance import How, Result
from booklet.model.selection import PublicChannel, PublicService, Selection, select
from booklet.model.values import Answer, Text
from booklet.project import Project

AS_OF = date(2026, 6, 1)
HERE = Span("x.yaml", 1, 1)
LINE = Channel("voice", ChannelKind.VOICE, "1300", short_code=True, national_only=Answer.YES)
SOURCES = (Source("own"), Source("government"))
EDITION = Edition("e", "title", "stem", AS_OF, (Audience.ALL,), ("XX",), ("en",), {"a6": "a6"}, span=Span("e.yaml", 1, 1))


def text(name: str) -> Text:
    return Text(name, f"message:{name}/text", HERE)


def service(name: str = "a", country: str = "XX", channels: tuple[Channel, ...] = (LINE,)) -> Service:
    return Service(
        name, text(name), country, Scope.IN_COUNTRY, Organisation("Office", Operator.NGO), channels, SOURCES, text(f"{name}.s"), span=HERE
    )


def checked(days: int, one: Service | None = None) -> Service:
    """A service that agreed to be listed, tried out so many days before the edition."""
    verified = Verification(AS_OF - timedelta(days), How.CALL, "worker", Result.ANSWERED, "1300")
    return replace(one or service(), verified=verified, consent=Answer.YES)


def message(name: str, **more: object) -> Message:
    return Message(name, text(name), **more)  # type: ignore[arg-type]


def chosen(
    *services: Service, messages: tuple[Message, ...] = (), edition: Edition = EDITION
) -> tuple[Selection, tuple[Diagnostic, ...]]:
    sink = Sink()
    topics = {"trafficking": Topic("trafficking", text("t"), "x")}
    catalogue = Catalogue({s.id: s for s in services}, {m.id: m for m in messages}, topics, {})
    return select(catalogue, edition, sink), sink.finish()


def printed(*messages: Message, services: tuple[Service, ...] = (service(),), edition: Edition = EDITION) -> list[str]:
    return list(chosen(*services, messages=messages, edition=edition)[0].messages)


def shown(*services: Service) -> list[str]:
    return [s.id for s in chosen(*services, service("z"))[0].services["XX"]]


# Proof


def test_unverified_is_a_proof() -> None:
    assert chosen(service())[0].proof
    assert not chosen(checked(1))[0].proof


def test_one_unverified_among_many_is_a_proof() -> None:
    assert chosen(checked(1), checked(1, service("b")), service("c"))[0].proof


@pytest.mark.parametrize("consent", [Answer.NO, Answer.ASK, Answer.UNKNOWN])
def test_without_consent_it_is_a_proof(consent: Answer) -> None:
    assert chosen(replace(checked(1), consent=consent))[0].proof


def test_a_service_that_does_not_print_needs_no_proof() -> None:
    assert not chosen(checked(1), replace(service("b"), status=Status.CLOSED))[0].proof
    assert not chosen(checked(1), service("b", "YY"))[0].proof


# Ages


@pytest.mark.parametrize(("days", "codes", "prints"), [(0, [], True), (180, [], True), (181, ["stale"], True), (365, ["stale"], True), (366, ["expired"], False)])
def test_ages_count_to_the_edition(days: int, codes: list[str], prints: bool) -> None:
    selection, said = chosen(checked(days), service("z"))
    assert [(d.code, d.severity) for d in said] == [(c, "warning") for c in codes]
    assert ("a" in [s.id for s in selection.services["XX"]]) is prints
    if codes:
        assert "'a'" in said[0].message and said[0].span == HERE and "verified" in said[0].hints[0]


def test_a_line_just_tried_out_says_so() -> None:
    (public,) = chosen(checked(3))[0].services["XX"]
    assert public.verified_on == AS_OF - timedelta(3)


def test_a_stale_line_does_not_print_as_checked() -> None:
    """Stale: it prints with a mark and a warning, as if nobody had tried it."""
    selection, _ = chosen(checked(200))
    assert selection.proof or selection.services["XX"][0].verified_on is None


def test_without_consent_it_does_not_print_as_checked() -> None:
    selection, _ = chosen(replace(checked(1), consent=Answer.NO))
    assert selection.services["XX"][0].verified_on is None


# Blocked, closed, internal


@pytest.mark.parametrize("status", [Status.PAUSED, Status.CLOSED])
def test_only_active_services_print(status: Status) -> None:
    assert shown(replace(service(), status=status)) == ["z"]


def test_blocked_does_not_print() -> None:
    assert shown(replace(service(), blocked="wrong number")) == ["z"]
    assert shown(service(channels=(replace(LINE, blocked="dead"),))) == ["z"]


def test_a_blocked_channel_leaves_the_others() -> None:
    other = replace(LINE, id="voice-2", number="1500")
    (public,) = chosen(service(channels=(replace(LINE, blocked="dead"), other)))[0].services["XX"]
    assert [c.number for c in public.channels] == ["1500"]


def test_no_service_left_for_a_country_is_an_error() -> None:
    _, said = chosen(service(), edition=replace(EDITION, countries=("XX", "YY")))
    assert [(d.severity, d.code, d.span) for d in said] == [("error", "no-services", EDITION.span)]
    assert "'YY'" in said[0].message


def test_an_internal_channel_never_prints() -> None:
    secret = replace(LINE, id="secret", number="555 0199", disclosure=Disclosure.INTERNAL)
    selection, _ = chosen(service(channels=(LINE, secret)))
    assert "555 0199" not in repr(selection) and "secret" not in repr(selection)
    assert shown(service(channels=(secret,))) == ["z"]


INTERNAL = {"disclosure", "as_advertised", "blocked", "sources", "flags", "refused_numbers", "tier", "source_basis", "basis"}


def test_the_public_types_have_no_room_for_internal_facts() -> None:
    assert Disclosure not in get_type_hints(PublicChannel).values()
    assert {f.name for f in fields(PublicChannel)} & INTERNAL == set()
    assert {f.name for f in fields(PublicService)} & INTERNAL == set()
    assert get_type_hints(PublicService)["channels"] == tuple[PublicChannel, ...]


def test_nothing_internal_of_the_shipped_catalogue_is_selected(project: Project) -> None:
    edition = project.editions["journey"]
    selection = select(project.catalogue, edition, Sink())
    public = {c for group in selection.services.values() for s in group for c in s.channels}
    assert public and all(type(c) is PublicChannel for c in public)
    said = repr(selection.services)
    for one in project.catalogue.services.values():
        assert not [n for n in one.refused_numbers if f"'{n}'" in said]
        assert not [s.note for s in one.sources if s.note and s.note in said]
        assert not [f.note for f in one.flags if f.note in said]


def test_services_stand_in_their_own_country_only(project: Project) -> None:
    """So a short code is never printed where it reaches someone else."""
    selection = select(project.catalogue, project.editions["journey"], Sink())
    for country, group in selection.services.items():
        for one in group:
            assert one.country == country
            for channel in one.channels:
                assert not channel.short_code or (channel.national_only is Answer.YES and not channel.e164 and not channel.abroad)


def test_countries_stand_in_the_order_of_the_edition(project: Project) -> None:
    edition = project.editions["journey"]
    assert list(select(project.catalogue, edition, Sink()).services) == list(edition.countries)


def test_help_comes_first_and_the_emergency_number_last() -> None:
    urgent = service("a", channels=(replace(LINE, emergency=True),))
    police = replace(service("b"), organisation=Organisation("Police", Operator.POLICE))
    helpers = replace(service("d"), needs=("trafficking",))
    assert shown(urgent, police, helpers, service("c")) == ["d", "c", "z", "b", "a"]


# Messages


def test_audiences_and_extras() -> None:
    some = (message("all"), message("kids", audience=Audience.CHILDREN), message("more", extra=True))
    assert printed(*some) == ["all"]
    assert printed(*some, edition=replace(EDITION, audiences=(Audience.ALL, Audience.CHILDREN))) == ["all", "kids"]
    assert printed(*some, edition=replace(EDITION, extra=True)) == ["all", "more"]


NO_NAME = Requirement(FactName.NAME_NEEDED, Answer.NO)


def needing(answer: Answer, name: str) -> Service:
    return replace(service(name), confidentiality=Confidentiality(name_needed=answer))


@given(st.lists(st.sampled_from(list(Answer)), min_size=1, max_size=4))
def test_a_message_about_every_line_prints_only_where_it_is_true(answers: list[Answer]) -> None:
    services = tuple(needing(answer, f"s{n}") for n, answer in enumerate(answers))
    assert printed(message("m", requires=(NO_NAME,)), services=services) == (["m"] if set(answers) == {Answer.NO} else [])
    some = replace(NO_NAME, of="any")
    assert printed(message("m", requires=(some,)), services=services) == (["m"] if Answer.NO in answers else [])


def test_a_service_that_does_not_print_does_not_count() -> None:
    hidden = replace(needing(Answer.YES, "b"), blocked="closed")
    assert printed(message("m", requires=(NO_NAME,)), services=(needing(Answer.NO, "a"), hidden)) == ["m"]


def shipped_with(project: Project, answer: Answer) -> Selection:
    """The shipped edition as it were if every service gave this answer about names."""
    services = {
        name: replace(s, confidentiality=replace(s.confidentiality, name_needed=answer)) for name, s in project.catalogue.services.items()
    }
    return select(replace(project.catalogue, services=services), project.editions["journey"], Sink())


@pytest.mark.parametrize("answer", [Answer.YES, Answer.ASK, Answer.UNKNOWN])
def test_nobody_is_told_that_no_name_is_needed_unless_so(project: Project, answer: Answer) -> None:
    assert "call.no_name" not in shipped_with(project, answer).messages
    assert "call.no_name" in shipped_with(project, Answer.NO).messages


def test_excluded() -> None:
    assert printed(message("a"), message("b", excludes=("a",))) == ["b"]
    assert printed(message("a"), message("b", excludes=("a",), extra=True)) == ["a"]


def test_kept_with_one_that_does_not_print() -> None:
    assert printed(message("a", keep_with=("b",)), message("b", extra=True)) == []


def test_kept_with_an_excluded_one() -> None:
    """`a` must never stand without `b`."""
    assert printed(message("a", keep_with=("b",)), message("b"), message("c", excludes=("b",))) == ["c"]


def test_a_chain_of_kept_ones_goes_together() -> None:
    assert printed(message("a", keep_with=("b",)), message("b", keep_with=("c",)), message("c", extra=True)) == []


def test_one_that_does_not_print_excludes_nothing() -> None:
    dropped = message("b", excludes=("a",), keep_with=("x",))
    assert printed(message("a"), dropped, message("x", extra=True)) == ["a"]


def test_every_shipped_message_has_its_companions(project: Project) -> None:
    messages = select(project.catalogue, project.editions["journey"], Sink()).messages
    for one in messages.values():
        assert set(one.keep_with) <= messages.keys()
        assert not set(one.excludes) & messages.keys()
