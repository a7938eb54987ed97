"""The Unicode Bidirectional Algorithm (UAX #9, https://www.unicode.org/reports/tr9/): which way each character runs.

A paragraph has one level for each character, even left to right, odd right to left. They are resolved once for the whole
paragraph (`levels`), completed for each line (`line_levels`), and put the runs of the line in order (`visual_order`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import compress
from typing import NamedTuple

from booklet.text import ucd

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Blocks the Bidi_Class default of which is R or AL (DerivedBidiClass.txt), all of AN, and the controls that begin
right-to-left text."""

_EXPLICIT = re.compile("[\u202a-\u202e\u2066-\u2069]")

_NAMES = "L R AL EN AN ES ET CS NSM BN B S WS ON LRE LRO RLE RLO PDF LRI RLI FSI PDI"
_LETTERS = dict(zip(_NAMES.split(), "LRAENstcmbPSWO123456789", strict=True))
"""One letter for each Bidi_Class, so that the rules of the algorithm can be regular expressions on a paragraph."""

_BLANK = "WSPb123456789"
"""Classes that take the level of the paragraph at the end of a line (rule L1)."""
_SEPARATOR = re.compile("[SP]")
_EMBEDDING = re.compile("[1-5]")
_INITIATORS = {0: "\u2066", 1: "\u2067", None: "\u2068"}
_PDI = "\u2069"


class Isolate(NamedTuple):
    """A stretch treated as if an isolate initiator stood before `start` and PDI before `end`: it does not act on its surroundings.

    `direction`: 0 left to right (LRI), 1 right to left (RLI), None that of its first strong character (FSI).
    """

    start: int
    end: int
    direction: int | None


def needs_bidi(text: str, base: int) -> bool:
    """Whether some character may run right to left. If not, the text is in visual order as it is."""
    return base != 0 or _RIGHT_TO_LEFT.search(text) is not None


def paragraph_level(text: str) -> int:
    """The level of a paragraph by its first strong character, 0 if it has none (rules P2 and P3)."""
    from booklet.text.bidi_explicit import first_strong

    return first_strong(_classes(text)) or 0


def levels(text: str, base: int = 0, isolates: Sequence[Isolate] = ()) -> tuple[int, ...]:
    """The embedding level of each character, before rule L1 (which needs lines: `line_levels`).

    `base` is the level of the paragraphs: 0 left to right, 1 right to left. `isolates` may nest (of two with the same stretch
    the first is the outer one) but not cross; empty ones do nothing. Characters that the algorithm removes (rule X9) have the
    level of the character before them.
    """
    if isolates:
        text, kept = _with_controls(text, isolates)
        return tuple(compress(levels(text, base), kept))
    if not needs_bidi(text, base) and not _EXPLICIT.search(text):
        return (0,) * len(text)
    classes = _classes(text)
    if "P" not in classes[:-1]:
        return tuple(_paragraph(text, classes, base))
    result: list[int] = []
    for end in (m.end() for m in re.finditer("[^P]*P|[^P]+", classes)):
        start = len(result)
        result += _paragraph(text[start:end], classes[start:end], base)
    return tuple(result)


def line_levels(text: str, levels: Sequence[int], base: int) -> tuple[int, ...]:
    """The levels of one line: separators, and blanks before them or at its end, get the level of the paragraph (rule L1)."""
    classes = _classes(text)
    result = list(levels)
    for end in [*(m.end() for m in _SEPARATOR.finditer(classes)), len(text)]:
        start = len(classes[:end].rstrip(_BLANK))
        result[start:end] = [base] * (end - start)
    return tuple(result)


def visual_order(levels: Sequence[int]) -> list[int]:
    """The places of items (characters or runs) with these levels, from left to right (rule L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    for lowest in range(max(levels), min(odd) - 1, -1) if odd else ():
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= lowest:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


@cache
def _class(c: str) -> str:
    return _LETTERS[ucd.bidi_class(c)]


def _classes(text: str) -> str:
    return "".join(map(_class, text))


def _paragraph(text: str, classes: str, base: int) -> Sequence[int]:
    """Rules X1 to I2 for one paragraph. Most have no explicit formatting characters, and are one sequence."""
    # Imported here, since a booklet that runs left to right needs none of this.
    from booklet.text.bidi_implicit import implicit_levels

    if "b" in classes:
        kept = [c != "b" for c in classes]
        return _spread(_paragraph("".join(compress(text, kept)), classes.replace("b", ""), base), kept, base)
    if classes.isalpha():
        return implicit_levels(text, classes, base, base, base)
    return _explicit_paragraph(text, classes, base)


def _explicit_paragraph(text: str, classes: str, base: int) -> list[int]:
    from booklet.text.bidi_explicit import isolating_runs
    from booklet.text.bidi_implicit import implicit_levels

    result = [base] * len(text)
    for pieces, before, after in isolating_runs(classes, base):
        run_text = "".join([text[p.start : p.end] for p in pieces])
        resolved = implicit_levels(run_text, "".join([p.classes for p in pieces]), pieces[0].level, before, after)
        done = 0
        for start, end, _, _ in pieces:
            result[start:end] = resolved[done : done + end - start]
            done += end - start
    for removed in _EMBEDDING.finditer(classes):
        if removed.start():
            result[removed.start()] = result[removed.start() - 1]
    return result


def _spread(levels: Sequence[int], kept: list[bool], base: int) -> list[int]:
    """The levels of all characters from those of the kept ones; others have the level of the character before."""
    following = iter(levels)
    result = []
    level = base
    for visible in kept:
        if visible:
            level = next(following)
        result.append(level)
    return result


def _with_controls(text: str, isolates: Sequence[Isolate]) -> tuple[str, list[bool]]:
    """The text with the controls of its isolates, and which of its characters are not such controls."""
    before: dict[int, str] = {len(text): ""}
    for start, end, direction in sorted((i for i in isolates if i.start < i.end), key=lambda i: (i.start, -i.end)):
        before[start] = before.get(start, "") + _INITIATORS[direction]
        before[end] = _PDI + before.get(end, "")
    pieces: list[str] = []
    kept: list[bool] = []
    done = 0
    for place, controls in sorted(before.items()):
        pieces += [text[done:place], controls]
        kept += [True] * (place - done) + [False] * len(controls)
        done = place
    return "".join(pieces), kept
