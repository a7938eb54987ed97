"""One font program: its shaping, coverage and measured heights. All results are in em."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import uharfbuzz as hb

IGNORABLE = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
"""Characters that need no glyph: Default_Ignorable_Code_Point (UAX #44) as far as texts use them."""


RIGHT_TO_LEFT = frozenset(("Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"))
"""Living scripts that run from right to left (ISO 15924; Aran is Arabic in Nastaliq)."""


def is_right_to_left(script: str) -> bool:
    """Whether a script (ISO 15924) runs from right to left."""
    return script in RIGHT_TO_LEFT


class Glyph(NamedTuple):
    """One placed glyph, advance and offsets in em. `text` is what it stands for in extracted text: the whole cluster on one glyph of it, "" on the others."""

    id: int
    advance: float
    dx: float
    dy: float
    text: str


class Placed(NamedTuple):
    """A glyph as HarfBuzz placed it: `cluster` is the index of its first character; lengths in font units."""

    id: int
    cluster: int
    advance: int
    dx: int
    dy: int


_placed: Callable[[tuple[int, ...]], Placed] = partial(tuple.__new__, Placed)  # half the time of Placed(…)


def placed(buffer: hb.Buffer) -> list[Placed]:
    """The glyphs of a shaped buffer."""
    return [
        _placed((i.codepoint, i.cluster, p.x_advance, p.x_offset, p.y_offset))
        for i, p in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


class _PlacedGlyphs(dict[tuple[int, tuple[int, int, int, int], str], Glyph]):
    """The glyphs of a face by what HarfBuzz says of them: id, position, and what they stand for. Each is one object, so that
    what is worked out of a glyph once need not be again."""

    def __init__(self, upem: int) -> None:
        self._em = 1 / upem

    def __missing__(self, key: tuple[int, tuple[int, int, int, int], str]) -> Glyph:
        gid, (dx, dy, advance, _), text = key
        glyph = self[key] = Glyph(gid, advance * self._em, dx * self._em, dy * self._em, text)
        return glyph


class Face:
    """A font file in one weight, opened when first used. Two faces are equal only if they are the same object."""

    def __init__(
        self,
        family: str,
        weight: str,
        path: str,
        read: Callable[[], bytes],
        k: float,
        scripts: tuple[str, ...],
        mapped: Callable[[], hb.Blob | None] = lambda: None,
    ) -> None:
        """`read` gives the file, or raises `BookletError`; `k`: base-letter height in em corrected by eye; `scripts`: ISO
        15924 codes it serves, its own first; `mapped` gives the file without reading all of it, if it can."""
        self.family, self.weight, self.path, self.k, self.scripts = family, weight, path, k, scripts
        self._read, self._mapped = read, mapped
        self._has: dict[str, bool] = {}
        self._all: set[str] = set()
        self._advances: dict[int, float] = {}

    def __repr__(self) -> str:
        return f"<Face {self.family} {self.weight}>"

    @cached_property
    def data(self) -> bytes:
        """The font file."""
        return self._read()

    @cached_property
    def hb_face(self) -> hb.Face:
        import uharfbuzz as hb

        return hb.Face(self._mapped() or hb.Blob(self.data))

    @cached_property
    def hb_font(self) -> hb.Font:
        import uharfbuzz as hb

        return hb.Font(self.hb_face)

    @cached_property
    def _shape(self) -> Callable[..., None]:
        import uharfbuzz as hb

        shape: Callable[..., None] = hb.shape
        return shape

    @cached_property
    def _buffer(self) -> hb.Buffer:
        import uharfbuzz as hb

        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        return buffer

    @cached_property
    def upem(self) -> int:
        """Font units in an em."""
        return int(self.hb_face.upem)

    @cached_property
    def placed(self) -> Mapping[tuple[int, tuple[int, int, int, int], str], Glyph]:
        """Its glyphs in their places, by id, position (x and y offset, x and y advance, font units) and text."""
        return _PlacedGlyphs(self.upem)

    @cached_property
    def cff(self) -> bool:
        """Whether its outlines are cubic (OpenType with a CFF table), which PDF embeds differently."""
        return not {"CFF ", "CFF2"}.isdisjoint(self.hb_face.table_tags)

    def has(self, char: str) -> bool:
        """Whether it has a glyph for a character, or the character needs none."""
        known = self._has.get(char)
        if known is None:
            known = char in IGNORABLE or bool(self.hb_font.get_nominal_glyph(ord(char)))
            self._has[char] = known
            if known:
                self._all.add(char)
        return known

    def has_all(self, chars: str) -> bool:
        """Whether `has` is true of every character."""
        return self._all.issuperset(chars) or all(map(self.has, chars))

    def advance(self, gid: int) -> float:
        """Unshaped width of a glyph."""
        known = self._advances.get(gid)
        if known is None:
            known = self._advances[gid] = self.hb_font.get_glyph_h_advance(gid) / self.upem
        return known

    def shape(self, text: str, script: str, lang: str, rtl: bool, features: tuple[str, ...]) -> list[Placed]:
        """Glyphs in visual order. Clusters are whole graphemes; invisible characters leave no glyph."""
        return placed(self.shaped(text, script, lang, rtl, features))

    def shaped(self, text: str, script: str, lang: str, rtl: bool, features: tuple[str, ...]) -> hb.Buffer:
        """The same as HarfBuzz left it: overwritten by the next text in this face."""
        buffer = self._buffer
        buffer.clear_contents()
        buffer.add_str(text)
        buffer.script, buffer.language, buffer.direction = script, lang, "rtl" if rtl else "ltr"
        self._shape(self.hb_font, buffer, dict.fromkeys(features, True) if features else None)
        return buffer

    def ink(self, text: str, script: str, lang: str) -> tuple[float, float]:
        """How far the ink of a text in one script reaches above and below the baseline (both positive)."""
        top = bottom = 0
        for glyph in self.shape(text, script, lang, is_right_to_left(script), ()):
            box = self.hb_font.get_glyph_extents(glyph.id)
            if box and box.height:
                top = max(top, glyph.dy + box.y_bearing)
                bottom = max(bottom, -(glyph.dy + box.y_bearing + box.height))
        return top / self.upem, bottom / self.upem

    def _height(self, char: str) -> float | None:
        if char in IGNORABLE or not self.has(char):
            return None
        box = self.hb_font.get_glyph_extents(self.hb_font.get_nominal_glyph(ord(char)))
        return box.y_bearing / self.upem if box else None

    @cached_property
    def x_height(self) -> float:
        """Of x; of the script's base letters (`k`) where the font has no x."""
        return self._height("x") or self.k

    @cached_property
    def cap_height(self) -> float:
        """Of H; the ascent where the font has no H."""
        return self._height("H") or self.ascent

    @cached_property
    def digit_height(self) -> float:
        """Of the figure 1, which has no overshoot; the capitals' where the font has no figures."""
        return self._height("1") or self.cap_height

    @cached_property
    def ascent(self) -> float:
        """The typographic ascent its maker gives, for the PDF's font descriptor."""
        return float(self.hb_font.get_font_extents("ltr").ascender / self.upem)

    @cached_property
    def descent(self) -> float:
        """The typographic descent, negative."""
        return float(self.hb_font.get_font_extents("ltr").descender / self.upem)


def embedding_permission(data: bytes) -> int | None:
    """The `fsType` of a font file (OpenType OS/2 table: 0 is installable); None if it is no font file."""
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        for n in range(count):
            tag, _, offset, _ = struct.unpack_from(">4s3L", data, 12 + 16 * n)
            if tag == b"OS/2":
                return int(struct.unpack_from(">H", data, offset + 8)[0])
    except struct.error:
        pass
    return None
