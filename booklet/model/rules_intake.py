"""What must be true of offices, conditions, costs, alerts and referrals of one service."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from booklet.diag import Sink, Span
from booklet.model.catalogue import Service
from booklet.model.channel import Channel, ChannelKind
from booklet.model.intake import Cost, Eligibility
from booklet.model.provenance import Verification
from booklet.model.values import Answer
from booklet.world.scalars import closest
from booklet.world.source import Node, quoted, span_of

At = Callable[..., Span]

_COUNTRY = "[A-Z]{2}"
_DIALLED = r"[+0-9][0-9()*# -]+"
_AMOUNT = r"[0-9]{1,9}(?:\.[0-9]{1,3})?"
_CURRENCY = "[A-Z]{3}"
_OLDEST = 120


def check_intake(service: Service, node: Node, sink: Sink) -> None:
    """Report every broken rule of what a service has beyond its channels, at its place in `node`."""
    at: At = partial(span_of, node)
    if service.eligibility:
        _check_eligibility(service.eligibility, partial(at, "eligibility"), sink)
    if service.cost:
        _check_cost(service.cost, partial(at, "cost"), sink)
    _check_sites(service, at, sink)
    _check_documents(service, at, sink)
    for i, alert in enumerate(service.alerts):
        if alert.starts and alert.starts > alert.ends:
            hint = "write its first day under 'starts', its last under 'ends'"
            sink.error("wrong-date", f"the alert {quoted(alert.id)} ends before it starts", at("alerts", i, "ends"), hint)
    for key in ("see_also", "passes_to"):
        for i, referral in enumerate(getattr(service, key)):
            if referral.id == service.id:
                sink.error("unknown-id", f"{quoted(service.id)} refers to itself", at(key, i), "name another service")
    if service.verified:
        _check_verification(service.verified, partial(at, "verified"), sink)
    for i, channel in enumerate(service.channels):
        here: At = partial(at, "channels", i)
        _check_more(channel, service, here, sink)


def _check_more(channel: Channel, service: Service, at: At, sink: Sink) -> None:
    sites = [site.id for site in service.sites]
    if channel.site and channel.site not in sites:
        hints = (*closest(channel.site, sites), "add it under 'sites', or correct the name")
        sink.error("unknown-id", f"there is no site {quoted(channel.site)}", at("site"), *hints)
    if channel.kind in (ChannelKind.CHAT, ChannelKind.APP) and not (channel.app or channel.blocked or service.blocked):
        hint = "add 'app: …', such as Viber"
        sink.error("missing-key", f"the channel {quoted(channel.id)} does not name its program", at(), hint)
    if channel.send and channel.kind is not ChannelKind.SMS:
        hint = "move it to a channel of kind sms, or remove it"
        sink.error("wrong-channel", "only a text message has words to send", at("send"), hint)
    if channel.extension and not re.fullmatch("[0-9*#]+", channel.extension):
        hint = "write digits, * and # only"
        sink.error("wrong-number", f"{quoted(channel.extension)} cannot be pressed", at("extension"), hint)
    for i, dial in enumerate(channel.dial_from):
        if not re.fullmatch(_COUNTRY, dial.country):
            hint = "write two capital letters such as TH (ISO 3166-1)"
            sink.error("wrong-country", f"{quoted(dial.country)} is not a country code", at("dial_from", i, "country"), hint)
    if channel.entered_again and channel.number and _digits(channel.entered_again.number) != _digits(channel.number):
        what = f"the number entered again, {quoted(channel.entered_again.number)}, is not {quoted(channel.number)}"
        hint = "look at the source again; both entries must come from it"
        sink.error("number-mismatch", what, at("entered_again", "number"), hint)
    if channel.verified:
        _check_verification(channel.verified, partial(at, "verified"), sink)


def _check_verification(verified: Verification, at: At, sink: Sink) -> None:
    if verified.result is None:
        hint = "add 'result: …': answered, no_answer, wrong_number, not_in_service or closed"
        sink.error("no-result", "the check does not say what it found", at(), hint)
    if verified.number and not re.fullmatch(_DIALLED, verified.number):
        hint = "write the number that was called as it was dialled, such as 020 7946 0018, and other words under 'note'"
        sink.error("wrong-number", f"{quoted(verified.number)} cannot have been called", at("number"), hint)


def _check_eligibility(one: Eligibility, at: At, sink: Sink) -> None:
    for key in ("minimum_age", "maximum_age"):
        age = getattr(one, key)
        if age is not None and not 0 <= age <= _OLDEST:
            sink.error("wrong-age", f"nobody is {age} years old", at(key), "write whole years, such as 18")
    if one.minimum_age is not None and one.maximum_age is not None and one.minimum_age > one.maximum_age:
        hint = "exchange the two, or mend one"
        sink.error("wrong-age", f"nobody is over {one.minimum_age} and under {one.maximum_age}", at("maximum_age"), hint)
    for i, country in enumerate(one.nationalities):
        if not re.fullmatch(_COUNTRY, country):
            hint = "write two capital letters such as TH (ISO 3166-1)"
            sink.error("wrong-country", f"{quoted(country)} is not a country code", at("nationalities", i), hint)
    if [str(sex) for sex in one.sex] == ["female"] and one.accepts_men is Answer.YES:
        hint = "mend one of the two"
        sink.error("contradiction", "a service for women only does not take men", at("accepts_men"), hint)
    if one.minimum_age is not None and one.minimum_age >= 18 and one.accepts_children is Answer.YES:
        hint = "mend one of the two"
        sink.error("contradiction", f"from {one.minimum_age} years on there are no children", at("accepts_children"), hint)


def _check_cost(cost: Cost, at: At, sink: Sink) -> None:
    if cost.amount and not re.fullmatch(_AMOUNT, cost.amount):
        sink.error("wrong-cost", f"{quoted(cost.amount)} is not an amount", at("amount"), "write digits and a point: 12.50")
    if cost.currency and not re.fullmatch(_CURRENCY, cost.currency):
        hint = "write three capital letters such as THB (ISO 4217)"
        sink.error("wrong-cost", f"{quoted(cost.currency)} is not a currency", at("currency"), hint)
    if bool(cost.amount) != bool(cost.currency):
        sink.error("wrong-cost", "an amount and its currency belong together", at(), "add the other, or remove both")
    if cost.amount and cost.free is Answer.YES:
        sink.error("contradiction", "what is free has no price", at("amount"), "mend one of the two")


def _check_sites(service: Service, at: At, sink: Sink) -> None:
    for i, site in enumerate(service.sites):
        if site.public is not Answer.YES:
            what = f"the site {quoted(site.id)} is not said to be public, so its address may not print"
            hint = "say 'public: yes' if the service tells everyone this address; a shelter's belongs into content/internal"
            sink.error("not-public", what, at("sites", i, "public"), hint)


def _check_documents(service: Service, at: At, sink: Sink) -> None:
    paths = [group.path for group in service.required_documents]
    for i, group in enumerate(service.required_documents):
        if group.path in paths[:i]:
            hint = "put its documents into one list"
            sink.error("duplicate-id", f"the path {quoted(str(group.path))} comes twice", at("required_documents", i), hint)
        if group.documents and group.needed is Answer.NO:
            hint = "mend one of the two"
            sink.error("contradiction", "no document is needed, yet some are listed", at("required_documents", i), hint)


def _digits(number: str) -> str:
    return "".join(c for c in number if c in "0123456789")
