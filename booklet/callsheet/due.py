"""What must be phoned: every number that may print and is not proved by a recent call, in the order to call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum

from booklet.callsheet.zones import Zone, zone_of
from booklet.model.catalogue import Catalogue, Service, Status
from booklet.model.channel import Channel, Disclosure
from booklet.model.fiction import is_fiction
from booklet.model.hours import Hours, OpenKind
from booklet.model.provenance import PROVE_EMERGENCY, How, Result, Verification
from booklet.value import compared

_OFFICE_OPENS = 9 * 60
"""Minutes after midnight: when to try a line whose hours nobody knows."""
_GONE = (Result.WRONG_NUMBER, Result.NOT_IN_SERVICE, Result.CLOSED)


class LeftOut(StrEnum):
    """Why a number is on no call sheet."""

    BLOCKED = "blocked: its editor must settle something first"
    INTERNAL = "not for everyone"
    NOT_ACTIVE = "its service is paused or closed"
    GONE = "the last check found that it is not theirs"
    FICTION = "invented"
    RECENT = "called lately"


@compared
class Call:
    """One number to try. `reasons`: why now; `whole`: the questions about the service are asked with this one."""

    service: Service
    channel: Channel
    reasons: tuple[str, ...]
    zone: Zone | None
    whole: bool = True

    @property
    def key(self) -> str:
        """Names it on sheets: service/channel."""
        return f"{self.service.id}/{self.channel.id}"

    @property
    def hours(self) -> Hours:
        return self.channel.hours or self.service.hours


@compared
class Round:
    """One round of calls. `emergency`: lines that nobody may call to test them."""

    calls: tuple[Call, ...]
    emergency: tuple[Call, ...]
    left_out: dict[LeftOut, int]


def plan_round(catalogue: Catalogue, as_of: date, older_than: int, countries: Collection[str] = (), *, due: bool = True) -> Round:
    """The numbers of the `countries` (none named: all) to phone, `due` ones or all of them, neighbours in time together.

    `older_than`: days after which a call must be made again; ages count to `as_of`. What is internal or blocked never
    stands on a sheet, which may lie about."""
    calls: list[Call] = []
    emergency: list[Call] = []
    left_out: Counter[LeftOut] = Counter()
    for service in catalogue.services.values():
        if countries and service.country not in countries:
            continue
        for channel in service.channels:
            if channel.number is None:
                continue
            why_not = _left_out(service, channel)
            reasons = _reasons(service, channel, as_of, older_than)
            if why_not or (due and not reasons):
                left_out[why_not or LeftOut.RECENT] += 1
            else:
                zone = zone_of(service.country, channel.hours or service.hours)
                (emergency if channel.emergency else calls).append(Call(service, channel, reasons, zone))
    return Round(_in_order(calls), _in_order(emergency), dict(sorted(left_out.items())))


def _left_out(service: Service, channel: Channel) -> LeftOut | None:
    check = service.check_of(channel)
    if channel.disclosure is not Disclosure.PUBLIC:
        return LeftOut.INTERNAL
    if service.blocked or channel.blocked:
        return LeftOut.BLOCKED
    if service.status is not Status.ACTIVE:
        return LeftOut.NOT_ACTIVE
    if is_fiction(channel.e164):
        return LeftOut.FICTION
    return LeftOut.GONE if check and check.result in _GONE else None


def _reasons(service: Service, channel: Channel, as_of: date, older_than: int) -> tuple[str, ...]:
    check = service.check_of(channel)
    if check is None:
        other = service.last_check_of(channel)
        return (f"the check of {other.on} was of {other.number or 'no number in particular'}",) if other else ("never called",)
    if check.result is None:
        return (f"the check of {check.on} has no result",)
    if check.how is not How.CALL and not (channel.emergency and check.how in PROVE_EMERGENCY):
        return (f"checked on {check.on} by {check.how}, never called",)
    return tuple(_again(service, channel, check, as_of, older_than))


def _again(service: Service, channel: Channel, check: Verification, as_of: date, older_than: int) -> Iterator[str]:
    age = (as_of - check.on).days
    if check.result is Result.NO_ANSWER:
        yield f"nobody answered on {check.on}"
    if age > older_than:
        yield f"last checked {age} days ago"
    yield from (f"{what} since the check of {check.on}" for what in dict.fromkeys(_changes(service, channel, check.on, as_of)))


def _changes(service: Service, channel: Channel, on: date, as_of: date) -> Iterator[str]:
    """What carries a later date than a check."""
    day = on.isoformat()
    if any(s.date and s.date > day[: len(s.date)] for s in service.sources if not s.confirms or channel.id in s.confirms):
        yield "a source is newer"
    if any(entry and entry.on > on for entry in (channel.entered_again, channel.override)):
        yield "the number was worked on"
    hours = channel.hours or service.hours
    if (hours.as_of and hours.as_of > day[: len(hours.as_of)]) or (hours.valid_from and on < hours.valid_from <= as_of):
        yield "the hours changed"
    if any(alert.starts and on < alert.starts <= as_of for alert in service.alerts):
        yield "there is an alert"


def _in_order(calls: list[Call]) -> tuple[Call, ...]:
    """Lines with office hours as they open round the world, then those that always answer, then those of unknown zones;
    the numbers of a service one after the other."""
    first: dict[str, tuple[int, int, str]] = {}
    for call in calls:
        turn = _turn(call)
        first[call.service.id] = min(first.get(call.service.id, turn), turn)
    ordered = sorted(calls, key=lambda call: (*first[call.service.id], call.service.id))
    seen: set[str] = set()
    result = []
    for call in ordered:
        result.append(replace(call, whole=call.service.id not in seen))
        seen.add(call.service.id)
    return tuple(result)


def _turn(call: Call) -> tuple[int, int, str]:
    hours, country = call.hours, call.service.country
    if call.zone is None:
        return 2, 0, country
    if hours.open is OpenKind.ALWAYS:
        return 1, -call.zone.ahead, country
    opens = min((_minutes(i.opens) for i in hours.intervals), default=_OFFICE_OPENS)
    return 0, opens - call.zone.ahead, country


def _minutes(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)
