"""Lay out what is drawn: pictograms, QR symbols, lines to write on."""

from __future__ import annotations

from booklet.compose.block import Code, Lines, Number, Numeral, Picture, Rule
from booklet.layout.frame import Box, Drawing, Item, Modules, Outline, Stroke, Tag, TextItem
from booklet.layout.laid import Laid
from booklet.layout.setting import Setting
from booklet.layout.words import number
from booklet.model.style import Frame
from booklet.model.style import Numeral as NumeralStyle
from booklet.units import MM

_ACCENTED = ("heavy", "bar")
"""Rules drawn in the template's second ink."""
_DOT, _DOT_PITCH = 0.45, 1.4
"""Width of the dots of a dotted rule, and their distance, millimetres."""
_LATIN = "en"


def picture(block: Picture, setting: Setting) -> Laid:
    """A pictogram: an artifact, for the word beside it says the same."""
    size = block.size * MM
    drawing = setting.pictogram(block.icon)
    if drawing is None:
        return Laid(size, size, size)
    stroke = max(2 * size / drawing.units, setting.mm(block.stroke))
    ink = setting.accent if block.accent else ()
    return Laid(size, size, size, ((0, 0, Drawing(0, 0, size, drawing.path, drawing.units, stroke, None, ink)),))


def rule(block: Rule, width: float, setting: Setting) -> Laid:
    """A line, in the accent's ink if it is heavy; the short ones start where reading does."""
    weight = setting.template.rule(block.weight) * MM
    length = min(width, block.length * MM) if block.length is not None else width
    start = width - length if setting.rtl else 0.0
    ink = setting.accent if block.weight in _ACCENTED else ()
    dash = (0.0, _DOT_PITCH * MM) if block.dotted else ()
    pen = max(weight, _DOT * MM) if block.dotted else weight
    height = setting.on_grid(weight)
    line = Stroke(start, height / 2, start + length, height / 2, pen, dash, block.dotted, None, ink)
    return Laid(width, height, width, ((0, 0, line),))


def numeral(block: Numeral, width: float, setting: Setting, parent: Tag | None) -> Laid:
    """The number of a step: plain, or in a ring or square of the accent's ink."""
    size = setting.size(block.style, _LATIN)
    line = setting.number(block.text.text)
    pitch = setting.leading(block.style, _LATIN)
    height = max(pitch, block.size * MM)
    baseline = height / 2 + setting.middle(_LATIN) * size
    tag = Tag("Lbl", None, None, None, parent) if parent else None
    style = setting.template.style.numerals
    if style is NumeralStyle.PLAIN:
        x = width - line.width * size if setting.rtl else 0.0
        return Laid(width, height, line.width * size, ((x, baseline, TextItem(0, 0, line, size, tag)),))
    side, pen = block.size * MM, setting.template.rule("mid") * MM
    left, top = (width - side if setting.rtl else 0.0), (height - side) / 2
    radius = (side - pen) / 2 if style is NumeralStyle.RING else 0.0
    edge = Outline(left + pen / 2, top + pen / 2, side - pen, side - pen, radius, pen, None, setting.accent)
    return Laid(width, height, side, ((0, 0, edge), (left + (side - line.width * size) / 2, baseline, TextItem(0, 0, line, size, tag))))


def code(block: Code, setting: Setting, parent: Tag | None) -> Laid:
    """A QR symbol in its quiet zone with the payload below, both one figure."""
    module = block.module * MM
    quiet = block.symbol.QUIET * module
    side = block.symbol.side * module + 2 * quiet
    tag = Tag("Figure", None, block.alt.text, block.alt.message, parent or Tag("Document"))
    below = Tag("Caption", None, None, None, tag) if parent else None  # what it shows says it already
    caption = number(Number(block.caption, "caption", True, "end" if setting.rtl else "start"), 2 * side, setting, below)
    width = max(side, caption.extent)
    symbol = Modules(quiet, quiet, block.symbol, module, tag)
    start = side + module / 4  # round digits rise a little above their height, and nothing may enter the quiet zone
    kids = (((width - side) / 2, 0.0, symbol), ((width - caption.extent) / 2, start, caption))
    return Laid(width, start + caption.height, width, kids)


def lines(block: Lines, width: float, room: float, setting: Setting) -> Laid:
    """Lines to write on."""
    pitch = block.pitch * MM
    count = block.count if block.count is not None else int((room + 0.01) // pitch)
    hair = setting.template.rule("hair") * MM
    return Laid(width, count * pitch, width, tuple((0, (n + 1) * pitch, Stroke(0, 0, width, 0, hair)) for n in range(count)))


def box(width: float, height: float, setting: Setting) -> tuple[Item, ...]:
    """A plain box inside the text edge."""
    pen = setting.template.rule("card") * MM
    return (Outline(pen / 2, pen / 2, width - pen, height - pen, 0, pen),)


def frame(width: float, height: float, setting: Setting) -> tuple[Item, ...]:
    """The frame of what must not be overlooked, as the template's style has it."""
    pen, ink = setting.template.rule("heavy") * MM, setting.accent
    match setting.template.style.frame:
        case Frame.ROUND:
            return (Outline(pen / 2, pen / 2, width - pen, height - pen, setting.mm("frame-radius"), pen, None, ink),)
        case Frame.DOUBLE:
            thin, inset = setting.template.rule("hair") * MM, pen * 1.75
            outer = Outline(pen / 2, pen / 2, width - pen, height - pen, 0, pen, None, ink)
            return outer, Outline(inset, inset, width - 2 * inset, height - 2 * inset, 0, thin)
        case Frame.SIDE:
            thin, bar = setting.template.rule("mid") * MM, pen * 1.75
            edge = Box(width - bar if setting.rtl else 0.0, 0, bar, height, 0.0, None, ink)
            return edge, Outline(thin / 2, thin / 2, width - thin, height - thin, 0, thin, None, ink)
