"""Operators of a page's content and their operands, read in one pass (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re
from binascii import Error, unhexlify
from collections.abc import Iterator
from typing import Any

Operation = tuple[list[Any], bytes]
"""Operands and operator; those that build paths and choose pens and colours are left out."""

_TOKEN = re.compile(
    # a path, pens, colours: nothing reads them, and they are half of all there is
    rb"(?:(?:(?:[-+]?[\d.]+\s)+(?:[mlcvywJjMdgGkK]|re|rg|RG)|\[[-+.\d\s]*\]\s*[-+.\d]+\sd|[hnW]|W\*)\s+)+"
    rb"|\[(?P<shown>(?:<[0-9A-Fa-f]*>|[-+.\d]+|\s)*)\]\s*TJ\b\s*"
    rb"|(?P<numbers>(?:[-+]?(?:\d+\.?\d*|\.\d+)\s+)*)(?P<operator>[A-Za-z][A-Za-z01]*\*?|'|\")\s*"
    rb"|\[(?P<array>(?:<[0-9A-Fa-f]*>|[-+.\d]+|\s)*)\]\s*"
    rb"|/(?P<name>[^\s/<>\[\]()%{}#]*)\s*"
    rb"|(?P<dict><<(?:/[^\s/<>\[\]()%{}#]+\s*(?:[-+.\d]+|/[^\s/<>\[\]()%{}#]+|<[0-9A-Fa-f]*>)\s*)*>>)\s*"
    rb"|<(?P<hex>[0-9A-Fa-f]*)>\s*"
    rb"|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))\s*"
    rb"|\s+"
)
_PIECE = re.compile(rb"<([0-9A-Fa-f]*)>|([-+.\d]+)")
_ENTRY = re.compile(rb"(/[^\s/<>\[\]()%{}#]+)\s*(?:([-+.\d]+)|(/[^\s/<>\[\]()%{}#]+)|<([0-9A-Fa-f]*)>)")


def operations(data: bytes) -> list[Operation] | None:
    """All operators but those that no one reads; None if anything stands there that our own files do not have, such as
    characters between brackets, images in the content or comments: who asks must read them in another way."""
    try:
        return list(_operations(data))
    except (ValueError, Error):
        return None


def _operations(data: bytes) -> Iterator[Operation]:
    from pypdf.generic import ArrayObject  # pypdf passes other lists over

    operands: list[Any] = []
    at = 0
    for token in _TOKEN.finditer(data):
        if token.start() != at:
            raise ValueError("unknown")
        at = token.end()
        match token.lastgroup:
            case "shown":
                yield [*operands, ArrayObject(_pieces(token["shown"]))], b"TJ"
                operands = []
            case "operator":
                operator = token["operator"]
                if operator == b"BI":
                    raise ValueError("an image in the content")
                if numbers := token["numbers"]:
                    operands.extend(map(float, numbers.split()))
                yield operands, operator
                operands = []
            case "array":
                operands.append(ArrayObject(_pieces(token["array"])))
            case "number":
                operands.append(float(token["number"]))
            case "name":
                operands.append("/" + token["name"].decode("ascii"))
            case "hex":
                operands.append(unhexlify(token["hex"]))
            case "dict":
                operands.append({key.decode("ascii"): _value(*rest) for key, *rest in _ENTRY.findall(token["dict"])})
    if at != len(data):
        raise ValueError("unknown")


def _pieces(array: bytes) -> list[Any]:
    return [float(n) if n else unhexlify(text) for text, n in _PIECE.findall(array)]


def _value(number: bytes, name: bytes, text: bytes) -> Any:
    if number:
        return float(number)
    return name.decode("ascii") if name else unhexlify(text)
