"""One sheet for a wall: what to do in danger, then numbers and services with their QR codes. Nothing to tear off: a missing
strip tells who took it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from booklet.compose.block import (
    Block,
    Cell,
    FirstFit,
    Flowed,
    Group,
    Number,
    Paragraph,
    Picture,
    Row,
    Rule,
    Space,
    Stack,
)
from booklet.compose.card import compact_facts, main_channel, qr, shown_number, tel, told_facts
from booklet.compose.context import Context, messages_of
from booklet.compose.numbers import call_frame, sayings
from booklet.l10n.localised import Localised
from booklet.model.public import PublicService
from booklet.model.template import PageSpec

_Below = Callable[[PublicService], tuple[Block, ...]]
"""What stands under the number of a service."""


def poster(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Title, the numbers to call in danger and what to say, services two by two, and the day of the edition.

    Where the services of an edition do not all find room with everything, each says less: purpose, languages and hours
    first, at last only who is told."""

    def everything(s: PublicService) -> tuple[Block, ...]:
        return (*_purpose(s, c), compact_facts(s, c.voice, c.template))

    def told(s: PublicService) -> tuple[Block, ...]:
        return (told_facts(s, c.voice, c.template),)

    forms = tuple(Stack((*_top(spec, c), *_grid(spec, below, c), *_bottom(spec, c))) for below in (everything, lambda s: (*_purpose(s, c), *told(s)), told))
    return (Group(spec.id, (Flowed(FirstFit(forms)),), None, _title(spec, c)),)


def _title(spec: PageSpec, c: Context) -> Localised:
    return c.voice.say(spec.title or c.voice.selection.edition.title)


def _top(spec: PageSpec, c: Context) -> tuple[Block, ...]:
    gap = Space(c.mm("head-gap"))
    title: Block = Paragraph(_title(spec, c), "poster", "H1")
    if spec.icon:
        title = Row((Cell(Picture(spec.icon, c.mm("poster-icon"), accent=True), c.mm("poster-icon")), Cell(title)), c.mm("column-gap"))
    danger = Row((Cell(call_frame(c), c.mm("poster-danger")), Cell(sayings("lead", c))), c.mm("poster-gutter"), "top")
    return (Rule("heavy"), gap, title, gap, danger)


def _grid(spec: PageSpec, below: _Below, c: Context) -> Iterator[Block]:
    """Services of each country in two columns, under its name where there are several."""
    many = len(c.voice.selection.services) > 1
    for code, found in c.voice.selection.services.items():
        shown = [s for s in found if (main := main_channel(s)) and main.number and not main.emergency][: spec.most]
        if many and shown:
            yield from (Space(c.mm("card-space")), Paragraph(c.voice.country(code), "lead", "H2"))
        for n in range(0, len(shown), 2):
            cells = [Cell(_service(s, below(s), "H3" if many else "H2", c)) for s in shown[n : n + 2]]
            yield Space(c.mm("card-space"))
            yield Row((*cells, *(Cell(Space(0)) for _ in range(2 - len(cells)))), c.mm("poster-gutter"), "top")


def _service(service: PublicService, below: tuple[Block, ...], role: str, c: Context) -> Block:
    """Name (a heading of level `role`) and number, the code at the end side, and what is `below`."""
    main = main_channel(service)
    assert main
    name = Paragraph(c.voice.text(service.name), "body-bold", role)
    gap = Space(c.mm("row-gap") / 2)
    digits = Number(c.voice.number(shown_number(service, main)), "full", service.verified_on is not None, uri=tel(main))
    line = Row((Cell(Picture(c.icon("call"), c.mm("card-call-icon")), c.mm("card-call-icon")), Cell(digits)), c.mm("row-gap"))
    plain = Stack((name, gap, line))
    forms: tuple[Block, ...] = (plain,)
    if code := qr(main, c.voice, c.template):
        end = Cell(code, natural=True)
        beside = Row((Cell(plain), end), c.mm("column-gap"), "top")
        forms = (beside, Stack((Row((Cell(name), end), c.mm("column-gap"), "top"), line)))
    return Stack((Rule("card"), Space(c.mm("card-gap")), FirstFit(forms, across=True), Space(c.mm("fact-gap")), *below), role="Sect")


def _purpose(service: PublicService, c: Context) -> tuple[Block, ...]:
    return (Paragraph(c.voice.text(service.summary), "card"), Space(c.mm("fact-gap")))


def _bottom(spec: PageSpec, c: Context) -> Iterator[Block]:
    """What everyone should know, and the imprint: the day of the edition, when numbers were called, where to tell a mistake."""
    voice = c.voice
    space, gap = Space(c.mm("card-space")), Space(c.mm("card-gap"))
    if words := tuple(Paragraph(voice.text(m.text), "body") for m in messages_of(spec.messages, c)):
        blocks: tuple[Block, ...] = (space, Rule("mid"), gap, *words)
        yield from blocks
    checked = voice.selection.checked_on
    facts: list[tuple[str, Localised]] = [
        ("about.edition", voice.day(voice.selection.edition.as_of)),
        ("about.checked", voice.day(checked) if checked else voice.say("about.checked.never")),
        ("about.mistake", voice.say("about.mistake.tell")),
    ]
    cells = tuple(Cell(Stack((Paragraph(voice.say(name), "small-bold"), Paragraph(said, "small")))) for name, said in facts)
    imprint: tuple[Block, ...] = (space, Rule("hair"), gap, Row(cells, c.mm("poster-gutter"), "top"))
    yield from imprint
