"""What has no place in a text, and what has although it looks odd."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Sink
from booklet.l10n.checks import findings
from booklet.l10n.languages import Direction, Language
from booklet.l10n.po import Entry, parse
from booklet.model.values import Text
from booklet.world.badtext import faults, zawgyi
from booklet.world.source import MapNode, read_yaml

ROOT = Path(__file__).parent.parent.parent
UNICODE_BURMESE = [
    "အကူအညီ လိုပါက ဤနံပါတ်သို့ ဖုန်းခေါ်ပါ။", "မြန်မာ", "ကျွန်ုပ် စကားပြန် လိုအပ်ပါသည်။", "အင်္ဂလိပ်", "ယောက်ျား", "သင်္ဘော", "၁၂၃",
]  # fmt: skip
ZAWGYI = [
    "\u1021\u1000\u1030\u1021\u100a\u102e \u101c\u102d\u102f\u1015\u102b\u1000 \u1024\u1014\u1036\u1015\u102b\u1010\u1039\u101e\u102d\u102f\u1037"
    " \u1016\u102f\u1014\u1039\u1038\u1031\u1001\u105a\u1015\u102b\u104b",  # the first sentence above
    "\u107b\u1019\u1014\u1039\u1019\u102c", "\u103b\u1019\u1014\u1039\u1019\u102c",  # Burma, with a wide and a narrow R
    "\u1031\u1019\u1038", "\u1016\u102f\u1014\u1039\u1038", "\u1021\u102d\u1019\u1039", "\u101b\u103c\u102c\u1004\u1039\u101e\u102c",
    "\u1005\u1000\u102c\u1038\u1001\u103a\u102e\u1038",
]  # fmt: skip
NEIGHBOURS = [
    ("mnw", "စှ်ေသၞောတ် ကေုာံ နဝ်ဝါမ်ဗာ"), ("shn", "ၼူဝ်ႇဝႅမ်ႇပႃႇ မိူင်းထႆး ၵႂႃႇ"), ("ksw", "မုၢ်လ့ၢ်ဧိၤ ကညီကျိာ် ဒီး"),
]  # fmt: skip


@pytest.mark.parametrize("text", UNICODE_BURMESE)
def test_burmese_in_unicode_is_not_zawgyi(text: str) -> None:
    assert zawgyi(text, burmese=True) is None and faults(text) == ()


@pytest.mark.parametrize("text", ZAWGYI)
def test_zawgyi_is_found(text: str, languages: dict[str, Language]) -> None:
    assert zawgyi(text, burmese=True)
    assert "l08-zawgyi" in {f.code for f in findings(Entry("a", "Help", (text,)), languages["my"])}


def test_a_letter_of_shan_in_burmese_is_a_shape_of_zawgyi(languages: dict[str, Language]) -> None:
    assert zawgyi("သမၼတ", burmese=True) and not zawgyi("သမၼတ")
    assert [f.code for f in findings(Entry("a", "Help", ("သမၼတ",)), languages["my"])] == ["l08-zawgyi"]
    assert findings(Entry("a", "Help", ("သမၼတ",)), languages["shn"]) == ()


@pytest.mark.parametrize(("tag", "text"), NEIGHBOURS)
def test_neighbours_of_burmese_are_not_zawgyi(tag: str, text: str, languages: dict[str, Language]) -> None:
    assert faults(text) == () == findings(Entry("a", "Help", (text,)), languages[tag])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\u0000b", "U+0000, a control"), ("a\u0007b", "U+0007, a control"), ("a\u0085b", "U+0085, a control"), ("a\tb", "U+0009, a control"),
        ("a\ud800b", "U+D800, half"), ("a\ufffdb", "U+FFFD, the sign"), ("a\ue123b", "U+E123, a private"), ("a\U000f0000b", "U+F0000, a private"),
        ("a\u00adb", "U+00AD, an invisible hyphen"), ("a\ufeffb", "U+FEFF, an invisible"), ("a\U000e0041b", "U+E0041, an invisible"),
        ("a\ufdd0b", "U+FDD0, no character"), ("a\U0001ffffb", "U+1FFFF, no character"), ("a\u2028b", "U+2028, an invisible line end"),
        ("a\u202eb\u202c", "U+202E, a bidirectional"), ("a\u202ab", "U+202A, a bidirectional"), ("a\u200fb", "runs left to right, yet has U+200F"),
        ("a\u2068b\u2069", "runs left to right, yet has U+2068"),
        ("p\u0430ypal", "Latin 'p' beside Cyrillic '\u0430'"), ("\u0430a\u0301", "Cyrillic '\u0430' beside Latin 'a'"),
        ("e\u0301\u0430", "Latin 'e' beside Cyrillic '\u0430'"), ("\u03bfo", "Greek '\u03bf' beside Latin 'o'"),
        ("ที่ລາວ", "Thai '่' beside Lao 'ລ'"), ("কম", ""), ("কम", "Bengali 'ক' beside Devanagari 'म'"),
    ],
)  # fmt: skip
def test_each_kind_of_fault(text: str, said: str) -> None:
    found = faults(text)
    assert len(found) == bool(said) and (not said or said in found[0].message)
    assert all(f.hint and 0 <= f.start < len(text) for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "Call 1300 now.\nStay safe.", "Đường dây trợ giúp", "โทรLINEได้ที่1300", "微信WeChat和LINE", "ＬＩＮＥで電話する", "카카오톡 KakaoTalk 앱",
        "тест test ОК", "5 µg αβ", "می\u200cخواهم", "ක්\u200dරි", "❤\ufe0f ☎\ufe0e", "神\ufe00", "និង\u200bជួយ", "a\u2060b", "naïve café", "ʼ Мʼянма",
    ],
)  # fmt: skip
def test_what_looks_odd_and_is_right(text: str) -> None:
    assert faults(text) == ()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("\u2068x\u2069 اب", True), ("\u2067\u2066x\u2069\u2069", True), ("\u200fاب", True), ("\u061cاب", True), ("x\u2069", False),
        ("\u2068x", False), ("\u2069\u2068", False), ("\u202bاب\u202c", False),
    ],
)  # fmt: skip
def test_directions_in_languages_from_right_to_left(text: str, right: bool) -> None:
    assert (faults(text, rtl=True) == ()) == right


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    found = faults(text, rtl=True)
    assert len({f.message for f in found}) == len(found) <= 4
    assert found or not set(text) & set("\0\ufffd\xad\u202e")


def test_content_says_where_and_what() -> None:
    sink = Sink()
    node = read_yaml("content/words.yaml", "- id: a\n  text: Safe pl\u0430ce\n".encode(), sink)
    assert node and not sink.finish()
    item = node.items[0]  # type: ignore[union-attr]
    assert isinstance(item, MapNode)
    (value,) = (value for key, value in item.pairs if key.text == "text")
    assert Text.from_node(value, "word:a/text", sink)
    (diagnostic,) = sink.finish()
    assert (diagnostic.code, str(diagnostic.span)) == ("bad-text", "content/words.yaml:2:9")
    assert diagnostic.message == "the text 'word:a/text' has a word of two scripts: Latin 'l' beside Cyrillic '\u0430', after 'Safe pl'"


def test_the_shipped_catalogs_have_no_bad_text(languages: dict[str, Language]) -> None:
    seen = 0
    for path in sorted((ROOT / "translations").glob("*/LC_MESSAGES/*.po")):
        tag = path.parts[-3].replace("_", "-")
        for entry in parse(path.read_text("utf-8"), path.name, Sink()):
            for target in entry.targets:
                seen += 1
                assert faults(target, rtl=languages[tag].direction is Direction.RTL) == (), json.dumps(target)
                assert languages[tag].script != "Mymr" or not zawgyi(target, burmese=tag == "my")
    assert seen > 1000
