"""A template: page geometry, type scale, measures and the sequence of pages. Lengths in millimetres unless named."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import ClassVar, TypeVar

from booklet.diag import BookletError, Diagnostic, Sink, Span
from booklet.model.fit import Cards as Cards
from booklet.model.fit import Choice, Fit
from booklet.model.sheet import Scheme as Scheme
from booklet.model.sheet import SheetSpec as SheetSpec
from booklet.model.sheet import trim_size
from booklet.model.style import Colours, Cover, Style
from booklet.units import Size
from booklet.value import compared

T = TypeVar("T")


class PageKind(StrEnum):
    """What a page group shows; compose has one function for each."""

    COVER = "cover"
    DANGER = "danger"
    CONTENTS = "contents"
    LIST = "list"
    SERVICES = "services"
    PHRASES = "phrases"
    ABOUT = "about"
    NOTES = "notes"
    NUMBERS = "numbers"
    AUTONYMS = "autonyms"
    """In a booklet of all languages: what each calls itself, with the page where it begins."""
    ESSENTIALS = "essentials"
    """All numbers, then a few words to show, on one page."""
    MESSAGE = "message"
    """Few words, set large under a large pictogram."""
    SHOW = "show"
    """One phrase to a page, to be pointed at."""
    NEEDS = "needs"
    """Who helps with what: an index of services by need."""
    LANGUAGES = "languages"
    """An index of services by the languages they speak."""
    DIRECTIONS = "directions"
    """How to find public offices, without a map."""
    POSTER = "poster"
    """Danger, numbers and services on one sheet for a wall."""


_HEADS: dict[PageKind, tuple[str, ...]] = {
    PageKind.COVER: (), PageKind.AUTONYMS: (), PageKind.MESSAGE: (), PageKind.POSTER: (), PageKind.SHOW: ("title",), PageKind.NUMBERS: ("title",)
}  # fmt: skip
"""What the head of a page is made of; of other kinds, a title and a pictogram."""


class Start(StrEnum):
    """On which page of a spread a group begins, for the reading direction left to right; mirrored otherwise."""

    ANY = "any"
    LEFT = "left"
    RIGHT = "right"


@compared
class Margins:
    inner: float
    outer: float
    top: float
    bottom: float


@compared
class Step:
    """A step of the type scale. `x`: printed x-height; `leading`: line pitch for Latin, scaled by script."""

    x: float
    leading: float
    weight: str = "regular"
    balance: bool = False


@compared
class PageSpec:
    """One group of pages of the sequence."""

    id: str
    kind: PageKind
    title: str | None = None
    """Id of a message or word."""
    icon: str | None = None
    section: int | None = None
    """Place of the thumb tab, from 1."""
    lead: tuple[str, ...] = ()
    """Ids of messages set large above the rows."""
    messages: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    """Ids of messages set apart at the end."""
    row: str = "list-row"
    """The measure that is the least height of its rows."""
    numbered: bool = False
    listed: bool = True
    """Whether the contents page names it."""
    start: Start = Start.ANY
    each: bool = False
    """In a booklet of all languages: said in every one of them. Other pages are said once."""
    cards: Cards = Cards.FULL
    most: int | None = None
    """Of each country, no more than so many services, the first in the order of the edition."""
    apart: bool = False
    """Of danger: whether what to say may go on on the next page, where one page cannot hold it."""
    back: bool = True
    """Of numbers: whether they stand outside, on the last page."""

    def check(self, sink: Sink, span: Span) -> None:
        """Report what the head of this kind of page needs and the page does not have."""
        for part in _HEADS.get(self.kind, ("title", "icon")):
            if not getattr(self, part):
                what = "the id of a message or word" if part == "title" else "the name of a picture in content/icons"
                sink.error("page-head", f"the page '{self.id}' of kind '{self.kind}' has no {part}", span, f"add '{part}: …', {what}")


@compared
class Template:
    """A format, or what is different from the one it extends (`booklet.model.read_template`)."""

    KIND: ClassVar[str] = "template"
    id: str
    trim: tuple[float, ...]
    margins: Margins
    unit: float
    """Every vertical distance is a multiple of a quarter of it."""
    steps: dict[str, Step]
    digits: dict[str, tuple[float, ...]]
    """Printed digit heights; of several, the first that fits."""
    rules: dict[str, float]
    measures: dict[str, float]
    """Named distances, row heights and sizes."""
    icons: dict[str, str]
    """One meaning, one picture: meaning to file name in content/icons."""
    qr_module: float
    """Side of one module; never under 0.5 (measured: phones at arm's length fail below)."""
    sheet: SheetSpec
    pages: tuple[PageSpec, ...]
    mirrored: tuple[str, ...] = ()
    """Pictograms (file names) that point along the lines, or bear a question mark: turned round from right to left."""
    figures: tuple[str, ...] = ()
    """OpenType features of large numbers: tnum gives all digits one width, so that numbers stand in columns."""
    extends: str | None = None
    """The template that says whatever this file does not."""
    scale: float = 1.0
    """By how much the lengths it takes over are multiplied: large print is a smaller format with a scale."""
    look: str | None = None
    """The look it wears, from content/looks: it says whatever this file does not, before the template it extends."""
    cover: Cover = Cover.TRAVEL
    style: Style = Style()
    colours: Colours = Colours()
    pages_min: int = 4
    pages_max: int = 32
    fit: Fit | None = None
    """What may vary so that booklets fill their pages; nothing, if it is left out."""
    span: Span = Span("", 0, 0)

    @property
    def size(self) -> Size:
        """Of a page, points."""
        return trim_size(self.trim)

    def filled(self, pages: int) -> int:
        """The least number of pages that holds `pages`, folds, and is no less than `pages_min`."""
        return self.sheet.filled(max(pages, self.pages_min), self.size)

    def fitted(self, choice: Choice) -> Template:
        """The template with what a copy-fit chose in place of its own values."""
        if choice.cost == 0 or self.fit is None:
            return self
        quarter, spaced = self.unit / 4, self.fit.spaced
        measures = {
            name: round(value * choice.spacing / quarter) * quarter if name in spaced and choice.spacing != 1 else value
            for name, value in self.measures.items()
        }
        pages = tuple(replace(p, cards=choice.cards) if p.kind is PageKind.SERVICES and choice.cards is not Cards.FULL else p for p in self.pages)
        sizes = {name: choice.of_step(s.x, s.leading) for name, s in self.steps.items()}
        steps = {name: replace(s, x=sizes[name][0], leading=sizes[name][1]) for name, s in self.steps.items()}
        return replace(self, steps=steps, measures=measures, pages=pages)

    def measure(self, name: str) -> float:
        """A named distance, mm. This and the next four raise BookletError where the template lacks the name."""
        return self._named("measures", self.measures, name)

    def icon(self, meaning: str) -> str:
        return self._named("icons", self.icons, meaning)

    def step(self, name: str) -> Step:
        return self._named("steps", self.steps, name)

    def heights(self, name: str) -> tuple[float, ...]:
        return self._named("digits", self.digits, name)

    def rule(self, name: str) -> float:
        return self._named("rules", self.rules, name)

    def _named(self, kind: str, table: dict[str, T], name: str) -> T:
        try:
            return table[name]
        except KeyError:
            hint = f"add '{name}' under '{kind}', as the shipped template has it"
            what = f"the template '{self.id}' has no '{name}' under '{kind}'"
            raise BookletError((Diagnostic("error", "template-lacks", what, self.span, (hint,)),)) from None
