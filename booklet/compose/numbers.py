"""The pages of numbers: in danger now, and all numbers outside on the back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from booklet.compose.block import (
    Block,
    Boxed,
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
from booklet.compose.card import main_channel, shown_number, tel
from booklet.compose.context import Context, emergency, messages_of, page_group, pictured, teller
from booklet.l10n.localised import Localised
from booklet.model.selection import PublicService
from booklet.model.template import PageSpec


def danger(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Who to call in danger, country by country, and what to say first."""
    voice = c.voice
    calls: dict[str, tuple[str, PublicService]] = {}
    for code, service in emergency(voice):
        if service.emergency and service.emergency.number:
            calls.setdefault(code, (service.emergency.number, service))
    body = [Flowed(FirstFit((_calls(calls, "lead", "danger", c), _calls(calls, "body-bold", "second", c))))]
    for code in voice.selection.services:
        if code not in calls and (other := teller(voice, code)):
            body.append(Flowed(_other_line(code, other, c), None, c.mm("card-gap")))
    body.append(Flowed(Paragraph(voice.say("say.first"), "body-bold"), Rule("mid"), c.mm("card-gap"), keep_next=True))
    sayings = (("place", "say.place"), ("calling_from", "say.number"), ("language", "say.language"))
    for n, (meaning, name) in enumerate(sayings):
        row = _saying(c, c.icon(meaning), voice.say(name))
        body.append(Flowed(row, Rule("hair") if n else None, c.mm("say-gap"), keep_next=n < len(sayings) - 1))
    for m in messages_of(spec.messages, c):
        body.append(Flowed(_saying(c, m.icon, voice.text(m.text)), Rule("mid"), c.mm("say-gap")))
    return (page_group(spec, c, tuple(body)),)


def _calls(calls: Mapping[str, tuple[str, PublicService]], style: str, digits: str, c: Context) -> Block:
    """The frame with the numbers to call, by country."""
    rows: list[Block] = [Paragraph(c.voice.say("danger.call"), style)]
    rows += [_danger_row(c.voice.country(code), number, service, digits, c) for code, (number, service) in calls.items()]
    return Boxed(Stack(tuple(rows), c.mm("danger-gap")), c.mm("frame-padding"))


def _saying(c: Context, icon: str | None, text: Localised) -> Block:
    return FirstFit(tuple(pictured(c, icon, text, style, 0.0, c.mm("say-icon")) for style in ("body", "card")))


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
    tables = FirstFit((_in_one_column(c), _in_two_columns(c)))
    rule = Stack((Rule("hair"), Space(c.mm("back-gap") / 2)))
    body = (Flowed(tables), Flowed(Paragraph(c.voice.say("numbers.short"), "card"), rule, c.mm("back-gap") / 2))
    return (Group(spec.id, body, _back_head(spec, c), c.voice.say(spec.title or ""), back=True),)


def _in_one_column(c: Context) -> Block:
    """Each country's name beside its numbers."""
    gap = Space(c.mm("back-gap") / 2)
    blocks: list[Block] = []
    for code, services in c.voice.selection.services.items():
        rows = Stack(tuple(_number_row(row, c) for row in _listed(services, c)), c.mm("back-gap"))
        cells = (Cell(Paragraph(c.voice.country(code), "small-bold"), c.mm("back-country")), Cell(rows))
        blocks += [*((gap, Rule("hair"), gap) if blocks else ()), Row(cells, c.mm("row-gap"), "top")]
    return Stack(tuple(blocks))


def _in_two_columns(c: Context) -> Block:
    """Each country's name above its numbers, as many rows on the left as on the right; for scripts with high lines.

    The column with the longer numbers is the wider one."""
    parts = [(code, _listed(services, c)) for code, services in c.voice.selection.services.items()]
    rows = [1 + len(listed) for _, listed in parts]
    cut = min(range(len(parts) + 1), key=lambda n: abs(sum(rows[:n]) - sum(rows[n:])))
    halves = parts[:cut], parts[cut:]
    longest = [max((len(row.number) for _, listed in half for row in listed), default=1) for half in halves]
    margins = c.template.margins
    room = c.template.trim[0] - margins.inner - margins.outer - c.mm("back-gutter")
    first, second = (_column(half, c) for half in halves)
    return Row((Cell(first, room * longest[0] / sum(longest)), Cell(second)), c.mm("back-gutter"), "top")


def _column(parts: Sequence[tuple[str, Sequence[_Listed]]], c: Context) -> Block:
    gap = Space(c.mm("back-gap") / 2)
    blocks: list[Block] = []
    for code, listed in parts:
        rows = (Paragraph(c.voice.country(code), "small-bold"), *(_number_row(row, c) for row in listed))
        blocks += [*((gap, Rule("hair"), gap) if blocks else ()), Stack(rows, c.mm("back-gap"))]
    return Stack(tuple(blocks))


def _back_head(spec: PageSpec, c: Context) -> Block:
    title = Paragraph(c.voice.say(spec.title or ""), "lead", "H1")
    above, below, after = (Space(c.mm(f"back-{place}")) for place in ("above", "below", "after"))
    return Stack((Rule("heavy"), above, title, below, Rule("mid"), after))


class _Listed(NamedTuple):
    """A row of the back page."""

    label: Localised
    number: str
    checked: bool
    uri: str | None


def _listed(services: tuple[PublicService, ...], c: Context) -> list[_Listed]:
    """Emergency numbers first, then one number of every service."""
    urgent: list[_Listed] = []
    others: list[_Listed] = []
    for s in services:
        checked = s.verified_on is not None
        if s.emergency and s.emergency.number:
            urgent.append(_Listed(c.voice.say("label.urgent"), s.emergency.number, checked, None))
        main = main_channel(s)
        if main and main.number and not main.emergency:
            label = c.voice.text(s.label) if s.label else c.voice.say("label.numbers")
            others.append(_Listed(label, shown_number(s, main), checked, tel(main)))
    return [*urgent, *others]


def _number_row(row: _Listed, c: Context) -> Block:
    """Label and number on one line, if need be in lower digits; one above the other where there is no room for both."""
    words = Paragraph(row.label, "small")

    def digits(heights: str) -> Number:
        return Number(c.voice.number(row.number), heights, row.checked, "end", row.uri)

    beside = [Row((Cell(words), Cell(digits(h), natural=True)), c.mm("row-gap"), "middle") for h in ("back", "back-low")]
    return FirstFit((*beside, Stack((words, digits("back")))), across=True)
