"""`booklet impose` on other people's files: whatever pypdf stumbles over gives the right sheets or a clear error."""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
)

from booklet.cli.app import app
from booklet.diag import BookletError
from booklet.imposing import Imposed, impose_file, padded
from booklet.model.sheet import Paper, Scheme, SheetSpec
from booklet.units import MM

A6 = (105 * MM, 148.5 * MM)
SINGLE = SheetSpec(Paper.A4, Scheme.SINGLE)


def page(writer: PdfWriter, text: str, size: tuple[float, float] = A6, at: tuple[float, float] = (50, 60), corner: tuple[float, float] = (0, 0)) -> Any:
    """A page that says something at a place, counted from a corner."""
    leaf = writer.add_blank_page(*size)
    content = DecodedStreamObject()
    content.set_data(f"BT /F 20 Tf {corner[0] + at[0]} {corner[1] + at[1]} Td ({text}) Tj ET".encode())
    leaf[NameObject("/Contents")] = writer._add_object(content)
    leaf[NameObject("/MediaBox")] = RectangleObject((*corner, corner[0] + size[0], corner[1] + size[1]))
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    fonts = DictionaryObject({NameObject("/F"): DictionaryObject({NameObject(k): NameObject(v) for k, v in font.items()})})
    leaf[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return leaf


def file(*build: Callable[[PdfWriter], Any]) -> bytes:
    writer = PdfWriter()
    for step in build:
        step(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def place(data: bytes, number: int = 0) -> tuple[str, float, float, tuple[float, ...]]:
    """The text on a side, where its first letter begins, and along which direction."""
    text = pdfium.PdfDocument(data)[number].get_textpage()
    x, y = pdfium.raw.c_double(), pdfium.raw.c_double()
    pdfium.raw.FPDFText_GetCharOrigin(text, 0, x, y)
    matrix = pdfium.raw.FS_MATRIX()
    pdfium.raw.FPDFText_GetMatrix(text, 0, matrix)
    return text.get_text_bounded(), x.value, y.value, (round(matrix.a, 2), round(matrix.b, 2))


def one_sheet(data: bytes, spec: SheetSpec = SINGLE) -> Imposed:
    return impose_file(data, spec, "left")


def code(data: bytes, spec: SheetSpec = SheetSpec()) -> str:  # noqa: B008
    with pytest.raises(BookletError) as caught:
        impose_file(data, spec, "left")
    (found,) = caught.value.diagnostics
    assert found.hints
    return found.code


# The first of the four cards of A6 that an A4 holds: top left
LEFT, BOTTOM = 0.0, 148.5 * MM

SAMPLE = file(*[lambda w: page(w, "Right")] * 4)


def test_pages_keep_their_size() -> None:
    text, x, y, along = place(one_sheet(file(lambda w: page(w, "Right"))).files[0])
    assert text.startswith("Right")
    assert (x, y) == pytest.approx((LEFT + 50, BOTTOM + 60), abs=0.01)
    assert along == (1, 0)


@pytest.mark.parametrize("turn", [90, 180, 270, -90])
def test_pages_stand_as_viewers_turn_them(turn: int) -> None:
    """A page of 148.5 x 105 that /Rotate makes upright, or turns upside down."""
    size = A6[::-1] if turn % 180 else A6

    def rotated(writer: PdfWriter) -> None:
        page(writer, "Right", size)[NameObject("/Rotate")] = NumberObject(turn)

    made = one_sheet(file(rotated))
    assert made.imposition.trim == pytest.approx(A6)
    _, x, y, along = place(made.files[0])
    width, height = A6
    expected = {90: (60, height - 50), 180: (width - 50, height - 60), 270: (width - 60, 50)}[turn % 360]
    assert (x - LEFT, y - BOTTOM) == pytest.approx(expected, abs=0.01)
    assert along == {90: (0, -1), 180: (-1, 0), 270: (0, 1)}[turn % 360]


def test_what_is_shown_is_the_crop_box() -> None:
    """Printers' files have a medium larger than the page, and a corner that is not 0, 0."""

    def cropped(writer: PdfWriter) -> None:
        leaf = page(writer, "Right", (400, 600), corner=(-30, 70))
        leaf[NameObject("/CropBox")] = RectangleObject((-10, 90, -10 + A6[0], 90 + A6[1]))

    made = one_sheet(file(cropped))
    assert made.imposition.trim == pytest.approx(A6)
    _, x, y, _ = place(made.files[0])
    assert (x - LEFT, y - BOTTOM) == pytest.approx((30, 40), abs=0.01)


def test_nothing_outside_the_crop_box_shows() -> None:
    def cropped(writer: PdfWriter) -> None:
        leaf = page(writer, "Right", (400, 600))
        leaf[NameObject("/CropBox")] = RectangleObject((200, 300, 200 + A6[0], 300 + A6[1]))

    image = pdfium.PdfDocument(one_sheet(file(cropped)).files[0])[0].render(scale=1).to_pil().convert("L")
    inner = image.crop((45, 45, image.width // 2 - 45, image.height // 2 - 45))
    assert set(inner.tobytes()) == {255}


def test_inherited_resources_and_boxes() -> None:
    """A file whose pages have nothing of their own but content (7.7.3.4)."""

    def inherited(writer: PdfWriter) -> None:
        leaf = page(writer, "Right")
        tree = writer._root_object["/Pages"]
        for name in ("/Resources", "/MediaBox"):
            tree[NameObject(name)] = leaf.raw_get(name)
            del leaf[name]

    assert place(one_sheet(file(inherited)).files[0])[0].startswith("Right")


def test_content_in_pieces_and_packed_otherwise() -> None:
    """An array of streams, of which one is packed twice."""

    def pieces(writer: PdfWriter) -> None:
        leaf = page(writer, "Right")
        whole = leaf["/Contents"].get_data()
        parts = []
        for data in (whole[:18], whole[18:]):
            stream = DecodedStreamObject()
            stream._data = zlib.compress(data).hex().encode() + b">"
            stream[NameObject("/Filter")] = ArrayObject([NameObject("/ASCIIHexDecode"), NameObject("/FlateDecode")])
            parts.append(writer._add_object(stream))
        leaf[NameObject("/Contents")] = ArrayObject(parts)

    # pieces are divided between tokens only (7.8.2)
    assert place(one_sheet(file(pieces)).files[0])[0].startswith("Right")


def test_a_page_without_content() -> None:
    made = one_sheet(file(lambda w: w.add_blank_page(*A6)))
    assert len(PdfReader(BytesIO(made.files[0])).pages) == 1


def test_a_unit_other_than_the_point() -> None:
    def large(writer: PdfWriter) -> None:
        leaf = page(writer, "Right", (A6[0] / 2, A6[1] / 2), (25, 30))
        leaf[NameObject("/UserUnit")] = FloatObject(2)

    made = one_sheet(file(large))
    assert made.imposition.trim == pytest.approx(A6)
    assert place(made.files[0])[1:3] == pytest.approx((LEFT + 50, BOTTOM + 60), abs=0.01)


def test_pages_of_several_sizes_stand_in_the_middle() -> None:
    made = one_sheet(file(lambda w: page(w, "A"), lambda w: page(w, "B", (A6[0] - 40, A6[1] - 60))))
    assert [d.code for d in made.warnings] == ["page-sizes"]
    assert place(made.files[0], 1)[1:3] == pytest.approx((LEFT + 70, BOTTOM + 90), abs=0.01)


def test_comments_stay_behind_and_that_is_told() -> None:
    def commented(writer: PdfWriter) -> None:
        page(writer, "Right")
        writer.add_annotation(0, FreeText(text="secret", rect=(0, 0, 90, 40)))

    made = one_sheet(file(commented))
    assert [d.code for d in made.warnings] == ["notes-dropped"]
    assert "/Annots" not in PdfReader(BytesIO(made.files[0])).pages[0]


@pytest.mark.parametrize(
    ("count", "full", "expected"),
    [(1, 4, (1, None, None, None)), (2, 4, (1, None, None, 2)), (7, 8, (1, 2, 3, 4, 5, 6, None, 7)), (8, 8, tuple(range(1, 9)))],
)
def test_blank_pages_stand_before_the_back(count: int, full: int, expected: tuple[int | None, ...]) -> None:
    assert padded(count, full) == expected


def test_blank_pages_are_told_of() -> None:
    made = impose_file(file(*[lambda w: page(w, "x")] * 5), SheetSpec(), "left")
    assert (made.blanks, [d.code for d in made.warnings]) == (3, ["blank-pages"])


def test_files_that_cannot_be_used() -> None:
    good = file(lambda w: page(w, "Right"))
    assert code(file(lambda w: page(w, "Right"), lambda w: w.encrypt("secret", algorithm="RC4-128"))) == "locked-pdf"
    assert code(file()) == "empty-pdf"
    for broken in (b"", b"%PDF-1.7\n", b"hello", good[:200], good.replace(b"/MediaBox", b"/Mediabox")):
        assert code(broken) in ("broken-pdf", "empty-pdf")


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12), st.integers(0, 3))
@settings(max_examples=int(os.environ.get("IMPOSE_EXAMPLES", "60")), deadline=None)
def test_a_damaged_file_gives_sheets_or_a_clear_error(damage: list[tuple[int, int]], cut: int) -> None:
    """Bytes changed anywhere, and the end missing."""
    data = bytearray(SAMPLE[: len(SAMPLE) - cut * 40])
    for place, value in damage:
        data[place % len(data)] = value
    try:
        impose_file(bytes(data), SheetSpec(), "left")
    except BookletError as problem:
        assert {d.code for d in problem.diagnostics} <= {"broken-pdf", "empty-pdf", "locked-pdf", "paper-too-small"}


def test_a_tree_of_pages_that_has_no_end() -> None:
    endless = re.sub(rb"/Kids \[ \d+ 0 R", b"/Kids [ 2 0 R", SAMPLE.replace(b"/Type /Pages", b"/Type /Pages /Kids [ 2 0 R ]"), count=1)
    for number in range(1, 5):  # one of them is the root of the pages
        found = re.sub(rb"/Kids \[ \d+ 0 R", b"/Kids [ %d 0 R" % number, endless)
        with suppress(BookletError):
            impose_file(found, SheetSpec(), "left")


def test_a_damaged_table_of_objects_is_mended_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    good = file(lambda w: page(w, "Right"))
    assert place(one_sheet(good.replace(b"startxref\n", b"startxref\n9")).files[0])[0].startswith("Right")
    assert capfd.readouterr() == ("", "")


def test_pages_that_do_not_fit() -> None:
    assert code(file(lambda w: page(w, "x", (600, 900)))) == "paper-too-small"
    assert code(file(*[lambda w: page(w, "x")] * 9), SheetSpec(scheme=Scheme.ZINE)) == "scheme-pages"
    assert code(file(*[lambda w: page(w, "x")] * 164)) == "too-thick"


@pytest.mark.parametrize("scheme", Scheme)
def test_the_file_stays_small_and_packed(scheme: Scheme) -> None:
    """Streams are packed, even those that were not; no larger than the packed source and a bit for each side."""
    pages = 6 if scheme is Scheme.LETTER_FOLD else 8
    words = " ".join(["word"] * 400)
    source = file(*[lambda w: page(w, words, (74.25 * MM, 105 * MM))] * pages)
    (made,) = impose_file(source, SheetSpec(scheme=scheme), "left").files
    assert len(made) < 0.5 * len(source)
    for number in range(1, len(PdfReader(BytesIO(made)).xref[0]) + 1):
        found = PdfReader(BytesIO(made)).get_object(number)
        if hasattr(found, "get_data"):
            assert found["/Filter"] == "/FlateDecode"


def test_pages_that_share_their_content_share_it_on_the_sheets() -> None:
    def again(writer: PdfWriter) -> None:
        for _ in range(30):
            writer.add_page(writer.pages[0])

    words = " ".join(["word"] * 400)
    writer = PdfWriter()
    resources = page(writer, words)["/Resources"]
    writer.pages[0][NameObject("/Resources")] = writer._add_object(resources)
    source = file(lambda w: w.append(BytesIO(_written(writer))), again)
    reader = PdfReader(BytesIO(impose_file(source, SheetSpec(), "left").files[0]))
    forms = {f.raw_get(name).idnum for p in reader.pages for f in [p["/Resources"]["/XObject"]] for name in f}  # type: ignore[index]
    assert len(forms) == 1


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


# The command


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["impose", *arguments])


def test_the_command(tmp_path: Path) -> None:
    source = tmp_path / "leaf let.pdf"
    source.write_bytes(file(*[lambda w: page(w, "x")] * 5))
    done = run(str(source))
    assert done.exit_code == 0, done.output
    assert "2 sheets for 2 booklets" in done.output
    assert "warning[blank-pages]" in done.output
    assert len(PdfReader(tmp_path / "leaf let-copies.pdf").pages) == 4
    data = json.loads(run(str(source), "--scheme", "saddle", "--manual", "--json", "-o", str(tmp_path / "out.pdf")).stdout)
    assert [Path(name).name for name in data["files"]] == ["out-fronts.pdf", "out-backs.pdf"]
    assert {len(PdfReader(name).pages) for name in data["files"]} == {2}


def test_the_command_refuses(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no pdf")
    done = run(str(broken))
    assert (done.exit_code, list(tmp_path.iterdir())) == (1, [broken])
    assert "error[broken-pdf]" in done.output
    assert run(str(broken), "-o", str(broken)).exit_code == 2
    assert run(str(broken), "--scheme", "origami").exit_code == 2
    assert run(str(tmp_path / "none.pdf")).exit_code == 2
