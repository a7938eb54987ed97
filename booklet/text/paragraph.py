"""The typesetter: texts to lines of shaped glyphs. Measures are em of the size the lines will be drawn at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from booklet.diag import Sink, Subject
from booklet.text.bidi import Isolate, levels, line_levels, needs_bidi, visual_order
from booklet.text.fonts import FontBook
from booklet.text.linebreak import TOLERANCE, Widths, line_count, narrowest, total_fit
from booklet.text.run import GlyphRun, Inset, Line, Segment
from booklet.text.segment import segment_ends, unbroken
from booklet.text.shape import BLANKS, Shaper, trimmed_width, without_blanks
from booklet.text.words import WordList

_NO_WORDS = WordList()


class _Setting(NamedTuple):
    """All that shapes a text, whatever the column."""

    text: str
    lang: str
    weight: str
    insets: tuple[Inset, ...]
    features: tuple[str, ...]


class _Stretch(NamedTuple):
    """Segments up to a forced line end; `start` is the first one's place in the text. `levels`: of the whole text, () if
    all of it runs left to right."""

    start: int
    segments: tuple[Segment, ...]
    widths: Widths
    levels: tuple[int, ...]
    cuts: frozenset[int] = frozenset()
    """Places inside words wider than the column, where a line ends for want of a better place."""


class Typesetter:
    """Sets texts in the faces of a font book. Remembers what it shaped, so that a second setting costs little."""

    def __init__(self, fonts: FontBook, sink: Sink, words: Mapping[str, WordList] | None = None) -> None:
        """`words`: what stays on one line, by primary language (`read_words`)."""
        self._fonts, self._sink, self._words = fonts, sink, words or {}
        self._shapers: dict[tuple[str, str, str, tuple[str, ...]], Shaper] = {}
        self._lines_of: dict[tuple[object, ...], tuple[Line, ...]] = {}
        self._stretches: dict[_Setting, tuple[_Stretch, ...]] = {}
        self._line_ends: dict[Segment, tuple[GlyphRun, ...]] = {}

    def lines(
        self,
        text: str,
        lang: str,
        weight: str,
        width: float,
        *,
        insets: tuple[Inset, ...] = (),
        balance: bool = False,
        message: str | None = None,
        features: tuple[str, ...] = (),
    ) -> tuple[Line, ...]:
        """The text in lines of at most `width`: the fewest, as even as can be. `balance`: two or three lines take the
        narrowest measure that keeps their number.

        Lines end where `segment_ends` allows; a listed word wider than the column is cut between its parts, any other
        between graphemes. A whole inset or a number is never cut: its line may then be wider than `width`, which the
        caller must look at. A "\\n" begins a new line.
        The direction of the paragraph is that of its language; insets are isolates in it (UAX #9).
        `features`: OpenType tags to switch on. Errors to the sink name `message` (msgctxt): `no-glyph`."""
        key = (text, lang, weight, width, insets, balance, message, features)
        known = self._lines_of.get(key)
        if known is None:
            setting = _Setting(text, lang, weight, insets, features)
            known = self._lines_of[key] = self._break(setting, width, balance, message)
        return known  # what the sink was told the first time it need not hear again

    def _break(self, setting: _Setting, width: float, balance: bool, message: str | None) -> tuple[Line, ...]:
        stretches = [self._fitting(setting, stretch, width) for stretch in self._set(setting, message)]
        measure = width
        if balance and 2 <= sum(line_count(s.widths, width) for s in stretches) <= 3:
            measure = narrowest([s.widths for s in stretches], width)
        return tuple([line for stretch in stretches for line in self._stretch_lines(setting, stretch, measure)])

    def width(
        self,
        text: str,
        lang: str,
        weight: str,
        *,
        insets: tuple[Inset, ...] = (),
        message: str | None = None,
        features: tuple[str, ...] = (),
    ) -> float:
        """Width of the text broken only at "\\n": of its longest line. Errors as of `lines`."""
        stretches = self._set(_Setting(text, lang, weight, insets, features), message)
        return max((s.widths.line(0, s.widths.count) for s in stretches), default=0.0)

    def _set(self, setting: _Setting, message: str | None) -> tuple[_Stretch, ...]:
        stretches = self._stretches.get(setting)
        if stretches is None:
            shaper = self._shaper(setting, setting.lang)
            words = self._words.get(setting.lang.split("-")[0], _NO_WORDS)
            ends = segment_ends(setting.text, setting.lang, setting.insets, shaper.divides_cluster, words)
            embedding = self._levels(setting)
            segments = self._segments(setting, embedding, 0, ends)
            stretches = self._stretches[setting] = tuple(_stretches(0, segments, embedding))
        for shaper in self._shapers.values():
            if shaper.missing:
                self._report(shaper.missing, stretches, setting.lang, message)
        return stretches

    def _shaper(self, setting: _Setting, lang: str) -> Shaper:
        """For pieces in `lang`, in a paragraph of the setting's language."""
        key = (lang, setting.lang, setting.weight, setting.features)
        shaper = self._shapers.get(key)
        if shaper is None:
            shaper = self._shapers[key] = self._fonts.shaper(*key)
        return shaper

    def _levels(self, setting: _Setting) -> tuple[int, ...]:
        """The embedding levels of a text, () if all of it runs left to right."""
        base = int(self._fonts.right_to_left(setting.lang))
        if not needs_bidi(setting.text, base):
            return ()
        return levels(setting.text, base, [Isolate(i.start, i.end, i.direction) for i in setting.insets])

    def _segments(self, setting: _Setting, embedding: tuple[int, ...], start: int, ends: Sequence[int]) -> list[Segment]:
        """The segments of a text from `start`, each up to the next of `ends`."""
        text, insets = setting.text, [i for i in setting.insets if i.lang != setting.lang]
        edges = pairwise([start, *ends])
        if not insets and not embedding:
            pieces = self._shaper(setting, setting.lang).segments[False]
            return [pieces[text[first:last]] for first, last in edges]
        return [self._compound(setting, embedding, insets, first, last) for first, last in edges]

    def _compound(
        self, setting: _Setting, embedding: tuple[int, ...], insets: Iterable[Inset], start: int, end: int
    ) -> Segment:
        """A segment that may have parts in other languages or directions."""
        inside = [i for i in insets if i.start < end and i.end > start]
        edges = {start, end, *(min(max(e, start), end) for i in inside for e in (i.start, i.end))}
        edges.update(n for n in range(start + 1, end if embedding else 0) if embedding[n] != embedding[n - 1])
        parts: list[Segment] = []
        for first, last in pairwise(sorted(edges)):
            lang = next((i.lang for i in inside if i.start <= first < i.end), setting.lang)
            rtl = bool(embedding) and embedding[first] % 2 == 1
            parts.append(self._shaper(setting, lang).segments[rtl][setting.text[first:last]])
        if len(parts) == 1:
            return parts[0]
        runs = tuple([run for part in parts for run in part.runs])
        trimmed = trimmed_width(runs)
        return Segment(setting.text[start:end], runs, sum(p.width for p in parts), trimmed, parts[-1].mandatory)

    def _fitting(self, setting: _Setting, stretch: _Stretch, width: float) -> _Stretch:
        """The stretch with the segments that are wider than the column cut between graphemes."""
        if all(s.trimmed <= width + TOLERANCE for s in stretch.segments):
            return stretch
        shaper = self._shaper(setting, setting.lang)
        parts = segment_ends(setting.text, setting.lang, setting.insets, shaper.divides_cluster)
        stretch = self._cut(setting, stretch, width, lambda segment, start: parts)
        whole = unbroken(setting.text, setting.insets)
        known = set(_edges(stretch))
        cut = self._cut(setting, stretch, width, lambda segment, start: set(_clusters(segment, start)) - whole)
        return cut._replace(cuts=frozenset(set(_edges(cut)) - known))

    def _cut(
        self, setting: _Setting, stretch: _Stretch, width: float, places: Callable[[Segment, int], Iterable[int]]
    ) -> _Stretch:
        """The stretch with the segments that are wider than the column cut at `places` of a segment and its start."""
        pieces: list[Segment] = []
        start = stretch.start
        for segment in stretch.segments:
            end = start + len(segment.text)
            if segment.trimmed > width + TOLERANCE:
                ends = sorted(place for place in places(segment, start) if start < place < end)
                pieces += self._segments(setting, stretch.levels, start, [*ends, end])
            else:
                pieces.append(segment)
            start = end
        return _stretch(stretch.start, pieces, stretch.levels)

    def _stretch_lines(self, setting: _Setting, stretch: _Stretch, measure: float) -> Iterator[Line]:
        segments, first, place = stretch.segments, 0, stretch.start
        known = self._line_ends
        base = int(self._fonts.right_to_left(setting.lang))
        for end in total_fit(stretch.widths, measure):
            last = segments[end - 1]
            runs = [run for segment in segments[first : end - 1] for run in segment.runs]
            tail = known.get(last)
            if tail is None:
                tail = known[last] = without_blanks(last.runs)
            whole = "".join([segment.text for segment in segments[first:end]])
            text, width = whole.rstrip(BLANKS), stretch.widths.line(first, end)
            embedding = stretch.levels and line_levels(text, stretch.levels[place : place + len(text)], base)
            first, place = end, place + len(whole)
            yield _line(text, (*runs, *tail), width, embedding, place in stretch.cuts)

    def _report(self, missing: dict[GlyphRun, str], stretches: tuple[_Stretch, ...], lang: str, message: str | None) -> None:
        from unicodedata import name

        for char in [c for s in stretches for segment in s.segments for r in segment.runs for c in missing.get(r, "")]:
            where = f", in {message!r}" if message else ""
            self._sink.error(
                "no-glyph",
                f"no font has {char!r} (U+{ord(char):04X} {name(char, 'without a name')}){where}",
                None,
                "replace the character, or add a font that has it (fonts/README.md)",
                about=Subject(lang, message) if message else None,
            )


def _line(text: str, runs: tuple[GlyphRun, ...], width: float, embedding: tuple[int, ...], cut: bool) -> Line:
    """A line whose runs, given in logical order, stand in visual order (UAX #9, L2)."""
    if not embedding or not any(embedding):
        return Line(text, runs, width, (), (), cut)
    starts = [0, *accumulate(len(run.text) for run in runs)][:-1]
    order = visual_order([embedding[start] for start in starts])
    return Line(text, tuple([runs[n] for n in order]), width, embedding, tuple([starts[n] for n in order]), cut)


def _stretches(start: int, segments: Iterable[Segment], embedding: tuple[int, ...]) -> Iterator[_Stretch]:
    pieces: list[Segment] = []
    for segment in segments:
        pieces.append(segment)
        if segment.mandatory:
            yield _stretch(start, pieces, embedding)
            start += sum(len(p.text) for p in pieces)
            pieces = []
    if pieces:
        yield _stretch(start, pieces, embedding)


def _stretch(start: int, pieces: list[Segment], embedding: tuple[int, ...]) -> _Stretch:
    return _Stretch(start, tuple(pieces), Widths([p.width for p in pieces], [p.trimmed for p in pieces]), embedding)


def _edges(stretch: _Stretch) -> Iterator[int]:
    """Where its segments begin and end."""
    return accumulate((len(s.text) for s in stretch.segments), initial=stretch.start)


def _clusters(segment: Segment, start: int) -> Iterator[int]:
    """Where the clusters of a segment end, less that before the blanks at its end."""
    runs = without_blanks(segment.runs)
    glyphs = [g for run in runs for g in (reversed(run.glyphs) if run.rtl else run.glyphs)]
    for text in [g.text for g in glyphs if g.text][:-1]:
        start += len(text)
        yield start
