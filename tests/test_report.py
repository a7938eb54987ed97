"""The report of a booklet and the overview, held against the files themselves."""

import json
import re
import zlib
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from pypdf import PdfReader
from small_project import LANGUAGES, built_project

from booklet.job import Job
from booklet.run.overview import Entry, overview


class Page(HTMLParser):
    """Links, pictures and elements with a language."""

    def __init__(self, text):
        super().__init__()
        self.links, self.pictures, self.langs, self.open = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in ("meta", "img", "path"):
            self.open.append(tag)
        if "href" in attrs:
            self.links.append(attrs["href"])
        if tag == "img":
            self.pictures.append(attrs)
        if "lang" in attrs and tag == "bdi":
            self.langs.append([attrs["lang"], attrs["dir"], ""])

    def handle_endtag(self, tag):
        if tag != "path":
            assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "bdi":
            self.langs[-1][2] += data


@pytest.fixture(scope="module")
def output():
    return built_project() / "output"


def report(output, locale):
    return json.loads((output / f"journey/a6/{locale}/report.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("locale", LANGUAGES)
def test_report_agrees_with_the_files(output, locale):
    said = report(output, locale)
    folder = output / "journey/a6" / locale
    for name, facts in said["files"].items():
        data = (folder / name).read_bytes()
        assert (len(data), sha256(data).hexdigest()) == (facts["bytes"], facts["sha256"])
    screen, office = (PdfReader(folder / f"journey-numbers-a6-{locale}-{kind}.pdf") for kind in ("screen", "office"))
    assert len(screen.pages) == said["pages"] == said["preflight"]["pages"]
    assert len(office.pages) == 2 * said["sheets"]
    assert len([n for n in said["files"] if n.endswith(".png")]) == said["pages"]
    assert said["marks"]["PROOF"] == list(range(1, said["pages"] + 1))
    assert [c["payload"] for c in said["codes"]]
    for code in said["codes"]:
        text = screen.pages[code["page"] - 1].extract_text()
        assert re.sub(r"\D", "", code["payload"])[-4:] in re.sub(r"\D", "", text)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_report_says_nothing_of_machine_or_time(output, locale):
    text = (output / f"journey/a6/{locale}/report.json").read_text(encoding="utf-8")
    assert str(built_project()) not in text
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert set(re.findall(r"\d{4}-\d\d-\d\d", text)) == {"2026-11-25"}


def test_overview_lists_languages_by_their_own_names(output):
    page = Page((output / "index.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert page.langs == [["en", "ltr", "English"], ["th", "ltr", "ไทย"]]


def test_overview_needs_nothing_but_its_folder(output):
    text = (output / "index.html").read_text(encoding="utf-8")
    page = Page(text)
    local = [link.partition("#")[0] for link in (*page.links, *(p["src"] for p in page.pictures))]
    assert len(local) > 20
    for link in local:
        assert (output / unquote(link)).is_file()
    assert not re.search(r"https?:|<script|@import|url\(", text)
    assert all(p["alt"] for p in page.pictures)
    for words in ("two-sided", "long edge", "actual size", "Cut once", "Fold", "Staple", "PROOF", "DRAFT"):
        assert words in text


def test_overview_without_booklets_says_what_to_do():
    assert "booklet build" in overview([])


def test_overview_writes_words_not_markup(output):
    said = report(output, "en") | {"title": "<b>&\"'"}
    text = overview([Entry(Job("x", "a6", "en"), said, True)])
    assert "<b>&" not in text
    assert "&lt;b&gt;&amp;" in text


def test_page_pictures_show_the_pages(output):
    """The cover, read back from its PNG, has ink but is mostly paper."""
    data = (output / "journey/a6/en/pages/p01.png").read_bytes()
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    assert width == 300
    assert abs(height / width - 148.5 / 105) < 0.01
    length = int.from_bytes(data[33:37], "big")
    rows = zlib.decompress(data[41 : 41 + length])
    assert len(rows) == height * (1 + width // 2)
    white = sum(b == 0xFF for b in rows) / len(rows)
    assert 0.8 < white < 0.99
