"""Where a line may end: ICU's opportunities (UAX #14 and its dictionaries) less those that would hurt a reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from booklet.text.edges import ALLOWED, CUT, FORBIDDEN, REQUIRED, VERDICTS
from booklet.text.edges import NEWLINES as NEWLINES
from booklet.text.quantities import quantities
from booklet.text.run import Inset
from booklet.text.syllables import CLOSES, LONGEST, myanmar_starts
from booklet.text.words import WordList

_LOCALES = {"ja": "ja@lb=strict;lw=phrase", "zh": "zh@lb=strict"}
"""ICU's own rules: Japanese by phrases, Chinese quotation marks; the others need no more than UAX #14."""

_BY_SYLLABLES = frozenset(("shn", "mnw", "ksw"))
"""Languages in Myanmar script of whose words ICU has no list."""

_NO_WORDS = WordList()
_FREE = frozenset((ALLOWED, REQUIRED))


def character_offsets(text: str) -> Sequence[int]:
    """The character index of every UTF-16 offset, which is what ICU counts."""
    if text.isascii() or max(text) < "\U00010000":
        return range(len(text) + 1)
    offsets: list[int] = []
    for index, char in enumerate(text):
        offsets += [index] * (2 if char > "\uffff" else 1)
    return [*offsets, len(text)]


def segment_ends(
    text: str,
    lang: str,
    insets: tuple[Inset, ...] = (),
    divides_cluster: Callable[[str, str], bool] | None = None,
    words: WordList = _NO_WORDS,
) -> list[int]:
    """Ascending character indices after which a line may end, the last being the end of the text.

    `divides_cluster(before, after)` says whether a font joins two neighbouring characters into one shape; asked only
    where letters touch. A line feed always ends a line. An explicit U+200B is obeyed, except before what closes; U+2060
    and U+00A0 forbid. No line ends inside one of `words`. An inset that may be split is split by the rules of its own
    language. The rules and their sources: docs/line-ends.md.
    """
    if not text:
        return []
    proposed = _proposed(text, lang, insets)
    kinds = [*map(VERDICTS.__getitem__, [text[end - 1 : end + 1] for end in proposed])]
    whole = _whole(text, insets) | words.inside(text)
    if not whole and kinds.count(ALLOWED) == len(kinds):
        return [*proposed, len(text)]
    ends = [
        end
        for end, kind in zip(proposed, kinds, strict=True)
        if kind > FORBIDDEN
        and (kind in _FREE or _parts(text, end, kind, divides_cluster))
        and (kind == REQUIRED or end not in whole)
    ]
    return [*ends, len(text)]


def _parts(text: str, place: int, kind: int, divides_cluster: Callable[[str, str], bool] | None) -> bool:
    if kind == CUT and CLOSES[text[place - 1 : place + LONGEST]]:
        return False
    return not (divides_cluster and divides_cluster(text[place - 1], text[place]))


def unbroken(text: str, insets: tuple[Inset, ...]) -> set[int]:
    """Places where no line ends even if the column is too narrow: within whole insets, numbers with their units, and
    syllables; before what closes and after what opens."""
    return _whole(text, insets) | {place for place in range(1, len(text)) if _holds(text, place)}


def _holds(text: str, place: int) -> bool:
    kind = VERDICTS[text[place - 1 : place + 1]]
    return kind == FORBIDDEN or (kind == CUT and CLOSES[text[place - 1 : place + LONGEST]])


def _whole(text: str, insets: tuple[Inset, ...]) -> set[int]:
    places = {place for inset in insets if inset.whole for place in range(inset.start + 1, inset.end)}
    for start, end in quantities(text):
        places.update(range(start + 1, end))
    return places


def _proposed(text: str, lang: str, insets: tuple[Inset, ...]) -> list[int]:
    """Ascending places inside a text where its languages let a line end, before any rule of ours takes some away."""
    primary = lang.split("-")[0]
    places = _opportunities(text, primary)
    for inset in insets:
        own = inset.lang.split("-")[0]
        if own != primary and not inset.whole and _tailored(own) != _tailored(primary):
            inside = _opportunities(text[inset.start : inset.end], own)
            kept = {place for place in places if not inset.start < place < inset.end}
            places = sorted(kept.union([inset.start + place for place in inside]))
    return places


def _tailored(primary: str) -> str:
    return primary if primary in _LOCALES or primary in _BY_SYLLABLES else ""


def _opportunities(text: str, primary: str) -> list[int]:
    from icu4py.breakers import LineBreaker

    segments = LineBreaker(text, _LOCALES.get(primary, "root")).segments()
    if text.isascii() or max(text) < "\U00010000":
        places = [end for _, end in segments]
    else:
        offsets = character_offsets(text)
        places = [offsets[end] for _, end in segments]
    if primary in _BY_SYLLABLES:
        places = sorted({*places, *myanmar_starts(text)})
    return places[:-1]
