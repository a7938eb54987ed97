"""Shaped text: glyph runs, segments and lines. Widths are in em (multiples of the font size at which they are drawn)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from booklet.value import value

if TYPE_CHECKING:
    from booklet.text.face import Face, Glyph


class Inset(NamedTuple):
    """A value standing in a text, characters `start` to `end`: set in its own language; `whole`: never split over lines.

    It is an isolate (UAX #9) that runs left to right (0), right to left (1), or as its first letter does (None)."""

    start: int
    end: int
    lang: str
    whole: bool
    direction: int | None = None


@value
class GlyphRun:
    """Text shaped in one face, script, language and direction: made once per distinct piece, shared, compared by identity."""

    text: str
    face: Face
    script: str
    lang: str
    rtl: bool
    scale: float
    """Size relative to the paragraph's, so that scripts look equally large."""
    glyphs: tuple[Glyph, ...]
    """In visual order, advances and offsets in em of this run's own size (before `scale`)."""
    width: float
    """In em of the paragraph's size (after `scale`)."""


@value
class Segment:
    """A piece no line may break inside."""

    text: str
    runs: tuple[GlyphRun, ...]
    width: float
    trimmed: float
    """Width without the blanks at its end."""
    mandatory: bool = False
    """A line ends after it whatever comes."""


@value
class Line:
    """One line, blanks at its end removed, runs in visual order."""

    text: str
    runs: tuple[GlyphRun, ...]
    width: float
    levels: tuple[int, ...] = ()
    """The embedding level of every character of `text` (UAX #9); () if the whole line runs left to right at level 0."""
    starts: tuple[int, ...] = ()
    """Where the text of each run begins in `text`; () where `levels` is."""
    cut: bool = False
    """Whether it ends inside a word that is wider than the column."""
