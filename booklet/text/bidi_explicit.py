"""Rules P2 to X10 of UAX #9: levels by embeddings, overrides and isolates, and the sequences that are resolved as one.

Classes are the letters that `bidi` has for them, without BN.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MAX_DEPTH = 125
_INITIATORS = "678"
_EMBEDDINGS = "1234"
_STRONG = {"L": 0, "R": 1, "A": 1}
_DIRECTIONS = {"1": 0, "2": 0, "3": 1, "4": 1, "6": 0, "7": 1}
_OVERRIDES = {"2": "L", "4": "R"}
_PIECE = re.compile("[1-9P]|[^1-9P]+")


class Piece(NamedTuple):
    """Characters `start` to `end` of a paragraph at one level, with their classes after overrides: one control, or no control."""

    start: int
    end: int
    level: int
    classes: str


class IsolatingRun(NamedTuple):
    """An isolating run sequence (definition BD13): its pieces, and the levels that give sos and eos."""

    pieces: list[Piece]
    before: int
    after: int


def first_strong(classes: str, start: int = 0) -> int | None:
    """The direction of the first strong character from `start` on, outside isolates that begin there (rules P2, P3).

    Behind an isolate initiator (`start` > 0) the search ends at its PDI (rule X5c). None if there is no such character.
    """
    depth = 0
    for c in classes[start:]:
        if c in _INITIATORS:
            depth += 1
        elif c == "9" and depth:
            depth -= 1
        elif c == "9" and start:
            return None
        elif not depth and c in _STRONG:
            return _STRONG[c]
    return None


def isolating_runs(classes: str, base: int) -> list[IsolatingRun]:
    """The isolating run sequences of a paragraph (rules X1 to X10); embedding controls are in none of them."""
    walk = _Walk(classes, base)
    for match in _PIECE.finditer(classes):
        walk.go(match[0], match.start())
    levels = [base, *[run[0].level for run in walk.level_runs], base]
    matched = set(walk.initiators.values())
    open_isolates: dict[int, int] = {}
    sequences: list[IsolatingRun] = []
    for pieces, before, after in zip(walk.level_runs, levels, levels[2:], strict=False):
        level, last = pieces[0].level, pieces[-1].start
        # An isolate that nothing closes has no character of its own level behind it.
        after = base if pieces[-1].classes in _INITIATORS and last not in matched else after
        place = open_isolates.pop(walk.initiators.get(pieces[0].start, -1), None)
        if place is None:
            place = len(sequences)
            sequences.append(IsolatingRun(pieces, max(level, before), max(level, after)))
        else:
            joined = sequences[place]
            sequences[place] = IsolatingRun(joined.pieces + pieces, joined.before, max(level, after))
        open_isolates[last] = place
    return sequences


class _Walk:
    """The way through a paragraph, with the directional status stack of rule X1 and its counters."""

    def __init__(self, classes: str, base: int) -> None:
        self.classes = classes
        self.base = base
        self.level_runs: list[list[Piece]] = []
        """Neighbours at one level (definition BD7)."""
        self.initiators: dict[int, int] = {}
        """The place of the matching isolate initiator by that of PDI (definition BD9)."""
        self.stack = [(base, "", False)]
        """Of each open embedding, override and isolate: level, class it imposes, whether it is an isolate."""
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0
        self.open: list[int] = []

    def go(self, classes: str, start: int) -> None:
        """One control, or all characters up to the next."""
        if classes in _EMBEDDINGS:
            self._embed(classes)
        elif classes == "5":
            self._end_embedding()
        elif classes == "P":
            self._add(Piece(start, start + 1, self.base, "P"))
        elif classes == "9":
            self._end_isolate(start)
            self._set(classes, start)
        else:
            self._set(classes, start)
            if classes in _INITIATORS:
                self._isolate(classes, start)

    def _add(self, piece: Piece) -> None:
        if self.level_runs and self.level_runs[-1][0].level == piece.level:
            self.level_runs[-1].append(piece)
        else:
            self.level_runs.append([piece])

    def _set(self, classes: str, start: int) -> None:
        """Rules X5a, X6 and X6a: level, and class if that is overridden."""
        level, override, _ = self.stack[-1]
        self._add(Piece(start, start + len(classes), level, override * len(classes) or classes))

    def _embed(self, c: str) -> None:
        """Rules X2 to X5."""
        if not self._push(_DIRECTIONS[c], _OVERRIDES.get(c, ""), False) and not self.overflow_isolates:
            self.overflow_embeddings += 1

    def _isolate(self, c: str, start: int) -> None:
        """Rules X5a to X5c."""
        self.open.append(start)
        direction = (first_strong(self.classes, start + 1) or 0) if c == "8" else _DIRECTIONS[c]
        if self._push(direction, "", True):
            self.valid_isolates += 1
        else:
            self.overflow_isolates += 1

    def _push(self, direction: int, override: str, isolate: bool) -> bool:
        level = self.stack[-1][0] + 1
        level += level % 2 != direction
        fits = level <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings
        if fits:
            self.stack.append((level, override, isolate))
        return fits

    def _end_isolate(self, start: int) -> None:
        """Rule X6a."""
        if self.open:
            self.initiators[start] = self.open.pop()
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self.valid_isolates -= 1

    def _end_embedding(self) -> None:
        """Rule X7."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()
