"""Preflight passes what is right and catches every way in which a finished file can be wrong."""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, RectangleObject, TextStringObject

from booklet.build import Built, Job, build
from booklet.compose.block import Cell as RowCell
from booklet.compose.block import Flowed, Group, Mark, Number, Paragraph, Row, Story
from booklet.compose.symbol import encode
from booklet.diag import Sink
from booklet.impose.sheet import Imposition, Side, impose
from booklet.l10n.localised import Atom, AtomKind, Localised, State
from booklet.layout.frame import Item, Modules, TextItem
from booklet.model.edition import Missing
from booklet.model.sheet import SheetSpec
from booklet.pdf.layer import is_layered
from booklet.pdf.metadata import Metadata
from booklet.pdf.sheets import write_sheets
from booklet.pdf.writer import write_pdf
from booklet.preflight import Checked, inspect, preflight
from booklet.preflight.content import page_texts
from booklet.preflight.folding import Folding
from booklet.preflight.numbers import check_numbers
from booklet.preflight.reading import File, PageText
from booklet.preflight.symbols import payload_fault
from booklet.preflight.words import check_readable, check_story
from booklet.project import Project, read_project
from booklet.text.paragraph import Typesetter
from booklet.text.run import Inset
from booklet.units import MM, Size
from booklet.world.files import DiskWorld

META = Metadata("x", "th", None)


@pytest.fixture(scope="module")
def project() -> Project:
    """The shipped one, whatever its translations and page limits are just now."""
    sink = Sink()
    project = read_project(DiskWorld(Path(__file__).parent.parent), sink)
    editions = {k: replace(e, missing=Missing.SOURCE) for k, e in project.editions.items()}
    templates = {k: replace(t, pages_max=400) for k, t in project.templates.items()}
    return replace(project, editions=editions, templates=templates)


@pytest.fixture(scope="module")
def small(project: Project) -> Built:
    """A booklet about one country."""
    editions = {k: replace(e, countries=e.countries[:1]) for k, e in project.editions.items()}
    return build(Job("journey", "a6", "th"), replace(project, editions=editions))


def proof(built: Built, *secrets: str) -> tuple[Checked, list[str]]:
    """What was proved, and the codes of every error."""
    sink = Sink()
    checked = preflight(built, sink, secrets)
    return checked, [d.code for d in sink.finish() if d.severity == "error"]


def codes(built: Built, *secrets: str) -> set[str]:
    return set(proof(built, *secrets)[1])


@pytest.mark.parametrize("lang", ["th", "vi", "ms"])
def test_a_whole_booklet_passes(project: Project, lang: str) -> None:
    built = build(Job("journey", "a6", lang), project)
    checked, errors = proof(built)
    drawn = [(p.number, i.symbol.payload) for p in built.document.pages for i in p.items if isinstance(i, Modules)]
    assert errors == []
    assert checked.pages == len(built.document.pages) == 4 * checked.sheets
    assert sorted((s.page, s.payload) for s in checked.symbols) == sorted(drawn)
    assert len(drawn) > 5
    assert checked.texts > 150


def test_finished_files_pass_by_themselves(small: Built) -> None:
    sink = Sink()
    screen, office = inspect(small.screen, sink), inspect(small.office, sink)
    assert sink.finish() == ()
    assert (screen.pages, office.sheets) == (len(small.document.pages), len(small.document.pages) // 4)
    assert len(office.symbols) == 2 * len(screen.symbols) > 0


# The page does not say what the story says


def redrawn(built: Built, change: Callable[[Item], Item | None]) -> Built:
    """Files in which items were changed or left out, for a story and pages that were not."""
    pages = tuple(replace(p, items=tuple(i for old in p.items if (i := change(old)))) for p in built.document.pages)
    meta = Metadata(built.story.title.text, built.job.locale, None)
    screen = write_pdf(replace(built.document, pages=pages), meta)
    return with_files(built, screen=screen, office=write_sheets(screen, sheets(built), meta))


def with_files(built: Built, **files: bytes) -> Built:
    """Other files in place of those built, by kind."""
    return replace(built, outputs=tuple(output._replace(data=files.get(output.kind, output.data)) for output in built.outputs))


def sheets(built: Built) -> Imposition:
    return impose(len(built.document.pages), built.document.trim, built.document.binding, SheetSpec(), "th")


def first_symbol(built: Built) -> Modules:
    return next(i for p in built.document.pages for i in p.items if isinstance(i, Modules))


def is_number(item: Item, digits: str) -> bool:
    return isinstance(item, TextItem) and item.line.text == digits


def without(built: Built, wanted: Callable[[Item], bool]) -> Built:
    return redrawn(built, lambda item: None if wanted(item) else item)


def test_redrawing_without_change_passes(small: Built) -> None:
    assert codes(redrawn(small, lambda item: item)) == set()


def test_one_digit_of_a_symbol(small: Built) -> None:
    right = first_symbol(small)
    payload = right.symbol.payload
    wrong = encode(payload[:-1] + str((int(payload[-1]) + 1) % 10))
    assert codes(redrawn(small, lambda i: replace(i, symbol=wrong) if i is right else i)) == {
        "qr-missing",
        "qr-unexpected",
        "qr-caption",
    }


def test_a_symbol_that_cannot_be_read(small: Built) -> None:
    right = first_symbol(small)
    blank = replace(right.symbol, rows=tuple(bytes(x % 2 == 0 for x in range(len(r))) for r in right.symbol.rows))
    assert codes(redrawn(small, lambda i: replace(i, symbol=blank) if i is right else i)) == {"qr-missing"}


def test_a_number_that_is_not_printed(small: Built) -> None:
    payload = first_symbol(small).symbol.payload.removeprefix("tel:")
    found = codes(without(small, lambda i: is_number(i, payload)))
    assert {"text-missing", "page-text", "qr-caption"} <= found


def test_a_sentence_that_is_not_printed(small: Built) -> None:
    sink = Sink()
    sentence = next(i for i in small.document.pages[4].items if isinstance(i, TextItem) and i.tag and i.tag.message)
    message = sentence.tag.message if sentence.tag else None
    preflight(without(small, lambda i: i is sentence), sink)
    missing = [d.message for d in sink.finish() if d.code == "text-missing"]
    assert all(f"'{message}' in 'th'" in m for m in missing)
    assert [reader in m for reader in ("pypdf", "pdfium") for m in missing] == [True, False, False, True]
    assert "page-text" in {d.code for d in sink.finish()}


def test_a_word_too_many(small: Built) -> None:
    line = next(i for i in small.document.pages[4].items if isinstance(i, TextItem))
    extra = tuple(replace(p, items=(*p.items, line)) if p.number == 7 else p for p in small.document.pages)
    screen = write_pdf(replace(small.document, pages=extra), Metadata(small.story.title.text, "th", None))
    assert {"page-text", "fold-differs"} <= codes(with_files(small, screen=screen))


def test_two_numbers_exchanged_between_their_services(small: Built) -> None:
    """Every word is in the file, but not beside the words it belongs to."""
    numbers = dict.fromkeys(
        i.line.text
        for p in small.document.pages
        for i in p.items
        if isinstance(i, TextItem) and i.size > 20 and i.line.text.isdigit()
    )
    one, other = [n for n in numbers if len(n) == 4][:2]
    lines = {i.line.text: i.line for p in small.document.pages for i in p.items if isinstance(i, TextItem)}
    swap = {one: lines[other], other: lines[one]}

    def exchanged(item: Item) -> Item:
        return (
            replace(item, line=swap[item.line.text]) if isinstance(item, TextItem) and item.line.text in swap else item
        )

    assert "text-missing" in codes(redrawn(small, exchanged))


@pytest.mark.parametrize("mark", ["PROOF", "DRAFT"])
def test_a_mark_that_is_not_printed(small: Built, mark: str) -> None:
    word = Localised(f"{mark} MARK", "en")
    found = next(i for p in small.document.pages for i in p.items if isinstance(i, TextItem) and i.tag is None)
    assert found
    story = small.story
    if mark == "PROOF":
        story = replace(story, marks=(Mark(f"NO {mark}", word, "none"),))
    else:
        drafted = tuple(drafts(g) if n == 1 else g for n, g in enumerate(story.groups))
        story = replace(story, draft=Mark(f"NO {mark}", word, "none"), groups=drafted)
    sink = Sink()
    preflight(replace(small, stories=(story,)), sink)
    messages = [d.message for d in sink.finish() if d.code == "mark-missing"]
    assert len(messages) >= (2 * len(small.document.pages) if mark == "PROOF" else 2)
    assert all(mark in m for m in messages)


def drafts(group: Group) -> Group:
    """A group whose texts nobody has reviewed."""
    body = Flowed(Paragraph(Localised("191", "en", state=State.MACHINE_DRAFT), "body"))
    return replace(group, body=(*group.body, body))


# What readers do not get


def page_of(texts: str) -> File:
    return File("file", None, None, (PageText(texts, texts),))  # type: ignore[arg-type]


def story_of(*groups: Group) -> Story:
    title = Localised("x", "en")
    return Story(title, "en", "ltr", groups, (), Mark("DRAFT", title, "none"))


def row(label: str, digits: str) -> Group:
    cells = (
        RowCell(Paragraph(Localised(label, "en"), "small")),
        RowCell(Number(Localised(digits, "en"), "back", True)),
    )
    return Group("numbers", (Flowed(Row(cells)),))


def test_a_number_run_together_with_its_label() -> None:
    for text, expected in (
        ("Under 18 1387", ()),
        ("Under 181387", ("number-joined",)),
        ("Under 18\n138", ("text-missing",)),
    ):
        sink = Sink()
        check_story(page_of(text), story_of(row("Under 18", "1387")), sink)
        assert tuple(dict.fromkeys(d.code for d in sink.finish())) == expected


def test_lines_and_invisible_marks_do_not_matter_but_letters_do() -> None:
    story = story_of(Group("g", (Flowed(Paragraph(Localised("ถูกบังคับให้แต่งงาน", "th"), "body")),)))
    for text, lost in (("ถูกบัง\u200bคับ\nให้แต่งงาน", 0), ("ถูกบังคับใหแต่งงาน", 2)):
        sink = Sink()
        check_story(page_of(text), story, sink)
        assert len(sink.finish()) == lost


def test_replacement_characters() -> None:
    sink = Sink()
    check_readable(page_of("call 13\ufffd0"), sink)
    assert {d.code for d in sink.finish()} == {"unreadable-character"}


# Pages as pypdf reads them, read faster


def test_pages_are_read_as_pypdf_reads_them_alone(small: Built) -> None:
    reader, codes = PdfReader(BytesIO(small.screen)), dict[int, set[int]]()
    assert list(page_texts(reader, codes, [])) == [page.extract_text() for page in reader.pages]
    assert len(codes) > 2


def test_pages_with_fonts_of_their_own_are_read_with_these(small: Built) -> None:
    def renamed(writer: PdfWriter) -> None:
        page = writer.pages[1]
        names = dict(page["/Resources"]["/Font"])  # type: ignore[index]
        turned = dict(zip(names, reversed(names.values()), strict=True))
        own = DictionaryObject({NameObject(k): v for k, v in turned.items()})
        page["/Resources"][NameObject("/Font")] = own  # type: ignore[index]

    reader = PdfReader(BytesIO(edited(small.screen, renamed)))
    assert list(page_texts(reader, {}, [])) == [page.extract_text() for page in reader.pages]
    assert "page-text" in on_screen(small, renamed)


def test_text_written_otherwise_is_found(small: Built) -> None:
    """In characters between brackets, after a comment and a drawing that our pages do not have."""

    def rewritten(writer: PdfWriter) -> None:
        for page in writer.pages:
            stream = DecodedStreamObject()
            data = page["/Contents"].get_object().get_data()
            stream.set_data(b"% 1 0 0 RG\n/Perceptual ri\n" + CODES.sub(lambda m: literal(unhexlify(m[1])), data))
            page[NameObject("/Contents")] = writer._add_object(stream)

    assert on_screen(small, rewritten) == set()


CODES = re.compile(rb"(?<=[\[0-9>])<([0-9A-F]+)>")


def literal(codes: bytes) -> bytes:
    return b"(" + b"".join(b"\\%03o" % code for code in codes) + b")"


# QR payloads


@pytest.mark.parametrize(
    "payload", ["tel:1300", "tel:+6621234567", "https://www.example.org/help/", "https://wa.me/6621234567"]
)
def test_safe_payloads(payload: str) -> None:
    assert payload_fault(payload) is None


@pytest.mark.parametrize(
    "payload",
    [
        "tel:+66 2 123", "tel:+0812345678", "tel:+123456", "tel:+1234567890123456", "tel:13-00", "tel:", "TEL:1300",
        "http://example.org", "https://example.org/?u=1", "https://example.org/?", "https://example.org/#a",
        "https://me@example.org/", "https://example.org:8443/", "https://bit.ly/abc", "https://www.tinyurl.com/x",
        "https://localhost/", "mailto:a@example.org", "1300", "", "https://[broken/",
    ],
)  # fmt: skip
def test_unsafe_payloads(payload: str) -> None:
    assert payload_fault(payload)


# Paper


@pytest.mark.parametrize(
    ("binding", "expected"),
    [
        ("left", [(0, 1), (1, 0), (2, 1), (3, 0), (3, 1), (2, 0), (1, 1), (0, 0)]),
        ("right", [(0, 0), (1, 1), (2, 0), (3, 1), (3, 0), (2, 1), (1, 0), (0, 1)]),
    ],
)
def test_turning_the_pages_of_two_folded_sheets(binding: str, expected: list[tuple[int, int]]) -> None:
    """Side of the file, and half of it."""
    upper, lower = Folding(SheetSpec(), Size(105 * MM, 148.5 * MM), binding, 8).copies()
    for faces in (upper, lower):
        assert [(face.side, round(face.x / (105 * MM))) for face in faces] == expected
    assert {(face.turn, round(face.y)) for face in upper} == {(0, round(148.5 * MM))}


def printed(built: Built, change: Callable[[Side], Side]) -> Built:
    """Sheets whose first front was changed."""
    imposition = sheets(built)
    first, *rest = imposition.sheets
    changed = replace(imposition, sheets=(replace(first, front=change(first.front)), *rest))
    office = write_sheets(built.screen, changed, Metadata(built.story.title.text, "th", None))
    return with_files(built, office=office)


def test_two_pages_exchanged_on_a_sheet(small: Built) -> None:
    def exchanged(side: Side) -> Side:
        a, b, *rest = side.placements
        return Side((a._replace(page=b.page), b._replace(page=a.page), *rest))

    _, errors = proof(printed(small, exchanged))
    assert errors == ["fold-order", "fold-order"]


def test_a_page_upside_down_on_a_sheet(small: Built) -> None:
    def turned(side: Side) -> Side:
        return Side((side.placements[0]._replace(turn=180), *side.placements[1:]))

    assert codes(printed(small, turned)) == {"fold-upside-down"}


def test_a_booklet_bound_on_the_other_side(small: Built) -> None:
    other = impose(len(small.document.pages), small.document.trim, "right", SheetSpec(), "th")
    office = write_sheets(small.screen, other, Metadata(small.story.title.text, "th", None))
    assert "fold-order" in codes(with_files(small, office=office))


def test_blank_pages_that_differ_only_in_their_number(small: Built) -> None:
    page = next(p for p in small.document.pages if any(is_number(i, str(p.number)) for i in p.items))
    folio = next(i for i in page.items if is_number(i, str(page.number)))
    lines = {i.line.text: i.line for p in small.document.pages for i in p.items if isinstance(i, TextItem)}
    texts = [t for t in map(str, range(10, len(small.document.pages) + 1)) if t in lines][:8]
    alike = tuple(
        replace(page, number=n, items=tuple(replace(i, line=lines[t]) if i is folio else i for i in page.items))
        for n, t in enumerate(texts, 1)
    )
    screen = write_pdf(replace(small.document, pages=alike, bookmarks=()), META)
    order = [*range(1, 9)]
    swapped = [p if p not in (5, 7) else 12 - p for p in order]
    turned = PdfWriter()
    for n in swapped:
        turned.append(BytesIO(screen), pages=(n - 1, n))
    rewritten = BytesIO()
    turned.write(rewritten)
    office = write_sheets(rewritten.getvalue(), impose(8, small.document.trim, "left", SheetSpec(), "th"), META)
    changed = with_files(replace(small, document=replace(small.document, pages=alike)), screen=screen, office=office)
    assert proof(changed)[1].count("fold-order") == 4, set(proof(changed)[1])


# Files that other programs could have made


def edited(data: bytes, change: Callable[[PdfWriter], Any]) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def on_screen(built: Built, change: Callable[[PdfWriter], Any]) -> set[str]:
    return codes(with_files(built, screen=edited(built.screen, change)))


def fonts(writer: PdfWriter) -> Iterator[Any]:
    for page in writer.pages[:1]:
        yield from (f.get_object() for f in page["/Resources"]["/Font"].values())  # type: ignore[index]


def test_rewriting_without_change_passes(small: Built) -> None:
    assert on_screen(small, lambda w: None) == set()


def test_a_page_with_the_content_of_another(small: Built) -> None:
    def copied(writer: PdfWriter) -> None:
        writer.pages[4][NameObject("/Contents")] = writer.pages[5].raw_get("/Contents")

    assert {"text-missing", "page-text", "fold-differs"} <= on_screen(small, copied)


def test_a_page_turned(small: Built) -> None:
    assert "page-turned" in on_screen(small, lambda w: w.pages[2].rotate(180))


def test_a_page_lost(small: Built) -> None:
    assert "page-count" in on_screen(small, lambda w: w.remove_page(3))


def test_a_sheet_lost(small: Built) -> None:
    assert codes(with_files(small, office=edited(small.office, lambda w: w.remove_page(1)))) == {"sheet-count"}


def test_two_sides_exchanged(small: Built) -> None:
    def exchanged(writer: PdfWriter) -> None:
        kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
        kids[2], kids[4] = kids[4], kids[2]

    assert codes(with_files(small, office=edited(small.office, exchanged))) == {"fold-order"}


@pytest.mark.parametrize("box", ["/MediaBox", "/TrimBox"])
def test_a_page_of_another_size(small: Built, box: str) -> None:
    size = small.document.trim
    wrong = RectangleObject((0, 0, size.width - 0.02 * MM, size.height))

    def shrunk(writer: PdfWriter) -> None:
        writer.pages[1][NameObject(box)] = wrong

    assert "page-box" in on_screen(small, shrunk)


def test_text_without_a_map(small: Built) -> None:
    def unmapped(writer: PdfWriter) -> None:
        for font in fonts(writer):
            del font["/ToUnicode"]

    assert {"font-without-text", "text-missing"} <= on_screen(small, unmapped)


def test_a_font_left_out(small: Built) -> None:
    def stripped(writer: PdfWriter) -> None:
        for font in fonts(writer):
            descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            for key in [k for k in descriptor if k.startswith("/FontFile")]:
                del descriptor[key]

    assert "font-not-embedded" in on_screen(small, stripped)


def test_boxes_in_place_of_letters(small: Built) -> None:
    def emptied(writer: PdfWriter) -> None:
        descendant = next(fonts(writer))["/DescendantFonts"][0].get_object()
        table = DecodedStreamObject()
        table.set_data(bytes(len(descendant["/CIDToGIDMap"].get_object().get_data())))
        descendant[NameObject("/CIDToGIDMap")] = writer._add_object(table)

    assert "glyph-missing" in on_screen(small, emptied)


@pytest.mark.parametrize(
    ("entry", "value", "code"),
    [
        ("/Title", "/home/somebody/booklet", "info-path"),
        ("/Producer", "C:\\Users\\somebody\\booklet.pdf", "info-path"),
        ("/Author", "Somebody", "info-entry"),
        ("/Title", "Another booklet", "wrong-title"),
    ],
)
def test_what_a_file_says_about_itself(small: Built, entry: str, value: str, code: str) -> None:
    assert code in on_screen(small, lambda w: w.add_metadata({entry: value}))


def test_a_packet_that_names_an_author(small: Built) -> None:
    def packed(writer: PdfWriter) -> None:
        packet = DecodedStreamObject()
        packet.set_data(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>Somebody</dc:creator></x:xmpmeta>")
        packet[NameObject("/Type")] = NameObject("/Metadata")
        writer.root_object[NameObject("/Metadata")] = writer._add_object(packet)

    assert on_screen(small, packed) == {"info-entry"}


def test_another_language(small: Built) -> None:
    def renamed(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/Lang")] = TextStringObject("vi")

    assert on_screen(small, renamed) == {"wrong-language"}


def test_nothing_to_read_aloud(small: Built) -> None:
    def untagged(writer: PdfWriter) -> None:
        del writer.root_object["/StructTreeRoot"]

    assert on_screen(small, untagged) == {"not-tagged"}


def test_secrets(small: Built) -> None:
    """Found in a symbol and its link, in text, in metadata, in a bookmark; not told."""
    screen = edited(small.screen, lambda w: w.add_outline_item(title="Safe House 7", page_number=0))
    secrets = (first_symbol(small).symbol.payload, small.story.title.text, "BOOKLET", "safe house 7")
    harmless = ("", "https://source.example.org/internal")
    sink = Sink()
    preflight(with_files(small, screen=screen), sink, (*secrets, *harmless))
    leaks = [d.message for d in sink.finish() if d.severity == "error"]
    assert {m.partition(" holds ")[2] for m in leaks} == {f"secret {n} of 6" for n in range(1, 5)}
    assert not any(secret in m for m in leaks for secret in secrets)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"hello"])
def test_broken_files_give_no_traceback(small: Built, data: bytes) -> None:
    sink = Sink()
    assert inspect(data, sink) == Checked()
    assert [d.code for d in sink.finish()] == ["unreadable-file"]
    assert codes(with_files(small, office=data)) == {"unreadable-file"}


@pytest.fixture(scope="module")
def arabic(project: Project) -> Built:
    """The small booklet from right to left."""
    editions = {k: replace(e, countries=e.countries[:1]) for k, e in project.editions.items()}
    return build(Job("journey", "a6", "ar"), replace(project, editions=editions))


def test_a_right_to_left_booklet_passes(arabic: Built) -> None:
    checked, errors = proof(arabic)
    assert errors == []
    assert checked.texts > 100
    assert arabic.document.direction == "rtl"
    assert sum(is_layered(i.line) for p in arabic.document.pages for i in p.items if isinstance(i, TextItem)) > 100


def with_line(built: Built, change: Callable[[TextItem], TextItem], digits: bool = False) -> Built:
    """The booklet as if another line had been laid out where its first right-to-left one (with `digits`) is."""
    pages = list(built.document.pages)
    for n, page in enumerate(pages):
        for k, item in enumerate(page.items):
            if (
                isinstance(item, TextItem)
                and is_layered(item.line)
                and digits <= bool(re.search(r"\d", item.line.text))
            ):
                items = (*page.items[:k], change(item), *page.items[k + 1 :])
                pages[n] = replace(page, items=items)
                return replace(built, document=replace(built.document, pages=tuple(pages)))
    raise AssertionError("no such line")


def moved(item: TextItem) -> TextItem:
    return replace(item, x=item.x + 0.5)


def other_glyph(item: TextItem) -> TextItem:
    first, *rest = item.line.runs
    glyph = first.glyphs[0]
    run = replace(first, glyphs=(glyph._replace(id=glyph.id + 1), *first.glyphs[1:]))
    return replace(item, line=replace(item.line, runs=(run, *rest)))


def one_glyph_less(item: TextItem) -> TextItem:
    first, *rest = item.line.runs
    return replace(item, line=replace(item.line, runs=(replace(first, glyphs=first.glyphs[1:]), *rest)))


@pytest.mark.parametrize("change", [moved, other_glyph, one_glyph_less])
def test_other_glyphs_than_were_laid_out(arabic: Built, change: Callable[[TextItem], TextItem]) -> None:
    """The text of the file is right, what is seen is not."""
    assert codes(with_line(arabic, change)) == {"seen-differs"}


def test_a_number_turned_round(arabic: Built, project: Project) -> None:
    """As it is where a translator typed a number: the algorithm turns its parts."""
    for text, turned in (("اتصل 02-123-4567", True), ("اتصل 1300", False), ("حتى 24/7", False)):
        line = Typesetter(project.fonts, Sink()).lines(text, "ar", "regular", 100)[0]
        sink = Sink()
        check_numbers(with_line(arabic, lambda item, line=line: replace(item, line=line)).document, arabic.stories, sink)
        assert {d.code for d in sink.finish()} == ({"number-reversed"} if turned else set())


def test_numbers_of_the_story_keep_the_order_of_their_parts(arabic: Built, project: Project) -> None:
    text, phone = "اتصل +66 2 123 4567", "+66 2 123 4567"
    atom = Atom(text.index("+"), len(text), "en", AtomKind.NUMBER)
    words = Localised(text, "ar", "rtl", atoms=(atom,))
    story = replace(arabic.story, groups=(Group("x", (Flowed(Paragraph(words, "body")),)),))
    setter = Typesetter(project.fonts, Sink())
    for insets, wanted in (((), {"number-reversed"}), ((Inset(atom.start, atom.end, "en", True),), set())):
        line = setter.lines(text, "ar", "regular", 100, insets=insets)[0]
        sink = Sink()
        check_numbers(with_line(arabic, lambda item, line=line: replace(item, line=line)).document, (story,), sink)
        assert {d.code for d in sink.finish()} == wanted
        assert phone in text
