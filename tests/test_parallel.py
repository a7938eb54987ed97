"""Forms whose pages match: every message on the same page in every language, whoever makes which booklet."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from shelf import with_edition
from small_project import run, write_project

from booklet.build import Built, build
from booklet.diag import BookletError, Sink
from booklet.job import Job
from booklet.project import Project
from booklet.run.inputs import read_inputs
from booklet.run.parallel import check_parallel, places_of
from booklet.run.plan import read_plan
from booklet.world.extends import open_world

LANGUAGES = ("en", "th", "km", "ar", "ur")


@pytest.fixture(scope="module")
def shelf(project: Project) -> Project:
    return with_edition(project, "bilingual")


@pytest.fixture(scope="module")
def one(shelf: Project):  # type: ignore[no-untyped-def]
    return cache(lambda lang: build(Job("bilingual", "parallel", lang), shelf))


def test_every_message_stands_on_the_same_page_in_every_language(one) -> None:  # type: ignore[no-untyped-def]
    places = {lang: places_of(one(lang).document) for lang in LANGUAGES}
    english = places["en"]
    assert len(english) > 100
    for lang, found in places.items():
        shared = english.keys() & found.keys()
        assert len(shared) > 0.95 * len(english)
        assert {name: found[name] for name in shared} == {name: english[name] for name in shared}, lang
    sink = Sink()
    assert not check_parallel(((one(lang).job, places[lang]) for lang in LANGUAGES), sink)
    assert not sink.finish()


def test_bookmarks_of_the_finished_files_lead_to_the_same_pages(one) -> None:  # type: ignore[no-untyped-def]
    def pages(built: Built) -> list[int]:
        reader = PdfReader(BytesIO(built.screen))
        flat = [entry for part in reader.outline for entry in (part if isinstance(part, list) else [part])]
        return [reader.get_destination_page_number(entry) for entry in flat]

    assert pages(one("en")) == pages(one("th")) == pages(one("ur"))


def test_without_it_pages_differ(project: Project) -> None:
    """So the tests above prove something."""
    found = [(job, places_of(build(job, project).document)) for job in (Job("journey", "a6", "en"), Job("journey", "a6", "ar"))]
    sink = Sink()
    assert check_parallel(found, sink) == {found[1][0]}
    (said,) = sink.finish()
    assert said.code == "not-parallel" and "'journey a6 en'" in said.message and "page" in said.message


def test_one_message_out_of_place_is_found(one) -> None:  # type: ignore[no-untyped-def]
    there = places_of(one("th").document)
    moved = {**there, "message:signs.debt/text": (99,)}
    sink = Sink()
    jobs = (Job("bilingual", "parallel", "en"), Job("bilingual", "parallel", "th"))
    assert check_parallel(zip(jobs, (there, moved), strict=True), sink) == {jobs[1]}
    (said,) = sink.finish()
    assert "'message:signs.debt/text'" in said.message and "page 99" in said.message


def test_the_same_bytes_whoever_makes_them_first(shelf: Project, one) -> None:  # type: ignore[no-untyped-def]
    """The plan of pages does not depend on the booklet that asked for it."""
    again = build(Job("bilingual", "parallel", "ur"), replace(shelf))
    assert again.screen == one("ur").screen


def test_an_error_in_another_language_is_told_once_and_by_name(shelf: Project) -> None:
    broken = replace(shelf, catalogs={**shelf.catalogs, "km": replace(shelf.catalogs["km"], messages={})})
    with pytest.raises(BookletError) as caught:
        build(Job("bilingual", "parallel", "th"), broken)
    (said,) = caught.value.diagnostics
    assert said.code == "not-parallel" and "'km'" in said.message
    with pytest.raises(BookletError) as caught:
        build(Job("bilingual", "parallel", "km"), broken)
    assert {d.code for d in caught.value.diagnostics} == {"missing-translation"}, "its own errors, all of them"


@pytest.fixture
def project_folder(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


def test_check_asks_all_forms_with_parallel(project_folder: Path) -> None:
    done = run("check", "--parallel", cwd=project_folder, code=1)
    assert "not-parallel" in done.stderr + done.stdout
    path = project_folder / "content/editions/journey.yaml"
    path.write_text(path.read_text("utf-8").replace("  a6: a6", "  a6: {template: a6, parallel: yes}"), "utf-8")
    run("check", "--parallel", cwd=project_folder)


@pytest.mark.parametrize(("form", "together"), [("a6", False), ("{template: a6, parallel: yes}", True)])
def test_a_booklet_that_matches_others_depends_on_their_words(project_folder: Path, form: str, together: bool) -> None:
    path = project_folder / "content/editions/journey.yaml"
    path.write_text(path.read_text("utf-8").replace("  a6: a6", f"  a6: {form}"), "utf-8")
    edition, job = read_plan(open_world(project_folder))["journey"], Job("journey", "a6", "en")
    before = read_inputs(open_world(project_folder), None).of(job, edition)
    catalog = project_folder / "translations/th/LC_MESSAGES/ui.po"
    catalog.write_text(catalog.read_text("utf-8") + "\n", "utf-8")
    assert (read_inputs(open_world(project_folder), None).of(job, edition) != before) == together
