"""Just enough of CFF to know which CID each glyph has (Adobe Technical Note 5176, sections 4, 5, 9 and 13)."""

from __future__ import annotations

from itertools import pairwise
from struct import Struct, unpack_from

_ROS, _CHARSET = 1230, 15
_ISO_ADOBE, _EXPERT, _EXPERT_SUBSET = 0, 1, 2


def is_cid_keyed(table: bytes) -> bool:
    """Whether a `CFF ` table names its glyphs by CID."""
    return _ROS in _top_dict(table)


def cids(table: bytes, glyphs: int) -> tuple[int, ...]:
    """The CID of each glyph as a PDF reader counts them: by charset in a CID-keyed font, else the glyph's own number
    (ISO 32000-1, 9.7.4.2)."""
    top = _top_dict(table)
    if _ROS not in top:
        return tuple(range(glyphs))
    at = int(top.get(_CHARSET, [0])[0])
    if at in (_ISO_ADOBE, _EXPERT, _EXPERT_SUBSET):  # these name glyphs: readers take the glyph's number
        return tuple(range(glyphs))
    if table[at] == 0:
        return 0, *unpack_from(f">{glyphs - 1}H", table, at + 1)
    out = [0]
    stretches = Struct(">HB" if table[at] == 1 else ">HH")
    rest = memoryview(table)[at + 1 :]
    for first, left in stretches.iter_unpack(rest[: len(rest) // stretches.size * stretches.size]):
        out.extend(range(first, first + left + 1))
        if len(out) >= glyphs:
            break
    return tuple(out[:glyphs])


def _top_dict(table: bytes) -> dict[int, list[float]]:
    _, after_names = _index(table, table[2])
    dicts, _ = _index(table, after_names)
    return _dict(dicts[0])


def _index(table: bytes, at: int) -> tuple[list[bytes], int]:
    """The members of an INDEX and where it ends."""
    count = unpack_from(">H", table, at)[0]
    if count == 0:
        return [], at + 2
    size = table[at + 2]
    offsets = [int.from_bytes(table[at + 3 + i * size : at + 3 + (i + 1) * size], "big") for i in range(count + 1)]
    base = at + 2 + (count + 1) * size
    return [table[base + a : base + b] for a, b in pairwise(offsets)], base + offsets[-1]


def _dict(data: bytes) -> dict[int, list[float]]:
    """A DICT by operator; two-byte operators (12 n) are 1200 + n. Real numbers are read as 0: none is needed."""
    out: dict[int, list[float]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        b = data[at]
        at += 1
        if b <= 21:
            if b == 12:
                b = 1200 + data[at]
                at += 1
            out[b] = operands
            operands = []
        elif b == 28:
            operands.append(unpack_from(">h", data, at)[0])
            at += 2
        elif b == 29:
            operands.append(unpack_from(">i", data, at)[0])
            at += 4
        elif b == 30:
            while data[at] & 15 != 15 and data[at] >> 4 != 15:
                at += 1
            at += 1
            operands.append(0)
        elif b <= 246:
            operands.append(b - 139)
        elif b <= 250:
            operands.append((b - 247) * 256 + data[at] + 108)
            at += 1
        else:
            operands.append(-(b - 251) * 256 - data[at] - 108)
            at += 1
    return out
