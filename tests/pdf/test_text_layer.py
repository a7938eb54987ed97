"""Every script comes back out of the file word for word, in order, in readers that share no code: above all text from right
to left, alone, with numbers and addresses in it, beside and under other text."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pypdf
import pypdfium2
import pytest
from babel import Locale
from pdf_sample import META
from reading import LEFT, POPPLER, WIDTH, document, loose, lost, paged, read, typesetter

from booklet.diag import Sink
from booklet.impose.sheet import impose
from booklet.l10n.catalogs import read_translations
from booklet.layout.frame import Document, Tag, TextItem
from booklet.model.sheet import SheetSpec
from booklet.pdf.sheets import write_sheets
from booklet.pdf.writer import write_pdf
from booklet.world.files import DiskWorld, shipped_root

SHIPPED = sorted({path.parents[1].name for path in (shipped_root() / "translations").glob("*/LC_MESSAGES/*.po")})

CLDR = [
    *("en", "id", "ms", "vi", "fil", "jv", "su", "ceb", "th", "lo", "km", "my", "ar", "fa", "ur", "ps", "bn", "hi"),
    *(
        "ne",
        "ta",
        "te",
        "ml",
        "si",
        "zh-Hans",
        "zh-Hant",
        "ja",
        "ko",
        "uk",
        "ru",
        "mn",
        "am",
        "ti",
        "so",
        "sw",
        "bo",
        "dz",
    ),
]
"""Languages of whose names of countries and languages lists are set."""

WORDS = {
    "dv": "ދިވެހި ރާއްޖެ އެހީ ފޯނު ނަންބަރު",
    "rhg": "𐴌𐴟𐴇𐴥𐴝𐴚𐴒𐴙𐴝 𐴀𐴝𐴌𐴟𐴁𐴡 𐴔𐴝𐴊𐴡𐴊𐴁",
    "shn": "လိၵ်ႈတႆး ၵႂၢမ်းတႆး",
    "mnw": "ဘာသာမန် လိက်မန်",
    "ksw": "ကညီကျိာ် လံာ်",
    "tet": "Tetun ajuda saugati",
}
"""Own words for languages CLDR has no names of."""

MIXED = {
    "ar": ("اتصل", "مجاناً في أي وقت", "كل يوم", "افتح الموقع", "من هاتفك"),
    "fa": ("زنگ بزنید", "رایگان در هر زمان", "هر روز", "وب\u200cسایت", "می\u200cتوانید"),
    "dv": ("ގުޅާ", "ހިލޭ", "ކޮންމެ ދުވަހަކު", "ވެބްސައިޓް", "ފޯނުން"),
    "rhg": ("𐴌𐴟𐴇𐴥𐴝", "𐴚𐴒𐴙𐴝 𐴀𐴝", "𐴔𐴝𐴊𐴡", "𐴁𐴡𐴌𐴟", "𐴊𐴁𐴔"),
}
PHONES = ("+66 2 123 4567", "1300", "+60 3-8000 8000", "02-123-4567", "(+62) 21 345 678", "*111#", "+972-54-999.88.77")
ADDRESSES = (
    "example.org",
    "https://example.org/help?x=1&y=2",
    "help@example.org",
    "WhatsApp",
    "IOM X (UN)",
    "LINE: @help",
)


def cldr(lang: str) -> list[str]:
    """Lists of the names of countries and languages, with a number and marks."""
    locale = Locale.parse(lang, sep="-")
    words = [name for _, name in sorted([*locale.territories.items(), *locale.languages.items()])][10:70]
    return [f"{', '.join(words[n : n + 6])} (1300): {words[n]}-" for n in range(0, len(words), 6)]


def mixed(lang: str) -> list[str]:
    one, two, three, four, five = MIXED[lang]
    out = []
    for phone, address in zip(PHONES, [*ADDRESSES, ADDRESSES[0]], strict=True):
        out += [f"{one} {phone} {two} ({three}).", f"{phone} {one} {two}", f"{four} {address} {five} {one}."]
        out += [f"{four} «{address}»: {five} [{phone}] {two}!", f'{one} "{address}" {three}، {two} 24/7 {four} 50%']
    out += [
        f"{one} 12/05/2026 – 13/05/2026، 8:30–16:30 {two}",
        f"{one} {two}: {PHONES[0]}، {PHONES[2]}؛ {PHONES[3]}",
        f"- {two}",
    ]
    return out


def test_poppler_is_asked_too() -> None:
    if not POPPLER:
        pytest.skip("pdftotext is not installed: only pypdf and pdfium are asked")


@cache
def messages(lang: str) -> list[str]:
    catalogs = read_translations(DiskWorld(shipped_root()), [lang], Sink())
    texts = {message.target.replace("\n", " ") for message in catalogs[lang].messages.values()}
    return sorted(text.replace("{", "").replace("}", "") for text in texts if text)


@pytest.mark.parametrize("lang", SHIPPED)
def test_translations_come_back_verbatim(lang: str) -> None:
    texts = messages(lang)
    assert len(texts) > 50
    assert lost(document([(text, lang) for text in texts[::3]], lang)) == []


@pytest.mark.parametrize("lang", [*CLDR, *WORDS])
def test_every_language_comes_back_verbatim(lang: str) -> None:
    texts = [f"{WORDS[lang]}, 1300; {WORDS[lang]}." for _ in range(4)] if lang in WORDS else cldr(lang)
    assert lost(document([(text, lang) for text in texts], lang)) == []


def test_nastaliq_comes_back_verbatim() -> None:
    assert lost(document([(text, "ur") for text in [*cldr("ur"), "سنہ \u0601۱۹۴۸ء میں"]], "ur", nastaliq=True)) == []


@pytest.mark.parametrize(("size", "width"), [(8, WIDTH), (10.5, 130), (14, WIDTH), (18, WIDTH)])
@pytest.mark.parametrize("lang", MIXED)
def test_numbers_and_addresses_in_right_to_left_text(lang: str, size: float, width: float) -> None:
    assert lost(document([(text, lang) for text in mixed(lang)], lang, size, width)) == []


@pytest.mark.parametrize("home", ["ar", "rhg", "en", "th", "my"])
@pytest.mark.parametrize("lang", ["ar", "dv", "rhg"])
def test_pages_in_two_directions(lang: str, home: str) -> None:
    """Right-to-left paragraphs among two to three times as many left-to-right letters, in documents of both directions."""
    other = "th" if home == "th" else "my" if home == "my" else "en"
    pairs = zip(mixed(lang), cldr(other) * 4, strict=False)
    texts = [text for one, two in pairs for text in ((one, lang), (two, other), (PHONES[0], "en"))]
    assert lost(document(texts, home)) == []


def row(y: float, *cells: tuple[str, str, float]) -> list[TextItem]:
    """Cells (text, language, size) from right to left, each on the right of its own part of the width."""
    out, part = [], WIDTH / len(cells)
    for n, (text, lang, size) in enumerate(cells):
        line = typesetter().lines(text, lang, "regular", 100)[0]
        out.append(TextItem(LEFT + WIDTH - n * part - line.width * size, y + n % 2, line, size, Tag("P", lang=lang)))
    return out


def test_cells_side_by_side_stay_in_order() -> None:
    """Names and numbers in rows: no reader may take a number for that of another row, or turn it round."""
    rows = [
        (("خط المساعدة", "ar", 11), ("1300", "en", 24)),
        (("الشرطة 24", "ar", 10), ("+66 2 123 4567", "en", 12)),
        (("English", "en", 8), ("I need help.", "en", 11)),
        (("ไทย", "th", 8), ("ฉันต้องการล่าม", "th", 11)),
        (("ليلا ونهارا", "ar", 12), ("التايلاندية.", "ar", 12), ("يرجى السؤال", "ar", 12)),
        (("أقل من 18", "ar", 10), ("1387", "en", 12)),
    ]
    items = [item for n, cells in enumerate(rows) for item in row(60 + 42 * n, *cells)]
    made = paged([items], "ar")
    texts = {reader: text for reader, text in read(write_pdf(made, META)).items() if reader != "poppler"}
    for reader, text in texts.items():
        plain = text.translate(dict.fromkeys(map(ord, "\u061c\u200e\u200b")))
        assert "+66 2 123 4567" in plain.replace("\xa0", " "), reader
        assert "18" in plain.split(), reader
        assert "1387" in plain.split(), reader
    assert [fault for fault in lost(made) if fault[0] != "poppler"] == []


def test_left_to_right_lines_in_right_to_left_documents_keep_their_words() -> None:
    """With /Direction/R2L pdfium would turn the words of every line round."""
    texts = ["I need help. Please call +66 2 123 4567.", "(+66) 2 123 4567", "Xin chào, tôi cần giúp đỡ!"]
    assert lost(document([(text, "en") for text in texts], "ar")) == []


def test_the_office_file_says_the_same() -> None:
    made = document([(text, "ar") for text in mixed("ar")[:8]], "ar")
    made = replace(made, pages=tuple(replace(made.pages[0], number=n) for n in range(1, 5)))
    data = write_sheets(write_pdf(made, META), impose(4, made.trim, made.binding, SheetSpec(), "ar"), META)
    words = {word for item in made.pages[0].items if isinstance(item, TextItem) for word in item.line.text.split()}
    page = loose(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range())
    assert min(page.count(loose(word)) for word in words if word.isalpha()) >= 4


def plain(made: Document) -> Document:
    """The same glyphs as if they ran from left to right: no layer."""
    pages = [
        replace(page, items=tuple(replace(i, line=replace(i.line, levels=(), starts=())) for i in page.items))
        for page in made.pages
    ]
    return replace(made, direction="ltr", pages=tuple(pages))


@pytest.mark.parametrize("lang", ["ar", "ur", "dv", "rhg"])
def test_a_layer_is_small(lang: str) -> None:
    texts = (mixed("dv") if lang == "dv" else mixed("rhg") if lang == "rhg" else cldr(lang) + messages(lang)) * 2
    made = document([(text, lang) for text in texts], lang)
    assert len(write_pdf(made, META)) < 2 * len(write_pdf(plain(made), META))


def test_what_is_drawn_does_not_depend_on_the_layer() -> None:
    made = document([(text, "ar") for text in mixed("ar")[:6]], "ar")
    pictures = [
        bytes(pypdfium2.PdfDocument(write_pdf(one, META))[0].render(scale=2, grayscale=True).buffer)
        for one in (made, plain(made))
    ]
    assert pictures[0] == pictures[1]
    assert sum(grey < 128 for grey in pictures[0]) > 1000


def test_programs_that_read_aloud_get_the_text_of_each_element() -> None:
    texts = mixed("ar")[:4]
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(document([(text, "ar") for text in texts], "ar"), META)))
    body = reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    elements = [kid.get_object() for kid in body["/K"]]
    assert [e["/ActualText"] for e in elements] == texts
    assert {e["/Lang"] for e in elements} == {"ar"}
    english = pypdf.PdfReader(io.BytesIO(write_pdf(document([("Call 1300.", "en")], "en"), META)))
    body = english.trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()
    assert "/ActualText" not in body["/K"][0].get_object()


def test_selected_text_covers_what_is_seen() -> None:
    """The boxes of the layer's letters lie over the ink of the word they belong to."""
    made = document([("اتصل مجاناً", "ar")], "ar", 20)
    page = pypdfium2.PdfDocument(write_pdf(made, META))[0]
    words = page.get_textpage()
    boxes = [
        words.get_charbox(n) for n in range(words.count_chars()) if words.get_text_range(n, 1).strip("\u061c \r\n")
    ]
    (item,) = made.pages[0].items
    assert min(b[0] for b in boxes) == pytest.approx(item.x, abs=1)
    assert max(b[2] for b in boxes) == pytest.approx(item.x + item.line.width * 20, abs=1)
