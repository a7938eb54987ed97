"""Pages of services: their cards, how to find public offices, and indexes by need and by language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from booklet.compose.block import (
    Block,
    Cell,
    Flowed,
    Group,
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
from booklet.compose.context import Context, foot, head, page_group
from booklet.l10n.formats import MANY_LANGUAGES
from booklet.l10n.localised import Localised
from booklet.model.choice import Grouping
from booklet.model.choosing import group_of
from booklet.model.public import PublicService
from booklet.model.style import CardEdge
from booklet.model.template import PageSpec


def services(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """The cards of each country under its name."""
    out: list[Group] = []
    part = (spec.id, c.voice.say(spec.title or ""))
    packed = c.voice.selection.edition.services.group is Grouping.COUNTRY  # or cards would leave their headings
    for code, found in c.voice.selection.services.items():
        name = c.voice.country(code)
        body = tuple(_by_need(found[: spec.most], spec, c))
        out.append(Group(f"{spec.id}-{code}", body, head(spec, c, name), name, spec.section, foot(c, code), packed=packed, within=part))
    return tuple(out)


def _by_need(found: Iterable[PublicService], spec: PageSpec, c: Context) -> Iterator[Flowed]:
    """The cards of a country; where the edition groups them, under the name of each need."""
    rule = None if c.style.cards is CardEdge.BOX else Stack((Rule("card"), Space(c.mm("card-gap"))))
    under = None
    for service in found:
        topic = group_of(service, c.voice.selection.edition)
        if topic and topic is not under:
            yield Flowed(Paragraph(c.voice.text(topic.label), "lead", "H3"), rule, c.mm("card-space"), keep_next=True, heading=True)
        under = topic
        yield Flowed(card(service, spec.cards, c.voice, c.template), rule, c.mm("card-space"))


def directions(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """How to find the public offices of services, in words; no group where none has an office in public."""
    body: list[Flowed] = []
    for code, found in c.voice.selection.services.items():
        offices = [(s, site) for s in found for site in s.sites]
        if offices:
            before = Stack((Rule("mid"), Space(c.mm("card-gap")))) if body else None
            body.append(Flowed(Paragraph(c.voice.country(code), "lead", "H2"), before, c.mm("card-space"), keep_next=True, heading=True))
        for service, site in offices:
            address = Localised(site.address.text, site.address.lang)
            said: list[tuple[str, tuple[Localised, ...]]] = [("place", (*((c.voice.text(site.name),) if site.name else ()), address))]
            said += [(meaning, (c.voice.text(text),)) for meaning, text in (("landmark", site.landmark), ("transport", site.transportation), ("access", site.accessibility)) if text]
            if site.hours:
                said.append(("hours", c.voice.hours(site.hours, c.voice.selection.edition.as_of)))
            rows = tuple(_line(c.template.icons.get(meaning), lines, c) for meaning, lines in said)
            block = Stack((Paragraph(c.voice.text(service.name), "body-bold", "H3"), Space(c.mm("card-gap")), Stack(rows, role="L")))
            body.append(Flowed(block, Rule("hair"), c.mm("card-space")))
    return (page_group(spec, c, tuple(body)),) if body else ()


def _line(icon: str | None, lines: tuple[Localised, ...], c: Context) -> Block:
    picture: Block = Picture(icon, c.mm("fact-icon")) if icon else Space(0)
    return Row((Cell(picture, c.mm("fact-text")), Cell(Stack(tuple(Paragraph(line, "card") for line in lines)))), 0, "top", role="LI")


def needs(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Index: every kind of help with the services that give it, their numbers and pages."""
    found = _all(c)
    body = []
    for n, topic in enumerate({topic.id: topic for _, s in found for topic in s.needs}.values()):
        title = Row((Cell(Picture(topic.icon, c.mm("say-icon")), c.mm("index-column")), Cell(Paragraph(c.voice.text(topic.label), "body-bold", "H2"))), 0, "middle")
        rows = tuple(_entry(code, s, c) for code, s in found if topic in s.needs)
        body.append(Flowed(Stack((title, Stack(rows, role="L"))), c.between() if n else None, c.mm("index-space")))
    return (page_group(spec, c, tuple(body)),) if body else ()


def languages(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Index: every language that services are known to speak, the reader's own first, with numbers and pages."""
    found = _all(c)
    spoken: dict[str, list[tuple[str, PublicService]]] = {}
    for code, s in found:
        channel = main_channel(s)
        at = channel.languages if channel and channel.languages else s.languages
        for tag in dict.fromkeys((*at.spoken, *at.interpreter)):
            if tag != MANY_LANGUAGES:
                spoken.setdefault(tag, []).append((code, s))
    own = c.voice.lang.partition("-")[0]
    body = []
    for n, tag in enumerate(sorted(spoken, key=lambda t: t != own)):
        title = Paragraph(c.voice.language(tag), "body-bold", "H2")
        entries = Stack(tuple(_entry(code, s, c) for code, s in spoken[tag]), role="L")
        body.append(Flowed(Stack((title, entries)), c.between() if n else None, c.mm("index-space")))
    return (page_group(spec, c, tuple(body)),) if body else ()


def _all(c: Context) -> list[tuple[str, PublicService]]:
    return [(code, s) for code, found in c.voice.selection.services.items() for s in found]


def _entry(code: str, service: PublicService, c: Context) -> Block:
    """Country and label of a service, its number, and the page of its card if the booklet has one."""
    main = main_channel(service)
    label = c.voice.text(service.label) if service.label else c.voice.text(service.name)
    many = len(c.voice.selection.services) > 1
    words: Block = Paragraph(label, "card")
    if many:
        words = Row((Cell(Paragraph(Localised(code, "en"), "small"), c.mm("index-country")), Cell(words)))
    cells = [Cell(Space(0), c.mm("index-column")), Cell(words)]
    if main and main.number:
        number = Number(c.voice.number(shown_number(service, main)), "index", service.verified_on is not None, "end", tel(main))
        cells.append(Cell(number, natural=True))
    if c.carded(service):
        cells.append(Cell(PageNumber(service.id, "card", "index"), c.mm("index-page")))
    return Row(tuple(cells), c.mm("row-gap"), "middle", role="LI")
