"""The structure tree as a screen reader meets it, and what must be around it (PDF/UA-1, ISO 14289-1, 7)."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from pdf_sample import A6, META, document, line
from pypdf.generic import ContentStream, IndirectObject

from booklet.diag import BookletError
from booklet.layout.frame import Box, Document, Link, Page, Tag, TextItem
from booklet.pdf.writer import write_pdf

PAINTING = set(b"S s f F f* B B* b b* sh Do Tj TJ ' \" BI".split())


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write_pdf(document(), META)))


def root_of(reader: pypdf.PdfReader) -> Any:
    return reader.trailer["/Root"]["/StructTreeRoot"]


def outline_of(element: Any) -> Any:
    """[role, child, ...] of an element of the tree; content is "#", an annotation "@"."""
    kids = []
    for kid in element["/K"]:
        kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            kids.append("#")
        elif kid["/Type"] == "/OBJR":
            kids.append("@")
        else:
            kids.append(outline_of(kid))
    return [element["/S"], *kids]


def elements(element: Any) -> list[Any]:
    out = [element]
    for kid in element["/K"]:
        if isinstance(kid, IndirectObject):
            out += elements(kid.get_object())
    return out


def walk(page: Any, reader: pypdf.PdfReader) -> list[tuple[str, Any]]:
    """(operator, marked content it stands in) of every painting operator; checks nesting."""
    stack: list[Any] = []
    out = []
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator == b"BMC":
            stack.append(operands[0])
        elif operator == b"BDC":
            stack.append(operands[1].get("/MCID", operands[0]))
        elif operator == b"EMC":
            stack.pop()
        elif operator in PAINTING:
            out.append((operator.decode(), stack[0] if stack else None))
    assert stack == []
    return out


def test_every_painting_operator_is_content_or_artifact(reader) -> None:
    for page in reader.pages:
        painted = walk(page, reader)
        assert len(painted) >= 11
        assert all(place == "/Artifact" or isinstance(place, int) for _, place in painted)


def test_tree_nests_as_the_tags_do(reader) -> None:
    (top,) = root_of(reader)["/K"]
    document_element = outline_of(top.get_object())
    assert document_element[0] == "/Document"
    (section,) = document_element[1:]
    assert section[0] == "/Sect"
    first = section[1:5]
    assert first == [
        ["/H1", "#", ["/Link", "@"]],
        ["/P", "#"],  # two lines are one piece of content
        ["/L", *[["/LI", ["/LBody", "#", ["/Link", "#", "@"]]] for _ in range(4)]],
        ["/Figure", "#"],
    ]


def test_parent_tree_leads_back_from_every_piece_of_content(reader) -> None:
    nums = root_of(reader)["/ParentTree"]["/Nums"]
    by_key = dict(zip(nums[::2], nums[1::2], strict=True))
    assert list(by_key) == sorted(by_key)
    assert root_of(reader)["/ParentTreeNextKey"] > max(by_key)
    for page in reader.pages:
        row = by_key[page["/StructParents"]]
        row = row.get_object()
        used = {place for _, place in walk(page, reader) if isinstance(place, int)}
        assert used == set(range(len(row)))
        for mcid, reference in enumerate(row):
            element = reference.get_object()
            assert element["/Pg"] == page
            assert mcid in element["/K"]
        for annotation in page["/Annots"]:
            element = by_key[annotation.get_object()["/StructParent"]].get_object()
            assert element["/S"] == "/Link"
            assert [k["/Obj"].get_object() for k in element["/K"] if not isinstance(k, int)] == [
                annotation.get_object()
            ]


def test_figures_say_what_they_show_and_where(reader) -> None:
    figures = [e for e in elements(root_of(reader)["/K"][0].get_object()) if e["/S"] == "/Figure"]
    assert len(figures) == 4
    for figure in figures:
        assert figure["/Alt"] == "QR: โทร 1300"
        left, bottom, right, top = figure["/A"]["/BBox"]
        assert (left, top) == pytest.approx((34, A6.height - 126), abs=0.01)
        assert right == pytest.approx(100 + 21 * 1.7, abs=0.01)
        assert bottom == pytest.approx(A6.height - 174, abs=0.01)


def test_a_figure_without_words_is_refused() -> None:
    page = Page(1, A6, (Box(1, 1, 5, 5, tag=Tag("Figure", message="icon")),))
    with pytest.raises(BookletError) as caught:
        write_pdf(Document(A6, "th", "ltr", "left", (page,)), META)
    assert [d.code for d in caught.value.diagnostics] == ["figure-without-alt"]


def test_languages(reader) -> None:
    top = root_of(reader)["/K"][0].get_object()
    assert reader.trailer["/Root"]["/Lang"] == top["/Lang"] == "th"
    assert {e["/S"]: e.get("/Lang") for e in elements(top)}["/P"] == "vi"


def test_links_lead_there_and_say_so(reader) -> None:
    first = [a.get_object() for a in reader.pages[0]["/Annots"]]
    assert next(a["/Contents"] for a in first) == "example.org"
    assert first[0]["/A"]["/URI"] == "https://example.org/a(b)"
    assert first[1]["/Dest"][0].get_object() == reader.pages[3]
    assert first[1]["/Contents"].startswith("โทร 1300")
    assert first[1]["/Rect"] == pytest.approx([28, A6.height - 42, 228, A6.height - 28], abs=0.01)


def test_an_element_over_two_pages_is_one_element() -> None:
    tag = Tag("P")
    pages = tuple(Page(n, A6, (TextItem(20, 50, line("ab", "en"), 9, tag),)) for n in (1, 2))
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(Document(A6, "en", "ltr", "left", pages), META)))
    assert outline_of(root_of(reader)["/K"][0].get_object()) == ["/Document", ["/P", "#", "#"]]
    paragraph = root_of(reader)["/K"][0].get_object()["/K"][0].get_object()
    assert paragraph["/K"][1]["/Pg"].get_object() == reader.pages[1]


def test_catalog_and_pages(reader) -> None:
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert catalog["/PageLayout"] == "/TwoPageRight"
    preferences = catalog["/ViewerPreferences"]
    assert preferences["/DisplayDocTitle"].value is True
    assert preferences["/PrintScaling"] == "/None"
    assert "/Direction" not in preferences
    assert reader.page_labels == ["1", "2", "3", "4"]
    for page in reader.pages:
        assert page["/Tabs"] == "/S"
        assert page.mediabox == page.cropbox == page.trimbox
        assert [float(v) for v in page.mediabox] == pytest.approx([0, 0, *A6], abs=0.001)


def test_right_to_left_documents_ask_for_no_order_that_turns_words_round() -> None:
    """By /Direction/R2L pdfium puts the words of every line from right to left, Latin ones too."""
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(document(direction="rtl"), META)))
    assert "/Direction" not in reader.trailer["/Root"]["/ViewerPreferences"]
    assert reader.trailer["/Root"]["/PageLayout"] == "/SinglePage"


def test_bookmarks(reader) -> None:
    first, (second,), last = reader.outline
    assert [first.title, second.title, last.title] == ["เริ่ม", "Số", "End"]
    assert [reader.get_destination_page_number(d) for d in (first, second, last)] == [0, 1, 3]


def test_the_file_says_nothing_about_who_made_it(reader) -> None:
    assert dict(reader.metadata) == {
        "/Title": META.title,
        "/Creator": "booklet",
        "/Producer": "booklet",
        "/CreationDate": "D:20260102000000Z",
        "/ModDate": "D:20260102000000Z",
    }


def test_a_link_to_a_later_page() -> None:
    tag = Tag("TOCI", parent=Tag("TOC"))
    pages = (
        Page(1, A6, (TextItem(20, 50, line("ab", "en"), 9, tag),), (Link(20, 40, 50, 12, None, 2, tag),)),
        Page(2, A6, ()),
    )
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(Document(A6, "en", "ltr", "left", pages), META)))
    assert outline_of(root_of(reader)["/K"][0].get_object()) == ["/Document", ["/TOC", ["/TOCI", "#", ["/Link", "@"]]]]
    assert reader.pages[0]["/Annots"][0].get_object()["/Dest"][0].get_object() == reader.pages[1]
