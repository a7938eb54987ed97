"""Shaping: pieces of text to glyph runs and segments, each distinct piece once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from booklet.text.face import Face, is_right_to_left
from booklet.text.itemize import itemizer
from booklet.text.run import GlyphRun, Segment
from booklet.text.segment import NEWLINES

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
        infos = buffer.glyph_infos
        ids, clusters = [info.codepoint for info in infos], [info.cluster for info in infos]
        positions = [p.position for p in buffer.glyph_positions]
        advances = [advance for _, _, advance, _ in positions]
        texts = cluster_texts(text, clusters, advances)
        glyphs = tuple(map(face.placed.__getitem__, zip(ids, positions, texts, strict=True)))
        scale = self._k / face.k
        run = GlyphRun(text, face, script, self._lang, rtl, scale, glyphs, sum(advances) / face.upem * scale)
        if 0 in ids:
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
def _places(count: int) -> tuple[list[int], list[int]]:
    """The places of so many characters, from left to right and from right to left."""
    return list(range(count)), list(range(count - 1, -1, -1))


def cluster_texts(text: str, clusters: list[int], advances: Sequence[int]) -> Sequence[str]:
    """What each glyph of a run stands for. `clusters`: of each, in visual order, the place in `text` at which what it shows
    begins; they ascend or descend. The widest of a cluster stands for its whole text, the others for nothing: so text extracted from a PDF has
    every character once."""
    forwards, backwards = _places(len(text))
    if clusters == forwards:
        return text
    if clusters == backwards:
        return text[::-1]
    if not clusters:
        return ()
    widest: list[int] = []
    best = 0
    for glyph, start in enumerate(clusters):
        if start != clusters[best]:
            widest.append(best)
            best = glyph
        elif advances[glyph] > advances[best]:
            best = glyph
    widest.append(best)
    if clusters[0] < clusters[best]:
        widest.reverse()
    out = [""] * len(clusters)
    end = len(text)
    for glyph in widest:  # from the end of the text
        out[glyph] = text[clusters[glyph] : end]
        end = clusters[glyph]
    out[widest[-1]] = text[:end] + out[widest[-1]]
    return out


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
