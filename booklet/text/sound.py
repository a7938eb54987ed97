"""Whether a font file is whole: its directory, the tables that setting and embedding need, and the sum of each table.

HarfBuzz leaves out what it cannot read, so that a damaged font would set a text with holes, or a number with another digit."""

from __future__ import annotations

import struct
import sys
from array import array
from typing import NamedTuple

_KINDS = frozenset((b"\0\1\0\0", b"OTTO", b"true"))
"""TrueType, CFF, and Apple's name for the first (OpenType, Organization of an OpenType font)."""
_LEAST = {b"OS/2": 68, b"cmap": 4, b"head": 54, b"hhea": 36, b"hmtx": 4, b"maxp": 6, b"name": 6}
"""Tables that every font must have, and their least length in bytes."""
_ADJUSTED = b"head"
"""Its third word is left out of its sum: it is what makes the sum of the file come out."""
MAX_TABLES = 100


class _Table(NamedTuple):
    sum: int
    start: int
    length: int


def flaw(data: bytes) -> str | None:
    """What is wrong with a font file, as the end of "it is damaged: "; None if it is as its maker left it."""
    found = _directory(data)
    if isinstance(found, str):
        return found
    return _missing(found) or _values(data, found) or next((f"the table {_word(tag)} is not as it was made" for tag, table in found.items() if _sum(data, tag, table) != table.sum), None)


def _directory(data: bytes) -> dict[bytes, _Table] | str:
    if data[:4] not in _KINDS:
        return "it does not begin as a TrueType or OpenType font"
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        rows = [struct.unpack_from(">4s3L", data, 12 + 16 * n) for n in range(min(count, MAX_TABLES + 1))]
    except struct.error:
        return "it ends within its directory"
    if not 0 < count <= MAX_TABLES:
        return f"its directory has {count} tables"
    tables: dict[bytes, _Table] = {}
    for tag, total, start, length in rows:
        if start + length > len(data):
            return f"it ends before its table {_word(tag)} does"
        if tag in tables:
            return f"it has two tables {_word(tag)}"
        tables[tag] = _Table(total, start, length)
    return tables


def _missing(tables: dict[bytes, _Table]) -> str | None:
    for tag, least in _LEAST.items():
        if tag not in tables:
            return f"it has no table {_word(tag)}"
        if tables[tag].length < least:
            return f"its table {_word(tag)} is too short"
    if not ({b"glyf", b"loca"} <= tables.keys() or b"CFF " in tables):
        return "it has no outlines"
    return None


def _values(data: bytes, tables: dict[bytes, _Table]) -> str | None:
    """Numbers that others count on."""
    (units,) = struct.unpack_from(">H", data, tables[b"head"].start + 18)
    (glyphs,) = struct.unpack_from(">H", data, tables[b"maxp"].start + 4)
    (metrics,) = struct.unpack_from(">H", data, tables[b"hhea"].start + 34)
    (long,) = struct.unpack_from(">h", data, tables[b"head"].start + 50)
    if not 16 <= units <= 16384:
        return f"it has {units} units to the em"
    if not 0 < metrics <= glyphs or 4 * metrics + 2 * (glyphs - metrics) > tables[b"hmtx"].length:
        return "it does not have a width for each glyph"
    if b"loca" in tables and (glyphs + 1) * (4 if long else 2) > tables[b"loca"].length:
        return "it does not have a place for each outline"
    return None


def _sum(data: bytes, tag: bytes, table: _Table) -> int:
    """Of the words of a table, the last filled up with zeros (OpenType, Calculating checksums)."""
    part = data[table.start : table.start + table.length]
    words = array("I", part + bytes(-len(part) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return (sum(words) - (words[2] if tag == _ADJUSTED else 0)) & 0xFFFFFFFF


def _word(tag: bytes) -> str:
    return repr(tag.decode("ascii", "backslashreplace"))
