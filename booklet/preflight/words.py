"""Whether the words of a story are on its pages: each text whole, each with the texts of its block, none besides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from booklet.compose.block import (
    Block,
    Boxed,
    Code,
    Facts,
    FirstFit,
    Number,
    Paragraph,
    Row,
    Stack,
    Story,
)
from booklet.diag import Sink
from booklet.l10n.localised import Localised
from booklet.layout.frame import Document, TextItem
from booklet.preflight.reading import READERS, File, squeezed

_UNREADABLE = re.compile("[\x00\ufffd]")


class FoundWords(NamedTuple):
    """How many different texts were found, and the numbers of the pages where unreviewed ones stand."""

    texts: int
    draft_pages: frozenset[int]


class _Words(NamedTuple):
    """A text to find, squeezed; `pattern`: of a number alone, which no other digit may touch."""

    text: Localised
    plain: str
    pattern: re.Pattern[str] | None


class _Unit(NamedTuple):
    """Texts that must stand on one page: a block, and the head and foot of its pages."""

    own: tuple[_Words, ...]
    around: tuple[_Words, ...]


def check_story(file: File, story: Story, sink: Sink) -> FoundWords:
    """Every text of every block is on a page, with all the others of its block. Errors: `text-missing`; warnings: `number-joined`."""
    units = list(_units(story))
    drafts: set[int] = set()
    lost: set[str] = set()
    for k, reader in enumerate(READERS):
        raw = [page[k] for page in file.pages]
        plain = [squeezed(text) for text in raw]
        for unit in units:
            page, missing = _best_page(unit, plain)
            if not missing and any(w.text.is_draft for w in (*unit.own, *unit.around)):
                drafts.add(page)
            _warn_joined(unit, raw[page - 1], reader, story.lang, sink)
            for words in missing:
                lost.add(words.plain)
                rest = len(missing) < len(unit.own) + len(unit.around)
                _complain(words, page if rest else None, reader, story.lang, sink)
    wanted = {words.plain for unit in units for words in (*unit.own, *unit.around)}
    return FoundWords(len(wanted - lost), frozenset(drafts))


def _units(story: Story) -> Iterator[_Unit]:
    for group in story.groups:
        if group.padding:  # drawn only where pages must be filled
            continue
        strip = (group.foot.strip,) if group.foot and group.foot.strip else ()
        around = tuple(_words(t, False) for t in (*(t for t, _ in _printed(group.head)), *strip))
        for flowed in group.body:
            own = dict.fromkeys(_words(t, number) for t, number in _printed(flowed.block))
            if own:
                yield _Unit(tuple(own), around)


def _printed(block: Block | None) -> Iterator[tuple[Localised, bool]]:
    """Every text a block prints, and whether it is a number alone. The forms of a FirstFit hold the same texts."""
    match block:
        case Paragraph(text=text):
            yield text, False
        case Number(text=text):
            yield text, True
        case Code(caption=caption):
            yield caption, not any(c.isalpha() for c in caption.text)
        case Row(cells=cells):
            for cell in cells:
                yield from _printed(cell.block)
        case Stack(blocks=inner) | FirstFit(options=inner) | Facts(entries=inner):
            for one in inner:
                yield from _printed(one)
        case Boxed(block=one):
            yield from _printed(one)


def _words(text: Localised, number: bool) -> _Words:
    plain = squeezed(text.text)
    if not number:
        return _Words(text, plain, None)
    digits = r"\s*".join(re.escape(c) for c in plain)
    return _Words(text, plain, re.compile(rf"(?<![\d+-]){digits}(?![\d-])"))


def _best_page(unit: _Unit, plain: list[str]) -> tuple[int, list[_Words]]:
    """The page (from 1) where fewest texts of a unit are missing, and those."""
    best: tuple[int, list[_Words]] = (1, [*unit.own, *unit.around])
    for n, text in enumerate(plain):
        limit = len(best[1])
        missing: list[_Words] = []
        for words in (*unit.own, *unit.around):
            if words.plain not in text:
                missing.append(words)
                if len(missing) == limit:
                    break
        else:
            best = (n + 1, missing)
            if not missing:
                break
    return best


def _complain(words: _Words, page: int | None, reader: str, lang: str, sink: Sink) -> None:
    where = f"page {page}, where its block stands" if page else "any page"
    name = f"'{words.text.message}'" if words.text.message else "a text"
    sink.error(
        "text-missing",
        f"{name} in '{lang}' is not on {where}, as {reader} reads it: '{words.text.text}'",
        None,
        "do not print this file; report the fault with the file",
    )


def _warn_joined(unit: _Unit, page: str, reader: str, lang: str, sink: Sink) -> None:
    """A number that stands apart on paper but that a reader runs together with the digits beside it."""
    for words in unit.own:
        if words.pattern and not words.pattern.search(page) and words.plain in squeezed(page):
            sink.warn(
                "number-joined",
                f"whoever copies '{words.text.text}' in '{lang}' gets other digits with it, as {reader} reads the page",
                None,
                "end the text before it with something else than a digit",
            )


def check_characters(file: File, document: Document, sink: Sink) -> None:
    """Each page holds the characters that were laid out, as often, and no others. Errors: `page-text`."""
    for page, texts in zip(document.pages, file.pages, strict=False):
        wanted = Counter(squeezed("".join(i.line.text for i in page.items if isinstance(i, TextItem))))
        for reader, text in zip(READERS, texts, strict=True):
            found = Counter(squeezed(text))
            if found != wanted:
                lacks, extra = "".join((wanted - found).elements()), "".join((found - wanted).elements())
                sink.error(
                    "page-text",
                    f"page {page.number} in '{document.lang}' lacks '{lacks}' and has '{extra}' too much, as {reader} reads it",
                    None,
                    "do not print this file; report the fault with the file",
                )


def check_marks(file: File, story: Story, document: Document, draft_pages: frozenset[int], sink: Sink) -> None:
    """PROOF and SAMPLE are on every page, DRAFT where an unreviewed text stands. Errors: `mark-missing`."""
    for n, texts in enumerate(file.pages, 1):
        laid_out = document.pages[n - 1].marks if n <= len(document.pages) else frozenset()
        draft = (story.draft,) if n in draft_pages or story.draft.id in laid_out else ()
        for mark in (*story.marks, *draft):
            wanted = squeezed(mark.text.text)
            for reader, text in zip(READERS, texts, strict=True):
                if wanted not in squeezed(text):
                    sink.error(
                        "mark-missing",
                        f"page {n} in '{story.lang}' does not bear the mark {mark.id}, as {reader} reads it",
                        None,
                        "do not print this file; report the fault with the file",
                    )


def check_readable(file: File, sink: Sink) -> None:
    """No reader gets a character that stands for none. Errors: `unreadable-character`."""
    for n, texts in enumerate(file.pages, 1):
        for reader, text in zip(READERS, texts, strict=True):
            if found := _UNREADABLE.search(text):
                near = text[max(0, found.start() - 12) : found.start()].strip()
                sink.error(
                    "unreadable-character",
                    f"page {n} of the {file.name} has a character without meaning after '{near}', as {reader} reads it",
                    None,
                    "add a font that has it, or replace it",
                )
