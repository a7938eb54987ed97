"""The sheets themselves: a first one that counts and explains, one or more for each printed page, and those of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from booklet.compose.block import Block, Cell, Paragraph, Row, Rule, Space, Stack
from booklet.compose.translator import LABELS, Shown, card, counts, english
from booklet.diag import Sink
from booklet.l10n.languages import Language
from booklet.layout.blocks import lay
from booklet.layout.frame import Document, Item, Page, Tag, TextItem
from booklet.layout.laid import Laid, LinkSpot, flatten
from booklet.layout.setting import Setting
from booklet.translator_sheet.cards import columns, lay_card
from booklet.translator_sheet.picture import Callout, picture
from booklet.translator_sheet.places import Place
from booklet.units import MM, Point, Size
from booklet.value import compared

_EXPLAINED = (
    "The page is the one that will be printed. Each of its texts is outlined; the number beside it is that of its card. A "
    "number in brackets belongs to a card further to the front.",
    "A heavy outline and an exclamation mark: something is wrong, and the card says what. A heavy bar at the end of a line: "
    "the line ends inside a word.",
    "Keep every {name} in braces as it is. Where the booklet puts a number or a name, the page shows it.",
    "English on the page where a translation should be, with [en] behind it: the translation is missing or needs work.",
    "Nothing you write on this sheet changes the booklet: enter it in the translation file, then make the sheet again.",
)


@compared
class Content:
    """What the sheets show. `about`: the words of every foot; `pages`, `places`: of the booklet, by page number; `general`:
    complaints that belong to no message."""

    about: str
    language: Language
    language_name: str
    messages: tuple[Shown, ...]
    pages: Mapping[int, Page]
    places: Mapping[int, Sequence[Place]]
    general: tuple[str, ...]


class Sheets:
    """Makes the document of one translator's sheet. Warnings to the sink: `sheet-overflow`."""

    def __init__(self, content: Content, setting: Setting, sink: Sink) -> None:
        """`setting`: of the sheet's own template, in English from left to right."""
        self._content, self._setting, self._sink = content, setting, sink
        self._root = Tag("Document")
        self._blocks: list[object] = []
        """Keeps the blocks, which the setting remembers by identity."""
        self._size = Size(setting.template.trim[0] * MM, setting.template.trim[1] * MM)
        m = setting.template.margins
        self._left, self._top = m.inner * MM, m.top * MM
        self._width = self._size.width - (m.inner + m.outer) * MM
        self._bottom = self._size.height - m.bottom * MM

    def document(self) -> Document:
        """All sheets in order."""
        bodies = [self._first(), *self._printed(), *self._unprinted()]
        feet = [self._foot(n, len(bodies)) for n in range(1, len(bodies) + 1)]
        pages = [Page(n, self._size, _without_gaps((*b, *f))) for n, (b, f) in enumerate(zip(bodies, feet, strict=True), 1)]
        return Document(self._size, self._setting.lang, "ltr", "left", tuple(pages))

    def _first(self) -> list[Item]:
        content, template = self._content, self._setting.template
        gap = Space(template.measure("column-gap"))
        left = Stack((Paragraph(english("How far the texts are"), "text-bold", "H2"), gap, counts(self._counts(), template)))
        told: list[Block] = [Paragraph(english("How to read this sheet"), "text-bold", "H2"), gap]
        for words in _EXPLAINED:
            told += [Paragraph(english(words), "text"), gap]
        if content.general:
            told += [gap, Paragraph(english("Of the whole booklet"), "text-bold", "H2"), gap]
            told += [Paragraph(english(words), "text") for words in content.general]
        both = Row((Cell(left), Cell(Stack(tuple(told)))), template.measure("cards-gap") * 2, "top")
        title = Paragraph(english(f"Translator's sheet: {content.language_name}"), "head", "H1")
        items, block = self._items(), Stack((title, Rule("heavy"), gap, gap, both))
        self._blocks.append(block)
        self._put(lay(block, self._width, self._bottom - self._top, self._setting, self._root), self._left, self._top, items)
        return items

    def _counts(self) -> Iterator[tuple[str, int]]:
        messages = self._content.messages
        yield from ((label, sum(one.state is state for one in messages)) for state, label in LABELS.items())
        yield "in all", len(messages)
        yield "of these printed on pages", sum(bool(one.pages) for one in messages)
        yield "with something to mend", sum(bool(one.flaws) for one in messages)

    def _printed(self) -> Iterator[list[Item]]:
        """Sheets of the printed pages that have a message which no page before has."""
        by_page: dict[int, list[Shown]] = {}
        for one in self._content.messages:
            if one.pages:
                by_page.setdefault(one.pages[0], []).append(one)
        room = self._setting.mm("picture-width") + 2 * self._setting.mm("number-room")
        x = self._left + room + self._setting.mm("cards-gap")
        for number, messages in by_page.items():
            for column in self._columns(messages, self._left + self._width - x):
                items = self._headed(f"Page {number}", x)
                tag = Tag("Figure", None, f"page {number} of the booklet as printed", None, self._root)
                corner = Point(self._left + self._setting.mm("number-room"), self._top + self._setting.mm("picture-top"))
                page = self._content.pages[number]
                items += picture(page, self._callouts(number), corner, self._setting, tag)
                self._stack(column, x, items)
                yield items

    def _unprinted(self) -> Iterator[list[Item]]:
        """Sheets of the messages that stand on no page."""
        rest = [one for one in self._content.messages if not one.pages]
        for column in self._columns(rest, self._width):
            items = self._headed("On no page of this edition by themselves (inside other texts, read aloud, or not used)", self._left)
            self._stack(column, self._left, items)
            yield items

    def _columns(self, messages: Sequence[Shown], width: float) -> list[list[Laid]]:
        cards = [card(one, self._content.language, self._setting.template) for one in messages]
        self._blocks += cards
        laid = [lay_card(one, width, self._setting, self._root) for one in cards]
        for one, piece in zip(messages, laid, strict=True):
            if piece.height > self._room:
                what = f"'{one.entry.context}' is too long for a sheet"
                self._sink.warn("sheet-overflow", what, None, "read it in its file")
        return columns(laid, self._room, self._setting.mm("card-gap"))

    @property
    def _room(self) -> float:
        """Height for cards, points."""
        return self._bottom - self._cards_top

    @property
    def _cards_top(self) -> float:
        return self._top + self._setting.mm("picture-top") - self._setting.mm("head-gap")

    def _stack(self, column: Sequence[Laid], x: float, items: list[Item]) -> None:
        y = self._cards_top
        for laid in column:
            self._put(laid, x, y, items)
            y += laid.height + self._setting.mm("card-gap")

    def _headed(self, title: str, x: float) -> list[Item]:
        """What stands above: the page's name, and over the cards the names of their columns."""
        items = self._items()
        width = self._left + self._width - x
        names = Row((
            Cell(Space(0), self._setting.template.measure("card-number")),
            Cell(Paragraph(english("English"), "label", None)),
            Cell(Paragraph(english(self._content.language_name), "label", None)),
        ))  # fmt: skip
        head = Stack((Paragraph(english(title), "text-bold", "H2"),))
        self._blocks += [names, head]
        laid = lay(head, self._width, 0, self._setting, self._root)
        self._put(laid, self._left, self._top, items)
        named = lay(names, width + self._setting.mm("card-column"), 0, self._setting, None)
        self._put(named, x, self._cards_top - named.height - self._setting.mm("card-inner"), items)
        return items

    def _callouts(self, number: int) -> list[Callout]:
        known = {one.entry.context: one for one in self._content.messages}
        out = []
        for place in self._content.places[number]:
            one = known.get(place.message)
            if one:
                wrong = bool(one.flaws) or place.outside > 0 or bool(place.splits)
                words = str(one.number) if one.pages[0] == number else f"({one.number})"
                out.append(Callout(words + "!" * wrong, place, wrong))
        return out

    def _foot(self, number: int, of: int) -> list[Item]:
        items = self._items()
        block = Paragraph(english(f"{self._content.about}  ·  sheet {number} of {of}"), "tiny", None)
        self._blocks.append(block)
        laid = lay(block, self._width, 0, self._setting, None)
        self._put(laid, self._left, self._setting.mm("foot-baseline") - laid.height, items)
        return items

    @staticmethod
    def _items() -> list[Item]:
        return []

    @staticmethod
    def _put(laid: Laid, x: float, y: float, items: list[Item]) -> None:
        links: list[tuple[float, float, LinkSpot]] = []
        flatten(laid, x, y, items, links)


def _without_gaps(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items without glyphs that no face has, which no PDF may hold. The cards name those characters by their codes."""
    return tuple(_gapless(item) if isinstance(item, TextItem) else item for item in items)


def _gapless(item: TextItem) -> TextItem:
    if all(glyph.id for run in item.line.runs for glyph in run.glyphs):
        return item
    runs = tuple(replace(run, glyphs=tuple(g for g in run.glyphs if g.id)) for run in item.line.runs)
    return replace(item, line=replace(item.line, runs=runs))
