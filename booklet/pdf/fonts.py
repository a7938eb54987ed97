"""Glyph runs as text operators, and their faces as embedded Type 0 fonts with exact text (ISO 32000-1, 9.7 and 9.10.3).

Every pair of a glyph and the text it stands for has a character code of its own, so the ToUnicode map is exact even where
one glyph stands for different texts. Codes are CIDs (Identity-H); a CIDToGIDMap leads from them to the subset's glyphs.
In a CFF font the code must be the font's own CID: there a second text of one glyph needs a second font, which differs from
the first in its ToUnicode map only.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from booklet.diag import Sink
from booklet.pdf.objects import Objects, add, number, stream
from booklet.text.run import Glyph, GlyphRun, Line

if TYPE_CHECKING:
    from booklet.text.face import Face

CONTINUED = "\u200b"
"""What a glyph maps to when another one of its cluster carries the text; readers refuse or mangle empty targets."""

_id_of = itemgetter(0)
_NOTHING = 1e-9
"""Em: a difference that rounding made."""

STRIDE = 60
"""Longest move to the right in one number, thousandths of an em."""

_DROPPED = "GSUB GPOS GDEF name post OS/2 STAT cmap VORG vhea vmtx BASE DSIG kern meta gasp FFTM LTSH VDMX hdmx"
"""Tables no PDF reader needs in an embedded subset (ISO 32000-1, 9.9)."""


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
    """A glyph (kept, so that its identity stays its own) in its place: its code, how far it moves left and up, and how far to
    move left after it, em; whether it is exact, and in which font, as in `Character`."""

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
        self._maps: list[dict[int, tuple[int, str]]] = [{}]
        """Glyph and text of each code, for every font that shares the program."""
        self._drawn: tuple[dict[int, _Drawn], dict[int, _Drawn]] = ({}, {})
        """By the identity of glyphs, which takes a quarter of the time of their value: those that say something, silent ones."""
        self._plain: dict[int, str] = {}
        """The codes of glyphs that stand for one character and move nothing."""
        self._cids: tuple[int, ...] | None = None
        self._named_by_cid = False
        if face.cff:
            from booklet.pdf.cff import cids, is_cid_keyed

            table = _table(face, "CFF ")
            self._named_by_cid = is_cid_keyed(table)
            self._cids = cids(table, face.hb_face.glyph_count)

    def character(self, glyph: int, text: str) -> Character:
        """The character of a glyph standing for a text, the same every time."""
        known = self._characters.get((glyph, text))
        if known is None:
            code = len(self._maps[0]) + 1 if self._cids is None else self._cids[glyph]
            place = next((n for n, texts in enumerate(self._maps) if code not in texts), len(self._maps))
            if place == len(self._maps):
                self._maps.append({})
            self._maps[place][code] = (glyph, text)
            advance = self.face.advance(glyph)
            known = Character(f"{code:04X}", len(text) == 1, advance, self._name(place))
            self._characters[(glyph, text)] = known
        return known

    def _name(self, place: int) -> str:
        return f"{self.key}_{place}" if place else self.key

    def fragment(self, run: GlyphRun, silent: bool = False) -> Fragment:
        """A run as the inside of a hexadecimal string in a TJ array; positions are kept to half a thousandth of an em.
        `silent`: its glyphs stand for nothing."""
        codes = [] if silent else list(map(self._plain.get, map(id, run.glyphs), repeat("")))
        size = number(run.scale)
        if codes and "" not in codes:
            return Fragment(f"/{self.key} {size}", "".join(codes), True)
        out: list[str] = []
        known, draw = self._drawn[silent].get, self._draw
        pending = rise = 0.0  # how far the next glyph must move left, em; how high the last one stood
        exact, font = True, self.key
        for glyph in run.glyphs:
            _, code, left, dy, right, plain, name = known(id(glyph)) or draw(glyph, silent)
            if dy != rise:
                out.append(f">]TJ {number(dy * run.scale)} Ts[<")
                rise = dy
            pending -= left
            if pending and (units := round(pending * 1000)):
                out.append(_move(units))
                pending -= units / 1000
            if not plain:
                exact = False
            if name != font:
                out.append(f">]TJ/{name} {size} Tf[<")
                font = name
            out.append(code)
            pending += right
        if units := round(pending * 1000):
            out.append(_move(units))
        if rise:
            out.append(">]TJ 0 Ts[<")
        if font != self.key:
            out.append(f">]TJ/{self.key} {size} Tf[<")
        return Fragment(f"/{self.key} {size}", "".join(out), exact)

    def _draw(self, glyph: Glyph, silent: bool) -> _Drawn:
        code, exact, width, font = self.character(glyph.id, "" if silent else glyph.text)
        drawn = _Drawn(glyph, code, glyph.dx, glyph.dy, glyph.dx + width - glyph.advance, exact, font)
        self._drawn[silent][id(glyph)] = drawn
        if exact and font == self.key and glyph.dx == glyph.dy == 0 and abs(drawn.after) < _NOTHING:
            self._plain[id(glyph)] = code
        return drawn

    def write(self, objects: Objects) -> dict[str, str]:
        """Subset the face and store its fonts; resource name to reference."""
        program, new_ids = self._subset()
        name = f"{self._tag()}+{postscript_name(self.face)}"
        if self._cids is None:
            kind, extra = 2, f"/CIDToGIDMap {add(objects, stream(self._glyph_map(new_ids)))}"
            file = "/FontFile2 " + add(objects, stream(program, f"/Length1 {len(program)}"))
        else:
            kind, extra = 0, ""
            file = "/FontFile3 " + add(objects, stream(program, "/Subtype/CIDFontType0C"))
        descriptor = add(objects, _descriptor(self.face, name, file))
        descendant = add(
            objects,
            f"<</Type/Font/Subtype/CIDFontType{kind}/BaseFont/{name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor}/DW 0/W[{self._widths()}]{extra}>>",
        )
        start = f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant}]"
        out: dict[str, str] = {}
        for place, pairs in enumerate(self._maps):
            text = add(objects, stream(unicode_map({code: text for code, (_, text) in pairs.items()})))
            out[self._name(place)] = add(objects, f"{start}/ToUnicode {text}>>")
        return out

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        import uharfbuzz as hb

        chosen = hb.SubsetInput()
        chosen.glyph_set.update({0} | {glyph for glyph, _ in self._characters})
        chosen.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        for table in _DROPPED.split():
            chosen.drop_table_tag_set.add(int.from_bytes(table.ljust(4).encode(), "big"))
        if self._cids is not None and not self._named_by_cid:
            chosen.flags |= hb.SubsetFlags.RETAIN_GIDS  # without a charset of CIDs the glyph's number is its CID
        plan = hb.SubsetPlan(self.face.hb_face, chosen)
        subset = plan.execute()
        blob = subset.blob if self._cids is None else subset.reference_table("CFF ")
        return bytes(blob.data), dict(plan.old_to_new_glyph_mapping)

    def _glyph_map(self, new_ids: dict[int, int]) -> bytes:
        return b"\0\0" + b"".join([new_ids[glyph].to_bytes(2, "big") for glyph, _ in self._maps[0].values()])

    def _widths(self) -> str:
        advance = self.face.advance
        if self._cids is None:
            return "1[" + " ".join([number(advance(glyph) * 1000) for glyph, _ in self._maps[0].values()]) + "]"
        return "".join(
            [f"{code}[{number(advance(glyph) * 1000)}]" for code, (glyph, _) in sorted(self._maps[0].items())]
        )

    def _tag(self) -> str:
        """Six letters that differ between different subsets (9.6.4), from the subset's content."""
        digest = zlib.crc32(repr((self.face.family, self.face.weight, self._maps)).encode())
        return "".join([chr(65 + digest // 26**place % 26) for place in range(6)])


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
        parts: list[str] = []
        font = ""
        exact = True
        fragments = self._silent if silent else self._fragments
        for run in line.runs:
            fragment = fragments.get(run) or self._make(run, silent)
            if fragment.font != font:
                parts.append((">]TJ" if font else "") + fragment.font + " Tf[<")
                font = fragment.font
            parts.append(fragment.glyphs)
            exact = exact and fragment.exact
        if not font:
            return "", None
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
        if not all(map(_id_of, run.glyphs)):
            self._sink.error(
                "glyph-zero",
                f"'{run.face.family}' has no glyph for some of '{run.text}'",
                None,
                "add a font that has these characters, or replace them",
            )
            fragment = Fragment(f"/{font.key} {number(run.scale)}", "", True)
        else:
            fragment = font.fragment(run, silent)
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


def postscript_name(face: Face) -> str:
    """The face's PostScript name, or one made from family and weight."""
    import uharfbuzz as hb

    name = face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or f"{face.family}-{face.weight}"
    return "".join([c for c in name if c.isascii() and (c.isalnum() or c in "-_")])


def _table(face: Face, tag: str) -> bytes:
    return bytes(face.hb_face.reference_table(tag).data)


def _descriptor(face: Face, name: str, file: str) -> str:
    """The font descriptor (9.8); StemV, which no font states, is estimated from the weight class."""
    scale = 1000 / face.upem
    box = [round(v * scale) for v in unpack_from(">4h", _table(face, "head"), 36)]
    os2 = _table(face, "OS/2")
    (weight,) = unpack_from(">H", os2, 4)
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/ItalicAngle 0/StemV {50 + round((weight / 65) ** 2)}"
        f"/CapHeight {round(face.cap_height * 1000)}/Ascent {round(face.ascent * 1000)}/Descent {-abs(round(face.descent * 1000))}"
        f"/FontBBox[{' '.join(map(str, box))}]{file}>>"
    )


def unicode_map(texts: dict[int, str]) -> bytes:
    """The ToUnicode CMap: at most a hundred rows a block (Adobe Technical Note 5014, and readers' limits)."""
    rows = [
        f"<{code:04X}><{(text or CONTINUED).encode('utf-16-be').hex().upper()}>" for code, text in sorted(texts.items())
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    return "".join(
        [
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
            "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
            *[f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks],
            "endcmap CMapName currentdict/CMap defineresource pop end end\n",
        ]
    ).encode()
