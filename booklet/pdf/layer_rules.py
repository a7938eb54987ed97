"""Which characters the text layer of a right-to-left line has, and in what order: the rules that make readers agree.

No reader of PDF keeps the order of a stream: each has an algorithm of its own that turns right-to-left text round. Three
were studied: pypdf trusts the stream and turns only right-to-left letters; pdfium sorts by place and turns segments;
poppler sorts by place and takes many marks for digits. Invisible guards keep all three from going wrong.
docs/text-layer.md says what each does, and what was measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple

from booklet.text import ucd

ALM, LRM, NBSP = "\u061c", "\u200e", "\u00a0"
"""Arabic letter mark, left-to-right mark: invisible, but letters to readers (UAX #9, 2.6)."""

_QUOTES = frozenset("“”‘’‚‛„‟")
"""Not mirrored (BidiMirroring.txt), but pdfium mirrors them."""

SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd")
"""Arabic signs that stand under the number after them: class AN, but readers keep them in the right-to-left text."""

_NEUTRAL_TO_PYPDF = (
    ("\u0000", "\u002f"), ("\u003a", "\u0040"), ("\u0660", "\u066d"), ("\u06f0", "\u06f9"), ("\u2000", "\u206f"), ("\u20a0", "\u21ff"),
)  # fmt: skip
_RIGHT_TO_PYPDF = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufeff"))


class Kind(NamedTuple):
    """What readers take a character for. `flow`: R(ight), L(eft), W(eak), N(eutral), as pdfium sees it. `pypdf`: R, L, or N
    for what keeps the direction before it."""

    flow: str
    pypdf: str
    number: bool
    """Bidi_Class of a digit or of what stands between digits: poppler lets it begin a left-to-right section."""
    mirrored: bool
    mark: bool
    """A combining mark of a class, of which two may change places without harm."""
    strong: bool
    """Ends a left-to-right section for poppler: a letter or digit."""


@dataclass(slots=True, eq=False)
class Mark:
    """One character of the layer; guards have no `place` in the line's text. `right`: turned round with the right-to-left
    text about it; `raised`: stands on a line of its own a little higher; `backwards`: written from right to left."""

    char: str
    place: int
    right: bool
    raised: bool
    backwards: bool
    x: float = 0.0
    width: float = 0.0
    alone: bool = False
    """Written by itself, joined to no other character."""


_SLIM = frozenset((ALM, " ", NBSP))

_START = 0.16
"""Width of what begins a raised run, em: no more, or pdfium sees no new line; no less, or poppler takes it and the next
character for one printed twice."""

GUARD = -1
"""The place of a guard."""


@cache
def kind(c: str) -> Kind:
    """What readers take a character for."""
    bidi = ucd.bidi_class(c)
    flow = _FLOWS.get(bidi, "N")
    if any(first <= c <= last for first, last in _NEUTRAL_TO_PYPDF):
        pypdf = "N"
    else:
        pypdf = "R" if any(first <= c <= last for first, last in _RIGHT_TO_PYPDF) else "L"
    return Kind(
        flow,
        pypdf,
        bidi in ("EN", "AN", "ES", "ET", "CS"),
        ucd.is_mirrored(c) or c in _QUOTES,
        ucd.combining(c) != 0,
        bidi in ("L", "EN", "AN"),
    )


_FLOWS = {"L": "L", "R": "R", "AL": "R", **dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "W")}


def layer_marks(text: str, levels: Sequence[int], fenced: bool) -> list[list[Mark]]:
    """The characters of a line in stream order with their guards, in groups: each is written in one direction, forwards or
    backwards. `levels` of the text (UAX #9); `fenced`: kept apart from what stands beside it."""
    marks: list[Mark] = []
    start = 0
    odd_levels = [level % 2 or c in SIGNS for c, level in zip(text, levels, strict=True)]
    for odd, run in groupby(odd_levels):
        end = start + sum(1 for _ in run)
        (_add_right if odd else _add_left)(marks, text, start, end)
        start = end
    if fenced or any(mark.raised for mark in marks):
        marks = list(_edged(marks))
    elif text[0] == "-":  # at the right end poppler takes it for one that divides a word, and drops it
        marks.insert(0, Mark(ALM, GUARD, True, False, True))
    groups = [list(group) for _, group in groupby(marks, key=lambda mark: mark.backwards)]
    for group in groups:
        if group[0].backwards:
            _begin_backwards(group)
    return groups


def _guard(marks: list[Mark]) -> None:
    """An Arabic letter mark, but never two."""
    if not (marks and marks[-1].char == ALM):
        marks.append(Mark(ALM, GUARD, True, False, True))


def _add_right(marks: list[Mark], text: str, start: int, end: int) -> None:
    kinds = [kind(c) for c in text[start:end]]
    for k, (c, own) in enumerate(zip(text[start:end], kinds, strict=True), start):
        before = kind(text[k - 1]) if k else None
        if k > start and own.flow == "W" and before and before.flow == "W" and not (own.mark and before.mark):
            _guard(marks)  # pdfium would change the two over
        backwards = own.pypdf != "L"
        if own.mirrored:
            if not _follows_right(text, k):
                _guard(marks)  # so that pdfium counts more segments to the right than to the left
            marks.append(Mark(LRM, GUARD, True, False, True))
            marks.append(Mark(c, k, True, False, backwards))
            _guard(marks)
            continue
        marks.append(Mark(c, k, True, False, backwards))
        if own.number and k + 1 < len(text) and kind(text[k + 1]).flow != "R":
            _guard(marks)  # poppler would run a left-to-right section on


def _follows_right(text: str, k: int) -> bool:
    if not k:
        return False
    return kind(text[k - 1]).flow == "R" or (text[k - 1] == " " and k > 1 and kind(text[k - 2]).flow == "R")


def _add_left(marks: list[Mark], text: str, start: int, end: int) -> None:
    kinds = [kind(c) for c in text[start:end]]
    flows = {own.flow for own in kinds}
    letters = "L" in flows
    raised = "N" in flows or (letters and len(flows) > 1)  # pdfium would change its parts over
    before = kind(text[start - 1]) if start else None
    if not raised and (before is None or before.flow != "R") and (letters or (before and before.flow == "W")):
        _guard(marks)
    neutral = kinds[0].pypdf == "N"
    forwards = not neutral or raised or any(own.pypdf == "L" for own in kinds)
    if neutral and forwards and start:  # before it pypdf needs a letter that turns it: a no-break blank
        if marks[-1].char == " ":
            marks[-1].char, marks[-1].backwards = NBSP, False
        else:
            marks.append(Mark(NBSP, GUARD, False, raised, False))
    marks += [Mark(text[k], k, False, raised, not forwards) for k in range(start, end)]
    if not kinds[-1].strong and not raised:
        marks.append(Mark(LRM, GUARD, False, raised, not forwards))
    if (kind(text[end]).flow != "R") if end < len(text) else (letters and not raised):
        _guard(marks)


def _edged(marks: list[Mark]) -> Iterator[Mark]:
    """With guards wherever the height changes and at both ends of the line: by the widths of the characters there, and
    by how many are written in one, pdfium judges whether another height is another line."""
    before: Mark | None = None
    for mark in [*marks, None]:
        turn = before is None or mark is None or before.raised != mark.raised
        if turn and before is not None:
            yield from _end(before)
        if turn and mark is not None:
            yield from _start(mark)
        if mark is not None:
            yield mark
        before = mark


def _start(mark: Mark) -> Iterator[Mark]:
    if mark.raised:
        yield Mark(LRM, GUARD, False, True, False, width=_START)
    elif mark.char == ALM:
        mark.alone = True
    else:
        yield Mark(ALM, GUARD, True, False, True, alone=True)


def _end(mark: Mark) -> Iterator[Mark]:
    if mark.raised:
        yield Mark(LRM, GUARD, False, True, False, alone=True)
    elif mark.char not in _SLIM:
        yield Mark(ALM, GUARD, True, False, True)


def _begin_backwards(group: list[Mark]) -> None:
    """What is written first, the last of the group, must be a right-to-left letter to pypdf."""
    last = max((n for n, mark in enumerate(group) if mark.char != LRM), default=None)
    if last is not None and kind(group[last].char).pypdf != "R":
        group.insert(last + 1, Mark(ALM, GUARD, True, False, True))


def apart_marks(text: str) -> list[Mark]:
    """The characters of a left-to-right line that stands beside another one, which no reader may take it together with. The
    blanks are for pypdf, which puts none between lines that follow one another to the left."""
    return [
        Mark(LRM, GUARD, False, True, False, width=_START),
        Mark(NBSP, GUARD, False, True, False),
        *[Mark(c, place, False, True, False) for place, c in enumerate(text)],
        Mark(NBSP, GUARD, False, True, False),
        Mark(LRM, GUARD, False, True, False, alone=True),
    ]


def is_eastern(text: str, levels: Sequence[int]) -> bool:
    """Whether a line is in a script that no reader knows as right-to-left: those beyond U+FFFF, such as Hanifi Rohingya."""
    return max(text) > "\uffff" and any(level % 2 and c > "\uffff" for c, level in zip(text, levels, strict=True))


def has_known_letters(text: str) -> bool:
    """Whether a text has letters that every reader knows as right-to-left ones; numbers and marks may belong to any script."""
    return any(c <= "\uffff" and kind(c).flow == "R" and ucd.category(c)[0] == "L" for c in text)


def eastern_marks(text: str, order: Sequence[int]) -> list[Mark]:
    """The characters at the places `order` of such a line's text with their guards: as if it ran from left to right."""
    marks: list[Mark] = []
    for place in order:
        c = text[place]
        if kind(c).flow == "R" and c <= "\uffff":
            guards = [Mark(LRM, GUARD, False, False, False) for _ in range(2)]
            marks += [guards[0], Mark(c, place, False, False, False), guards[1]]
        else:
            turning = c == " " and place and kind(text[place - 1]).pypdf == "R"
            marks.append(Mark(NBSP if turning else c, place, False, False, False))
    return marks
