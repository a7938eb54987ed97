"""Lay out the year on a cover: months in rows, their days in columns. Furniture: it is there to be seen, not read aloud."""

from __future__ import annotations

from booklet.compose.block import Month, Months
from booklet.l10n.localised import Localised
from booklet.layout.frame import TextItem
from booklet.layout.laid import Laid
from booklet.layout.setting import Setting
from booklet.units import MM

_LATIN = "en"
"""Numbers of days are as high as its digits, whatever the script."""
_DAYS = 7
_WEEKS = 6
_FULL = 0.9
"""Share of a column that its days may fill."""

Kids = list[tuple[float, float, TextItem]]


def months(block: Months, width: float, setting: Setting) -> Laid:
    """All months with room for six weeks each, so that their rows stand level."""
    gutter = block.gutter * MM
    cell = (width - gutter * (block.across - 1)) / block.across
    laid = [_month(month, block, cell, setting) for month in block.months]
    height = max(piece.height for piece in laid)
    kids: list[tuple[float, float, Laid]] = []
    for n, piece in enumerate(laid):
        row, column = divmod(n, block.across)
        x = column * (cell + gutter)
        kids.append((width - x - cell if setting.rtl else x, row * (height + block.gap * MM), piece))
    rows = -(-len(laid) // block.across)
    return Laid(width, rows * height + (rows - 1) * block.gap * MM, width, tuple(kids))


def _month(month: Month, block: Months, width: float, setting: Setting) -> Laid:
    style, pitch = block.day_style, setting.leading(block.day_style, _LATIN)
    kids: Kids = []
    size = setting.size(block.name_style, month.name.lang)
    line = setting.line(month.name.text, month.name.lang, setting.template.step(block.name_style).weight)
    setting.report_too_wide(month.name.text, line.width * size - width)
    top = setting.leading(block.name_style, month.name.lang)
    baseline = top / 2 + setting.middle(month.name.lang) * size
    kids.append((width - line.width * size if setting.rtl else 0.0, baseline, TextItem(0, 0, line, size, None)))
    if month.weekdays:
        names = setting.leading(style, month.name.lang)
        kids += _row(month.weekdays, "bold", style, top, names, width, setting)
        top += names
    for n, week in enumerate(month.weeks):
        kids += _row(tuple(Localised(day, _LATIN) for day in week), "regular", style, top + n * pitch, pitch, width, setting)
    return Laid(width, top + _WEEKS * pitch, width, tuple(kids))


def _row(cells: tuple[Localised, ...], weight: str, style: str, top: float, pitch: float, width: float, setting: Setting) -> Kids:
    """A week, or the names of its days, each at the end of its column; all as much smaller as the widest must be."""
    room = width / _DAYS
    lang = cells[0].lang
    lines = {column: setting.line(cell.text, lang, weight) for column, cell in enumerate(cells) if cell.text}
    size = min(setting.size(style, lang), room * _FULL / max(line.width for line in lines.values()))
    baseline = top + pitch / 2 + setting.middle(lang) * size
    kids: Kids = []
    for column, line in lines.items():
        end = (column + 1) * room
        kids.append((width - end if setting.rtl else end - line.width * size, baseline, TextItem(0, 0, line, size, None)))
    return kids
