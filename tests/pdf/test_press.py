"""PDF/X-4 for a print shop: what ISO 15930-7 asks of the file, and profiles that are refused."""

from __future__ import annotations

import io
import re
from pathlib import Path
from struct import pack
from typing import Any

import pypdf
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from pdf_sample import META, document
from small_project import write_project

from booklet.cli.app import app
from booklet.diag import Sink
from booklet.layout.frame import Box, Document, Page
from booklet.model.press import Condition, read_condition
from booklet.pdf.colour import srgb
from booklet.pdf.shop import write_shop
from booklet.pdf.writer import write_pdf


def profile(kind: bytes = b"prtr", space: bytes = b"CMYK", version: int = 2, name: str = "Uncoated, test") -> bytes:
    """The head of a profile and its description: all that the program looks at."""
    text = name.encode()
    v2 = b"desc" + pack(">4xI", len(text) + 1) + text + b"\0"
    v4 = b"mluc" + pack(">4xII4sII", 1, 12, b"enUS", 2 * len(text), 28) + name.encode("utf-16-be")
    tag = v2 if version == 2 else v4
    body = pack(">I4sII", 1, b"desc", 144, len(tag)) + tag
    head = bytearray(128)
    head[:4], head[8], head[12:16], head[16:20], head[36:40] = pack(">I", 128 + len(body)), version, kind, space, b"acsp"
    return bytes(head) + body


def condition(data: bytes | None = None) -> Condition:
    found = read_condition(data or profile(), "shop.icc", Sink())
    assert found
    return found


def coloured() -> Document:
    """The sample with a red tab at the edge."""
    doc = document()
    first = doc.pages[0]
    tab = Box(0, 50, 12, 40, 0.0, None, (0.8, 0.0, 0.0))
    return Document(doc.trim, doc.lang, doc.direction, doc.binding, (Page(1, first.size, (*first.items, tab)), *doc.pages[1:]))


@pytest.fixture(scope="module")
def made() -> tuple[bytes, pypdf.PdfReader]:
    doc = coloured()
    data = write_shop(write_pdf(doc, META), doc, META, True, condition())
    return data, pypdf.PdfReader(io.BytesIO(data))


def test_the_file_is_for_the_condition_of_the_profile(made: tuple[bytes, pypdf.PdfReader]) -> None:
    (intent,) = made[1].trailer["/Root"]["/OutputIntents"]
    assert (intent["/S"], intent["/OutputConditionIdentifier"], intent["/Info"]) == ("/GTS_PDFX", "Custom", "Uncoated, test")
    assert intent["/DestOutputProfile"]["/N"] == 4
    assert intent["/DestOutputProfile"].get_data() == profile()


def test_the_file_says_that_it_is_x4_and_from_when(made: tuple[bytes, pypdf.PdfReader]) -> None:
    data, reader = made
    assert data.startswith(b"%PDF-1.6")
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    said = dict(re.findall(r"<([A-Za-z]+:[A-Za-z_]+)>([^<]+)</", xmp))
    assert said["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == said["xmp:MetadataDate"] == "2026-01-02T00:00:00Z"
    assert (said["pdf:Trapped"], said["xmpMM:RenditionClass"], said["xmpMM:VersionID"]) == ("False", "default", "1")
    assert re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", said["xmpMM:DocumentID"])
    assert "pdfaid" not in xmp and "pdfuaid" not in xmp
    assert reader.metadata is not None
    assert (reader.metadata["/Trapped"], reader.metadata.title) == ("/False", META.title)
    assert len(reader.trailer["/ID"]) == 2 and not reader.is_encrypted


def test_pages_have_boxes_and_nothing_that_a_press_cannot_print(made: tuple[bytes, pypdf.PdfReader]) -> None:
    for page in made[1].pages:
        assert "/ArtBox" not in page and "/Annots" not in page and "/TrimBox" in page
        media, bleed, trim = ([float(v) for v in box] for box in (page.mediabox, page.bleedbox, page.trimbox))
        assert media[0] < bleed[0] < trim[0] and media[2] > bleed[2] > trim[2]


def test_no_colour_is_of_a_device_but_black(made: tuple[bytes, pypdf.PdfReader]) -> None:
    """Red, green and blue mean sRGB in every page and in the form it shows; no CMYK is written at all."""
    for page in made[1].pages:
        own: Any = page["/Resources"]
        for resources in (own, own["/XObject"]["/P"]["/Resources"]):
            kind, stream = resources["/ColorSpace"]["/DefaultRGB"]
            assert kind == "/ICCBased"
            assert stream.get_object().get_data() == srgb()
        code = page.get_contents().get_data() + own["/XObject"]["/P"].get_data()
        assert not re.search(rb"(?:^|\s)(?:k|K|cs|CS|sh|gs)(?:\s|$)", re.sub(rb"<[0-9A-Fa-f]*>|\([^)]*\)", b"", code))


def test_the_tab_reaches_over_the_bleed_in_its_colour(made: tuple[bytes, pypdf.PdfReader]) -> None:
    page = pdfium.PdfDocument(made[0])[0]
    image = page.render(scale=2).to_pil().convert("RGB")
    bleed_edge = int((7 + 1) * 72 / 25.4 * 2)
    red, green, _ = image.getpixel((bleed_edge, int((10 * 72 / 25.4 + 60) * 2)))
    assert red > 150 > 60 > green


def test_the_same_profile_gives_the_same_bytes() -> None:
    doc = document()
    screen = write_pdf(doc, META)
    assert write_shop(screen, doc, META, False, condition()) == write_shop(screen, doc, META, False, condition())
    other = condition(profile(name="Coated, test"))
    assert write_shop(screen, doc, META, False, condition()) != write_shop(screen, doc, META, False, other)
    assert condition() == condition() != other


@pytest.mark.parametrize(("data", "channels", "name"), [
    (profile(), 4, "Uncoated, test"),
    (profile(version=4), 4, "Uncoated, test"),
    (profile(space=b"GRAY"), 1, "Uncoated, test"),
    (profile(name=""), 4, "shop.icc"),
])  # fmt: skip
def test_profiles_that_will_do(data: bytes, channels: int, name: str) -> None:
    found = condition(data)
    assert (found.channels, found.name) == (channels, name)


@pytest.mark.parametrize(("data", "words"), [
    (b"", "no ICC profile"),
    (b"%PDF-1.7" + bytes(500), "no ICC profile"),
    (profile()[:-1], "not whole"),
    (profile(version=5), "version 5"),
    (srgb(), "class 'mntr'"),
    (profile(space=b"RGB "), "profile of 'RGB'"),
])  # fmt: skip
def test_profiles_that_are_refused(data: bytes, words: str) -> None:
    sink = Sink()
    assert read_condition(data, "shop.icc", sink) is None
    (found,) = sink.finish()
    assert found.code == "press-profile"
    assert "'shop.icc'" in found.message and words in found.message


def test_the_build_makes_it(tmp_path: Path) -> None:
    project = write_project(tmp_path / "p")
    (tmp_path / "shop.icc").write_bytes(profile())
    (tmp_path / "screen.icc").write_bytes(srgb())

    def build(name: str) -> Any:
        words = ["-C", str(project), "build", "journey", "--lang", "en", "--output", "shop", "--profile", str(tmp_path / name)]
        return CliRunner().invoke(app, words)

    done = build("screen.icc")
    assert done.exit_code == 1
    assert "error[press-profile]: 'screen.icc' is a profile of class 'mntr'" in done.output
    done = build("shop.icc")
    assert done.exit_code == 0, done.output
    (shop,) = project.glob("output/journey/a6/en/*-shop.pdf")
    assert b"/GTS_PDFX" in shop.read_bytes()
