"""What a booklet says and its pages, in one language or in several: all of it before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from booklet.compose.block import Story
from booklet.diag import BookletError, Sink
from booklet.job import Job
from booklet.layout.fit import Fitted, fit
from booklet.layout.frame import Document
from booklet.layout.letters import check_letters
from booklet.layout.pages import Plan
from booklet.model.fit import Choice
from booklet.model.template import Template
from booklet.press import Press, languages_of
from booklet.project import Project


class Volume(NamedTuple):
    """The stories of a booklet, the reader's first, and the pages that hold them; `fitted`: how they were made to fill."""

    stories: tuple[Story, ...]
    document: Document
    fitted: Fitted | None = None


class _Decision(NamedTuple):
    """What is decided before pages are made: how to fill them, and where they end in all languages."""

    fitted: Fitted | None
    plan: Plan | None = None


def lay_out(job: Job, project: Project, sink: Sink) -> Volume:
    """What a booklet says and its pages, not yet written. All that is wrong goes to `sink`; raises BookletError if there is
    nothing to set."""
    press = Press(job, project, sink)
    press.stories(None, sink)
    sink.stop_on_errors()
    decision = _decided_together(press) if press.parallel else _Decision(_fitted(press))
    choice = decision.fitted.choice if decision.fitted else None
    document = press.pages(choice, decision.plan, sink)
    template = press.template(choice)
    if not press.alone:
        check_sheets(document, template, sink)
    for lang in dict.fromkeys(languages_of(job, press.edition)):
        check_letters(template, press.fonts, lang, sink)
    return Volume(press.printed(choice, sink), document, decision.fitted)


def _decided_together(press: Press) -> _Decision:
    """For all booklets of a form, once. Raises BookletError, not-parallel, where another language of the edition has
    errors."""
    decided, key = press.project.decided, (press.edition.id, press.job.form)
    if key not in decided:
        heard = Sink()
        presses = [Press(press.job._replace(locale=tag), press.project, heard) for tag in press.locales]
        try:
            for one in presses:
                one.stories(None, heard)
            heard.stop_on_errors()
            plan_of = cache(lambda choice: Press.plan(presses, choice, heard))
            found = _fitted(presses[0], plan_of)
            decided[key] = _Decision(found, plan_of(found.choice if found else None))
            heard.stop_on_errors()
        except BookletError as problem:
            decided[key] = problem
    known = decided[key]
    if isinstance(known, BookletError):
        _refuse(press, known)
    decision: _Decision = known
    return decision


def _refuse(press: Press, problem: BookletError) -> None:
    """Say that booklets whose pages must match wait for those with errors, which tell their own."""
    sink = Sink()
    first = next(d for d in problem.diagnostics if d.severity == "error")
    if first.code == "not-parallel":
        raise problem
    what = f"the pages of '{press.edition.id} {press.job.form}' cannot be made to match: {first.message}"
    sink.error("not-parallel", what, first.span, "mend what is wrong in the other languages, or leave 'parallel' out")
    sink.stop_on_errors()


def _fitted(press: Press, plan_of: Callable[[Choice], Plan] | None = None) -> Fitted | None:
    """What fills the pages best; None where the template leaves no choice. `plan_of`: where pages end in all languages."""
    allowed = press.template(None).fit
    if allowed is None:
        return None
    if allowed.extra and not press.has_extra:
        allowed = replace(allowed, extra=False)
    return fit(allowed, lambda choice: press.extent(choice, plan_of(choice) if plan_of else None))


def check_sheets(document: Document, template: Template, sink: Sink) -> None:
    """A booklet has as many pages as fold in its scheme."""
    pages = len(document.pages)
    if not template.sheet.folds(pages, document.trim):
        what = f"the booklet in '{document.lang}' has {pages} pages, which do not fold in the scheme '{template.sheet.scheme}'"
        full = template.sheet.filled(pages, document.trim)
        sink.error("part-sheet", what, template.span, f"make it {full} pages: pages of kind 'notes' fill up what is missing")
