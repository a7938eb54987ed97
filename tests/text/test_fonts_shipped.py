"""The fonts that come with the program: sound files, their licences, and room and characters for every language."""

from __future__ import annotations

import re

import pytest
import uharfbuzz as hb

from booklet.diag import Sink
from booklet.l10n.catalogs import read_translations
from booklet.l10n.characters import characters
from booklet.l10n.languages import read_languages
from booklet.text.coverage import hold, read_families, serve
from booklet.text.fonts import FONTS_FILE, WEIGHTS, Face, FontBook, FontsFile
from booklet.text.itemize import itemize
from booklet.world.decode import decode
from booklet.world.files import DiskWorld, shipped_root
from booklet.world.source import read_yaml

UNIT = 1.4 * 72 / 25.4
BODY = 2.3 * 72 / 25.4
SINK = Sink()
WORLD = DiskWorld(shipped_root())
FAMILIES = read_families(WORLD, SINK)
LANGUAGES = read_languages(WORLD, SINK)
PLACED = [("th", "ที่"), ("th", "ปั้"), ("lo", "ທີ່"), ("lo", "ຊື້"), ("bo", "ཨོཾ"), ("ar", "حُّ"), ("bn", "চাঁ")]
"""Ends in a mark that must stand clear above all else."""
SETTINGS = [*((tag, None) for tag in LANGUAGES), ("th", "Noto Sans Thai Looped"), ("lo", "Noto Sans Lao Looped"), ("ur", "Noto Nastaliq Urdu")]
WORDS = {
    "th": "ที่นี้ เชื้อ ปรากฏ กุฏิ ทฤษฎี น้ำ ผู้ ญี่ปุ่น สิทธิ์ ปิ๊ง",
    "lo": "ທີ່ນີ້ ເຊື້ອຊາດ ຜູ້ຮັບ ຫຼຸດ ຫຼື ປຸ້ຍ ນ້ຳ ໂຮງໝໍ",
    "km": "ជំនឿ ទ្រឹស្តី បញ្ជូន ថ្លៃថ្នូរ ខែធ្នូ សេចក្ដី ស្ត្រី ម៉ោង ញ៉ាំ អ៊ីនធឺណិត ឃ្លឹម",
    "my": "ကန့်သတ်ခြင်း ကမ္ဘာ့ အဖွဲ့ ကြွေးမြီ အင်္ဂါ ဥက္ကဋ္ဌ ပြောင်းရွှေ့ မြွေ ကုမ္ပဏီ",
    "mnw": "သ္ၚိ က္ညုၚ် တြုံ ဍုၚ်",
    "shn": "ငဝ်ႈႁၢၵ်ႈ တြႃး ၽဵင်ႇ ၵွၺ်း",
    "ar": "أجر أحد إعلان حق تأمين شؤون قانوناً مجتمع في على",
    "fa": "منحصراً تأمین حقوق انجام",
    "ur": "وقتاً اُن اظہارِ اعلانِ پیچھے کیلئے ڈاکٹر ٹھیک",
    "ps": "اساساً اعلامې خپلې ښځې ځای ګډ کړې",
    "bn": "নির্নীত আন্তর্জাতিক উদ্ভূত বন্ধুত্ব নিষ্ঠুর কর্তৃপক্ষ দ্রুত ঊর্ধ্বে মুহূর্ত",
    "hi": "अतिरिक्त हुए दूसरे छुट्टियाँ लट्टू चिट्ठी सर्वोच्च हृदय कर्मियों ट्रेन",
    "ne": "हुनुहुन्छ पहुँच गर्नुहुँदैन राष्ट्र दुर्व्यवहार",
    "ta": "நாடுகள் தீர்ப்பு கூடு ஜூலை சூழ்நிலை ஸ்ரீ",
    "te": "శాస్త్ర స్త్రీపురుషులకు గౌరవప్రతిష్థలను అభివృద్ధి రాజకీయ లక్ష్మి",
    "ml": "അന്തസ്സ് കുറ്റങ്ങൾക്കും സ്വാതന്ത്ര്യം സ്ത്രീ ക്ലിനിക്",
    "si": "අධිකරණයේදී ආශ්වාදය අන්තර්ගත ක්‍රූර වාර්තා ද්‍රෝහී",
    "bo": "ཀློའི གཙོ ཚོགས སྒྲུབ སྐུང བསྒྱུར ལྷུང སྣུམ བསྐྲུན",
    "dz": "རྫོང་ཁ རྒྱལ་ཁབ བརྒྱུད སྐུལ",
    "am": "ለመጠበቅ ቅጣት ሃይማኖት ኢትዮጵያ",
    "ti": "ዝተፈቐዱሉ ምዃኑ ሃገራዊ",
    "dv": "ޝަރީޢަތް ޓެލެފޯން ފުލުހުން މަސައްކަތް ޕާސްޕޯޓް",
    "uk": "Націй Їжак ґрунт Щастя", "ru": "Всеобщую Йод", "mn": "ХҮНИЙ ЭРХИЙН",
    "zh-Hans": "命念位宗旁起；（", "zh-Hant": "命應這密念及非；", "ja": "欠ぱ各成非済", "ko": "국제연합 잔혹 생활수준 뷁",
}  # fmt: skip
"""Of each language words with high and low ink, found in a long legal text: other ones than in fonts.yaml, or the same."""


def faces_of(book: FontBook) -> list[Face]:
    return [
        face
        for family in FAMILIES
        for weight in WEIGHTS
        for face in book.choosing({"und": family.family}).faces("und", weight)
        if face.family == family.family
    ]


def name_of(face: Face, entry: hb.OTNameIdPredefined) -> str:
    return face.hb_face.get_name(entry) or ""


def reach(book: FontBook, lang: str, text: str) -> tuple[float, float]:
    """How far the ink of a text reaches up and down in either weight, in em of its language's script."""
    k = book.metrics(lang).k
    found = [
        (up * k / item.face.k, down * k / item.face.k)
        for weight in WEIGHTS
        for item in itemize(text, book.script(lang), book.faces(lang, weight))
        for up, down in [item.face.ink(text[item.start : item.end], item.script, lang)]
    ]
    return max(up for up, _ in found), max(down for _, down in found)


def test_the_tables_can_be_read() -> None:
    assert SINK.finish() == ()
    assert len(LANGUAGES) >= 42


def test_together_they_are_small_enough_to_hand_on() -> None:
    assert sum(len(WORLD.read(path)) for path in WORLD.list("fonts")) < 40e6


def test_every_file_below_fonts_is_used() -> None:
    used = {f"fonts/{name}" for f in FAMILIES for name in (f.files.regular, f.files.bold)}
    assert {path for path in WORLD.list("fonts") if path.endswith((".ttf", ".otf"))} == used


def test_every_family_sets_some_language(book: FontBook) -> None:
    served = {book.faces(tag, "regular")[0].family for tag in LANGUAGES}
    optional = {f.family for f in FAMILIES if f.optional and any(book.script(tag) in f.scripts for tag in LANGUAGES)}
    assert served | optional == {f.family for f in FAMILIES}


def test_embedding_is_free_everywhere(book: FontBook) -> None:
    assert {hold(WORLD, book, family).embedding for family in FAMILIES} == {"free"}


def test_files_are_what_the_table_says(book: FontBook) -> None:
    versions = {f.family: f.version for f in FAMILIES}
    for face in faces_of(book):
        assert re.match(
            rf"Version {re.escape(versions[face.family])}\b", name_of(face, hb.OTNameIdPredefined.VERSION_STRING)
        )
        assert name_of(face, hb.OTNameIdPredefined.FONT_FAMILY) == face.family
        assert name_of(face, hb.OTNameIdPredefined.FONT_SUBFAMILY).lower() == face.weight
        assert "open font license" in name_of(face, hb.OTNameIdPredefined.LICENSE).lower() or face.family == "Padauk"
        assert {"GSUB", "GPOS", "OS/2", "name"} <= set(face.hb_face.table_tags)


def test_bold_is_a_weight_of_its_own(book: FontBook) -> None:
    faces = faces_of(book)
    for regular, bold in zip(faces[::2], faces[1::2], strict=True):
        assert int.from_bytes(bold.hb_face.reference_table("OS/2").data[4:6], "big") == 700
        assert int.from_bytes(regular.hb_face.reference_table("OS/2").data[4:6], "big") == 400
        assert set(regular.hb_face.unicodes) == set(bold.hb_face.unicodes)
        assert bytes(regular.data) != bytes(bold.data)


def test_the_licence_says_whose_it_is(book: FontBook) -> None:
    for face in faces_of(book):
        licence = WORLD.read(face.path.rsplit("/", 1)[0] + "/OFL.txt").decode()
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        owner = re.search(
            r"Noto Project Authors|SIL International|Adobe", name_of(face, hb.OTNameIdPredefined.COPYRIGHT)
        )
        assert owner and owner[0] in licence.splitlines()[0]
    assert 'Reserved Font Names "Padauk"' in WORLD.read("fonts/padauk/OFL.txt").decode()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_two_tables_agree_on_scripts(book: FontBook, tag: str) -> None:
    assert book.script(tag) == LANGUAGES[tag].script


@pytest.mark.parametrize("tag", LANGUAGES)
def test_names_dates_and_translations_can_be_printed(book: FontBook, tag: str) -> None:
    sink = Sink()
    catalog = read_translations(WORLD, [tag], sink, LANGUAGES)[tag]
    needed = characters(tag, LANGUAGES[tag], (message.target for message in catalog.messages.values()))
    assert len(needed) >= 4
    served = serve(book, FAMILIES, book.script(tag), needed)
    assert served.missing == ()
    assert served.own and served.own.family == book.faces(tag, "regular")[0].family
    assert served.shared and served.shared.family == "Noto Sans"


@pytest.mark.parametrize(("tag", "family"), SETTINGS)
def test_lines_never_touch(book: FontBook, tag: str, family: str | None) -> None:
    metrics = (book.choosing({tag: family}) if family else book).metrics(tag)
    size = BODY / metrics.k
    assert (metrics.ascent + metrics.descent) * size < metrics.leading * UNIT
    assert metrics.leading * UNIT >= 1.28 * size


@pytest.mark.parametrize("tag", WORDS)
def test_the_room_of_a_line_holds_words_of_long_texts(book: FontBook, tag: str) -> None:
    metrics = book.metrics(tag)
    for word in WORDS[tag].split():
        up, down = reach(book, tag, word)
        assert up <= metrics.ascent + 1e-9, word
        assert down <= metrics.descent + 1e-9, word


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_reference_letter_is_about_as_high_as_k(book: FontBook, tag: str) -> None:
    """`k` is corrected by eye, so not the same; a wrong letter or a wrong font would be far off."""
    table = decode(read_yaml(FONTS_FILE, WORLD.read(FONTS_FILE), SINK), FontsFile, SINK)
    assert table is not None
    row = table.scripts[book.script(tag)]
    up, _ = book.faces(tag, "regular")[0].ink(row.reference, book.script(tag), tag)
    assert 0.8 < up / row.k < 1.5


@pytest.mark.parametrize(("tag", "text"), PLACED)
def test_the_upper_mark_stands_clear(book: FontBook, tag: str, text: str) -> None:
    """A font may have every character and still print a tone mark on top of its vowel, which makes another word."""
    for weight in WEIGHTS:
        face = book.faces(tag, weight)[0]
        whole, without = (face.ink(t, book.script(tag), tag)[0] for t in (text, text[:-1]))
        assert whole > without + 0.05


@pytest.mark.parametrize(
    ("tag", "family", "chars"),
    [
        ("zh-Hans", "Noto Sans CJK SC", "警察镕堃喆㛃𬭩〇，。《》"),
        ("zh-Hant", "Noto Sans CJK TC", "警察嘅咗喺冇啲𨋢邨，。「」ㄅ"),
        ("ja", "Noto Sans CJK JP", "警察髙﨑𠮟塡剝頰々ヶー、。「」"),
        ("ko", "Noto Sans CJK KR", "경찰뷁쀍힣ㅋ警察"),
    ],
)
def test_east_asian_characters_come_from_the_languages_own_font(
    book: FontBook, tag: str, family: str, chars: str
) -> None:
    for weight in WEIGHTS:
        face = book.faces(tag, weight)[0]
        assert face.family == family
        assert face.cff
        assert [c for c in chars if not face.has(c)] == []


def test_a_character_no_standard_lists_is_missing_not_replaced(book: FontBook) -> None:
    assert serve(book, FAMILIES, "Hans", "𰻝警").missing == ("𰻝",)
