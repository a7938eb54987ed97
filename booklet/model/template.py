"""A template: page geometry, type scale, measures and the sequence of pages. Lengths in millimetres unless named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from booklet.diag import Span


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
    start: str = "any"
    """any | left | right: the page it must begin on."""


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
    pages_min: int = 4
    pages_max: int = 32
    span: Span = Span("", 0, 0)
