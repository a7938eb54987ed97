"""What an edition may print. Internal facts end here, by type: later stages know only what model/public.py has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from booklet.diag import Sink
from booklet.model import gates
from booklet.model.catalogue import Catalogue, Service
from booklet.model.channel import Channel
from booklet.model.choosing import Chooser, sort_key
from booklet.model.edition import Edition
from booklet.model.gates import Outcome, Ruling
from booklet.model.hours import Hours
from booklet.model.intake import Referral
from booklet.model.message import FactName, Message, Requirement, Word
from booklet.model.public import PublicChannel, PublicPlace, PublicReferral, PublicService
from booklet.model.values import Answer
from booklet.value import compared

__all__ = ["PublicChannel", "PublicPlace", "PublicReferral", "PublicService", "Selection", "select"]


@compared
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
    groups: dict[str, list[Service]] = {country: [] for country in edition.countries}
    chooser = Chooser(edition, catalogue.places)
    for service in catalogue.services.values():
        if service.country in groups and chooser.judge(service).chosen:
            groups[service.country].append(service)
    order = sort_key(edition)
    for country, group in groups.items():
        shown = []
        for service in group:
            public, needs_proof = _publish(service, catalogue, edition, sink)
            if public:
                shown.append(public)
                proof = proof or needs_proof
        if not shown:
            sink.error(
                "no-services",
                f"edition '{edition.id}' has no service to print for '{country}'",
                edition.span,
                "add one under content/services, or take the country out of 'countries'",
            )
        services[country] = tuple(sorted(shown, key=order))
    services = _with_referrals(services, catalogue)
    everyone = tuple(s for group in services.values() for s in group)
    return Selection(edition, services, _messages(catalogue, edition, everyone), catalogue.words, proof)


def _publish(service: Service, catalogue: Catalogue, edition: Edition, sink: Sink) -> tuple[PublicService | None, bool]:
    """The public side of a service, or None if it must not print; and whether it prints in a proof only."""
    whole = gates.of_service(service, edition)
    if gates.closed(whole):
        return None, False
    judged = [(channel, gates.of_channel(service, channel, edition)) for channel in service.channels]
    rulings = [ruling for _, found in judged for ruling in found]
    _tell(service, rulings, sink)
    kept = [(channel, found) for channel, found in judged if not gates.closed(found)]
    if not kept:
        return None, False
    marks = [ruling for ruling in (*whole, *(r for _, found in kept for r in found)) if ruling.outcome is Outcome.MARKED]
    if edition.gates.live:
        _refuse_marks(service, marks, sink)
    channels = tuple(_open(service, channel, edition, bool(whole or found)) for channel, found in kept)
    days = [c.verified_on for c in channels]
    known = [d for d in days if d]
    checked = min(known) if len(known) == len(days) else None
    return _public(service, channels, catalogue, edition, checked), any(r.proof for r in marks)


def _tell(service: Service, rulings: list[Ruling], sink: Sink) -> None:
    """Warn of what readers would miss, or see marked, because nobody has called lately."""
    reasons = {ruling.rule: ruling.reason for ruling in reversed(rulings)}
    again = "call it again and record the result under 'verified'"
    if "expired" in reasons:
        sink.warn("expired", f"'{service.id}' is left out: {reasons['expired']}", service.span, again)
    if "stale" in reasons:
        sink.warn("stale", f"'{service.id}' is marked: {reasons['stale']}", service.span, again)
    if "dead" in reasons:
        hint = "find the right number in a source, or block the channel with the reason"
        sink.warn("dead-number", f"'{service.id}' is left out: {reasons['dead']}", service.span, hint)
    if "checked-later" in reasons:
        hint = "correct the date, or the edition's 'as_of'"
        sink.warn("checked-later", f"'{service.id}' is marked: {reasons['checked-later']}", service.span, hint)


def _refuse_marks(service: Service, marks: list[Ruling], sink: Sink) -> None:
    """A live edition has nothing that would need a mark."""
    for mark in marks:
        where = f"'{service.id}', channel '{mark.channel}'," if mark.channel else f"'{service.id}'"
        hint = "mend what the reason names, block it with the reason, or take 'live' out of the edition's gates"
        sink.error("not-live", f"{where} may not print in a live edition: {mark.reason}", service.span, hint)


def _public(
    service: Service, channels: tuple[PublicChannel, ...], catalogue: Catalogue, edition: Edition, checked: date | None
) -> PublicService:
    topics, places, day = catalogue.topics, catalogue.places, edition.as_of
    areas = (places[name] for name in service.service_areas if name in places)
    return PublicService(
        service.id, service.name, service.local_name, service.label, service.summary, service.country, service.scope,
        service.organisation.operator, channels, tuple(topics[n] for n in service.needs if n in topics),
        _valid(service.hours, day) or Hours(), service.languages, service.confidentiality, service.ask_for,
        service.waiting, checked, service.alternate_names, service.former_names, service.does_not, service.eligibility,
        service.who_may_ask, service.required_documents, service.steps, service.what_next, service.cost,
        service.has_shelter, tuple(PublicPlace(p.id, p.name, p.kind, p.local_name) for p in areas), gates.open_sites(service, edition),
        alerts=tuple(a.text for a in service.alerts if a.holds_on(day)),
    )  # fmt: skip


def _open(service: Service, c: Channel, edition: Edition, marked: bool) -> PublicChannel:
    check = service.check_of(c)
    return PublicChannel(
        c.id, c.kind, c.number, c.e164, c.abroad, c.address, c.short_code, c.national_only, c.emergency, c.free,
        _valid(c.hours, edition.as_of), c.note, c.extension, c.send, c.app,
        next((s for s in service.sites if s.id == c.site), None) if c.site else None, c.languages, c.free_abroad,
        tuple(d for d in c.dial_from if d.country in edition.countries) if c.dial_from else (),
        check.on if check and not marked else None, edition.sample,
    )  # fmt: skip


def _valid(hours: Hours | None, day: date) -> Hours | None:
    """Hours that no longer hold, or not yet, are unknown."""
    return hours if hours is None or hours.valid_on(day) else Hours()


def _with_referrals(
    services: dict[str, tuple[PublicService, ...]], catalogue: Catalogue
) -> dict[str, tuple[PublicService, ...]]:
    """Each service with the names of those that it passes people to, as far as this edition shows them."""
    if not any(s.see_also or s.passes_to for s in catalogue.services.values()):
        return services
    names = {s.id: s.name for group in services.values() for s in group}

    def named(referrals: tuple[Referral, ...]) -> tuple[PublicReferral, ...]:
        return tuple(PublicReferral(names[r.id], r.when) for r in referrals if r.id in names)

    return {
        country: tuple(
            replace(s, see_also=named(catalogue.services[s.id].see_also), passes_to=named(catalogue.services[s.id].passes_to))
            for s in group
        )
        for country, group in services.items()
    }


def _messages(catalogue: Catalogue, edition: Edition, services: tuple[PublicService, ...]) -> dict[str, Message]:
    fit = {
        m.id: replace(m, text=m.text_for(edition.readers)) if edition.readers else m
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
