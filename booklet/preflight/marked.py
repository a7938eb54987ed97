"""Text of marked content by its number on the page, as the fonts' maps to text and ActualText have it (ISO 32000-1, 14.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_ROW = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)


Maps = dict[int, Mapping[int, str]]
"""Code to text of each font, by the number of its object."""


def marked_texts(page: PageObject, reader: PdfReader, maps: Maps) -> dict[int, str]:
    """Text of every numbered piece of content of a page, by its number. `maps` keeps what pages share. Fonts must have two-byte
    codes, as ours do."""
    from pypdf.generic import ContentStream

    fonts = _fonts(page, maps)
    texts: dict[int, list[str]] = {}
    open_: list[tuple[int | None, bool]] = [(None, False)]  # number, and whether its text has been said already
    known: Mapping[int, str] = {}
    contents = page.get("/Contents")
    for operands, operator in ContentStream(contents, reader, "bytes").operations if contents is not None else ():
        number, silent = open_[-1]
        if operator == b"BMC":
            open_.append((number, silent))
        elif operator == b"BDC":
            properties = operands[1] if isinstance(operands[1], dict) else {}
            number = properties.get("/MCID", number)
            actual = properties.get("/ActualText")
            if actual is not None and number is not None and not silent:
                texts.setdefault(number, []).append(_string(actual))
            open_.append((number, silent or actual is not None))
        elif operator == b"EMC":
            del open_[max(1, len(open_) - 1) :]
        elif operator == b"Tf":
            known = fonts.get(str(operands[0]), {})
        elif number is not None and operator == b"ET":
            texts.setdefault(number, []).append(" ")
        elif number is not None and not silent and operator in (b"Tj", b"TJ"):
            texts.setdefault(number, []).extend(_shown(operands[0], known))
    return {number: " ".join("".join(pieces).split()) for number, pieces in texts.items()}


def _shown(operand: Any, known: Mapping[int, str]) -> Iterator[str]:
    for piece in operand if isinstance(operand, list) else (operand,):
        raw = piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", b"")
        for at in range(0, len(raw) - 1, 2):
            yield known.get(int.from_bytes(raw[at : at + 2], "big"), "")


def _string(value: Any) -> str:
    return value.decode("utf-16") if isinstance(value, bytes) else str(value)


def _fonts(page: PageObject, maps: Maps) -> dict[str, Mapping[int, str]]:
    resources = page.get("/Resources")
    fonts: Any = resources.get_object().get("/Font") if resources is not None else None
    entries: Any = fonts.get_object() if fonts is not None else {}
    numbers = {name: getattr(entries.raw_get(name), "idnum", -n) for n, name in enumerate(entries, 1)}
    return {str(name): maps.get(n) or maps.setdefault(n, text_by_code(entries[name])) for name, n in numbers.items()}


def text_by_code(font: Any) -> Mapping[int, str]:
    """Code to text (9.10.3)."""
    stream = font.get("/ToUnicode")
    out: dict[int, str] = {}
    for kind, body in _SECTION.findall(stream.get_object().get_data() if stream is not None else b""):
        found = [bytes.fromhex(row.decode()) for row in _ROW.findall(body)]
        if kind == b"char":
            out.update((int.from_bytes(code, "big"), text.decode("utf-16-be")) for code, text in zip(found[::2], found[1::2], strict=False))
            continue
        for first, last, text in zip(found[::3], found[1::3], found[2::3], strict=False):
            start = int.from_bytes(first, "big")
            for code in range(start, int.from_bytes(last, "big") + 1):
                out[code] = (int.from_bytes(text, "big") + code - start).to_bytes(len(text), "big").decode("utf-16-be")
    return out
