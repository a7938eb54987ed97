"""How a template draws what it says: the look of heads, frames, cards and covers. None of it changes sizes or words."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, Self

from booklet.diag import Sink
from booklet.value import compared
from booklet.world.source import Node, Scalar, quoted

CONTRAST = 7.0
"""Least contrast of a colour with white paper (WCAG 2.2, 1.4.6): enough also as the grey of a printer without colours."""

_COLOUR = "#[0-9a-fA-F]{6}"


class Cover(StrEnum):
    """The picture on the cover; none of them says what is inside."""

    TRAVEL = "travel"
    """A road between two places, and lines to write on."""
    CALENDAR = "calendar"
    """The year after the edition's day, with the months and the first day of the week as the language has them."""
    RECIPES = "recipes"
    """A bowl that steams, and lines to write on."""
    PLAIN = "plain"
    """A rising sun, under the edition's own title."""


class Head(StrEnum):
    """The head of a page."""

    RULES = "rules"
    """A heavy rule above, a thinner one below."""
    BOX = "box"
    """A box, its pictogram in a cell of its own."""
    BAR = "bar"
    """A thick bar over the pictogram, a thin rule below."""


class Frame(StrEnum):
    """The frame of what must not be overlooked."""

    ROUND = "round"
    DOUBLE = "double"
    """A heavy line and a thin one inside it."""
    SIDE = "side"
    """A thick bar at the side where reading begins."""


class Rows(StrEnum):
    """What stands between the rows of a list."""

    LINE = "line"
    DOTS = "dots"
    AIR = "air"


class CardEdge(StrEnum):
    """What sets one service apart from the next."""

    RULE = "rule"
    BOX = "box"


class Foot(StrEnum):
    """The foot of a page: its number, and the emergency numbers."""

    PLAIN = "plain"
    RULE = "rule"
    """Under a thin rule."""
    NONE = "none"
    """Only of what cannot be torn apart: cards and posters."""


class Numeral(StrEnum):
    """The numbers of steps."""

    PLAIN = "plain"
    RING = "ring"
    SQUARE = "square"


@compared
class Style:
    """How things are drawn."""

    head: Head = Head.RULES
    frame: Frame = Frame.ROUND
    rows: Rows = Rows.LINE
    cards: CardEdge = CardEdge.RULE
    numerals: Numeral = Numeral.PLAIN
    foot: Foot = Foot.PLAIN


@compared
class Colour:
    """A colour as #rrggbb, dark enough to be read on white."""

    red: float
    green: float
    blue: float

    @classmethod
    def from_node(cls, node: Node, context: str, sink: Sink) -> Self | None:
        """Errors: wrong-colour (not #rrggbb), pale-colour (its contrast with white is under 7:1)."""
        text = node.text if isinstance(node, Scalar) else ""
        if not re.fullmatch(_COLOUR, text):
            what = f"{quoted(text)} is no colour" if text else "a colour is wanted here"
            sink.error("wrong-colour", what, node.span, 'write six digits between double quotes, as "#0b4f5a"')
            return None
        found = cls(*(int(text[n : n + 2], 16) / 255 for n in (1, 3, 5)))
        if found.contrast < CONTRAST:
            what = f"{quoted(text)} on white has a contrast of {found.contrast:.1f}:1, under {CONTRAST:.0f}:1"
            sink.error("pale-colour", what, node.span, "choose a darker colour")
            return None
        return found

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_COLOUR}$"}

    @property
    def contrast(self) -> float:
        """With white (WCAG 2.2, contrast ratio)."""
        return 1.05 / (self.luminance + 0.05)

    @property
    def luminance(self) -> float:
        """Relative luminance, 0 black to 1 white (WCAG 2.2)."""
        red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@compared
class Colours:
    """Inks beside black. Text, numbers and codes are always black."""

    accent: Colour | None = None
    """Of heavy rules, thumb tabs, frames, the pictograms of heads, and the picture on the cover; black if none is named."""
