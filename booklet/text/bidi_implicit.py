"""Rules W1 to I2 of UAX #9: the levels of an isolating run sequence, from the classes of its characters.

Classes are the letters that `bidi` has for them. Around the sequence stand two letters more, its `sos` and `eos` (rule X10), until
the rules are done.
"""

from __future__ import annotations

import re
from functools import cache

from booklet.text import ucd

_MOST_BRACKETS = 63

_MARKS = re.compile("(?<=([^m]))m+")
_ARABIC = re.compile("A[^LR]+")
_LATIN = re.compile("L[^LR]*E[^LR]*")
_SEPARATOR_EUROPEAN = re.compile("(?<=E)[sc](?=E)")
_SEPARATOR_ARABIC = re.compile("(?<=N)c(?=N)")
_TERMINATORS = re.compile("t+(?=E)|(?<=E)t+")
_WEAK = str.maketrans("stc", "OOO")
_STRONG = re.compile("[LREN]")
_NEUTRALS = {
    0: re.compile("(?<=[REN])[PSWO6-9]+(?=[REN])"),
    1: re.compile("(?<=L)[PSWO6-9]+(?=L)"),
}
"""Neutrals that do not take the direction of the embedding, by its level (rule N1)."""
_OPPOSITE = {"L": "R", "R": "L"}
_STRENGTH = {"L": "L", "R": "R", "E": "R", "N": "R"}


def implicit_levels(text: str, classes: str, level: int, before: int, after: int) -> bytes:
    """The level of each character of a sequence at `level`; `before` and `after` are the levels that give sos and eos."""
    sequence = "LR"[before % 2] + classes + "LR"[after % 2]
    sequence = _weak(sequence)
    if "O" in sequence:
        sequence = _brackets(sequence, text, classes, "LR"[level % 2])
    other = "RL"[level % 2]
    sequence = _NEUTRALS[level % 2].sub(lambda m: other * len(m[0]), sequence)
    return sequence[1:-1].translate(_final(level)).encode("latin-1")


def _weak(sequence: str) -> str:
    """Rules W1 to W7."""
    if "m" in sequence:
        sequence = _MARKS.sub(lambda m: ("O" if m[1] in "6789" else m[1]) * len(m[0]), sequence)
    if "A" in sequence:
        if "E" in sequence:
            sequence = _ARABIC.sub(lambda m: m[0].replace("E", "N"), sequence)
        sequence = sequence.replace("A", "R")
    if "E" in sequence:
        sequence = _SEPARATOR_EUROPEAN.sub("E", sequence)
        sequence = _TERMINATORS.sub(lambda m: "E" * len(m[0]), sequence)
        sequence = _LATIN.sub(lambda m: m[0].replace("E", "L"), sequence)
    if "N" in sequence:
        sequence = _SEPARATOR_ARABIC.sub("N", sequence)
    return sequence.translate(_WEAK)


@cache
def _final(level: int) -> dict[int, int]:
    """Rules N2, I1 and I2: from class to level."""
    right, numbers = (level + 1, level + 2) if level % 2 == 0 else (level, level + 1)
    left = level + level % 2
    table = {"L": left, "R": right, "E": numbers, "N": numbers}
    return {ord(c): table.get(c, level) for c in "LRENPSWO6789"}


@cache
def _bracket_pattern() -> re.Pattern[str]:
    return re.compile("[" + re.escape(ucd.brackets()) + "]")


def _brackets(sequence: str, text: str, classes: str, embedding: str) -> str:
    """Rule N0: both brackets of a pair run the same way. Places in `sequence` are one more than in `text`."""
    for opening, closing in _pairs(text, sequence):
        direction = _pair_direction(sequence, opening, closing, embedding)
        if direction:
            for place in (opening, closing):
                end = place + 1
                while end <= len(classes) and classes[end - 1] == "m":
                    end += 1
                sequence = sequence[:place] + direction * (end - place) + sequence[end:]
    return sequence


def _pairs(text: str, sequence: str) -> list[tuple[int, int]]:
    """The pairs of brackets in the order of their opening brackets (definition BD16)."""
    stack: list[tuple[str, int]] = []
    pairs = []
    for match in _bracket_pattern().finditer(text):
        place = match.start() + 1
        bracket = ucd.bracket(match[0])
        if bracket is None or sequence[place] != "O":
            continue
        if bracket.opening:
            if len(stack) == _MOST_BRACKETS:
                return []
            stack.append((bracket.pair, place))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == bracket.pair:
                pairs.append((stack[depth][1], place))
                del stack[depth:]
                break
    return sorted(pairs)


def _pair_direction(sequence: str, opening: int, closing: int, embedding: str) -> str | None:
    inside = {_STRENGTH[c] for c in _STRONG.findall(sequence, opening + 1, closing)}
    if not inside:
        return None
    if embedding in inside:
        return embedding
    context = _STRENGTH[next(c for c in reversed(sequence[:opening]) if c in _STRENGTH)]
    return _OPPOSITE[embedding] if context != embedding else embedding
