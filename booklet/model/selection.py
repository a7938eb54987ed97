"""What an edition may print. Internal facts end here, by type: later stages know only the public classes below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from booklet.diag import Sink
from booklet.model.catalogue import (
    Catalogue,
    Channel,
    ChannelKind,
    Confidentiality,
    Disclosure,
    FactName,
    Hours,
    Languages,
    LocalName,
    Message,
    Operator,
    Requirement,
    Scope,
    Service,
    Status,
    Topic,
    Word,
)
from booklet.model.edition import Edition
from booklet.model.values import Answer, Text

STALE_AFTER = timedelta(days=180)
EXPIRED_AFTER = timedelta(days=365)
"""Ages of a verification, to the edition's `as_of` (docs/content.md, gates)."""


@dataclass(frozen=True, slots=True)
class PublicChannel:
    """A way to reach a service that is safe in anyone's hands."""

    id: str
    kind: ChannelKind
    number: str | None
    e164: str | None
    abroad: str | None
    address: str | None
    short_code: bool
    national_only: Answer
    emergency: bool
    free: Answer
    hours: Hours | None
    note: Text | None


@dataclass(frozen=True, slots=True)
class PublicService:
    id: str
    name: Text
    local_name: LocalName | None
    label: Text | None
    summary: Text
    country: str
    scope: Scope
    operator: Operator
    channels: tuple[PublicChannel, ...]
    needs: tuple[Topic, ...]
    hours: Hours
    languages: Languages
    confidentiality: Confidentiality
    ask_for: Text | None
    waiting: Answer
    verified_on: date | None
    """Only of a fresh verification with consent to be listed; without it the number prints with its mark."""

    @property
    def emergency(self) -> PublicChannel | None:
        """The channel for danger to life, if it has one."""
        return next((c for c in self.channels if c.emergency), None)


@dataclass(frozen=True, slots=True)
class Selection:
    """Everything one edition may print, in no language yet."""

    edition: Edition
    services: dict[str, tuple[PublicService, ...]]
    """By country, in the edition's order."""
    messages: dict[str, Message]
    words: dict[str, Word]
    proof: bool
    """Some fact shown is not verified: every page says PROOF."""

    @property
    def checked_on(self) -> date | None:
        """The day of the oldest verification, or None while any service lacks one."""
        days = [s.verified_on for services in self.services.values() for s in services]
        known = [d for d in days if d]
        return min(known) if known and len(known) == len(days) else None


def select(catalogue: Catalogue, edition: Edition, sink: Sink) -> Selection:
    """The services and messages that `edition` may print; what is left out for a reason readers would miss is warned of."""
    services: dict[str, tuple[PublicService, ...]] = {}
    proof = False
    for country in edition.countries:
        shown = []
        for service in catalogue.services.values():
            if service.country == country and (public := _publish(service, catalogue, edition, sink)):
                shown.append(public)
                proof = proof or _needs_proof(service)
        if not shown:
            sink.error(
                "no-services",
                f"edition '{edition.id}' has no service to print for '{country}'",
                edition.span,
                "add one under content/services, or take the country out of 'countries'",
            )
        services[country] = tuple(sorted(shown, key=_order))
    everyone = tuple(s for group in services.values() for s in group)
    return Selection(edition, services, _messages(catalogue, edition, everyone), catalogue.words, proof)


def _order(service: PublicService) -> tuple[bool, bool, bool, bool, str]:
    """Within a country: help against trafficking first; lines for people abroad, police and emergency numbers last."""
    return (
        service.emergency is not None,
        service.scope is Scope.NATIONALS_ABROAD,
        service.operator is Operator.POLICE,
        all(t.id != "trafficking" for t in service.needs),
        service.id,
    )


def _needs_proof(service: Service) -> bool:
    return service.verified is None or service.consent is not Answer.YES


def _is_stale(service: Service, edition: Edition) -> bool:
    return service.verified is not None and edition.as_of - service.verified.on > STALE_AFTER


def _publish(service: Service, catalogue: Catalogue, edition: Edition, sink: Sink) -> PublicService | None:
    """The public side of a service, or None if it must not print."""
    if service.status is not Status.ACTIVE or service.blocked:
        return None
    if service.verified and edition.as_of - service.verified.on > EXPIRED_AFTER:
        sink.warn("expired", f"'{service.id}' was checked on {service.verified.on}, over a year before this edition: left out", service.span, "call it again and record the result under 'verified'")
        return None
    if _is_stale(service, edition):
        sink.warn("stale", f"'{service.id}' was checked over 180 days before this edition", service.span, "call it again and record the result under 'verified'")
    channels = tuple(_open(c) for c in service.channels if c.disclosure is Disclosure.PUBLIC and not c.blocked)
    if not channels:
        return None
    return PublicService(
        service.id, service.name, service.local_name, service.label, service.summary, service.country, service.scope,
        service.organisation.operator, channels, tuple(catalogue.topics[n] for n in service.needs if n in catalogue.topics),
        service.hours, service.languages, service.confidentiality, service.ask_for, service.waiting,
        service.verified.on if service.verified and not _needs_proof(service) and not _is_stale(service, edition) else None,
    )  # fmt: skip


def _open(c: Channel) -> PublicChannel:
    return PublicChannel(c.id, c.kind, c.number, c.e164, c.abroad, c.address, c.short_code, c.national_only, c.emergency, c.free, c.hours, c.note)


def _messages(catalogue: Catalogue, edition: Edition, services: tuple[PublicService, ...]) -> dict[str, Message]:
    fit = {
        m.id: m
        for m in catalogue.messages.values()
        if m.audience in edition.audiences and (edition.extra or not m.extra) and all(_holds(r, services) for r in m.requires)
    }
    while True:  # a message that falls out takes those with it that must stand beside it, and no longer excludes
        kept = {i: m for i, m in fit.items() if all(k in fit for k in m.keep_with)}
        for i in [i for m in kept.values() for i in m.excludes]:
            if i in kept and any(i in m.excludes for m in kept.values()):
                del kept[i]
        if len(kept) == len(fit):
            return kept
        fit = kept


def _holds(requirement: Requirement, services: tuple[PublicService, ...]) -> bool:
    answers = [_fact(s, requirement.fact) is requirement.answer for s in services]
    return any(answers) if requirement.of == "any" else bool(answers) and all(answers)


def _fact(service: PublicService, name: FactName) -> Answer:
    answer = getattr(service.confidentiality, name.value)
    assert isinstance(answer, Answer)
    return answer
