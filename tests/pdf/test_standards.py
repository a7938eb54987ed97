"""What PDF/A-2u and PDF/UA-1 ask of a file beside its structure: metadata, colour, artifacts, text for every code."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from typing import Any

import pypdf
import pytest
from pdf_sample import A6, META, document, line
from PIL import Image, ImageCms
from pypdf.generic import ContentStream

from booklet.layout.frame import Document, Page, Stroke, TextItem
from booklet.pdf.colour import srgb
from booklet.pdf.metadata import Metadata
from booklet.pdf.writer import write_pdf

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SPACES = {
    "pdfaid": "{http://www.aiim.org/pdfa/ns/id/}",
    "pdfuaid": "{http://www.aiim.org/pdfua/ns/id/}",
    "dc": "{http://purl.org/dc/elements/1.1/}",
    "xmp": "{http://ns.adobe.com/xap/1.0/}",
}


def root_of(data: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]


def packet(meta: Metadata = META) -> ET.Element:
    metadata = root_of(write_pdf(document(), meta))["/Metadata"]
    assert (metadata["/Type"], metadata["/Subtype"]) == ("/Metadata", "/XML")
    assert "/Filter" not in metadata, "programs that know nothing of PDF find it"
    found = ET.fromstring(metadata.get_data().decode()).find(f"{RDF}RDF/{RDF}Description")
    assert found is not None
    return found


def said(description: ET.Element, name: str) -> str:
    space, _, own = name.partition(":")
    return "".join(description.find(SPACES[space] + own).itertext())  # type: ignore[union-attr]


def test_the_file_says_which_standards_it_keeps() -> None:
    xmp = packet()
    assert (said(xmp, "pdfaid:part"), said(xmp, "pdfaid:conformance"), said(xmp, "pdfuaid:part")) == ("2", "U", "1")


def test_both_kinds_of_metadata_agree() -> None:
    """ISO 19005-2, 6.6.3."""
    xmp, info = packet(), pypdf.PdfReader(io.BytesIO(write_pdf(document(), META))).metadata
    assert info is not None
    assert said(xmp, "dc:title") == info.title == META.title
    assert said(xmp, "xmp:CreateDate") == said(xmp, "xmp:ModifyDate") == "2026-01-02T00:00:00Z"
    assert info.creation_date is not None
    assert info.creation_date.isoformat() == "2026-01-02T00:00:00+00:00"
    assert (said(xmp, "xmp:CreatorTool"), said(xmp, "dc:language")) == (info.creator, "th")


def test_a_title_with_markup_and_no_day() -> None:
    xmp = packet(Metadata("a < b & c", "th", None))
    assert said(xmp, "dc:title") == "a < b & c"
    assert xmp.find(SPACES["xmp"] + "CreateDate") is None


def test_colours_are_srgb() -> None:
    (intent,) = root_of(write_pdf(document(), META))["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    profile = intent.get_object()["/DestOutputProfile"]
    assert (profile["/N"], profile.get_data()) == (3, srgb())


def test_the_profile_is_srgb_to_a_colour_engine() -> None:
    own = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    assert (own.profile.device_class.strip(), own.profile.xcolor_space.strip(), own.profile.version) == ("mntr", "RGB", 4.2)
    colours = Image.frombytes("RGB", (256, 1), bytes((n * 37 + n // 3) % 256 for n in range(768)))
    there = ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    assert there is not None
    changed = ImageCms.applyTransform(colours, there)
    assert changed is not None
    assert max(abs(a - b) for a, b in zip(colours.tobytes(), changed.tobytes(), strict=True)) <= 1


def test_what_every_page_has_is_an_artifact_of_its_kind() -> None:
    """ISO 14289-1, 7.8."""
    items = (
        TextItem(20, 10, line("above", "en"), 6, None),
        Stroke(20, 30, 90, 30, 1),
        TextItem(20, 400, line("5", "en"), 6, None),
    )
    page = Page(1, A6, items, header=range(1), footer=range(2, 3))
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(Document(A6, "en", "ltr", "left", (page,)), META)))
    begun = [(o, op) for o, op in ContentStream(reader.pages[0]["/Contents"], reader).operations if op in (b"BMC", b"BDC")]
    assert [dict(o[1]) if op == b"BDC" else o[0] for o, op in begun] == [
        {"/Type": "/Pagination", "/Subtype": "/Header"},
        "/Artifact",
        {"/Type": "/Pagination", "/Subtype": "/Footer"},
    ]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_code_stands_for_characters_that_exist(direction: str) -> None:
    """No U+0000, U+FEFF, U+FFFE, nor any of a private area, which would need ActualText (ISO 19005-2, 6.2.11.7)."""
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(document(direction=direction), META)))
    maps = [font.get_object()["/ToUnicode"].get_data() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    targets = [bytes.fromhex(t.decode()).decode("utf-16-be") for m in maps for t in re.findall(rb"> ?<([0-9A-F]+)>\n", m)]
    assert len(targets) > 20
    assert not [c for t in targets for c in t or "\0" if c in "\0\ufeff\ufffe" or "\ue000" <= c <= "\uf8ff"]


def test_page_labels_are_the_numbers_that_the_pages_bear() -> None:
    pages = tuple(Page(n, A6, (), folio=folio) for n, folio in enumerate((1, 2, 3, 1, 2), 1))
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(Document(A6, "en", "ltr", "left", pages), META)))
    assert reader.page_labels == ["1", "2", "3", "1", "2"]
