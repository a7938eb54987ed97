"""The call sheet as a workbook: a row for each number, drop-downs for what was heard, all else locked. Texts only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from booklet.callsheet.due import Call, Round
from booklet.callsheet.make import Names
from booklet.callsheet.questions import QUESTIONS, RULES, SCRIPT, WRITE, asked, hours_in_words, is_written
from booklet.l10n.exchange.xlsx_common import MAIN, Strings, workbook
from booklet.model.provenance import How, Result

SHEET: Final = "calls"
ROLES: Final = (
    "editor", "shelter worker", "social worker", "case worker", "help line worker", "interpreter", "volunteer", "lawyer", "official",
)  # fmt: skip
"""What a caller may be. A closed list, so that nobody's name gets in."""
LISTED: Final = ("key", "number", "country", "service", "local name", "when to call", "why", "listed now")
OUTCOME: Final = ("day", "how", "result", "role")
DIFFERENT: Final = "different"
COLUMNS: Final = (*LISTED, *OUTCOME, *(q.id for q in QUESTIONS), DIFFERENT)
ANSWERS: Final = ("yes", "no", "ask")

_WIDTHS: Final = (24, 18, 14, 28, 28, 30, 24, 36, 12, 9, 15, 16, *(12 for _ in QUESTIONS), 40)
_HELP_WIDTH: Final = 100
_TEXT, _HEAD, _OPEN, _HELP = range(4)
"""The cell formats of `_STYLES`, by place."""
_INSTRUCTIONS: Final = (
    "How to fill in this sheet",
    *(f"Say: {words.format(service='name of the service')}" for words in SCRIPT),
    *RULES,
    "day: year, month and day, such as 2026-11-25. how: call, unless you asked in another way. result: choose one of the list.",
    "role: what you are, from the list. Never write your name, or that of anyone who answered.",
    "Choose yes, no or ask (it depends) where the service answered a question. Leave a cell empty that was not asked.",
    "different: what is not as listed, in a few words: new hours, another language. No names, no addresses, no other numbers.",
    "Then: booklet call-sheet --read FILE.xlsx. It records day, way, result and role. What else differs is listed for an editor.",
)


def make_workbook(found: Round, names: Names) -> bytes:
    """The workbook of a round; emergency lines stand at its end, to be asked about in writing."""
    strings = Strings()
    rows = [*(_row(c, names, How.CALL) for c in found.calls), *(_row(c, names, How.LETTER) for c in found.emergency)]
    return workbook({SHEET: _calls(rows, strings), "instructions": _help(strings)}, _STYLES, strings)


def _row(call: Call, names: Names, how: How) -> dict[str, str]:
    """Cells by heading; a question that is not asked has none."""
    service, channel = call.service, call.channel
    when = [hours_in_words(call.hours), str(call.zone) if call.zone else "", WRITE.format(service=service.name.source) if is_written(call) else ""]
    if how is not How.CALL:
        when.append("Emergency line: do not call it to test. Ask in writing, or at the station.")
    questions = list(asked(call))
    return {
        "key": call.key,
        "number": channel.number or "",
        "country": names.countries[service.country],
        "service": service.name.source,
        "local name": service.local_name.text if service.local_name else "",
        "when to call": "\n".join(filter(None, when)),
        "why": "; ".join(call.reasons),
        "listed now": "\n".join(f"{q.id}: {q.listed(call, names.languages)}" for q in questions),
        **dict.fromkeys(OUTCOME, ""), "how": how,
        **{q.id: "" for q in questions}, DIFFERENT: "",
    }  # fmt: skip


def _calls(rows: Sequence[dict[str, str]], strings: Strings) -> str:
    lines = [_line(1, COLUMNS, [_HEAD] * len(COLUMNS), strings)]
    for n, row in enumerate(rows, 2):
        styles = [_OPEN if name not in LISTED and name in row else _TEXT for name in COLUMNS]
        lines.append(_line(n, [row.get(name, "") for name in COLUMNS], styles, strings))
    last = len(rows) + 1
    widths = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(_WIDTHS, 1))
    view = '<sheetView tabSelected="1" workbookViewId="0"><pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/></sheetView>'
    return (
        f'<worksheet {MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{_letters(len(COLUMNS))}{last}"/>'
        f"<sheetViews>{view}</sheetViews><cols>{widths}</cols><sheetData>{''.join(lines)}</sheetData>"
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
        f'{_choices(last)}<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _choices(last: int) -> str:
    """Drop-down lists, and the form of a day."""
    lists = dict[str, Sequence[str]]({"how": tuple(How), "result": tuple(Result), "role": ROLES} | {q.id: ANSWERS for q in QUESTIONS})
    parts = "".join(
        '<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="Choose" error="Choose one of the list."'
        f' sqref="{letter}2:{letter}{last}"><formula1>"{",".join(choices)}"</formula1></dataValidation>'
        for name, choices in lists.items()
        for letter in (_letters(COLUMNS.index(name) + 1),)
    )
    return f'<dataValidations count="{len(lists)}">{parts}</dataValidations>' if last > 1 else ""


def _help(strings: Strings) -> str:
    lines = [_line(n, (text,), (_HEAD if n == 1 else _HELP,), strings) for n, text in enumerate(_INSTRUCTIONS, 1)]
    return (
        f'<worksheet {MAIN}><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
        f'<cols><col min="1" max="1" width="{_HELP_WIDTH}" customWidth="1"/></cols><sheetData>{"".join(lines)}</sheetData>'
        '<sheetProtection sheet="1" objects="1" scenarios="1"/></worksheet>'
    )


def _line(number: int, texts: Iterable[str], styles: Iterable[int], strings: Strings) -> str:
    cells = (strings.cell(f"{letter}{number}", text, style) for letter, text, style in zip(_all_letters(), texts, styles, strict=False))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _all_letters() -> Iterator[str]:
    return (_letters(n) for n in range(1, len(COLUMNS) + 1))


def _letters(number: int) -> str:
    """The name of a column, from 1: A, B, …, Z, AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cell_format(n: int, font: int, fill: int, locked: int) -> str:
    """Number format 49 is @, text: it keeps a 0 or + at the front."""
    return (
        f'<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="{0 if n == _HELP else 1}" xfId="0" applyNumberFormat="1" '
        'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">'
        f'<alignment horizontal="left" vertical="top" wrapText="1"/><protection locked="{locked}"/></xf>'
    )


_EDGES = "".join(f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>' for side in ("left", "right", "top", "bottom"))
_SOLID = '<fill><patternFill patternType="solid"><fgColor rgb="FF{}"/><bgColor indexed="64"/></patternFill></fill>'
_FORMATS = ((0, 2, 1), (1, 3, 1), (0, 0, 0), (0, 0, 1))
_STYLES: Final = (
    f'<styleSheet {MAIN}><fonts count="2">'
    + "".join(f'<font>{bold}<sz val="11"/><name val="Arial"/><family val="2"/></font>' for bold in ("", "<b/>"))
    + '</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    + f"{_SOLID.format('F2F2F2')}{_SOLID.format('D9D9D9')}</fills>"
    + f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{_EDGES}<diagonal/></border></borders>'
    + '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    + f'<cellXfs count="{len(_FORMATS)}">{"".join(_cell_format(n, *f) for n, f in enumerate(_FORMATS))}</cellXfs>'
    + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
