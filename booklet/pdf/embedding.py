"""Faces as embedded Type 0 fonts with exact text (ISO 32000-1, 9.7 and 9.10.3)."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from functools import lru_cache
from struct import error as StructError
from struct import unpack_from
from typing import TYPE_CHECKING, NamedTuple

from booklet.diag import BookletError, Diagnostic
from booklet.pdf.objects import Objects, add, number, stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from booklet.text.face import Face

CONTINUED = "\u200b"
"""What a glyph maps to when another one of its cluster carries the text; readers refuse or mangle empty targets."""

_DROPPED = "GSUB GPOS GDEF name post OS/2 STAT cmap VORG vhea vmtx BASE DSIG kern meta gasp FFTM LTSH VDMX hdmx"
"""Tables no PDF reader needs in an embedded subset (ISO 32000-1, 9.9)."""

CodeMap = dict[int, tuple[int, str]]
"""Glyph and text of each character code."""


class CffNames(NamedTuple):
    """How a CFF font names its glyphs: the CID of each, and whether the font itself says so."""

    cids: tuple[int, ...]
    keyed: bool


@contextmanager
def readable(face: Face) -> Iterator[None]:
    """What cannot be read of a face is no fault of the program: `BookletError` font-damaged."""
    try:
        yield
    except (LookupError, ValueError, OverflowError, StructError, RuntimeError) as e:  # HarfBuzz raises RuntimeError
        what = f"the font file '{face.path}' is damaged: it cannot be embedded ({str(e).lower()})"
        raise BookletError((Diagnostic("error", "font-damaged", what, None, ("get it again, whole, from its source",)),)) from None


@lru_cache(maxsize=64)
def cff_names(face: Face) -> CffNames | None:
    """The CIDs of a face with cubic outlines; None for another one, in which codes may be anything."""
    if not face.cff:
        return None
    from booklet.pdf.cff import cids, is_cid_keyed

    with readable(face):
        table = _table(face, "CFF ")
        return CffNames(cids(table, face.hb_face.glyph_count), is_cid_keyed(table))


def resource_name(key: str, place: int) -> str:
    """The resource name of a face's font; those after the first differ from it in their ToUnicode map only."""
    return f"{key}_{place}" if place else key


def embed(face: Face, key: str, maps: Sequence[CodeMap], objects: Objects) -> dict[str, str]:
    """Subset a face and store its fonts, one for each of `maps`; resource name to reference."""
    first, names = maps[0], cff_names(face)
    program, new_ids = _subset(face, {glyph for pairs in maps for glyph, _ in pairs.values()}, names)
    texts = [unicode_map({code: text for code, (_, text) in pairs.items()}) for pairs in maps]
    name = f"{_tag(program, texts)}+{postscript_name(face)}"
    if names is None:
        kind, extra = 2, f"/CIDToGIDMap {add(objects, stream(_glyph_map(first, new_ids)))}"
        file = "/FontFile2 " + add(objects, stream(program, f"/Length1 {len(program)}"))
    else:
        kind, extra = 0, ""
        file = "/FontFile3 " + add(objects, stream(program, "/Subtype/CIDFontType0C"))
    descendant = add(
        objects,
        f"<</Type/Font/Subtype/CIDFontType{kind}/BaseFont/{name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {add(objects, _descriptor(face, name, file))}/DW 0/W[{_widths(face, first)}]{extra}>>",
    )
    start = f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant}]"
    return {
        resource_name(key, place): add(objects, f"{start}/ToUnicode {add(objects, stream(text))}>>")
        for place, text in enumerate(texts)
    }


def _subset(face: Face, glyphs: set[int], names: CffNames | None) -> tuple[bytes, Mapping[int, int]]:
    import uharfbuzz as hb

    chosen = hb.SubsetInput()
    chosen.glyph_set.update({0} | glyphs)
    chosen.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    for table in _DROPPED.split():
        chosen.drop_table_tag_set.add(int.from_bytes(table.ljust(4).encode(), "big"))
    if names and not names.keyed:
        chosen.flags |= hb.SubsetFlags.RETAIN_GIDS  # without a charset of CIDs the glyph's number is its CID
    plan = hb.SubsetPlan(face.hb_face, chosen)
    subset = plan.execute()
    blob = subset.reference_table("CFF ") if names else subset.blob
    return bytes(blob.data), dict(plan.old_to_new_glyph_mapping)


def _glyph_map(pairs: CodeMap, new_ids: Mapping[int, int]) -> bytes:
    """The glyphs of codes, which begin at 1 and are in order."""
    return b"\0\0" + b"".join([new_ids[glyph].to_bytes(2, "big") for glyph, _ in pairs.values()])


def _widths(face: Face, pairs: CodeMap) -> str:
    advance = face.advance
    if not face.cff:
        return "1[" + " ".join([number(advance(glyph) * 1000) for glyph, _ in pairs.values()]) + "]"
    return "".join([f"{code}[{number(advance(glyph) * 1000)}]" for code, (glyph, _) in sorted(pairs.items())])


def _tag(program: bytes, texts: Sequence[bytes]) -> str:
    """Six letters that differ between different subsets (9.6.4), from the subset's content."""
    digest = zlib.crc32(b"".join([program, *texts]))
    return "".join([chr(65 + digest // 26**place % 26) for place in range(6)])


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
