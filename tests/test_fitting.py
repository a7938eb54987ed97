"""L14 and L15: what does not fit its page, or no font can print, is told with the entry it is about."""

import json
import re
from pathlib import Path

import pytest

from booklet.diag import Sink
from booklet.l10n.languages import read_languages
from booklet.l10n.proof import Proof
from booklet.run.proofread import examine
from booklet.world.files import DiskWorld
from tests.small_project import edit, run, write_project

CATALOG = "translations/th/LC_MESSAGES/services-sg.po"
UI = "translations/th/LC_MESSAGES/ui.po"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def translate(root: Path, catalog: str, key: str, text: str) -> str:
    """Give a message another translation; the one it had."""
    path = root / catalog
    content = path.read_text(encoding="utf-8")
    pattern = re.compile(rf'(msgctxt "{re.escape(key)}"\nmsgid "[^"]*"\nmsgstr ")([^"]*)"')
    found = pattern.search(content)
    assert found, key
    path.write_text(pattern.sub(lambda m: f'{m[1]}{text}"', content), encoding="utf-8", newline="\n")
    return found[2]


def examined(root: Path, lang: str = "th") -> tuple[tuple[Proof, ...], list[str]]:
    world, sink = DiskWorld(root), Sink()
    found, unset = examine(world, {lang: read_languages(world, sink)[lang]}, sink, pages=True)
    return found, [*(d.code for d in sink.finish()), *(f"no page of {lang}" for lang in unset)]


def summary(root: Path) -> str:
    """The msgctxt of a text that is printed."""
    found = re.search(r'msgctxt "(service:[^"]*/name)"', (root / CATALOG).read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_what_fits_is_not_told(project: Path) -> None:
    assert examined(project) == ((), [])


def test_a_text_too_tall_for_its_page_is_told_in_millimetres_at_its_place(project: Path) -> None:
    key = summary(project)
    translate(project, CATALOG, key, "โทรหาเราได้ทุกเวลา " * 150)
    found, others = examined(project)
    tall = [p for p in found if "too tall" in p.finding.message]
    assert tall and not others
    for proof in tall:
        assert (proof.finding.check, proof.finding.severity, proof.key, proof.lang) == ("L14", "error", key, "th")
        assert re.fullmatch(r"is \d+\.\d mm too tall for its page", proof.finding.message)
        assert proof.where == "journey, a6" and len(proof.of) == 8
        assert proof.span and proof.span.file == CATALOG
        line = (project / CATALOG).read_text(encoding="utf-8").split("\n")[proof.span.line - 1]
        assert line[: proof.span.column - 1] == 'msgstr "' and "โทรหาเรา" in line


def test_a_word_wider_than_its_column_is_a_warning(project: Path) -> None:
    translate(project, CATALOG, summary(project), "W" * 90)
    found, _ = examined(project)
    assert ("L14", "warning", summary(project)) in {(p.finding.check, p.finding.severity, p.key) for p in found}


def test_a_character_without_glyph_is_told_once_and_where(project: Path) -> None:
    key = summary(project)
    translate(project, CATALOG, key, "สาย\U0001f600ด่วน")
    (proof,), others = examined(project)
    assert (proof.finding.check, proof.key, others) == ("L15", key, []) and "U+1F600" in proof.finding.message
    assert proof.span and (project / CATALOG).read_text(encoding="utf-8").split("\n")[proof.span.line - 1][proof.span.column - 1] == "\U0001f600"


@pytest.mark.parametrize("lang", ["lo", "km", "my", "ar", "ur", "bn", "ta", "zh-Hans", "vi"])
def test_pages_of_every_script_are_clean_and_show_what_is_planted(project: Path, lang: str) -> None:
    edit(project / "content/editions/journey.yaml", languages=f"[en, {lang}]")
    assert examined(project, lang) == ((), [])
    long, odd = "message:rights.doctor/text", "message:rights.safe/text"
    guidance = f"translations/{lang}/LC_MESSAGES/guidance.po"
    words = translate(project, guidance, long, "x")
    translate(project, guidance, long, f"{words} " * 60)
    translate(project, guidance, odd, translate(project, guidance, odd, "x") + "\U0001f600")
    found, others = examined(project, lang)
    assert not others
    assert {(p.finding.check, p.finding.severity, p.key) for p in found if p.key in (long, odd)} >= {("L14", "error", long), ("L15", "error", odd)}
    tall = [p for p in found if p.key == long]
    assert all(re.search(r"\d+\.\d mm too tall", p.finding.message) for p in tall)


def test_glyphs_are_looked_for_in_what_no_edition_prints_too(project: Path) -> None:
    edit(project / "content/editions/journey.yaml", languages="[en]")
    translate(project, CATALOG, summary(project), "สาย\U0001f600ด่วน")
    (proof,), others = examined(project)
    assert proof.finding.check == "L15" and others == ["no page of th"]


def test_an_unfinished_language_is_set_with_english_in_the_gaps(project: Path) -> None:
    edit(project / "content/editions/journey.yaml", missing="error")
    translate(project, CATALOG, summary(project), "")
    assert examined(project) == ((), [])


def test_an_exempted_misfit_is_not_told(project: Path) -> None:
    key = summary(project)
    translate(project, CATALOG, key, "W" * 90)
    (proof, *more), _ = examined(project)
    assert {p.finding.severity for p in (proof, *more)} == {"warning"}
    line = f"  - {{check: L14, key: '{key}', lang: th, reason: A name., by: R7, on: 2026-11-25, of: '{proof.of}'}}\n"
    (project / "translations/exempt.yaml").write_text("exemptions:\n" + line, encoding="utf-8")
    assert examined(project) == ((), [])


def test_a_project_that_cannot_be_read_is_told_and_texts_are_checked_all_the_same(project: Path) -> None:
    translate(project, CATALOG, summary(project), "โทร 999999")
    edit(project / "content/editions/journey.yaml", countries="[XX]")
    found, others = examined(project)
    assert "l02-digits" in {p.finding.code for p in found} and others


def test_the_command_says_all_as_data(project: Path) -> None:
    key = summary(project)
    translate(project, CATALOG, key, "โทร 999999 " + "โทรหาเราได้ทุกเวลา " * 150)
    said = json.loads(run("--json", "l10n", "check", "--lang", "th", cwd=project, code=1).stdout)
    assert said["ok"] is False and said["languages"] == ["th"] and said["diagnostics"] == []
    assert {f["check"] for f in said["findings"]} == {"L02", "L14"} and said["without_pages"] == []
    number = next(f for f in said["findings"] if f["check"] == "L02")
    assert number["key"] == key and number["place"]["file"] == CATALOG and number["printed"] is None
    assert [f["check"] for f in json.loads(run("--json", "l10n", "check", "--lang", "th", "--no-layout", cwd=project, code=1).stdout)["findings"]] == ["L02"]
    assert run("--json", "l10n", "check", cwd=project, code=1).stdout == run("--json", "l10n", "check", cwd=project, code=1).stdout
    run("l10n", "check", "--lang", "tlh", cwd=project, code=2)


def test_warnings_fail_only_when_asked_to(project: Path) -> None:
    translate(project, CATALOG, summary(project), "๒ สายด่วน")
    assert "l10-digits" in run("l10n", "check", "--no-layout", cwd=project).stderr
    run("l10n", "check", "--no-layout", "--strict", cwd=project, code=1)


def test_fix_mends_and_says_what(project: Path) -> None:
    key = summary(project)
    translate(project, CATALOG, key, "สาย\u200b\u200bด่วน cafe\u0301")
    before = (project / CATALOG).read_bytes()
    run("l10n", "check", "--no-layout", cwd=project, code=1)
    assert (project / CATALOG).read_bytes() == before
    done = run("l10n", "check", "--no-layout", "--fix", cwd=project)
    assert f"mended: {CATALOG}, '{key}': U+200B, NFC" in done.stdout
    assert (project / CATALOG).read_text(encoding="utf-8") == before.decode().replace("\u200b\u200b", "\u200b").replace("e\u0301", "é")
    assert "mended" not in run("l10n", "check", "--no-layout", "--fix", cwd=project).stdout


def test_fix_leaves_a_catalog_with_errors_alone(project: Path) -> None:
    path = project / CATALOG
    path.write_text(path.read_text(encoding="utf-8") + '\nmsgctxt "a"\nmsgid "x"\nmsgstr "cafe\u0301"\n\nmsgid "no end\n', encoding="utf-8")
    before = path.read_bytes()
    run("l10n", "check", "--no-layout", "--fix", cwd=project, code=1)
    assert path.read_bytes() == before


def test_a_new_glossary_is_heeded_by_a_build(project: Path) -> None:
    run("build", cwd=project)
    assert "unchanged" in run("build", cwd=project).stdout
    with (project / "translations/glossary.tsv").open("a", encoding="utf-8") as f:
        f.write("*\tforbidden\tth\tสาย\t\n")
    translate(project, CATALOG, summary(project), "สายด่วน")
    assert "l12-forbidden" in run("build", cwd=project, code=1).stderr
