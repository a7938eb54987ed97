"""Every check with faults that it finds and clean texts that it lets pass."""

from dataclasses import replace

import pytest

from booklet.diag import Sink
from booklet.l10n.checks import check, findings
from booklet.l10n.languages import Direction, Language
from booklet.l10n.po import Entry

CLEAN = [
    ("id", "Call {number} now.", "Hubungi {number} sekarang."),
    ("ms", "Open until 16:30 on 112.", "Buka hingga 16:30 di 112."),
    ("vi", "See https://example.org/help. Write to help@example.org.", "Viết cho help@example.org. Xem https://example.org/help."),
    ("th", "Call 1300 or 02-123 4567.", "โทร ๑๓๐๐ หรือ 02 123-4567"),
    ("th", "Call when you are alone.", "โทรเมื่อ\u200bคุณอยู่คนเดียว น้ำ"),
    ("vi", "2 people\nhelp", "2 người\ngiúp đỡ, v.v."),
    ("vi", "Do not sign.", "Đừng ký."),
]
FAULTS = [
    ("l01-placeholders", "id", "Call {number} now.", "Hubungi sekarang."),
    ("l01-placeholders", "id", "Call {number} now.", "Hubungi {number} atau {number}."),
    ("l01-placeholders", "id", "Call {number} now.", "Hubungi {nomor}."),
    ("l01-placeholders", "id", "Call {number} now.", "Hubungi {number} {."),
    ("l02-digits", "th", "Call 1300.", "โทร ๑๓๐๑"),
    ("l02-digits", "id", "Call 021-129.", "Hubungi 129."),
    ("l02-digits", "id", "Call us.", "Hubungi 112."),
    ("l02-digits", "th", "Since 2026.", "ตั้งแต่ 2569"),
    ("l03-links", "vi", "See https://example.org/help.", "Xem https://example.com/help."),
    ("l03-links", "vi", "Write to us.", "Viết cho a@example.org."),
    ("l03-links", "th", "See example.org.", "ดู"),
    ("l04-nfc", "vi", "You choose.", "Ba\u0323n chọn."),
    ("l05-characters", "th", "You choose.", "คุณ\ufeffเลือก"),
    ("l05-characters", "id", "You choose.", "Anda me\u00admilih."),
    ("l05-characters", "id", "You choose.", "Anda\tmemilih."),
    ("l05-characters", "id", "You choose.", "Anda\u2028memilih."),
    ("l05-characters", "id", "You choose.", "Anda \ue000."),
    ("l06-bidi", "id", "You choose.", "Anda \u202ememilih.\u202c"),
    ("l06-bidi", "id", "You choose.", "Anda\u200f memilih."),
    ("l08-marks", "th", "You choose.", "\u0e48คุณเลือก"),
    ("l08-marks", "th", "You choose.", "คุณ \u0e34เลือก"),
    ("l08-marks", "th", "Call {number}.", "โทร {number}\u0e48"),
    ("l08-marks", "th", "You choose.", "คุณ\u25ccเลือก"),
    ("l09-zwsp", "vi", "You choose.", "Bạn\u200bchọn."),
    ("l09-zwsp", "th", "You choose.", "คุณ\u200b\u200bเลือก"),
    ("l09-zwsp", "th", "You choose.", "คุณ\u200b เลือก"),
    ("l09-zwsp", "th", "You choose.", "\u200bคุณเลือก"),
]


@pytest.mark.parametrize(("lang", "source", "target"), CLEAN)
def test_a_clean_text_passes(lang: str, source: str, target: str, languages: dict[str, Language]) -> None:
    assert findings(Entry("message:a/text", source, (target,)), languages[lang]) == ()


@pytest.mark.parametrize(("code", "lang", "source", "target"), FAULTS)
def test_a_fault_is_found(code: str, lang: str, source: str, target: str, languages: dict[str, Language]) -> None:
    assert [f.code for f in findings(Entry("message:a/text", source, (target,)), languages[lang])] == [code]


def test_a_separator_before_a_mark_is_no_break(languages: dict[str, Language]) -> None:
    codes = [f.code for f in findings(Entry("a", "You choose.", ("คุณเล\u200b\u0e37อก",)), languages["th"])]
    assert codes == ["l08-marks", "l09-zwsp"]


def test_only_what_may_print_is_reported_with_its_place(languages: dict[str, Language]) -> None:
    sink = Sink()
    wrong = Entry("message:a/text", "Call {number}.", ("Hubungi.",))
    check([wrong, replace(wrong, flags=("fuzzy",)), replace(wrong, obsolete=True), replace(wrong, targets=("",))], languages["id"], sink)
    (diagnostic,) = sink.finish()
    assert diagnostic.severity == "error" and "id, 'message:a/text': placeholder '{number}' is missing" in diagnostic.message


def test_every_plural_form_is_checked(languages: dict[str, Language]) -> None:
    entry = Entry("a", "{n} day", ("{n} hari", "hari"), plural="{n} days")
    assert [f.code for f in findings(entry, languages["id"])] == ["l01-placeholders"]


@pytest.mark.parametrize(
    ("target", "codes"),
    [("\u2068{x}\u2069 اب", []), ("\u200fاب {x}", []), ("\u2068{x} اب", ["l06-bidi"]), ("{x}\u2069 \u2068اب", ["l06-bidi"])],
)
def test_isolates_in_right_to_left_languages(target: str, codes: list[str], languages: dict[str, Language]) -> None:
    arabic = replace(languages["en"], tag="ar", script="Arab", direction=Direction.RTL)
    assert [f.code for f in findings(Entry("a", "{x} ab", (target,)), arabic)] == codes
