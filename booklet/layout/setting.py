"""What laying out needs to know: the template in points, the fonts, the pictograms, the pages found so far."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import field

from booklet.diag import Diagnostic, Sink, Subject
from booklet.l10n.localised import Atom, AtomKind, Localised
from booklet.layout.frame import Ink, Tag
from booklet.layout.laid import Laid
from booklet.model.icons import Pictogram, turned
from booklet.model.template import Template
from booklet.text.fonts import FontBook
from booklet.text.paragraph import Typesetter
from booklet.text.run import Inset, Line
from booklet.units import MM
from booklet.value import value

_LATIN_LEADING = 4.0
"""Body leading of Latin in template units, to which a step's own leading belongs."""


_WHOLE = (AtomKind.NUMBER, AtomKind.DATE, AtomKind.URL)
"""Inserted values that no line may split."""
_ROUNDING = 0.5
_CLOSE = 0.001
"""Share of a quarter of the unit that rounding may cost."""
_LEAST = 1.0
"""Points: where nothing is left for a text, it is set in this width and found to be wider."""
_NO_LIMIT = 1e6
_LATIN = "en"


def subject(text: Localised | None) -> Subject | None:
    """What a complaint is about, if it is about a text of a catalog."""
    return Subject(text.lang, text.message) if text and text.message else None


@value
class Setting:
    template: Template
    fonts: FontBook
    typesetter: Typesetter
    icons: Mapping[str, Pictogram]
    lang: str
    direction: str
    page_of: Mapping[str, int]
    sink: Sink
    memo: dict[tuple[int, float, int], tuple[Laid, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    """Laid-out blocks by block, width and parent tag (both by identity: the story outlives the setting)."""
    adapts: dict[int, bool] = field(default_factory=dict)
    elements: dict[tuple[int, int], Tag] = field(default_factory=dict)
    """Structure elements by what they stand for and their parent."""
    asked: set[str] = field(default_factory=set)
    """Groups whose page number a block shows."""

    def trial(self) -> Setting:
        """The same, with complaints of its own."""
        return Setting(
            self.template, self.fonts, self.typesetter, self.icons, self.lang, self.direction, self.page_of, Sink(),
            self.memo, self.adapts, self.elements, self.asked,
        )  # fmt: skip

    def element(self, what: object, role: str, parent: Tag) -> Tag:
        """The structure element of a group or block, however often it is laid out."""
        key = (id(what), id(parent))
        tag = self.elements.get(key)
        if tag is None:
            tag = self.elements[key] = Tag(role, None, None, None, parent)
        return tag

    @property
    def accent(self) -> Ink:
        """The second ink; black where the template names none."""
        colour = self.template.colours.accent
        return (colour.red, colour.green, colour.blue) if colour else ()

    def on_grid(self, distance: float) -> float:
        """A vertical distance, points, lengthened to a multiple of a quarter of the template's unit."""
        quarter = self.template.unit / 4 * MM
        return math.ceil(distance / quarter - _CLOSE) * quarter

    @property
    def rtl(self) -> bool:
        """Whether pages run from right to left."""
        return self.direction == "rtl"

    def pictogram(self, name: str) -> Pictogram | None:
        """The pictogram of this name as these pages show it; None if there is none, which reading the project reports."""
        drawing = self.icons.get(name)
        return turned(drawing) if drawing and self.rtl and name in self.template.mirrored else drawing

    def mm(self, measure: str) -> float:
        """A named measure of the template, in points."""
        return self.template.measure(measure) * MM

    def size(self, style: str, lang: str) -> float:
        """Font size, points, at which a language's letters get the printed x-height of a style."""
        return self.template.step(style).x * MM / self.fonts.metrics(lang).k

    def leading(self, style: str, lang: str) -> float:
        """Line pitch, points: the style's, scaled for the script, rounded up to a quarter of the unit."""
        quarter = self.template.unit / 4
        pitch = self.template.step(style).leading * self.fonts.metrics(lang).leading / _LATIN_LEADING
        return math.ceil(pitch / quarter - 1e-6) * quarter * MM

    def middle(self, lang: str) -> float:
        """Half the height of capitals, em: text is centred on it."""
        factor = self.fonts.k(lang) / self.fonts.k(_LATIN)
        return self.fonts.faces(_LATIN, "regular")[0].cap_height / 2 * factor

    def report_too_wide(self, what: str, excess: float, text: Localised | None = None) -> None:
        """An error if something is wider than its place by `excess` points, more than rounding explains; `text`: what it is
        a word of."""
        if excess > _ROUNDING:
            self.sink.error(
                "too-wide",
                f"'{what}' in '{self.lang}' is {excess / MM:.1f} mm wider than its place",
                None,
                "shorten the text, or give it more room in the template",
                about=subject(text),
            )

    def line(self, text: str, lang: str, weight: str) -> Line:
        """A text on one line, however wide."""
        return self.typesetter.lines(text, lang, weight, _NO_LIMIT)[0]

    def number(self, text: str) -> Line:
        """A number on one line: 0-9 in the Latin bold, with the template's features."""
        return self.typesetter.lines(text, _LATIN, "bold", _NO_LIMIT, features=self.template.figures)[0]

    def _inset(self, atom: Atom) -> Inset:
        """Days and times run as their language does, so that what is read first of "8.30–16.30" comes first."""
        direction = int(self.fonts.right_to_left(atom.lang)) if atom.kind is AtomKind.DATE else None
        return Inset(atom.start, atom.end, atom.lang, atom.kind in _WHOLE, direction)

    def lines(self, text: Localised, style: str, width: float) -> tuple[Line, ...]:
        """The lines of a text, `width` in points."""
        step = self.template.step(style)
        return self.typesetter.lines(
            text.text, text.lang, step.weight, max(width, _LEAST) / self.size(style, text.lang),
            insets=tuple(self._inset(a) for a in text.atoms),
            balance=step.balance, message=text.message,
        )  # fmt: skip
