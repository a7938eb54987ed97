"""Where lines may end."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from booklet.text.run import Inset
from booklet.text.segment import character_offsets, segment_ends, unbroken
from booklet.text.ucd import category


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
        ("(now) – go", "en", ["(now) – ", "go"]),
        ("", "en", []),
        # dictionaries, less what would begin or end within a syllable
        ("วันจันทร์ถึงวันศุกร์", "th", ["วัน", "จันทร์", "ถึง", "วัน", "ศุกร์"]),
        ("ທ່ານບໍ່ໄດ້ຢູ່ຄົນດຽວ", "lo", ["ທ່ານ", "ບໍ່ໄດ້", "ຢູ່", "ຄົນດຽວ"]),
        ("ໄດ້ທຸກໆມື້ ໆ", "lo", ["ໄດ້", "ທຸກໆ", "ມື້ ໆ"]),
        ("យុត្ដិធម៌", "km", ["យុត្ដិ", "ធម៌"]),
        ("អ្នកមិនឯកោទេ ។ សូមទូរស័ព្ទ", "km", ["អ្នក", "មិន", "ឯកោ", "ទេ ។ ", "សូម", "ទូរស័ព្ទ"]),
        ("ជួយខ្ញុំផង ៕ សប្ដាហ៍ ៗ", "km", ["ជួយ", "ខ្ញុំ", "ផង ៕ ", "សប្ដាហ៍ ៗ"]),
        ("ကမ္ဘာ့ကုလသမဂ္ဂ", "my", ["ကမ္ဘာ့", "ကုလသမဂ္ဂ"]),
        ("အင်္ဂလိပ်စာ ယောက်ျား ပြဿနာ ။", "my", ["အင်္ဂလိပ်", "စာ ", "ယောက်ျား ", "ပြဿနာ ။"]),
        ("ရပြည့်", "my", ["ရ", "ပြည့်"]),
        # syllables, where there is no dictionary
        ("ၵူၼ်းမိူင်းတႆး ။ ယႃႇၵူဝ်", "shn", ["ၵူၼ်း", "မိူင်း", "တႆး ။ ", "ယႃႇ", "ၵူဝ်"]),
        ("သွက်သ္ဂောံဒ္ဂေတ်", "mnw", ["သွက်", "သ္ဂောံ", "ဒ္ဂေတ်"]),
        ("အခေါၚ်အရာမၞိဟ်", "mnw", ["အ", "ခေါၚ်", "အ", "ရာ", "မၞိဟ်"]),
        ("ပှၤကညီဖိတဖၣ် အိၣ်", "ksw", ["ပှၤ", "က", "ညီ", "ဖိ", "တ", "ဖၣ် ", "အိၣ်"]),
        # after tsheg and shad
        ("བོད་ཡིག ། ཁྱེད་རང་", "bo", ["བོད་", "ཡིག ། ", "ཁྱེད་", "རང་"]),
        ("རྫོང་ཁ། ཁྱོད་", "dz", ["རྫོང་", "ཁ། ", "ཁྱོད་"]),
        # blanks, but not before what closes
        ("ሰላም ፡ ለዓለም ። ነፃ", "am", ["ሰላም ፡ ", "ለዓለም ። ", "ነፃ"]),
        ("ሰላም፡ለዓለም ፣ ነጻ", "ti", ["ሰላም፡", "ለዓለም ፣ ", "ነጻ"]),
        ("नहीं हैं । मुफ़्त है ॥", "hi", ["नहीं ", "हैं । ", "मुफ़्त ", "है ॥"]),
        ("আপনি একা নন । সাহায্য", "bn", ["আপনি ", "একা ", "নন । ", "সাহায্য"]),
        ("ශ්‍රී ලංකා", "si", ["ශ්‍රී ", "ලංකා"]),
        ("هل تحتاج مساعدة ؟ نعم ، اتصل", "ar", ["هل ", "تحتاج ", "مساعدة ؟ ", "نعم ، ", "اتصل"]),
        ("مدد ۔ مفت", "ur", ["مدد ۔ ", "مفت"]),
        ("އެއްވެސް މީހަކު", "dv", ["އެއްވެސް ", "މީހަކު"]),
        ("𐴀𐴝𐴙 𐴁𐴝𐴙", "rhg", ["𐴀𐴝𐴙 ", "𐴁𐴝𐴙"]),
        ("Помощь – бесплатно", "ru", ["Помощь – ", "бесплатно"]),
        # East Asia
        ("パスポートを取り上げられましたか。", "ja", ["パスポートを", "取り上げられましたか。"]),
        ("ラーメン、きっと「東京」へ。", "ja", ["ラーメン、", "きっと", "「東京」", "へ。"]),
        ("いろいろ々〜ー、", "ja", ["いろいろ々〜ー、"]),
        ("您好，世界。《人权》……", "zh-Hans", ["您", "好，", "世", "界。", "《人", "权》……"]),
        ("用Line App吧", "zh-Hant", ["用", "Line ", "App", "吧"]),
        ("모든 사람은 무료(전화)로 여자/남자", "ko", ["모든 ", "사람은 ", "무료(전화)로 ", "여자/", "남자"]),
    ],
)
def test_pieces(text: str, lang: str, expected: list[str]) -> None:
    assert pieces(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "amount"),
    [
        ("en", "US$ 50"),
        ("en", "300 THB"),
        ("en", "20 %"),
        ("en", "20 °C"),
        ("en", "5 km"),
        ("en", "24 h"),
        ("en", "10 am"),
        ("en", "(02) 123 4567"),
        ("en", "+66 (0)2 123-4567"),
        ("en", "8.30–16.30"),
        ("en", "25/11/2026"),
        ("en", "No. 5"),
        ("ms", "RM 1,500"),
        ("id", "Rp 10.000"),
        ("vi", "500.000 đ"),
        ("th", "24 ชั่วโมง"),
        ("th", "8.30 น."),
        ("th", "๕๐๐ บาท"),
        ("lo", "໕໐໐ ກີບ"),
        ("km", "២៤ ម៉ោង"),
        ("my", "၅၀၀ ကျပ်"),
        ("ru", "500 руб."),
        ("uk", "100 грн"),
        ("ar", "٥ كم"),
        ("ar", "١٠٠ ٪"),
        ("ps", "۵۰ ؋"),
        ("bn", "৫০০ টাকা"),
        ("hi", "रु. ५००"),
        ("ta", "5 கி.மீ."),
        ("am", "500 ብር"),
        ("ja", "24時間"),
        ("zh-Hans", "第100條"),
        ("zh-Hans", "5公里"),
        ("ko", "10,000원"),
    ],
)
def test_a_number_stands_with_its_unit(lang: str, amount: str) -> None:
    assert amount in pieces(f"{amount} x", lang)[0]


def test_a_number_stands_alone_without_a_unit() -> None:
    text = "1300，24 members, 5 minutes"
    assert pieces(text, "zh-Hans") == ["1300，", "24 ", "members, ", "5 ", "minutes"]
    assert pieces("٥ مرات", "ar") == ["٥ ", "مرات"]


def test_an_inset_is_divided_by_the_rules_of_its_language() -> None:
    text = "call お金を払う now"
    assert pieces(text, "en", (Inset(5, 10, "ja", False),)) == ["call ", "お金を", "払う ", "now"]
    text = "ไป ၵူၼ်းမိူင်း ครับ"
    assert pieces(text, "th", (Inset(3, 14, "shn", False),)) == ["ไป ", "ၵူၼ်း", "မိူင်း ", "ครับ"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("อย่าไป", ["อ", "ย่า", "ไป"]),
        ("국제연합", ["국", "제", "연", "합"]),
        ("တ္တာ", ["တ္တာ"]),
        ("あっ、1300番", ["あっ、", "1300番"]),
    ],
)
def test_a_narrow_column_divides_words_but_not_what_holds_together(text: str, expected: list[str]) -> None:
    whole = unbroken(text, ())
    ends = [place for place in range(1, len(text)) if place not in whole] + [len(text)]
    assert [text[a:b] for a, b in pairwise([0, *ends])] == expected


def test_a_whole_inset_is_one_piece() -> None:
    text = "ask Baan Suan Dek today"
    assert pieces(text, insets=(Inset(4, 17, "th", True),)) == ["ask ", "Baan Suan Dek ", "today"]
    assert pieces(text, insets=(Inset(4, 17, "th", False),)) == ["ask ", "Baan ", "Suan ", "Dek ", "today"]


def test_no_line_ends_inside_a_shape() -> None:
    assert segment_ends("กขค ก", "th", (), lambda before, after: True) == [4, 5]


WORDS = {
    "th": "ตำรวจ โรงพยาบาล เงินเดือน ศุกร์ น้ำ เพื่อน ๆ ฯลฯ",
    "lo": "ຕຳຫຼວດ ໂຮງໝໍ ເງິນ ນ້ຳ ເພື່ອນ ໆ ຊ່ວຍ",
    "km": "ប៉ូលិស មន្ទីរពេទ្យ ប្រាក់ខែ ទឹក មិត្តភក្តិ ។ ៗ សប្ដាហ៍",
    "my": "ရဲ ဆေးရုံ လစာ ရေ သူငယ်ချင်း မိတ္တူ အင်္ဂလိပ် ။ ၏",
    "shn": "ႁူင်းယႃ ငိုၼ်း ၼမ်ႉ ဢူၺ်းၵေႃႉ မိူင်း ။",
    "mnw": "သ္ဇိုင် သြန် ဍာ်ဗွဲ ကဵု ဒ္ဂေတ် ။",
    "ksw": "တၢ်ဆါဟံၣ် စ့ ထံ တံၤသကိး ။",
    "bo": "སྨན་ཁང་ དངུལ། ཆུ་ གྲོགས་པོ་ ༎",
    "bn": "পুলিশ হাসপাতাল বেতন বন্ধু ক্ষমা । ৫০০",
    "ml": "പോലീസ് ആശുപത്രി ശമ്പളം സുഹൃത്ത് ൻ്റെ",
    "ar": "الشرطة المستشفى ماء ؟ ٥٠ كم",
    "am": "ፖሊስ ሆስፒታል ደመወዝ ። ፡ ውሃ",
    "ja": "警察 びょういん キャッシュカード 、 「 」 ー 々 っ",
    "zh-Hans": "警察 医院 工资 ， 。 《 》 …… 24 小时",
    "ko": "경찰 병원 월급 친구 ( ) / 24 시간",
    "rhg": "𐴀𐴝𐴙 𐴁𐴝𐴙 𐴱𐴲",
    "en": "police hospital – “ ” 24 h € $ 1300 , .",
}


@pytest.mark.parametrize("lang", WORDS)
@settings(max_examples=50)
@given(data=st.data())
def test_ends_of_any_words(lang: str, data: st.DataObject) -> None:
    glue = st.sampled_from(["", "", " ", "\u200b", "\u2060", "\u00a0", "  "])
    words = data.draw(st.lists(st.tuples(st.sampled_from(WORDS[lang].split()), glue), min_size=1, max_size=8))
    text = "".join(word + blank for word, blank in words)
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    insets = (Inset(first, last, "en", True),)
    ends = segment_ends(text, lang, insets)

    assert ends == sorted(set(ends)) and ends[0] > 0 and ends[-1] == len(text)
    offsets = character_offsets(text)
    assert set(ends) <= {offsets[end] for _, end in CharacterBreaker(text, "root").segments()}
    assert unbroken(text, insets).isdisjoint(ends[:-1])
    assert not any(first < end < last for end in ends)
    for end in ends[:-1]:
        assert category(text[end])[0] != "M" and text[end] not in "\u2060\u00a0、。」》，ー々っ។ៗ။ໆๆ༎؟።፡"
        assert text[end - 1] not in "\u2060\u00a0「《“\u1039\u17d2เแโใไ"
