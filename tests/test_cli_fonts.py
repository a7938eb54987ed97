"""`booklet fonts`: the table, a language, and a language that no font serves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from booklet.cli.app import app
from booklet.world.files import shipped_root

ROOT = str(shipped_root())


def fonts(*args: str, code: int = 0, root: str = ROOT) -> Result:
    done = CliRunner().invoke(app, ["-C", root, "fonts", *args])
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with tables of its own; what it lacks of fonts comes from the program."""
    (tmp_path / "fonts").mkdir()
    (tmp_path / "translations").mkdir()
    for path in ("fonts/fonts.yaml", "translations/languages.yaml", "translations/locales.yaml"):
        shutil.copy(Path(ROOT, path), tmp_path / path)
    return tmp_path


def test_the_table() -> None:
    lines = fonts().stdout.splitlines()
    assert lines[0].split() == ["family", "version", "licence", "embedding", "characters", "MB", "scripts", "languages"]
    (khmer,) = [line for line in lines if line.startswith("Noto Sans Khmer ")]
    assert khmer.split()[3:] == ["2.004", "OFL-1.1", "free", "483", "0.2", "Khmr", "km"]
    (nastaliq,) = [line for line in lines if line.startswith("Noto Nastaliq")]
    assert "if an edition names it: ar fa ur ps" in nastaliq
    assert lines[-1].startswith("23 families, each regular and bold, 35.")


def test_the_table_for_a_program() -> None:
    data = json.loads(fonts("--json").stdout)
    assert data["ok"] is True
    padauk = next(f for f in data["families"] if f["family"] == "Padauk")
    assert padauk["languages"] == ["my", "shn", "mnw", "ksw"]
    assert (padauk["version"], padauk["optional"], padauk["weights"]) == ("5.000", False, ["regular", "bold"])


@pytest.mark.parametrize("tag", ["km", "zh-hant", "zh_Hant", "RHG"])
def test_a_language_however_its_tag_is_written(tag: str) -> None:
    out = fonts(tag).stdout
    assert "can be printed" in out
    assert "In fonts/" not in out


def test_what_sets_a_language_and_what_could() -> None:
    out = fonts("ur").stdout
    assert "letters     Noto Naskh Arabic 2.021" in out
    assert "digits      Noto Sans 2.015" in out
    assert "instead     Noto Nastaliq Urdu 3.007, if an edition names it" in out
    assert json.loads(fonts("ur", "--json").stdout)["optional"] == ["Noto Nastaliq Urdu"]


def test_a_script_that_no_font_serves_says_which_files_and_lines() -> None:
    done = fonts("he", code=1)
    assert "fonts/noto-sans-hebrew/NotoSansHebrew-Bold.ttf" in done.stdout
    assert "    scripts: [Hebr]" in done.stdout
    assert "  he: Hebr" in done.stdout
    assert "reference: א" in done.stdout
    assert "error[no-glyph]" in done.stderr
    assert "and 17 more" in done.stderr
    data = json.loads(fonts("he", "--json", code=1).stdout)
    assert (data["ok"], data["family"], data["script"]) == (False, None, "Hebr")
    assert "א" in data["missing"]


def test_doing_what_it_says_is_enough(project: Path) -> None:
    """With the families and rows in place, only what the stand-in font lacks is missing."""
    table = project / "fonts/fonts.yaml"
    steps = json.loads(fonts("he", "--json", code=1, root=str(project)).stdout)["to_do"]
    at = {line: n for n, line in enumerate(steps)}
    family = steps[at["In fonts/fonts.yaml, under 'families':"] + 1 :][:6]
    (row,) = [line for line in steps if line.startswith("  Hebr:")]
    text = table.read_text(encoding="utf-8").replace("\nscripts:\n", f"\nscripts:\n{row}\n")
    table.write_text(text.rstrip() + "\n" + "\n".join(family) + "\n", encoding="utf-8")
    folder = project / "fonts/noto-sans-hebrew"
    folder.mkdir()
    for weight in ("Regular", "Bold"):
        shutil.copy(Path(ROOT, f"fonts/noto-sans/NotoSans-{weight}.ttf"), folder / f"NotoSansHebrew-{weight}.ttf")
    data = json.loads(fonts("he-Hebr", "--json", code=1, root=str(project)).stdout)
    assert (data["family"], len(data["to_do"])) == ("Noto Sans Hebrew", 2)
    assert "א" in data["missing"]


def test_a_served_script_of_a_language_that_is_not_in_the_tables() -> None:
    out = fonts("kk").stdout
    assert "letters     Noto Sans 2.015" in out
    assert "  kk: Cyrl" in out
    assert "translations/languages.yaml" in out
    assert "  uz-Cyrl: Cyrl" not in fonts("uz-Cyrl").stdout


def test_no_such_language_is_wrong_usage() -> None:
    assert "there is no language 'xx'. Known: en, id, " in fonts("xx", code=2).output
    assert "Did you mean 'fil'?" in fonts("filx", code=2).output


def test_a_character_that_no_font_has_is_named(project: Path) -> None:
    table = project / "translations/languages.yaml"
    table.write_text(table.read_text(encoding="utf-8").replace("autonym: ไทย", "autonym: ไทย𰻝"), encoding="utf-8")
    assert "no font has '𰻝' (U+30EDD) of 'th'" in fonts("th", code=1, root=str(project)).stderr


def test_a_font_that_may_not_be_embedded(project: Path) -> None:
    data = bytearray(Path(ROOT, "fonts/noto-sans-khmer/NotoSansKhmer-Bold.ttf").read_bytes())
    record = data.index(b"OS/2")
    at = int.from_bytes(data[record + 8 : record + 12], "big") + 8
    data[at : at + 2] = (0x0102).to_bytes(2, "big")
    own = project / "fonts/noto-sans-khmer/NotoSansKhmer-Bold.ttf"
    own.parent.mkdir()
    own.write_bytes(data)
    done = fonts(code=1, root=str(project))
    (khmer,) = [line for line in done.stdout.splitlines() if line.startswith("Noto Sans Khmer ")]
    assert "free; forbidden without the maker's leave, only whole" in khmer
    assert "error[font-restricted]" in done.stderr


def test_a_folder_without_tables(tmp_path: Path) -> None:
    assert "error[no-languages]" in fonts(code=1, root=str(tmp_path)).stderr
