"""What the words and addresses of a service must not give away, or send a reader to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from booklet.diag import Sink, Span
from booklet.model.catalogue import Message, Service
from booklet.model.channel import Channel, ChannelKind, Disclosure
from booklet.model.confidential import INTERNAL_FOLDER, position_in, strange_number
from booklet.model.urls import email_fault, url_fault
from booklet.model.values import Text
from booklet.world.source import quoted

_DIGIT = re.compile(r"[\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u249b]")
"""Of any script, also raised and lowered: whatever may be meant as part of a number."""

PAGES = frozenset((ChannelKind.WEB, ChannelKind.WEB_CHAT, ChannelKind.APP))
"""Kinds whose address is that of a page."""


def check_texts(service: Service, sink: Sink) -> None:
    """Report positions, and telephone numbers that are none of the public channels: those would pass by the gates."""
    known = [number for channel in service.channels for number in _numbers(channel)]
    for text in service_texts(service):
        if not _DIGIT.search(text.source):
            continue
        if _check_position(text, sink):
            continue
        if number := strange_number(text.source, known):
            what = f"the text '{text.context}' has the number {quoted(number)}, which is none of its public channels"
            hint = "make it a channel, so that it is checked like the others, or take it out of the text"
            sink.error("number-in-text", what, text.span, hint)
    for site in service.sites:
        if found := position_in(site.address.text):
            _report_position(f"the address of the site {quoted(site.id)}", found, service.span, sink)


def check_message_text(message: Message, sink: Sink) -> None:
    """Report positions in a message or one of its variants."""
    for text in (message.text, *(variant.text for variant in message.variants)):
        _check_position(text, sink)


def check_address(channel: Channel, at: Callable[..., Span], sink: Sink) -> None:
    """Report an address that follows, asks or hides."""
    if not channel.address:
        return
    if channel.kind in PAGES and (fault := url_fault(channel.address)):
        hint = "use a plain https address of the organisation itself, or 'blocked: …' with the reason"
        sink.error("unsafe-url", f"{quoted(channel.address)} {fault}", at("address"), hint)
    if channel.kind is ChannelKind.EMAIL and (fault := email_fault(channel.address)):
        hint = "write it like help@example.org"
        sink.error("wrong-email", f"{quoted(channel.address)} {fault}", at("address"), hint)


def service_texts(service: Service) -> Iterator[Text]:
    """Every translatable text of a service that may print."""
    eligibility = service.eligibility.description if service.eligibility else None
    yield from filter(
        None,
        (
            service.name, service.label, service.summary, service.ask_for, service.hours.note, service.does_not,
            service.what_next, eligibility, service.cost.description if service.cost else None,
        ),
    )  # fmt: skip
    for channel in service.channels:
        yield from filter(None, (channel.note, channel.hours.note if channel.hours else None))
    yield from (step.text for step in service.steps)
    yield from (one.document for group in service.required_documents for one in group.documents)
    yield from (alert.text for alert in service.alerts)
    yield from (r.when for r in (*service.see_also, *service.passes_to) if r.when)
    for site in service.sites:
        yield from filter(None, (site.name, site.landmark, site.transportation, site.accessibility))


def _numbers(channel: Channel) -> Iterator[str]:
    if channel.disclosure is Disclosure.PUBLIC:
        yield from filter(None, (channel.number, channel.e164, channel.abroad, *(d.number for d in channel.dial_from)))


def _check_position(text: Text, sink: Sink) -> bool:
    found = position_in(text.source)
    if found:
        _report_position(f"the text '{text.context}'", found, text.span, sink)
    return found is not None


def _report_position(where: str, found: str, span: Span, sink: Sink) -> None:
    hint = f"remove it; the position of a shelter belongs into {INTERNAL_FOLDER}, a public office is found by its address"
    sink.error("position", f"{where} has a position, {quoted(found)}", span, hint)
