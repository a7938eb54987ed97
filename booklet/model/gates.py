"""The gates before print: one table of rules, asked of every service and channel. What they found can be explained.

Ages count to the edition's `as_of`; no clock is asked. The same table, with the reasons, stands in docs/content.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from booklet.model.catalogue import Catalogue, Service, Site, Status
from booklet.model.channel import Channel, Disclosure
from booklet.model.edition import Edition
from booklet.model.fiction import is_example, is_fiction
from booklet.model.provenance import PROVE_EMERGENCY, How, Result, Verification
from booklet.model.values import Answer
from booklet.value import compared


class Outcome(StrEnum):
    """What a gate does, from harmless to strict."""

    IN = "in"
    MARKED = "marked"
    """It prints with a mark; a live edition does not print at all."""
    OUT = "out"
    """It does not belong into this edition."""
    BLOCKED = "blocked"
    """It must not print in any."""


class Case(NamedTuple):
    """What a rule is asked about; without a channel, the service as a whole."""

    service: Service
    channel: Channel
    edition: Edition


@compared
class Rule:
    """One gate. `finds` gives the reason in words where it applies, or None."""

    id: str
    outcome: Outcome
    source: str
    finds: Callable[[Case], str | None]
    proof: bool = False
    """Whether every page of the edition must say PROOF."""


@compared
class Ruling:
    """What one gate says of a service, or of one of its channels. For editors: its reason may quote internal words."""

    service: str
    channel: str | None
    rule: str
    outcome: Outcome
    reason: str
    source: str
    proof: bool = False


PROJECT: Final = "rule of this project"
_HSDS = "HSDS 3"


def _status(case: Case) -> str | None:
    status = case.service.status
    return None if status is Status.ACTIVE else f"its status is {status}"


def _alert(case: Case) -> str | None:
    closed = [a for a in case.service.alerts if a.closed and a.holds_on(case.edition.as_of)]
    return f"an alert says that it is closed until {closed[0].ends}" if closed else None


def _no_consent(case: Case) -> str | None:
    return None if case.service.consent is Answer.YES else f"whether it agreed to be listed: {case.service.consent}"


def _internal(case: Case) -> str | None:
    return None if case.channel.disclosure is Disclosure.PUBLIC else "it is not for everyone"


def _dead(case: Case) -> str | None:
    check = case.service.check_of(case.channel)
    gone = (Result.WRONG_NUMBER, Result.NOT_IN_SERVICE, Result.CLOSED)
    return f"the check of {check.on} found: {check.result}" if check and check.result in gone else None


def _expired(case: Case) -> str | None:
    age = _age(case)
    return f"it was checked {age} days before the edition" if age > case.edition.gates.max_age_days else None


def _stale(case: Case) -> str | None:
    age, gates = _age(case), case.edition.gates
    return f"it was checked {age} days before the edition" if gates.mark_after_days < age <= gates.max_age_days else None


def _unverified(case: Case) -> str | None:
    check = case.service.check_of(case.channel)
    if check is None:
        other = case.service.last_check_of(case.channel)
        return f"the check of {other.on} {_of_what(other)}" if other else "nobody has checked it"
    return None if check.result else f"the check of {check.on} has no result"


def _of_what(check: Verification) -> str:
    return f"was of another number, {check.number}" if check.number else "does not say of which number it was"


def _later(case: Case) -> str | None:
    check = case.service.check_of(case.channel)
    return f"the check of {check.on} is later than the edition" if check and check.on > case.edition.as_of else None


def _unanswered(case: Case) -> str | None:
    check = case.service.check_of(case.channel)
    return f"nobody answered on {check.on}" if check and check.result is Result.NO_ANSWER else None


def _not_called(case: Case) -> str | None:
    check = case.service.check_of(case.channel)
    if check is None or check.how == How.CALL or not case.channel.number:
        return None
    if case.channel.emergency and check.how in PROVE_EMERGENCY:
        return None
    return f"a number is proved by a call, not by a {check.how}"


def _one_source(case: Case) -> str | None:
    channel, wanted = case.channel, case.edition.gates.sources
    if not channel.number or channel.entered_again:
        return None
    found = sum(not s.confirms or channel.id in s.confirms for s in case.service.sources)
    return f"{found} of {wanted} sources show the number, and it was not entered twice" if found < wanted else None


def _unknown(case: Case) -> str | None:
    from booklet.model.phone import is_known

    channel = case.channel
    if not case.edition.gates.live or not channel.number or channel.override or is_known(channel, case.service.country):
        return None
    return "libphonenumber does not know the number, and no reviewer has confirmed it"


def _fiction(case: Case) -> str | None:
    invented = is_fiction(case.channel.e164)
    return "the number is reserved for fiction" if invented and not case.edition.sample else None


def _real(case: Case) -> str | None:
    channel = case.channel
    address = channel.address or next((s.address.text for s in case.service.sites if s.id == channel.site), None)
    invented = is_fiction(channel.e164) if channel.number else is_example(address)
    return "a sample has only numbers and addresses that nobody has" if case.edition.sample and not invented else None


def _age(case: Case) -> int:
    check = case.service.check_of(case.channel)
    return (case.edition.as_of - check.on).days if check else 0


OF_SERVICE: Final = (
    Rule("status", Outcome.OUT, f"{_HSDS}, service.status", _status),
    Rule("blocked", Outcome.BLOCKED, PROJECT, lambda case: case.service.blocked),
    Rule("alert", Outcome.OUT, f"{_HSDS}, service.alert", _alert),
    Rule("no-consent", Outcome.MARKED, PROJECT, _no_consent, proof=True),
)
OF_CHANNEL: Final = (
    Rule("channel-blocked", Outcome.BLOCKED, PROJECT, lambda case: case.channel.blocked),
    Rule("internal", Outcome.OUT, PROJECT, _internal),
    Rule("dead", Outcome.BLOCKED, PROJECT, _dead),
    Rule("fiction", Outcome.BLOCKED, "Ofcom, ATIS-0300115, ACMA (model/fiction.py)", _fiction),
    Rule("not-fiction", Outcome.OUT, "Ofcom, ATIS-0300115, ACMA, RFC 2606 (model/fiction.py)", _real),
    Rule("expired", Outcome.OUT, f"{PROJECT}; {_HSDS}, service.assured_date", _expired),
    Rule("stale", Outcome.MARKED, f"{PROJECT}; {_HSDS}, service.assured_date", _stale),
    Rule("unverified", Outcome.MARKED, f"{PROJECT}; {_HSDS}, service.assured_date", _unverified, proof=True),
    Rule("checked-later", Outcome.MARKED, PROJECT, _later, proof=True),
    Rule("no-answer", Outcome.MARKED, PROJECT, _unanswered, proof=True),
    Rule("not-called", Outcome.MARKED, PROJECT, _not_called, proof=True),
    Rule("one-source", Outcome.MARKED, PROJECT, _one_source, proof=True),
    Rule("number-unknown", Outcome.MARKED, "libphonenumber, as the package phonenumbers", _unknown, proof=True),
)
RULES: Final = {rule.id: rule for rule in (*OF_SERVICE, *OF_CHANNEL)}

_CLOSED = (Outcome.OUT, Outcome.BLOCKED)


def closed(rulings: Iterable[Ruling]) -> bool:
    """Whether any of the rulings keeps its subject from printing."""
    return any(ruling.outcome in _CLOSED for ruling in rulings)


def of_service(service: Service, edition: Edition) -> tuple[Ruling, ...]:
    """What the gates say of a service as a whole; empty if nothing stands against it."""
    if not service.channels:
        return (Ruling(service.id, None, "no-channel", Outcome.OUT, "it has no channel", PROJECT),)
    return _asked(OF_SERVICE, Case(service, service.channels[0], edition), None)


def of_channel(service: Service, channel: Channel, edition: Edition) -> tuple[Ruling, ...]:
    """What the gates say of one of its channels; a channel that does not print is asked nothing more."""
    return _asked(OF_CHANNEL, Case(service, channel, edition), channel.id)


def _asked(rules: tuple[Rule, ...], case: Case, channel: str | None) -> tuple[Ruling, ...]:
    found: list[Ruling] = []
    for rule in rules:
        reason = rule.finds(case)
        if reason:
            found.append(Ruling(case.service.id, channel, rule.id, rule.outcome, reason, rule.source, rule.proof))
            if rule.outcome in _CLOSED:
                break
    return tuple(found)


def open_sites(service: Service, edition: Edition) -> tuple[Site, ...]:
    """The offices whose addresses may print: in a sample only those that nobody has."""
    return tuple(site for site in service.sites if not edition.sample or is_example(site.address.text))


def explain(service: Service, edition: Edition) -> tuple[Ruling, ...]:
    """Every gate that applies to a service and its channels, and `passed` for what prints without a mark."""
    whole = of_service(service, edition)
    if closed(whole):
        return whole
    found = list(whole)
    open_channels = 0
    for channel in service.channels:
        rulings = of_channel(service, channel, edition)
        open_channels += not closed(rulings)
        found += rulings or (Ruling(service.id, channel.id, "passed", Outcome.IN, "no gate stands against it", PROJECT),)
    if not open_channels:
        found.append(Ruling(service.id, None, "no-channel", Outcome.OUT, "none of its channels may print", PROJECT))
    return tuple(found)


def shared_codes(catalogue: Catalogue, edition: Edition) -> tuple[Ruling, ...]:
    """Short codes that are another line in another country of the edition: each prints with its country."""
    users: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for service in catalogue.services.values():
        for channel in service.channels if service.country in edition.countries else ():
            if channel.short_code and channel.number:
                users.setdefault(channel.number, {}).setdefault(service.country, []).append((service.id, channel.id))
    return tuple(
        Ruling(one, channel, "same-code", Outcome.IN, f"{number} is another line in {_others(lines, country)}", PROJECT)
        for number, lines in users.items()
        if len(lines) > 1
        for country, found in lines.items()
        for one, channel in found
    )


def _others(lines: Iterable[str], country: str) -> str:
    return ", ".join(sorted(set(lines) - {country}))
