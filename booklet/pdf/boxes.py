"""The font of invisible text layers: empty boxes of many widths, every pair of a character and a width a code of its own."""

from __future__ import annotations

from collections.abc import Mapping
from struct import pack

from booklet.pdf.embedding import unicode_map
from booklet.pdf.objects import Objects, add, stream

KEY = "L"
"""Its resource name."""

STEP = 10
"""Widths are multiples of this many thousandths of an em: few widths make small files."""

_SIDE, _BOXES, _HEIGHT = 40, 30, 700
"""Step of the widths of the boxes that are shown when text is selected, their number, their height; thousandths of an em."""

_NAME = "AAAAAA+Boxes"


class _Codes(dict[tuple[str, int], str]):
    def __missing__(self, pair: tuple[str, int]) -> str:
        code = self[pair] = f"{len(self) + 1:04X}"
        return code


class BoxFont:
    """Hands out codes and writes itself at the end, if any was asked for."""

    def __init__(self) -> None:
        self.codes: Mapping[tuple[str, int], str] = _Codes()
        """The code, in hexadecimal, of a character and its width, thousandths of an em; a new one for a new pair."""

    def __bool__(self) -> bool:
        return bool(self.codes)

    def write(self, objects: Objects) -> str:
        """Store the font; its reference."""
        widths = [width for _, width in self.codes]
        program = _program()
        places = b"\0\0" + b"".join([_box(width).to_bytes(2, "big") for width in widths])
        descriptor = add(
            objects,
            f"<</Type/FontDescriptor/FontName/{_NAME}/Flags 4/ItalicAngle 0/StemV 80/CapHeight {_HEIGHT}/Ascent {_HEIGHT}"
            f"/Descent 0/FontBBox[0 0 {_SIDE * _BOXES} {_HEIGHT}]"
            f"/FontFile2 {add(objects, stream(program, f'/Length1 {len(program)}'))}>>",
        )
        descendant = add(
            objects,
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{_NAME}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor}/W[1[{' '.join(map(str, widths))}]]/CIDToGIDMap {add(objects, stream(places))}>>",
        )
        text = add(objects, stream(unicode_map({n: char for n, (char, _) in enumerate(self.codes, 1)})))
        return add(
            objects,
            f"<</Type/Font/Subtype/Type0/BaseFont/{_NAME}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant}]/ToUnicode {text}>>",
        )


def _box(width: int) -> int:
    """The glyph whose box is about this wide."""
    return min(_BOXES, max(1, round(width / _SIDE)))


def _program() -> bytes:
    """A TrueType font of boxes, a thousand units to the em, with the tables that PDF asks for (ISO 32000-1, 9.9)."""
    shapes = [b"", *[_rectangle(n * _SIDE) for n in range(1, _BOXES + 1)]]
    ends = [len(b"".join(shapes[: n + 1])) for n in range(len(shapes))]
    widest, count = _SIDE * _BOXES, len(shapes)
    end = (widest, _HEIGHT)
    return _font_file(
        {
            "glyf": b"".join(shapes),
            "head": pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, *[0] * 4, *end, 0, 8, 2, 1, 0),
            "hhea": pack(">IhhhHhhhhhhhhhhhH", 0x10000, _HEIGHT, 0, 0, widest, 0, 0, widest, 1, *[0] * 7, count),
            "hmtx": b"".join([pack(">Hh", n * _SIDE, 0) for n in range(count)]),
            "loca": pack(f">{count + 1}I", 0, *ends),
            "maxp": pack(">IHHHHHHHHHHHHHH", 0x10000, count, 4, 1, 0, 0, 2, *[0] * 8),
        }
    )


def _rectangle(width: int) -> bytes:
    """A glyph of one contour, four points on the curve (OpenType, glyf: simple glyph description)."""
    across, up = (0, 0, width, 0), (0, _HEIGHT, 0, -_HEIGHT)
    return pack(">hhhhhHH4B4h4h2x", 1, 0, 0, width, _HEIGHT, 3, 0, 1, 1, 1, 1, *across, *up)


def _font_file(tables: dict[str, bytes]) -> bytes:
    """A font file of its tables, without checksums, which readers of PDF do not look at."""
    count = len(tables)
    power = count.bit_length() - 1
    at = 12 + 16 * count
    directory = pack(">IHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    body = b""
    for tag, data in sorted(tables.items()):
        directory += tag.encode() + pack(">III", 0, at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return directory + body
