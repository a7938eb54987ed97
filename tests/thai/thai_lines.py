"""Where the lines of the Thai texts of a finished booklet end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from booklet.build import Built
from booklet.layout.frame import TextItem
from booklet.layout.pages import texts_of


class Setting(NamedTuple):
    """A text as it stands on the page."""

    text: str
    lines: tuple[str, ...]
    ends: tuple[int, ...]
    """Where its lines but the last end: the index of the next line's first character."""


def is_thai(text: str) -> bool:
    return any("\u0e01" <= char <= "\u0e5b" for char in text)


def text_items(built: Built) -> Iterator[TextItem]:
    return (item for page in built.document.pages for item in page.items if isinstance(item, TextItem))


def settings(built: Built) -> list[Setting]:
    """Every Thai text of a booklet with its lines. Fails if a Thai line belongs to no text of the story."""
    texts = sorted({text.text for text in texts_of(built.story) if is_thai(text.text)}, key=len, reverse=True)
    paragraphs: dict[int, list[str]] = {}
    for number, (tag, items) in enumerate(groupby(text_items(built), key=lambda item: item.tag)):
        paragraphs.setdefault(id(tag) if tag else -number, []).extend(item.line.text for item in items)
    return [setting for lines in paragraphs.values() for setting in _place(tuple(lines), texts)]


def _place(lines: tuple[str, ...], texts: list[str]) -> Iterator[Setting]:
    while lines:
        if not is_thai(lines[0]):
            lines = lines[1:]
            continue
        setting = next((s for text in texts if (s := _align(text, lines))), None)
        assert setting, f"no text of the story has the line {lines[0]!r}"
        yield setting
        lines = lines[len(setting.lines) :]


def _align(text: str, lines: tuple[str, ...]) -> Setting | None:
    """The text as the first of these lines, if it is."""
    ends: list[int] = []
    place = 0
    for count, line in enumerate(lines, 1):
        if not text.startswith(line, place):
            return None
        place += len(line)
        while place < len(text) and text[place] in " \n":
            place += 1
        if place == len(text):
            return Setting(text, lines[:count], tuple(ends))
        ends.append(place)
    return None
