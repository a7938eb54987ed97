"""What each kind of page says, as blocks. One function per kind; the template's sequence calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

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
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Rule,
    Space,
    Stack,
)
from booklet.compose.card import card
from booklet.compose.context import Context, emergency, head, messages_of, page_group, pictured, strip
from booklet.compose.numbers import danger, numbers
from booklet.compose.voice import Voice
from booklet.l10n.localised import Localised
from booklet.model.catalogue import Message
from booklet.model.choice import Grouping
from booklet.model.choosing import group_of
from booklet.model.public import PublicService
from booklet.model.template import PageKind, PageSpec


def groups(spec: PageSpec, context: Context) -> tuple[Group, ...]:
    """The page groups of one entry of the sequence."""
    return _KINDS[spec.kind](spec, context)


def _cover(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """A harmless title and picture; the picture gives way where a title is long, and at last the title."""
    forms = (("cover-art", "cover"), ("cover-art-low", "cover"), ("cover-art-lowest", "cover"), ("cover-art-lowest", "head"))
    return (Group(spec.id, (Flowed(FirstFit(tuple(_cover_page(c.mm(art), title, c) for art, title in forms))),)),)


def _cover_page(art: float, title: str, c: Context) -> Block:
    voice = c.voice
    return Stack(
        (
            Rule("heavy"),
            Space(c.mm("cover-drop")),
            Paragraph(voice.say(voice.selection.edition.title), title, "H1"),
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


def _contents(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Everything on one page: in rows with air, without, or in small letters where lines are high or titles long."""
    forms = ((c.mm("contents-row"), "card"), (0.0, "card"), (0.0, "small"))
    options = tuple(Stack(tuple(_contents_rows(height, style, c)), role="TOC") for height, style in forms)
    return (page_group(spec, c, (Flowed(FirstFit(options)),)),)


def _contents_rows(height: float, style: str, c: Context) -> Iterator[Block]:
    section = 0
    for n, spec in enumerate(s for s in c.template.pages if s.listed and s.title):
        if n and spec.section != section:
            yield Rule("hair")
        section = spec.section or section
        yield _contents_row(c.voice.say(spec.title or ""), spec.id, f"{style}-bold", spec.icon, height, c)
        if spec.kind is PageKind.SERVICES:
            for code in c.voice.selection.services:
                yield _contents_row(c.voice.country(code), f"{spec.id}-{code}", style, None, height, c)


def _contents_row(title: Localised, target: str, style: str, icon: str | None, height: float, c: Context) -> Block:
    picture: Block = Picture(icon, c.mm("contents-icon")) if icon else Space(0)
    cells = (Cell(picture, c.mm("contents-column")), Cell(Paragraph(title, style)), Cell(PageNumber(target, style), c.mm("contents-page")))
    return Row(cells, 0, "middle", height, role="TOCI", target=target)


def _list(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    body: list[Flowed] = [Flowed(Paragraph(c.voice.say(m), "lead"), None, c.mm("lead-space"), keep_next=True) for m in spec.lead if c.voice.has(m)]
    if body:
        body.append(Flowed(Space(c.mm("lead-after")), keep_next=True))
    messages = messages_of(spec.messages, c)
    order = [*(m.id for m in messages), *spec.close]
    for n, m in enumerate(messages):
        together = any(_spans(one, order, n) for one in messages)
        text = c.voice.text(m.text, **values(m, c))
        row = pictured(c, m.icon, text, "body", c.mm(spec.row), c.mm("list-icon"), n + 1 if spec.numbered else 0)
        body.append(Flowed(row, Rule("hair") if n else None, keep_next=together))
    for name in spec.close:
        if c.voice.has(name):
            message = c.voice.selection.messages[name]
            words = Paragraph(c.voice.text(message.text, **values(message, c)), "body-bold")
            body.append(Flowed(Boxed(words, c.mm("frame-padding")), None, c.mm("close-space")))
    return (page_group(spec, c, tuple(body)),)


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
        "language": c.voice.autonym,
        "date": c.voice.day(c.voice.selection.edition.as_of),
    }
    return {name: value for name, value in known.items() if f"{{{name}}}" in message.text.source}


def _services(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    out: list[Group] = []
    part = (spec.id, c.voice.say(spec.title or ""))
    rule = Stack((Rule("card"), Space(c.mm("card-gap"))))
    packed = c.voice.selection.edition.services.group is Grouping.COUNTRY  # or cards would leave their headings
    for code, services in c.voice.selection.services.items():
        name = c.voice.country(code)
        body = tuple(_by_need(services, rule, c))
        out.append(Group(f"{spec.id}-{code}", body, head(spec, c, name), name, spec.section, Foot(strip(c.voice, code)), packed=packed, within=part))
    return tuple(out)


def _by_need(services: Iterable[PublicService], rule: Block, c: Context) -> Iterator[Flowed]:
    """The cards of a country; where the edition groups them, under the name of each need."""
    under = None
    for service in services:
        topic = group_of(service, c.voice.selection.edition)
        if topic and topic is not under:
            yield Flowed(Paragraph(c.voice.text(topic.label), "lead", "H3"), rule, c.mm("card-space"), keep_next=True, heading=True)
        under = topic
        yield Flowed(card(service, c.voice, c.template), rule, c.mm("card-space"))


def _phrases(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    body = [
        Flowed(_phrase(m, c), Rule("mid") if n else None, c.mm("phrase-space"))
        for n, m in enumerate(messages_of(spec.messages, c))
    ]
    return (page_group(spec, c, tuple(body)),)


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
        row = Row((label, Cell(Stack(tuple(Paragraph(t, "card") for t in lines)))), c.mm("column-gap"), "top", role="LI")
        body.append(Flowed(row, Rule("hair") if n else None, c.mm("about-space")))
    body.append(Flowed(Lines(c.mm("note-pitch")), Rule("hair"), c.mm("about-space")))
    return (replace(page_group(spec, c, tuple(body)), movable=True),)


def _notes(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    title = c.voice.say(spec.title) if spec.title else None
    body = (Flowed(Lines(c.mm("note-pitch"))),)
    return (Group(spec.id, body, head(spec, c), title, spec.section, Foot(strip(c.voice)), padding=True),)


_KINDS: dict[PageKind, Callable[[PageSpec, Context], tuple[Group, ...]]] = {
    PageKind.COVER: _cover,
    PageKind.DANGER: danger,
    PageKind.CONTENTS: _contents,
    PageKind.LIST: _list,
    PageKind.SERVICES: _services,
    PageKind.PHRASES: _phrases,
    PageKind.ABOUT: _about,
    PageKind.NOTES: _notes,
    PageKind.NUMBERS: numbers,
}
