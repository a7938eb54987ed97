"""Where lines may end."""

import pytest

from booklet.text.run import Inset
from booklet.text.segment import segment_ends


def pieces(text: str, lang: str = "en", insets: tuple[Inset, ...] = ()) -> list[str]:
    ends = segment_ends(text, lang, insets)
    return [text[a:b] for a, b in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("ได้ตลอดคืน", "th", ["ได้", "ตลอด", "คืน"]),
        ("ต่าง ๆ ได้", "th", ["ต่าง ๆ ", "ได้"]),
        ("กรุงเทพฯ ไทย", "th", ["กรุงเทพฯ ", "ไทย"]),
        ("ที่พัก ฯลฯ ฟรี", "th", ["ที่พัก ", "ฯลฯ ", "ฟรี"]),
        ("โทร 02 123 4567 ได้", "th", ["โทร ", "02 123 4567 ", "ได้"]),
        ("ราคา 100 ฿", "th", ["ราคา ", "100 ฿"]),
        ("call +66 2 123-4567 now", "en", ["call ", "+66 2 123-4567 ", "now"]),
        ("ici : oui", "fr", ["ici : ", "oui"]),
        ("a\u00a0b c", "en", ["a\u00a0b ", "c"]),
        ("ab\u200bcd", "en", ["ab\u200b", "cd"]),
        ("ได้\u2060ตลอด", "th", ["ได้\u2060ตลอด"]),
        ("pass\u00adport", "en", ["pass\u00adport"]),
        ("one\ntwo", "en", ["one\n", "two"]),
        ("\U0001d400 b \U0001d400c", "en", ["\U0001d400 ", "b ", "\U0001d400c"]),
        ("(now) – go", "en", ["(now) ", "– ", "go"]),
        ("", "en", []),
    ],
)
def test_pieces(text: str, lang: str, expected: list[str]) -> None:
    assert pieces(text, lang) == expected


def test_a_whole_inset_is_one_piece() -> None:
    text = "ask Baan Suan Dek today"
    assert pieces(text, insets=(Inset(4, 17, "th", True),)) == ["ask ", "Baan Suan Dek ", "today"]
    assert pieces(text, insets=(Inset(4, 17, "th", False),)) == ["ask ", "Baan ", "Suan ", "Dek ", "today"]


def test_no_line_ends_inside_a_shape() -> None:
    assert segment_ends("กขค ก", "th", (), lambda before, after: True) == [4, 5]
