"""Takes the rows of a filled-in call sheet: what may be recorded, what an editor must look at, what is refused and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from booklet.callsheet.due import Call
from booklet.callsheet.questions import QUESTIONS
from booklet.callsheet.workbook import ANSWERS, DIFFERENT, OUTCOME, ROLES
from booklet.diag import Sink, Span
from booklet.l10n.exchange.rows import refuse
from booklet.l10n.exchange.table import Cell, Line
from booklet.l10n.exchange.xlsx import read_sheets
from booklet.l10n.exchange.xlsx_parts import Package
from booklet.model.catalogue import Catalogue, Channel, Service
from booklet.model.confidential import NO_NAMES, NO_RECORDINGS, NOT_IN_A_CHANNEL, numbers_in, position_in
from booklet.model.provenance import How, Result, Verification
from booklet.value import compared
from booklet.world.scalars import closest
from booklet.world.source import quoted

E = TypeVar("E", bound=StrEnum)

NEEDED: Final = ("key", "number", "day", "result", "role")
_SEARCHED = 20
"""Rows in which the headings may stand: people put titles above them."""
_REFUSED: Final = NO_NAMES | NO_RECORDINGS | NOT_IN_A_CHANNEL
_DAY_ONE = date(1899, 12, 30)
"""Of the serial numbers of days in workbooks (ECMA-376, part 1, 18.17.4.1)."""
_SERIAL = re.compile("[345][0-9]{4}")
_TITLES = re.compile(r"\b(mr|mrs|ms|miss|dr|prof|sir|madam|khun|nai|nang|nangsao|pak|bapak|ibu|daw|encik|puan|cik|sri|shri|smt)\b\.?", re.IGNORECASE)
_NAMED = re.compile(r"\b[A-Z][a-z]+(?:['-][A-Z]?[a-z]+)?\s+(?:[A-Z]\.?\s+)?[A-Z][a-z]+")
_EMAIL = re.compile(r"\S@\S")
_EMPTY = Cell("")


@compared
class Recorded:
    """A row that says what a check found. `remarks`: what it says against the directory, for an editor."""

    line: int
    service: Service
    channel: Channel
    check: Verification
    remarks: tuple[str, ...]


@compared
class _Row:
    span: Span
    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        return self.cells.get(name, _EMPTY).text.strip()


def read_results(data: bytes, file: str, catalogue: Catalogue, latest: date, sink: Sink) -> tuple[tuple[Recorded, ...], int]:
    """The rows that may be recorded, and how many are not filled in. What is wrong with a row is an error at its place.
    `latest`: the last day that a call may have been made on.

    Raises BookletError where the file is no workbook of ours: call-columns, and what `Package` raises. Errors of rows:
    call-unknown, call-twice, call-number, call-day, call-result, call-role, call-answer, call-name, call-older."""
    recorded: list[Recorded] = []
    blank = 0
    seen: dict[str, Span] = {}
    for row in _rows(data, file, sink):
        if not any(row.text(name) for name in (*OUTCOME, *(q.id for q in QUESTIONS), DIFFERENT) if name != "how"):
            blank += 1
            continue
        first = seen.setdefault(row.text("key"), row.span)
        if first is not row.span:
            sink.error("call-twice", f"{quoted(row.text('key'))} was already told in row {first.line}", row.span, "keep the right row")
        elif one := _recorded(row, catalogue, latest, sink):
            recorded.append(one)
    return tuple(recorded), blank


def _rows(data: bytes, file: str, sink: Sink) -> Iterator[_Row]:
    for _, lines in read_sheets(Package(data, file)):
        for number, cells in lines[:_SEARCHED]:
            columns = {_plain(cell.text): column for column, cell in cells.items()}
            if columns.keys() >= set(NEEDED):
                _check_columns(lines, number, columns, file, sink)
                yield from _below(lines, number, columns, file)
                return
    raise refuse("call-columns", f"'{file}' has no row with the headings {', '.join(NEEDED)}", Span(file, 1, 1), "name the columns as in the call sheet")


def _below(lines: list[Line], first: int, columns: Mapping[str, int], file: str) -> Iterator[_Row]:
    for number, cells in lines:
        if number > first:
            yield _Row(Span(file, number, 1), {name: cells[column] for name, column in columns.items() if column in cells})


def _check_columns(lines: list[Line], first: int, columns: Mapping[str, int], file: str, sink: Sink) -> None:
    for name, column in columns.items():
        refused = _REFUSED.get(name.replace(" ", "_"))
        if refused and any(cells[column].text.strip() for n, cells in lines if n > first and column in cells):
            sink.error("call-name", f"the column {quoted(name)} is refused: {refused[0]}", Span(file, first, column), "delete the column")


def _plain(name: str) -> str:
    known = {q.id for q in QUESTIONS}
    words = " ".join(name.casefold().split())
    return words.replace(" ", "_") if words.replace(" ", "_") in known else words


def _recorded(row: _Row, catalogue: Catalogue, latest: date, sink: Sink) -> Recorded | None:
    before = len(sink)
    found = _line_of(row, catalogue, sink)
    check = _check(row, found[1] if found else None, latest, sink)
    answers = {q.id: row.text(q.id).casefold() for q in QUESTIONS if row.text(q.id)}
    for name, answer in answers.items():
        if answer not in ANSWERS:
            sink.error("call-answer", f"{quoted(answer)} is no answer to '{name}'", row.span, f"write one of {', '.join(ANSWERS)}, or nothing")
    different = row.text(DIFFERENT)
    if fault := _personal(different):
        sink.error("call-name", f"the column '{DIFFERENT}' has {fault}", row.span, "take it out: no names, numbers or places of people in a sheet")
    if found is None or check is None or len(sink) > before:
        return None
    service, channel = found
    old = service.last_check_of(channel)
    if old and old.on > check.on:
        sink.error("call-older", f"{quoted(row.text('key'))} was checked on {old.on}, after {check.on}", row.span, "nothing to do: the later check stays")
        return None
    return Recorded(row.span.line, service, channel, check, tuple(_remarks(Call(service, channel, (), None), answers, different)))


def _line_of(row: _Row, catalogue: Catalogue, sink: Sink) -> tuple[Service, Channel] | None:
    key = row.text("key")
    service = catalogue.services.get(key.partition("/")[0])
    channel = next((c for c in service.channels if c.id == key.partition("/")[2]), None) if service else None
    if service is None or channel is None:
        keys = [f"{s.id}/{c.id}" for s in catalogue.services.values() for c in s.channels if c.number]
        sink.error("call-unknown", f"there is no line {quoted(key)}", row.span, *closest(key, keys), "copy the key from a new call sheet")
        return None
    if _digits(row.text("number")) != _digits(channel.number or ""):
        what = f"{quoted(key)} is {quoted(channel.number or 'without a number')} now, and the sheet has {quoted(row.text('number'))}"
        sink.error("call-number", what, row.span, "call the number that is listed now")
        return None
    return service, channel


def _check(row: _Row, channel: Channel | None, latest: date, sink: Sink) -> Verification | None:
    """Of a row that does not say how: a call, or of an emergency line, which nobody calls to test, a letter."""
    day = _day(row, sink)
    if day and day > latest:
        sink.error("call-day", f"the day {day} lies ahead", row.span, "write the day on which the call was made")
    how = _choice(How, row.text("how") or (How.LETTER if channel and channel.emergency else How.CALL), row, sink)
    result = _choice(Result, row.text("result"), row, sink)
    role = row.text("role").casefold()
    if role not in ROLES:
        what = f"{quoted(row.text('role'))} is none of the roles" if role else "the role is missing"
        sink.error("call-role", what, row.span, f"write what you are, never a name: {', '.join(ROLES)}")
        return None
    number = channel.number if channel else None
    return Verification(day, how, role, result, number) if day and how and result else None


def _day(row: _Row, sink: Sink) -> date | None:
    cell = row.cells.get("day", _EMPTY)
    text = cell.text.strip().removesuffix(".0")
    if cell.fault and _SERIAL.fullmatch(text):
        return _DAY_ONE + timedelta(days=int(text))
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    sink.error("call-day", f"{quoted(text)} is no day" if text else "the day is missing", row.span, "write year, month and day, such as 2026-11-25")
    return None


def _choice(kind: type[E], text: str, row: _Row, sink: Sink) -> E | None:
    plain = text.casefold().replace(" ", "_")
    found = next((member for member in kind if member == plain), None)
    if found is None:
        what = f"{quoted(text)} is no {kind.__name__.lower()} of a check" if text else "the result is missing"
        sink.error("call-result", what, row.span, f"write one of {', '.join(kind)}")
    return found


def _personal(text: str) -> str | None:
    """What in a text may lead to a person, as the end of a sentence; rather once too often."""
    if _EMAIL.search(text):
        return "an e-mail address"
    if position_in(text):
        return "a position"
    if numbers_in(text):
        return "a telephone number"
    return "what may be the name of a person" if _TITLES.search(text) or _NAMED.search(text) else None


def _remarks(call: Call, answers: Mapping[str, str], different: str) -> Iterator[str]:
    for question in QUESTIONS:
        answer = answers.get(question.id)
        listed = question.listed(call, {})
        confirms = listed in ANSWERS or listed == "unknown"
        if answer and (answer != listed if confirms else answer != "yes"):
            yield f"{question.id}: listed '{listed}', heard '{answer}'"
    if different:
        yield f"different: {different}"


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")
