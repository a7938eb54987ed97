"""The page column of what goes out to translators says where a text is printed, and never keeps it from going out."""

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from small_project import SOURCE, edit, write_project

from booklet.build import build
from booklet.cli.app import app
from booklet.diag import Sink
from booklet.job import Job
from booklet.l10n.po import Entry, dump, parse
from booklet.project import read_project
from booklet.translator_sheet.pages import printed_pages
from booklet.world.files import DiskWorld

RIGHTS = "message:rights.doctor/text"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "p")


def exported(root: Path, lang: str, *more: str) -> tuple[dict[str, str], str]:
    """Page by key, and what was said."""
    file = root / "x.csv"
    done = CliRunner().invoke(app, ["-C", str(root), "l10n", "export", "--lang", lang, "--to", "csv", "--out", str(file), "--force", *more])
    assert done.exit_code == 0, done.output
    return {row["key"]: row["page"].lstrip("'") for row in csv.DictReader(StringIO(file.read_text("utf-8-sig")))}, done.output


@pytest.mark.parametrize("lang", ["km", "ta", "zh-Hans"])
def test_the_text_stands_on_every_page_that_is_named(lang: str) -> None:
    project = read_project(DiskWorld(SOURCE), Sink())
    pages, without = printed_pages(project, lang)
    assert not without
    document = pypdfium2.PdfDocument(build(Job("journey", "a6", lang), project).screen)
    read = [bare(page.get_textpage().get_text_bounded()) for page in document]
    messages = project.catalogs[lang].messages
    for key in ("message:rights.safe/text", RIGHTS, "message:alone.you_decide/text"):
        words = bare(messages[key].target)
        assert pages[key] == ", ".join(str(n) for n, said in enumerate(read, 1) if words in said)
    assert len(pages) > 150


def bare(text: str) -> str:
    return "".join(c for c in text if not c.isspace())


def test_the_column_is_filled_and_empty_for_what_is_not_printed(project: Path) -> None:
    pages, said = exported(project, "th", "-v")
    assert pages[RIGHTS].isdigit()
    assert pages["service:th-1300/summary"] == ""
    assert "no page numbers" not in said


def test_several_booklets_are_named(project: Path) -> None:
    other = (project / "content/editions/journey.yaml").read_text("utf-8").replace("id: journey", "id: short")
    (project / "content/editions/short.yaml").write_text(other, "utf-8")
    text = (project / "booklet.yaml").read_text("utf-8").replace("[journey]", "[journey, short]")
    (project / "booklet.yaml").write_text(text, "utf-8")
    first, second = exported(project, "th")[0][RIGHTS].split("; ")
    assert first.removeprefix("journey a6: ") == second.removeprefix("short a6: ")


def test_texts_go_out_though_nothing_prints_them(project: Path) -> None:
    pages, said = exported(project, "km", "-v")
    assert set(pages.values()) == {""}
    assert "no page numbers, since no edition prints 'km'" in said
    assert "no page numbers" not in exported(project, "km")[1]


def test_texts_go_out_though_nothing_can_be_set(project: Path) -> None:
    edit(project / "content/editions/journey.yaml", countries="[XX]")
    pages, said = exported(project, "th", "-v")
    assert set(pages.values()) == {""}
    assert "no page numbers of journey a6: edition 'journey' has no service to print for 'XX'" in said
    (project / "booklet.yaml").unlink()
    assert "no page numbers, since the project cannot be read: there is no 'booklet.yaml' in this folder" in exported(project, "th", "-v")[1]


def test_what_is_too_long_or_lost_its_placeholder_leaves_the_others_their_pages(project: Path) -> None:
    path = project / "translations/th/LC_MESSAGES/ui.po"
    entries = parse(path.read_text("utf-8"), "", Sink())
    path.write_text(dump(spoilt(e) for e in entries), "utf-8")
    before = exported(write_project(project.parent / "whole"), "th")[0]
    pages = exported(project, "th")[0]
    assert pages[RIGHTS]
    fills = "word:title.notes/text"  # on pages that fill up, if there are any
    assert {key for key, page in before.items() if page} - {fills} == {key for key, page in pages.items() if page} - {fills}


def spoilt(entry: Entry) -> Entry:
    return replace(entry, targets=("คำ",)) if "{" in entry.source and entry.is_message else entry
