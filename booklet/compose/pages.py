"""What each kind of page says, as blocks. One function per kind; the template's sequence calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from booklet.compose.block import (
    Artwork,
    Block,
    Boxed,
    Cell,
    FirstFit,
    Flowed,
    Foot,
    Group,
    Lines,
    Number,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Rule,
    Space,
    Stack,
)
from booklet.compose.card import card, main_channel, shown_number, tel
from booklet.compose.voice import Voice
from booklet.l10n.localised import Localised
from booklet.model.catalogue import Message, Operator
from booklet.model.selection import PublicService
from booklet.model.template import PageKind, PageSpec, Template
from booklet.model.values import Answer


@dataclass(frozen=True, slots=True)
class Context:
    """What pages are made from: the reader's voice, the voices of helpers, the template, the titles of all groups."""

    voice: Voice
    others: tuple[Voice, ...]
    template: Template

    def mm(self, name: str) -> float:
        return self.template.measure(name)

    def icon(self, meaning: str) -> str:
        return self.template.icon(meaning)


def groups(spec: PageSpec, context: Context) -> tuple[Group, ...]:
    """The page groups of one entry of the sequence."""
    return _KINDS[spec.kind](spec, context)


def _head(spec: PageSpec, c: Context, part: Localised | None = None) -> Block:
    """The heavy rule, pictogram and title that open a page; with the name of a part, the title stands small above it."""
    assert spec.title and spec.icon
    title: Block = Paragraph(c.voice.say(spec.title), "head", "H1")
    height = c.mm("head-height")
    if part:
        title = Stack((Paragraph(c.voice.say(spec.title), "small", "H1"), Paragraph(part, "head", "H2")))
        height = c.mm("head-part-height")
    air = Space(c.mm("head-air"))
    words = Cell(Stack((air, title, air)))
    row = Row((Cell(Picture(spec.icon, c.mm("head-icon")), c.mm("icon-column")), words), 0, "middle", height)
    return Stack((Rule("heavy"), row, Rule("mid"), Space(c.mm("head-gap"))))


def _group(spec: PageSpec, c: Context, body: tuple[Flowed, ...]) -> Group:
    """A group with the usual head, tab and foot."""
    title = c.voice.say(spec.title) if spec.title else None
    return Group(spec.id, body, _head(spec, c), title, spec.section, Foot(strip(c.voice)), spec.start)


def emergency(voice: Voice) -> list[tuple[str, PublicService]]:
    """Country and service of every emergency number, in the edition's order, the police first."""
    return [
        (country, s)
        for country, services in voice.selection.services.items()
        for s in sorted(services, key=lambda s: s.operator is not Operator.POLICE)
        if s.emergency
    ]


def strip(voice: Voice, country: str | None = None) -> Localised | None:
    """Emergency numbers for the foot of a page: with the country's name on its own pages, else with country codes."""
    found: dict[str, str] = {}
    for code, service in emergency(voice):
        channel = service.emergency
        if channel and channel.number and country in (None, code):
            found.setdefault(code, channel.number)
    if country and not found and (other := _teller(voice, country)) and (main := main_channel(other)):
        found[country] = shown_number(other, main)
    if not found:
        return None
    if country:
        return Localised(f"{found[country]} {voice.country(country).text}", voice.lang)
    return Localised(" · ".join(f"{code} {number}" for code, number in found.items()), "en")


def _cover(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """A harmless title and picture; the picture gives way where a title is long."""
    options = tuple(_cover_page(height, c) for height in (c.mm("cover-art"), c.mm("cover-art-low"), c.mm("cover-art-lowest")))
    return (Group(spec.id, (Flowed(FirstFit(options)),)),)


def _cover_page(art: float, c: Context) -> Block:
    voice = c.voice
    return Stack(
        (
            Rule("heavy"),
            Space(c.mm("cover-drop")),
            Paragraph(voice.say(voice.selection.edition.title), "cover", "H1"),
            Space(c.mm("cover-gap")),
            Artwork("travel", art),
            Space(c.mm("cover-gap")),
            Lines(c.mm("note-pitch"), 3),
            Space(c.mm("cover-gap")),
            Paragraph(voice.say("cover.free"), "card"),
            Space(c.mm("card-gap")),
            Paragraph(voice.autonym, "body-bold"),
        )
    )


def _danger(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    voice = c.voice
    rows: list[Block] = [Paragraph(voice.say("danger.call"), "lead")]
    shown: set[str] = set()
    for code, service in emergency(voice):
        channel = service.emergency
        if channel and channel.number and code not in shown:
            shown.add(code)
            rows.append(_danger_row(voice.country(code), channel.number, service, "danger", c))
    body = [Flowed(Boxed(Stack(tuple(rows), c.mm("danger-gap")), c.mm("frame-padding")))]
    for code in voice.selection.services:
        if code not in shown and (other := _teller(voice, code)):
            body.append(Flowed(_other_line(code, other, c), None, c.mm("card-gap")))
    body.append(Flowed(Paragraph(voice.say("say.first"), "body-bold"), Rule("mid"), c.mm("card-gap"), keep_next=True))
    sayings = (("place", "say.place"), ("calling_from", "say.number"), ("language", "say.language"))
    for n, (meaning, name) in enumerate(sayings):
        row = _row(c, c.icon(meaning), voice.say(name), "body", 0.0, c.mm("say-icon"))
        body.append(Flowed(row, Rule("hair") if n else None, 0.3, keep_next=n < len(sayings) - 1))
    for m in _messages(spec.messages, c):
        body.append(Flowed(_row(c, m.icon, voice.text(m.text), "body", 0.0, c.mm("say-icon")), Rule("mid"), 0.3))
    return (_group(spec, c, tuple(body)),)


def _danger_row(name: Localised, number: str, service: PublicService, digits: str, c: Context) -> Block:
    return Row(
        (
            Cell(Picture(c.icon("call"), c.mm("say-icon")), c.mm("number-column")),
            Cell(Number(c.voice.number(number), digits, service.verified_on is not None), c.mm("danger-number")),
            Cell(Paragraph(name, "body-bold")),
        ),
        1.4,
    )


def _teller(voice: Voice, country: str) -> PublicService | None:
    """The line of a country without an emergency number in the edition that is known to reach the police."""
    lines = (s for s in voice.selection.services[country] if s.confidentiality.tells_police is Answer.YES)
    return next(lines, None)


def _other_line(country: str, service: PublicService, c: Context) -> Block:
    main = main_channel(service)
    number = shown_number(service, main) if main else ""
    words = Stack((Paragraph(c.voice.country(country), "body-bold"), Paragraph(c.voice.say("danger.other"), "card")))
    return Row((Cell(words), Cell(Number(c.voice.number(number), "second", service.verified_on is not None), natural=True)), 2.1)


def _contents(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Everything on one page, in rows with air or, where titles are long, without."""
    options = tuple(Stack(tuple(_contents_rows(height, c)), role="TOC") for height in (c.mm("contents-row"), 0.0))
    return (_group(spec, c, (Flowed(FirstFit(options)),)),)


def _contents_rows(height: float, c: Context) -> Iterator[Block]:
    section = 0
    for n, spec in enumerate(s for s in c.template.pages if s.listed and s.title):
        if n and spec.section != section:
            yield Rule("hair")
        section = spec.section or section
        yield _contents_row(c.voice.say(spec.title or ""), spec.id, "card-bold", spec.icon, height, c)
        if spec.kind is PageKind.SERVICES:
            for code in c.voice.selection.services:
                yield _contents_row(c.voice.country(code), f"{spec.id}-{code}", "card", None, height, c)


def _contents_row(title: Localised, target: str, style: str, icon: str | None, height: float, c: Context) -> Block:
    picture: Block = Picture(icon, c.mm("contents-icon")) if icon else Space(0)
    cells = (Cell(picture, c.mm("contents-column")), Cell(Paragraph(title, style)), Cell(PageNumber(target, style), c.mm("contents-page")))
    return Row(cells, 0, "middle", height, role="TOCI", target=target)


def _list(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    body: list[Flowed] = [Flowed(Paragraph(c.voice.say(m), "lead"), None, 1.4, keep_next=True) for m in spec.lead if c.voice.has(m)]
    if body:
        body.append(Flowed(Space(1.05), keep_next=True))
    messages = _messages(spec.messages, c)
    order = [*(m.id for m in messages), *spec.close]
    for n, m in enumerate(messages):
        together = any(_spans(one, order, n) for one in messages)
        text = c.voice.text(m.text, **values(m, c))
        row = _row(c, m.icon, text, "body", c.mm(spec.row), c.mm("list-icon"), n + 1 if spec.numbered else 0)
        body.append(Flowed(row, Rule("hair") if n else None, keep_next=together))
    for name in spec.close:
        if c.voice.has(name):
            message = c.voice.selection.messages[name]
            words = Paragraph(c.voice.text(message.text, **values(message, c)), "body-bold")
            body.append(Flowed(Boxed(words, c.mm("frame-padding")), None, c.mm("close-space")))
    return (_group(spec, c, tuple(body)),)


def _spans(message: Message, order: list[str], n: int) -> bool:
    """Whether rows n and n + 1 lie between a message and one that it must be kept with."""
    at = order.index(message.id)
    others = [order.index(k) for k in message.keep_with if k in order]
    return any(min(at, o) <= n < max(at, o) for o in others)


def _messages(names: tuple[str, ...], c: Context) -> list[Message]:
    """Those of the messages that this edition prints."""
    return [c.voice.selection.messages[n] for n in names if c.voice.has(n)]


def values(message: Message, c: Context) -> dict[str, Localised]:
    """What fills a message's placeholders."""
    numbers = [f"{s.emergency.number} ({c.voice.country(code).text})" for code, s in emergency(c.voice) if s.emergency]
    known = {
        "number": c.voice.numbers(numbers),
        "language": c.voice.autonym,
        "date": c.voice.day(c.voice.selection.edition.as_of),
    }
    return {name: value for name, value in known.items() if f"{{{name}}}" in message.text.source}


def _row(c: Context, icon: str | None, text: Localised, style: str, height: float, size: float, number: int = 0) -> Block:
    """A pictogram and its words; a step has its number before them."""
    picture: Block = Picture(icon, size) if icon else Space(0)
    words = Cell(Paragraph(text, style, "LBody"))
    if number:
        digit = Cell(Paragraph(Localised(str(number), "en"), "lead", "Lbl"), c.mm("number-column"))
        return Row((digit, Cell(picture, c.mm("icon-column") - 1.4), words), 0, "middle", height, role="LI")
    return Row((Cell(picture, c.mm("icon-column")), words), 0, "middle", height, role="LI")


def _services(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    out: list[Group] = []
    part = (spec.id, c.voice.say(spec.title or ""))
    rule = Stack((Rule("card"), Space(c.mm("card-gap"))))
    for code, services in c.voice.selection.services.items():
        name = c.voice.country(code)
        body = tuple(Flowed(card(s, c.voice, c.template), rule, c.mm("card-space")) for s in services)
        out.append(Group(f"{spec.id}-{code}", body, _head(spec, c, name), name, spec.section, Foot(strip(c.voice, code)), packed=True, within=part))
    return tuple(out)


def _phrases(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    body = [
        Flowed(_phrase(m, c), Rule("mid") if n else None, 1.05)
        for n, m in enumerate(_messages(spec.messages, c))
    ]
    return (_group(spec, c, tuple(body)),)


def _phrase(message: Message, c: Context) -> Block:
    """One thing to say, in the reader's language and in those of the people who may help."""
    lines: list[Block] = [Paragraph(_spoken(message, c.voice, c.voice.lang), "lead")]
    for other in c.others:
        name = Cell(Paragraph(other.autonym, "tiny"), c.mm("phrase-language"))
        lines.append(Row((name, Cell(Paragraph(_spoken(message, other, c.voice.lang), "card"))), 0, "middle"))
    picture: Block = Picture(message.icon, c.mm("phrase-icon")) if message.icon else Space(0)
    return Row((Cell(picture, c.mm("phrase-column")), Cell(Stack(tuple(lines)))), 0, "top", role="LI")


def _spoken(message: Message, voice: Voice, reader: str) -> Localised:
    filled: dict[str, Localised] = {}
    if "{language}" in message.text.source:
        filled["language"] = voice.language(reader)
    if "{number}" in message.text.source:
        filled["number"] = voice.plain("________")
    return voice.text(message.text, **filled)


def _about(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    voice, edition = c.voice, c.voice.selection.edition
    words = "source" if voice.lang == "en" else "draft" if voice.has_drafts else "reviewed"
    autonym = voice.autonym
    checked = voice.selection.checked_on
    facts: list[tuple[str, tuple[Localised, ...]]] = [
        ("about.edition", (voice.say(edition.title), voice.day(edition.as_of))),
        ("about.checked", (voice.day(checked) if checked else voice.say("about.checked.never"),)),
        ("about.language", (voice.say(f"about.words.{words}", language=autonym),)),
        ("about.publisher", (voice.plain(edition.publisher) if edition.publisher else voice.say("about.publisher.none"),)),
        ("about.mistake", (voice.say("about.mistake.tell"),)),
        ("about.free", (voice.say("cover.free"), voice.say("about.free.copy"))),
        ("about.pictures", (voice.say("about.pictures.none"), Localised("Tabler Icons (MIT), Noto (OFL)", "en"))),
    ]
    body = []
    for n, (name, lines) in enumerate(facts):
        label = Cell(Paragraph(voice.say(name), "card-bold"), c.mm("about-label"))
        row = Row((label, Cell(Stack(tuple(Paragraph(t, "card") for t in lines)))), 2.1, "top", role="LI")
        body.append(Flowed(row, Rule("hair") if n else None, 1.05))
    body.append(Flowed(Lines(c.mm("note-pitch")), Rule("hair"), 1.05))
    return (replace(_group(spec, c, tuple(body)), movable=True),)


def _notes(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    title = c.voice.say(spec.title) if spec.title else None
    body = (Flowed(Lines(c.mm("note-pitch"))),)
    return (Group(spec.id, body, _head(spec, c), title, spec.section, Foot(strip(c.voice)), padding=True),)


def _numbers(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """The back page: every number, with harmless words, for it is seen from outside."""
    body: list[Flowed] = []
    rule = Stack((Rule("hair"), Space(c.mm("back-gap") / 2)))
    for n, (code, services) in enumerate(c.voice.selection.services.items()):
        rows = Stack(_number_rows(services, c), c.mm("back-gap"))
        cells = (Cell(Paragraph(c.voice.country(code), "small-bold"), c.mm("back-country")), Cell(rows))
        body.append(Flowed(Row(cells, 1.4, "top"), rule if n else None, c.mm("back-gap") / 2))
    body.append(Flowed(Paragraph(c.voice.say("numbers.short"), "card"), rule, c.mm("back-gap") / 2))
    return (Group(spec.id, tuple(body), _back_head(spec, c), c.voice.say(spec.title or ""), back=True),)


def _back_head(spec: PageSpec, c: Context) -> Block:
    return Stack((Rule("heavy"), Space(1.4), Paragraph(c.voice.say(spec.title or ""), "lead", "H1"), Space(1.05), Rule("mid"), Space(0.7)))


def _number_rows(services: tuple[PublicService, ...], c: Context) -> tuple[Block, ...]:
    """Emergency numbers first, then one number of every service."""
    urgent = [
        _number_row(c.voice.say("label.urgent"), s.emergency.number, s, None, c) for s in services if s.emergency and s.emergency.number
    ]
    others: list[Block] = []
    for s in services:
        main = main_channel(s)
        if main and main.number and not main.emergency:
            label = c.voice.text(s.label) if s.label else c.voice.say("label.numbers")
            others.append(_number_row(label, shown_number(s, main), s, tel(main), c))
    return (*urgent, *others)


def _number_row(label: Localised, number: str, service: PublicService, uri: str | None, c: Context) -> Block:
    digits = Number(c.voice.number(number), "back", service.verified_on is not None, "end", uri)
    return Row((Cell(Paragraph(label, "small")), Cell(digits, natural=True)), 1.4, "middle")


_KINDS: dict[PageKind, Callable[[PageSpec, Context], tuple[Group, ...]]] = {
    PageKind.COVER: _cover,
    PageKind.DANGER: _danger,
    PageKind.CONTENTS: _contents,
    PageKind.LIST: _list,
    PageKind.SERVICES: _services,
    PageKind.PHRASES: _phrases,
    PageKind.ABOUT: _about,
    PageKind.NOTES: _notes,
    PageKind.NUMBERS: _numbers,
}
