"""Numbers in a text, each as one with its sign, its groups, its unit or its currency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_ZEROS = "0٠۰०০௦౦൦෦๐໐༠၀႐០０\U00010d30"
"""The zeros of the scripts we set; the other nine digits follow each (The Unicode Standard, 4.6)."""

_DIGITS = frozenset(chr(ord(zero) + value) for zero in _ZEROS for value in range(10))
_SIGNS = "$€£¥￥₩₹৳₱฿₭៛₫₮₴₽₨؋﷼"
_PLAIN: dict[int, str | int | None] = {
    **{ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)},
    **dict.fromkeys(map(ord, _SIGNS), "$"),
    **str.maketrans("\u00a0\u202f\u2010\u2011\u2012\u2013٫٬．：（）＋‰٪％℃℉°′″", "  ----.,.:()+%%%%%%%%"),
}
"""What is alike to the rules below, as the sign that stands for it there: sets of signs beyond ASCII are slow to compile."""

_NUMBER = "(?:[(][+]?[0-9]+[)][ -]?)?[+]?[0-9](?:(?:[ /-]+| ?[(]0[)] ?|[.,:])?[0-9])*"
_CODES = (
    "THB MYR SGD IDR VND PHP LAK KHR MMK BDT INR NPR LKR PKR AFN IRR CNY HKD TWD MOP JPY KRW UAH RUB MNT ETB ERN SOS "
    "KES TZS UGX BTN MVR AED SAR QAR KWD BHD OMR EUR GBP USD AUD"
)
_BEFORE = "RM Rp Rp. Rs Rs. Ks Kyat K KSh Ksh TSh Br Nu. No. № § 第 रु. रू रू. রু. රු. රු ரூ. రూ. ރ."
_UNITS = {
    "A-Za-z\u00c0-\u024f\u1e00-\u1eff": (
        "km m cm mm km² m² kg g mg l L ml kcal kWh km/h h hr hrs min mins s sec am pm a.m. p.m. "
        "đ VNĐ đồng sen baht Rp RM Ks WIB WITA WIT"
    ),
    "\u0400-\u052f": "км м см мм кг г мг л мл ч мин сек руб руб. грн коп коп. төг км/ч км/год год хв",
    "\u0600-\u06ff": "كم كم/س م سم كغ كجم د.إ ر.س ر.ق د.ك تومان ریال کیلومتر روپے افغانۍ",
    "\u0900-\u0dff": ("টাকা কিমি কি.মি. কেজি रुपये किमी कि.मी. किग्रा மீ. கிமீ கி.மீ. కి.మీ. കി.മീ. കിമീ රු. කි.මී."),
    "\u1200-\u135a": "ብር ኪ.ሜ. ናቕፋ",
    "": (
        "บาท น. กม. ม. ซม. กก. ก. ชม. ชั่วโมง นาที กิโลเมตร เมตร กิโลกรัม ກີບ ບາດ ກມ ກິໂລ ໂມງ ນາທີ ຊົ່ວໂມງ "
        "រៀល បាត គម គ.ម. គីឡូ ម៉ោង នាទី ကျပ် ဘတ် မိုင် နာရီ မိနစ် ကီလို "
        "円 元 圓 圆 日元 万 萬 億 亿 千 公里 千米 米 公斤 千克 克 小时 小時 時間 分钟 分鐘 分間 时 時 点 點 分 秒 年 月 日 "
        "号 號 番 度 名 人 歳 岁 歲 条 條 回 階 层 樓 楼"
    ),
}
"""By the letters that may not follow, as then it is another word."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A number; what belongs to it at the end of the text before; what belongs to it at the start of the text after."""
    before = f"(?:[A-Z]{{0,3}}[$]|(?<![A-Za-z])(?:{_any(_BEFORE)}|{_any(_CODES)})) ?$"
    units = [f"(?:{_any(words)})" + (f"(?![{letters}])" if letters else "") for letters, words in _UNITS.items()]
    after = f" ?(?:%[CF]?|[A-Z]{{0,2}}[$]|(?:{_any(_CODES)})(?![A-Za-z])|{'|'.join(units)})"
    return re.compile(_NUMBER), re.compile(before), re.compile(after)


def _any(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


def quantities(text: str) -> Iterator[tuple[int, int]]:
    """The stretches, as start and end, that stay on one line: telephone numbers, times and dates in figures, amounts.

    Units are signs and abbreviations, and the few words that stand without a blank; not "18 years"."""
    if _DIGITS.isdisjoint(text):
        return
    number, before, after = _patterns()
    text = text.translate(_PLAIN)
    for match in number.finditer(text):
        start, end = match.span()
        leading = before.search(text[max(0, start - 8) : start]) if start else None
        trailing = after.match(text, end)
        yield start - (len(leading[0]) if leading else 0), trailing.end() if trailing else end
