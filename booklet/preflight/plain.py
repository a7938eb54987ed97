"""Plain objects of a file, read in one pass as what pypdf makes of them, which takes its time for each byte (ISO 32000-1, 7.3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

_HEAD = re.compile(rb"(\d+) (\d+) obj\s")
_TOKEN = re.compile(
    rb"\d+ \d+ R\b|/[A-Za-z0-9_.+*:-]+|[-+]?(?:\d+\.?\d*|\.\d+)(?![\d.+-])|<<|>>|\[|\]|\((?:[^()\\\r\n]|\\.)*+\)|<(?:[0-9A-Fa-f]{2})*+>"
)
_PLAIN = re.compile(rb"\s*+(?>(?:%b)\s*+)*+" % _TOKEN.pattern)
_ENDS = {b"<<": b">>", b"[": b"]"}


def note_plain(data: bytes, reader: PdfReader) -> None:
    """Hand the reader of a file all its objects that are dictionaries or lists of names, numbers, strings and references, written
    without anything that wants care: no streams, comments or keywords. It reads the others itself, and all of them
    where a lock or an odd table of places wants care."""
    if reader.is_encrypted:
        return
    plain = _Plain(reader)
    for generation, places in reader.xref.items():
        free = reader.xref_free_entry.get(generation, {})
        for number, place in places.items():
            head = _HEAD.match(data, place)
            if head is None or int(head[1]) != number or int(head[2]) != generation:
                continue
            if (generation, number) in reader.resolved_objects or free.get(number, False) or number in reader.xref_objStm:
                continue
            found = plain.read(data[head.end() : data.find(b"endobj", head.end())])
            if found is not None:
                reader.cache_indirect_object(generation, number, found)


class _Plain:
    """What is written the same way is the same object."""

    def __init__(self, reader: PdfReader) -> None:
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject

        self._array, self._dictionary, self._name = ArrayObject, DictionaryObject, NameObject
        self._scalar = _scalars(reader)
        self._known: dict[bytes, Any] = {}

    def read(self, body: bytes) -> Any:
        """The object; None if it is not plain."""
        if b"stream" in body or not _PLAIN.fullmatch(body):
            return None
        known = self._known
        open_: list[tuple[bytes, list[Any]]] = []
        held: list[Any] = []
        for text in _TOKEN.findall(body):
            value = known.get(text)
            if value is not None:
                held.append(value)
            elif text in _ENDS:
                open_.append((text, held))
                held = []
            elif text in (b">>", b"]"):
                begin, around = open_.pop() if open_ else (b"", [])
                value = self._closed(begin, held) if _ENDS.get(begin) == text else None
                if value is None:
                    return None
                around.append(value)
                held = around
            else:
                value = known[text] = self._scalar(text)
                held.append(value)
        return held[0] if not open_ and len(held) == 1 and isinstance(held[0], dict | list) else None

    def _closed(self, begin: bytes, held: list[Any]) -> Any:
        if begin == b"[":
            return self._array(held)
        found = self._dictionary(zip(held[::2], held[1::2], strict=False))
        whole = 2 * len(found) == len(held) and not {*map(type, found)} - {self._name}
        return found if whole else None


def _scalars(reader: PdfReader) -> Callable[[bytes], Any]:
    from pypdf.generic import (
        FloatObject,
        IndirectObject,
        NameObject,
        NumberObject,
        create_string_object,
        read_string_from_stream,
    )

    def scalar(text: bytes) -> Any:
        if text[:1] == b"/":
            return NameObject(text.decode("ascii"))
        if text[:1] == b"(":
            return read_string_from_stream(BytesIO(text)) if b"\\" in text else create_string_object(text[1:-1])
        if text[:1] == b"<":
            return create_string_object(bytes.fromhex(text[1:-1].decode("ascii")))
        if text[-1:] == b"R":
            number, generation, _ = text.split()
            return IndirectObject(int(number), int(generation), reader)
        return FloatObject(text) if b"." in text else NumberObject(text)

    return scalar
