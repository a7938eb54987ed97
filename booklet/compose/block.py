"""What a story is made of: blocks without places. Lengths in millimetres; style, rule and icon names are the template's."""

from __future__ import annotations

from booklet.compose.symbol import Symbol
from booklet.l10n.localised import Localised
from booklet.model.style import Cover
from booklet.model.template import Start
from booklet.value import value


@value
class Paragraph:
    """Text in a style of the type scale. `role` None: furniture, not read aloud."""

    text: Localised
    style: str
    role: str | None = "P"
    align: str = "start"
    """start | end | centre"""


@value
class PageNumber:
    """The number of the page where the group `target` begins."""

    target: str
    style: str
    """Of the text it stands beside: they share a line."""
    digits: str = "page"


@value
class Number:
    """A phone number in large digits, the first of the heights `digits` that fits. `checked` False: dashed line below."""

    text: Localised
    digits: str
    checked: bool
    align: str = "start"
    uri: str | None = None
    """What a tap on it does, on screen."""


@value
class Picture:
    """A pictogram, always beside its word; `stroke` is the least width of its pen."""

    icon: str
    size: float
    stroke: str = "stroke-min"
    accent: bool = False
    """In the template's second ink, if it has one."""


@value
class Numeral:
    """The number of a step, drawn as the template's style says, `size` high at most."""

    text: Localised
    style: str
    size: float


@value
class Code:
    """A QR symbol with its quiet zone, and its payload in words below."""

    symbol: Symbol
    caption: Localised
    alt: Localised
    module: float


@value
class Rule:
    """A line over the full width, or as long as `length`."""

    weight: str
    length: float | None = None
    dotted: bool = False


@value
class Lines:
    """Empty lines to write on, `pitch` apart; `count` None: as many as the region holds."""

    pitch: float
    count: int | None = None


@value
class Artwork:
    """The picture of a cover, drawn to the height given."""

    name: Cover
    height: float


@value
class Month:
    """A month of a calendar: its name, the names of its weekdays (perhaps none), its days in weeks, empty where none is."""

    name: Localised
    weekdays: tuple[Localised, ...]
    weeks: tuple[tuple[str, ...], ...]


@value
class Months:
    """A year on a cover: twelve months in rows of `across`, as furniture that is not read aloud."""

    months: tuple[Month, ...]
    across: int
    name_style: str
    day_style: str
    gutter: float
    gap: float


@value
class Space:
    height: float


@value
class Cell:
    """A part of a row. `width` None: shares what is left; `natural`: as wide as its content."""

    block: Block
    width: float | None = None
    natural: bool = False


@value
class Row:
    """Cells side by side in reading direction. `align`: top | middle | bottom, or line: their first lines stand level."""

    cells: tuple[Cell, ...]
    gap: float = 0.0
    align: str = "middle"
    height: float = 0.0
    """At least this high."""
    role: str | None = None
    target: str | None = None
    """A tap on it goes to the first page of this group."""
    divider: str | None = None
    """The rule that stands upright after the first cell, as high as the row."""


@value
class Stack:
    """Blocks one below the other, never torn apart. `role`: a structure element around them."""

    blocks: tuple[Block, ...]
    gap: float = 0.0
    role: str | None = None
    anchor: str | None = None
    """A name by which page numbers can ask for the page it stands on."""


@value
class Facts:
    """Short entries in two columns; one that would need more lines there takes the full width."""

    entries: tuple[Block, ...]
    gap: float
    """Between rows, with a hairline in its middle."""
    gutter: float


@value
class Boxed:
    """A block in a frame that is drawn inside the text edge: the heavy one of the template's style, or a plain box."""

    block: Block
    padding: float
    plain: bool = False


@value
class FirstFit:
    """The first of several forms of the same content that fits the room left; `across`: that fits the width, whatever its
    height; `most`: that is no higher than so much, however much room is left."""

    options: tuple[Block, ...]
    across: bool = False
    most: float | None = None


Block = Paragraph | PageNumber | Number | Picture | Numeral | Code | Rule | Lines | Artwork | Months | Space | Row | Stack | Facts | Boxed | FirstFit


@value
class Flowed:
    """A block of a group's flow: never split unless it is a paragraph, kept on one page with the next if `keep_next`."""

    block: Block
    before: Block | None = None
    """Stands above it (a rule), but not at the top of a page body."""
    space: float = 0.0
    """Distance above, not at the top of a page body."""
    keep_next: bool = False
    heading: bool = False
    """Kept with the next only if both fit on one page."""


@value
class Foot:
    """The foot of a page: its number outside, the strip of emergency numbers inside."""

    strip: Localised | None


@value
class Group:
    """Pages that belong together: a head, repeated on every page, and what flows below it."""

    id: str
    body: tuple[Flowed, ...]
    head: Block | None = None
    title: Localised | None = None
    """For bookmarks and the contents page."""
    tab: int | None = None
    foot: Foot | None = None
    start: Start = Start.ANY
    movable: bool = False
    """A single page that may come sooner, so that another group begins on its side."""
    back: bool = False
    """The last page, after any padding."""
    padding: bool = False
    """Fills the signature: as many of its pages as are needed, perhaps none."""
    packed: bool = False
    """Its blocks may change places, so that pages are well filled."""
    within: tuple[str, Localised] | None = None
    """Id and title of the larger part it belongs to."""


@value
class Mark:
    """A band across the top of every page that needs it: PROOF, DRAFT, SAMPLE."""

    id: str
    text: Localised
    fill: str
    """hatch | dots | none"""


@value
class Story:
    """Everything one booklet says in one language, in reading order."""

    title: Localised
    lang: str
    direction: str
    groups: tuple[Group, ...]
    marks: tuple[Mark, ...]
    """On every page."""
    draft: Mark
    """On pages that hold an unreviewed text."""
    inside: int = 0
    """Of what a booklet in all languages says once: after how many groups their own pages stand."""
