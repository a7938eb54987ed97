"""Properties of characters (Unicode 17, like the ICU that finds line ends): the only Unicode data that text decisions use."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import accumulate
from typing import NamedTuple


class Properties(NamedTuple):
    """What the Unicode Character Database says of one character; values by their short names."""

    bidi_class: str
    category: str
    combining: int
    script: str
    mirrored: bool
    extensions: tuple[str, ...]


class Bracket(NamedTuple):
    """A bracket of a pair. `pair` is the opening bracket of its pair, the same for pairs that are canonically equivalent."""

    pair: str
    opening: bool


@cache
def _tables() -> tuple[list[int], list[str], list[str]]:
    """Where each stretch of equal characters begins, the kind of each, and the row of each kind."""
    from booklet.text import ucd_data

    lengths = ucd_data.LENGTHS.split()
    known = {length: int(length, 36) for length in {*lengths}}
    starts = accumulate(map(known.__getitem__, lengths[:-1]), initial=0)
    return list(starts), ucd_data.KINDS.split(), ucd_data.PROPERTIES.split(";")


@cache
def _read(row: str) -> Properties:
    bidi_class, category, combining, script, mirrored, *extensions = row.split()
    return Properties(bidi_class, category, int(combining), script, mirrored == "Y", tuple(extensions))


@cache
def _brackets() -> dict[str, Bracket]:
    from booklet.text import ucd_data

    # UAX #9, BD16: U+2329 and U+232A are canonically equivalent to U+3008 and U+3009.
    equivalent = {"\u2329": "\u3008"}
    pairs = ucd_data.BRACKETS.split()
    return {c: Bracket(equivalent.get(pair[0], pair[0]), c == pair[0]) for pair in pairs for c in pair}


@cache
def properties(c: str) -> Properties:
    """All properties of a character; unassigned code points have the defaults of the Unicode Character Database."""
    starts, kinds, rows = _tables()
    return _read(rows[int(kinds[bisect_right(starts, ord(c)) - 1], 36)])


def bidi_class(c: str) -> str:
    """Bidi_Class, such as L, R, AL, EN (UAX #9, table 4)."""
    return properties(c).bidi_class


def bracket(c: str) -> Bracket | None:
    """The bracket that `c` is to the bidirectional algorithm (BidiBrackets.txt); None if it is none."""
    return _brackets().get(c)


def brackets() -> str:
    """All characters that are brackets to the bidirectional algorithm."""
    return "".join(_brackets())


def is_mirrored(c: str) -> bool:
    """Whether its shape is turned round in right-to-left text (Bidi_Mirrored; UAX #9, rule L4)."""
    return properties(c).mirrored


def script(c: str) -> str:
    """Script (UAX #24) as an ISO 15924 code; Zyyy if used in many, Zinh if it takes that of its base, Zzzz if unknown."""
    return properties(c).script


def script_extensions(c: str) -> tuple[str, ...]:
    """All scripts it is used in (Script_Extensions, UAX #24); its script alone where the database names no others."""
    return properties(c).extensions


def is_assigned(c: str) -> bool:
    """Whether it is a character at all in this version (General_Category is not Cn)."""
    return properties(c).category != "Cn"


def combining(c: str) -> int:
    """Canonical_Combining_Class; 0 for all that is no reordered mark."""
    return properties(c).combining


def category(c: str) -> str:
    """General_Category, such as Lu, Mn, Nd (UAX #44, table 12)."""
    return properties(c).category
