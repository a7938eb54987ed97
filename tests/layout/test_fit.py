"""Copy-fit: the choice of least cost, found without trying all; what it never does; and that all shipped languages fill up."""

from __future__ import annotations

import re
from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.diag import BookletError, Sink
from booklet.job import Job
from booklet.layout.fit import Extent, fit, waste
from booklet.model.fit import LEAST_X, Cards, Choice, Fit, choices
from booklet.press import Press
from booklet.project import Project
from booklet.volume import lay_out

ALLOWED = Fit((1.0, 1.04, 0.96), (1.0, 1.06), (1.0, 1.2, 0.8), ("list-row",), (Cards.FULL, Cards.COMPACT), True)
LANGUAGES = ("en", "id", "ms", "vi", "th", "lo", "km", "my", "ar", "ur", "bn", "ta", "zh-Hans")


@given(st.lists(st.one_of(st.none(), st.tuples(st.integers(1, 6), st.integers(0, 3))), min_size=72, max_size=72))
@settings(max_examples=80, deadline=None)
def test_no_choice_is_better_than_the_one_found(extents: list[tuple[int, int] | None]) -> None:
    known = dict(zip(choices(ALLOWED), extents, strict=True))

    def extent_of(choice: Choice) -> Extent | None:
        found = known[choice]
        return Extent(4 * found[0], found[1]) if found else None

    found = fit(ALLOWED, extent_of)
    feasible = [(c, e) for c in choices(ALLOWED) if (e := extent_of(c))]
    if not feasible:
        assert found is None
        return
    plain = feasible[0][1].pages
    assert found and found.cost == min(c.cost + waste(e, ALLOWED.notes, plain) for c, e in feasible)
    assert found.extent == extent_of(found.choice)


def test_what_is_liked_is_left_alone_where_one_page_is_blank() -> None:
    found = fit(ALLOWED, lambda choice: Extent(32, 2))
    assert found and found.choice.cost == 0 and found.tried == 1
    assert found.choice.said == "as the template has it"


def test_three_blank_pages_are_worth_a_change_of_spacing_but_no_code() -> None:
    def extent_of(choice: Choice) -> Extent:
        return Extent(32, 1 if choice.spacing > 1 or choice.cards is Cards.COMPACT else 3)

    found = fit(ALLOWED, extent_of)
    assert found and (found.choice.spacing, found.choice.cards) == (1.2, Cards.FULL)
    assert found.choice.said == "spacing x 1.2"


def test_more_paper_is_no_way_to_fewer_blank_pages() -> None:
    found = fit(ALLOWED, lambda choice: Extent(36, 1) if choice.letters > 1 else Extent(32, 2))
    assert found and found.extent == Extent(32, 2)


def test_no_text_of_messages_gets_smaller_than_two_millimetres(project: Project) -> None:
    template = project.templates["a6"]
    assert template.fit
    for choice in choices(template.fit):
        for name, step in template.fitted(choice).steps.items():
            own = template.steps[name]
            assert step.x >= min(own.x, LEAST_X) - 1e-9, (name, choice)
            assert step.leading / step.x >= own.leading / own.x - 1e-9, "lines are never closer than the script needs"


def test_distances_stay_on_the_grid(project: Project) -> None:
    template = project.templates["a6"]
    assert template.fit
    for choice in choices(template.fit):
        changed = template.fitted(choice).measures
        for name in template.fit.spaced:
            quarters = changed[name] / template.unit * 4
            assert choice.spacing == 1 or quarters == pytest.approx(round(quarters)), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_shipped_language_fills_its_pages(project: Project, lang: str) -> None:
    """At most one blank page beyond the one for notes, and quickly."""
    sink = Sink()
    press = Press(Job("journey", "a6", lang), project, sink)
    press.stories(None, sink)
    start = perf_counter()
    volume = lay_out(Job("journey", "a6", lang), project, sink)
    seconds = perf_counter() - start
    assert volume.fitted and not sink.has_errors
    extent = volume.fitted.extent
    assert extent.notes <= 2 and extent.pages % 4 == 0
    titles = [b.title for b in volume.document.bookmarks]
    assert len(titles) == len(set(titles)), "one bookmark for each part"
    assert len(volume.document.pages) == extent.pages, "the pages made are those that were counted"
    notes = [p.number for p in volume.document.pages if any(i.tag and i.tag.message == "word:title.notes/text" for i in p.items)]
    assert len(notes) == min(extent.notes, 1), "a second page for notes is not read aloud again"
    assert seconds < 10, "a bound for slow machines; idle it takes well under one"


def test_a_booklet_that_is_too_long_says_what_to_cut(project: Project) -> None:
    few = Fit(spacing=(1.0, 0.8), spaced=("list-row",))
    template = replace(project.templates["a6"], pages_max=24, fit=few)
    short = replace(project, templates={**project.templates, "a6": template})
    sink = Sink()
    lay_out(Job("journey", "a6", "en"), short, sink)
    (said,) = [d for d in sink.finish() if d.code == "too-many-pages"]
    cuts = [hint for hint in said.hints if hint.startswith("cut ")]
    assert len(cuts) >= 4, "as many as pages to save"
    amounts = [int(hint.split()[1]) for hint in cuts]
    assert amounts == sorted(amounts), "the least first"
    assert all(" mm from '" in hint and " takes " in hint for hint in cuts)
    assert not any("'danger'" in hint.split(" to save")[0] or "'cover'" in hint for hint in cuts)
    assert "pages_max" in said.hints[-1]


def test_cutting_what_it_says_saves_a_page(project: Project) -> None:
    """A service that takes as much as must go is taken out, and the booklet is shorter."""
    job = Job("journey", "a6", "en")
    template = replace(project.templates["a6"], fit=None, pages_max=20)
    short = replace(project, templates={**project.templates, "a6": template})
    sink = Sink()
    lay_out(job, short, sink)
    (said,) = [d for d in sink.finish() if d.code == "too-many-pages"]
    found = [re.fullmatch(r"cut (\d+) mm from '(services-..)' to save a page: 'service:([^/]+)/.*' takes (\d+) mm", h) for h in said.hints]
    service = next(m[3] for m in found if m and int(m[4]) >= int(m[1]))
    edition = short.editions["journey"]
    without = replace(edition, services=replace(edition.services, exclude=(service,)))

    def content(one: Project) -> int:
        extent = Press(job, one, Sink()).extent(next(choices(ALLOWED)), None, longest=99)
        assert extent
        return extent.pages - extent.notes

    assert content(replace(short, editions={"journey": without})) < content(short)


def test_a_template_without_a_fit_is_left_alone(project: Project) -> None:
    plain = replace(project.templates["a6"], fit=None)
    volume = lay_out(Job("journey", "a6", "en"), replace(project, templates={"a6": plain}), Sink())
    assert volume.fitted is None


def test_missing_translations_stop_before_anything_is_fitted(project: Project) -> None:
    catalogs = {**project.catalogs, "th": replace(project.catalogs["th"], messages={})}
    with pytest.raises(BookletError):
        lay_out(Job("journey", "a6", "th"), replace(project, catalogs=catalogs), Sink())
