"""Proof that every message stands on the same page in all languages of a form, from the finished pages of each booklet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from booklet.diag import Sink
from booklet.job import Job

if TYPE_CHECKING:
    from booklet.layout.frame import Document

Places = Mapping[str, tuple[int, ...]]
"""The pages of each message by its msgctxt, as pages are numbered in print."""
_MARKS = "word:mark."
"""Bands stand where they must: DRAFT is on no page of the original English."""
_TOLD = 3
"""Messages named in a complaint."""


def places_of(document: Document) -> dict[str, tuple[int, ...]]:
    """Where the messages of the reader's language stand in a booklet."""
    found: dict[str, dict[int, None]] = {}
    for page in document.pages:
        if page.lang == document.lang:
            for item in page.items:
                if item.tag and item.tag.message and not item.tag.message.startswith(_MARKS):
                    found.setdefault(item.tag.message, {})[page.folio] = None
    return {message: tuple(pages) for message, pages in found.items()}


def check_parallel(places: Iterable[tuple[Job, Places]], sink: Sink) -> set[Job]:
    """The booklets in which a message stands on another page than in the first of the same edition and form. Errors:
    not-parallel."""
    first: dict[tuple[str, str], tuple[Job, Places]] = {}
    wrong: set[Job] = set()
    for job, mine in places:
        model, theirs = first.setdefault((job.edition, job.form), (job, mine))
        unlike = [name for name in theirs if name in mine and mine[name] != theirs[name]]
        if unlike:
            wrong.add(job)
            where = "; ".join(f"'{name}' on {_pages(theirs[name])} and {_pages(mine[name])}" for name in unlike[:_TOLD])
            more = f", and {len(unlike) - _TOLD} more" if len(unlike) > _TOLD else ""
            what = f"'{model}' and '{job}' do not match page by page: {where}{more}"
            sink.error("not-parallel", what, None, "add 'parallel: yes' to the form; if it is there, report the fault")
    return wrong


def _pages(numbers: tuple[int, ...]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
