"""The pages of numbers: in danger now, and all numbers outside on the back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from booklet.model.values import Answer

_SAYINGS = (("place", "say.place"), ("calling_from", "say.number"), ("language", "say.language"))
"""What is to be said first: the meaning of the pictogram, and the word."""


def danger(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Who to call in danger, country by country, and what to say first."""
    voice = c.voice
    calls = _calls_of(c)
    body = [Flowed(call_frame(c))]
    for code in voice.selection.services:
        if code not in calls and (other := teller(voice, code)):
            body.append(Flowed(_other_line(code, other, c), None, c.mm("card-gap")))
    body += _sayings_apart(c) if spec.apart else [Flowed(sayings("body-bold", c), Rule("mid"), c.mm("card-gap"))]
    for m in messages_of(spec.messages, c):
        body.append(Flowed(_saying(c, m.icon, voice.text(m.text)), c.between(), c.mm("say-gap")))
    return (page_group(spec, c, tuple(body)),)


def _calls_of(c: Context) -> dict[str, tuple[str, PublicService]]:
    """The number to call in each country, with its service."""
    calls: dict[str, tuple[str, PublicService]] = {}
    for code, service in emergency(c.voice):
        if service.emergency and service.emergency.number:
            calls.setdefault(code, (service.emergency.number, service))
    return calls


def sayings(title: str, c: Context) -> Block:
    """What to say first, when someone answers, in rows with air where there is room. `title`: the style of the words above."""
    low, said = c.mm("say-icon"), Paragraph(c.voice.say("say.first"), title)
    forms = ((c.mm("list-row-close"), c.mm("list-icon"), "body"), (0.0, low, "body"), (0.0, low, "card"))
    return FirstFit(tuple(Stack((said, Stack(tuple(_saying_rows(*form, c)), role="L"))) for form in forms))


def _sayings_apart(c: Context) -> Iterator[Flowed]:
    """The same in low rows, each of which may stand on the next page."""
    yield Flowed(Paragraph(c.voice.say("say.first"), "body-bold"), Rule("mid"), c.mm("card-gap"), keep_next=True)
    for n, (meaning, name) in enumerate(_SAYINGS):
        yield Flowed(pictured(c, c.icon(meaning), c.voice.say(name), "body", 0.0, c.mm("say-icon")), c.between() if n else None, c.mm("say-gap"))


def _saying_rows(height: float, icon: float, style: str, c: Context) -> Iterator[Block]:
    for n, (meaning, name) in enumerate(_SAYINGS):
        if n and (rule := c.between()):
            yield from (Space(c.mm("say-gap")), rule)
        yield pictured(c, c.icon(meaning), c.voice.say(name), style, height, icon)


def call_frame(c: Context) -> Block:
    """The frame with the numbers to call: one number as large as it can be, several in rows, by country."""
    calls = _calls_of(c)
    if len(calls) == 1 == len(c.voice.selection.services):
        return FirstFit(tuple(_one_call(*next(iter(calls.items())), digits, c) for digits in ("danger-one", "danger-low")))
    return FirstFit((_calls(calls, "lead", "danger", c), _calls(calls, "body-bold", "second", c)))


def _one_call(code: str, call: tuple[str, PublicService], digits: str, c: Context) -> Block:
    number, service = call
    inside = service.emergency and service.emergency.national_only is Answer.YES
    where = c.voice.say("call.only_inside", country=c.voice.country(code)) if inside else c.voice.country(code)
    large = Number(c.voice.number(number), digits, service.verified_on is not None)
    line = Row((Cell(Picture(c.icon("call"), c.mm("call-icon")), c.mm("call-icon")), Cell(large)), c.mm("call-gap"))
    words = Stack((Paragraph(c.voice.say("danger.call"), "lead"), Paragraph(where, "card")))
    return Boxed(Stack((words, line), c.mm("danger-gap")), c.mm("frame-padding"))


def _calls(calls: Mapping[str, tuple[str, PublicService]], style: str, digits: str, c: Context) -> Block:
    """The frame with the numbers to call, by country."""
    gap = c.mm("danger-gap")
    rows = tuple(_danger_row(c.voice.country(code), number, service, digits, c) for code, (number, service) in calls.items())
    return Boxed(Stack((Paragraph(c.voice.say("danger.call"), style), Stack(rows, gap, role="L")), gap), c.mm("frame-padding"))


def _saying(c: Context, icon: str | None, text: Localised) -> Block:
    """A row with air where there is room, else a low one."""
    low = c.mm("say-icon")
    forms = ((c.mm("list-row-close"), c.mm("list-icon"), "body"), (0.0, low, "body"), (0.0, low, "card"))
    return FirstFit(tuple(pictured(c, icon, text, style, height, size) for height, size, style in forms))


def _danger_row(name: Localised, number: str, service: PublicService, digits: str, c: Context) -> Block:
    return Row(
        (
            Cell(Picture(c.icon("call"), c.mm("say-icon")), c.mm("number-column")),
            Cell(Number(c.voice.number(number), digits, service.verified_on is not None), c.mm("danger-number")),
            Cell(Paragraph(name, "body-bold")),
        ),
        c.mm("row-gap"),
        role="LI",
    )


def _other_line(country: str, service: PublicService, c: Context) -> Block:
    main = main_channel(service)
    number = shown_number(service, main) if main else ""
    words = Stack((Paragraph(c.voice.country(country), "body-bold"), Paragraph(c.voice.say("danger.other"), "card")))
    return Row((Cell(words), Cell(Number(c.voice.number(number), "second", service.verified_on is not None), natural=True)), c.mm("column-gap"), role="LI")


def numbers(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """The back page: every number, with harmless words, for it is seen from outside."""
    if len(c.voice.selection.services) == 1:
        tables = tuple(_of_one_country(spec, style, digits, c.mm(row) * times, c) for style, digits, row, times in _ROWS)
    else:
        tables = (_in_one_column(spec, c), _in_two_columns(spec, c))
    gap = Space(c.mm("back-gap") / 2)
    below = (gap, Rule("hair"), gap, Paragraph(_where_they_work(spec, c), "card"))
    body = (Flowed(FirstFit(tuple(Stack((table, *below)) for table in tables))),)
    return (Group(spec.id, body, _back_head(spec, c), c.voice.say(spec.title or ""), spec.section, start=spec.start, back=spec.back),)


_ROWS = (
    *(("lead", "back-large", "back-row", times) for times in (1.75, 1.5, 1.25)),
    ("body", "back-large", "back-row", 1), ("body", "back-mid", "back-row-low", 1), ("small", "back", "back-row-lowest", 1),
)  # fmt: skip
"""Style of labels, heights of digits and of rows, and how many times as high these are: the roomiest first."""


def _where_they_work(spec: PageSpec, c: Context) -> Localised:
    """That short numbers work inside their country; of one country, whose numbers all do, its name."""
    if _all_inside(spec, c):
        return c.voice.say("call.only_inside", country=c.voice.country(next(iter(c.voice.selection.services))))
    return c.voice.say("numbers.short")


def _all_inside(spec: PageSpec, c: Context) -> bool:
    """Whether these are the numbers of one country, and none is known to work from abroad."""
    shown = [s for services in c.voice.selection.services.values() for s in services[: spec.most]]
    lines = [channel for s in shown for channel in (s.emergency, main_channel(s)) if channel and channel.number]
    return len(c.voice.selection.services) == 1 and all(line.national_only is Answer.YES for line in lines)


def _of_one_country(spec: PageSpec, style: str, digits: str, height: float, c: Context) -> Block:
    """The numbers of one country, one to a row."""
    ((code, services),) = c.voice.selection.services.items()
    rows: list[Block] = []
    gap = Space(c.mm("back-gap") / 2)
    for n, row in enumerate(_listed(services[: spec.most], c)):
        label = Cell(Paragraph(row.label, style, "Lbl"))
        number = Number(c.voice.number(row.number), digits, row.checked, "end", row.uri)
        if n:
            rows += [gap, c.between() or Space(0), gap]
        rows.append(Row((label, Cell(number, natural=True)), c.mm("row-gap"), "middle", height, role="LI"))
    heading = () if _all_inside(spec, c) else (Paragraph(c.voice.country(code), "small-bold", "H2"), gap)
    return Stack((*heading, Stack(tuple(rows), role="L")))


def _in_one_column(spec: PageSpec, c: Context) -> Block:
    """Each country's name beside its numbers."""
    gap = Space(c.mm("back-gap") / 2)
    blocks: list[Block] = []
    for code, services in c.voice.selection.services.items():
        rows = Stack(tuple(_number_row(row, c) for row in _listed(services[: spec.most], c)), c.mm("back-gap"), role="L")
        cells = (Cell(Paragraph(c.voice.country(code), "small-bold", "H2"), c.mm("back-country")), Cell(rows))
        blocks += [*((gap, Rule("hair"), gap) if blocks else ()), Row(cells, c.mm("row-gap"), "top")]
    return Stack(tuple(blocks))


def _in_two_columns(spec: PageSpec, c: Context) -> Block:
    """Each country's name above its numbers, as many rows on the left as on the right; for scripts with high lines.

    The column with the longer numbers is the wider one."""
    parts = [(code, _listed(services[: spec.most], c)) for code, services in c.voice.selection.services.items()]
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
        rows = Stack(tuple(_number_row(row, c) for row in listed), c.mm("back-gap"), role="L")
        named = Stack((Paragraph(c.voice.country(code), "small-bold", "H2"), rows), c.mm("back-gap"))
        blocks += [*((gap, Rule("hair"), gap) if blocks else ()), named]
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
    label = Cell(Paragraph(row.label, "small", "Lbl"))

    def digits(heights: str) -> Number:
        return Number(c.voice.number(row.number), heights, row.checked, "end", row.uri)

    beside = [Row((label, Cell(digits(h), natural=True)), c.mm("row-gap"), "middle", role="LI") for h in ("back", "back-low")]
    below = Cell(Stack((Paragraph(row.label, "small"), digits("back"))))
    return FirstFit((*beside, Row((below,), role="LI")), across=True)
