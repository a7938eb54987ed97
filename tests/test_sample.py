"""A booklet of made-up content, built whole: it says SAMPLE, has only numbers that nobody has, and its codes dial nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader
from small_project import built_project

from booklet.run.jobs import Order, build_all

SCREEN = "output/journey/a6/en/journey-numbers-a6-en-screen.pdf"
SERVICE = """id: sg-sample
name: "Sample help line"
label: "Help"
country: SG
scope: in_country
organisation: {name: "Sample Office", operator: ngo}
summary: "A made-up line that shows what a card looks like."
channels:
  - id: voice
    kind: voice
    number: "020 7946 0018"
    e164: "+442079460018"
    abroad: "+44 20 7946 0018"
    national_only: no
    free: yes
hours: {open: always}
sources:
  - {kind: own}
  - {kind: other}
verified: {on: 2026-11-20, how: call, role: tester, result: answered, number: "020 7946 0018"}
consent: yes
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = shutil.copytree(built_project(), tmp_path / "project")
    (root / "content/services/sg/sg-sample.yaml").write_text(SERVICE)
    return root


def pages(root: Path) -> list[PageObject]:
    """Those of the English booklet, built anew, with its errors told."""
    result = build_all(root, Order(languages=("en",)), None, lambda done, of: None, "")
    assert result.ok, "\n".join(str(d) for d in result.sink.finish())
    return list(PdfReader(root / SCREEN).pages)


def test_a_sample_prints_no_real_number_and_dials_nobody(project: Path) -> None:
    path = project / "content/editions/journey.yaml"
    path.write_text(path.read_text("utf-8") + "sample: yes\n")
    found = pages(project)
    texts = [page.extract_text() for page in found]
    assert all("SAMPLE" in text for text in texts)
    assert "+44 20 7946 0018" in "".join(texts) and "6438 5122" not in "".join(texts)
    links = [a.get_object().get("/A", {}).get("/URI", "") for page in found for a in page.get("/Annots", [])]
    assert not [link for link in links if link.startswith("tel:")]


def test_a_real_edition_prints_no_made_up_number(project: Path) -> None:
    words = "".join(page.extract_text() for page in pages(project))
    assert "7946 0018" not in words and "6438 5122" in words


def test_three_marks_and_a_long_number_find_room(project: Path) -> None:
    """An invented mobile number of twelve characters stands under its QR code where it does not fit beside it, and the
    marks of an edition that is sample, proof and draft share the top of the page."""
    path = project / "content/services/sg/sg-sample.yaml"
    invented = path.read_text("utf-8").replace("020 7946 0018", "07700 900123").replace("+442079460018", "+447700900123").replace("+44 20 7946 0018", "+44 7700 900123")
    path.write_text(invented.replace("\nconsent: yes", "\nconsent: unknown"))
    path = project / "content/editions/journey.yaml"
    path.write_text(path.read_text("utf-8") + "sample: yes\n")
    result = build_all(project, Order(languages=("en", "th")), None, lambda done, of: None, "")
    assert result.ok, "\n".join(str(d) for d in result.sink.finish())
    for lang, marks in (("en", ("PROOF", "SAMPLE")), ("th", ("PROOF", "SAMPLE", "DRAFT"))):
        texts = [page.extract_text() for page in PdfReader(next(project.glob(f"output/journey/a6/{lang}/*-screen.pdf"))).pages]
        assert all(mark in text for text in texts for mark in marks)
        assert "07700 900123" in "".join(texts)
