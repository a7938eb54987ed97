"""Whether a line may end between two characters, in every script we set: sources in docs/line-ends.md."""

from __future__ import annotations

from functools import cache

from booklet.text.ucd import category

NEWLINES = "\n\r\v\f\x85\u2028\u2029"
"""Characters that end a line whatever comes (UAX #14: BK, CR, LF, NL)."""

_CLOSING = (
    ")]}»”’›…!?,.:;·%‰٪°′″؟،؛۔।॥෴๚๛។៕៖៘៚၊။၌၍၏།༎༏༐༑༔༻༽፡።፣፤፥፦፧፨"
    "、。，．：；？！‼⁇⁈⁉）］｝｠〉》」』】〕〗〙〛〞〟｡｣､･・‧％℃℉"
)
"""Closes, pauses, stops or measures: also after a blank, where some scripts set one."""

_REPEATING = "ๆໆៗ々〻ゝゞヽヾー〜～゠ｰﾞﾟ゛゜\ua9e6\uaa70"
"""Repeats or lengthens what stands before it: in Thai, Lao and Khmer also after a blank."""

_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"

_DASHES = "‒–—―⸺"
"""Stays with the words before it."""

_GLUE = "\u2060\u00a0\u202f\u2011"

_FOLLOWING_VOWELS = "ะาำๅະາຳຽ"
"""Belongs to the consonant before it, like a mark, but is a letter to Unicode."""

_OPENING = "([{«“‘‹+（［｛｟〈《「『【〔〖〘〚〝｢＋＄￥￡￦№"
_LEADING_VOWELS = "เแโใไເແໂໃໄ"
"""Written before the consonant they are spoken after."""

_STACKING = "\u1039\u17d2\u200d"
"""Puts the next letter below, or joins it: Burmese virama, Khmer coeng, joiner."""

_NO_START = frozenset(_CLOSING + _REPEATING + _SMALL_KANA + _DASHES + _GLUE + _FOLLOWING_VOWELS + "\u200c\u200d")
_NO_END = frozenset(_OPENING + _GLUE + _LEADING_VOWELS + _STACKING + "\u00ad")
"""A soft hyphen would need a hyphen we do not set."""

_PARTS_HANGUL = frozenset(" \t\u3000-/‐–—―~〜～")
"""Korean is set by words: a line ends after these only (KLREQ; CSS `word-break: keep-all`)."""

HELD, FORBIDDEN, ALLOWED, JOINABLE, CUT, REQUIRED = range(-1, 5)
"""Verdicts. HELD: both in a Korean word, which only too narrow a column divides. JOINABLE: a font may join the two. CUT:
also, they are letters of a script that ICU cuts by a dictionary."""


class _Verdicts(dict[str, int]):
    def __missing__(self, pair: str) -> int:
        found = self[pair] = _verdict(*pair)
        return found


VERDICTS = _Verdicts()
"""What the last character of a line and the first of the next, one string, say about a line that ends between them."""


def _verdict(before: str, after: str) -> int:
    if before in NEWLINES:
        return REQUIRED
    if before in _NO_END or not _begins(after):
        return FORBIDDEN
    if before == "\u200b":
        return ALLOWED
    left, right = _nature(before), _nature(after)
    if _HANGUL in (left, right) and before not in _PARTS_HANGUL:
        return HELD
    return _BETWEEN[min(left, right)]


_PLAIN, _JOINING, _CUTTING, _HANGUL = range(4)
"""What a character is to a line's end: Latin, ideographs, kana, pictures; of a script whose fonts may join it to the next;
Thai, Lao, Myanmar or Khmer, which join too; Hangul."""

_BETWEEN = (ALLOWED, JOINABLE, CUT)
"""The verdict by the lesser nature of two characters."""


@cache
def _begins(char: str) -> bool:
    """Whether a line may begin with a character: no mark or emoji modifier, not even after a blank (UAX #29, GB9 and GB9a)."""
    if char in _NO_START:
        return False
    if char < "\u0300" or "\u1e00" <= char < "\u2000" or "\u3400" <= char < "\ua000" or _nature(char) == _HANGUL:
        return True
    return category(char)[0] != "M" and not "\U0001f3fb" <= char <= "\U0001f3ff"


@cache
def _nature(char: str) -> int:
    if "\uac00" <= char <= "\ud7ff" or "\u1100" <= char <= "\u11ff" or "\u3130" <= char <= "\u318f":
        return _HANGUL
    if (
        "\u0e00" <= char <= "\u0eff"
        or "\u1000" <= char <= "\u109f"
        or "\u1780" <= char <= "\u17ff"
        or "\ua9e0" <= char <= "\ua9ff"
        or "\uaa60" <= char <= "\uaa7f"
    ):
        return _CUTTING
    joins = "\u02ff" < char < "\u2e80" or "\ua4cf" < char < "\uf900" or "\U00010000" <= char < "\U0001b000"
    return _JOINING if joins else _PLAIN
