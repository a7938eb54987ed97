"""A finished file, opened with two readers that share no code: pypdf and pdfium."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from struct import unpack
from typing import TYPE_CHECKING, Any, NamedTuple

from booklet.diag import Sink

if TYPE_CHECKING:
    from pypdf import PdfReader

READERS = ("pypdf", "pdfium")

_LINE_END_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line, as it might be one that the next reader takes out."""

_INVISIBLE = re.compile("[\\s\u200b\u2060]+")


class PageText(NamedTuple):
    """A page's text as each of the readers extracts it; nothing by pypdf, which is slow, where pdfium's is enough."""

    pypdf: str
    pdfium: str


@dataclass(slots=True)
class File:
    """`name` says in diagnostics which file it is. `codes`: of each font, by its number of object, the codes shown."""

    name: str
    reader: PdfReader
    document: Any
    """pdfium's."""
    pages: tuple[PageText, ...] = ()
    codes: dict[int, set[int]] = field(default_factory=dict)
    objects: tuple[tuple[int, Any], ...] = ()
    """Every object and its number."""


def squeezed(text: str) -> str:
    """Text without white space and the invisible marks that let lines end, NFC: what must agree letter for letter."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


@contextmanager
def opened(data: bytes, name: str, sink: Sink, both: bool = True) -> Iterator[File | None]:
    """Open and read a file; None, and `unreadable-file`, if a reader cannot. `both`: pypdf extracts its text too."""
    import pypdfium2
    from pypdf import PdfReader

    file = None
    try:
        file = File(name, PdfReader(BytesIO(data)), pypdfium2.PdfDocument(data))
        file.pages = tuple(_page_texts(file, both))
        file.objects = tuple(_objects(file.reader))
    except Exception as problem:  # a broken file makes readers raise almost anything
        reason = str(problem).strip().splitlines()[:1] or [type(problem).__name__]
        sink.error("unreadable-file", f"the {name} cannot be read: {reason[0]}", None, "build it again")
        yield None
        return
    try:
        yield file
    finally:
        file.document.close()


def _page_texts(file: File, both: bool) -> Iterator[PageText]:
    if len(file.reader.pages) != len(file.document):
        raise ValueError("its readers count different numbers of pages")
    for page, other in zip(file.reader.pages, file.document, strict=True):
        text = page.extract_text(visitor_operand_before=_collector(page, file.codes)) if both else ""
        textpage = other.get_textpage()
        yield PageText(text, str(textpage.get_text_bounded()).replace(_LINE_END_HYPHEN, "-"))
        textpage.close()
        other.close()


def _objects(reader: PdfReader) -> Iterator[tuple[int, Any]]:
    numbers = {n for generation in reader.xref.values() for n in generation} | set(reader.xref_objStm)
    for number in sorted(numbers):
        yield number, reader.get_object(number)


def _collector(page: Any, codes: dict[int, set[int]]) -> Any:
    """Notes every two-byte code that the page shows; extraction calls it for every operator."""
    numbers = _font_numbers(page)
    shown: set[int] = set()

    def collect(operator: bytes, operands: Any, *_: object) -> None:
        nonlocal shown
        if operator == b"Tf":
            shown = codes.setdefault(numbers.get(str(operands[0]), 0), set())
        elif operator in (b"TJ", b"Tj", b"'", b'"'):
            pieces = operands[0] if operator == b"TJ" else operands[-1:]
            for piece in pieces:
                raw = piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", b"")
                shown.update(unpack(f">{len(raw) // 2}H", raw[: len(raw) & ~1]))

    return collect


def _font_numbers(page: Any) -> dict[str, int]:
    """Object number of each font resource of a page."""
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    if fonts is None:
        return {}
    entries: Any = fonts.get_object()
    return {str(name): entries.raw_get(name).idnum for name in entries if hasattr(entries.raw_get(name), "idnum")}
