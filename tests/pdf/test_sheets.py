"""The imposed file, printed, cut, folded and read: in a test, with independent readers."""

from __future__ import annotations

import io
import re
import subprocess
from functools import cache
from shutil import which

import pypdf
import pypdfium2 as pdfium
import pytest
from pdf_sample import A6, META, document, line, office

from booklet.impose.sheet import Imposition, Placement, Sheet, Side, impose
from booklet.layout.frame import Document, Page, Tag, TextItem
from booklet.model.sheet import Paper, SheetSpec
from booklet.pdf.metadata import Metadata
from booklet.pdf.sheets import write_sheets
from booklet.pdf.writer import write_pdf
from booklet.units import MM, PAPERS

A4 = PAPERS["a4"]
SAFE = 5 * MM


def numbered(pages: int, direction: str) -> Document:
    """Pages that hold nothing but their number."""
    return Document(
        A6,
        "en",
        direction,
        "left" if direction == "ltr" else "right",
        tuple(Page(n, A6, (TextItem(60, 200, line(str(n), "en"), 40, Tag("P")),)) for n in range(1, pages + 1)),
    )


@cache
def printed(pages: int, direction: str) -> list[list[str]]:
    """Per side of the finished file, what a reader finds in its quarters: top left, top right, bottom left, bottom right."""
    doc = numbered(pages, direction)
    data = write_sheets(write_pdf(doc, META), impose(pages, A6, doc.binding, SheetSpec(), "th"), META)
    sides = []
    for page in pdfium.PdfDocument(data):
        assert page.get_size() == pytest.approx(A4, abs=0.01)
        text = page.get_textpage()
        middle, centre = A4.width / 2, A4.height / 2
        quarters = [
            (0, centre, middle, A4.height),
            (middle, centre, A4.width, A4.height),
            (0, 0, middle, centre),
            (middle, 0, A4.width, centre),
        ]
        sides.append([text.get_text_bounded(*quarter).strip() for quarter in quarters])
    return sides


def read_folded(leaves: list[tuple[str, str, str, str]], direction: str) -> list[str]:
    """Turn the pages of sheets (front left, front right, back left, back right) printed with a long-edge flip, stacked
    with the first outside and its front outwards, folded. Behind a page stands the one its paper carries on the back:
    behind front right, back left."""
    if direction == "ltr":
        first = [side for fl, fr, bl, br in leaves for side in (fr, bl)]
        second = [side for fl, fr, bl, br in reversed(leaves) for side in (br, fl)]
    else:
        first = [side for fl, fr, bl, br in leaves for side in (fl, br)]
        second = [side for fl, fr, bl, br in reversed(leaves) for side in (bl, fr)]
    return first + second


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("pages", range(4, 45, 4))
def test_cut_folded_and_read_in_order(pages: int, direction: str) -> None:
    sides = printed(pages, direction)
    assert len(sides) == pages // 2
    for half in (0, 2):
        leaves = [
            (front[half], front[half + 1], back[half], back[half + 1])
            for front, back in zip(sides[::2], sides[1::2], strict=True)
        ]
        assert read_folded(leaves, direction) == [str(n) for n in range(1, pages + 1)]


def test_both_sides_stand_upright() -> None:
    """Every page is drawn by a matrix that neither turns nor scales it."""
    reader = pypdf.PdfReader(io.BytesIO(office(8)))
    for page in reader.pages:
        matrices = re.findall(rb"q ([-\d. ]+) cm /P\d+ Do Q", page["/Contents"].get_data())
        assert len(matrices) == 4
        assert all(m.split()[:4] == [b"1", b"0", b"0", b"1"] for m in matrices)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_stays_in_its_place(turn: int) -> None:
    doc = numbered(1, "ltr")
    sheet = Sheet(Side((Placement(1, 100, 200, turn),)), Side((Placement(None, 0, 0),)))
    data = write_sheets(write_pdf(doc, META), Imposition(SheetSpec(), A6, (sheet,), 1), META)
    front, back = pdfium.PdfDocument(data)
    text = front.get_textpage()
    left, bottom, right, top = text.get_charbox(0)
    x, y = (left + right) / 2 - 100, (bottom + top) / 2 - 200
    width, height = A6 if turn % 180 == 0 else A6[::-1]
    single = pdfium.PdfDocument(write_pdf(doc, META))[0].get_textpage().get_charbox(0)
    px, py = (single[0] + single[2]) / 2, (single[1] + single[3]) / 2
    assert (x, y) == pytest.approx(
        {0: (px, py), 90: (width - py, px), 180: (width - px, height - py), 270: (py, height - px)}[turn], abs=0.1
    )
    assert back.get_textpage().count_chars() == 0


def test_nothing_is_printed_outside_the_safe_zone() -> None:
    data = office(4)
    for page in pdfium.PdfDocument(data):
        image = page.render(scale=4, grayscale=True).to_pil()
        box = image.point(lambda v: 255 * (v < 250)).getbbox()
        margin = 4 * SAFE - 1
        assert box[0] >= margin
        assert box[1] >= margin
        assert image.width - box[2] >= margin
        assert image.height - box[3] >= margin


def test_marks_differ_between_sides_and_use_no_font() -> None:
    doc = Document(A6, "en", "ltr", "left", tuple(Page(n, A6, ()) for n in range(1, 9)))
    data = write_sheets(write_pdf(doc, META), impose(8, A6, "left", SheetSpec(), "th"), META)
    corner = (0, 0, 0, 0)
    images = []
    for page in pdfium.PdfDocument(data):
        image = page.render(scale=3, grayscale=True).to_pil()
        corner = (image.width // 2 - 30, image.height // 2, image.width // 2, image.height)
        images.append(image.crop(corner).tobytes())
        assert page.get_textpage().count_chars() == 0
    assert len(set(images)) == 4


def test_preferences_and_boxes() -> None:
    reader = pypdf.PdfReader(io.BytesIO(office(4)))
    catalog = reader.trailer["/Root"]
    assert catalog["/ViewerPreferences"] == {
        "/PrintScaling": "/None",
        "/Duplex": "/DuplexFlipLongEdge",
        "/PickTrayByPDFSize": True,
    }
    assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(catalog)
    for page in reader.pages:
        assert "/Annots" not in page
        assert page.trimbox == page.mediabox
        assert [float(v) for v in page.mediabox] == pytest.approx([0, 0, *A4], abs=0.01)


def test_fonts_and_pages_are_shared() -> None:
    assert len(office(28)) < 0.9 * len(write_pdf(document(28), META))
    forms = [
        obj for page in pypdf.PdfReader(io.BytesIO(office(8))).pages for obj in page["/Resources"]["/XObject"].values()
    ]
    assert len({obj.get_object().indirect_reference.idnum for obj in forms}) == 8


def test_the_files_name_nobody_and_no_time_but_their_own() -> None:
    for data in (write_pdf(document(), META), office()):
        reader = pypdf.PdfReader(io.BytesIO(data))
        assert reader.metadata["/Producer"] == reader.metadata["/Creator"] == "booklet"
        assert set(reader.metadata) == {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
        assert {reader.metadata["/CreationDate"], reader.metadata["/ModDate"]} == {"D:20260102000000Z"}
        assert b"/Author" not in data
        assert reader.trailer["/ID"][0] == reader.trailer["/ID"][1]
    undated = write_pdf(document(), Metadata("x", "th", None))
    assert b"Date" not in undated


def test_identifiers_follow_the_content() -> None:
    ids = {
        repr(pypdf.PdfReader(io.BytesIO(data)).trailer["/ID"][0])
        for data in (write_pdf(document(), META), write_pdf(document(8), META), office(), office(8))
    }
    assert len(ids) == 4


@pytest.mark.parametrize("make", [lambda: write_pdf(document(), META), office])
def test_qpdf_finds_no_fault(make, tmp_path) -> None:
    if which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    file = tmp_path / "file.pdf"
    file.write_bytes(make())
    run = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_other_paper_is_centred_not_scaled() -> None:
    doc = numbered(4, "ltr")
    data = write_sheets(write_pdf(doc, META), impose(4, A6, "left", SheetSpec(Paper.F4)), META)
    front = pdfium.PdfDocument(data)[0].get_textpage()
    single = pdfium.PdfDocument(write_pdf(doc, META))[3].get_textpage().get_charbox(0)
    left, bottom, right, _top = front.get_charbox(0)
    assert right - left == pytest.approx(single[2] - single[0], abs=0.01)
    assert left - single[0] == pytest.approx(2.5 * MM, abs=0.01)
    assert bottom - single[1] == pytest.approx(16.5 * MM + A6.height, abs=0.01)
