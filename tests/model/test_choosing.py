"""The rules of an edition choose, order and group services; the shipped edition's are what they always were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from booklet.diag import Sink, Span
from booklet.model.catalogue import (
    Catalogue,
    Channel,
    ChannelKind,
    Operator,
    Organisation,
    Place,
    Scope,
    Service,
    Source,
    Topic,
)
from booklet.model.choice import Choice, Grouping, Order
from booklet.model.choosing import Chooser, group_of
from booklet.model.edition import Edition
from booklet.model.message import Audience
from booklet.model.place import PlaceKind, Side
from booklet.model.selection import select
from booklet.model.values import Text
from booklet.project import Project

EDITION = Edition("e", "t", "s", date(2026, 11, 25), (Audience.ALL,), ("TH", "MM"), ("en",), {"a6": "a6"})


def text(words: str) -> Text:
    return Text(words, words, Span("x", 1, 1))


def place(name: str, within: str | None = None, kind: PlaceKind = PlaceKind.PROVINCE, sides: tuple[Side, ...] = ()) -> Place:
    return Place(name, text(name), kind, (Source("own"),), within=within, sides=sides)


PLACES = {
    p.id: p
    for p in (
        place("th", kind=PlaceKind.COUNTRY),
        place("mm", kind=PlaceKind.COUNTRY),
        place("th-63", "th"),
        place("th-63-mae-sot", "th-63", PlaceKind.DISTRICT),
        place("th-57", "th"),
        place("mm-13", "mm"),
        place("bridge", kind=PlaceKind.CROSSING, sides=(Side("th-63-mae-sot"), Side("mm-13"))),
    )
}
TOPICS = {name: Topic(name, text(name), "x") for name in ("trafficking", "work", "children", "police")}


def service(name: str, *areas: str, needs: tuple[str, ...] = ("work",), country: str = "TH", emergency: bool = False,
            operator: Operator = Operator.NGO, scope: Scope = Scope.IN_COUNTRY, was: tuple[str, ...] = ()) -> Service:  # fmt: skip
    channel = Channel("voice", ChannelKind.VOICE, number="1300", emergency=emergency)
    return Service(
        name, text(name), country, scope, Organisation("o", operator), (channel,), (Source("own"),), text("x"),
        needs=needs, service_areas=areas, was=was,
    )  # fmt: skip


SERVICES = {
    s.id: s
    for s in (
        service("a-tak", "th-63"),
        service("b-mae-sot", "th-63-mae-sot", needs=("children",)),
        service("c-rai", "th-57"),
        service("d-all", needs=("trafficking",)),
        service("e-police", needs=("police",), emergency=True, operator=Operator.POLICE),
        service("f-country", "th", needs=("children", "work")),
        service("g-abroad", scope=Scope.NATIONALS_ABROAD),
        service("h-kayin", "mm-13", country="MM"),
        service("i-yangon", country="MM", was=("old-yangon",)),
        service("j-laos", country="LA"),
    )
}
CATALOGUE = Catalogue(services=SERVICES, topics=TOPICS, places=PLACES)


def chosen(edition: Edition) -> list[str]:
    chooser = Chooser(edition, PLACES)
    return [s.id for s in SERVICES.values() if chooser.judge(s).chosen]


def in_order(rules: Choice) -> list[str]:
    edition = replace(EDITION, countries=("TH",), services=rules)
    return [s.id for s in select(CATALOGUE, edition, Sink()).services["TH"]]


def test_without_rules_all_services_of_the_countries_are_chosen() -> None:
    assert chosen(EDITION) == [name for name in SERVICES if name != "j-laos"]


@pytest.mark.parametrize(
    ("areas", "local"),
    [
        (("th-63",), ["a-tak", "b-mae-sot"]),
        (("th-63-mae-sot",), ["a-tak", "b-mae-sot"]),
        (("th-57",), ["c-rai"]),
        (("th",), ["a-tak", "b-mae-sot", "c-rai"]),
        (("th-57", "mm"), ["c-rai", "h-kayin"]),
    ],
)
def test_an_area_takes_what_serves_it_or_lies_in_it_and_lines_for_all(areas: tuple[str, ...], local: list[str]) -> None:
    everywhere = ["d-all", "e-police", "f-country", "g-abroad", "i-yangon"]
    found = chosen(replace(EDITION, areas=areas))
    assert sorted(set(found) - {"f-country"}) == sorted({*local, *everywhere} - {"f-country"})
    assert ("f-country" in found) == any(area.startswith("th") for area in areas)


def test_a_crossing_takes_both_sides() -> None:
    assert chosen(replace(EDITION, crossing="bridge")) == [n for n in SERVICES if n not in ("c-rai", "j-laos")]


def test_needs_choose_but_danger_to_life_is_always_in() -> None:
    assert chosen(replace(EDITION, services=Choice(needs=("trafficking",)))) == ["d-all", "e-police"]


def test_named_services_go_before_the_rules_and_former_names_count() -> None:
    rules = Choice(needs=("trafficking",), include=("c-rai", "j-laos"), exclude=("d-all", "old-yangon"))
    assert chosen(replace(EDITION, areas=("th-63",), services=rules)) == ["c-rai", "e-police"]
    assert "i-yangon" not in chosen(replace(EDITION, services=Choice(exclude=("old-yangon",))))


def test_the_order_is_the_edition_s() -> None:
    assert in_order(Choice()) == ["d-all", "a-tak", "b-mae-sot", "c-rai", "f-country", "g-abroad", "e-police"]
    assert in_order(Choice(order=(Order.NATIONAL, Order.ID)))[:3] == ["d-all", "e-police", "g-abroad"]
    assert in_order(Choice(needs=("children", "work", "trafficking"), order=(Order.NEED, Order.NAME)))[:2] == ["b-mae-sot", "f-country"]
    assert in_order(Choice(order=(Order.ID,))) == sorted(in_order(Choice()))


def test_groups_by_need_stand_together() -> None:
    edition = replace(EDITION, countries=("TH",), services=Choice(needs=("children", "trafficking"), group=Grouping.NEED))
    found = [(s.id, topic and topic.id) for s in select(CATALOGUE, edition, Sink()).services["TH"] for topic in [group_of(s, edition)]]
    assert found == [("b-mae-sot", "children"), ("f-country", "children"), ("d-all", "trafficking"), ("e-police", None)]


def test_the_shipped_edition_prints_what_it_always_did_in_the_same_order(project: Project) -> None:
    found = select(project.catalogue, project.editions["journey"], Sink()).services
    for country, services in found.items():
        assert [s.country for s in services] == [country] * len(services)
        old = sorted(services, key=lambda s: (
            s.emergency is not None, s.scope is Scope.NATIONALS_ABROAD, s.operator is Operator.POLICE,
            all(t.id != "trafficking" for t in s.needs), s.id,
        ))  # fmt: skip
        assert list(services) == old
