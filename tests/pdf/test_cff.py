"""Fonts with CFF outlines: the right glyph is drawn and its text comes back.

Two fonts made for this test hold boxes of growing height, .notdef 100 units, A 250, B 400, C 550, D 700: one names its
glyphs, the other numbers them by CID (0, 10, 20, 21, 400), as fonts for East Asian scripts do.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest
from pdf_sample import A6, META

from booklet.layout.frame import Document, Page, Tag, TextItem
from booklet.pdf.cff import cids, is_cid_keyed
from booklet.pdf.writer import write_pdf
from booklet.text.face import Face, Glyph
from booklet.text.run import GlyphRun, Line

KINDS = ["name-keyed", "cid-keyed"]


def face(kind: str) -> Face:
    data = Path(__file__).with_name(f"square-{kind}.otf").read_bytes()
    return Face("Square", "regular", f"square-{kind}.otf", lambda: data, 0.5, ("Latn",))


def written(kind: str, glyphs: tuple[Glyph, ...], text: str) -> bytes:
    run = GlyphRun(text, face(kind), "Latn", "en", False, 1.0, glyphs, 0.6 * len(glyphs))
    item = TextItem(20, 100, Line(text, (run,), run.width), 40, Tag("P"))
    return write_pdf(Document(A6, "en", "ltr", "left", (Page(1, A6, (item,)),)), META)


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_glyphs_are_drawn(kind: str) -> None:
    data = written(kind, (Glyph(2, 0.6, 0, 0, "B"), Glyph(4, 0.6, 0, 0, "D"), Glyph(3, 0.6, 0, 0, "C")), "BDC")
    page = pdfium.PdfDocument(data)[0]
    scale = 5
    image = page.render(scale=scale, grayscale=True).to_pil().point(lambda v: 255 * (v < 128))
    tops = []
    for column in range(3):
        left = int((20 + 24 * column + 1) * scale)
        box = image.crop((left, 0, left + 22 * scale, 100 * scale)).getbbox()
        assert box is not None
        tops.append((100 - box[1] / scale) / 40)
    assert tops == pytest.approx([0.4, 0.7, 0.55], abs=0.02)
    assert pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text() == "BDC"
    assert page.get_textpage().get_text_bounded() == "BDC"


@pytest.mark.parametrize("kind", KINDS)
def test_a_glyph_with_several_texts_keeps_each(kind: str) -> None:
    texts = ("A", "Α", "А", "A", "B")  # Latin, Greek, Cyrillic
    data = written(kind, tuple(Glyph(1 + (c == "B"), 0.6, 0, 0, c) for c in texts), "".join(texts))
    assert pdfium.PdfDocument(data)[0].get_textpage().get_text_range() == "".join(texts)
    assert pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text() == "".join(texts)


def test_cids() -> None:
    tables = {kind: bytes(face(kind).hb_face.reference_table("CFF ").data) for kind in KINDS}
    assert [is_cid_keyed(tables[kind]) for kind in KINDS] == [False, True]
    assert cids(tables["name-keyed"], 5) == (0, 1, 2, 3, 4)
    assert cids(tables["cid-keyed"], 5) == (0, 10, 20, 21, 400)


def test_embedded_as_a_cff_program_for_cids() -> None:
    reader = pypdf.PdfReader(io.BytesIO(written("cid-keyed", (Glyph(4, 0.6, 0, 0, "D"),), "D")))
    (font,) = reader.pages[0]["/Resources"]["/Font"].values()
    descendant = font["/DescendantFonts"][0].get_object()
    assert descendant["/Subtype"] == "/CIDFontType0"
    assert descendant["/W"] == [400, [600]]
    program = descendant["/FontDescriptor"]["/FontFile3"]
    assert program["/Subtype"] == "/CIDFontType0C"
    assert is_cid_keyed(program.get_data())
