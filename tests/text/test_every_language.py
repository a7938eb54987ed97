"""Every language of the table in the shipped fonts: all characters have glyphs, and each run is what HarfBuzz makes of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from booklet.diag import Sink
from booklet.l10n.catalogs import Catalog, read_translations
from booklet.l10n.languages import Language, read_languages
from booklet.text.face import Face
from booklet.text.fonts import FontBook
from booklet.text.paragraph import Typesetter
from booklet.text.run import GlyphRun
from booklet.world.files import DiskWorld, shipped_root

ROOT = Path(__file__).parents[2]
FORMATS = ROOT / "tests" / "l10n" / "formats.tsv"
WORLD = DiskWorld(shipped_root())
LANGUAGES = read_languages(WORLD, Sink())
CATALOGS = read_translations(WORLD, list(LANGUAGES), Sink(), LANGUAGES)
SAID = {line.split("\t")[0]: line.split("\t")[1:] for line in FORMATS.read_text(encoding="utf-8").splitlines()}
BY_TAG = pytest.mark.parametrize("tag", LANGUAGES)


def texts(tag: str) -> list[str]:
    """What the program prints in a language: its name, dates, lists and hours, and all its catalog has."""
    language: Language = LANGUAGES[tag]
    catalog: Catalog = CATALOGS[tag]
    return [language.autonym, *SAID[tag], "1300 (+66 2 123 4567)", *(m.target for m in catalog.messages.values() if m.target)]


def runs(book: FontBook, tag: str, weight: str, width: float) -> tuple[dict[GlyphRun, None], Sink]:
    sink = Sink()
    setter = Typesetter(book, sink)
    found = {run: None for text in texts(tag) for line in setter.lines(text, tag, weight, width) for run in line.runs}
    return found, sink


@BY_TAG
def test_nothing_prints_as_an_empty_box(book: FontBook, tag: str, weight: str) -> None:
    found, sink = runs(book, tag, weight, 18)
    assert sink.finish() == ()
    assert all(glyph.id for run in found for glyph in run.glyphs)


@BY_TAG
def test_no_line_ends_inside_a_cluster(book: FontBook, tag: str) -> None:
    """The glyphs of lines are those of the paragraph on one line: no cluster was shaped in two parts."""
    setter = Typesetter(book, Sink())
    for text in texts(tag):
        whole = [g for line in setter.lines(text, tag, "regular", 1e6) for run in line.runs for g in run.glyphs if g.text.strip()]
        narrow = [g for line in setter.lines(text, tag, "regular", 9) for run in line.runs for g in run.glyphs if g.text.strip()]
        assert sorted(g.text for g in whole) == sorted(g.text for g in narrow), text


@pytest.mark.skipif(shutil.which("hb-shape") is None, reason="hb-shape (Debian package libharfbuzz-bin) is not installed")
@BY_TAG
def test_runs_are_what_hb_shape_says(book: FontBook, tag: str) -> None:
    """HarfBuzz's own program, on the same font files: glyphs, advances and offsets."""
    found, _ = runs(book, tag, "regular", 18)
    by_call: dict[tuple[Face, str, str, bool], list[GlyphRun]] = {}
    for run in list(found)[:400]:
        if "\n" not in run.text:
            by_call.setdefault((run.face, run.script, run.lang, run.rtl), []).append(run)
    for (face, script, lang, rtl), shaped in by_call.items():
        command = ["hb-shape", f"--font-file={ROOT / face.path}", f"--script={script}", f"--language={lang}", "--shapers=ot"]
        command += [f"--direction={'rtl' if rtl else 'ltr'}", "--output-format=json", "--no-glyph-names", "--cluster-level=0"]
        command += ["--remove-default-ignorables"]
        said = subprocess.run(command, input="\n".join(run.text for run in shaped), capture_output=True, text=True, check=True)
        for run, line in zip(shaped, said.stdout.splitlines(), strict=True):
            theirs = [(g["g"], g["ax"], g["dx"], g["dy"]) for g in json.loads(line)]
            em = face.upem
            ours = [(g.id, round(g.advance * em), round(g.dx * em), round(g.dy * em)) for g in run.glyphs]
            assert ours == theirs, run.text


def test_every_language_looks_as_in_its_picture() -> None:
    """tests/golden has two lines of each; made and looked at by `tools/every_script.py`."""
    pytest.importorskip("PIL")
    command = [sys.executable, str(ROOT / "tools" / "every_script.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
