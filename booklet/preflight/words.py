"""Whether the words of a story are on its pages: each text whole, each with the texts of its block, none besides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
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
from booklet.preflight.reading import READERS, File, bare, squeezed

_FAULT = "do not print this file; report the fault with the file"
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
    """Texts that must stand on one page: those of a block in reading order, in one of the forms it may take, and those of
    the head and foot of its pages."""

    forms: tuple[tuple[_Words, ...], ...]
    around: tuple[_Words, ...]

    def all(self) -> Iterator[_Words]:
        for form in self.forms:
            yield from form
        yield from self.around


class _Gaps(NamedTuple):
    """What is missing on a page, from 1."""

    page: int
    own: tuple[_Words, ...]
    around: tuple[_Words, ...]

    @property
    def size(self) -> tuple[int, int]:
        return len(self.own), len(self.around)


def check_stories(file: File, stories: Iterable[Story], sink: Sink) -> FoundWords:
    """Every story is in the file, in its language. Errors and warnings: those of `check_story`."""
    found = [check_story(file, story, sink) for story in stories]
    return FoundWords(sum(f.texts for f in found), frozenset().union(*(f.draft_pages for f in found)))


def check_story(file: File, story: Story, sink: Sink) -> FoundWords:
    """Every block's texts are on one page, in order, under its head. Errors: `text-missing`; warnings: `number-joined`."""
    units = list(_units(story))
    drafts: set[int] = set()
    lost: set[str] = set()
    for k, reader in enumerate(READERS):
        raw = [bare(page[k]) for page in file.pages]
        plain = [squeezed(page[k]) for page in file.pages]
        for unit in units:
            gaps = _best_page(unit, plain)
            if gaps.size == (0, 0) and any(w.text.is_draft for w in unit.all()):
                drafts.add(gaps.page)
            _warn_joined(unit, raw[gaps.page - 1], reader, story.lang, sink)
            for words in (*gaps.own, *gaps.around):
                lost.add(words.plain)
                _complain(file, words, gaps.page if words.plain in "".join(plain) else None, reader, story.lang, sink)
    wanted = {words.plain for unit in units for words in unit.all()}
    return FoundWords(len(wanted - lost), frozenset(drafts))


def all_texts(story: Story) -> Iterator[Localised]:
    """Every text of a story that is printed for sure or perhaps."""
    for unit in _units(story):
        for words in unit.all():
            yield words.text


def _units(story: Story) -> Iterator[_Unit]:
    for group in story.groups:
        if group.padding:  # drawn only where pages must be filled
            continue
        strip = (_words(group.foot.strip, False),) if group.foot and group.foot.strip else ()
        around = (*(_forms(group.head)[0] if group.head else ()), *strip)
        for flowed in group.body:
            forms = _forms(flowed.block)
            if any(forms):
                yield _Unit(forms, around)


def _forms(block: Block) -> tuple[tuple[_Words, ...], ...]:
    """The texts a block prints, in order, for every form it may take."""
    match block:
        case Paragraph(text=text):
            return ((_words(text, False),),)
        case Number(text=text):
            return ((_words(text, True),),)
        case Code(caption=caption):
            return ((_words(caption, not any(c.isalpha() for c in caption.text)),),)
        case Row(cells=cells):
            return _joined([_forms(cell.block) for cell in cells])
        case Stack(blocks=inner) | Facts(entries=inner):
            return _joined([_forms(one) for one in inner])
        case FirstFit(options=options):
            return tuple(dict.fromkeys(form for option in options for form in _forms(option)))
        case Boxed(block=one):
            return _forms(one)
        case _:
            return ((),)


def _joined(parts: list[tuple[tuple[_Words, ...], ...]]) -> tuple[tuple[_Words, ...], ...]:
    return tuple(tuple(chain.from_iterable(choice)) for choice in product(*parts))


def _words(text: Localised, number: bool) -> _Words:
    plain = squeezed(text.text)
    if not number:
        return _Words(text, plain, None)
    digits = r"\s*".join(re.escape(c) for c in plain)
    return _Words(text, plain, re.compile(rf"(?<![\d+-]){digits}(?![\d-])"))


def _best_page(unit: _Unit, plain: list[str]) -> _Gaps:
    """The page where fewest texts of a block are missing."""
    best: _Gaps | None = None
    for n, text in enumerate(plain, 1):
        if _is_whole(unit, text):
            return _Gaps(n, (), ())
    for n, text in enumerate(plain, 1):
        around = tuple(w for w in unit.around if w.plain not in text)
        for form in unit.forms:
            gaps = _Gaps(n, _missing(form, text), around)
            if best is None or gaps.size < best.size:
                best = gaps
    return best or _Gaps(1, unit.forms[0], unit.around)


def _is_whole(unit: _Unit, text: str) -> bool:
    """Whether no text of a block is missing on a page."""
    return any(not _missing(form, text, 1) for form in unit.forms) and all(w.plain in text for w in unit.around)


def _missing(form: tuple[_Words, ...], text: str, most: int | None = None) -> tuple[_Words, ...]:
    """Those of a block's texts that do not follow in order, `most` of them: a number beside another's name is missing too."""
    out: list[_Words] = []
    place = 0
    for words in form:
        found = text.find(words.plain, place)
        if found < 0:
            out.append(words)
            if len(out) == most:
                break
        else:
            place = found + len(words.plain)
    return tuple(out)


def _warn_joined(unit: _Unit, page: str, reader: str, lang: str, sink: Sink) -> None:
    """A number that stands apart on paper but that a reader runs together with the digits beside it."""
    for words in dict.fromkeys(w for form in unit.forms for w in form):
        if words.pattern and not words.pattern.search(page) and words.plain in squeezed(page):
            sink.warn(
                "number-joined",
                f"whoever copies '{words.text.text}' in '{lang}' gets other digits with it, as {reader} reads the page",
                None,
                "end the text before it with something else than a digit",
            )


def _complain(file: File, words: _Words, page: int | None, reader: str, lang: str, sink: Sink) -> None:
    where = f"in its place on page {page}" if page else "on any page"
    name = f"'{words.text.message}'" if words.text.message else "a text"
    sink.error(
        "text-missing",
        f"{name} in '{lang}' is not {where}, as {reader} reads it: '{words.text.text}'",
        None,
        _FAULT,
        spot=file.spot(page) if page else None,
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
                    _FAULT,
                    spot=file.spot(page.number),
                )


def check_marks(file: File, stories: Sequence[Story], document: Document, draft_pages: frozenset[int], sink: Sink) -> None:
    """PROOF and SAMPLE are on every page, DRAFT where an unreviewed text stands, in the language of the page; none of them
    where nothing asks for it. Errors: `mark-missing`, `mark-unexpected`."""
    by_lang = {story.lang: story for story in reversed(stories)}
    for n, texts in enumerate(file.pages, 1):
        page = document.pages[n - 1] if n <= len(document.pages) else None
        story = by_lang.get(page.lang, stories[0]) if page else stories[0]
        is_draft = n in draft_pages or (page is not None and story.draft.id in page.marks)
        wanted = (*story.marks, *((story.draft,) if is_draft else ()))
        for reader, text in zip(READERS, texts, strict=True):
            plain = squeezed(text)
            for mark in wanted:
                if not any(squeezed(words) in plain for words in (mark.text.text, mark.id)):  # where there is no room, its id alone
                    what = f"page {n} in '{story.lang}' does not bear the mark {mark.id}, as {reader} reads it"
                    sink.error("mark-missing", what, None, _FAULT, spot=file.spot(n))
        if page is not None and (extra := page.marks - {mark.id for mark in wanted}):
            what = f"page {n} in '{story.lang}' bears the mark {', '.join(sorted(extra))}, which nothing asks for"
            sink.error("mark-unexpected", what, None, _FAULT, spot=file.spot(n))


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
                    spot=file.spot(n),
                )
