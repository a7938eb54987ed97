"""Compares files of two builds: the same bytes, or the same once what is packed is unpacked.

Two versions of zlib may pack the same bytes differently (RFC 1951 leaves the choice to whoever packs); everything else of a
build is the same everywhere."""

from __future__ import annotations

import re
import zlib
from base64 import b64decode
from contextlib import suppress
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from booklet.preflight.objects import objects_of
from booklet.run import sealed


class Verdict(StrEnum):
    """How a file of an earlier build compares with the same file made now."""

    SAME = "same"
    PACKED = "same-unpacked"
    """Another deflate packed it."""
    OTHER = "differs"
    MISSING = "missing"
    """Not in the earlier build."""
    EXTRA = "extra"
    """Not in this one."""


class Compared(NamedTuple):
    """`where`: the first thing that differs, in words; empty if nothing does."""

    verdict: Verdict
    where: str = ""


_FACTS = re.compile(rb'<td>[0-9,]+</td><td><code class="hash">[0-9a-f]{64}|\b[0-9a-f]{64}\b')
"""Of files, in a preflight report: the size and sum, or the sum."""
_PICTURE = re.compile(rb"data:image/png;base64,([A-Za-z0-9+/=]+)")
_HASHED = ("files", "inputs")
"""Keys of a report that say how other files are packed, and what made them."""
_PNG = b"\x89PNG\r\n\x1a\n"


def compare(name: str, old: bytes | None, new: bytes | None) -> Compared:
    """A file of an earlier build with the one made now; None where there is none."""
    if old is None or new is None:
        return Compared(Verdict.MISSING if old is None else Verdict.EXTRA)
    if old == new:
        return Compared(Verdict.SAME)
    try:
        unlike = _unlike(name, old, new)
    except Exception as problem:  # a damaged file makes readers raise almost anything
        unlike = f"it cannot be read: {str(problem).strip()[:100]}"
    return Compared(Verdict.OTHER, unlike) if unlike else Compared(Verdict.PACKED)


def _unlike(name: str, old: bytes, new: bytes) -> str:
    """The first difference that no packing explains."""
    if name.endswith(".pdf"):
        return _unlike_pdf(old, new)
    if name.endswith(".png"):
        return "" if _pixels(old) == _pixels(new) else "its pixels"
    if name.endswith(".json"):
        return _unlike_report(old, new)
    if name.endswith(".html"):
        return "" if _page(old) == _page(new) else "its text or pictures"
    return "its bytes"


def _unlike_pdf(old: bytes, new: bytes) -> str:
    from itertools import zip_longest

    for (number, one), (_, other) in zip_longest(objects_of(old), objects_of(new), fillvalue=(None, "")):
        if one != other:
            return "its trailer" if number == 0 else f"object {number}" if number else "an object that only one of them has"
    return ""


def _pixels(png: bytes) -> bytes:
    """Its chunks, those of pixels unpacked."""
    if not png.startswith(_PNG):
        raise ValueError("it is no PNG")
    at, rest, packed = len(_PNG), b"", b""
    while at < len(png):
        length, kind = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        data = png[at + 8 : at + 8 + length]
        packed, rest = (packed + data, rest) if kind == b"IDAT" else (packed, rest + kind + data)
        at += 12 + length
    return rest + zlib.decompress(packed)


def _unlike_report(old: bytes, new: bytes) -> str:
    one, other = sealed.load(old), sealed.load(new)
    if one is None or other is None:
        return "it is damaged"
    names = [list(report.get("files", {})) for report in (one, other)]
    if names[0] != names[1]:
        return "'files'"
    return next((f"'{key}'" for key in sorted(one.keys() | other.keys()) if key not in _HASHED and one.get(key) != other.get(key)), "")


def _page(html: bytes) -> bytes:
    """A page without sizes and sums of files, its pictures unpacked."""

    def picture(found: re.Match[bytes]) -> bytes:
        with suppress(ValueError, zlib.error):
            return sha256(_pixels(b64decode(found[1]))).digest()
        return found[0]

    return _FACTS.sub(b"", _PICTURE.sub(picture, html))
