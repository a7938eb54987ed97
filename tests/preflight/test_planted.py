"""Faults planted in finished files, of every kind that we could think of: each is found, by the check that it is a case of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from planting import codes, content, draw, edited, elements, fonts, objects, redrawn, restream, small, with_file
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
    TextStringObject,
)

from booklet.compose.symbol import encode
from booklet.diag import Sink
from booklet.layout.frame import Modules
from booklet.pdf.operators import modules
from booklet.preflight import inspect

Change = Callable[[PdfWriter], Any]

NUMBER = r"(BT 27[\d. ]+ Tm/F\d 1 Tf\[<)([0-9A-F]+)(>\]TJ ET)"
"""A big number of a card: its only text of this size."""
HEADING = r"(/H1<</MCID \d+>>BDC\nBT )([\d.]+) 0 0 ([\d.]+) ([\d.]+) ([\d.]+) Tm(.*?ET\nEMC)"
LAST = r"BT ((?!BT).)*ET(?=((?!BT).)*$)"
SYMBOL = r"q [\d.]+ 0 0 -[\d.]+ [\d.]+ [\d.]+ cm 0 g [^Q]*re f Q"


def name(text: str) -> NameObject:
    return NameObject(text)


# What a page says


def other_digit(match: re.Match[str]) -> str:
    """The first digit as often as the last."""
    return match[1] + match[2][-4:] + match[2][4:] + match[3]


def turned_digits(match: re.Match[str]) -> str:
    pieces = [match[2][n : n + 4] for n in range(0, len(match[2]), 4)]
    return f"{match[1]}{'>1500<'.join(pieces)}{match[3]}"


def swapped_in_font(writer: PdfWriter) -> None:
    """The font draws other digits than it says."""
    code_of = codes_of_digits(writer)
    for font, (one, other, *_) in code_of:
        descendant = font["/DescendantFonts"][0].get_object()
        table = bytearray(descendant["/CIDToGIDMap"].get_object().get_data())
        a, b = 2 * int(one, 16), 2 * int(other, 16)
        table[a : a + 2], table[b : b + 2] = table[b : b + 2], table[a : a + 2]
        restream(writer, descendant, "/CIDToGIDMap", bytes(table))


def codes_of_digits(writer: PdfWriter) -> list[tuple[Any, list[str]]]:
    """Fonts, and the codes (hexadecimal) that stand for digits in each."""
    found = []
    for font in fonts(writer):
        rows = re.findall(rb"<([0-9A-Fa-f]{4})>\s*<003([0-9])>", font["/ToUnicode"].get_object().get_data())
        found.append((font, [code.decode() for code, _ in rows]))
    return [(font, digits) for font, digits in found if len(digits) > 3]


def mapped(change: Callable[[bytes], bytes]) -> Change:
    """Change the maps from code to text of all fonts."""

    def do(writer: PdfWriter) -> None:
        for font in fonts(writer):
            old = font["/ToUnicode"].get_object().get_data()
            assert change(old) != old
            restream(writer, font, "/ToUnicode", change(old))

    return do


def swapped_in_map(data: bytes) -> bytes:
    rows = re.findall(rb"<[0-9A-Fa-f]{4}>\s*<[0-9A-Fa-f]{4}>", data)
    one, other = rows[0], rows[1]
    swapped = one[:6] + other[6:], other[:6] + one[6:]
    return data.replace(one, swapped[0], 1).replace(other, swapped[1], 1)


def in_place_of_e(new: bytes) -> Callable[[bytes], bytes]:
    """Another text for every code of the letter e."""
    return lambda data: data.replace(b"<0065>", new)


def first_code_lost(data: bytes) -> bytes:
    row = re.search(rb"(\d+) beginbfchar\s*<[0-9A-Fa-f]{4}>\s*<[0-9A-Fa-f]+>\s*", data)
    assert row
    return data.replace(row[0], b"%d beginbfchar\n" % (int(row[1]) - 1), 1)


def no_glyph(writer: PdfWriter) -> None:
    descendant = fonts(writer)[0]["/DescendantFonts"][0].get_object()  # type: ignore[index]
    restream(writer, descendant, "/CIDToGIDMap", bytes(len(descendant["/CIDToGIDMap"].get_object().get_data())))


def exchanged_pages(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[2], kids[3] = kids[3], kids[2]


WORDS = {
    "a digit of a number is another": ("text-missing", redrawn(NUMBER, other_digit)),
    "a font draws other digits": ("glyph-swapped", swapped_in_font),
    "a font says other letters": ("page-text", mapped(swapped_in_map)),
    "digits stand from right to left": ("number-reversed", redrawn(NUMBER, turned_digits)),
    "a sentence is gone": ("text-missing", redrawn(LAST, "", 2)),
    "a sentence stands twice": ("page-text", redrawn(LAST, lambda m: f"{m[0]} {m[0]}", 2)),
    "hidden words": ("page-text", redrawn("(BT)(.*?ET)", r"BT 3 Tr\2 \1 0 Tr\2", 1)),
    "pages have changed places": ("page-text", exchanged_pages),
    "a letter without a glyph": ("glyph-missing", no_glyph),
    "a code without a text": ("code-without-text", mapped(first_code_lost)),
    "a code for no character": ("unreadable-character", mapped(in_place_of_e(b"<FFFD>"))),
    "a glyph for what has none": ("control-drawn", mapped(in_place_of_e(b"<00AD>"))),
}


# What is seen of it


def at(x: float, y: float) -> Callable[[re.Match[str]], str]:
    """The heading somewhere else."""
    return lambda m: f"{m[1]}{m[2]} 0 0 {m[3]} {x} {y} Tm{m[6]}"


def tiny(match: re.Match[str]) -> str:
    return f"{match[1]}{float(match[2]) / 7:.2f} 0 0 {float(match[3]) / 7:.2f} {match[4]} {match[5]} Tm{match[6]}"


def around(before: str, after: str) -> Callable[[re.Match[str]], str]:
    """The heading with other operators before and after its text."""
    return lambda m: m[0].replace("BT", f"{before} BT", 1).replace("ET\nEMC", f"ET {after}\nEMC")


def clipped(match: re.Match[str]) -> str:
    x, y, size = float(match[4]), float(match[5]), float(match[2])
    return around(f"q {x} {y} {size * 2} {size * 0.3} re W n", "Q")(match)


def covered(match: re.Match[str]) -> str:
    return around("", f"1 g 0 {float(match[5]) - 20} 300 50 re f 0 g")(match)


SEEN = {
    "text is cut off by a clip": ("text-cut", redrawn(HEADING, clipped, 2)),
    "text runs off the page": ("text-cut", redrawn(HEADING, at(230, 300), 2)),
    "text stands at the edge": ("text-at-edge", redrawn(HEADING, at(4, 300), 2)),
    "text is invisible": ("text-unseen", redrawn(HEADING, around("3 Tr", "0 Tr"), 2)),
    "text is white": ("text-unseen", redrawn(HEADING, around("1 g", "0 g"), 2)),
    "text is covered": ("text-unseen", redrawn(HEADING, covered, 2)),
    "text is pale": ("low-contrast", redrawn(HEADING, around("0.6 g", "0 g"), 2)),
    "text stands over text": ("text-overlaps", redrawn(HEADING, at(60, 315), 2)),
    "text is tiny": ("small-print", redrawn(HEADING, tiny, 2)),
    "ink at the edge": ("ink-at-edge", redrawn("$", "/Artifact BMC 1 100 2 60 re f EMC ", 3)),
    "a mark is gone": ("mark-missing", redrawn(r"BT 7[\d. ]+ Tm((?!BT).)*ET\nEMC", "EMC", 2)),
}


# Codes


def symbols_exchanged(writer: PdfWriter) -> None:
    one, other = (re.search(SYMBOL, content(writer, n)) for n in (3, 4))
    assert one and other
    (a, b), (c, d) = (m[0].split("cm", 1) for m in (one, other))
    draw(writer, 3, content(writer, 3).replace(one[0], f"{a}cm{d}"))
    draw(writer, 4, content(writer, 4).replace(other[0], f"{c}cm{b}"))


def another_symbol(payload: str) -> Change:
    """A code in place of one."""

    def change(writer: PdfWriter) -> None:
        item = next(i for i in small("en").document.pages[2].items if isinstance(i, Modules))
        new = replace(item, symbol=encode(payload), module=item.module * len(item.symbol.rows) / len(encode(payload).rows))
        draw(writer, 3, re.sub(SYMBOL, lambda _: modules(new, 420.9449), content(writer, 3), count=1))

    return change


def one_more(writer: PdfWriter) -> None:
    """On a page for notes."""
    symbol = re.search(SYMBOL, content(writer, 3))
    assert symbol
    draw(writer, 8, f"{content(writer, 8)} /Artifact BMC {symbol[0]} EMC")


def scaled(factor: float) -> Callable[[re.Match[str]], str]:
    """A smaller code in the same place."""

    def change(match: re.Match[str]) -> str:
        q, a, b, c, d, rest = match[0].split(" ", 5)
        return " ".join((q, f"{float(a) * factor:.4f}", b, c, f"{float(d) * factor:.4f}", rest))

    return change


CODES = {
    "two codes are exchanged": ("qr-caption", symbols_exchanged),
    "a code cannot be read": ("qr-missing", redrawn(SYMBOL, lambda m: m[0].replace(" 7 1 re", " 6 1 re"), 3)),
    "a code is gone": ("qr-missing", redrawn(SYMBOL, "", 3)),
    "a code is too fine": ("qr-coarse", redrawn(SYMBOL, scaled(0.21), 3)),
    "a code too many": ("qr-unexpected", one_more),
    "a code of another number": ("qr-unexpected", another_symbol("tel:1809")),
    "a code through a link shortener": ("qr-payload", another_symbol("https://bit.ly/2")),
}


# Links, and what a file does


def first_link(writer: PdfWriter) -> DictionaryObject:
    return objects(writer, lambda thing: thing.get("/Subtype") == "/Link" and "/A" in thing)[0]


def leading(uri: str) -> Change:
    def change(writer: PdfWriter) -> None:
        first_link(writer)["/A"][name("/URI")] = TextStringObject(uri)  # type: ignore[index]

    return change


def no_links(writer: PdfWriter) -> None:
    del writer.pages[2]["/Annots"]


def launching(writer: PdfWriter) -> None:
    first_link(writer)[name("/A")] = DictionaryObject({name("/S"): name("/Launch"), name("/F"): TextStringObject("calc.exe")})


def moved_link(writer: PdfWriter) -> None:
    first_link(writer)[name("/Rect")] = ArrayObject(map(FloatObject, (10, 10, 40, 20)))


def layered(writer: PdfWriter) -> None:
    writer.root_object[name("/OCProperties")] = DictionaryObject({name("/OCGs"): ArrayObject(), name("/D"): DictionaryObject()})


def noted(writer: PdfWriter) -> None:
    note = {name("/Type"): name("/Annot"), name("/Subtype"): name("/Text"), name("/Rect"): RectangleObject((9, 9, 30, 30))}
    writer.pages[0][name("/Annots")] = ArrayObject([writer._add_object(DictionaryObject(note))])


def form(writer: PdfWriter) -> None:
    writer.root_object[name("/AcroForm")] = DictionaryObject({name("/Fields"): ArrayObject()})


def program(writer: PdfWriter) -> None:
    action = DictionaryObject({name("/S"): name("/JavaScript"), name("/JS"): TextStringObject("app.alert(1)")})
    names = ArrayObject([TextStringObject("x"), writer._add_object(action)])
    writer.root_object[name("/Names")] = DictionaryObject({name("/JavaScript"): DictionaryObject({name("/Names"): names})})


def on_opening(writer: PdfWriter) -> None:
    action = DictionaryObject({name("/S"): name("/URI"), name("/URI"): TextStringObject("https://example.org/seen")})
    writer.root_object[name("/OpenAction")] = action


ACTIVE = {
    "a link dials another number": ("link-differs", leading("tel:+6564385123")),
    "a link counts who follows it": ("link-unsafe", leading("https://www.mom.gov.sg/?utm_source=booklet")),
    "a link is gone": ("link-differs", no_links),
    "a link stands elsewhere": ("link-differs", moved_link),
    "a link starts a program": ("active-content", launching),
    "a program": ("active-content", program),
    "something happens on opening": ("active-content", on_opening),
    "a form": ("active-content", form),
    "another file inside": ("embedded-file", lambda w: w.add_attachment("list.txt", b"names")),
    "a layer that can be hidden": ("hidden-layer", layered),
    "a note on a page": ("annotation", noted),
}


# What is read aloud


def without(key: str) -> Change:
    """An entry of the catalog is gone."""
    return lambda w: w.root_object.pop(name(key))


def figure_without_alt(writer: PdfWriter) -> None:
    del elements(writer, "/Figure")[0]["/Alt"]


def other_order(writer: PdfWriter) -> None:
    """Two elements of a section are read the other way round."""
    first = next(e for e in elements(writer, "/Sect") if len(e["/K"]) > 2)  # type: ignore[arg-type]
    kids = first["/K"]
    kids[0], kids[2] = kids[2], kids[0]  # type: ignore[index]


def spoken(role: str, lang: str) -> Change:
    return lambda w: elements(w, role)[0].__setitem__(name("/Lang"), TextStringObject(lang))


def role(old: str, new: str) -> Change:
    return lambda w: elements(w, old)[0].__setitem__(name("/S"), name(new))


ALOUD = {
    "no structure": ("not-tagged", without("/StructTreeRoot")),
    "no mark of structure": ("not-tagged", without("/MarkInfo")),
    "a picture without words": ("figure-without-words", figure_without_alt),
    "a picture outside the structure": ("untagged-content", redrawn(r"/Figure<</MCID \d+>>BDC", "/Figure BMC", 3)),
    "text outside all marks": ("untagged-content", redrawn("/H1<</MCID [0-9]+>>BDC(.*?)EMC", r"\1", 2)),
    "text marked as furniture": ("untagged-content", redrawn("/H1<</MCID [0-9]+>>BDC", "/Artifact BMC", 2)),
    "another order": ("reading-order", other_order),
    "a heading leaves levels out": ("heading-skipped", role("/H2", "/H4")),
    "a link without words": ("link-without-words", lambda w: first_link(w).pop(name("/Contents"))),
    "a link outside the structure": ("link-without-words", lambda w: [e.pop(name("/K")) for e in elements(w, "/Link")]),
    "another language": ("wrong-language", lambda w: w.root_object.__setitem__(name("/Lang"), TextStringObject("vi"))),
    "no language": ("wrong-language", without("/Lang")),
    "no such language": ("wrong-language", spoken("/P", "english!")),
    "words in the wrong language": ("tag-language", spoken("/H1", "vi")),
}


# The file


def stripped(writer: PdfWriter) -> None:
    for font in fonts(writer):
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()  # type: ignore[index]
        del descriptor["/FontFile2"]


def boxed(key: str) -> Change:
    size = small("en").document.trim
    return lambda w: w.pages[1].__setitem__(name(key), RectangleObject((0, 0, size.width - 3, size.height)))


def packet(writer: PdfWriter) -> None:
    data = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>Somebody</dc:creator></x:xmpmeta>"
    restream(writer, writer.root_object, "/Metadata", data)
    writer.root_object["/Metadata"][name("/Type")] = name("/Metadata")  # type: ignore[index]


FILE = {
    "a page too many": ("page-count", lambda w: w.add_blank_page()),
    "a page is gone": ("page-count", lambda w: w.remove_page(4)),
    "a page is turned": ("page-turned", lambda w: w.pages[2].rotate(180)),
    "a page is narrower": ("page-box", boxed("/MediaBox")),
    "a page is trimmed elsewhere": ("page-box", boxed("/TrimBox")),
    "a font is not inside": ("font-not-embedded", stripped),
    "a font without a map": ("font-without-text", lambda w: [font.pop(name("/ToUnicode")) for font in fonts(w)]),
    "another title": ("wrong-title", lambda w: w.add_metadata({"/Title": "Travel"})),
    "an author": ("info-entry", lambda w: w.add_metadata({"/Author": "Somebody"})),
    "an author in the packet": ("info-entry", packet),
    "the folder of who made it": ("info-path", lambda w: w.add_metadata({"/Producer": "/home/somebody/booklet"})),
    "a secret in the metadata": ("leak", lambda w: w.add_metadata({"/Producer": "Safe House 7"})),
    "a secret in a bookmark": ("leak", lambda w: w.add_outline_item(title="to safe  house 7", page_number=1)),
    "a secret in a description": ("leak", lambda w: elements(w, "/Figure")[0].__setitem__(name("/Alt"), TextStringObject("Safe House 7"))),
}

PLANTED = {**WORDS, **SEEN, **CODES, **ACTIVE, **ALOUD, **FILE}
SECRETS = ("safe house 7", "+66 81 234 5678")


def test_there_are_enough() -> None:
    assert len(PLANTED) >= 60


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_is_found_where_nothing_is_planted(lang: str) -> None:
    built = small(lang)
    assert codes(built, SECRETS) == set()
    assert codes(with_file(built, "screen", edited(built.screen, lambda w: None)), SECRETS) == set()


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str) -> None:
    code, change = PLANTED[fault]
    built = small("en")
    assert code in codes(with_file(built, "screen", edited(built.screen, change)), SECRETS)


# Lines from right to left


def seen_of_number(change: Callable[[list[str]], list[str]]) -> Change:
    """The glyphs of the big number in another order; what is read of it stays."""

    def turn(match: re.Match[str]) -> str:
        pieces = [match[2][n : n + 4] for n in range(0, len(match[2]), 4)]
        return f"{match[1]}{''.join(change(pieces))}{match[3]}"

    return redrawn(r"(/Span<</ActualText<FEFF000A>>>BDC BT 27[\d. ]+ Tm/F\d 1 Tf\[<)([0-9A-F]+)(>)", turn)


def first_line_moved(match: re.Match[str]) -> str:
    return f"{match[1]}{float(match[2]) + 12:.2f}{match[3]}"


RIGHT_TO_LEFT = {
    "a number is turned round": ("glyph-swapped", swapped_in_font),
    "a line is seen elsewhere": ("seen-differs", redrawn(r"(<FEFF000A>>>BDC BT [\d.]+ 0 0 [\d.]+ )([\d.]+)( )", first_line_moved)),
    "a line is seen without its first letters": ("seen-differs", redrawn(r"(<FEFF000A>>>BDC BT (?:(?!TJ).)*<)[0-9A-F]{4}([0-9A-F]{4})", r"\1\2")),
    "a line is read but not seen": ("seen-differs", redrawn(r"<FEFF000A>>>BDC BT", "<FEFF000A>>>BDC BT 3 Tr")),
    "letters are exchanged": ("seen-differs", redrawn(r"(<FEFF000A>>>BDC BT (?:(?!TJ).)*<)([0-9A-F]{4})([0-9A-F]{4})", r"\1\3\2")),
    "a line is covered": ("text-unseen", redrawn("(/Span<</ActualText<FEFF000A>>>BDC BT .*?EMC)", r"\1 1 g 0 0 300 421 re f 0 g", 4)),
}


@pytest.mark.parametrize("fault", RIGHT_TO_LEFT)
def test_a_fault_in_a_line_from_right_to_left_is_found(fault: str) -> None:
    code, change = RIGHT_TO_LEFT[fault]
    built = small("ar")
    assert code in codes(with_file(built, "screen", edited(built.screen, change)))


# Sheets


def side_exchanged(writer: PdfWriter) -> None:
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids[2], kids[4] = kids[4], kids[2]


SHEETS = {
    "a side is gone": ("sheet-count", lambda w: w.remove_page(1)),
    "two sides are exchanged": ("fold-order", side_exchanged),
    "a page stands on its head": ("fold-upside-down", redrawn(r"q 1 0 0 1 0 0 cm", "q -1 0 0 -1 297.6378 420.9449 cm", 1)),
    "two pages of a side are exchanged": ("fold-order", redrawn(r"/P16 Do(.*?)/P1 Do", r"/P1 Do\1/P16 Do", 1)),
    "a page is shifted": ("fold-differs", redrawn(r"q 1 0 0 1 0 0 cm", "q 1 0 0 1 0 12 cm", 1)),
    "the paper has another size": ("page-box", lambda w: w.pages[0].__setitem__(name("/MediaBox"), RectangleObject((0, 0, 612, 792)))),
    "an author on the sheets": ("info-entry", lambda w: w.add_metadata({"/Author": "Somebody"})),
    "a program on the sheets": ("active-content", program),
}


@pytest.mark.parametrize("fault", SHEETS)
def test_a_fault_of_the_sheets_is_found(fault: str) -> None:
    code, change = SHEETS[fault]
    built = small("en")
    assert code in codes(with_file(built, "office", edited(built.office, change)))


def test_a_mark_that_nothing_asks_for() -> None:
    built = small("en")
    assert codes(replace(built, stories=tuple(replace(s, marks=()) for s in built.stories))) == {"mark-unexpected"}


def test_half_a_file() -> None:
    built = small("en")
    assert codes(with_file(built, "screen", built.screen[: len(built.screen) // 2])) == {"unreadable-file"}


@pytest.mark.parametrize(
    "fault",
    ["a code through a link shortener", "a link counts who follows it", "a program", "a picture without words", "text is covered",
     "text is pale", "digits stand from right to left", "another file inside", "a letter without a glyph", "a page is narrower"],
)  # fmt: skip
def test_it_is_found_in_a_file_that_came_without_its_project(fault: str) -> None:
    code, change = PLANTED[fault]
    sink = Sink()
    inspect(edited(small("en").screen, change), sink)
    assert code in {d.code for d in sink.finish()}


def test_a_finding_says_where() -> None:
    sink = Sink()
    inspect(edited(small("en").screen, redrawn(HEADING, around("0.6 g", "0 g"), 2)), sink)
    (found,) = sink.finish()
    assert found.spot and found.spot.file == "screen" and found.spot.page == 2 and found.spot.box
    left, top, right, bottom = found.spot.box
    heading = next(i for i in small("en").document.pages[1].items if i.tag and i.tag.role == "H1")
    assert left < heading.x + 2 and right > left and top < heading.y and bottom > heading.y - 2  # type: ignore[union-attr]


