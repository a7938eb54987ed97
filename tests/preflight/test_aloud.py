"""What a screen reader gets of finished booklets: everything that is printed, once, in the order of the pages."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from structure import faults

from booklet.build import Built
from booklet.cli.app import app
from booklet.diag import Sink
from booklet.layout.frame import Tag, TextItem
from booklet.preflight.aloud import Element, read_aloud

ORDERS = ["en", "th", "ar", "zh-Hans"]


@pytest.fixture(params=ORDERS)
def built(request: pytest.FixtureRequest, shipped) -> Built:
    return shipped(request.param)


@pytest.fixture
def tree(built: Built) -> Element:
    sink = Sink()
    top = read_aloud(built.screen, "file", sink)
    assert not sink.finish()
    assert top
    return top


def bare(text: str) -> str:
    """Letters alone; invisible marks and blanks are not heard."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in ("Zs", "Cf", "Cc"))


def elements(tree: Element) -> list[Element]:
    return [element for _, element in tree.walk()]


def pieces(built: Built) -> Iterator[str]:
    """The pages' content in their order, a figure by its words, each element once, where it begins."""
    met: dict[int, list[str]] = {}
    for page in built.document.pages:
        for item in page.items:
            tag = item.tag and figure(item.tag)
            if tag and id(tag) not in met:
                met[id(tag)] = [tag.alt] if tag.alt else []
            if tag and not tag.alt and isinstance(item, TextItem):
                met[id(tag)].append(item.line.text)
    for lines in met.values():
        yield " ".join(lines)


def figure(tag: Tag) -> Tag:
    """The figure that an element is a part of, or itself."""
    parent: Tag | None = tag
    while parent is not None:
        if parent.alt:
            return parent
        parent = parent.parent
    return tag


def test_all_that_is_printed_is_read_in_its_order(built: Built, tree: Element) -> None:
    spoken = [bare(e.text) for e in elements(tree) if e.text]
    assert spoken == [bare(text) for text in pieces(built) if text]
    assert len(spoken) > 200


def test_elements_stand_where_they_belong(tree: Element) -> None:
    assert faults(tree) == []


def test_headings_are_those_of_the_pages(built: Built, tree: Element) -> None:
    titles = dict.fromkeys(g.title.text for g in built.story.groups if g.title and not g.padding)
    heads = {bare(e.text) for e in elements(tree) if e.role in ("H1", "H2")}
    assert {bare(t) for t in titles} <= heads


def test_every_number_is_read_with_what_it_belongs_to(built: Built, tree: Element) -> None:
    """On the danger page: number and country in one item; on the back page: a label, under the country's heading."""
    danger = [e for e in elements(tree) if e.page == 2 and e.role == "LI"]
    calls = [bare(e.said()) for e in danger][:4]
    assert [c for c in calls if any(c.startswith(n) or c.endswith(n) for n in ("191", "999", "110"))] == calls
    assert all(len(c) > 4 for c in calls)
    back = [e for e in elements(tree) if e.page == len(built.document.pages)]
    items = [e for e in back if e.role == "LI"]
    assert len(items) > 12
    assert all([k.role for k in e.kids] in (["Lbl", "LBody"], ["LBody"]) for e in items)


def test_contents_and_numbers_lead_somewhere(built: Built, tree: Element) -> None:
    links = [e for e in elements(tree) if e.leads]
    assert all(e.role == "Link" and bare(e.said()) for e in links)
    pages = [e for e in links if e.leads and e.leads.page]
    assert all(bare(e.said()).endswith(str(e.leads.page)) for e in pages if e.leads)
    assert len(pages) > 10
    calls = [e for e in links if e.leads and (e.leads.uri or "").startswith("tel:")]
    assert len(calls) > 20
    for e in calls:
        assert e.leads and e.leads.uri
        assert e.leads.uri[4:].lstrip("+")[-4:] == "".join(c for c in e.text if c.isdigit())[-4:]
    webs = [e for e in links if e.leads and (e.leads.uri or "").startswith("https:")]
    assert webs
    assert all(e.leads and e.leads.uri == f"https://{e.text}" for e in webs)


def test_figures_say_what_their_code_holds_and_it_is_heard_once(tree: Element) -> None:
    figures = [e for e in elements(tree) if e.role == "Figure"]
    assert len(figures) > 5
    assert not any(e.kids for e in figures)
    assert all(any(c.isdigit() or c == "." for c in e.text) for e in figures)


def test_languages_of_words_to_show(built: Built, tree: Element) -> None:
    spoken = {e.lang for e in elements(tree) if e.text}
    helpers = {"en", "th", "ms", "id", "vi"}
    assert spoken == helpers | {built.job.locale}


def test_the_command_prints_it(shipped, tmp_path: Path) -> None:
    file = tmp_path / "th.pdf"
    file.write_bytes(shipped("th").screen)
    done = CliRunner().invoke(app, ["aloud", str(file)])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "--- page 1"
    assert lines[1].startswith("  PROOF") and lines[2].startswith("  DRAFT"), "heard before all else"
    assert lines[3].startswith("  heading 1: ")
    assert "  list of 4" in lines
    assert any(line.startswith("  - link to page 2: ") for line in lines)
    assert any("link to tel:1300: 1300" in line for line in lines)
    assert any("[vi] " in line for line in lines)
    done = CliRunner().invoke(app, ["aloud", str(file), "--json"])
    assert {e["role"] for e in json.loads(done.stdout)["elements"]} >= {"Document", "Sect", "H1", "L", "LI", "LBody", "Figure", "Link"}


@pytest.mark.parametrize("data", [b"no PDF", b""])
def test_what_cannot_be_read(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(data)
    done = CliRunner().invoke(app, ["aloud", str(file)])
    assert done.exit_code == 1
    assert "error[unreadable-file]" in done.output


def test_a_file_without_structure(shipped, tmp_path: Path) -> None:
    file = tmp_path / "office.pdf"
    file.write_bytes(shipped("en").office)
    done = CliRunner().invoke(app, ["aloud", str(file)])
    assert done.exit_code == 1
    assert "error[not-tagged]" in done.output
