"""Drawings for the documentation: how a sheet becomes a booklet, and how the program's stages follow each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent.parent / "fonts" / "noto-sans"
SHARP = 2
"""Drawn so many times larger, then reduced: smooth slanted lines."""

INK, SOFT, PAPER = 0, 150, 255
Point = tuple[float, float]


class Sheet:
    """A white area to draw on, in the pixels of the finished picture."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.image = Image.new("L", (width * SHARP, height * SHARP), PAPER)
        self._draw = ImageDraw.Draw(self.image)

    def text(self, at: Point, words: str, size: int, *, bold: bool = False, anchor: str = "la", ink: int = INK) -> None:
        font = ImageFont.truetype(str(FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"), size * SHARP)
        x, y = at
        for line in words.split("\n"):
            self._draw.text((x * SHARP, y * SHARP), line, fill=ink, font=font, anchor=anchor)
            y += size * 1.3

    def line(self, *points: Point, width: float = 2, ink: int = INK) -> None:
        self._draw.line([(x * SHARP, y * SHARP) for x, y in points], fill=ink, width=round(width * SHARP), joint="curve")

    def dashes(self, start: Point, end: Point, width: float = 2, on: float = 10, off: float = 7) -> None:
        (x1, y1), (x2, y2) = start, end
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        done = 0.0
        while done < length:
            stop = min(done + on, length)
            self.line((x1 + ux * done, y1 + uy * done), (x1 + ux * stop, y1 + uy * stop), width=width)
            done += on + off

    def polygon(self, *points: Point, fill: int = PAPER, width: float = 1.5) -> None:
        self._draw.polygon([(x * SHARP, y * SHARP) for x, y in points], fill=fill)
        self.line(*points, points[0], width=width)

    def box(self, x: float, y: float, width: float, height: float, *, stroke: float = 2, radius: float = 8, fill: int = PAPER) -> None:
        corners = (x * SHARP, y * SHARP, (x + width) * SHARP, (y + height) * SHARP)
        self._draw.rounded_rectangle(corners, radius * SHARP, fill=fill, outline=INK, width=round(stroke * SHARP))

    def arrow(self, start: Point, end: Point, width: float = 3, head: float = 9) -> None:
        (x1, y1), (x2, y2) = start, end
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        bx, by = x2 - ux * head * 1.4, y2 - uy * head * 1.4
        self.line(start, (bx, by), width=width)
        tip = [(x2, y2), (bx - uy * head * 0.7, by + ux * head * 0.7), (bx + uy * head * 0.7, by - ux * head * 0.7)]
        self._draw.polygon([(x * SHARP, y * SHARP) for x, y in tip], fill=INK)

    def ring(self, x: float, y: float, radius: float, width: float = 3) -> None:
        corners = ((x - radius) * SHARP, (y - radius) * SHARP, (x + radius) * SHARP, (y + radius) * SHARP)
        self._draw.ellipse(corners, outline=INK, width=round(width * SHARP))

    def picture(self, image: Image.Image, x: float, y: float) -> None:
        self.image.paste(image, (round(x * SHARP), round(y * SHARP)))

    def leaning(self, image: Image.Image, x: float, y: float, width: int, rise: int) -> None:
        """An upright picture squeezed to `width`, its right edge `rise` pixels lower (negative: higher) than its left."""
        w, h, lift = width * SHARP, image.height, rise * SHARP
        tall = h + abs(lift)
        lean = lift / w
        squeezed = image.resize((w, h), Image.Resampling.LANCZOS)
        shift = min(lift, 0)
        drawn = squeezed.transform((w, tall), Image.Transform.AFFINE, (1, 0, 0, -lean, 1, shift), Image.Resampling.BICUBIC, fillcolor=PAPER)
        mask = Image.new("L", (w, h), 255).transform((w, tall), Image.Transform.AFFINE, (1, 0, 0, -lean, 1, shift), fillcolor=0)
        self.image.paste(drawn, (round(x * SHARP), round(y * SHARP) + shift), mask)
        top, bottom, right = y, y + h / SHARP, x + width
        self.line((x, top), (right, top + rise), (right, bottom + rise), (x, bottom), (x, top), width=1.5, ink=90)

    def finished(self) -> Image.Image:
        return self.image.resize(self.size, Image.Resampling.LANCZOS)


def fold(sheet_of: Callable[[int], Image.Image], cover_of: Callable[[int], Image.Image]) -> Image.Image:
    """Print, cut, fold, staple. `sheet_of` and `cover_of` give the first printed side and the cover at a pixel width."""
    paper = Sheet(1600, 500)
    wide, top = 260, 84
    printed = sheet_of(wide * SHARP)
    high = printed.height / SHARP
    half = printed.crop((0, 0, printed.width, printed.height // 2))
    for number, (x, title, words) in enumerate((
        (30, "Print", "two-sided, long edge,\nactual size"),
        (375, "Cut once", "on the line in the middle:\ntwo booklets"),
        (735, "Put together", "keep the order;\nthe cover outside"),
        (1100, "Fold and staple", "twice, on the fold"),
        (1385, "Done", ""),
    ), 1):  # fmt: skip
        paper.text((x, 8), f"{number}  {title}", 22, bold=True)
        paper.text((x, 36), words, 15)
    paper.picture(printed, 30, top + 12)
    _cut(paper, printed, 375, top, wide, high)
    _stack(paper, half, 735, top + 62, wide)
    _tent(paper, half, 1100, top + 100)
    cover = cover_of(150 * SHARP)
    paper.picture(cover, 1400, top + 62)
    left, low = 1400.0, top + 62 + cover.height / SHARP
    for n in (1, 2):
        paper.line((left + 150 + 2 * n, top + 62 + 2 * n), (left + 150 + 2 * n, low + 2 * n), (left + 2 * n, low + 2 * n), width=1, ink=90)
    paper.line((left, top + 62), (left, low), width=3)
    for x in (310, 667, 1030, 1333):
        paper.arrow((x, top + 175), (x + 38, top + 175))
    return paper.finished()


def _cut(paper: Sheet, printed: Image.Image, x: float, top: float, wide: float, high: float) -> None:
    middle = printed.height // 2
    paper.picture(printed.crop((0, 0, printed.width, middle)), x, top)
    paper.picture(printed.crop((0, middle, printed.width, printed.height)), x, top + high / 2 + 24)
    y = top + high / 2 + 12
    paper.dashes((x - 4, y), (x + wide + 4, y))
    paper.ring(x + wide + 20, y - 9, 6)
    paper.ring(x + wide + 20, y + 9, 6)
    paper.line((x + wide + 15, y - 6), (x + wide - 12, y + 7), width=3)
    paper.line((x + wide + 15, y + 6), (x + wide - 12, y - 7), width=3)


def _stack(paper: Sheet, half: Image.Image, x: float, y: float, wide: float) -> None:
    high = half.height / SHARP
    for n in (4, 3, 2, 1):
        paper.polygon((x + 5 * n, y + 5 * n), (x + wide + 5 * n, y + 5 * n), (x + wide + 5 * n, y + high + 5 * n), (x + 5 * n, y + high + 5 * n), width=1)
    paper.picture(half, x, y)
    paper.dashes((x + wide / 2, y - 12), (x + wide / 2, y + high + 12))
    paper.text((x + wide / 2, y + high + 32), "fold here", 15, anchor="ma")


def _tent(paper: Sheet, half: Image.Image, x: float, y: float) -> None:
    """The stack half folded, cover outside, with its two staples."""
    middle, high = half.width // 2, half.height / SHARP
    width, rise = 92, 34
    for n in (3, 2, 1):
        spine = x + width
        paper.line((x + 3 * n, y + rise + 4 * n + high), (spine, y + high + 4 * n), (spine + width - 3 * n, y + rise + 4 * n + high), width=1, ink=90)
    paper.leaning(half.crop((0, 0, middle, half.height)), x, y + rise, width, -rise)
    paper.leaning(half.crop((middle, 0, half.width, half.height)), x + width, y, width, rise)
    for share in (0.25, 0.75):
        at = y + high * share
        paper.line((x + width, at - 9), (x + width, at + 9), width=5)


_STAGES = (
    ("read", "world, model,\nl10n, text", "Project"),
    ("select", "model", "Selection"),
    ("compose", "compose, l10n", "Story"),
    ("typeset", "layout, text", "Document"),
    ("write", "pdf", "screen PDF"),
    ("impose", "impose, pdf", "office PDF"),
    ("preflight", "preflight", "report"),
)
_INPUTS = {0: "booklet.yaml, content/\ntranslations/, fonts/", 1: "gates: what may\nprint", 2: "catalogs: texts in\none language", 3: "template, fonts,\npictograms", 5: "paper"}


def pipeline() -> Image.Image:
    """Stages as boxes in a row, with their layers; what goes in above, the value each hands on below."""
    paper = Sheet(1600, 330)
    width, high, gap, top = 172, 96, 56, 110
    for place, (name, layers, value) in enumerate(_STAGES):
        x = 30 + place * (width + gap)
        if place in _INPUTS:
            paper.text((x + width / 2, 12), _INPUTS[place], 16, anchor="ma")
            paper.arrow((x + width / 2, 64), (x + width / 2, top - 3))
        paper.box(x, top, width, high)
        paper.text((x + width / 2, top + 8), name, 24, bold=True, anchor="ma")
        paper.text((x + width / 2, top + 46), layers, 16, anchor="ma")
        if place + 1 < len(_STAGES):
            paper.arrow((x + width + 3, top + high / 2), (x + width + gap - 3, top + high / 2))
        paper.line((x + width / 2, top + high), (x + width / 2, top + high + 26), ink=SOFT)
        paper.text((x + width / 2, top + high + 30), value, 18, bold=True, anchor="ma")
    paper.text((30, 285), "Every stage takes finished values and a list for complaints, and gives one finished value on. Only world touches the disk.", 16)
    return paper.finished()
