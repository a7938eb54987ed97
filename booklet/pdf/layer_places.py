"""Where the characters of a text layer stand: each over its share of the glyphs, guards in the edge of a neighbour."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import accumulate
from typing import NamedTuple

from booklet.pdf.layer_rules import GUARD, SIGNS, Mark
from booklet.text.run import GlyphRun, Line

_NARROW = 0.02
"""Width of a guard, em."""

_LEAST = 0.06
"""Least width of a character's share of its cluster, em, before the shares of a run are made to fit."""

_LENT = 0.75
"""How much of its width a character gives to guards at most."""


class Place(NamedTuple):
    """Left edge and width of a character, em."""

    x: float
    width: float


_place: Callable[[tuple[float, float]], Place] = partial(tuple.__new__, Place)  # a third of the time of Place(…)


def places(line: Line) -> dict[int, Place]:
    """The place of every character that glyphs show, by its place in the line's text."""
    out: dict[int, Place] = {}
    x = 0.0
    starts = line.starts or list(accumulate([len(run.text) for run in line.runs], initial=0))[:-1]
    for run, start in zip(line.runs, starts, strict=True):
        for place, (left, width) in enumerate(_shares(run), start):
            out[place] = _place((x + left, width))
        x += run.width
    return out


@lru_cache(maxsize=65536)
def _shares(run: GlyphRun) -> tuple[Place, ...]:
    """The places of a run's characters, in its text's order: each has an even share of its cluster."""
    if not run.glyphs:
        return ()
    counts, wanted = zip(*_clusters(run), strict=True)
    fit = run.width / sum(wanted)
    out: list[Place] = []
    x = 0.0
    for count, width in zip(counts, wanted, strict=True):
        share = width * fit / count
        out += [_place((x + n * share, share)) for n in range(count)]
        x += width * fit
    if run.rtl:
        return tuple(reversed(out))
    if run.text[0] in SIGNS:  # it is read before the number under which it stands, so to readers it is on its right
        first, last = out[0], out[-1]
        return (Place(last.x + last.width - first.width, first.width), *[Place(x - first.width, w) for x, w in out[1:]])
    return tuple(out)


def _clusters(run: GlyphRun) -> list[tuple[int, float]]:
    """Number of characters and width of each cluster, from left to right. Glyphs that stand for nothing belong to the one
    before them, which rarely matters: few are wide."""
    out: list[tuple[int, float]] = []
    loose = 0.0
    for glyph in run.glyphs:
        if glyph.text:
            out.append((len(glyph.text), glyph.advance * run.scale + loose))
            loose = 0.0
        elif out:
            out[-1] = (out[-1][0], out[-1][1] + glyph.advance * run.scale)
        else:
            loose += glyph.advance * run.scale
    return [(count, max(width, _LEAST * count)) for count, width in out]


def set_places(groups: list[list[Mark]], found: Mapping[int, Place]) -> None:
    """Put characters where their glyphs are, and guards into the edge of the character on their left; those at the left end
    of the line into the one on their right."""
    waiting: list[Mark] = []
    last: Mark | None = None
    for mark in _from_left(groups):
        if mark.place == GUARD:
            waiting.append(mark)
            continue
        place = found.get(mark.place)
        if place is None:  # no glyph shows it
            place = Place(last.x + last.width if last else 0.0, 0.0)
        mark.x, mark.width = place
        if waiting:
            _squeeze(waiting, last or mark, last is not None)
            waiting = []
        last = mark
    if waiting and last:
        _squeeze(waiting, last, True)


def _from_left(groups: list[list[Mark]]) -> Iterator[Mark]:
    """The marks as they stand: all turned round, left-to-right runs turned back."""
    block: list[Mark] = []
    out: list[Mark] = []
    for group in groups:
        for mark in group:
            if mark.right:
                out += [*reversed(block), mark]
                block = []
            else:
                block.append(mark)
    out += reversed(block)
    return reversed(out)


def _squeeze(guards: list[Mark], beside: Mark, after: bool) -> None:
    """Cut the places of guards out of a neighbour's."""
    wanted = sum([guard.width or _NARROW for guard in guards])
    fit = min(1.0, beside.width * _LENT / wanted)
    beside.width -= wanted * fit
    x = beside.x + beside.width if after else beside.x
    if not after:
        beside.x += wanted * fit
    for guard in guards:
        guard.x, guard.width = x, (guard.width or _NARROW) * fit
        x += guard.width


def set_from_left(groups: list[list[Mark]], found: Mapping[int, Place]) -> None:
    """Put characters and guards one after another from the line's left end, wherever their glyphs are."""
    marks = [mark for group in groups for mark in group]
    for mark in marks:
        mark.width = _NARROW if mark.place == GUARD else found[mark.place].width
    left = min([place.x for place in found.values()])
    fit = sum([place.width for place in found.values()]) / sum([mark.width for mark in marks])
    for mark in marks:
        mark.width *= fit
        mark.x = left
        left += mark.width
