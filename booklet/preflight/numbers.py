"""Whether every number in a right-to-left line is seen the right way round: by the order of its glyphs, from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from booklet.compose.block import Story
from booklet.diag import Sink, Spot
from booklet.l10n.localised import AtomKind
from booklet.layout.frame import Document, TextItem
from booklet.preflight.reading import squeezed
from booklet.preflight.words import all_texts
from booklet.text.run import Line

_TOKEN = re.compile(r"\d+(?:[.,:/٫٬-]\d+)*")
"""Digits, and what stands between digits of one number: its parts must not change places."""


def check_numbers(document: Document, stories: Iterable[Story], sink: Sink) -> None:
    """Telephone numbers of the stories, and digits joined by marks, stand from left to right. Errors: `number-reversed`."""
    turned = [(page, item) for page in document.pages for item in page.items if isinstance(item, TextItem) and any(level % 2 for level in item.line.levels)]
    phones = {
        text.text[atom.start : atom.end]
        for story in (stories if turned else ())
        for text in all_texts(story)
        for atom in text.atoms
        if atom.kind is AtomKind.NUMBER and not any(map(str.isalpha, text.text[atom.start : atom.end]))
    }
    for page, item in turned:
        for number in _turned(item.line, phones):
            sink.error(
                "number-reversed",
                f"'{number}' on page {page.number} in '{document.lang}' is seen in another order: '{_seen(item.line)}'",
                None,
                "make it a value of the text, in braces; if it is one, report the fault with the file",
                spot=Spot("screen", page.number, (item.x, item.y - item.size, item.x + item.line.width * item.size, item.y)),
            )


def _turned(line: Line, phones: set[str]) -> list[str]:
    """The numbers of a line that are not found as they are read."""
    seen = squeezed(_seen(line))
    wanted = sorted({*_TOKEN.findall(line.text), *(phone for phone in phones if phone in line.text)})
    return [number for number in wanted if squeezed(number) not in seen]


def _seen(line: Line) -> str:
    """The texts of a line's glyphs from left to right."""
    return "".join([glyph.text for run in line.runs for glyph in run.glyphs])
