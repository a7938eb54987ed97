"""Pages of messages: lists, steps, few words set large, and phrases to show."""

from __future__ import annotations

from booklet.compose.block import (
    Block,
    Boxed,
    Cell,
    FirstFit,
    Flowed,
    Group,
    Paragraph,
    Picture,
    Row,
    Rule,
    Space,
    Stack,
)
from booklet.compose.context import Context, emergency, foot, messages_of, page_group, pictured
from booklet.compose.voice import Voice
from booklet.l10n.localised import Localised
from booklet.model.catalogue import Message
from booklet.model.template import PageSpec, Start


def rows(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Messages in rows, each with its pictogram; numbered, they are steps. Never with boxes to tick: a marked list is
    evidence against its owner."""
    body: list[Flowed] = [Flowed(Paragraph(c.voice.say(m), "lead"), None, c.mm("lead-space"), keep_next=True) for m in spec.lead if c.voice.has(m)]
    if body:
        body.append(Flowed(Space(c.mm("lead-after")), keep_next=True))
    messages = messages_of(spec.messages, c)
    order = [*(m.id for m in messages), *spec.close]
    for n, m in enumerate(messages):
        together = any(_spans(one, order, n) for one in messages)
        text = c.voice.text(m.text, **values(m, c))
        row = pictured(c, m.icon, text, "body", c.mm(spec.row), c.mm("list-icon"), n + 1 if spec.numbered else 0)
        body.append(Flowed(row, c.between() if n else None, keep_next=together))
    body += closing(spec.close, c)
    return (page_group(spec, c, tuple(body)),)


def closing(names: tuple[str, ...], c: Context) -> list[Flowed]:
    """Messages set apart, each in a frame."""
    out = []
    for m in messages_of(names, c):
        words = Paragraph(c.voice.text(m.text, **values(m, c)), "body-bold")
        out.append(Flowed(Boxed(words, c.mm("frame-padding")), None, c.mm("close-space")))
    return out


def _spans(message: Message, order: list[str], n: int) -> bool:
    """Whether rows n and n + 1 lie between a message and one that it must be kept with."""
    at = order.index(message.id)
    others = [order.index(k) for k in message.keep_with if k in order]
    return any(min(at, o) <= n < max(at, o) for o in others)


def values(message: Message, c: Context) -> dict[str, Localised]:
    """What fills a message's placeholders."""
    police = [c.voice.placed(s.emergency.number, code) for code, s in emergency(c.voice) if s.emergency and s.emergency.number]
    known = {
        "number": c.voice.numbers(police),
        "language": c.voice.language(c.reader) if c.reader else c.voice.autonym,
        "date": c.voice.day(c.voice.selection.edition.as_of),
    }
    return {name: value for name, value in known.items() if f"{{{name}}}" in message.text.source}


def message(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Few words, each under a large pictogram of its own: what to read first, or all that a small page can hold."""
    body: list[Flowed] = []
    for m in messages_of(spec.lead, c):
        words = c.voice.text(m.text, **values(m, c))
        picture = (Picture(m.icon, c.mm("message-icon")), Space(c.mm("lead-space"))) if m.icon else ()
        body.append(Flowed(Stack((*picture, *_largest(words, ("head", "lead")))), None, c.mm("message-space")))
    for m in messages_of(spec.messages, c):
        body.append(Flowed(Paragraph(c.voice.text(m.text, **values(m, c)), "body"), None, c.mm("lead-space")))
    body += closing(spec.close, c)
    if spec.title and spec.icon:
        return (page_group(spec, c, tuple(body)),)
    return (Group(spec.id, tuple(body), tab=spec.section, foot=foot(c), start=spec.start),)


def _largest(text: Localised, styles: tuple[str, ...], role: str = "P") -> tuple[Block, ...]:
    return (FirstFit(tuple(Paragraph(text, style, role) for style in styles), across=True),)


def phrases(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Things to say, several on a page, each in all the languages of this booklet."""
    body = [
        Flowed(_phrase(m, c), Rule("mid") if n else None, c.mm("phrase-space"))
        for n, m in enumerate(messages_of(spec.messages, c))
    ]
    return (page_group(spec, c, tuple(body)),)


def _phrase(message: Message, c: Context) -> Block:
    """One thing to say, in the reader's language and in those of the people who may help."""
    lines: list[Block] = [*_largest(_spoken(message, c.voice, c.reading), ("lead", "body-bold", "card-bold"))]
    for other in c.others:
        words = Paragraph(_spoken(message, other, c.reading), "card")
        name = Paragraph(other.autonym, "tiny")
        beside = c.mm("phrase-language")
        lines.append(Row((Cell(name, beside), Cell(words)), 0, "middle") if beside else Stack((name, words)))
    picture: Block = Picture(message.icon, c.mm("phrase-icon")) if message.icon else Space(0)
    return Row((Cell(picture, c.mm("phrase-column")), Cell(Stack(tuple(lines)))), 0, "top", role="LI")


def show(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """One phrase to a page, to be held up and pointed at: a large pictogram, the reader's words, then the helper's as large."""
    title = c.voice.say(spec.title) if spec.title else None
    out = []
    for n, m in enumerate(messages_of(spec.messages, c)):
        page = FirstFit(tuple(_shown(m, *form, c) for form in _SHOWN))
        name, start = (f"{spec.id}-{n + 1}", Start.ANY) if n else (spec.id, spec.start)
        out.append(Group(name, (Flowed(page),), None, None if n else title, spec.section, foot(c), start))
    return tuple(out)


_SHOWN = (("show-icon", "cover", "head"), ("show-icon", "head", "lead"), ("show-icon-low", "head", "body"), ("show-icon-low", "lead", "card"))
"""The measure of the pictogram, the style of the reader's words and of the helpers'."""


def _shown(message: Message, icon: str, own: str, theirs: str, c: Context) -> Block:
    picture = (Picture(message.icon, c.mm(icon), accent=True), Space(c.mm("show-gap"))) if message.icon else ()
    blocks: list[Block] = [Rule("heavy"), Space(c.mm("show-gap")), *picture, Paragraph(_spoken(message, c.voice, c.reading), own)]
    theirs = own if len(c.others) == 1 else theirs
    for n, other in enumerate(c.others):
        gap = Space(c.mm("show-gap") / (1 if len(c.others) == 1 else 2))
        words = Stack((Paragraph(other.autonym, "small"), Paragraph(_spoken(message, other, c.reading), theirs)))
        blocks += [gap, Rule("hair" if n else "mid"), gap, words]
    return Stack(tuple(blocks))


def _spoken(message: Message, voice: Voice, reader: str) -> Localised:
    filled: dict[str, Localised] = {}
    if "{language}" in message.text.source:
        filled["language"] = voice.language(reader)
    if "{number}" in message.text.source:
        filled["number"] = voice.plain("________")
    return voice.text(message.text, **filled)
