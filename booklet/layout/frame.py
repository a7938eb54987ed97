"""Finished pages: items at their places, each with what it is, whose words it carries and how it is read aloud.

All measures in points, y downwards from the top left corner of the page.
"""

from __future__ import annotations

from booklet.compose.symbol import Symbol
from booklet.text.run import Line
from booklet.units import Size
from booklet.value import value

Ink = tuple[float, ...]
"""Red, green and blue of sRGB, from 0 to 1; () is black, and what all text and symbols are printed in."""


@value
class Tag:
    """An element of the structure tree (ISO 32000-1, 14.8), compared by identity: items with one tag are one element."""

    role: str
    """Standard structure type: H1, H2, P, L, LI, LBody, Figure, TOC, TOCI, Sect, Note ..."""
    lang: str | None = None
    """BCP 47, where it differs from the document's."""
    alt: str | None = None
    """Alternative text of a Figure."""
    message: str | None = None
    """The msgctxt whose text it carries."""
    parent: Tag | None = None


@value
class TextItem:
    """One line of text; `x`, `y` is the start of its baseline. `tag` None: an artifact (furniture, not content)."""

    x: float
    y: float
    line: Line
    size: float
    tag: Tag | None


@value
class Box:
    """A filled rectangle, black unless grey is given (0 black, 1 white)."""

    x: float
    y: float
    width: float
    height: float
    grey: float = 0.0
    tag: Tag | None = None
    ink: Ink = ()


@value
class Outline:
    """A stroked rectangle with round corners; x, y, width, height run along the middle of the stroke."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    stroke: float
    tag: Tag | None = None
    ink: Ink = ()


@value
class Stroke:
    """A straight line. `dash`: on, off lengths; () solid. `round_caps` for dots."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: float
    dash: tuple[float, ...] = ()
    round_caps: bool = False
    tag: Tag | None = None
    ink: Ink = ()


@value
class Drawing:
    """A vector pictogram: `path` is PDF path operators (m l c h) in a square of `units`, y downwards, stroked with round caps.

    Placed with its top left corner at x, y, scaled to `size`; `stroke` is the pen's width on paper, points. Composite
    pictograms are several drawings."""

    x: float
    y: float
    size: float
    path: str
    units: float
    stroke: float
    tag: Tag | None
    ink: Ink = ()


@value
class Modules:
    """A QR symbol without its quiet zone; x, y its top left module's corner, `module` the side of one module."""

    x: float
    y: float
    symbol: Symbol
    module: float
    tag: Tag


Item = TextItem | Box | Outline | Stroke | Drawing | Modules


@value
class Link:
    """A place to tap: to a URI, or to a page of this document."""

    x: float
    y: float
    width: float
    height: float
    uri: str | None
    page: int | None
    tag: Tag


@value
class Bookmark:
    """An entry of the outline, level from 0, pointing to the top of a page (number from 1)."""

    title: str
    level: int
    page: int


@value
class Page:
    """One page. `number` counts from 1; items in reading order."""

    number: int
    size: Size
    items: tuple[Item, ...]
    links: tuple[Link, ...] = ()
    marks: frozenset[str] = frozenset()
    """PROOF, DRAFT, SAMPLE: what is printed on it."""
    lang: str = ""
    """BCP 47, with its `direction`; "" for the document's."""
    direction: str = ""
    folio: int = 0
    """The number it bears; each of two halves counts its own."""
    header: range = range(0)
    footer: range = range(0)
    """Places in `items` of what stands above and below on every page."""


@value
class Document:
    """The finished pages of a booklet in one language. `binding`: left, or right for right-to-left scripts."""

    trim: Size
    lang: str
    direction: str
    binding: str
    pages: tuple[Page, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    order: tuple[int, ...] = ()
    """Numbers of its pages in the order in which they are bound, () for their own."""
    turned: frozenset[int] = frozenset()
    """Numbers of pages bound upside down: the half that is read from the other cover."""
