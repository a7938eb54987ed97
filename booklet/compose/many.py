"""The pages of a booklet in many languages: the index of their names, and what each says in little room."""

from __future__ import annotations

from dataclasses import replace

from booklet.compose.block import Block, Cell, FirstFit, Flowed, Group, PageNumber, Paragraph, Picture, Row, Rule, Stack
from booklet.compose.context import Context, page_group
from booklet.compose.numbers import numbers
from booklet.compose.rows import phrases
from booklet.compose.voice import Voice
from booklet.model.template import PageSpec


def part_of(lang: str) -> str:
    """The name of all the pages of one language in a booklet of many."""
    return f"in-{lang}"


def autonyms(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """The cover: a harmless title, and what each language calls itself at the height of its thumb tab.

    The rows are as high as tabs are apart; the first begins `autonym-first` below the top of the text area."""
    pitch, rule = c.mm("tab-pitch"), c.template.rule("heavy")
    picture: tuple[Cell, ...] = (Cell(Picture(spec.icon, c.mm("autonym-icon")), c.mm("icon-column")),) if spec.icon else ()
    title = Paragraph(c.voice.say(c.voice.selection.edition.title), "lead", "H1")
    top = Row((*picture, Cell(title)), 0, "middle", c.mm("autonym-first") - rule)
    rows = Stack(tuple(_autonym(voice, pitch, c) for voice in c.others), role="TOC")
    return (Group(spec.id, (Flowed(Stack((Rule("heavy"), top, rows))),)),)


def _autonym(voice: Voice, pitch: float, c: Context) -> Block:
    cells = (Cell(Paragraph(voice.autonym, "body-bold")), Cell(PageNumber(part_of(voice.lang), "body-bold"), c.mm("contents-page")))
    return Row(cells, 0, "middle", pitch, role="TOCI", target=part_of(voice.lang))


def essentials(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """All numbers, closer together where there is little room, then a few words to show, on one page."""
    (table,), (words,), (tight,) = numbers(spec, c), phrases(spec, c), numbers(spec, _close(c))
    forms = Flowed(FirstFit((table.body[0].block, tight.body[0].block)))
    first = tuple(replace(f, before=Rule("mid"), space=c.mm("phrase-space")) if not n else f for n, f in enumerate(words.body))
    return (replace(page_group(spec, c, (forms, *table.body[1:], *first)), head=table.head),)


def _close(c: Context) -> Context:
    measures = {**c.template.measures, "back-gap": c.mm("essentials-gap")}
    return replace(c, template=replace(c.template, measures=measures))
