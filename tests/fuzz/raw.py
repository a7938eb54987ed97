"""Spoils bytes: of fonts, archives, PDF files, and whatever else is no text. The same seed spoils in the same way."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from array import array
from collections.abc import Callable
from random import Random
from typing import Any

from mutations import mutate

_ODD = (0, 1, 0x7F, 0x80, 0xFF)
_TABLES = (b"head", b"hhea", b"maxp", b"loca", b"cmap", b"hmtx", b"OS/2", b"glyf", b"name", b"GSUB", b"GPOS", b"GDEF", b"CFF ")


def spoil(data: bytes, chance: Random) -> bytes:
    """One to three faults anywhere."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _torn(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flipped(data: bytes, chance: Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 4, 40)) if out else 0):
        out[chance.randrange(len(out))] = chance.choice((chance.randrange(256), *_ODD))
    return bytes(out)


def _wiped(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((4, 64, 4096)))
    return data[:start] + bytes((chance.choice(_ODD),)) * (end - start) + data[end:]


def _moved(data: bytes, chance: Random) -> bytes:
    start, to, size = chance.randrange(len(data) + 1), chance.randrange(len(data) + 1), chance.choice((1, 16, 600))
    return data[:to] + data[start : start + size] + data[to:]


def _without(data: bytes, chance: Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 16, 600)) :]


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (_torn, _flipped, _flipped, _flipped, _wiped, _moved, _without)


def spoil_font(data: bytes, chance: Random) -> bytes:
    """Mostly within one table, and mostly with sums that are right again, so that what reads the tables gets to see it."""
    rows = directory(data)
    if chance.random() < 0.15 or not rows:
        return spoil(data, chance)
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2))):
        n, _, start, length = chance.choice([row for row in rows if row[1] in _TABLES] or rows)
        way = chance.randrange(6)
        if way == 0:  # its place in the file
            struct.pack_into(">L", out, 12 + 16 * n + chance.choice((8, 12)), chance.choice((0, 1, length // 2, len(data) - 1, 0xFFFFFFFF)))
        elif way == 1:
            out[12 + 16 * n : 16 + 16 * n] = chance.choice((b"XXXX", b"cmap", b"glyf", b"CFF ", b"\0\0\0\0"))
        elif way == 2:
            out[start : start + length] = bytes((chance.choice(_ODD),)) * length
        else:  # its first words say how the rest is read
            reach = max(1, min(length, chance.choice((16, 64, 100_000))))
            for _ in range(chance.choice((1, 3, 30))):
                if start + reach <= len(out):
                    out[start + chance.randrange(reach)] = chance.choice((chance.randrange(256), *_ODD))
    return bytes(out) if chance.random() < 0.2 else _summed(bytes(out))


def directory(data: bytes) -> list[tuple[int, bytes, int, int]]:
    """Number, tag, start and length of each table."""
    count = struct.unpack_from(">H", data, 4)[0] if len(data) > 12 else 0
    found = [(n, *struct.unpack_from(">4s8xL", data, 12 + 16 * n), struct.unpack_from(">L", data, 20 + 16 * n)[0]) for n in range(count) if 28 + 16 * n <= len(data)]
    return [(n, tag, start, length) for n, tag, length, start in found]


def _summed(data: bytes) -> bytes:
    """The font with the sums of its tables."""
    out = bytearray(data)
    for n, tag, start, length in directory(data):
        part = data[start : start + length]
        words = array("I", part + bytes(-len(part) % 4))
        words.byteswap()
        total = sum(words) - (words[2] if tag == b"head" and len(words) > 2 else 0)
        struct.pack_into(">L", out, 16 + 16 * n, total & 0xFFFFFFFF)
    return bytes(out)


def spoil_archive(data: bytes, chance: Random) -> bytes:
    """In its bytes, in one of its files, or in the name of one."""
    if chance.random() < 0.4:
        return spoil(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen, way = chance.choice(old.namelist()), chance.randrange(4)
        for name in old.namelist():
            part = old.read(name)
            if name != chosen:
                new.writestr(name, part)
            elif way == 0:
                new.writestr(chance.choice((f"../{name}", f"/{name}", f"C:/{name}", name.upper(), f"{name}/x", "\\" + name, f"a/{name}", "x\0y")), part)
            elif way == 1:
                new.writestr(name, b"A" * chance.choice((0, 3_000_000, 41_000_000)))
            else:
                new.writestr(name, mutate(part, part, chance) if name.endswith((".yaml", ".po", ".tsv")) else spoil(part, chance))
    return out.getvalue()


def spoil_json(data: bytes, chance: Random) -> bytes:
    """What is still JSON mostly: another value somewhere, or a key less."""
    if chance.random() < 0.3:
        return spoil(data, chance)
    whole = json.loads(data)
    at: Any = whole
    while isinstance(at, (dict, list)) and at:
        key = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
        if not isinstance(at[key], (dict, list)) or chance.random() < 0.4:
            if chance.random() < 0.3:
                del at[key]
            else:
                at[key] = chance.choice((None, 0, -1, 1e300, "", "../../x", [], {}, [[]], "x" * 5000, True, at))
            break
        at = at[key]
    try:
        return json.dumps(whole).encode()
    except ValueError:  # it holds itself
        return spoil(data, chance)


_DRAWINGS = (
    '<script>x()</script>', '<!DOCTYPE svg [<!ENTITY a "b">]>', '<image href="https://example.org/x.png"/>', "<style>@import url(x)</style>", "<g transform='scale(9)'>",
    '<path d="M1e308 1e308l1e308 1e308"/>', '<path d="M0 0a1e-300 1e-300 0 0 1 5 5"/>', '<path d="' + "M0 0 " * 9000 + '"/>', "<path " * 4000, "<!--" * 4000, '<path d="z z z 1 1"/>',
    '<path d="M0 0 a1 1 0 2 1 3 3"/>', '<path onclick="x" d="M0 0h3"/>', '<path d="M0&#32;0h3"/>', 'viewBox="0 0 0 0"', 'viewBox="0 0 1e9 1e9"', 'viewBox="0 0 . ."', "\0", "\ud7ff",
)  # fmt: skip


def spoil_drawing(data: bytes, chance: Random) -> bytes:
    """As an editor's fault, or with what drawings of strangers may have."""
    if chance.random() < 0.5:
        return mutate(data, data, chance)
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(_DRAWINGS).encode("utf-8", "surrogatepass") + data[place:]
