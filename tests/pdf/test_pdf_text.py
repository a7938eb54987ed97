"""What readers get out of the file: words, exactly as they went in; ink where it belongs."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import which

import pypdf
import pypdfium2 as pdfium
import pytest
from pdf_sample import A6, META, NUMBER, THAI, VIETNAMESE, document, line, office

from booklet.diag import BookletError
from booklet.layout.frame import Document, Page, Tag, TextItem
from booklet.pdf.writer import write_pdf
from booklet.text.run import GlyphRun, Line


def pypdf_text(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def pdfium_text(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(data)]


def single(*items: TextItem) -> Document:
    return Document(A6, "th", "ltr", "left", (Page(1, A6, items),))


@pytest.mark.parametrize("read", [pypdf_text, pdfium_text])
@pytest.mark.parametrize("make", [lambda: write_pdf(document(), META), office])
def test_text_comes_back_verbatim(read, make) -> None:
    for text in read(make()):
        plain = text.replace("\u200b", "")
        assert THAI in plain
        assert VIETNAMESE in plain
        assert NUMBER in plain


def test_poppler_reads_the_same() -> None:
    if which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    out = subprocess.run(["pdftotext", "-", "-"], input=write_pdf(document(), META), capture_output=True, check=True)
    lines = out.stdout.decode().splitlines()
    assert lines.count(THAI) == 4
    assert lines.count(VIETNAMESE) == 8


def test_one_glyph_with_two_texts_keeps_both() -> None:
    whole = line("A", "en").runs[0]
    other = replace(whole, text="Α", glyphs=(whole.glyphs[0]._replace(text="Α"),))  # Greek capital alpha
    doc = single(TextItem(20, 50, Line("AΑA", (whole, other, whole), 3 * whole.width), 12, Tag("P")))
    assert pypdf_text(write_pdf(doc, META)) == ["AΑA"]


def test_ink_stands_where_shaping_put_it() -> None:
    """The drawn width of a line with kerning and marks is its shaped width, and a lifted glyph is lifted."""
    data = write_pdf(single(TextItem(20, 100, line("Tiếng Việt AVAV", "vi"), 20, Tag("P"))), META)
    page = pdfium.PdfDocument(data)[0].get_textpage()
    boxes = [page.get_charbox(i, loose=True) for i in range(page.count_chars())]
    assert boxes[-1][2] - boxes[0][0] == pytest.approx(line("Tiếng Việt AVAV", "vi").width * 20, abs=0.3)
    run = line("n", "en").runs[0]
    lifted = replace(run, glyphs=(run.glyphs[0]._replace(dx=0.5, dy=0.25),))
    tops = []
    for one in (run, lifted):
        sheet = pdfium.PdfDocument(write_pdf(single(TextItem(20, 100, Line("n", (one,), one.width), 40, None)), META))[
            0
        ]
        (shape,) = sheet.get_objects()
        tops.append(shape.get_bounds())
    assert tops[1][0] - tops[0][0] == pytest.approx(20, abs=0.05)
    assert tops[1][1] - tops[0][1] == pytest.approx(10, abs=0.05)


def test_scale_of_a_run_is_part_of_its_size() -> None:
    run = line("n", "en").runs[0]
    heights = []
    for scale in (1.0, 1.5):
        one = replace(run, scale=scale)
        page = pdfium.PdfDocument(write_pdf(single(TextItem(20, 100, Line("n", (one,), 1), 40, None)), META))[0]
        _left, bottom, _right, top = next(iter(page.get_objects())).get_bounds()
        heights.append(top - bottom)
    assert heights[1] / heights[0] == pytest.approx(1.5, rel=0.01)


def test_a_glyph_the_font_lacks_is_refused() -> None:
    run = line("13", "en").runs[0]
    holed: GlyphRun = replace(run, glyphs=(run.glyphs[0], run.glyphs[1]._replace(id=0)))
    with pytest.raises(BookletError) as caught:
        write_pdf(single(TextItem(20, 50, Line("13", (holed,), 1.0), 12, Tag("P"))), META)
    assert [d.code for d in caught.value.diagnostics] == ["glyph-zero"]
    assert "'13'" in caught.value.diagnostics[0].message


def test_all_fonts_are_embedded_subsets_with_exact_maps() -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(document(), META)))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert len(fonts) == 3  # Thai bold, Latin regular, Latin bold for the digits in the Thai heading
    for font in fonts.values():
        assert "/ToUnicode" in font
        assert font["/BaseFont"][7] == "+"
        descendant = font["/DescendantFonts"][0].get_object()
        descriptor = descendant["/FontDescriptor"]
        assert len(descriptor["/FontFile2"].get_data()) > 500
        assert descriptor["/Ascent"] > 0 > descriptor["/Descent"]
        box = descriptor["/FontBBox"]
        assert box[0] < box[2]
        assert box[1] < 0 < box[3]


def test_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    script = Path(__file__).with_name("pdf_sample.py")
    digests = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Bangkok")):
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(script.parents[2]), "HOME": str(tmp_path)}
        run = subprocess.run([sys.executable, str(script)], env=env, capture_output=True, check=True, cwd=tmp_path)
        digests.add(run.stdout)
    assert len(digests) == 1
