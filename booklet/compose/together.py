"""Stories for booklets in more than one language: two side by side, or many with what is said once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from booklet.compose.block import (
    Block,
    Boxed,
    Cell,
    Facts,
    FirstFit,
    Flowed,
    Group,
    Paragraph,
    Row,
    Rule,
    Space,
    Stack,
    Story,
)
from booklet.compose.many import part_of
from booklet.compose.story import compose
from booklet.compose.voice import Voice
from booklet.l10n.localised import Localised
from booklet.model.template import Template


def compose_many(once: Voice, voices: Sequence[Voice], helpers: Sequence[Voice], template: Template) -> tuple[Story, ...]:
    """The stories of a booklet in all languages: first what is said once, in the words of `once`, then each language's
    own pages, with its number for the thumb tab. `helpers`: for the words to show."""
    own = replace(template, pages=tuple(s for s in template.pages if s.each))
    general = replace(template, pages=tuple(s for s in template.pages if not s.each))
    first = next((n for n, s in enumerate(template.pages) if s.each), len(template.pages))
    before = {s.id for s in template.pages[:first]}
    story = compose(once, tuple(voices), general)
    inside = sum(1 for g in story.groups if g.id in before)
    stories = [compose(v, tuple(h for h in helpers if h.lang != v.lang), own) for v in voices]
    return (replace(story, inside=inside), *(_tabbed(s, v, n) for n, (s, v) in enumerate(zip(stories, voices, strict=True), 1)))


def _tabbed(story: Story, voice: Voice, number: int) -> Story:
    within = (part_of(voice.lang), voice.autonym)
    return replace(story, groups=tuple(replace(g, tab=number, within=within) for g in story.groups))


def beside(reader: Story, companion: Story, gap: float) -> Story:
    """Two stories as one, the same words in two columns row by row; pictograms, numbers and codes stand once.

    `gap`: between the columns, mm. The stories have the same groups, else ValueError."""
    if [g.id for g in reader.groups] != [g.id for g in companion.groups]:
        raise ValueError("the two stories have other groups")
    pair = _Pair(gap, reader.direction != companion.direction)
    groups = tuple(pair.group(a, b) for a, b in zip(reader.groups, companion.groups, strict=True))
    return replace(reader, groups=groups)


class _Pair:
    """Joins what two languages say. `opposed`: they run in opposite directions."""

    def __init__(self, gap: float, opposed: bool) -> None:
        self._gap, self._opposed = gap, opposed

    def group(self, a: Group, b: Group) -> Group:
        head = self.block(a.head, b.head) if a.head and b.head else a.head
        if len(a.body) != len(b.body):
            body = (*a.body, *b.body)
        else:
            body = tuple(self._flowed(x, y) for x, y in zip(a.body, b.body, strict=True))
        return replace(a, body=body, head=head)

    def _flowed(self, a: Flowed, b: Flowed) -> Flowed:
        return replace(a, block=self.block(a.block, b.block))

    def block(self, a: Block, b: Block) -> Block:
        """One block for both."""
        match a, b:
            case Paragraph(), Paragraph():
                return a if _same(a.text, b.text) else Row((Cell(a), Cell(self._turned(b))), self._gap, "line")
            case Row(), Row() if len(a.cells) == len(b.cells):
                cells = tuple(replace(x, block=self.block(x.block, y.block)) for x, y in zip(a.cells, b.cells, strict=True))
                return replace(a, cells=tuple(replace(c, natural=c.natural and not _is_pair(c.block)) for c in cells))
            case Stack(), Stack() if len(a.blocks) == len(b.blocks):
                return replace(a, blocks=tuple(self.block(x, y) for x, y in zip(a.blocks, b.blocks, strict=True)))
            case Facts(), Facts() if len(a.entries) == len(b.entries):
                return self._facts(a, b)
            case Boxed(), Boxed():
                return replace(a, block=self.block(a.block, b.block))
            case FirstFit(), FirstFit() if len(a.options) == len(b.options):
                return replace(a, options=tuple(self.block(x, y) for x, y in zip(a.options, b.options, strict=True)))
            case Stack() | Facts() | Row() | Boxed() | FirstFit(), _:
                return self._columns(a, b)
            case _:
                return a

    def _facts(self, a: Facts, b: Facts) -> Block:
        """In rows over the full width: two columns of two languages would be four."""
        rows: list[Block] = []
        for x, y in zip(a.entries, b.entries, strict=True):
            rows += [*((Space(a.gap / 2), Rule("hair"), Space(a.gap / 2)) if rows else ()), self.block(x, y)]
        return Stack(tuple(rows), role="L")

    def _columns(self, a: Block, b: Block) -> Block:
        return Row((Cell(a), Cell(b)), self._gap, "top")

    def _turned(self, text: Paragraph) -> Paragraph:
        """A paragraph of the other direction begins where its own language begins."""
        swapped = {"start": "end", "end": "start"}.get(text.align, text.align)
        return replace(text, align=swapped) if self._opposed else text


def _is_pair(block: Block) -> bool:
    return isinstance(block, Row) and len(block.cells) == 2


def _same(a: Localised, b: Localised) -> bool:
    return a.text == b.text and a.lang == b.lang
