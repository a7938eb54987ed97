"""On which pages the texts of a language are printed, for those who translate without seeing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from booklet.compose.translator import ranges
from booklet.diag import BookletError, Sink
from booklet.job import Job
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
    for job in (Job(e.id, form, tag) for e in project.editions.values() for form in e.forms if tag in e.languages):
        name = f"{job.edition} {job.form}"
        try:
            story, document = lay_out_patiently(job, project, Sink())
        except BookletError as e:
            without[name] = e.diagnostics[0].message
            continue
        found[name] = first_pages(numbered(document, story, project.templates[project.editions[job.edition].forms[job.form]]))
    said: dict[str, list[str]] = {}
    for name, pages in found.items():
        for key, numbers in pages.items():
            said.setdefault(key, []).append(ranges(numbers) if len(found) == 1 else f"{name}: {ranges(numbers)}")
    return Printed({key: "; ".join(parts) for key, parts in said.items()}, without)
