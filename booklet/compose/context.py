"""What the pages of a booklet share: their head and foot, rows with a pictogram, the emergency numbers."""

from __future__ import annotations

from booklet.compose.block import (
    Block,
    Boxed,
    Cell,
    Flowed,
    Foot,
    Group,
    Numeral,
    Paragraph,
    Picture,
    Row,
    Rule,
    Space,
    Stack,
)
from booklet.compose.card import main_channel, shown_number
from booklet.compose.voice import Voice
from booklet.l10n.localised import Localised
from booklet.model.catalogue import Message, Operator
from booklet.model.selection import PublicService
from booklet.model.style import Cover, Head, Rows, Style
from booklet.model.style import Foot as FootStyle
from booklet.model.template import PageKind, PageSpec, Template
from booklet.model.values import Answer
from booklet.value import compared


@compared
class Context:
    """What pages are made from: the reader's voice, the voices of helpers, the template, the titles of all groups."""

    voice: Voice
    others: tuple[Voice, ...]
    template: Template
    reader: str = ""
    """BCP 47: whose booklet it is, where that is not the language that is speaking."""

    @property
    def reading(self) -> str:
        """The language that whoever holds the booklet speaks."""
        return self.reader or self.voice.lang

    def mm(self, name: str) -> float:
        return self.template.measure(name)

    def icon(self, meaning: str) -> str:
        return self.template.icon(meaning)

    @property
    def style(self) -> Style:
        return self.template.style

    @property
    def cover(self) -> Cover:
        """The edition's choice, or else the template's."""
        return self.voice.selection.edition.cover or self.template.cover

    def carded(self, service: PublicService) -> bool:
        """Whether the booklet has a card of a service, so that its page can be named."""
        listed = self.voice.selection.services[service.country]
        return any(service in listed[: spec.most] for spec in self.template.pages if spec.kind is PageKind.SERVICES)

    def between(self) -> Block | None:
        """What stands between the rows of a list."""
        match self.style.rows:
            case Rows.LINE:
                return Rule("hair")
            case Rows.DOTS:
                return Rule("hair", dotted=True)
            case Rows.AIR:
                return None


def head(spec: PageSpec, c: Context, part: Localised | None = None) -> Block:
    """The heavy rule, pictogram and title that open a page; with the name of a part, the title stands small above it."""
    assert spec.title and spec.icon
    title: Block = Paragraph(c.voice.say(spec.title), "head", "H1")
    height = c.mm("head-height")
    if part:
        title = Stack((Paragraph(c.voice.say(spec.title), "small", "H1"), Paragraph(part, "head", "H2")))
        height = c.mm("head-part-height")
    air = Space(c.mm("head-air"))
    words = Cell(Stack((air, title, air)))
    picture = Picture(spec.icon, c.mm("head-icon"), accent=True)
    gap = Space(c.mm("head-gap"))
    if c.style.head is Head.BOX:
        inset = c.mm("head-inset")
        cell = Cell(Row((Cell(Space(0), inset), Cell(picture))), c.mm("head-icon") + 2 * inset)
        row = Row((cell, Cell(Space(0), inset), words, Cell(Space(0), inset)), 0, "middle", height, divider="card")
        return Stack((Boxed(row, 0, plain=True), gap))
    row = Row((Cell(picture, c.mm("icon-column")), words), 0, "middle", height)
    if c.style.head is Head.BAR:
        return Stack((Rule("bar", c.mm("head-icon")), row, Rule("hair"), gap))
    return Stack((Rule("heavy"), row, Rule("mid"), gap))


def page_group(spec: PageSpec, c: Context, body: tuple[Flowed, ...]) -> Group:
    """A group with the usual head, tab and foot."""
    title = c.voice.say(spec.title) if spec.title else None
    return Group(spec.id, body, head(spec, c), title, spec.section, foot(c), spec.start)


def foot(c: Context, country: str | None = None) -> Foot | None:
    """The foot of a page, where the template's pages have one."""
    return None if c.style.foot is FootStyle.NONE else Foot(strip(c.voice, country))


def pictured(c: Context, icon: str | None, text: Localised, style: str, height: float, size: float, number: int = 0) -> Block:
    """A pictogram and its words; a step has its number before them."""
    picture: Block = Picture(icon, size) if icon else Space(0)
    air = Space(c.mm("row-air"))
    words = Cell(Stack((air, Paragraph(text, style), air)))
    if number:
        digit = Cell(Numeral(Localised(str(number), "en"), "lead", c.mm("numeral")), c.mm("number-column"))
        return Row((digit, Cell(picture, c.mm("step-icon-column")), words), 0, "middle", height, role="LI")
    return Row((Cell(picture, c.mm("icon-column")), words), 0, "middle", height, role="LI")


def messages_of(names: tuple[str, ...], c: Context) -> list[Message]:
    """Those of the messages that this edition prints."""
    return [c.voice.selection.messages[n] for n in names if c.voice.has(n)]


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
    if country and not found and (other := teller(voice, country)) and (main := main_channel(other)):
        found[country] = shown_number(other, main)
    if not found:
        return None
    if country:
        return voice.placed(found[country], country, "{} {}")
    return Localised(" · ".join(f"{code} {number}" for code, number in found.items()), "en")


def teller(voice: Voice, country: str) -> PublicService | None:
    """The line of a country without an emergency number in the edition that is known to reach the police."""
    lines = (s for s in voice.selection.services[country] if s.confidentiality.tells_police is Answer.YES)
    return next(lines, None)
