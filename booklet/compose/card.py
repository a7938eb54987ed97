"""The card of a service: full with its QR code, or compact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from booklet.compose.block import (
    Block,
    Boxed,
    Cell,
    Code,
    Facts,
    FirstFit,
    Number,
    Paragraph,
    Picture,
    Row,
    Space,
    Stack,
)
from booklet.compose.intake import intake
from booklet.compose.symbol import encode
from booklet.compose.voice import Voice
from booklet.l10n.localised import Localised
from booklet.model.catalogue import ChannelKind, Operator, Scope
from booklet.model.selection import PublicChannel, PublicService
from booklet.model.style import CardEdge
from booklet.model.template import Cards, Template
from booklet.model.values import Answer

Fact = tuple[str | None, tuple[Localised, ...]]
"""A pictogram, if the template has one for it, and the lines beside it."""

_NUMBER_ICONS = {ChannelKind.VOICE: "call", ChannelKind.SMS: "message", ChannelKind.WHATSAPP: "whatsapp"}
_OTHER_ICON = "message"
_FORMS = (("lead", "full"), ("body-bold", "compact"))
"""Styles of name and number."""
_SHORTEST = 4
"""Characters of a number that leaves room for a sentence beside it."""
_SHORT = 5
"""Characters of a number that finds room beside a name."""
_MEDIUM = 12
"""Characters of a number that finds room beside its QR code."""


def card(service: PublicService, cards: Cards, voice: Voice, template: Template) -> Block:
    """The forms a service's card may take, roomiest first; the layout takes the first that fits."""
    main = main_channel(service)
    m = template.measure
    purpose = (Paragraph(voice.text(service.summary), "card"), Space(m("fact-gap")))
    if cards is Cards.FULL:
        facts = _in_columns(_facts(service, voice, template), template)
        whole: Block = FirstFit(tuple(Stack((*_head(service, main, voice, template, *form), *purpose, facts)) for form in _FORMS))
    else:
        top, gap = _plain_head(service, main, voice, template), Space(m("fact-gap"))
        compact = Stack((*top, *purpose, compact_facts(service, voice, template)))
        short = Stack((*top, gap, compact_facts(service, voice, template, cost=False)))
        shortest = Stack((*top, gap, told_facts(service, voice, template)))
        whole = FirstFit((compact, short, shortest) if cards is Cards.COMPACT else (short, shortest), most=m("card-most"))
    if template.style.cards is CardEdge.BOX:
        whole = Boxed(whole, m("card-padding"), plain=True)
    return Stack((whole,), role="Sect", anchor=service.id)


def compact_facts(service: PublicService, voice: Voice, template: Template, *, cost: bool = True) -> Block:
    """What a card must say even where there is little room: hours, languages, whom the service takes, and what `told_facts`
    says."""
    facts = _first_facts(service, voice, template)
    takes = _of_intake(("takes", "does_not"), service, voice, template)
    return _in_columns((*(facts if cost else facts[:-1]), *takes, *_indispensable(service, voice, template)), template)


def told_facts(service: PublicService, voice: Voice, template: Template) -> Block:
    """What no form of a card leaves out: changes of the day, what to ask for, all that is known of who is told of a call."""
    return _in_columns(tuple(_indispensable(service, voice, template)), template)


def _indispensable(service: PublicService, voice: Voice, template: Template) -> Iterator[Fact]:
    yield from _of_intake(("alert",), service, voice, template)
    if service.ask_for:
        yield template.icon("ask_for"), (voice.say("ask_for.say", what=voice.text(service.ask_for)),)
    for name, sentence in voice.told(service):
        yield template.icon(f"fact.{name.value}"), (sentence,)


def _of_intake(meanings: Sequence[str], service: PublicService, voice: Voice, template: Template) -> Iterator[Fact]:
    return ((template.icons.get(meaning), lines) for meaning, lines in intake(service, voice) if meaning in meanings)


def _in_columns(facts: tuple[Fact, ...], template: Template) -> Block:
    return Facts(tuple(_fact(f, template) for f in facts), template.measure("fact-gap"), template.measure("fact-gutter"))


def main_channel(service: PublicService) -> PublicChannel | None:
    """The channel a card leads with: the first phone line that is not the emergency number, else the first there is."""
    voice_lines = [c for c in service.channels if c.kind is ChannelKind.VOICE and c.number]
    return next((c for c in voice_lines if not c.emergency), next(iter(voice_lines or service.channels), None))


def shown_number(service: PublicService, channel: PublicChannel) -> str:
    """How a line's number prints large: as dialled where the service is, or from abroad if it is for people abroad."""
    abroad = service.scope in (Scope.NATIONALS_ABROAD, Scope.INTERNATIONAL) and channel.abroad
    return abroad or channel.number or channel.address or ""


def payload(channel: PublicChannel) -> tuple[str, str] | None:
    """QR payload and the same in print; none for emergency numbers, where seconds count and misdialling harms.

    Of a sample, the code holds words: whoever scans it dials nobody."""
    if channel.emergency:
        return None
    if channel.invented:
        shown = channel.abroad or channel.number
        return (f"SAMPLE {shown}", shown) if channel.kind is ChannelKind.VOICE and shown else None
    if channel.kind is ChannelKind.VOICE and channel.e164 and channel.abroad:
        return f"tel:{channel.e164}", channel.abroad
    if channel.kind is ChannelKind.VOICE and channel.number:
        return "tel:" + "".join(c for c in channel.number if c.isdigit()), channel.number
    if channel.kind is ChannelKind.WEB and channel.address and channel.address.startswith("https://"):
        return channel.address, bare(channel.address)
    return None


def bare(address: str) -> str:
    """A web address as people write it by hand."""
    return address.removeprefix("https://").rstrip("/")


def tel(channel: PublicChannel) -> str | None:
    """What a tap on a printed number does on screen; nothing for emergency numbers and samples."""
    found = payload(channel)
    return found[0] if found and not channel.invented else None


def qr(channel: PublicChannel, voice: Voice, template: Template) -> Code | None:
    """The QR code of a channel with its payload in print, or None if it must not have one."""
    found = payload(channel)
    if not found:
        return None
    data, caption = found
    return Code(encode(data), Localised(caption, "en"), voice.say("alt.qr", payload=voice.number(caption)), template.qr_module)


def _head(
    service: PublicService, main: PublicChannel | None, voice: Voice, template: Template, name: str, digits: str
) -> tuple[Block, ...]:
    """Names, number and where it works, with the QR code at the end side.

    A short number has its sentence beside it; a long one takes a line of its own, since numbers are never split; a
    number without a code stands at the end side itself."""
    m = template.measure
    names: tuple[Block, ...] = (Paragraph(voice.text(service.name), name, "H3"),)
    if service.local_name and service.local_name.text not in voice.text(service.name).text:
        names = (*names, Paragraph(Localised(service.local_name.text, service.local_name.lang), "card"))
    names = (*names, *(Paragraph(Localised(other.text, other.lang), "card") for other in service.alternate_names))
    where: tuple[Block, ...] = tuple(Paragraph(t, "card") for t in _where(service, voice, main))
    if not main or not main.number:
        return _without_number(names, where, main, voice, template)
    shown = shown_number(service, main)
    code, gap = qr(main, voice, template), Space(m("fact-gap"))
    icon = Cell(Picture(template.icon(_NUMBER_ICONS.get(main.kind, _OTHER_ICON)), m("card-call-icon")), m("card-call-icon"))
    number = Number(voice.number(shown), digits, service.verified_on is not None, uri=tel(main))
    line = Row((icon, Cell(number)), m("row-gap"), "middle")
    end = Cell(code, natural=True) if code else None
    if len(shown) <= _SHORT and not end:
        return (Row((Cell(Stack((*names, *where))), Cell(Row((icon, Cell(number, natural=True)), m("row-gap")), natural=True)), m("column-gap"), "top"),)
    if not end:
        return (*names, gap, line, gap, *where)
    if len(shown) <= _SHORTEST:
        line = Row((icon, Cell(number, natural=True), Cell(Stack(where))), m("row-gap"), "middle")
        return (Row((Cell(Stack((*names, gap, line))), end), m("column-gap"), "top"), gap)
    if len(shown) <= _MEDIUM:
        beside = Row((Cell(Stack((*names, gap, line, gap, *where))), end), m("column-gap"), "top")
        below = Stack((Row((Cell(Stack((*names, *where))), end), m("column-gap"), "top"), Space(m("card-space")), line))
        return (FirstFit((beside, below), across=True), gap)
    return (Row((Cell(Stack((*names, *where))), end), m("column-gap"), "top"), gap, line, gap)


def _plain_head(service: PublicService, main: PublicChannel | None, voice: Voice, template: Template) -> tuple[Block, ...]:
    """Names with the number beside them, or below where there is no room for it; then where it works. No QR code."""
    m = template.measure
    names: tuple[Block, ...] = (Paragraph(voice.text(service.name), "body-bold", "H3"),)
    if service.local_name and service.local_name.text not in voice.text(service.name).text:
        names = (*names, Paragraph(Localised(service.local_name.text, service.local_name.lang), "card"))
    where = tuple(Paragraph(t, "card") for t in _where(service, voice, main))
    if not main or not main.number:
        return _without_number(names, where, main, voice, template)
    icon = Cell(Picture(template.icon(_NUMBER_ICONS.get(main.kind, _OTHER_ICON)), m("card-call-icon")), m("card-call-icon"))
    number = Number(voice.number(shown_number(service, main)), "compact", service.verified_on is not None, uri=tel(main))
    beside = Row((Cell(Stack(names)), Cell(Row((icon, Cell(number, natural=True)), m("row-gap")), natural=True)), m("column-gap"), "top")
    below = Stack((*names, Row((icon, Cell(number)), m("row-gap"))))
    short = len(shown_number(service, main)) <= _SHORT
    return (FirstFit((beside, below), across=True) if short else below, *where)


def _without_number(
    names: tuple[Block, ...], where: tuple[Block, ...], main: PublicChannel | None, voice: Voice, template: Template
) -> tuple[Block, ...]:
    """The head of a card whose service is reached by an address alone, with its QR code where it may have one."""
    if not main or not main.address:
        return (*names, *where)
    address = Paragraph(voice.url(bare(main.address)), "body-bold")
    code = qr(main, voice, template)
    left = Stack((*names, *where))
    return (Row((Cell(left), Cell(code, natural=True)), template.measure("column-gap"), "top") if code else left, address)


def _where(service: PublicService, voice: Voice, main: PublicChannel | None) -> tuple[Localised, ...]:
    """Sentences that belong to the number: where it works, for whom it is, how it is dialled from abroad."""
    texts: list[Localised] = []
    if main and main.national_only is Answer.YES:
        texts.append(voice.say("call.only_inside", country=voice.country(service.country)))
    elif main and main.abroad and shown_number(service, main) != main.abroad:
        texts.append(voice.say("dial.abroad", number=voice.number(main.abroad)))
    if main:
        texts += _dialled(main, voice)
    if service.scope is Scope.NATIONALS_ABROAD:
        texts.append(voice.say("scope.nationals_abroad", country=voice.country(service.country)))
    if main and main.note:
        texts.append(voice.text(main.note))
    return tuple(texts)


def _facts(service: PublicService, voice: Voice, template: Template) -> tuple[Fact, ...]:
    icon = template.icon
    main = main_channel(service)
    facts = _first_facts(service, voice, template)
    if service.operator is not Operator.POLICE:  # who is told says it already
        facts.append((icon(f"operator.{service.operator.value}"), (voice.say(f"operator.{service.operator.value}"),)))
    facts += [(icon(f"fact.{name.value}"), (sentence,)) for name, sentence in voice.told(service)]
    if service.ask_for:
        facts.append((icon("ask_for"), (voice.say("ask_for.say", what=voice.text(service.ask_for)),)))
    if service.waiting is Answer.YES:
        facts.append((icon("waiting"), (voice.say("waiting.yes"),)))
    facts += [(template.icons.get(meaning), lines) for meaning, lines in intake(service, voice)]
    facts += [f for c in service.channels if c is not main and not c.emergency and (f := _other(c, voice, template))]
    return tuple(facts)


def _first_facts(service: PublicService, voice: Voice, template: Template) -> list[Fact]:
    icon, main, day = template.icon, main_channel(service), voice.selection.edition.as_of
    return [
        (icon("hours"), voice.hours((main and main.hours) or service.hours, day)),
        (icon("language"), voice.languages_at((main and main.languages) or service.languages, day)),
        (icon("cost"), (voice.cost(main.free if main else Answer.UNKNOWN),)),
    ]


def _other(channel: PublicChannel, voice: Voice, template: Template) -> Fact | None:
    """A further channel, as a line of the card."""
    if channel.number:
        number = voice.number(channel.abroad or channel.number)
        name = f"channel.{channel.kind.value}"
        words = [voice.say(name, number=number) if name in voice.selection.words else number]
        words += _dialled(channel, voice)
        icon = _NUMBER_ICONS.get(channel.kind, _OTHER_ICON)
    elif channel.address:
        address = voice.url(bare(channel.address))
        named = {ChannelKind.CHAT: "channel.app", ChannelKind.APP: "channel.app", ChannelKind.POST: "channel.post"}.get(channel.kind)
        words = [voice.say(named, app=voice.plain(channel.app or ""), address=address) if named else address]
        icon = channel.kind.value if channel.kind in (ChannelKind.WEB, ChannelKind.EMAIL) else _OTHER_ICON
    else:
        return None
    if channel.note:
        words.append(voice.text(channel.note))
    return template.icon(icon), tuple(words)


def _dialled(channel: PublicChannel, voice: Voice) -> list[Localised]:
    """What to press, what to write, and how the line is reached from the other countries of the edition."""
    lines = []
    if channel.extension:
        lines.append(voice.say("dial.extension", digits=voice.number(channel.extension)))
    if channel.send:
        lines.append(voice.say("sms.send", words=Localised(channel.send, "en")))
    if channel.abroad and channel.free_abroad:
        free = Answer.ASK if channel.free_abroad is Answer.UNKNOWN else channel.free_abroad
        lines.append(voice.say(f"dial.free_abroad.{free}"))
    for other in channel.dial_from:
        lines.append(voice.say("dial.from", country=voice.country(other.country), number=voice.number(other.number)))
        lines.append(voice.cost(other.free))
    return lines


def _fact(entry: Fact, template: Template) -> Block:
    icon, lines = entry
    words = Stack(tuple(Paragraph(line, "card") for line in lines))
    m = template.measure
    picture: Block = Picture(icon, m("fact-icon")) if icon else Space(0)
    return Row((Cell(picture, m("fact-text")), Cell(words)), 0, "top", role="LI")
