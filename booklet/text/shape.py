"""Shaping: pieces of text to glyph runs and segments, each distinct piece once."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from booklet.text.face import Face, Placed, is_right_to_left
from booklet.text.itemize import Item, itemize
from booklet.text.run import Glyph, GlyphRun, Segment
from booklet.text.segment import NEWLINES

_id_of = itemgetter(0)
BLANKS = " \t" + NEWLINES
"""What vanishes at the end of a line."""


class Shaper:
    """Shapes pieces of one language in one weight, for paragraphs in one script. Remembers every piece."""

    def __init__(
        self, faces: tuple[Face, ...], lang: str, script: str, k: float, features: tuple[str, ...] = ()
    ) -> None:
        """`script` and `k` are the paragraph's: its shared characters follow the one, its size the other."""
        self._faces, self._lang, self._script, self._k, self._features = faces, lang, script, k, features
        self._segments: tuple[dict[str, Segment], dict[str, Segment]] = ({}, {})
        self._divides: dict[tuple[str, str], bool] = {}
        self.missing: dict[GlyphRun, str] = {}
        """Characters no font has, by the run they stand in."""

    def segment(self, piece: str, rtl: bool = False) -> Segment:
        """The shaped piece, all of it in one direction; the same object every time."""
        return self._segments[rtl].get(piece) or self._make(piece, rtl)

    def _make(self, piece: str, rtl: bool) -> Segment:
        text = piece.rstrip(NEWLINES)
        items = itemize(text, self._script, self._faces)
        runs = tuple([self._run(text, item, rtl) for item in items])
        width = sum([run.width for run in runs])
        trimmed = trimmed_width(runs) if piece[-1] in BLANKS else width
        segment = self._segments[rtl][piece] = Segment(piece, runs, width, trimmed, len(text) < len(piece))
        return segment

    def _run(self, text: str, item: Item, rtl: bool) -> GlyphRun:
        part, face = text[item.start : item.end], item.face
        placed = face.shape(part, item.script, self._lang, rtl, self._features)
        glyphs = place_glyphs(part, placed, 1 / face.upem)
        scale = self._k / face.k
        width = sum([p[2] for p in placed]) / face.upem * scale
        run = GlyphRun(part, face, item.script, self._lang, rtl, scale, glyphs, width)
        if not all(map(_id_of, placed)):
            self.missing[run] = "".join(c for c in part if not face.has(c)) or part
        return run

    def divides_cluster(self, before: str, after: str) -> bool:
        """Whether two neighbouring characters share one shape, so that no line may end between them."""
        pair = (before, after)
        known = self._divides.get(pair)
        if known is None:
            item, *others = itemize(before + after, self._script, self._faces)
            placed = item.face.shape(before + after, item.script, self._lang, is_right_to_left(item.script), ())
            known = self._divides[pair] = not others and all(p.cluster != 1 for p in placed)
        return known


@lru_cache(maxsize=65536)
def _glyph(gid: int, advance: int, dx: int, dy: int, text: str, em: float) -> Glyph:
    return Glyph(gid, advance * em, dx * em, dy * em, text)


def place_glyphs(text: str, placed: list[Placed], em: float) -> tuple[Glyph, ...]:
    """Glyphs of a run in visual order. The widest of a cluster stands for its whole text, the others for nothing: so
    text extracted from a PDF has every character once."""
    if not placed:
        return ()
    clusters = [p[1] for p in placed]
    if clusters == list(range(len(text))):
        return tuple([_glyph(p[0], p[2], p[3], p[4], c, em) for p, c in zip(placed, text, strict=True)])
    first, *others = sorted(set(clusters))
    texts = {max(start, first): text[start:end] for start, end in pairwise([0, *others, len(text)])}
    leaders: dict[int, int] = {}
    for index, p in enumerate(placed):
        if p.cluster not in leaders or p.advance > placed[leaders[p.cluster]].advance:
            leaders[p.cluster] = index
    return tuple(
        [
            _glyph(p[0], p[2], p[3], p[4], texts[p[1]] if leaders[p[1]] == index else "", em)
            for index, p in enumerate(placed)
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
            glyphs = len(run.glyphs) - (len(run.text) - len(text))
            blanks = run.glyphs[: len(run.glyphs) - glyphs] if run.rtl else run.glyphs[glyphs:]
            return last, text, glyphs, run.width - sum([g.advance for g in blanks]) * run.scale
    return -1, "", 0, 0.0
