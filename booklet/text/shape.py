"""Shaping: pieces of text to glyph runs and segments, each distinct piece once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from itertools import pairwise
from operator import itemgetter

from booklet.text.face import Face, Placed, is_right_to_left, placed
from booklet.text.itemize import itemizer
from booklet.text.run import Glyph, GlyphRun, Segment
from booklet.text.segment import NEWLINES

_id_of = itemgetter(0)
_new: Callable[[tuple[object, ...]], Glyph] = partial(tuple.__new__, Glyph)  # half the time of Glyph(…)
BLANKS = " \t" + NEWLINES
"""What vanishes at the end of a line."""


class Shaper:
    """Shapes pieces of one language in one weight, for paragraphs in one script. Remembers every piece."""

    def __init__(
        self, faces: tuple[Face, ...], lang: str, script: str, k: float, features: tuple[str, ...] = ()
    ) -> None:
        """`script` and `k` are the paragraph's: its shared characters follow the one, its size the other."""
        self._lang, self._k, self._features = lang, k, features
        self._items = itemizer(script, faces).items
        self.segments = _Pieces(self, False), _Pieces(self, True)
        """The shaped pieces, all of each in one direction: left to right, right to left."""
        self._runs: dict[tuple[str, str, Face, bool], GlyphRun] = {}
        self._divides: dict[tuple[str, str], bool] = {}
        self.missing: dict[GlyphRun, str] = {}
        """Characters no font has, by the run they stand in."""

    def make(self, piece: str, rtl: bool) -> Segment:
        """A piece, shaped."""
        text = piece.rstrip(NEWLINES)
        runs = tuple([self._run(text[i[0] : i[1]], i[2], i[3], rtl) for i in self._items(text)])
        width = sum([run.width for run in runs])
        trimmed = trimmed_width(runs) if piece[-1] in BLANKS else width
        return Segment(piece, runs, width, trimmed, len(text) < len(piece))

    def _run(self, text: str, script: str, face: Face, rtl: bool) -> GlyphRun:
        key = (text, script, face, rtl)
        run = self._runs.get(key)
        if run is None:
            run = self._runs[key] = self._shape(text, script, face, rtl)
        return run

    def _shape(self, text: str, script: str, face: Face, rtl: bool) -> GlyphRun:
        buffer = face.shaped(text, script, self._lang, rtl, self._features)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        em = 1 / face.upem
        if [info.cluster for info in infos] == list(range(len(text))):
            glyphs = tuple(
                [
                    _glyph(i.codepoint, p.x_advance, p.x_offset, p.y_offset, char, em)
                    for i, p, char in zip(infos, positions, text, strict=True)
                ]
            )
        else:
            glyphs = place_glyphs(text, placed(buffer), em)
        scale = self._k / face.k
        width = sum([p.x_advance for p in positions]) / face.upem * scale
        run = GlyphRun(text, face, script, self._lang, rtl, scale, glyphs, width)
        if not all(map(_id_of, glyphs)):
            self.missing[run] = "".join(c for c in text if not face.has(c)) or text
        return run

    def divides_cluster(self, before: str, after: str) -> bool:
        """Whether two neighbouring characters share one shape, so that no line may end between them."""
        pair = (before, after)
        known = self._divides.get(pair)
        if known is None:
            item, *others = self._items(before + after)
            placed = item.face.shape(before + after, item.script, self._lang, is_right_to_left(item.script), ())
            known = self._divides[pair] = not others and all(p.cluster != 1 for p in placed)
        return known


class _Pieces(dict[str, Segment]):
    """Every piece is made once."""

    def __init__(self, shaper: Shaper, rtl: bool) -> None:
        self._shaper, self._rtl = shaper, rtl

    def __missing__(self, piece: str) -> Segment:
        segment = self[piece] = self._shaper.make(piece, self._rtl)
        return segment


@cache
def _glyph(gid: int, advance: int, dx: int, dy: int, text: str, em: float) -> Glyph:
    """The same object every time: a glyph that a font file has once is also looked at once."""
    return _new((gid, advance * em, dx * em, dy * em, text))


def place_glyphs(text: str, placed: list[Placed], em: float) -> tuple[Glyph, ...]:
    """Glyphs of a run in visual order. The widest of a cluster stands for its whole text, the others for nothing: so
    text extracted from a PDF has every character once."""
    if not placed:
        return ()
    widest: dict[int, Placed] = {}
    for p in placed:
        known = widest.get(p[1])
        if known is None or p[2] > known[2]:
            widest[p[1]] = p
    first, *others = sorted(widest)
    texts = {max(start, first): text[start:end] for start, end in pairwise([0, *others, len(text)])}
    return tuple(
        [
            _glyph(p[0], p[2], p[3], p[4], texts[p[1]] if widest[p[1]] is p else "", em)
            for p in placed
        ]
    )


def without_blanks(runs: tuple[GlyphRun, ...]) -> tuple[GlyphRun, ...]:
    """The runs less the blanks at their end, without shaping again: widths stay those the line was broken by."""
    last, text, glyphs, width = _end(runs)
    if last < 0:
        return ()
    run = runs[last]
    if text == run.text:
        return runs[: last + 1]
    kept = run.glyphs[-glyphs:] if run.rtl else run.glyphs[:glyphs]
    return (*runs[:last], GlyphRun(text, run.face, run.script, run.lang, run.rtl, run.scale, kept, width))


def trimmed_width(runs: tuple[GlyphRun, ...]) -> float:
    """Width of the runs less the blanks at their end."""
    last, _, _, width = _end(runs)
    return sum([run.width for run in runs[: max(last, 0)]]) + width


def _end(runs: tuple[GlyphRun, ...]) -> tuple[int, str, int, float]:
    """The last run that is not blank, -1 for none; what stays of it: its text, the number of its glyphs, its width."""
    for last in range(len(runs) - 1, -1, -1):
        run = runs[last]
        text = run.text.rstrip(BLANKS)
        if text and run.glyphs:
            if text == run.text:
                return last, text, len(run.glyphs), run.width
            glyphs = len(run.glyphs) - (len(run.text) - len(text))
            blanks = run.glyphs[: len(run.glyphs) - glyphs] if run.rtl else run.glyphs[glyphs:]
            return last, text, glyphs, run.width - sum([g.advance for g in blanks]) * run.scale
    return -1, "", 0, 0.0
