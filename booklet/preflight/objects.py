"""The objects of a PDF file as text, packed streams unpacked: what two files have in common whoever packed them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

_PACKING = ("/Length", "/Filter", "/DecodeParms")
_TRAILER = ("/Root", "/Info", "/Encrypt")
"""What of the trailer is no place in the file; its ID is made from the packed bytes."""


def objects_of(pdf: bytes) -> Iterator[tuple[int, str]]:
    """Each object by number, as text, with what its stream holds unpacked; the file's ID is made from the packed bytes."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf), strict=True)
    numbers = {n for generation in reader.xref.values() for n in generation} | set(reader.xref_objStm)
    for number in sorted(numbers):
        yield number, _plain(reader.get_object(number))
    yield 0, _pairs({key: reader.trailer.raw_get(key) for key in _TRAILER if key in reader.trailer})


def _plain(value: Any) -> str:
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

    if isinstance(value, IndirectObject):
        return f"{value.idnum} {value.generation} R"
    if isinstance(value, StreamObject):
        head = {key: value.raw_get(key) for key in value if key not in _PACKING}
        return f"{_pairs(head)} stream {sha256(value.get_data()).hexdigest()}"
    if isinstance(value, DictionaryObject):
        return _pairs({key: value.raw_get(key) for key in value})
    if isinstance(value, ArrayObject):
        return f"[{' '.join(map(_plain, list.__iter__(value)))}]"
    return repr(value)


def _pairs(pairs: dict[Any, Any]) -> str:
    return f"<<{' '.join(f'{key} {_plain(value)}' for key, value in sorted(pairs.items()))}>>"
