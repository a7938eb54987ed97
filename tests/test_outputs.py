"""Files beside those for screen and office: fronts and backs, print shop, pictures, less toner. Read from the finished PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, RectangleObject

from booklet.build import Built, Job, build, printed_so
from booklet.diag import BookletError, Sink
from booklet.howto.make import make_howto
from booklet.howto.steps import steps
from booklet.impose.sheet import impose
from booklet.layout.frame import Box, Outline, Stroke, TextItem
from booklet.layout.toner import CONTRAST, luminance, with_less
from booklet.model.edition import Missing
from booklet.model.printing import Colour, Feed, Printing
from booklet.model.sheet import Flip, OutputKind, Paper, Scheme, SheetSpec
from booklet.pdf.metadata import Metadata
from booklet.pdf.shop import BLEED, MARGIN, SLUG
from booklet.preflight import inspect, preflight
from booklet.project import Project, read_project
from booklet.units import MM, Size
from booklet.world.files import DiskWorld

ALL = (OutputKind.OFFICE_FRONTS, OutputKind.SHOP, OutputKind.HOW_TO)
JOB = Job("journey", "a6", "ms")


@pytest.fixture(scope="module")
def project() -> Project:
    project = read_project(DiskWorld(Path(__file__).parent.parent), Sink())
    editions = {k: replace(e, missing=Missing.SOURCE, countries=e.countries[:1]) for k, e in project.editions.items()}
    return replace(project, editions=editions)


@pytest.fixture(scope="module")
def built(project: Project) -> Built:
    return build(JOB, project, Printing(ALL, marks=True))


def codes(built: Built) -> set[str]:
    sink = Sink()
    preflight(built, sink)
    return {d.code for d in sink.finish() if d.severity == "error"}


def with_file(built: Built, kind: OutputKind, data: bytes) -> Built:
    return replace(built, outputs=tuple(o._replace(data=data) if o.kind is kind else o for o in built.outputs))


def edited(built: Built, kind: OutputKind, change: Callable[[PdfWriter], Any]) -> Built:
    writer = PdfWriter(clone_from=BytesIO(built.output(kind)))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return with_file(built, kind, out.getvalue())


def pages(data: bytes) -> Any:
    return PdfReader(BytesIO(data)).pages


def test_every_file_that_was_asked_for_is_right(built: Built) -> None:
    kinds = [output.kind for output in built.outputs]
    assert kinds == [OutputKind.SCREEN, OutputKind.OFFICE, OutputKind.OFFICE_FRONTS, OutputKind.OFFICE_BACKS, OutputKind.SHOP, OutputKind.HOW_TO]
    assert codes(built) == set()
    sheets = len(built.imposition.sheets)
    assert [len(pages(built.output(kind))) for kind in kinds[1:4]] == [2 * sheets, sheets, sheets]


@pytest.mark.parametrize("kind", [OutputKind.OFFICE_BACKS, OutputKind.SHOP, OutputKind.HOW_TO])
def test_each_file_passes_by_itself(built: Built, kind: OutputKind) -> None:
    sink = Sink()
    inspect(built.output(kind), sink)
    assert [d for d in sink.finish() if d.severity == "error"] == []


# For printers that print one side


def test_backs_in_the_wrong_order_are_found(built: Built) -> None:
    def exchanged(writer: PdfWriter) -> None:
        kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
        kids[0], kids[1] = kids[1], kids[0]

    assert codes(edited(built, OutputKind.OFFICE_BACKS, exchanged)) in ({"fold-order"}, {"fold-differs"})


def test_a_back_too_few_is_found(built: Built) -> None:
    assert codes(edited(built, OutputKind.OFFICE_BACKS, lambda w: w.remove_page(0))) == {"sheet-count"}


def test_another_printer_than_the_one_asked_for(built: Built) -> None:
    assert codes(replace(built, printing=Printing(feed=Feed(True, True)))) & {"fold-upside-down", "fold-differs"}


@pytest.mark.parametrize("letter", "ABD")
def test_every_profile_is_proved(project: Project, letter: str) -> None:
    made = build(JOB, project, Printing((OutputKind.OFFICE_FRONTS,), feed=Feed.of(letter)))
    assert codes(made) == set()


# For print shops


def test_page_boxes_of_the_shop(built: Built) -> None:
    trim = built.document.trim
    for page in pages(built.output(OutputKind.SHOP)):
        assert "/ArtBox" not in page
        for box, beyond in ((page.mediabox, MARGIN), (page.cropbox, MARGIN), (page.bleedbox, BLEED), (page.trimbox, 0)):
            assert (box.width, box.height) == pytest.approx((trim.width + 2 * beyond, trim.height + 2 * beyond), abs=0.01)
            assert box.left == pytest.approx(MARGIN - beyond, abs=0.01)


def pixel(data: bytes, number: int, x: float, y: float) -> int:
    """Grey of a point of a page, mm from its top left corner."""
    image = pdfium.PdfDocument(data)[number - 1].render(scale=4 / MM).to_pil().convert("L")
    return int(image.getpixel((round(4 * x), round(4 * y))))


def test_what_reaches_the_edge_is_drawn_over_the_bleed(built: Built) -> None:
    """Thumb tabs go on to the edge of the bleed, and no further."""
    page, tab = next((p, i) for p in built.document.pages for i in p.items if isinstance(i, Box) and i.x > 0 and i.x + i.width >= p.size.width - 0.01)
    data = built.output(OutputKind.SHOP)
    edge, middle = 10 + page.size.width / MM, 10 + (tab.y + tab.height / 2) / MM
    assert [pixel(data, page.number, edge + x, middle) for x in (-1, 0, 1, 2.5)] == [0, 0, 0, 0]
    assert pixel(data, page.number, edge + 3.5, middle) == 255
    assert pixel(data, page.number, edge + 1, middle + tab.height / MM) == 255


def test_crop_marks_stand_outside_the_bleed_and_only_when_asked_for(built: Built, project: Project) -> None:
    data = built.output(OutputKind.SHOP)
    width, height = (length / MM for length in built.document.trim)

    def inked(data: bytes) -> set[tuple[float, float]]:
        image = pdfium.PdfDocument(data)[0].render(scale=4 / MM).to_pil().convert("L")
        return {(x / 4, y / 4) for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) < 200}

    outside = {(x, y) for x, y in inked(data) if not (10 - 3 < x < 10 + width + 3 and 10 - 3 < y < 10 + height + 3)}
    assert outside
    for x, y in outside:
        assert min(abs(x - 10), abs(x - 10 - width), abs(y - 10), abs(y - 10 - height)) < 0.5
        assert 1.5 < min(x, y, width + 20 - x, height + 20 - y) < 10.5
    unmarked = build(JOB, project, Printing((OutputKind.SHOP,))).output(OutputKind.SHOP)
    assert len(inked(unmarked) - inked(data)) == 0
    assert not {(x, y) for x, y in inked(unmarked) if x < SLUG / MM or y < SLUG / MM}


@pytest.mark.parametrize("box", ["/TrimBox", "/BleedBox", "/MediaBox"])
def test_a_wrong_box_is_found(built: Built, box: str) -> None:
    def changed(writer: PdfWriter) -> None:
        writer.pages[0][NameObject(box)] = RectangleObject((0, 0, 200, 300))

    assert "page-box" in codes(edited(built, OutputKind.SHOP, changed))


def test_a_page_in_the_wrong_place_is_found(built: Built) -> None:
    def exchanged(writer: PdfWriter) -> None:
        kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
        kids[2], kids[4] = kids[4], kids[2]

    assert codes(edited(built, OutputKind.SHOP, exchanged)) == {"fold-order"}


# Less toner


@pytest.mark.parametrize("colour", [Colour.GREY, Colour.ECO])
def test_with_less_toner_the_booklet_is_as_right(project: Project, colour: Colour) -> None:
    """Every text, code and fold; and no operator for colour in any file."""
    made = build(JOB, project, Printing((OutputKind.SHOP,), colour=colour))
    assert codes(made) == set()
    for page in pages(made.screen):
        operators = page["/Contents"].get_data().split()
        assert not {b"rg", b"RG", b"k", b"K", b"sc", b"SC"} & {*operators}


def test_eco_covers_less(built: Built, project: Project) -> None:
    def covered(made: Built) -> float:
        return sum(preflight(made, Sink()).ink)

    assert covered(build(JOB, project, Printing(colour=Colour.ECO))) < 0.99 * covered(built)


def test_the_share_of_covered_paper_is_measured(built: Built) -> None:
    """Against a count of the pixels of a larger picture."""
    checked = preflight(built, Sink())
    image = pdfium.PdfDocument(built.screen)[1].render(scale=4).to_pil().convert("L")
    black = sum((255 - v) * n for v, n in enumerate(image.histogram())) / 255 / (image.width * image.height)
    assert len(checked.ink) == len(built.document.pages)
    assert checked.ink[1] == pytest.approx(black, abs=0.01)


@pytest.mark.parametrize("ink", [(0.85, 0.85, 1.0), (1.0, 0.5, 0.0), (0.7, 0.1, 0.1), (0.0, 0.0, 0.4), (0.4, 0.4, 0.4)])
def test_words_can_be_read_on_any_area(built: Built, ink: tuple[float, ...]) -> None:
    """Black on what becomes of a coloured area: 7:1, or the area is as black as the lines."""
    page = replace(built.document.pages[0], items=(Box(0, 0, 50, 50, 0, None, ink), Stroke(0, 0, 9, 9, 1, (), False, None, ink)))
    box, stroke = with_less(replace(built.document, pages=(page,)), Colour.GREY).pages[0].items
    assert isinstance(box, Box)
    assert box.ink == stroke.ink == ()  # type: ignore[union-attr]
    assert box.grey == 0 or (luminance((box.grey,) * 3) + 0.05) / 0.05 >= CONTRAST - 0.05


def test_eco_outlines_areas_and_leaves_lines(built: Built) -> None:
    items = (Box(0, 0, 50, 50), Box(0, 60, 50, 0.7 * MM))
    page = replace(built.document.pages[0], items=items)
    area, line = with_less(replace(built.document, pages=(page,)), Colour.ECO).pages[0].items
    assert isinstance(area, Outline)
    assert (area.x - area.stroke / 2, area.width + area.stroke) == pytest.approx((0, 50))
    assert isinstance(line, Box)


def test_nothing_changes_unless_asked_for(built: Built) -> None:
    assert with_less(built.document, Colour.AS_SET) is built.document


# Pictures


FORMS = {
    Scheme.COPIES: ((105, 148.5), 8),
    Scheme.SADDLE: ((148.5, 210), 8),
    Scheme.CUT_STACK: ((74.25, 105), 16),
    Scheme.QUARTO: ((105, 148.5), 8),
    Scheme.ZINE: ((74.25, 105), 8),
    Scheme.LETTER_FOLD: ((99, 210), 6),
    Scheme.CONCERTINA: ((54, 85.6), 8),
    Scheme.SINGLE: ((85, 54), 1),
}


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("lang", "binding"), [("ur", "right"), ("km", "left"), ("en", "left")])
def test_the_sheet_of_pictures_says_each_step_in_the_language(project: Project, scheme: Scheme, lang: str, binding: str) -> None:
    (width, height), count = FORMS[scheme]
    imposition = impose(count, Size(width * MM, height * MM), binding, SheetSpec(scheme=scheme))
    sink = Sink()
    data = make_howto(Job("journey", "a6", lang), project, imposition, binding, Metadata("Title", lang, None), sink)
    sink.stop_on_errors()
    (page,) = pdfium.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range().split())
    words = [word for step in steps(imposition) for word in step.words]
    assert "print.actual" in words
    if lang == "en":
        for word in words:
            assert "".join(project.catalogue.words[word].text.source.split()) in text
    figures = [k for k in PdfReader(BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"][1] if k.get_object()["/S"] == "/Figure"]  # type: ignore[index]
    assert len({f.get_object()["/Alt"] for f in figures}) == len(steps(imposition))
    image = page.render(scale=1, grayscale=True).to_pil()
    box = image.point(lambda v: 255 * (v < 250)).getbbox()
    assert box
    assert min(box[0], box[1], image.width - box[2], image.height - box[3]) > 5 * MM


def test_the_steps_follow_the_scheme() -> None:
    def words(trim: tuple[float, float], pages: int, spec: SheetSpec) -> list[str]:
        imposition = impose(pages, Size(trim[0] * MM, trim[1] * MM), "left", spec)
        return [word.removeprefix("print.") for step in steps(imposition) for word in step.words]

    assert words((105, 148.5), 8, SheetSpec()) == ["two_sides", "actual", "cut", "fold", "staple", "check"]
    assert words((148.5, 210), 8, SheetSpec(scheme=Scheme.SADDLE)) == ["two_sides", "actual", "fold", "staple", "check"]
    assert words((105, 148.5), 8, SheetSpec(scheme=Scheme.CUT_STACK)) == ["two_sides", "actual", "cut", "pile", "fold", "staple", "check"]
    assert words((105, 148.5), 12, SheetSpec(scheme=Scheme.CUT_STACK)) == ["two_sides", "actual", "cut", "fold", "staple", "check"]
    assert words((105, 148.5), 8, SheetSpec(flip=Flip.SHORT))[0] == "two_sides_short"
    assert words((74.25, 105), 8, SheetSpec(scheme=Scheme.ZINE)) == ["one_side", "actual", "crease", "slit", "push", "check"]
    assert words((210, 297), 1, SheetSpec(scheme=Scheme.SINGLE)) == ["one_side", "actual"]


# Other paper, other schemes


def test_an_edition_says_what_is_made_each_time(project: Project) -> None:
    editions = {k: replace(e, outputs=(OutputKind.HOW_TO,)) for k, e in project.editions.items()}
    made = build(JOB, replace(project, editions=editions))
    assert [output.kind for output in made.outputs] == [OutputKind.SCREEN, OutputKind.OFFICE, OutputKind.HOW_TO]


def test_words_too_near_to_the_fold(project: Project) -> None:
    """Very heavy paper in a narrow margin."""
    templates = {k: replace(t, margins=replace(t.margins, inner=4.0, outer=15.0)) for k, t in project.templates.items()}
    asked = Printing(gsm=300)
    with pytest.raises(BookletError, match="from the fold, under"):
        build(JOB, printed_so(replace(project, templates=templates), asked), asked)


def test_a_run_prints_on_its_own_paper(project: Project) -> None:
    asked = Printing(paper=Paper.F4, scheme=Scheme.CUT_STACK, flip=Flip.SHORT, gsm=70)
    made = build(JOB, printed_so(project, asked), asked)
    assert codes(made) == set()
    assert [float(v) for v in pages(made.office)[0].mediabox] == pytest.approx([0, 0, *Paper.F4.size], abs=0.01)
    preferences = PdfReader(BytesIO(made.office)).trailer["/Root"]["/ViewerPreferences"]  # type: ignore[index]
    assert preferences["/Duplex"] == "/DuplexFlipShortEdge"
    assert made.imposition.copies == 1


def test_paper_that_is_too_small(project: Project) -> None:
    asked = Printing(paper=Paper.LETTER)
    with pytest.raises(BookletError, match="does not fit 'letter' twice"):
        build(JOB, printed_so(project, asked), asked)


def test_no_text_stands_nearer_to_the_fold_than_3_mm(built: Built) -> None:
    """However far its page was moved for the paper round it."""
    moved = max(abs(p.clip.x - p.x) for sheet in built.imposition.sheets for p in sheet.front.placements if p.clip) if any(
        p.clip for sheet in built.imposition.sheets for p in sheet.front.placements
    ) else 0.0
    for page in built.document.pages:
        inner = min(
            (i.x if page.number % 2 else page.size.width - i.x - i.line.width * i.size for i in page.items if isinstance(i, TextItem)), default=99.0
        )
        assert inner - moved > 3 * MM
