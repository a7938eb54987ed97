"""Where a line may end: ICU's opportunities (UAX #14 and its dictionaries) less those that would hurt a reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from booklet.text.run import Inset
from booklet.text.words import WordList

_NO_START = frozenset(")]}»”’›…!?,.:;%‰°ๆ\u2060\u00a0\u202f\u2011")
"""Nothing that closes, repeats or glues begins a line, also after a blank: the Thai mai yamok (ๆ) stands after one in
careful setting (Royal Society of Thailand, rules on spacing)."""

_NO_END = frozenset("([{«“‘‹+\u00ad\u2060\u00a0\u202f\u2011")
"""Nothing that opens or glues ends a line; nor a soft hyphen, which would need a hyphen we do not set."""

_NUMBER = re.compile("[+]?[0-9๐-๙](?:(?:[ \u2010-\u2013/-]+|[.,])?[0-9๐-๙])*(?: [$€฿₫])?")
"""A number as one: in groups, with its plus sign, with the sign of its currency."""

_DIGITS = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙")

NEWLINES = "\n\r\v\f\x85\u2028\u2029"
"""Characters that end a line whatever comes (UAX #14: BK, CR, LF, NL)."""


def character_offsets(text: str) -> Sequence[int]:
    """The character index of every UTF-16 offset, which is what ICU counts."""
    if text.isascii() or max(text) < "\U00010000":
        return range(len(text) + 1)
    offsets: list[int] = []
    for index, char in enumerate(text):
        offsets += [index] * (2 if char > "\uffff" else 1)
    return [*offsets, len(text)]


_NO_WORDS = WordList()


def segment_ends(
    text: str,
    lang: str,
    insets: tuple[Inset, ...] = (),
    divides_cluster: Callable[[str, str], bool] | None = None,
    words: WordList = _NO_WORDS,
) -> list[int]:
    """Ascending character indices after which a line may end, the last being the end of the text.

    `divides_cluster(before, after)` says whether a font joins two neighbouring characters into one shape; asked only
    where letters touch. A line feed always ends a line. An explicit U+200B is obeyed, U+2060 and U+00A0 forbid.
    No line ends inside one of `words`.
    """
    from icu4py.breakers import LineBreaker

    if not text:
        return []
    offsets = character_offsets(text)
    opportunities = [offsets[end] for _, end in LineBreaker(text, lang.split("-")[0]).segments()]
    whole = unbroken(text, insets) | words.inside(text)
    last = len(text)
    return [
        end
        for end in opportunities
        if end == last
        or text[end - 1] in NEWLINES
        or (
            end not in whole
            and _may_end(text[end - 1], text[end])
            and not (divides_cluster and _touch(text[end - 1], text[end]) and divides_cluster(text[end - 1], text[end]))
        )
    ]


def _may_end(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    return before == "\u200b" or (after not in _NO_START and before not in _NO_END)


def _touch(before: str, after: str) -> bool:
    """Whether both may be letters or marks of a script written without blanks; ASCII and Latin need no question."""
    return before > "\u02ff" and after > "\u02ff" and before != "\u200b"


def unbroken(text: str, insets: tuple[Inset, ...]) -> set[int]:
    """Places within whole insets and within numbers, where no line ends even if the column is too narrow."""
    places = {place for inset in insets if inset.whole for place in range(inset.start + 1, inset.end)}
    if not _DIGITS.isdisjoint(text):
        places.update(place for match in _NUMBER.finditer(text) for place in range(match.start() + 1, match.end()))
    return places
