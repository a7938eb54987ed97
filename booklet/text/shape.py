"""Shaping: pieces of text to glyph runs and segments, each distinct piece once."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from booklet.text.face import Face, Placed
from booklet.text.itemize import Item, itemize
from booklet.text.run import Glyph, GlyphRun, Segment
from booklet.text.segment import NEWLINES

_glyph = Glyph._make
BLANKS = " \t" + NEWLINES
"""What vanishes at the end of a line."""


class Shaper:
    """Shapes pieces of one language in one weight, for paragraphs in one script. Remembers every piece."""

    def __init__(
        self, faces: tuple[Face, ...], lang: str, script: str, k: float, features: tuple[str, ...] = ()
    ) -> None:
        """`script` and `k` are the paragraph's: its shared characters follow the one, its size the other."""
        self._faces, self._lang, self._script, self._k, self._features = faces, lang, script, k, features
        self._segments: dict[str, Segment] = {}
        self._divides: dict[tuple[str, str], bool] = {}
        self.missing: dict[GlyphRun, str] = {}
        """Characters no font has, by the run they stand in."""

    def segment(self, piece: str) -> Segment:
        """The shaped piece, the same object every time."""
        return self._segments.get(piece) or self._make(piece)

    def _make(self, piece: str) -> Segment:
        text = piece.rstrip(NEWLINES)
        items = itemize(text, self._script, self._faces)
        runs = tuple([run for run in (self._run(text, item) for item in items) if run.glyphs])
        width = sum(run.width for run in runs)
        trimmed = sum(run.width for run in without_blanks(runs)) if piece[-1] in BLANKS else width
        segment = self._segments[piece] = Segment(piece, runs, width, trimmed, len(text) < len(piece))
        return segment

    def _run(self, text: str, item: Item) -> GlyphRun:
        part, face = text[item.start : item.end], item.face
        placed = face.shape(part, item.script, self._lang, False, self._features)
        glyphs = place_glyphs(part, placed, 1 / face.upem)
        scale = self._k / face.k
        width = sum([p.advance for p in placed]) / face.upem * scale
        run = GlyphRun(part, face, item.script, self._lang, False, scale, glyphs, width)
        if any(p.id == 0 for p in placed):
            self.missing[run] = "".join(c for c in part if not face.has(c)) or part
        return run

    def divides_cluster(self, before: str, after: str) -> bool:
        """Whether two neighbouring characters share one shape, so that no line may end between them."""
        pair = (before, after)
        known = self._divides.get(pair)
        if known is None:
            item, *others = itemize(before + after, self._script, self._faces)
            placed = item.face.shape(before + after, item.script, self._lang, False, ())
            known = self._divides[pair] = not others and all(p.cluster != 1 for p in placed)
        return known


def place_glyphs(text: str, placed: list[Placed], em: float) -> tuple[Glyph, ...]:
    """Glyphs of a left-to-right run. The widest of a cluster stands for its whole text, the others for nothing: so
    text extracted from a PDF has every character once."""
    if not placed:
        return ()
    starts = [0, *sorted({p.cluster for p in placed})[1:], len(text)]
    if len(placed) == len(text) == len(starts) - 1:
        return tuple([_glyph((p[0], p[2] * em, p[3] * em, p[4] * em, c)) for p, c in zip(placed, text, strict=True)])
    texts = {max(start, placed[0].cluster): text[start:end] for start, end in pairwise(starts)}
    leaders: dict[int, int] = {}
    for index, p in enumerate(placed):
        if p.cluster not in leaders or p.advance > placed[leaders[p.cluster]].advance:
            leaders[p.cluster] = index
    return tuple(
        [
            _glyph((p[0], p[2] * em, p[3] * em, p[4] * em, texts[p[1]] if leaders[p[1]] == index else ""))
            for index, p in enumerate(placed)
        ]
    )


def without_blanks(runs: tuple[GlyphRun, ...]) -> tuple[GlyphRun, ...]:
    """The runs less the blanks at their end, without shaping again: widths stay those the line was broken by."""
    kept = list(runs)
    while kept:
        run = kept.pop()
        text = run.text.rstrip(BLANKS)
        if text == run.text:
            return (*kept, run)
        if text:
            cut = len(run.glyphs) - (len(run.text) - len(text))
            width = run.width - sum(g.advance for g in run.glyphs[cut:]) * run.scale
            return (*kept, replace(run, text=text, glyphs=run.glyphs[:cut], width=width))
    return ()
