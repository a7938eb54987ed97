"""Every check, in every script: a planted fault is found, a clean text is let pass."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Sink
from booklet.l10n.checks import findings
from booklet.l10n.glossary import Glossary, read_glossary
from booklet.l10n.languages import Digits, Direction, Language
from booklet.l10n.po import Entry
from booklet.world.files import MemoryWorld

SOURCE = "Call {number} or 1300. See https://example.org/help."
SAID = {
    "id": "Hubungi {number} atau 1300. Lihat https://example.org/help.",
    "vi": "Gọi {number} hoặc 1300. Xem https://example.org/help.",
    "so": "Wac {number} ama 1300. Eeg https://example.org/help.",
    "th": "โทร {number} หรือ 1300 ดู https://example.org/helpที่นี่",
    "lo": "ໂທ {number} ຫຼື 1300 ເບິ່ງ https://example.org/help",
    "km": "ទូរស័ព្ទ {number} ឬ 1300 មើល https://example.org/help។",
    "my": "{number} သို့မဟုတ် 1300 ကို ဖုန်းဆက်ပါ။ https://example.org/help ကို ကြည့်ပါ။",
    "shn": "ၽူၼ်း {number} ဢမ်ႇၼၼ် 1300 တူၺ်း https://example.org/help",
    "ar": "اتصل بالرقم {number} أو 1300. انظر https://example.org/help",
    "fa": "با {number} یا 1300 تماس بگیرید. https://example.org/help را می\u200cبینید.",
    "ur": "{number} یا 1300 پر کال کریں۔ https://example.org/help دیکھیں۔",
    "ps": "{number} یا 1300 ته زنګ ووهئ. https://example.org/help وګورئ.",
    "bn": "{number} বা 1300 নম্বরে ফোন করুন। https://example.org/help দেখুন।",
    "hi": "{number} या 1300 पर फोन करें। https://example.org/help देखें।",
    "ne": "{number} वा 1300 मा फोन गर्नुहोस्। https://example.org/help हेर्नुहोस्।",
    "ta": "{number} அல்லது 1300 ஐ அழைக்கவும். https://example.org/help பார்க்கவும்.",
    "te": "{number} లేదా 1300 కు కాల్ చేయండి. https://example.org/help చూడండి.",
    "ml": "{number} അല്ലെങ്കിൽ 1300 വിളിക്കുക. https://example.org/help കാണുക.",
    "si": "{number} හෝ 1300 අමතන්න. https://example.org/help බලන්න. ශ්\u200dරී",
    "dv": "{number} ނުވަތަ 1300 އަށް ގުޅާ. https://example.org/help ބަލާ.",
    "zh-Hans": "请拨打{number}或1300。请看https://example.org/help。",
    "zh-Hant": "請撥打{number}或1300。請看https://example.org/help。",
    "ja": "{number}または1300に電話してください。https://example.org/help を見てください。",
    "ko": "{number} 또는 1300으로 전화하세요. https://example.org/help를 보세요.",
    "uk": "Телефонуйте {number} або 1300. Дивіться https://example.org/help.",
    "mn": "{number} эсвэл 1300 руу залгаарай. https://example.org/help үзнэ үү.",
    "am": "{number} ወይም 1300 ይደውሉ። https://example.org/help ይመልከቱ።",
    "bo": "{number} ཡང་ན 1300 ལ་ཁ་པར་གཏོང་། https://example.org/help ལ་གཟིགས།",
    "rhg": "{number} 𐴌𐴗𐴥𐴝𐴙𐴚𐴒𐴙𐴝 1300 𐴒𐴙𐴝 https://example.org/help",
}
LATIN = ("id", "vi", "so")
MARK = {
    "th": "\u0e34", "lo": "\u0eb4", "km": "\u17b7", "my": "\u102d", "shn": "\u102d", "ar": "\u064e", "fa": "\u064e", "ur": "\u064e",
    "ps": "\u064e", "bn": "\u09be", "hi": "\u093e", "ne": "\u093e", "ta": "\u0bbe", "te": "\u0c3e", "ml": "\u0d3e", "si": "\u0dcf",
    "dv": "\u07a6", "ja": "\u3099", "am": "\u135d", "bo": "\u0f72", "rhg": "\U00010d24",
}  # fmt: skip
"""A combining mark of the language's script; of the others, an acute accent."""


def in_middle(extra: str) -> Callable[[str, str], str]:
    """Puts something in behind the first space or Chinese character."""

    def plant(target: str, lang: str) -> str:
        place = target.find(" ") + 1 or 2
        return target[:place] + extra + target[place:]

    return plant


PLANTED: list[tuple[str, Callable[[str, str], str]]] = [
    ("l01-placeholders", lambda target, lang: target.replace("{number}", "")),
    ("l01-placeholders", lambda target, lang: target + "{number}"),
    ("l01-placeholders", lambda target, lang: target.replace("{number}", "{nomor}")),
    ("l01-placeholders", lambda target, lang: target + " {"),
    ("l02-digits", lambda target, lang: target.replace("1300", "1301")),
    ("l02-digits", lambda target, lang: target.replace("1300", "13 01")),
    ("l02-digits", lambda target, lang: target.replace("1300", "১৩০১")),
    ("l02-digits", lambda target, lang: target.replace("1300", "")),
    ("l02-digits", lambda target, lang: target + " (112)"),
    ("l03-links", lambda target, lang: target.replace("example.org", "example.com")),
    ("l03-links", lambda target, lang: target.replace("/help", "/halp")),
    ("l03-links", lambda target, lang: target + " help@example.org"),
    ("l04-nfc", in_middle("cafe\u0301 ")),
    ("l05-characters", in_middle("\ufeff")),
    ("l05-characters", in_middle("\u00ad")),
    ("l05-characters", in_middle("\x07")),
    ("l05-characters", in_middle("\ue000")),
    ("l06-bidi", in_middle("\u202e")),
    ("l06-bidi", in_middle("\u2068")),
    ("l07-script", in_middle("p\u0430y ")),
    ("l07-script", lambda target, lang: "{number} 1300 https://example.org/help " + ("позвони сейчас" if lang in LATIN else "please ring us")),
    ("l08-marks", lambda target, lang: target + " " + MARK.get(lang, "\u0301")),
    ("l08-marks", in_middle("\u25cc")),
    ("l09-zwsp", in_middle("\u200b\u200b")),
    ("l09-zwsp", lambda target, lang: "\u200b" + target),
    ("l10-digits", lambda target, lang: target + " ٢"),
    ("l10-digits", lambda target, lang: target.replace("1300", "๑๓๐๐")),
    ("l11-same", lambda target, lang: SOURCE),
    ("l12-forbidden", lambda target, lang: target + " verboten"),
    ("l12-preferred", lambda target, lang: target.replace(AGREED.get(lang, target), "")),
    ("l12-keep", lambda target, lang: target.replace("example", "beispiel")),
]
AGREED = {lang: said.replace("{number}", " ").split()[0] for lang, said in SAID.items()}
"""The word of each text that its glossary asks for."""


@pytest.fixture(scope="session")
def glossary(languages: dict[str, Language]) -> Glossary:
    rows = ["term\tkind\tlang\ttarget\tnote", "*\tforbidden\t*\tverboten\t", "example\tkeep\t*\texample\t"]
    rows += [f"call\tpreferred\t{lang}\t{word}\t" for lang, word in AGREED.items()]
    sink = Sink()
    read = read_glossary(MemoryWorld({"translations/glossary.tsv": "\n".join(rows).encode()}), languages, sink)
    assert not sink.finish()
    return read


def codes(source: str, target: str, language: Language, *, notes: tuple[str, ...] = (), glossary: Glossary | None = None) -> list[str]:
    entry = Entry("message:a/text", source, (target,), extracted=notes)
    return [f.code for f in findings(entry, language, glossary or Glossary())]


@pytest.mark.parametrize("lang", SAID)
def test_a_clean_text_passes_in_every_script(lang: str, languages: dict[str, Language], glossary: Glossary) -> None:
    assert codes(SOURCE, SAID[lang], languages[lang], glossary=glossary) == []


@pytest.mark.parametrize("lang", SAID)
def test_planted_faults_are_found_in_every_script(lang: str, languages: dict[str, Language], glossary: Glossary) -> None:
    for code, plant in PLANTED:
        target = plant(SAID[lang], lang)
        assert code in codes(SOURCE, target, languages[lang], glossary=glossary), (code, target)


@given(lang=st.sampled_from(sorted(SAID)), number=st.integers(100, 99999), page=st.from_regex(r"[a-z]{1,8}", fullmatch=True))
def test_facts_never_make_a_clean_pair_unclean(lang: str, number: int, page: str, languages: dict[str, Language]) -> None:
    def tell(text: str) -> str:
        return text.replace("1300", str(number)).replace("/help", f"/{page}")

    assert codes(tell(SOURCE), tell(SAID[lang]), languages[lang]) == []


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("th", "Call 02-123 4567.", "โทร 02 123-4567"),
        ("th", "Call when you are alone.", "โทรเมื่อ\u200bคุณอยู่คนเดียว น้ำ"),
        ("vi", "2 people\nhelp", "2 người\ngiúp đỡ, v.v."),
        ("ar", "{x} ab", "\u2068{x}\u2069 اب"),
        ("ar", "{x} ab", "\u200fاب {x}"),
        ("my", "Write on LINE or WhatsApp.", "LINE WhatsApp ရေး"),  # names may outweigh the rest
        ("th", "24 hours, form A4", "24 ชั่วโมง แบบ A4"),
        ("id", "(LINE)", "(LINE)"),
    ],
)
def test_more_that_is_clean(lang: str, source: str, target: str, languages: dict[str, Language]) -> None:
    assert codes(source, target, languages[lang], notes=("keep: LINE, WhatsApp",)) == []


@pytest.mark.parametrize(
    ("code", "lang", "source", "target"),
    [
        ("l02-digits", "id", "Call 021-129.", "Hubungi 129."),
        ("l02-digits", "id", "Call us.", "Hubungi 112."),
        ("l02-digits", "th", "Since 2026.", "ตั้งแต่ 2569"),
        ("l03-links", "th", "See example.org.", "ดู"),
        ("l05-characters", "id", "You choose.", "Anda\u2028memilih."),
        ("l06-bidi", "id", "You choose.", "Anda\u200f memilih."),
        ("l06-bidi", "ar", "{x} ab", "{x}\u2069 \u2068اب"),
        ("l07-script", "bn", "Call now.", "अभी फोन करें"),
        ("l07-script", "lo", "Call now.", "โทรตอนนี้"),
        ("l07-script", "zh-Hans", "Call now.", "Bitte anrufen"),
        ("l08-marks", "th", "You choose.", "\u0e48คุณเลือก"),
        ("l08-marks", "th", "Call {number}.", "โทร {number}\u0e48"),
        ("l08-zawgyi", "my", "Call for help.", "သင္။"),
        ("l09-zwsp", "vi", "You choose.", "Bạn\u200bchọn."),
        ("l09-zwsp", "th", "You choose.", "คุณ\u200b เลือก"),
        ("l10-digits", "th", "2 people", "๒ คน"),
    ],
)
def test_more_faults(code: str, lang: str, source: str, target: str, languages: dict[str, Language]) -> None:
    assert codes(source, target, languages[lang]) == [code]


def test_a_separator_before_a_mark_is_no_break(languages: dict[str, Language]) -> None:
    assert codes("You choose.", "คุณเล\u200b\u0e37อก", languages["th"]) == ["l08-marks", "l09-zwsp"]


@pytest.mark.parametrize(("target", "clean"), [("২৪ ঘণ্টা", True), ("24 ঘণ্টা", False), ("২৪ ঘণ্টা 1300", True), ("২৪ ঘণ্টা ১৩০০", True), ("২৪ ঘণ্টা 13০০", False)])
def test_a_language_with_digits_of_its_own_counts_in_them_and_dials_western(target: str, clean: bool, languages: dict[str, Language]) -> None:
    bengali = replace(languages["bn"], digits=Digits.BENG)
    source = "24 hours" + (" 1300" if len(target) > 8 else "")
    assert codes(source, target, bengali) == ([] if clean else ["l10-digits"])


def test_english_left_in_a_critical_text_is_an_error(languages: dict[str, Language]) -> None:
    def severity(*notes: str, target: str = "Run away.") -> list[str]:
        entry = Entry("message:a/text", "Run away.", (target,), extracted=notes)
        return [f.severity for f in findings(entry, languages["id"]) if f.check == "L11"]

    assert severity() == ["warning"]
    assert severity("critical: yes") == ["error"]
    assert severity(target="RUN AWAY.") == ["warning"]
    assert severity("keep: Run away") == []
    assert severity("what: name of a service") == []  # names may stay as they are


def test_only_errors_are_looked_for_in_a_build(languages: dict[str, Language]) -> None:
    entry = Entry("a", "Two", ("๒ Two 111",), extracted=("critical: yes",))
    assert {f.severity for f in findings(entry, languages["id"])} == {"error", "warning"}
    assert {f.severity for f in findings(entry, languages["id"], errors_only=True)} == {"error"}


def test_findings_name_the_character(languages: dict[str, Language]) -> None:
    def start(source: str, target: str) -> int:
        return findings(Entry("a", source, (target,)), languages["id"])[0].start

    assert start("Call 100.", "Hubungi 100 atau 112.") == 17
    assert start("Call {x}.", "Hubungi {x} {y}.") == 12
    assert start("Call {x}.", "Hubungi {x} }.") == 12
    assert start("Call.", "Hubu\ufeffngi") == 4
    assert start("Write.", "Tulis ke a@example.org") == 9
    assert start("Write.", "Café cafe\u0301.") == 8


# Plural forms


def plural_codes(language: Language, *targets: str, source: str = "{n} day", plural: str = "{n} days") -> list[str]:
    return [f.code for f in findings(Entry("word:days/text", source, targets, plural), language)]


@pytest.mark.parametrize(
    ("lang", "targets"),
    [
        ("th", ("{n} วัน",)),
        ("zh-Hans", ("{n}天",)),
        ("ur", ("ایک دن", "{n} دن")),
        ("bn", ("{n} দিন", "{n} দিন")),
        ("uk", ("{n} день", "{n} дні", "{n} днів")),
        ("ar", ("لا أيام", "يوم واحد", "يومان", "{n} أيام", "{n} يوما", "{n} يوم")),
        ("ar", ("{n} يوم", "{n} يوم", "{n} يومان", "{n} أيام", "{n} يوما", "{n} يوم")),
    ],
)
def test_plurals_as_the_language_has_them(lang: str, targets: tuple[str, ...], languages: dict[str, Language]) -> None:
    assert plural_codes(languages[lang], *targets) == []


@pytest.mark.parametrize(
    ("lang", "targets"),
    [
        ("th", ("{n} วัน", "{n} วัน")),
        ("ur", ("{n} دن",)),
        ("bn", ("এক দিন", "{n} দিন")),  # the form stands for 0 too
        ("uk", ("день", "{n} дні", "{n} днів")),  # for 21 too
        ("ur", ("ایک دن", "")),
        ("ur", ("ایک دن", "دن")),
        ("ur", ("{n} {n} دن", "{n} دن")),
    ],
)
def test_plurals_that_would_print_wrong(lang: str, targets: tuple[str, ...], languages: dict[str, Language]) -> None:
    assert set(plural_codes(languages[lang], *targets)) == {"l13-plurals"}


def test_facts_are_checked_in_every_plural_form(languages: dict[str, Language]) -> None:
    assert plural_codes(languages["ur"], "{x} ایک دن", "{n} دن 112", source="{n} day {x}", plural="{n} days {x}") == [
        "l01-placeholders", "l02-digits"
    ]  # fmt: skip
    assert plural_codes(languages["ur"], "", "") == []  # not begun


def test_isolates_need_their_pair_in_right_to_left_languages(languages: dict[str, Language]) -> None:
    assert languages["ar"].direction is Direction.RTL
    assert codes("{x} ab", "\u2068{x} اب", languages["ar"]) == ["l06-bidi"]
