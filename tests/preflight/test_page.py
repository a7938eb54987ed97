"""The preflight report: what it says of right and wrong files, with nothing secret and nothing from elsewhere."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from planting import edited, small
from small_project import built_project
from test_planted import PLANTED

from booklet.cli.app import app
from booklet.diag import Diagnostic, Sink
from booklet.preflight import inspect
from booklet.preflight.alone import proof_alone
from booklet.preflight.checks import CHECKS, Result, results
from booklet.preflight.page import proof_page
from booklet.preflight.privacy import check_text
from booklet.project import Project
from booklet.run.new_project import schema_files
from booklet.run.overview import Entry, overview

FOLDER = Path("output/journey/a6/th")
SOURCES = Path(__file__).parent.parent.parent / "booklet"


class Page(HTMLParser):
    """Text, pictures and outlines of a page; every address it would ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.pictures, self.spots, self.asked = "", list[bytes](), list[str](), list[str]()
        self.tags = set[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        values = dict(attrs)
        source = values.get("src") or ""
        if source.startswith("data:image/png;base64,"):
            self.pictures.append(b64decode(source.partition(",")[2]))
        self.asked += [v for k, v in attrs if v and k in ("src", "href", "srcset") and not v.startswith("data:")]
        if values.get("class") == "spot":
            self.spots.append(values.get("style") or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def built() -> Path:
    return built_project() / FOLDER


@pytest.fixture(scope="module")
def page(built: Path) -> Page:
    (path,) = built.glob("*-preflight.html")
    return Page(path.read_text(encoding="utf-8"))


def test_every_code_of_preflight_belongs_to_one_check() -> None:
    reported = {
        code
        for path in (SOURCES / "preflight").glob("*.py")
        for code in re.findall(r"(?:error|warn)\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert sorted(code for check in CHECKS for code in check.codes) == sorted({code for check in CHECKS for code in check.codes})
    assert {code for check in CHECKS for code in check.codes} == reported


def test_the_page_asks_for_nothing(page: Page) -> None:
    assert page.asked == []
    assert not page.tags & {"script", "link", "iframe", "object", "form"}


def test_it_shows_every_page_code_and_file(page: Page, built: Path) -> None:
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    widths = [Image.open(BytesIO(data)).width for data in page.pictures]
    assert widths.count(300) == report["pages"]
    assert len(widths) == report["pages"] + len(report["codes"])
    for code in report["codes"]:
        assert code["payload"] in page.text
    pdfs = {name: facts for name, facts in report["files"].items() if name.endswith(".pdf")}
    assert pdfs and all(name in page.text and facts["sha256"] in page.text for name, facts in pdfs.items())


def test_it_says_what_the_marks_mean_and_that_all_is_right(page: Page) -> None:
    assert "The file is what it should be" in page.text
    assert "do not hand it out" in page.text
    assert page.text.count("Right") == len(CHECKS)
    assert "Wrong" not in page.text and not page.spots


def test_it_names_kinds_of_sources_and_no_source(page: Page, project: Project) -> None:
    services = [s for s in project.catalogue.services.values() if s.country == "SG"]
    public = {channel.address for service in services for channel in service.channels}
    urls = {source.url for service in services for source in service.sources if source.url} - public
    assert len(urls) > 3
    assert "government" in page.text and "OFL-1.1" in page.text
    assert not [url for url in urls if url in page.text]


def test_findings_are_outlined_where_they_are() -> None:
    data = edited(small("en").screen, PLANTED["text is pale"][1])
    sink = Sink()
    checked = inspect(data, sink)
    page = Page(proof_page(proof_alone("x.pdf", data, checked, sink.finish())))
    assert "Do not print or hand out this file" in page.text
    assert "low-contrast" in page.text and "Only a build can tell" in page.text
    (style,) = page.spots
    left, top, width, height = (float(v) for v in re.findall(r"([\d.]+)%", style))
    assert 15 < left < 30 and 8 < top < 20 and 20 < width < 60 and 1 < height < 8


def test_a_broken_file_has_a_page() -> None:
    sink = Sink()
    checked = inspect(b"%PDF-1.7 and no more", sink)
    page = Page(proof_page(proof_alone("x.pdf", b"%PDF-1.7 and no more", checked, sink.finish())))
    assert "Do not print" in page.text and page.pictures == []


def test_what_a_stranger_wrote_is_text_and_no_markup() -> None:
    data = edited(small("en").screen, lambda w: w.add_metadata({"/Title": "<script>alert(1)</script>"}))
    sink = Sink()
    page = Page(proof_page(proof_alone("<b>.pdf", data, inspect(data, sink), sink.finish())))
    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in page.text


def test_results_of_checks() -> None:
    warning, error = (Diagnostic(s, c, "x") for s, c in (("warning", "number-joined"), ("error", "leak")))  # type: ignore[arg-type]
    found = {c.check.id: c.result for c in results((warning, error), alone=True)}
    assert found["numbers"] is Result.WARNING and found["secrets"] is Result.WRONG
    assert found["words"] is Result.NOT_CHECKED and found["active"] is Result.RIGHT
    assert Result.NOT_CHECKED not in {c.result for c in results((), alone=False)}


def test_the_command_writes_the_page_beside_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mail.pdf"
    file.write_bytes(edited(small("en").screen, PLANTED["an author"][1]))
    done = CliRunner().invoke(app, ["preflight", "--html", str(file)])
    assert done.exit_code == 1
    page = Page((tmp_path / "mail-preflight.html").read_text(encoding="utf-8"))
    assert "info-entry" in page.text and "mail.pdf" in page.text


def test_the_report_is_as_its_schema_says(built: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(dict(schema_files())["report.schema.json"])
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    assert {check["id"] for check in report["checks"]} == {check.id for check in CHECKS}
    del report["checks"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(report)


def test_the_overview_leads_to_it(built: Path) -> None:
    from booklet.job import Job

    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    html = overview([Entry(Job("journey", "a6", "th"), report, True)])
    (path,) = built.glob("*-preflight.html")
    assert path.name in html


def test_a_secret_in_our_own_text_is_found_and_not_told() -> None:
    sink = Sink()
    check_text("page", "call <b>Safe\n House</b> 7 or safe house 7", ("Safe House 7", "", "+66 81 234 5678"), sink)
    assert [d.message for d in sink.finish()] == ["the page holds secret 1 of 3"]
