"""A template: page geometry, type scale, measures and the sequence of pages. Lengths in millimetres unless named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, TypeVar

from booklet.diag import BookletError, Diagnostic, Span

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


class Start(StrEnum):
    """On which page of a spread a group begins, for the reading direction left to right; mirrored otherwise."""

    ANY = "any"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Margins:
    inner: float
    outer: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the type scale. `x`: printed x-height; `leading`: line pitch for Latin, scaled by script."""

    x: float
    leading: float
    weight: str = "regular"
    balance: bool = False


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """The office print file: which paper, which scheme of imposition."""

    paper: str
    scheme: str = "copies"


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Template:
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
    pages_min: int = 4
    pages_max: int = 32
    span: Span = Span("", 0, 0)

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
