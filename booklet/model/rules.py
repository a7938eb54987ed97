"""What must be true within one service, so that no reader is sent to a wrong or dead number."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from booklet.diag import Sink, Span
from booklet.model.catalogue import Channel, ChannelKind, Flag, FlagKind, Hours, Interval, Message, OpenKind, Service
from booklet.model.rules_intake import check_intake
from booklet.model.rules_text import check_address, check_message_text, check_texts
from booklet.model.values import Answer
from booklet.world.scalars import closest
from booklet.world.source import Node, quoted, span_of

At = Callable[..., Span]
"""Where a key of the thing under check stands."""

NUMBER_KINDS = frozenset((ChannelKind.VOICE, ChannelKind.SMS, ChannelKind.WHATSAPP, ChannelKind.FAX))
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_PRINTED = re.compile(r"(?:\+[0-9]+[ -])?(?:\([0-9]+\) ?[0-9]+|[0-9]+)(?:[ -][0-9]+)*|\+[0-9]+")
_COUNTRY = re.compile("[A-Z]{2}|001")
_LANGUAGE = re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_TIME = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_ZONE = "[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_+-]+){1,2}|UTC"
_YEAR_MONTH_DAY = re.compile("[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_ANSWERS = ("tells_police", "tells_immigration", "records_calls", "sends_location", "name_needed")
FACTS = (*_ANSWERS, "national_only", "languages", "hours", "free", "ask_for", "waiting")
"""What a flag of kind `fact` may name."""
TRUNK_PREFIXES = ("", "0", "8", "06", "01")
"""Digits dialled before a national number but not from abroad: nearly everywhere 0; ITU-T E.164, national notes."""


def check_service(service: Service, node: Node, sink: Sink) -> None:
    """Report every broken rule of a service, at its place in `node`, the mapping it was decoded from."""
    at: At = partial(span_of, node)
    _check_tags(service, at, sink)
    for i, channel in enumerate(service.channels):
        here: At = partial(span_of, node, "channels", i)
        _check_channel(channel, bool(channel.blocked or service.blocked), here, sink)
        if not (channel.blocked or service.blocked):
            check_address(channel, here, sink)
        if channel.hours:
            _check_hours(channel.hours, partial(here, "hours"), sink)
    check_intake(service, node, sink)
    check_texts(service, sink)
    _check_hours(service.hours, partial(at, "hours"), sink)
    _check_refused(service, at, sink)
    for i, flag in enumerate(service.flags):
        _check_flag(flag, service, at("flags", i, "field"), sink)
    for i, source in enumerate(service.sources):
        if source.sensitive and (source.url or source.note):
            span = at("sources", i, "url" if source.url else "note")
            hint = "remove url and note; they may lead to a person"
            sink.error("sensitive-source", "a sensitive source keeps kind and date only", span, hint)


def check_message(message: Message, node: Node, sink: Sink) -> None:
    """Report requirements that would silently hold for other services than meant, and words that give a place away."""
    check_message_text(message, sink)
    for variant in message.variants:
        if set(_PLACEHOLDER.findall(variant.text.source)) != set(_PLACEHOLDER.findall(message.text.source)):
            what = f"the words for '{variant.id}' have other placeholders than those for everyone"
            hint = "put the same {…} into both: the ones stand in for the others in languages that lack them"
            sink.error("variant-placeholders", what, variant.text.span, hint)
    for i, requirement in enumerate(message.requires):
        if requirement.of not in ("every", "any"):
            span = span_of(node, "requires", i, "of")
            sink.error(
                "unknown-value", f"{quoted(requirement.of)} is neither every nor any", span, "write every or any"
            )


def digits_of(number: str) -> str:
    return "".join(c for c in number if c in "0123456789")


def _check_tags(service: Service, at: At, sink: Sink) -> None:
    if not _COUNTRY.fullmatch(service.country):
        hint = "write two capital letters such as TH (ISO 3166-1), or 001 for an international line"
        sink.error("wrong-country", f"{quoted(service.country)} is not a country code", at("country"), hint)
    named: list[tuple[str, tuple[str | int, ...]]] = [
        (tag, ("languages", key, i))
        for key in ("spoken", "interpreter")
        for i, tag in enumerate(getattr(service.languages, key))
    ]
    if service.local_name:
        named.append((service.local_name.lang, ("local_name", "lang")))
    named += [(name.lang, ("alternate_names", i, "lang")) for i, name in enumerate(service.alternate_names)]
    named += [(site.address.lang, ("sites", i, "address", "lang")) for i, site in enumerate(service.sites)]
    for tag, path in named:
        if not _LANGUAGE.fullmatch(tag):
            hint = "write a BCP 47 tag such as th or zh-Hant"
            sink.error("wrong-language", f"{quoted(tag)} is not a language tag", at(*path), hint)


def _check_channel(channel: Channel, blocked: bool, at: At, sink: Sink) -> None:
    if not channel.number and channel.kind in NUMBER_KINDS and not blocked:
        hint = "add 'number: …' as printed inside the country, or 'blocked: …' saying why it is missing"
        sink.error("no-number", f"the channel {quoted(channel.id)} has no number to call", at(), hint)
    if not (channel.number or channel.address or channel.site or channel.kind in NUMBER_KINDS or blocked):
        hint = "add 'address: …', or 'blocked: …' saying why it is missing"
        sink.error("no-address", f"the channel {quoted(channel.id)} has no address", at(), hint)
    for key, number in (("number", channel.number), ("abroad", channel.abroad)):
        if number and not _is_printed_number(number):
            hint = "use digits, grouped by single spaces or hyphens alike; + and one (…) may lead"
            sink.error("wrong-number", f"{quoted(number)} is not a telephone number", at(key), hint)
    _check_abroad(channel, at, sink)
    if channel.short_code:
        _check_short_code(channel, at, sink)


def _is_printed_number(number: str) -> bool:
    """Whether groups are set apart in one way; only the first group may have its own, as in 019-261 5999."""
    if not _PRINTED.fullmatch(number) or len(digits_of(number)) < 2:
        return False
    national = re.sub(r"^\+[0-9]+[ -]", "", number)
    separators = re.findall("[ -]", national.replace(") ", ")"))
    return len(set(separators[1:])) <= 1


def _check_abroad(channel: Channel, at: At, sink: Sink) -> None:
    e164, abroad = channel.e164, channel.abroad
    if e164 and not E164.fullmatch(e164):
        hint = "write + and 7 to 15 digits, without blanks: +6564350000"
        sink.error("wrong-e164", f"{quoted(e164)} is not an international number", at("e164"), hint)
        return
    if abroad and digits_of(abroad) != digits_of(e164 or ""):
        what = (
            f"{quoted(abroad)} has other digits than e164, {quoted(e164)}"
            if e164
            else "a number for callers from abroad needs e164"
        )
        sink.error("number-mismatch", what, at("abroad"), "look at the source again and write the same digits in both")
    if abroad and channel.national_only is Answer.YES:
        hint = "remove 'abroad', or say 'national_only: no' if a source does"
        sink.error("not-abroad", "a line that works in its country only has no number for abroad", at("abroad"), hint)
    if e164 and channel.number and not _same_line(channel.number, e164):
        hint = "look at the source again; a second number is a channel of its own"
        sink.warn(
            "number-differs", f"{quoted(channel.number)} is not the national form of {quoted(e164)}", at("number"), hint
        )


def _same_line(number: str, e164: str) -> bool:
    digits, whole = digits_of(number), digits_of(e164)
    if number.startswith("+"):
        return digits == whole
    return any(digits.startswith(p) and whole.endswith(digits[len(p) :]) for p in TRUNK_PREFIXES)


def _check_short_code(channel: Channel, at: At, sink: Sink) -> None:
    if channel.e164:
        hint = "remove e164, or 'short_code' if it is an ordinary number"
        sink.error("short-code", "a short code has no international number", at("e164"), hint)
    if channel.national_only is not Answer.YES:
        hint = "add 'national_only: yes'"
        sink.error("short-code", "a short code works in its country only", at("national_only"), hint)


def _check_hours(hours: Hours, at: At, sink: Sink) -> None:
    if hours.open is OpenKind.LISTED and not hours.intervals:
        sink.error("wrong-hours", "listed hours name no interval", at(), "add 'intervals', or say 'open: unknown'")
    if hours.open is not OpenKind.LISTED and hours.intervals:
        hint = "say 'open: listed', or remove the intervals"
        sink.error("wrong-hours", f"intervals contradict 'open: {hours.open}'", at("intervals"), hint)
    if hours.as_of and not _YEAR_MONTH_DAY.fullmatch(hours.as_of):
        hint = "write 2017, 2017-03 or 2017-03-24"
        sink.error("wrong-date", f"{quoted(hours.as_of)} is not a year, month or day", at("as_of"), hint)
    if hours.timezone and not re.fullmatch(_ZONE, hours.timezone):
        hint = "write a name such as Asia/Bangkok (IANA)"
        sink.error("wrong-hours", f"{quoted(hours.timezone)} is not a time zone", at("timezone"), hint)
    if hours.valid_from and hours.valid_to and hours.valid_from > hours.valid_to:
        hint = "write the first day under 'valid_from', the last under 'valid_to'"
        sink.error("wrong-date", "the hours end before they begin", at("valid_to"), hint)
    for i, interval in enumerate(hours.intervals):
        _check_interval(interval, partial(at, "intervals", i), sink)
        if any(_overlap(interval, other) for other in hours.intervals[:i]):
            hint = "write each hour once; a split shift is two intervals with a gap between"
            sink.error("wrong-hours", "the interval overlaps one before it", at("intervals", i), hint)


def _check_interval(interval: Interval, at: At, sink: Sink) -> None:
    for key, time in (("opens", interval.opens), ("closes", interval.closes)):
        if not _TIME.fullmatch(time) and (key, time) != ("closes", "24:00"):
            hint = "write hours and minutes with two digits each, such as 08:30"
            sink.error("wrong-hours", f"{quoted(time)} is not a time of day", at(key), hint)
    if not interval.days:
        sink.error("wrong-hours", "the interval names no day", at("days"), "write [mon, tue, …]")
    if interval.opens == interval.closes:
        hint = "say 'open: always' for day and night, or mend the times"
        sink.error("wrong-hours", "the interval closes when it opens", at("closes"), hint)


def _overlap(one: Interval, other: Interval) -> bool:
    """Whether two intervals of the same days share time; one that goes past midnight counts until midnight."""
    if not set(one.days) & set(other.days):
        return False
    ends = [i.closes if i.closes > i.opens else "24:00" for i in (one, other)]
    return one.opens < ends[1] and other.opens < ends[0]


def _check_refused(service: Service, at: At, sink: Sink) -> None:
    for i, refused in enumerate(service.refused_numbers):
        if not digits_of(refused):
            sink.error("wrong-number", f"{quoted(refused)} has no digits", at("refused_numbers", i), "write the number")
            continue
        for j, channel in enumerate(service.channels):
            for key in ("number", "e164", "abroad", "as_advertised", "address"):
                value = getattr(channel, key)
                if value and _is_line(value, refused):
                    hint = "remove one of the two after looking at the sources"
                    what = f"the channel {quoted(channel.id)} carries {quoted(refused)}, a refused number"
                    sink.error("refused-number", what, at("channels", j, key), hint)


def _is_line(carried: str, refused: str) -> bool:
    """Whether two numbers are one line, with or without country code and trunk zero."""
    one, other = digits_of(carried).lstrip("0"), digits_of(refused).lstrip("0")
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 7 and long.endswith(short))


def _check_flag(flag: Flag, service: Service, span: Span, sink: Sink) -> None:
    if flag.becomes is FlagKind.FACT:
        _check_fact(flag, service, span, sink)
    elif flag.becomes is FlagKind.BLOCKS:
        targets = {channel.id: channel.blocked for channel in service.channels} | {"service": service.blocked}
        if flag.field not in targets:
            hints = (*closest(flag.field or "", targets), f"write one of: {', '.join(targets)}")
            sink.error(
                "flag-field", f"a flag that blocks names no channel with {quoted(flag.field or '')}", span, *hints
            )
        elif not targets[flag.field]:
            hint = "add 'blocked: …' there, saying why it does not print"
            sink.error("flag-unheeded", f"the flag blocks {quoted(flag.field)}, which has no 'blocked'", span, hint)


def _check_fact(flag: Flag, service: Service, span: Span, sink: Sink) -> None:
    if flag.field not in FACTS:
        hints = (*closest(flag.field or "", FACTS), f"write one of: {', '.join(FACTS)}")
        sink.error("flag-field", f"a flag names no fact with {quoted(flag.field or '')}", span, *hints)
    elif not _is_known(flag.field, service):
        hint = "write the fact where it belongs, or make the flag 'becomes: editors'"
        sink.error("flag-unheeded", f"the flag is about {quoted(flag.field)}, which is not known here", span, hint)


def _is_known(fact: str, service: Service) -> bool:
    if fact in _ANSWERS:
        return getattr(service.confidentiality, fact) is not Answer.UNKNOWN
    if fact == "free":
        return True  # an unknown price has its own printed sentence
    if fact == "national_only":
        return any(channel.national_only is not Answer.UNKNOWN for channel in service.channels)
    if fact == "languages":
        return bool(service.languages.spoken or service.languages.interpreter)
    if fact == "hours":
        every = (service.hours, *(channel.hours for channel in service.channels if channel.hours))
        return any(hours.open is not OpenKind.UNKNOWN for hours in every)
    return service.waiting is not Answer.UNKNOWN if fact == "waiting" else service.ask_for is not None
