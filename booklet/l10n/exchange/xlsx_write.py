"""Writes workbooks (ECMA-376, parts 1 and 2): texts only, locked but for what a translator fills in, the same bytes each time.

No part tells who made the file or when: there are no document properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from booklet.l10n.exchange.rows import COLUMNS, Row
from booklet.l10n.exchange.xlsx_common import MAIN, Strings, workbook
from booklet.l10n.exchange.xlsx_fonts import PLAIN, SystemFont, font
from booklet.l10n.exchange.xlsx_help import INSTRUCTIONS
from booklet.l10n.languages import Direction, Language
from booklet.l10n.states import EntryState

SHEET = "texts"
_LETTERS = "ABCDEFGHI"
_WIDTHS = (34, 16, 15, 50, 50, 14, 8, 40, 14)
_HELP_WIDTH = 100
"""Of columns, in characters."""
_TARGET_COLUMN, _CODE_COLUMN = COLUMNS.index("target"), COLUMNS.index("source-check")
_LINE_HEIGHT = 15.0
"""Points, for letters of 11 points."""
_HIGHEST = 409.0
"""Points (Microsoft, "Excel specifications and limits")."""
_FILLED = 0.9
"""How much of a line words fill, since they are not divided."""
_TEXT, _HEAD, _OPEN, _TARGET, _HELP, _CODE = range(6)
"""The cell formats of `_styles`, by place."""
_STYLE = {"source-check": _CODE, "state": _OPEN, "target": _TARGET, "reviewed_by": _OPEN}


def write_xlsx(rows: Sequence[Row], language: Language) -> bytes:
    """A workbook of the texts, and a sheet that says how to fill it in."""
    strings = Strings()
    texts, instructions = _texts(rows, language, strings), _instructions(language, strings)
    return workbook({SHEET: texts, "instructions": instructions}, _styles(language), strings)


def _texts(rows: Sequence[Row], language: Language, strings: Strings) -> str:
    styles = [_STYLE.get(name, _TEXT) for name in COLUMNS]
    lines = [_line(1, COLUMNS, [_HEAD] * len(COLUMNS), _LINE_HEIGHT, strings)]
    lines += [
        _line(n, row, styles, _height(row, _WIDTHS, font(language.script)), strings) for n, row in enumerate(rows, 2)
    ]
    all_cells = f"A1:{_LETTERS[-1]}{len(rows) + 1}"
    view = f'<sheetView{_right_to_left(language)} tabSelected="1" workbookViewId="0">'
    pane = (
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="E2" sqref="E2"/>'
    )
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" style="{styles[n - 1]}" customWidth="1"/>'
        for n, width in enumerate(_WIDTHS, 1)
    )
    return (
        f'<worksheet {MAIN}><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="{all_cells}"/>'
        f"<sheetViews>{view}{pane}</sheetView></sheetViews><cols>{widths}</cols><sheetData>{''.join(lines)}</sheetData>"
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" autoFilter="0"/>'
        f'<autoFilter ref="{all_cells}"/>{_choices(rows)}<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _line(number: int, texts: Iterable[str], styles: Sequence[int], height: float, strings: Strings) -> str:
    cells = (
        strings.cell(f"{letter}{number}", text, style)
        for letter, text, style in zip(_LETTERS, texts, styles, strict=False)
    )
    return f'<row r="{number}" ht="{height:g}">{"".join(cells)}</row>'


def _height(texts: Sequence[str], widths: Sequence[int], own: SystemFont) -> float:
    """A guess in points, so that long texts are seen whole before anyone has edited the row: not all programs fit rows when
    they open a file. `own` is the font of the target."""
    highest = _LINE_HEIGHT
    for n, (text, width) in enumerate(zip(texts, widths, strict=True)):
        if len(text) < width * _FILLED / 2 or n == _CODE_COLUMN:
            continue
        scale = own.size / PLAIN.size if n == _TARGET_COLUMN else 1
        wide = own.wide if n == _TARGET_COLUMN else 1
        lines = sum(1 + int(len(part) * scale * wide / (width * _FILLED)) for part in text.split("\n"))
        highest = max(highest, lines * scale * _LINE_HEIGHT)
    return min(round(highest), _HIGHEST)


def _choices(rows: Sequence[Row]) -> str:
    """Drop-down lists of the states that a translator may set: a machine's draft stays one until it is changed."""
    groups: dict[str, list[int]] = {}
    for n, row in enumerate(rows, 2):
        first = EntryState.MACHINE_DRAFT if row.state == EntryState.MACHINE_DRAFT else EntryState.TRANSLATED
        groups.setdefault(first, []).append(n)
    lists = "".join(
        '<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="State" error="Choose one of the list."'
        f' sqref="{_ranges(numbers)}">'
        f'<formula1>"{first},{EntryState.NEEDS_WORK}"</formula1></dataValidation>'
        for first, numbers in groups.items()
    )
    return f'<dataValidations count="{len(groups)}">{lists}</dataValidations>' if groups else ""


def _ranges(numbers: list[int]) -> str:
    """Cells of the column of states, stretch by stretch."""
    letter = _LETTERS[COLUMNS.index("state")]
    stretches: list[list[int]] = []
    for n in numbers:
        if stretches and stretches[-1][1] == n - 1:
            stretches[-1][1] = n
        else:
            stretches.append([n, n])
    return " ".join(f"{letter}{first}:{letter}{last}" for first, last in stretches)


def _instructions(language: Language, strings: Strings) -> str:
    texts = [text.format(language=f"{language.autonym} ({language.tag})") for text in INSTRUCTIONS]
    heights = [_height((text,), (_HELP_WIDTH,), PLAIN) for text in texts]
    lines = [
        _line(n, (text,), (_HEAD if n == 1 else _HELP,), height, strings)
        for n, (text, height) in enumerate(zip(texts, heights, strict=True), 1)
    ]
    return (
        f'<worksheet {MAIN}><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
        f'<cols><col min="1" max="1" width="{_HELP_WIDTH}" customWidth="1"/></cols><sheetData>{"".join(lines)}</sheetData>'
        '<sheetProtection sheet="1" objects="1" scenarios="1"/></worksheet>'
    )


def _right_to_left(language: Language) -> str:
    return ' rightToLeft="1"' if language.direction is Direction.RTL else ""


def _styles(language: Language) -> str:
    """Formats in the order of `_TEXT` and its like. Number format 49 is @, text: it keeps a 0 or + at the front."""
    own = font(language.script)
    side = "right" if language.direction is Direction.RTL else "left"
    order = 2 if language.direction is Direction.RTL else 1
    fonts = "".join(
        f'<font>{bold}<sz val="{size}"/><name val="{name}"/><family val="2"/></font>'
        for (name, size, _), bold in ((PLAIN, ""), (PLAIN, "<b/>"), (own, ""))
    )
    latin = '<alignment horizontal="left" vertical="top" wrapText="1" readingOrder="1"/>'
    target = f'<alignment horizontal="{side}" vertical="top" wrapText="1" readingOrder="{order}"/>'
    formats = (
        (0, 2, latin, 1),
        (1, 3, latin, 1),
        (0, 0, latin, 0),
        (2, 0, target, 0),
        (0, 0, latin, 1),
        (0, 2, latin.replace(' wrapText="1"', ""), 1),
    )
    cells = "".join(
        f'<xf numFmtId="49" fontId="{face}" fillId="{fill}" borderId="{0 if n == _HELP else 1}" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">{alignment}<protection locked="{locked}"/></xf>'
        for n, (face, fill, alignment, locked) in enumerate(formats)
    )
    solid = '<fill><patternFill patternType="solid"><fgColor rgb="FF{}"/><bgColor indexed="64"/></patternFill></fill>'
    edge = '{0}<color rgb="FFBFBFBF"/></{1}>'
    border = "".join(edge.format(f'<{name} style="thin">', name) for name in ("left", "right", "top", "bottom"))
    return (
        f'<styleSheet {MAIN}><fonts count="3">{fonts}</fonts>'
        '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        f"{solid.format('F2F2F2')}{solid.format('D9D9D9')}</fills>"
        f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{border}<diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
