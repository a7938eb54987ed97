"""What a card says of whom a service takes, on what terms, and what happens then. What nobody asked prints nothing."""

from __future__ import annotations

from collections.abc import Iterator

from booklet.compose.voice import Voice
from booklet.l10n.localised import Localised
from booklet.model.intake import Cost, Eligibility, RequiredDocuments
from booklet.model.selection import PublicService
from booklet.model.values import Answer

Said = tuple[str, tuple[Localised, ...]]
"""A meaning, for its pictogram, and the lines beside it."""

_AGES = {(True, True): "ages.between", (True, False): "ages.from", (False, True): "ages.to"}


def intake(service: PublicService, voice: Voice) -> Iterator[Said]:
    """The recorded facts in the order in which a reader meets them."""
    if service.alerts:
        yield "alert", tuple(voice.text(alert) for alert in service.alerts)
    if service.areas:
        yield "area", (voice.say("area.say", places=voice.places(service.areas)),)
    if service.former_names:
        yield "name", tuple(voice.say("former.say", before=Localised(name, "en")) for name in service.former_names)
    if service.eligibility:
        yield "takes", tuple(_takes(service.eligibility, voice))
    if service.does_not:
        yield "does_not", (voice.say("does_not.say", what=voice.text(service.does_not)),)
    if service.who_may_ask:
        yield "asker", tuple(voice.say(f"asker.{asker}") for asker in service.who_may_ask)
    if service.required_documents:
        yield "papers", tuple(line for group in service.required_documents for line in _papers(group, voice))
    if service.cost:
        yield "help_cost", tuple(_cost(service.cost, voice))
    if service.has_shelter:
        yield "shelter", (voice.say(f"shelter.{_answer(service.has_shelter)}"),)
    if service.steps:
        yield "steps", tuple(voice.text(step.text) for step in service.steps)
    if service.what_next:
        yield "next", (voice.text(service.what_next),)
    yield from _ways_on(service, voice)


def _ways_on(service: PublicService, voice: Voice) -> Iterator[Said]:
    for site in service.sites:
        lines = [voice.text(site.name)] if site.name else []
        lines.append(Localised(site.address.text, site.address.lang))
        lines += [voice.text(t) for t in (site.landmark, site.transportation, site.accessibility) if t]
        if site.hours:
            lines += voice.hours(site.hours, voice.selection.edition.as_of)
        yield "place", tuple(lines)
    for name, referrals in (("passes.say", service.passes_to), ("see.say", service.see_also)):
        for referral in referrals:
            lines = [voice.say(name, service=voice.text(referral.name))]
            yield "other", (*lines, *((voice.text(referral.when),) if referral.when else ()))


def _takes(one: Eligibility, voice: Voice) -> Iterator[Localised]:
    if one.description:
        yield voice.text(one.description)
    limits = (one.minimum_age is not None, one.maximum_age is not None)
    if name := _AGES.get(limits):
        ages = {"least": one.minimum_age, "most": one.maximum_age}
        yield voice.say(name, **{key: voice.number(str(age)) for key, age in ages.items() if age is not None})
    if len(one.sex) == 1:
        yield voice.say(f"only.{one.sex[0]}")
    else:
        yield voice.say(f"fact.accepts_men.{_answer(one.accepts_men)}")
    if one.minimum_age is None or one.minimum_age < 18:
        yield voice.say(f"fact.accepts_children.{_answer(one.accepts_children)}")
    yield voice.say(f"fact.victim_status_needed.{_answer(one.victim_status_needed)}")
    for country in one.nationalities:
        yield voice.say("only.nationals", country=voice.country(country))
    for standing in one.standing:
        yield voice.say(f"standing.{standing}")
    for work in one.work:
        yield voice.say(f"work_of.{work}")


def _papers(group: RequiredDocuments, voice: Voice) -> Iterator[Localised]:
    if group.documents:
        yield from (voice.say("papers.bring", what=voice.text(one.document)) for one in group.documents)
    else:
        yield voice.say("papers.none" if group.needed is Answer.NO else "papers.ask")


def _cost(cost: Cost, voice: Voice) -> Iterator[Localised]:
    if cost.amount and cost.currency:
        yield voice.say("help.price", amount=voice.number(f"{cost.amount} {cost.currency}"))
    else:
        yield voice.say(f"help.free.{_answer(cost.free)}")
    if cost.description:
        yield voice.text(cost.description)


def _answer(answer: Answer) -> Answer:
    """What is unknown prints as a question to ask."""
    return Answer.ASK if answer is Answer.UNKNOWN else answer
