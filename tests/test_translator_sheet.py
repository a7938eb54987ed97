"""What a translator sees on the sheet, read back from the finished PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from small_project import SOURCE, edit, run, write_project

from booklet.cli.app import app
from booklet.compose.translator import LABELS, ranges
from booklet.diag import Sink
from booklet.job import Job
from booklet.l10n.po import Entry, Previous, dump, parse
from booklet.l10n.states import EntryState
from booklet.layout.frame import Outline, TextItem
from booklet.project import read_project
from booklet.translator_sheet.make import Made, make_sheet
from booklet.translator_sheet.picture import _apart
from booklet.world.files import DiskWorld

KEY = re.compile(r"(?<!')\b(?:message|word|service|topic|place):[\w./-]+\w")
"""Not one that a complaint quotes."""


def make(root: Path, lang: str) -> Made:
    sink, world = Sink(), DiskWorld(root)
    made = make_sheet(Job("journey", "a6", lang), read_project(world, sink), world, sink)
    assert not sink.finish()
    return made


def text(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def changed(root: Path, lang: str, domain: str, **changes: Entry) -> None:
    """Put fields of entries, by msgctxt, into a catalog."""
    path = root / f"translations/{lang}/LC_MESSAGES/{domain}.po"
    entries = parse(path.read_text("utf-8"), path.name, Sink())
    left = dict(changes)
    path.write_text(dump(replace(e, **left.pop(e.context, {})) for e in entries), "utf-8")
    assert not left


@cache
def shipped_sheet(lang: str) -> tuple[Made, tuple[str, ...]]:
    made = make(SOURCE, lang)
    return made, tuple(text(made.pdf))


@pytest.mark.parametrize("lang", ["km", "ar", "ta", "th"])
def test_every_message_has_one_card_in_the_order_of_the_booklet(lang: str) -> None:
    made, sheets = shipped_sheet(lang)
    keys = [key for sheet in sheets for key in KEY.findall(sheet)]
    assert len(keys) == sum(made.states.values()) == len(set(keys))
    assert next(key for key in keys if not key.startswith("word:mark.")) == "message:cover.title.discreet/text"
    pages = [int(m[1]) for sheet in sheets if (m := re.search(r"^Page (\d+)$", sheet, re.MULTILINE))]
    assert pages == sorted(pages)
    assert made.printed > 150


def test_both_languages_the_state_and_the_notes_stand_on_the_card() -> None:
    _, sheets = shipped_sheet("th")
    sheet = next(s for s in sheets if "message:rights.interpreter/text" in s)
    said = " ".join(sheet.split())
    assert "You can ask for an interpreter. You should not have to pay." in said
    assert LABELS[EntryState.MACHINE_DRAFT] in said
    assert "Spoken language helper, not written translator." in said
    assert "critical: 2 reviewers" in said
    assert "interpreter: write ล่าม" in said


def test_the_same_sheet_is_the_same_file() -> None:
    assert make(SOURCE, "km").pdf == shipped_sheet("km")[0].pdf


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, tuple[str, ...]]:
    """A project with a fault of each kind."""
    root = write_project(tmp_path_factory.mktemp("sheet") / "p")
    changed(root, "th", "guidance", **{
        "message:rights.doctor/text": {"targets": ("",)},
        "message:rights.safe/text": {"flags": ("fuzzy",), "previous": Previous(None, "The English of last year.", None)},
        "message:rights.embassy/text": {"targets": ("ติดต่อสถานทูต 1234567",)},
        "message:rights.interpreter/text": {"targets": ("ขอล่ามได้ \U0001f600",)},
        "message:rights.no_papers/text": {"targets": ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",)},
        "message:alone.you_decide/text": {"targets": ("คุณตัดสินใจเอง " * 60,), "comments": ()},
    })  # fmt: skip
    changed(root, "th", "ui", **{"word:hours.ask/text": {"targets": ("ถามเวลา",)}})
    made = make(root, "th")
    return made, tuple(" ".join(sheet.split()) for sheet in text(made.pdf))


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("message:rights.doctor/text", "missing"),
        ("message:rights.safe/text", "English was The English of last year."),
        ("message:rights.safe/text", "needs work (fuzzy)"),
        ("message:rights.embassy/text", "L02"),
        ("message:rights.interpreter/text", "[U+1F600]"),
        ("message:rights.no_papers/text", "is wider than its column"),
        ("message:alone.you_decide/text", "mm out of page 4"),
        ("message:alone.not_alone/text", "mm too tall for its page"),
        ("word:hours.ask/text", "L01"),
    ],
)
def test_faults_are_told_on_the_sheet(broken: tuple[Made, tuple[str, ...]], key: str, says: str) -> None:
    assert any(key in sheet and says in sheet for sheet in broken[1])


def test_the_first_sheet_counts(broken: tuple[Made, tuple[str, ...]]) -> None:
    made, sheets = broken
    missing, fuzzy = made.states[EntryState.UNTRANSLATED], made.states[EntryState.NEEDS_WORK]
    assert missing
    assert fuzzy
    assert f"missing {missing} needs work (fuzzy) {fuzzy}" in sheets[0]
    assert f"with something to mend {made.flawed}" in sheets[0]


def test_a_language_that_has_not_been_begun_gets_a_sheet_of_what_to_translate(tmp_path: Path) -> None:
    made = make(write_project(tmp_path / "p"), "shn")
    assert made.states[EntryState.UNTRANSLATED] == sum(made.states.values())
    assert "Shan (shn)" in text(made.pdf)[0]


def test_a_renamed_text_is_shown_with_the_translation_that_it_will_have(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    for path in ("content/messages/rights.yaml", "content/templates/a6.yaml"):
        file = root / path
        said = file.read_text("utf-8").replace("rights.doctor", "rights.see_a_doctor")
        file.write_text(said.replace("id: rights.see_a_doctor", "id: rights.see_a_doctor\n    was: [rights.doctor]"), "utf-8")
    made = make(root, "th")
    assert made.states[EntryState.UNTRANSLATED] == shipped_sheet("th")[0].states[EntryState.UNTRANSLATED]
    entries = parse((SOURCE / "translations/th/LC_MESSAGES/guidance.po").read_text("utf-8"), "", Sink())
    thai = next(e.target for e in entries if e.context == "message:rights.doctor/text")
    sheet = next(s for s in text(made.pdf) if "message:rights.see_a_doctor/text" in s)
    assert bare(thai) in bare(sheet)


def bare(words: str) -> str:
    return "".join(words.split())


def test_nothing_of_the_page_is_lost_or_moved() -> None:
    """The picture of a page has every word of it, at the same distance from each other."""
    from booklet.layout.frame import Tag
    from booklet.layout.setting import Setting
    from booklet.text.paragraph import Typesetter
    from booklet.translator_sheet.make import _template
    from booklet.translator_sheet.picture import picture
    from booklet.units import Point
    from booklet.volume import lay_out

    world, sink = DiskWorld(SOURCE), Sink()
    project = read_project(world, sink)
    _, document, _ = lay_out(Job("journey", "a6", "ar"), project, sink)
    template = _template(world, sink)
    assert template
    half = replace(template, measures={**template.measures, "picture-width": 52.5})
    setting = Setting(half, project.fonts, Typesetter(project.fonts, sink), project.icons, "en", "ltr", {}, sink)
    page = document.pages[1]
    before = [i for i in page.items if isinstance(i, TextItem)]
    after = [i for i in picture(page, (), Point(100, 50), setting, Tag("Figure", alt="x")) if isinstance(i, TextItem)]
    assert [i.line for i in before] == [i.line for i in after]
    for old, new in zip(before, after, strict=True):
        assert (new.x, new.y, new.size) == pytest.approx((100 + old.x / 2, 50 + old.y / 2, old.size / 2))
    edge = [i for i in picture(page, (), Point(100, 50), setting, Tag("Figure", alt="x")) if isinstance(i, Outline)][-1]
    assert edge.width == pytest.approx(page.size.width / 2)


def test_numbers_beside_the_page_never_meet() -> None:
    heights = [10.0, 10.0, 10.5, 40.0, 42.0, 80.0]
    found = _apart(heights, 9.0)
    assert all(b - a >= 9.0 - 1e-9 for a, b in pairwise(found))
    assert found[-1] == 80.0
    assert sum(found[:3]) == pytest.approx(sum(heights[:3]))


def test_pages_in_a_row_are_drawn_together() -> None:
    assert ranges((2, 3, 4, 9, 11, 12)) == "2–4, 9, 11–12"


def test_the_command_says_where_the_sheet_is(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    out = run("l10n", "sheet", "journey", "--lang", "th", cwd=root).stdout
    assert "journey-a6-th-sheet.pdf" in out
    assert (root / "output/l10n/journey-a6-th-sheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_project_without_the_template_uses_the_shipped_one(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    (root / "content/templates/translator-sheet.yaml").unlink()
    assert make(root, "th").sheets > 20


def test_a_text_too_long_for_a_sheet_is_named(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    changed(root, "th", "guidance", **{"message:rights.doctor/text": {"targets": ("ขอพบแพทย์ได้ " * 400,), "comments": ()}})
    done = CliRunner().invoke(app, ["-C", str(root), "l10n", "sheet", "journey", "--lang", "th"])
    assert done.exit_code == 0
    assert "warning[sheet-overflow]: 'message:rights.doctor/text'" in done.output


@pytest.mark.parametrize(("args", "says"), [(["journey", "--lang", "en"], "no language 'en'"), (["x", "--lang", "th"], "no edition 'x'"), (["journey"], "--lang")])
def test_wrong_usage(tmp_path: Path, args: list[str], says: str) -> None:
    done = CliRunner().invoke(app, ["-C", str(write_project(tmp_path / "p")), "l10n", "sheet", *args])
    assert done.exit_code == 2
    assert says in done.output


def test_templates_of_one_s_own_change_the_sheet(tmp_path: Path) -> None:
    root = write_project(tmp_path / "p")
    edit(root / "content/templates/translator-sheet.yaml", trim="[297, 180]")
    document = pypdfium2.PdfDocument(make(root, "th").pdf)
    assert document[0].get_height() == pytest.approx(180 / 25.4 * 72, abs=0.1)
