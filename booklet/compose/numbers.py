"""The pages of numbers: in danger now, and all numbers outside on the back."""

from __future__ import annotations

from booklet.compose.block import Block, Boxed, Cell, Flowed, Group, Number, Paragraph, Picture, Row, Rule, Space, Stack
from booklet.compose.card import main_channel, shown_number, tel
from booklet.compose.context import Context, emergency, messages_of, page_group, pictured, teller
from booklet.l10n.localised import Localised
from booklet.model.selection import PublicService
from booklet.model.template import PageSpec


def danger(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Who to call in danger, country by country, and what to say first."""
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
        if code not in shown and (other := teller(voice, code)):
            body.append(Flowed(_other_line(code, other, c), None, c.mm("card-gap")))
    body.append(Flowed(Paragraph(voice.say("say.first"), "body-bold"), Rule("mid"), c.mm("card-gap"), keep_next=True))
    sayings = (("place", "say.place"), ("calling_from", "say.number"), ("language", "say.language"))
    for n, (meaning, name) in enumerate(sayings):
        row = pictured(c, c.icon(meaning), voice.say(name), "body", 0.0, c.mm("say-icon"))
        body.append(Flowed(row, Rule("hair") if n else None, c.mm("say-gap"), keep_next=n < len(sayings) - 1))
    for m in messages_of(spec.messages, c):
        body.append(Flowed(pictured(c, m.icon, voice.text(m.text), "body", 0.0, c.mm("say-icon")), Rule("mid"), c.mm("say-gap")))
    return (page_group(spec, c, tuple(body)),)


def _danger_row(name: Localised, number: str, service: PublicService, digits: str, c: Context) -> Block:
    return Row(
        (
            Cell(Picture(c.icon("call"), c.mm("say-icon")), c.mm("number-column")),
            Cell(Number(c.voice.number(number), digits, service.verified_on is not None), c.mm("danger-number")),
            Cell(Paragraph(name, "body-bold")),
        ),
        c.mm("row-gap"),
    )


def _other_line(country: str, service: PublicService, c: Context) -> Block:
    main = main_channel(service)
    number = shown_number(service, main) if main else ""
    words = Stack((Paragraph(c.voice.country(country), "body-bold"), Paragraph(c.voice.say("danger.other"), "card")))
    return Row((Cell(words), Cell(Number(c.voice.number(number), "second", service.verified_on is not None), natural=True)), c.mm("column-gap"))


def numbers(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """The back page: every number, with harmless words, for it is seen from outside."""
    body: list[Flowed] = []
    rule = Stack((Rule("hair"), Space(c.mm("back-gap") / 2)))
    for n, (code, services) in enumerate(c.voice.selection.services.items()):
        rows = Stack(_number_rows(services, c), c.mm("back-gap"))
        cells = (Cell(Paragraph(c.voice.country(code), "small-bold"), c.mm("back-country")), Cell(rows))
        body.append(Flowed(Row(cells, c.mm("row-gap"), "top"), rule if n else None, c.mm("back-gap") / 2))
    body.append(Flowed(Paragraph(c.voice.say("numbers.short"), "card"), rule, c.mm("back-gap") / 2))
    return (Group(spec.id, tuple(body), _back_head(spec, c), c.voice.say(spec.title or ""), back=True),)


def _back_head(spec: PageSpec, c: Context) -> Block:
    title = Paragraph(c.voice.say(spec.title or ""), "lead", "H1")
    above, below, after = (Space(c.mm(f"back-{place}")) for place in ("above", "below", "after"))
    return Stack((Rule("heavy"), above, title, below, Rule("mid"), after))


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
    return Row((Cell(Paragraph(label, "small")), Cell(digits, natural=True)), c.mm("row-gap"), "middle")
