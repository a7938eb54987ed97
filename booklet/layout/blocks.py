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
    Number,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Rule,
    Space,
    Stack,
)
from booklet.l10n.localised import Localised, State
from booklet.layout.artwork import artwork
from booklet.layout.frame import Drawing, Modules, Outline, Stroke, Tag, TextItem
from booklet.layout.laid import Laid, LinkSpot
from booklet.layout.setting import Setting, subject
from booklet.text.run import Line
from booklet.units import MM

_LATIN = "en"
"""Digits are always Western and set in the Latin face (docs/typography.md)."""


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
            case FirstFit(options=blocks, across=True):
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
    match block:
        case Paragraph():
            return _paragraph(block, width, setting, parent)
        case Number():
            return _number(block, width, setting, parent)
        case PageNumber():
            return _page_number(block, width, setting, parent)
        case Picture():
            return _picture(block, setting)
        case Code():
            return _code(block, setting, parent)
        case Rule():
            weight = setting.template.rule(block.weight) * MM
            return Laid(width, weight, width, ((0, 0, Stroke(0, weight / 2, width, weight / 2, weight)),))
        case Space():
            return Laid(width, block.height * MM, 0)
        case Lines():
            return _lines(block, width, room, setting)
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


def lines_to_laid(lines: tuple[Line, ...], text: Localised, style: str, width: float, align: str, setting: Setting, tag: Tag | None) -> Laid:
    """Lines of one paragraph, each centred by cap height in its leading."""
    size, pitch = setting.size(style, text.lang), setting.leading(style, text.lang)
    below = pitch / 2 + setting.middle(text.lang) * size
    end = (align == "end") != (setting.rtl and align != "centre")
    kids: list[tuple[float, float, TextItem]] = []
    for n, line in enumerate(lines):
        slack = width - line.width * size
        x = slack / 2 if align == "centre" else slack if end else 0.0
        kids.append((x, n * pitch + below, TextItem(0, 0, line, size, tag)))
    extent = max((line.width for line in lines), default=0.0) * size
    return Laid(width, len(lines) * pitch, extent, tuple(kids))


def paragraph_tag(block: Paragraph, setting: Setting, parent: Tag | None) -> Tag | None:
    if parent is None or block.role is None:
        return None
    lang = block.text.lang if block.text.lang != setting.lang else None
    return Tag(block.role, lang, None, block.text.message, parent)


def _paragraph(block: Paragraph, width: float, setting: Setting, parent: Tag | None) -> Laid:
    text = marked(block.text)
    lines = setting.lines(text, block.style, width)
    laid = lines_to_laid(lines, text, block.style, width, block.align, setting, paragraph_tag(block, setting, parent))
    setting.report_too_wide(first_message(block), laid.extent - width, text)
    if any(line.cut for line in lines):
        setting.sink.warn("word-split", f"a word of '{first_message(block)}' in '{setting.lang}' is wider than its column", None, "use shorter words", about=subject(text))
    return laid


def marked(text: Localised) -> Localised:
    """Fallback text says which language it is in."""
    if text.state is not State.FALLBACK:
        return text
    return Localised(f"{text.text} [{text.lang}]", text.lang, text.direction, text.state, text.message, text.atoms)


def _number(block: Number, width: float, setting: Setting, parent: Tag | None) -> Laid:
    face = setting.fonts.faces(_LATIN, "bold")[0]
    line = setting.number(block.text.text)
    heights = setting.template.heights(block.digits)
    height = next((h for h in heights if line.width * h * MM / face.digit_height <= width + 0.01), heights[-1]) * MM
    size = height / face.digit_height
    extent = line.width * size
    setting.report_too_wide(block.text.text, extent - width)
    tag = Tag("P", None, None, block.text.message, parent) if parent else None
    x = width - extent if (block.align == "end") != (setting.rtl) else 0.0
    kids: list[tuple[float, float, TextItem | Stroke | LinkSpot]] = [(x, height, TextItem(0, 0, line, size, tag))]
    total = height
    if not block.checked:
        total += min(setting.mm("underline-gap"), height / 5)
        dash = (setting.mm("underline-on"), setting.mm("underline-off"))
        kids.append((x, total, Stroke(0, 0, extent, 0, setting.mm("underline"), dash)))
    if block.uri and tag and parent:
        kids.append((x, 0, LinkSpot(extent, total, Tag("Link", None, None, None, parent), block.uri, None, block.text.text)))
    return Laid(width, total, extent, tuple(kids))


def _page_number(block: PageNumber, width: float, setting: Setting, parent: Tag | None) -> Laid:
    setting.asked.add(block.target)
    page = setting.page_of.get(block.target)
    if page is None and setting.page_of:
        setting.sink.error("no-page", f"the contents name '{block.target}', which has no page", setting.template.span, "take it out of the contents with 'listed: no'")
    text = Localised(str(page) if page else "00", _LATIN)
    face = setting.fonts.faces(_LATIN, "bold")[0]
    size = setting.template.heights(block.digits)[0] * MM / face.digit_height
    line = setting.number(text.text)
    pitch = setting.leading(block.style, setting.lang)
    below = pitch / 2 + setting.template.heights(block.digits)[0] * MM / 2
    tag = Tag("Reference", None, None, None, parent) if parent else None
    extent = line.width * size
    x = 0.0 if setting.rtl else width - extent
    return Laid(width, pitch, extent, ((x, below, TextItem(0, 0, line, size, tag)),))


def _picture(block: Picture, setting: Setting) -> Laid:
    size = block.size * MM
    drawing = setting.pictogram(block.icon)
    if drawing is None:
        return Laid(size, size, size)
    stroke = max(2 * size / drawing.units, setting.mm(block.stroke))
    return Laid(size, size, size, ((0, 0, Drawing(0, 0, size, drawing.path, drawing.units, stroke, None)),))


def _code(block: Code, setting: Setting, parent: Tag | None) -> Laid:
    module = block.module * MM
    quiet = block.symbol.QUIET * module
    side = block.symbol.side * module + 2 * quiet
    tag = Tag("Figure", None, block.alt.text, block.alt.message, parent or Tag("Document"))
    caption = _number(Number(block.caption, "caption", True, "end" if setting.rtl else "start"), 2 * side, setting, parent)
    width = max(side, caption.extent)
    symbol = Modules(quiet, quiet, block.symbol, module, tag)
    below = side + module / 4  # round digits rise a little above their height, and nothing may enter the quiet zone
    kids = (((width - side) / 2, 0.0, symbol), ((width - caption.extent) / 2, below, caption))
    return Laid(width, below + caption.height, width, kids)


def _first_fit(block: FirstFit, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    for option in block.options:
        trial = setting.trial()
        laid = lay(option, width, room, trial, parent)
        if (block.across or laid.height <= room + 0.01) and not len(trial.sink):  # no complaint, not even of a word split
            break
    setting.sink.extend(trial.sink.finish())
    return laid


def _lines(block: Lines, width: float, room: float, setting: Setting) -> Laid:
    pitch = block.pitch * MM
    count = block.count if block.count is not None else int((room + 0.01) // pitch)
    hair = setting.template.rule("hair") * MM
    return Laid(width, count * pitch, width, tuple((0, (n + 1) * pitch, Stroke(0, 0, width, 0, hair)) for n in range(count)))


def _stack(block: Stack, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    tag = setting.element(block, block.role, parent) if block.role and parent else parent
    y = 0.0
    kids: list[tuple[float, float, Laid]] = []
    for n, inner in enumerate(block.blocks):
        if n:
            y += block.gap * MM
        laid = lay(inner, width, room - y, setting, tag)
        kids.append((0, y, laid))
        y += laid.height
    return Laid(width, y, max((k[2].extent for k in kids), default=0.0), tuple(kids))


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
    stroke, pad = setting.template.rule("heavy") * MM, block.padding * MM
    inner = lay(block.block, width - 2 * pad, room - 2 * pad, setting, parent)
    height = inner.height + 2 * pad
    frame = Outline(stroke / 2, stroke / 2, width - stroke, height - stroke, setting.mm("frame-radius"), stroke)
    return Laid(width, height, width, ((0, 0, frame), (pad, pad, inner)))


def _row(block: Row, width: float, room: float, setting: Setting, parent: Tag | None) -> Laid:
    tag = setting.element(block, block.role, parent) if block.role and parent else parent
    widths = _widths(block, width, room, setting, tag)
    laid = [lay(c.block, w, room, setting, tag) for c, w in zip(block.cells, widths, strict=True)]
    height = max([block.height * MM, *(p.height for p in laid)])
    x = 0.0
    kids: list[tuple[float, float, Laid | LinkSpot]] = []
    for w, piece in zip(widths, laid, strict=True):
        y = {"top": 0.0, "middle": (height - piece.height) / 2, "bottom": height - piece.height}[block.align]
        kids.append((width - x - piece.width if setting.rtl else x, y, piece))
        x += w + block.gap * MM
    if block.target and tag:
        kids.append((0, 0, LinkSpot(width, height, Tag("Link", None, None, None, tag), None, block.target, first_message(block))))
    return Laid(width, height, min(width, x - block.gap * MM), tuple(kids))


def _widths(block: Row, width: float, room: float, setting: Setting, tag: Tag | None) -> list[float]:
    gaps = block.gap * MM * (len(block.cells) - 1)
    left = width - gaps - sum(c.width * MM for c in block.cells if c.width is not None)
    natural: dict[int, float] = {}
    for n, cell in enumerate(block.cells):
        if cell.natural:
            natural[n] = min(left, lay(cell.block, left, room, setting, tag).extent + 0.02)
            left -= natural[n]
    flexible = sum(1 for n, c in enumerate(block.cells) if c.width is None and n not in natural)
    return [_width(c, n, natural, left / max(1, flexible)) for n, c in enumerate(block.cells)]


def _width(cell: Cell, n: int, natural: dict[int, float], share: float) -> float:
    return natural[n] if n in natural else cell.width * MM if cell.width is not None else share
