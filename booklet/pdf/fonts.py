"""Glyph runs as text operators (ISO 32000-1, 9.4), and the character codes of their glyphs.

Every pair of a glyph and the text it stands for has a character code of its own, so the ToUnicode map is exact even where
one glyph stands for different texts. Codes are CIDs (Identity-H); a CIDToGIDMap leads from them to the subset's glyphs.
In a CFF font the code must be the font's own CID: there a second text of one glyph needs a second font, which differs from
the first in its ToUnicode map only.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from booklet.diag import Sink
from booklet.pdf.embedding import CodeMap, cff_names, embed, readable, resource_name
from booklet.pdf.objects import Objects, number
from booklet.text.run import GlyphRun, Line

if TYPE_CHECKING:
    from booklet.text.face import Face, Glyph

_FINE = 3
"""Decimals of thousandths of an em: what differs by less differs by rounding only."""

STRIDE = 60
"""Longest move to the right in one number, thousandths of an em."""


class GlyphZero(Exception):
    """A run has a glyph that its face lacks."""


class Fragment(NamedTuple):
    """A run ready to draw: font selection, the inside of a TJ array, and whether it needs no ActualText."""

    font: str
    glyphs: str
    exact: bool


class Character(NamedTuple):
    """A glyph standing for a text: its code in hexadecimal, whether a reader gets exactly one character from it, the width
    the reader gives it, em, and the name of the font."""

    code: str
    exact: bool
    width: float
    font: str


class _Drawn(NamedTuple):
    """A glyph (kept, so that its identity stays its own) in its place: its code, how far it moves left, thousandths of an em, and
    up, em; how far to move left after it, thousandths of an em; whether it is exact, and in which font, as in `Character`."""

    glyph: Glyph
    code: str
    left: float
    up: float
    after: float
    exact: bool
    font: str


class EmbeddedFont:
    """One face in one document: hands out character codes and writes itself at the end."""

    def __init__(self, face: Face, key: str) -> None:
        self.face, self.key = face, key
        self._characters: dict[tuple[int, str], Character] = {}
        self._maps: list[CodeMap] = [{}]
        """Glyph and text of each code, for every font that shares the program."""
        self._drawn: tuple[dict[int, _Drawn], dict[int, _Drawn]] = ({}, {})
        """By the identity of glyphs, which takes a quarter of the time of their value: those that say something, silent ones."""
        self._plain: tuple[dict[int, str], dict[int, str]] = ({}, {})
        """The codes of glyphs that stand for one character and move nothing."""
        self._names = cff_names(face)

    def character(self, glyph: int, text: str) -> Character:
        """The character of a glyph standing for a text, the same every time."""
        known = self._characters.get((glyph, text))
        if known is None:
            code = self._names.cids[glyph] if self._names else len(self._maps[0]) + 1
            place = next((n for n, texts in enumerate(self._maps) if code not in texts), len(self._maps))
            if place == len(self._maps):
                self._maps.append({})
            self._maps[place][code] = (glyph, text)
            advance = self.face.advance(glyph)
            known = Character(f"{code:04X}", len(text) == 1, advance, resource_name(self.key, place))
            self._characters[(glyph, text)] = known
        return known

    def fragment(self, run: GlyphRun, silent: bool = False) -> Fragment:
        """A run as the inside of a hexadecimal string in a TJ array; positions are kept to half a thousandth of an em.
        `silent`: its glyphs stand for nothing. Raises `GlyphZero`."""
        codes = [*map(self._plain[silent].get, map(id, run.glyphs), repeat(""))]
        size = number(run.scale)
        if codes and "" not in codes:
            return Fragment(f"/{self.key} {size}", "".join(codes), True)
        out: list[str] = []
        known, draw = self._drawn[silent].get, self._draw
        pending = rise = 0.0  # how far the next glyph must move left; how high the last one stood
        exact, font = True, self.key
        for glyph, plain in zip(run.glyphs, codes, strict=True):
            if plain and not pending and not rise and font is self.key:
                out.append(plain)
                continue
            _, code, left, up, after, single, name = known(id(glyph)) or draw(glyph, silent)
            if up != rise:
                out.append(f">]TJ {number(up * run.scale)} Ts[<")
                rise = up
            pending -= left
            if pending and (units := round(pending)):
                out.append(_move(units))
                pending -= units
            if not single:
                exact = False
            if name != font:
                out.append(f">]TJ/{name} {size} Tf[<")
                font = name
            out.append(code)
            pending += after
        if units := round(pending):
            out.append(_move(units))
        if rise:
            out.append(">]TJ 0 Ts[<")
        if font != self.key:
            out.append(f">]TJ/{self.key} {size} Tf[<")
        return Fragment(f"/{self.key} {size}", "".join(out), exact)

    def _draw(self, glyph: Glyph, silent: bool) -> _Drawn:
        if not glyph.id:
            raise GlyphZero
        code, exact, width, font = self.character(glyph.id, "" if silent else glyph.text)
        left, after = round(glyph.dx * 1000, _FINE), round((glyph.dx + width - glyph.advance) * 1000, _FINE)
        drawn = _Drawn(glyph, code, left, glyph.dy, after, exact, font)
        self._drawn[silent][id(glyph)] = drawn
        if (exact or silent) and font == self.key and left == glyph.dy == after == 0:
            self._plain[silent][id(glyph)] = code
        return drawn

    def write(self, objects: Objects) -> dict[str, str]:
        """Subset the face and store its fonts; resource name to reference."""
        with readable(self.face):
            return embed(self.face, self.key, self._maps, objects)


class DocumentFonts:
    """All faces of one document, and the ready fragment of every run it draws."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._fonts: dict[int, EmbeddedFont] = {}
        self._fragments: dict[GlyphRun, Fragment] = {}
        self._silent: dict[GlyphRun, Fragment] = {}

    def operators(self, line: Line, silent: bool = False) -> tuple[str, str | None]:
        """Operators that draw a line at size 1 from the current place, and its ActualText where it needs one. `silent`:
        glyphs that stand for nothing, as those of right-to-left lines, whose text is in a layer.

        Errors: `glyph-zero` for a glyph the face does not have."""
        known = self._silent if silent else self._fragments
        fragments = [known.get(run) or self._make(run, silent) for run in line.runs]
        if not fragments:
            return "", None
        font, parts, exact = "", [], True
        for own, glyphs, single in fragments:
            if own != font:
                parts.append(f"{'>]TJ' if font else ''}{own} Tf[<")
                font = own
            parts.append(glyphs)
            exact = exact and single
        parts.append(">]TJ")
        return "".join(parts).replace("<>", ""), _actual(line.text, exact)

    def write(self, objects: Objects) -> dict[str, str]:
        """Store every font; resource name to reference."""
        return {name: reference for font in self._fonts.values() for name, reference in font.write(objects).items()}

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(id(face))
        if font is None:
            font = self._fonts[id(face)] = EmbeddedFont(face, f"F{len(self._fonts)}")
        return font

    def _make(self, run: GlyphRun, silent: bool) -> Fragment:
        font = self._font(run.face)
        try:
            fragment = font.fragment(run, silent)
        except GlyphZero:
            self._sink.error(
                "glyph-zero",
                f"'{run.face.family}' has no glyph for some of '{run.text}'",
                None,
                "add a font that has these characters, or replace them",
            )
            fragment = Fragment(f"/{font.key} {number(run.scale)}", "", True)
        (self._silent if silent else self._fragments)[run] = fragment
        return fragment


def _actual(text: str, exact: bool) -> str | None:
    """What readers get for a line. A hyphen at its end is not one that divides a word, which they would drop: a letter
    without ink follows it; after a digit at the end of such a text pdfium puts no blank, whatever stands beside the line."""
    last = text[-1:]
    if last == "-":
        return f"{text}\u200e"
    return None if exact else f"{text} " if last.isdecimal() else text


@lru_cache(maxsize=4096)
def _move(step: int) -> str:
    """A move to the left by thousandths of an em. One to the right goes in strides too short to be read as a blank: pypdf
    takes a number beyond about half a blank's width for a gap between words, and marks often need such moves."""
    strides = [-STRIDE] * (-step // STRIDE) if step < 0 else []
    rest = step - sum(strides)
    return f">{' '.join(map(str, [*strides, rest] if rest else strides))}<"
