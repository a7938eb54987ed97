"""The printed page on the sheet: its own items, scaled, with the place of each message outlined and numbered beside it."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.layout.frame import Box, Drawing, Item, Modules, Outline, Page, Stroke, Tag, TextItem
from booklet.layout.laid import moved
from booklet.layout.setting import Setting
from booklet.pdf.canvas import Bounds
from booklet.translator_sheet.places import Place
from booklet.units import Point, Size
from booklet.value import compared


@compared
class Callout:
    """A place with what stands beside it: the number of its message, in brackets where an earlier sheet tells of it."""

    words: str
    place: Place
    wrong: bool


def picture(page: Page, callouts: Sequence[Callout], corner: Point, setting: Setting, tag: Tag) -> list[Item]:
    """A page with its top left corner at `corner`, as large as the template's room for it allows, never enlarged."""
    room = Size(setting.mm("picture-width"), setting.mm("picture-height"))
    scale = min(1.0, room.width / page.size.width, room.height / page.size.height)
    size = Size(page.size.width * scale, page.size.height * scale)
    out: list[Item] = [moved(_scaled(item, scale, tag), *corner) for item in page.items]
    out.append(Outline(*corner, *size, 0.0, setting.mm("page-edge"), tag))
    for callout in callouts:
        out += _outlined(callout, corner, scale, setting, tag)
    return out + _numbers(callouts, corner, scale, size, setting, tag)


def _scaled(item: Item, scale: float, tag: Tag) -> Item:
    """The same item in a smaller picture."""
    match item:
        case TextItem():
            return TextItem(item.x * scale, item.y * scale, item.line, item.size * scale, tag)
        case Drawing():
            return Drawing(item.x * scale, item.y * scale, item.size * scale, item.path, item.units, item.stroke * scale, tag)
        case Stroke():
            dash = tuple(length * scale for length in item.dash)
            ends = (item.x1 * scale, item.y1 * scale, item.x2 * scale, item.y2 * scale)
            return Stroke(*ends, item.stroke * scale, dash, item.round_caps, tag)
        case Box():
            return Box(item.x * scale, item.y * scale, item.width * scale, item.height * scale, item.grey, tag)
        case Outline():
            box = (item.x * scale, item.y * scale, item.width * scale, item.height * scale)
            return Outline(*box, item.radius * scale, item.stroke * scale, tag)
        case Modules():
            return Modules(item.x * scale, item.y * scale, item.symbol, item.module * scale, tag)


def _outlined(callout: Callout, corner: Point, scale: float, setting: Setting, tag: Tag) -> list[Item]:
    """The outline of a place, heavy where something is wrong, and a bar at each line that ends inside a word."""
    air, heavy = setting.mm("outline-air"), setting.mm("outline-wrong")
    box = _on_sheet(callout.place.bounds, corner, scale)
    pen = heavy if callout.wrong else setting.mm("outline")
    size = (box.right - box.left + 2 * air, box.bottom - box.top + 2 * air)
    out: list[Item] = [Outline(box.left - air, box.top - air, *size, setting.mm("outline-radius"), pen, tag)]
    half = setting.mm("split-mark") / 2
    for item in callout.place.splits:
        ends_left = bool(item.line.levels) and item.line.levels[-1] % 2 == 1
        x = corner.x + (item.x + (0.0 if ends_left else item.line.width * item.size)) * scale
        y = corner.y + (item.y - item.size / 3) * scale
        out.append(Stroke(x, y - half, x, y + half, heavy, tag=tag))
    return out


def _numbers(
    callouts: Sequence[Callout], corner: Point, scale: float, size: Size, setting: Setting, tag: Tag
) -> list[Item]:
    """Numbers at both sides of the page, each on the side its place is nearer to and as high, led there by a line."""
    out: list[Item] = []
    middle = corner.x + size.width / 2
    for right in (False, True):
        side = [(c, _on_sheet(c.place.bounds, corner, scale)) for c in callouts]
        side = sorted(((c, b) for c, b in side if (b.left + b.right > 2 * middle) == right), key=lambda cb: (cb[1].top, cb[1].left))
        heights = _apart([(b.top + b.bottom) / 2 for _, b in side], setting.mm("number-pitch"))
        edge = corner.x + (size.width if right else 0.0)
        for (callout, box), y in zip(side, heights, strict=True):
            out += _number(callout, box, y, edge, right, setting, tag)
    return out


def _number(
    callout: Callout, box: Bounds, y: float, edge: float, right: bool, setting: Setting, tag: Tag
) -> list[Item]:
    gap, air = setting.mm("number-gap"), setting.mm("outline-air")
    line = setting.line(callout.words, setting.lang, setting.template.step("label").weight)
    size = setting.size("label", setting.lang)
    near = (box.right + air, edge + gap) if right else (box.left - air, edge - gap)
    x = near[1] + gap / 2 if right else near[1] - gap / 2 - line.width * size
    lead = Stroke(near[0], (box.top + box.bottom) / 2, near[1], y, setting.mm("outline"), tag=tag)
    return [lead, TextItem(x, y + setting.middle(setting.lang) * size, line, size, tag)]


def _apart(heights: Sequence[float], pitch: float) -> list[float]:
    """Heights, sorted, moved as little as need be so that neighbours are a `pitch` apart; the middle of each run of moved
    ones stays."""
    runs: list[tuple[float, int]] = []
    for height in heights:
        runs.append((height, 1))
        while len(runs) > 1 and _last(runs[-2], pitch) + pitch > _first(runs[-1], pitch):
            (a, m), (b, n) = runs[-2:]
            runs[-2:] = [((a * m + b * n) / (m + n), m + n)]
    return [_first(run, pitch) + n * pitch for run in runs for n in range(run[1])]


def _first(run: tuple[float, int], pitch: float) -> float:
    return run[0] - (run[1] - 1) / 2 * pitch


def _last(run: tuple[float, int], pitch: float) -> float:
    return run[0] + (run[1] - 1) / 2 * pitch


def _on_sheet(box: Bounds, corner: Point, scale: float) -> Bounds:
    return Bounds(
        corner.x + box.left * scale, corner.y + box.top * scale, corner.x + box.right * scale, corner.y + box.bottom * scale
    )
