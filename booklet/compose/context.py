"""What the pages of a booklet share: their head and foot, rows with a pictogram, the emergency numbers."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.compose.block import Block, Cell, Flowed, Foot, Group, Paragraph, Picture, Row, Rule, Space, Stack
from booklet.compose.card import main_channel, shown_number
from booklet.compose.voice import Voice
from booklet.l10n.localised import Localised
from booklet.model.catalogue import Message, Operator
from booklet.model.selection import PublicService
from booklet.model.template import PageSpec, Template
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
    row = Row((Cell(Picture(spec.icon, c.mm("head-icon")), c.mm("icon-column")), words), 0, "middle", height)
    return Stack((Rule("heavy"), row, Rule("mid"), Space(c.mm("head-gap"))))


def page_group(spec: PageSpec, c: Context, body: tuple[Flowed, ...]) -> Group:
    """A group with the usual head, tab and foot."""
    title = c.voice.say(spec.title) if spec.title else None
    return Group(spec.id, body, head(spec, c), title, spec.section, Foot(strip(c.voice)), spec.start)


def pictured(c: Context, icon: str | None, text: Localised, style: str, height: float, size: float, number: int = 0) -> Block:
    """A pictogram and its words; a step has its number before them."""
    picture: Block = Picture(icon, size) if icon else Space(0)
    words = Cell(Paragraph(text, style, "LBody"))
    if number:
        digit = Cell(Paragraph(Localised(str(number), "en"), "lead", "Lbl"), c.mm("number-column"))
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
