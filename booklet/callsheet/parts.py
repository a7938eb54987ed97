"""One call as blocks: the number large, what to ask, boxes to tick, room for the outcome. No place for a person's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from booklet.callsheet.due import Call
from booklet.callsheet.questions import RULES, SCRIPT, WRITE, Question, asked, hours_in_words, is_written
from booklet.compose.block import Block, Boxed, Cell, Lines, Number, Paragraph, Row, Rule, Space, Stack
from booklet.l10n.languages import SOURCE_LANGUAGE
from booklet.l10n.localised import Localised
from booklet.model.provenance import Result
from booklet.model.template import Template

_ANSWERS = ("yes", "no", "ask")
OUTCOMES: Final = {
    Result.ANSWERED: "answered", Result.NO_ANSWER: "no answer", Result.WRONG_NUMBER: "wrong number",
    Result.NOT_IN_SERVICE: "not in service", Result.CLOSED: "gave up this work",
}  # fmt: skip
"""What a sheet calls a result."""


class Parts:
    """Makes the blocks of a sheet. `countries`, `languages`: names in English by code."""

    def __init__(self, template: Template, countries: Mapping[str, str], languages: Mapping[str, str]) -> None:
        self._template, self._countries, self._languages = template, countries, languages

    def opening(self, title: str, counts: Iterable[str]) -> Block:
        """The head of the first page: title, counts, what to say, what to heed."""
        gap = self._space("gap")
        said = [self._listed(f"{n}.", words.format(service="name of the service")) for n, words in enumerate(SCRIPT, 1)]
        heeded = [self._listed("–", words) for words in RULES]
        both = Row((
            Cell(Stack((_text("What to say", "text-bold", "H2"), gap, Stack(tuple(said), role="L")))),
            Cell(Stack((_text("What to heed", "text-bold", "H2"), gap, Stack(tuple(heeded), role="L")))),
        ), self._mm("column-gap"), "top")  # fmt: skip
        return Stack((_text(title, "head", "H1"), Rule("thick"), gap, *(_text(c, "text") for c in counts), gap, both, gap))

    def call(self, place: int, call: Call) -> Block:
        """The block of one number, under its place in the order."""
        gap = self._space("gap")
        questions = list(asked(call))
        half = (len(questions) + 1) // 2
        columns = Row((
            Cell(Stack(tuple(self._question(q, call) for q in questions[:half]))),
            Cell(Stack(tuple(self._question(q, call) for q in questions[half:]))),
        ), self._mm("column-gap"), "top")  # fmt: skip
        middle = (gap, columns) if questions else ()
        body = (self._head(place, call), self._space("part-gap"), self._number(call), *middle, gap, self._outcome())
        return Stack((Rule("thick"), gap, *body), role="Sect")

    def emergency(self, calls: Iterable[Call]) -> Block:
        """The lines that are not called."""
        rows = [
            Row((
                Cell(_text(f"{self._countries[c.service.country]}  ·  {c.service.name.source}", "text")),
                Cell(Number(_english(c.channel.number or ""), "small", True), self._mm("number-column") / 2),
                Cell(self._boxes(("answers", "changed"), "outcome"), 2 * (self._mm("outcome") + self._mm("box"))),
            ), self._mm("gap"))
            for c in calls
        ]  # fmt: skip
        words = "Emergency lines: do not call them to test. Ask in writing or at the station, and note the day of the answer."
        gap = self._space("gap")
        return Stack((Rule("thick"), gap, _text(words, "text-bold", "H2"), gap, *rows), role="Sect")

    def foot(self, words: str) -> Block:
        """The words at the foot of a page."""
        return Paragraph(_english(words), "tiny", None)

    def _head(self, place: int, call: Call) -> Block:
        service = call.service
        country = self._countries[service.country]
        lines: list[Block] = [_text(f"{country}  ·  {service.name.source}", "name", "H2")]
        if service.local_name:
            lines.append(Paragraph(Localised(service.local_name.text, service.local_name.lang), "text"))
        why = "; ".join(call.reasons) or "called lately"
        return Row((
            Cell(_text(str(place), "name"), self._mm("place")),
            Cell(Stack(tuple(lines))),
            Cell(Paragraph(_english(why), "small-bold", align="end"), self._mm("number-column") * 0.75),
        ), self._mm("gap"), "top")  # fmt: skip

    def _number(self, call: Call) -> Block:
        channel = call.channel
        about = [_text(words, "small") for words in self._about(call)]
        number = Number(_english(channel.number or ""), "number", checked=True)
        abroad = [_text(f"from abroad {channel.abroad}", "text-bold")] if channel.abroad and channel.abroad != channel.number else []
        return Row((
            Cell(Space(0), self._mm("place")),
            Cell(Stack((number, self._space("gap"), *abroad)), self._mm("number-column")),
            Cell(Stack(tuple(about))),
        ), self._mm("part-gap"), "top")  # fmt: skip

    def _about(self, call: Call) -> Iterator[str]:
        channel, service = call.channel, call.service
        kind = channel.app or str(channel.kind).replace("_", " ")
        yield f"{kind}, open {hours_in_words(call.hours)}" if call.hours.intervals else f"{kind}, hours: {hours_in_words(call.hours)}"
        yield f"their time: {call.zone}" if call.zone else "their time zone: look it up"
        if channel.extension:
            yield f"after the answer press {channel.extension}"
        if service.ask_for:
            yield f"ask for: {service.ask_for.source}"
        if is_written(call):
            yield WRITE.format(service=service.name.source)
        if channel.send:
            yield f"the message must begin: {channel.send}"
        yield f"in the directory: {call.key}"

    def _question(self, question: Question, call: Call) -> Block:
        width = (self._mm("box") + 2 * self._mm("box-gap") + self._mm("answer")) * len(_ANSWERS)
        return Row((
            Cell(Stack((
                _text(question.words, "small-bold"),
                _text(f"listed: {question.listed(call, self._languages)}", "tiny"),
            ))),
            Cell(self._boxes(_ANSWERS, "answer"), width),
        ), self._mm("gap"))  # fmt: skip

    def _outcome(self) -> Block:
        lines = Row((
            Cell(self._to_write("day"), self._mm("day")),
            Cell(self._to_write("role"), self._mm("role")),
            Cell(self._to_write("different from the list (no names)")),
        ), self._mm("gap"))  # fmt: skip
        return Stack((self._boxes(OUTCOMES.values(), "outcome", "small-bold"), lines))

    def _to_write(self, words: str) -> Block:
        line = Cell(Lines(self._mm("write-pitch"), 1))
        return Row((Cell(_text(words, "small"), natural=True), line), self._mm("gap"), "bottom")

    def _boxes(self, words: Iterable[str], width: str, style: str = "small") -> Block:
        cells: list[Cell] = []
        for word in words:
            cells.append(Cell(Boxed(Space(self._mm("box")), 0), self._mm("box")))
            cells.append(Cell(_text(word, style), self._mm(width)))
        return Row(tuple(cells), self._mm("box-gap"))

    def _listed(self, sign: str, words: str) -> Block:
        return Row((Cell(_text(sign, "small", "Lbl"), 5), Cell(_text(words, "small"))), 0, "top", role="LI")

    def _space(self, measure: str) -> Space:
        return Space(self._mm(measure))

    def _mm(self, measure: str) -> float:
        return self._template.measure(measure)


def _text(words: str, style: str, role: str = "P") -> Paragraph:
    return Paragraph(_english(words), style, role)


def _english(words: str) -> Localised:
    return Localised(words, SOURCE_LANGUAGE)
