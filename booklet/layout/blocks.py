"""Lay one block out in a width: where its lines, numbers, pictograms and symbols stand."""

from __future__ import annotations

import math

from booklet.compose.block import (
    Artwork,
    Block,
    Boxed,
    Cell,
    Code,
    Facts,
    FirstFit,
    Lines,
    Months,
    Number,
    Numeral,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Rule,
    Space,
    Stack,
)
from booklet.l10n.localised import Localised
from booklet.layout import shapes, words
from booklet.layout.artwork import artwork
from booklet.layout.calendar import months
from booklet.layout.frame import Stroke, Tag
from booklet.layout.laid import Anchor, Laid, LinkSpot
from booklet.layout.setting import Setting
from booklet.units import MM


def lay(block: Block, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    """A block in `width` points; `room` is the height left, which only blocks that adapt to it look at.

    `parent` None: furniture, none of it is read aloud. What depends on neither room nor page numbers is laid out once
    and remembered with its diagnostics."""
    key = (id(block), width, id(parent))
    known = setting.memo.get(key)
    if known is None:
        if adapts(block, setting):
            return _lay(block, width, room, setting, parent)
        before = len(setting.sink)
        laid = _lay(block, width, room, setting, parent)
        setting.memo[key] = (laid, setting.sink.since(before))
        return laid
    if known[1]:
        setting.sink.extend(known[1])
    return known[0]


def adapts(block: Block, setting: Setting) -> bool:
    """Whether a block looks at the room left or at page numbers."""
    known = setting.adapts.get(id(block))
    if known is None:
        match block:
            case FirstFit(options=blocks) if block.across or block.most is not None:
                known = any(adapts(b, setting) for b in blocks)
            case FirstFit() | Lines() | PageNumber():
                known = True
            case Stack(blocks=blocks) | Facts(entries=blocks):
                known = any(adapts(b, setting) for b in blocks)
            case Row(cells=cells):
                known = any(adapts(c.block, setting) for c in cells)
            case Boxed(block=inner):
                known = adapts(inner, setting)
            case _:
                known = False
        setting.adapts[id(block)] = known
    return known


def _lay(block: Block, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    """As high as the grid allows: what stands below begins on a line of it."""
    laid = _lay_freely(block, width, room, setting, parent)
    height = laid.height if isinstance(block, Space) else setting.on_grid(laid.height)
    return laid if height == laid.height else Laid(laid.width, height, laid.extent, laid.kids)


def _lay_freely(block: Block, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    match block:
        case Paragraph():
            return words.paragraph(block, width, setting, parent)
        case Number():
            return words.number(block, width, setting, parent)
        case PageNumber():
            return words.page_number(block, width, setting, parent)
        case Picture():
            return shapes.picture(block, setting)
        case Code():
            return shapes.code(block, setting, parent)
        case Numeral():
            return shapes.numeral(block, width, setting, parent)
        case Months():
            return months(block, width, setting)
        case Rule():
            return shapes.rule(block, width, setting)
        case Space():
            return Laid(width, block.height * MM, 0)
        case Lines():
            return shapes.lines(block, width, room, setting)
        case Artwork():
            return Laid(width, block.height * MM, width, tuple((0, 0, i) for i in artwork(block.name, width, block.height * MM, setting)))
        case Row():
            return _row(block, width, room, setting, parent)
        case Stack():
            return _stack(block, width, room, setting, parent)
        case Facts():
            return _facts(block, width, setting, parent)
        case Boxed():
            return _boxed(block, width, room, setting, parent)
        case FirstFit():
            return _first_fit(block, width, room, setting, parent)


def first_message(block: Block) -> str:
    """What to call a block in a diagnostic: the msgctxt or the words of the first text in it."""
    text = first_text(block)
    return (text.message or text.text) if text else ""


def first_text(block: Block) -> Localised | None:
    """The first text in a block that says anything."""
    match block:
        case Paragraph(text=t) | Number(text=t):
            return t if t.message or t.text else None
        case Stack(blocks=blocks) | FirstFit(options=blocks) | Facts(entries=blocks):
            return next((text for b in blocks if (text := first_text(b))), None)
        case Row(cells=cells):
            return next((text for c in cells if (text := first_text(c.block))), None)
        case Boxed(block=inner):
            return first_text(inner)
        case _:
            return None


def _first_fit(block: FirstFit, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    for option in block.options:
        trial = setting.trial()
        laid = lay(option, width, room, trial, parent)
        fits = block.across or laid.height <= (room if block.most is None else block.most * MM) + 0.01
        if fits and not len(trial.sink):  # no complaint, not even of a word split
            break
    setting.sink.extend(trial.sink.finish())
    return laid


def _stack(block: Stack, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    tag = setting.element(block, block.role, parent) if block.role and parent else parent
    y = 0.0
    kids: list[tuple[float, float, Laid | Anchor]] = [(0.0, 0.0, Anchor(block.anchor))] if block.anchor else []
    extent = 0.0
    for n, inner in enumerate(block.blocks):
        if n:
            y += block.gap * MM
        laid = lay(inner, width, room - y, setting, _part_tag(block.role, inner, setting, tag))
        kids.append((width - laid.width if setting.rtl else 0.0, y, laid))
        y += laid.height
        extent = max(extent, laid.extent)
    return Laid(width, y, extent, tuple(kids))


def _facts(block: Facts, width: float, setting: Setting, parent: Tag | None) -> Laid:
    tag = setting.element(block, "L", parent) if parent else None
    half = (width - block.gutter * MM) / 2
    full = [lay(e, width, 0, setting, tag) for e in block.entries]
    narrow = [_if_it_fits(e, half, setting, tag) for e in block.entries]
    hair, gap = setting.template.rule("hair") * MM, block.gap * MM
    kids: list[tuple[float, float, Laid | Stroke]] = []
    y = 0.0
    for row in _fact_rows([p.height for p in full], [p.height for p in narrow], gap):
        if y:
            kids.append((0, y + gap / 2, Stroke(0, 0, width, 0, hair)))
            y += gap
        pieces = [narrow[n] for n in row] if len(row) == 2 else [full[n] for n in row]
        for k, piece in enumerate(pieces):
            x = k * (half + block.gutter * MM)
            kids.append((width - x - piece.width if setting.rtl else x, y, piece))
        y += max(piece.height for piece in pieces)
    return Laid(width, y, width, tuple(kids))


def _if_it_fits(block: Block, width: float, setting: Setting, parent: Tag | None) -> Laid:
    """A block laid out, or something endlessly high where a word or number in it is too wide."""
    trial = setting.trial()
    laid = lay(block, width, 0, trial, parent)
    return Laid(width, math.inf, width) if len(trial.sink) else laid


def _fact_rows(full: list[float], narrow: list[float], gap: float) -> list[tuple[int, ...]]:
    """One or two neighbours to a row, so that the rows are lowest in all; of equals, more pairs."""
    count = len(full)
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())] * (count + 2)
    for n in reversed(range(count)):
        best[n] = (full[n] + gap + best[n + 1][0], (n,))
        if n + 1 < count:
            pair = max(narrow[n], narrow[n + 1]) + gap + best[n + 2][0]
            if pair <= best[n][0] + 0.01:
                best[n] = (pair, (n, n + 1))
    rows: list[tuple[int, ...]] = []
    n = 0
    while n < count:
        rows.append(best[n][1])
        n += len(best[n][1])
    return rows


def _boxed(block: Boxed, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    pad = block.padding * MM
    inner = lay(block.block, width - 2 * pad, room - 2 * pad, setting, parent)
    height = inner.height + 2 * pad
    edges = shapes.box(width, height, setting) if block.plain else shapes.frame(width, height, setting)
    return Laid(width, height, width, (*((0, 0, edge) for edge in edges), (pad, pad, inner)))


def _row(block: Row, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    tag = setting.element(block, block.role, parent) if block.role and parent else parent
    if block.target and tag:
        tag = setting.element(block, "Link", setting.element(block, "Reference", tag))
    tags = [_part_tag(block.role, c.block, setting, tag) for c in block.cells]
    widths = _widths(block, width, room, setting, tags)
    laid = [lay(c.block, w, room, setting, t) for c, w, t in zip(block.cells, widths, tags, strict=True)]
    lines = [_first_line(c.block, setting) if block.align == "line" else 0.0 for c in block.cells]
    rise = max(lines)
    height = max([block.height * MM, *(p.height + rise - line for p, line in zip(laid, lines, strict=True))])
    x = 0.0
    kids: list[tuple[float, float, Laid | LinkSpot | Stroke]] = []
    for w, piece, line in zip(widths, laid, lines, strict=True):
        y = {"top": 0.0, "middle": setting.on_grid((height - piece.height) / 2), "bottom": height - piece.height, "line": rise - line}[block.align]
        kids.append((width - x - piece.width if setting.rtl else x, y, piece))
        x += w + block.gap * MM
    if block.divider:
        edge = width - widths[0] if setting.rtl else widths[0]
        kids.append((edge, 0, Stroke(0, 0, 0, height, setting.template.rule(block.divider) * MM)))
    if block.target and tag:
        kids.append((0, 0, LinkSpot(width, height, tag, None, block.target)))
    return Laid(width, height, min(width, x - block.gap * MM), tuple(kids))


def _first_line(block: Block, setting: Setting) -> float:
    """How far below its top the middle of a paragraph's first line is, points."""
    return setting.leading(block.style, block.text.lang) / 2 if isinstance(block, Paragraph) else 0.0


def _part_tag(role: str | None, part: Block, setting: Setting, tag: Tag | None) -> Tag | None:
    """Where a part of a row or stack belongs: in a list item, to its body unless it is the label (ISO 32000-1, 14.8.4.3.3)."""
    if tag is None or role != "LI" or _is_label(part):
        return tag
    return setting.element(tag, "LBody", tag)


def _is_label(block: Block) -> bool:
    match block:
        case Numeral() | Paragraph(role="Lbl"):
            return True
        case Row(cells=cells):
            return all(_is_label(c.block) for c in cells)
        case _:
            return False


def _widths(block: Row, width: float, room: float, setting: Setting, tags: list[Tag | None]) -> list[float]:
    gaps = block.gap * MM * (len(block.cells) - 1)
    left = width - gaps - sum(c.width * MM for c in block.cells if c.width is not None)
    natural: dict[int, float] = {}
    for n, cell in enumerate(block.cells):
        if cell.natural:
            natural[n] = min(left, lay(cell.block, left, room, setting, tags[n]).extent + 0.02)
            left -= natural[n]
    flexible = sum(1 for n, c in enumerate(block.cells) if c.width is None and n not in natural)
    return [_width(c, n, natural, left / max(1, flexible)) for n, c in enumerate(block.cells)]


def _width(cell: Cell, n: int, natural: dict[int, float], share: float) -> float:
    return natural[n] if n in natural else cell.width * MM if cell.width is not None else share
