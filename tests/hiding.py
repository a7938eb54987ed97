"""Ways to hide a text in a PDF; each gives a whole file."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import quopri
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

Hide = Callable[[str], bytes]


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def blank() -> PdfWriter:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    return writer


def content(text: bytes, compressed: bool = False) -> bytes:
    """A page whose content stream holds these operators."""
    writer = blank()
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"), NameObject("/BaseFont"): NameObject("/Helvetica")})
    page = writer.pages[0]
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): font})})
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F 10 Tf 20 100 Td " + text + b" ET")
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode() if compressed else stream)
    return _written(writer)


def attached(data: bytes, name: str = "a.bin") -> bytes:
    writer = blank()
    writer.add_attachment(name, data)
    return _written(writer)


def raw_string(written: bytes) -> bytes:
    """A string of the file, written as given."""
    marker = b"@@marker@@"
    writer = blank()
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): ByteStringObject(marker)})
    data = _written(writer)
    for shown in (b"(" + marker + b")", b"<" + marker.hex().encode() + b">"):
        if shown in data:  # offsets behind it are wrong then: readers find the objects again by themselves
            return data.replace(shown, written)
    raise AssertionError("no marker")


def info(text: str) -> bytes:
    writer = blank()
    writer.add_metadata({"/Author": text})
    return _written(writer)


def xmp(text: str) -> bytes:
    writer = blank()
    stream = DecodedStreamObject()
    stream.set_data(f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{html.escape(text)}</dc:creator></x:xmpmeta>'.encode())
    stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/Metadata"), NameObject("/XML")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    return _written(writer)


def link(text: str) -> bytes:
    writer = blank()
    writer.add_annotation(0, Link(rect=(0, 0, 50, 50), url=f"https://example.org/?q={quote(text)}"))
    return _written(writer)


def bookmark(text: str) -> bytes:
    writer = blank()
    writer.add_outline_item(title=text, page_number=0)
    return _written(writer)


def name_object(text: str) -> bytes:
    writer = blank()
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/" + text.replace(" ", "_")): ArrayObject()})
    return _written(writer)


def field_text(text: str) -> bytes:
    writer = blank()
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(text + " \u0e01")})  # becomes UTF-16
    return _written(writer)


def older_revision(text: str) -> bytes:
    """An object that no table of the file names any more."""
    data = _written(blank())
    orphan = b"99 0 obj\n<</Filter/FlateDecode>>stream\n" + zlib.compress(text.encode()) + b"\nendstream\nendobj\n"
    return data.replace(b"%%EOF", orphan + b"%%EOF")


def after_end(text: str) -> bytes:
    return _written(blank()) + b"\n" + text.encode()


def png(text: str) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = chunk(b"IHDR", bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def zipped(data: bytes, name: str = "x.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def code(text: str) -> bytes:
    """A QR code, as drawn modules."""
    from booklet.compose.symbol import encode

    found = encode(text)
    side, unit = found.side, 4
    boxes = [f"{20 + x * unit} {160 - y * unit} {unit} {unit} re" for y, row in enumerate(found.rows) for x, dark in enumerate(row) if dark]
    assert side * unit < 160
    return content(b"ET " + " ".join(boxes).encode() + b" f BT")


def kerned(text: str) -> bytes:
    pieces = b" -15 ".join(f"({text[n : n + 2]})".encode() for n in range(0, len(text), 2))
    return content(b"[" + pieces + b"] TJ", compressed=True)


def lines(text: str) -> bytes:
    return content(b" 0 -12 Td ".join(f"({word}) Tj".encode() for word in text.split()), compressed=True)


def letters(text: str) -> bytes:
    return content(b" 8 0 Td ".join(f"({c}) Tj".encode() for c in text), compressed=True)


def _of_bytes(made: Callable[[bytes], bytes]) -> Hide:
    return lambda text: attached(made(text.encode()))


def _of_text(made: Callable[[str], str]) -> Hide:
    return lambda text: attached(made(text).encode())


WAYS: dict[str, Hide] = {
    "page text": lambda t: content(f"({t}) Tj".encode()),
    "page text, compressed": lambda t: content(f"({t}) Tj".encode(), compressed=True),
    "torn apart for kerning": kerned,
    "over lines": lines,
    "letter by letter": letters,
    "hex string of a page": lambda t: content(f"<{t.encode().hex()}> Tj".encode()),
    "information": info,
    "XMP": xmp,
    "link": link,
    "bookmark": bookmark,
    "name": name_object,
    "string in UTF-16": field_text,
    "octal escapes": lambda t: raw_string(b"(" + "".join(f"\\{ord(c):03o}" for c in t).encode() + b")"),
    "string over lines": lambda t: raw_string(b"(" + b"\\\n".join(t[n : n + 3].encode() for n in range(0, len(t), 3)) + b")"),
    "hex string": lambda t: raw_string(b"<" + t.encode().hex().upper().encode() + b">"),
    "object of an older revision": older_revision,
    "behind the end": after_end,
    "attached": lambda t: attached(t.encode()),
    "name of what is attached": lambda t: attached(b"-", t),
    "attached zip": _of_bytes(zipped),
    "name in a zip": lambda t: attached(zipped(b"-", t)),
    "zip in a zip": _of_bytes(lambda b: zipped(zipped(b))),
    "gzip": _of_bytes(lambda b: gzip.compress(b, mtime=0)),
    "picture's comment": lambda t: attached(png(t)),
    "base 64": _of_bytes(lambda b: b"see " + base64.b64encode(b"xy" + b) + b" end"),
    "base 64 for addresses": _of_bytes(base64.urlsafe_b64encode),
    "base 64 over lines": _of_bytes(lambda b: b"\n".join(base64.b64encode(b)[n : n + 7] for n in range(0, 80, 7))),
    "base 32": _of_bytes(base64.b32encode),
    "base 85": _of_bytes(lambda b: base64.a85encode(b, adobe=True)),
    "hex": _of_bytes(lambda b: b"0a" + b.hex().encode()),
    "hex in pairs": _of_bytes(lambda b: b.hex(" ").encode()),
    "hex of base 64": _of_bytes(lambda b: base64.b64encode(b).hex().encode()),
    "base 64 of UTF-16": _of_text(lambda t: base64.b64encode(t.encode("utf-16-le")).decode()),
    "UTF-16, little end first": lambda t: attached(b"\x01" + t.encode("utf-16-le")),
    "UTF-16, big end first": lambda t: attached(t.encode("utf-16-be")),
    "UTF-32": lambda t: attached(t.encode("utf-32-le")),
    "as in an address": _of_text(lambda t: "".join(f"%{b:02X}" for b in t.encode())),
    "as in HTML": _of_text(lambda t: "".join(f"&#x{ord(c):x};" for c in t)),
    "between tags": _of_text(lambda t: "<b>".join(t)),
    "as in JSON": _of_text(lambda t: json.dumps({"x": "".join(f"\\u{ord(c):04x}" for c in t)}).replace("\\\\", "\\")),
    "as in a mail": _of_bytes(lambda b: quopri.encodestring(b"".join(b"=%02X" % c for c in b).replace(b"=", b"=")).replace(b"=3D", b"=")),
    "backwards": _of_text(lambda t: t[::-1]),
    "ROT13": _of_text(lambda t: __import__("codecs").encode(t, "rot13")),
    "wide letters": _of_text(lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t)),
    "invisible characters": _of_text("\u200b".join),
    "soft hyphens": _of_text("\u00ad".join),
    "another case": _of_text(str.swapcase),
    "code": code,
}
