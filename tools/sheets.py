"""Drawings of sheets for the documentation: which page stands where in each scheme, made from the imposition itself."""

from __future__ import annotations

from drawings import FONTS, PAPER, SHARP, Sheet
from PIL import Image, ImageDraw, ImageFont

from booklet.howto.shape import shape_of
from booklet.impose.sheet import Imposition, Side, impose
from booklet.impose.turning import Rect, Turning
from booklet.model.sheet import Scheme, SheetSpec
from booklet.units import MM, Size

SHOWN = (
    ("copies", 8, (105, 148.5), SheetSpec()),
    ("cut-stack", 16, (105, 148.5), SheetSpec(scheme=Scheme.CUT_STACK)),
    ("saddle", 8, (148.5, 210), SheetSpec(scheme=Scheme.SADDLE)),
    ("quarto", 8, (105, 148.5), SheetSpec(scheme=Scheme.QUARTO)),
    ("zine", 8, (74.25, 105), SheetSpec(scheme=Scheme.ZINE)),
    ("letter-fold", 6, (99, 210), SheetSpec(scheme=Scheme.LETTER_FOLD)),
    ("concertina", 8, (54, 85.6), SheetSpec(scheme=Scheme.CONCERTINA)),
    ("single", 1, (85, 54), SheetSpec(scheme=Scheme.SINGLE)),
)
"""Scheme, pages, trim in mm, and how it is printed."""

SCALE = 0.62
"""Pixels of the picture for a millimetre."""


def schemes() -> Image.Image:
    """The first sheet of every scheme, front and back, as they are held to be cut and folded: broken lines are folded."""
    paper = Sheet(1600, 590)
    x, y = 20.0, 10.0
    for n, (name, pages, trim, spec) in enumerate(SHOWN):
        imposition = impose(pages, Size(trim[0] * MM, trim[1] * MM), "left", spec)
        if n == 4:
            x, y = 20.0, 300.0
        paper.text((x, y), name, 20, bold=True)
        sides = [s for s in (imposition.sheets[0].front, imposition.sheets[0].back) if s]
        for side, said in zip(sides, ("front", "back"), strict=False):
            width = _side(paper, imposition, side, said == "back", x, y + 54)
            if len(sides) > 1:
                paper.text((x, y + 28), said, 14)
            x += width + 10
        x += 26
    return paper.finished()


def _side(paper: Sheet, imposition: Imposition, side: Side, back: bool, x: float, y: float) -> float:
    """A side as it is held; its width."""
    block = imposition.block
    assert block
    lying = block.paper.width > block.paper.height
    turning = Turning((90 if back else 270) if lying else 0, imposition.paper)
    scale = SCALE / MM
    width, height = block.paper.width * scale, block.paper.height * scale
    paper.box(x, y, width, height, radius=0, stroke=1.5)
    for p in side.placements:
        size = imposition.trim if p.turn % 180 == 0 else imposition.trim[::-1]
        place = turning.rect(Rect(p.x, p.y, *size))
        left, top = x + place.x * scale, y + height - (place.y + place.height) * scale
        paper.box(left, top, place.width * scale, place.height * scale, radius=0, stroke=0.5)
        middle = left + place.width * scale / 2, top + place.height * scale / 2
        _number(paper, str(p.page), middle, (p.turn + turning.degrees) % 360)
    shape = shape_of(block, "left")
    for share in shape.fold_columns:
        at = x + (1 - share if back else share) * width
        paper.line((at, y), (at, y + height), width=3, ink=PAPER)
        paper.dashes((at, y), (at, y + height), width=1.2, on=6, off=5)
    for share in shape.fold_rows:
        paper.line((x, y + share * height), (x + width, y + share * height), width=3, ink=PAPER)
        paper.dashes((x, y + share * height), (x + width, y + share * height), width=1.2, on=6, off=5)
    for share in shape.cut_columns:
        paper.line((x + share * width, y - 5), (x + share * width, y + height + 5), width=2)
    for share in shape.cut_rows:
        paper.line((x - 5, y + share * height), (x + width + 5, y + share * height), width=2)
    if imposition.spec.scheme is Scheme.ZINE:
        paper.line((x + width / 4, y + height / 2), (x + 3 * width / 4, y + height / 2), width=3)
    return width


def _number(paper: Sheet, text: str, at: tuple[float, float], turn: int) -> None:
    size = 44
    picture = Image.new("L", (size * SHARP, size * SHARP), PAPER)
    font = ImageFont.truetype(str(FONTS / "NotoSans-Bold.ttf"), 20 * SHARP)
    ImageDraw.Draw(picture).text((size * SHARP / 2, size * SHARP / 2), text, fill=0, font=font, anchor="mm")
    turned = picture.rotate(turn).crop((10 * SHARP, 8 * SHARP, 34 * SHARP, 36 * SHARP))
    paper.picture(turned, at[0] - turned.width / SHARP / 2, at[1] - turned.height / SHARP / 2)
