"""Everything that a file may say, however it is wrapped up: parts of archives, compressed stretches, encodings, escapes.

Not for what must print, but for what must not be there: it rather finds a text too many.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from urllib.parse import unquote

_DEPTH = 3
"""Wrappings within wrappings."""
_MOST = 64 << 20
"""Bytes of one unpacked part."""
_SHORTEST = 6
"""Characters that a wrapped text has at least."""
_BETWEEN = b"\n\n"
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
"""RFC 1950, 2.2 and RFC 1952, 2.3.1: how compressed data begins."""
_READABLE = re.compile(rb"(?:[\t\n\r -~]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){6,}")
"""Stretches of UTF-8 (RFC 3629) in other bytes."""
_LATIN1 = re.compile(rb"[ -~\xa0-\xff]{6,}")
_WIDE = (
    ("UTF-16", "utf-16-le", re.compile(rb"(?:[^\0][\0-\x1f]){6,}|(?:.[\x30-\x9f\xac-\xd7]){12,}", re.DOTALL)),
    ("UTF-16", "utf-16-be", re.compile(rb"(?:[\0-\x1f][^\0]){6,}|(?:[\x30-\x9f\xac-\xd7].){12,}", re.DOTALL)),
    ("UTF-32", "utf-32-le", re.compile(rb"(?:[^\0][\0-\x1f]\0\0){4,}", re.DOTALL)),
    ("UTF-32", "utf-32-be", re.compile(rb"(?:\0\0[\0-\x1f][^\0]){4,}", re.DOTALL)),
)
"""Stretches that may be text in wide characters: alphabets, or Chinese, Japanese and Korean."""
_SPACE = re.compile(r"\s+")
_TAG = re.compile("<[^<>]{0,400}>")
_BACKSLASH = re.compile(r"\\(?:u\{?([0-9A-Fa-f]{4,6})\}?|x([0-9A-Fa-f]{2})|([0-7]{1,3})|(\r?\n)|([()\\/\"']))")
"""As JSON (RFC 8259, 7), program code, and strings of PDF (ISO 32000-1, 7.3.4.2) write characters."""
_HEX_BYTES = re.compile(r"(?:[=#%]|\\x|0x)([0-9A-Fa-f]{2})[\s,;]?")
"""Quoted-printable (RFC 2045, 6.7), names of PDF (7.3.5), lists of bytes."""
_HEX_RUN = re.compile(r"[0-9A-Fa-f](?:[\s:-]?[0-9A-Fa-f]){11,}")
_NOT_HEX = re.compile("[^0-9A-Fa-f]")
_BASE64_RUN = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_BASE32_RUN = re.compile(r"[A-Z2-7]{10,}={0,6}")
_BASE85_RUN = re.compile(r"<~(.{8,}?)~>", re.DOTALL)
_SHOWN = re.compile(r"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
"""Strings in a content stream: words are torn apart between them for kerning (9.4.3)."""
_MARKED_UP = re.compile("<[A-Za-z!/]")
_SHOWS = re.compile(r"T[jJ]\b")


def texts(data: bytes, name: str = "", seen: set[bytes] | None = None) -> Iterator[tuple[str, str]]:
    """Each text that the bytes hold in some way, with the way in words. `seen`: hashes of what was looked at before."""
    seen = set() if seen is None else seen
    waiting = [(name, data, 0)]
    while waiting:
        way, part, depth = waiting.pop()
        key = sha256(part).digest()
        if key in seen or len(part) < _SHORTEST:
            continue
        seen.add(key)
        if depth >= _DEPTH:
            yield from ((_way(way, encoding), text) for encoding, text in _decoded(part) if encoding != "Latin-1")
            continue
        waiting += [(_way(way, kind), inner, depth + 1) for kind, inner in _unpacked(part)]
        for encoding, text in _decoded(part):
            yield _way(way, encoding), text
            last = text
            for kind, plain in _unescaped(text):
                yield _way(way, kind), plain
                last = plain
            if last is not text:
                waiting.append((_way(way, "escaped"), last.encode("utf-8", "replace"), depth + 1))
            waiting += [(_way(way, kind), inner, depth + 1) for kind, inner in _unwrapped(text)]
            waiting += [(_way(way, f"{kind} over lines"), inner, _DEPTH) for kind, inner in _unwrapped_lines(text)]


def _way(before: str, then: str) -> str:
    return ", ".join(filter(None, (before, then)))


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The members of an archive with their names, and every compressed stretch."""
    if data.startswith(b"PK"):
        with suppress(zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, zlib.error):
            archive = zipfile.ZipFile(io.BytesIO(data))
            yield "archive", archive.comment
            for member in archive.infolist():
                yield "name in an archive", member.filename.encode("utf-8", "replace") + b"\n" + member.comment + b"\n" + member.extra
                with archive.open(member) as part:
                    yield "archive", part.read(_MOST)
    for found in _ZLIB.finditer(data):
        machine = zlib.decompressobj(47)  # zlib or gzip
        with suppress(zlib.error):
            inner = machine.decompress(data[found.start() :], _MOST)
            if len(inner) >= _SHORTEST:
                yield "compressed", inner


def _decoded(data: bytes) -> Iterator[tuple[str, str]]:
    """What may be text in the bytes, by encoding."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = b"\n".join(_READABLE.findall(data)).decode("utf-8", "ignore")
        yield "Latin-1", b"\n".join(_LATIN1.findall(data)).decode("latin-1")
    yield "", text
    if b"\0" in data or not data.isascii():
        for name, codec, pattern in _WIDE:
            if found := "\n".join(stretch.decode(codec, "ignore") for stretch in (found[0] for found in pattern.finditer(data))):
                yield name, found


def _unescaped(text: str) -> Iterator[tuple[str, str]]:
    """The text in other ways of reading it; the last in all the ways that write single characters."""
    if _SHOWS.search(text):
        yield "torn apart", "".join(_string(found[0]) for found in _SHOWN.finditer(text))
    if _MARKED_UP.search(text):
        yield "between tags", html.unescape(_TAG.sub("", text))
    plain = text
    for kind, sign, reading in _READINGS:
        if sign.search(plain):
            plain = reading(plain)
            yield kind, plain


def _unwrapped(text: str) -> Iterator[tuple[str, bytes]]:
    """The bytes that a text holds in other notations; all stretches in one notation together."""
    runs = [_NOT_HEX.sub("", found[0]) for found in _HEX_RUN.finditer(text)]
    for start in (0, 1) if runs else ():
        yield "hex", _BETWEEN.join(bytes.fromhex(run[start : start + (len(run) - start) // 2 * 2]) for run in runs)
    if "<~" in text:
        yield "base 85", _BETWEEN.join(_base85(found[1]) for found in _BASE85_RUN.finditer(text))
    yield from _lettered(text)


def _unwrapped_lines(text: str) -> Iterator[tuple[str, bytes]]:
    """Bytes in letters that are broken into lines or groups."""
    squeezed = _SPACE.sub("", text)
    if squeezed != text:
        yield from _lettered(squeezed)


def _lettered(text: str) -> Iterator[tuple[str, bytes]]:
    found = [run[0].rstrip("=").replace("-", "+").replace("_", "/") for run in _BASE64_RUN.finditer(text)]
    for start in range(4) if found else ():
        yield "base 64", _BETWEEN.join(_base64(run[start:]) for run in found)
    if found := [run[0].rstrip("=") for run in _BASE32_RUN.finditer(text)]:
        yield "base 32", _BETWEEN.join(_base32(run) for run in found)


def _base64(run: str) -> bytes:
    return binascii.a2b_base64(f"{run[: len(run) - (len(run) % 4 == 1)]}==")


def _base32(run: str) -> bytes:
    whole = run[: len(run) // 8 * 8] if len(run) % 8 in (1, 3, 6) else run
    return base64.b32decode(whole + "=" * (-len(whole) % 8))


def _base85(run: str) -> bytes:
    try:
        return base64.a85decode(run)
    except ValueError:
        return b""


def _character(found: re.Match[str]) -> str:
    unicode, byte, octal, newline, literal = found.groups()
    if newline:
        return ""
    if literal:
        return str(literal)
    number = int(unicode or byte, 16) if unicode or byte else int(octal, 8)
    return chr(number) if number < 0x110000 else ""


def _bytes_written(text: str) -> str:
    """Stretches of bytes written as numbers, as the UTF-8 they are."""
    return re.sub(f"(?:{_HEX_BYTES.pattern})+", _stretch, text)


def _stretch(found: re.Match[str]) -> str:
    return bytes(int(byte, 16) for byte in _HEX_BYTES.findall(found[0])).decode("utf-8", "replace")


def _backslashes(text: str) -> str:
    return _BACKSLASH.sub(_character, text)


def _mail(text: str) -> str:
    return _bytes_written(text.replace("=\r\n", "").replace("=\n", ""))


def _string(written: str) -> str:
    """What a string of a content stream says, if its codes are letters."""
    if written.startswith("("):
        return _BACKSLASH.sub(_character, written[1:-1])
    digits = _SPACE.sub("", written[1:-1])
    data = bytes.fromhex(digits + "0" * (len(digits) % 2))
    return data.decode("utf-16-be", "ignore") if data[:1] == b"\0" else data.decode("latin-1")


_READINGS: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("as in an address", re.compile("%[0-9A-Fa-f]{2}"), unquote),
    ("as in HTML", re.compile("&(?:#[xX]?[0-9A-Fa-f]+|[A-Za-z]+);"), html.unescape),
    ("escaped", _BACKSLASH, _backslashes),
    ("bytes written out", re.compile(r"(?:[=#]|0x)[0-9A-Fa-f]{2}|=\r?\n"), _mail),
)
"""Notations of single characters: what they are called, what gives them away, how they are read."""
