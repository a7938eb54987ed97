"""What the pages in a made-up language bring to light."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner
from small_project import contents, write_project

from booklet.cli.app import app
from booklet.diag import Sink
from booklet.job import Job
from booklet.l10n.pseudo import ACCENTED, MIRRORED
from booklet.project import Project
from booklet.pseudo_build import PseudoBuilt, build_pseudo


def built(project: Project, tag: str, expand: int = 40) -> PseudoBuilt:
    sink = Sink()
    found = build_pseudo(Job("journey", "a6", tag), project, expand, sink)
    assert not sink.finish()
    return found


def words(found: PseudoBuilt) -> set[str]:
    return {one.words for one in found.hard_coded}


KNOWN = {"TH 191 · MY 999 · SG 999 · ID 110", "Tabler Icons (MIT), Noto (OFL)"}
"""Names and numbers of the shipped pages that nobody translates."""


@pytest.mark.parametrize("tag", [ACCENTED, MIRRORED])
def test_the_shipped_pages_say_nothing_that_nobody_can_translate(project: Project, tag: str) -> None:
    assert words(built(project, tag)) == KNOWN


def test_words_that_come_from_no_catalog_are_found_with_their_pages(project: Project) -> None:
    edition = replace(project.editions["journey"], publisher="Hard Words of a Publisher")
    found = built(replace(project, editions={"journey": edition}), ACCENTED)
    (planted,) = (one for one in found.hard_coded if one.words not in KNOWN)
    assert planted.words == "Hard Words of a Publisher"
    assert len(planted.pages) == 1
    assert 0 < planted.pages[0] <= found.pages


def test_tight_boxes_are_found(project: Project) -> None:
    assert not built(project, ACCENTED, 0).tight
    assert {d.code for d in built(project, ACCENTED, 120).tight} > {"overflow"}


def test_the_command_writes_pages_and_leaves_the_project_alone(tmp_path) -> None:
    root = write_project(tmp_path / "p")
    before = contents(root)
    done = CliRunner().invoke(app, ["-C", str(root), "l10n", "pseudo", "--rtl"])
    assert done.exit_code == 0, done.output
    assert "hard-coded" in done.output
    after = contents(root)
    assert after.keys() - before.keys() == {"output/l10n/journey-a6-ar-XB.pdf"}
    assert {path: after[path] for path in before} == before


def test_catalogs_are_written_where_asked_for_and_found_sound(tmp_path) -> None:
    root = write_project(tmp_path / "p")
    args = ["-C", str(root), "l10n", "pseudo", "--strict", "--out", str(tmp_path / "x.pdf"), "--catalogs", str(tmp_path / "po")]
    assert CliRunner().invoke(app, args).exit_code == 1
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    from booklet.l10n.po import dump, parse

    for path in (tmp_path / "po").iterdir():
        sink, text = Sink(), path.read_text("utf-8")
        assert dump(parse(text, path.name, sink)) == text
        assert not sink.finish()
    assert (tmp_path / "po" / "ui.po").is_file()


@pytest.mark.parametrize(
    ("args", "says"), [(["jurney"], "there is no edition 'jurney'"), (["--form", "a7"], "there is no form 'a7'"), (["--expand", "900"], "--expand")]
)
def test_wrong_usage(tmp_path, args: list[str], says: str) -> None:
    done = CliRunner().invoke(app, ["-C", str(write_project(tmp_path / "p")), "l10n", "pseudo", *args])
    assert done.exit_code == 2
    assert says in done.output
