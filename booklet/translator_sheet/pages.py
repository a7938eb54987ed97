"""On which pages the texts of a language are printed, for those who translate without seeing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from booklet.compose.translator import ranges
from booklet.diag import BookletError, Sink
from booklet.job import Job
from booklet.model.edition import Edition
from booklet.model.form import ALL_LANGUAGES, TOGETHER
from booklet.patient import lay_out_patiently
from booklet.project import Project
from booklet.translator_sheet.places import first_pages, numbered


class Printed(NamedTuple):
    """`pages` by msgctxt, as people write them: "4, 7", or where several booklets print the language "journey a6: 4, 7".
    `without`: booklets that could not be set, each with the reason."""

    pages: dict[str, str]
    without: dict[str, str]


def printed_pages(project: Project, tag: str) -> Printed:
    """The pages of every edition and form that prints a language, as they would be now. What does not fit still has its page."""
    found: dict[str, Mapping[str, Sequence[int]]] = {}
    without: dict[str, str] = {}
    for job in (job for e in project.editions.values() for job in _jobs(e, tag)):
        name = f"{job.edition} {job.form}"
        try:
            stories, document, _ = lay_out_patiently(job, project, Sink())
        except BookletError as e:
            without[name] = e.diagnostics[0].message
            continue
        story = next((s for s in reversed(stories) if s.lang == tag), stories[0])
        document = replace(document, pages=tuple(p for p in document.pages if p.lang == tag))
        found[name] = first_pages(numbered(document, story, project.templates[project.editions[job.edition].forms[job.form].template]))
    said: dict[str, list[str]] = {}
    for name, pages in found.items():
        for key, numbers in pages.items():
            said.setdefault(key, []).append(ranges(numbers) if len(found) == 1 else f"{name}: {ranges(numbers)}")
    return Printed({key: "; ".join(parts) for key, parts in said.items()}, without)


def _jobs(edition: Edition, tag: str) -> Iterator[Job]:
    """The booklets for readers of a language, and those in all languages."""
    for form, spec in edition.forms.items():
        for locale in spec.locales(edition.languages) if tag in edition.languages else ():
            if locale == ALL_LANGUAGES or locale.split(TOGETHER)[0] == tag:
                yield Job(edition.id, form, locale)
