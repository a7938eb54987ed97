"""What stands on pages beside their content: marks, thumb tab, foot. Artifacts, not read aloud but for the first of each mark."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from booklet.compose.block import Foot, Mark
from booklet.l10n.localised import Localised
from booklet.layout.frame import Box, Drawing, Item, Outline, Stroke, Tag, TextItem
from booklet.layout.setting import Setting
from booklet.model.style import Foot as FootStyle
from booklet.units import MM

_LATIN = "en"
_HATCH_PITCH = 1.25
_DOT_PITCH = 1.0
_PLATE_PAD = 1.4
"""Millimetres."""


def marks(shown: tuple[Mark, ...], left: float, width: float, setting: Setting, told: Mapping[str, Tag]) -> list[Item]:
    """Bands across the top of the text width, sharing it: alike, or as long as their words, or with their first word only,
    where there is no room for more. `told`: by id, the element of those that are read aloud."""
    if not shown:
        return []
    gap = setting.mm("mark-gap")
    room = width - gap * (len(shown) - 1)
    if sum(_plate(mark, setting) for mark in shown) > room:
        shown = tuple(Mark(mark.id, Localised(mark.id, _LATIN), mark.fill) for mark in shown)
    bands: list[list[Item]] = []
    for mark, share in zip(*_shares(shown, room, setting), strict=True):
        bands.append(_band(mark, left, share, setting, told.get(mark.id)))
        left += share + gap
    return [item for band in (reversed(bands) if setting.rtl else bands) for item in band]


def _shares(shown: tuple[Mark, ...], room: float, setting: Setting) -> tuple[list[Mark], list[float]]:
    """The marks from left to right, and how wide each is."""
    ordered = list(reversed(shown) if setting.rtl else shown)
    needs = [_plate(mark, setting) for mark in ordered]
    alike = room / len(ordered)
    spare = (room - sum(needs)) / len(ordered)
    return ordered, [alike] * len(ordered) if max(needs) <= alike else [need + spare for need in needs]


def _plate(mark: Mark, setting: Setting) -> float:
    """How wide the words of a mark are, with the air beside them."""
    line = setting.line(mark.text.text, mark.text.lang, setting.template.step("mark").weight)
    return line.width * setting.size("mark", mark.text.lang) + 2 * _PLATE_PAD * MM


def _band(mark: Mark, x: float, width: float, setting: Setting, tag: Tag | None) -> list[Item]:
    top, height = setting.mm("mark-top"), setting.mm("mark-height")
    hair = setting.template.rule("hair") * MM
    size = setting.size("mark", mark.text.lang)
    line = setting.line(mark.text.text, mark.text.lang, setting.template.step("mark").weight)
    setting.report_too_wide(mark.id, line.width * size - (width - 2 * _PLATE_PAD * MM), mark.text)
    plate = line.width * size + 2 * _PLATE_PAD * MM
    left = x + (width - plate) / 2
    middle = setting.middle(mark.text.lang) * size
    items: list[Item] = [Outline(x, top, width, height, 0, hair)]
    for start, end in ((x, left), (left + plate, x + width)):
        if end - start > 1:
            items += _fill(mark.fill, start, end - start, top, height)
    items.append(TextItem(left + _PLATE_PAD * MM, top + height / 2 + middle, line, size, tag))
    return items


def _fill(kind: str, x: float, width: float, top: float, height: float) -> list[Item]:
    if kind == "hatch":
        return [Drawing(x, top, 1, _hatch(round(width, 2), height), 1, 0.28 * MM, None)]
    if kind == "dots":
        pitch = _DOT_PITCH * MM
        rows = int(height // pitch)
        inset = (height - (rows - 1) * pitch) / 2
        return [
            Stroke(x + (0.5 + (r % 2) / 2) * pitch, top + inset + r * pitch, x + width - pitch / 2, top + inset + r * pitch, 0.38 * MM, (0, pitch), True)
            for r in range(rows)
        ]
    return []


@lru_cache(maxsize=64)
def _hatch(width: float, height: float) -> str:
    """Lines at 45 degrees, cut off at the edges of a rectangle."""
    pitch = _HATCH_PITCH * MM
    out: list[str] = []
    start = pitch - height
    while start < width:
        x1, x2 = max(0.0, start), min(width, start + height)
        out.append(f"{x1:.2f} {height - (x1 - start):.2f} m {x2:.2f} {height - (x2 - start):.2f} l")
        start += pitch
    return " ".join(out)


def tab(section: int, outer_right: bool, setting: Setting) -> Item:
    """The black thumb tab of a section at the fore-edge."""
    width = setting.mm("tab-width")
    page = setting.template.trim[0] * MM
    y = setting.mm("tab-first") + setting.mm("tab-pitch") * (section - 1)
    return Box(page - width if outer_right else 0.0, y, width, setting.mm("tab-height"), ink=setting.accent)


def foot(block: Foot, number: int, left: float, width: float, outer_right: bool, setting: Setting) -> list[Item]:
    """Page number outside; triangle and emergency numbers inside: a torn-out page still helps."""
    face = setting.fonts.faces(_LATIN, "bold")[0]
    baseline = setting.mm("foot-baseline")
    size = setting.template.heights("foot")[0] * MM / face.digit_height
    folio = setting.number(str(number))
    end = left + width
    items: list[Item] = []
    if setting.template.style.foot is FootStyle.RULE:
        level = baseline - setting.mm("foot-icon") - setting.mm("foot-air")
        items.append(Stroke(left, level, end, level, setting.template.rule("hair") * MM))
    items.append(TextItem(end - folio.width * size if outer_right else left, baseline, folio, size, None))
    if block.strip:
        icon, gap = setting.mm("foot-icon"), setting.mm("foot-gap")
        line = setting.line(block.strip.text, block.strip.lang, "bold")
        scale = size * setting.fonts.metrics(_LATIN).k / setting.fonts.metrics(block.strip.lang).k
        total = icon + gap + line.width * scale
        setting.report_too_wide(block.strip.text, total + folio.width * size + gap - width)
        x = left if outer_right else end - total
        picture, words = (x + total - icon, x) if setting.rtl else (x, x + icon + gap)
        if drawing := setting.pictogram(setting.template.icon("danger")):
            stroke = max(2 * icon / drawing.units, setting.mm("stroke-foot"))
            items.append(Drawing(picture, baseline - icon * 0.82, icon, drawing.path, drawing.units, stroke, None))
        items.append(TextItem(words, baseline, line, scale, None))
    return items
