"""Builds an edition in a pseudo-language, to find what is hard-coded and where translations will not fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from booklet.compose.block import Story
from booklet.diag import Diagnostic, Sink
from booklet.job import Job
from booklet.l10n.checks_facts import LINK
from booklet.l10n.languages import SOURCE_LANGUAGE
from booklet.l10n.po import Entry
from booklet.l10n.pseudo import outside_brackets, pseudo_catalog, pseudo_entries, pseudo_language
from booklet.l10n.update import templates
from booklet.layout.frame import Document, Page, Tag, TextItem
from booklet.pdf.metadata import Metadata
from booklet.pdf.writer import write_pdf
from booklet.project import Project
from booklet.value import compared
from booklet.volume import lay_out

_LETTER = re.compile(r"[^\W\d_]")


@compared
class HardCoded:
    """Words that came from no catalog. `pages`: where they print, or are read aloud."""

    words: str
    pages: tuple[int, ...]


@compared
class PseudoBuilt:
    """A booklet in a pseudo-language. `tight`: what does not fit; `domains`: its catalogs, by domain."""

    pdf: bytes
    pages: int
    hard_coded: tuple[HardCoded, ...]
    tight: tuple[Diagnostic, ...]
    domains: Mapping[str, tuple[Entry, ...]]


def build_pseudo(job: Job, project: Project, expand: int, sink: Sink) -> PseudoBuilt:
    """The pages of an edition in the pseudo-language `job.locale`, whatever does not fit. Nothing is written.

    Raises BookletError if there is nothing to set."""
    edition, language = project.editions[job.edition], pseudo_language(job.locale, expand)
    domains = {name: pseudo_entries(es, job.locale, expand) for name, es in templates(project.catalogue, sink).items()}
    catalog = pseudo_catalog([e for entries in domains.values() for e in entries], job.locale)
    pseudo = replace(
        project,
        languages={**project.languages, job.locale: language},
        catalogs={**project.catalogs, job.locale: catalog},
    )
    said = Sink()
    (story,), document, _ = lay_out(job, pseudo, said)
    sink.stop_on_errors()
    pdf = write_pdf(document, Metadata(story.title.text, job.locale, edition.as_of))
    own_names = {language.autonym for language in project.languages.values()}
    found = hard_coded(document, story, job.locale, own_names)
    return PseudoBuilt(pdf, len(document.pages), found, said.finish(), domains)


def hard_coded(document: Document, story: Story, tag: str, own_names: Collection[str]) -> tuple[HardCoded, ...]:
    """Words on the pages or in their alternative texts that stand in no brackets, with all pages that have them.

    Numbers, web addresses and what languages call themselves (`own_names`) are facts, and so are names that are marked as
    words of another language than English. Texts of other languages' catalogs, which stand among the words to show, are
    theirs."""
    pages: dict[str, list[int]] = {}
    for page in document.pages:
        for words in _unbracketed(_texts(page, tag)):
            if words not in own_names:
                pages.setdefault(words, []).append(page.number)
    for words in _unbracketed((story.title.text, *(bookmark.title for bookmark in document.bookmarks))):
        pages.setdefault(words, [])
    return tuple(HardCoded(words, tuple(dict.fromkeys(numbers))) for words, numbers in pages.items())


def _unbracketed(texts: Iterable[str]) -> Iterator[str]:
    """Words of the lines of texts, what stands in brackets and addresses taken out."""
    for text in texts:
        for line in LINK.sub(" ", outside_brackets(text)).split("\n"):
            if _LETTER.search(line):
                yield " ".join(line.split())


def _texts(page: Page, tag: str) -> Iterator[str]:
    """The texts of a page, each whole, and the alternative texts of its figures. All furniture is one text: it has no
    tags that would say which lines belong together."""
    lines: dict[Tag | None, list[str]] = {}
    for item in page.items:
        if isinstance(item, TextItem) and not _is_anothers(item.tag, tag):
            lines.setdefault(item.tag, []).append(item.line.text)
    yield from ("\n".join(of_one) for of_one in lines.values())
    yield from dict.fromkeys(item.tag.alt for item in page.items if item.tag and item.tag.alt)


def _is_anothers(element: Tag | None, tag: str) -> bool:
    """Whether a text belongs to another language than the one of the pages; English only as a translation's source."""
    if element is None or element.lang in (None, tag):
        return False
    return element.lang != SOURCE_LANGUAGE or element.message is not None
