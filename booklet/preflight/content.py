"""Text of pages as pypdf extracts it, with the fonts that pages share read once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from struct import unpack
from typing import TYPE_CHECKING, Any, NamedTuple

from booklet.preflight.operators import Operation, operations

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_PAGE = b"page"
"""No operator of PDF: pypdf hands it on and does nothing."""

_LINE_END = b"\xfe\xff\0\n"
"""What glyphs without text of their own stand for."""

_UNSEEN = 3
"""Text rendering mode (9.3.6)."""

_READ = frozenset(
    (b"BT", b"ET", b"q", b"Q", b"cm", b"Tz", b"Tc", b"Tw", b"TL", b"Tf", b"Td", b"TD", b"Tm", b"T*", b"Tr", b"Do", b"'", b'"')
)
"""Operators by which pypdf finds text, besides those that show it, and the mode."""

_PLACES = frozenset((b"BT", b"ET", b"Td", b"Tm"))
"""Of these, those that say where texts begin; no matter for what stands for no text."""

_CHOOSES_CODES = frozenset((b"Tf", b"Tr", b"TJ", b"Tj", b"'", b'"'))

_KERN = 60.0
"""No reader takes so small a gap for a blank, thousandths of an em."""

_BETWEEN: tuple[Operation, ...] = (
    ([], b"ET"),
    ([], _PAGE),
    ([], b"BT"),
    (["/", 1.0], b"Tf"),
    ([b"x"], b"Tj"),
    ([], b"ET"),
    ([], _PAGE),
)
"""Ends a page, whose text is handed over, and a text in no font, which sets the direction as at the start of a page."""


class Silent(NamedTuple):
    """Operators inside spans that stand for a line end, and the number of the object of each font by name."""

    operations: list[Operation]
    fonts: dict[str, int]
    everything: list[Operation]
    """All that the page does."""


def page_texts(reader: PdfReader, codes: dict[int, set[int]], silent: list[Silent]) -> Iterator[str]:
    """Text of each page. `codes` receives, for each font by its number of object, the two-byte codes shown, invisible ones by
    the negative number; `silent`, for
    each page, what stands for no text."""
    for _, group in groupby(enumerate(reader.pages, 1), key=lambda pair: _shared_fonts(pair[1]) or pair[0]):
        yield from _texts([page for _, page in group], reader, codes, silent)


def _shared_fonts(page: PageObject) -> tuple[tuple[str, int], ...]:
    """Names of a page's fonts and the numbers of their objects; () if it has others too, or shows parts that bring others."""
    resources = page.get("/Resources")
    own: Any = resources.get_object() if resources is not None else {}
    numbers = _font_numbers(page)
    return () if "/XObject" in own or len(own.get("/Font", ())) != len(numbers) else tuple(sorted(numbers.items()))


def _texts(
    pages: list[PageObject], reader: PdfReader, codes: dict[int, set[int]], silent: list[Silent]
) -> Iterator[str]:
    """Text of pages with the same fonts: extracted as one page, as pypdf reads fonts anew for each."""
    from pypdf import PageObject
    from pypdf.generic import ContentStream, NameObject

    content = ContentStream(None, reader, "bytes")
    parts = [_operations(page, reader) for page in pages]
    silent.extend(Silent(list(_silent(part)), _font_numbers(page), part) for part, page in zip(parts, pages, strict=True))
    content.operations = [o for part in parts for o in (([], b"q"), *_read(part), ([], b"Q"), *_BETWEEN)]
    joined = PageObject(reader)
    joined.update(pages[0])
    joined[NameObject("/Contents")] = content
    pieces: list[list[str]] = [[]]
    note = _collector(joined, codes)
    for part in parts:
        for operands, operator in part:
            if operator in _CHOOSES_CODES:
                note(operator, operands)
    has_parts = not _shared_fonts(pages[0])

    def before(operator: bytes, operands: Any, *_: object) -> None:
        if operator == _PAGE:
            pieces.append([])
        elif has_parts:
            note(operator, operands)

    joined.extract_text(visitor_operand_before=before, visitor_text=lambda text, *_: pieces[-1].append(text))
    for texts in pieces[: 2 * len(pages) : 2]:
        yield "".join(texts)


def _operations(page: PageObject, reader: PdfReader) -> list[Operation]:
    from pypdf.generic import ContentStream

    contents = page.get("/Contents")
    if contents is None:
        return []
    stream = ContentStream(contents, reader, "bytes")
    own = operations(stream.get_data())
    return stream.operations if own is None else own  # pypdf reads everything, but ten times slower


def _read(operations: list[Operation]) -> Iterator[Operation]:
    """What pypdf finds text by: texts that follow each other as one, kerned pieces of them joined, as it takes its time for each;
    of what stands for a line end, each code of a font once."""
    from pypdf.generic import ArrayObject

    pieces: list[Any] = []
    inside = False
    shown: dict[str, set[bytes]] = {}
    codes: set[bytes] = set()
    for operands, operator in operations:
        if operator == b"BDC":
            inside = _is_line_end(operands)
        elif operator == b"EMC":
            inside = False
        elif operator == b"Tf" and operands:
            codes = shown.setdefault(str(operands[0]), set())
        if inside and operator == b"TJ" and operands and isinstance(operands[0], list):
            found = {raw[n : n + 2] for raw in operands[0] if isinstance(raw, bytes) for n in range(0, len(raw), 2)} - codes
            pieces += sorted(found)
            codes |= found
        elif operator == b"TJ" and operands and isinstance(operands[0], list):
            pieces += operands[0]
        elif operator == b"Tj":
            pieces += operands[:1]
        elif operator in _READ and not (inside and operator in _PLACES):
            if pieces:
                yield [ArrayObject(_joined(pieces))], b"TJ"
                pieces = []
            yield operands, operator
    if pieces:
        yield [ArrayObject(_joined(pieces))], b"TJ"


def _joined(pieces: list[Any]) -> Iterator[Any]:
    """Pieces of text and the gaps between them, in fewer pieces: as far on, and with the same blanks."""
    text: list[bytes] = []
    gap = 0.0
    for piece in pieces:
        if isinstance(piece, bytes):
            text.append(piece)
        elif isinstance(piece, str):
            yield from (*_piece(text, gap), piece)
            text, gap = [], 0.0
        elif isinstance(piece, int | float):
            if gap + piece < -_KERN:
                yield from _piece(text, gap)
                text, gap = [], 0.0
            gap += piece
    yield from _piece(text, gap)


def _piece(text: list[bytes], gap: float) -> Iterator[Any]:
    if text:
        yield b"".join(text)
    if gap:
        yield gap


def _silent(operations: list[Operation]) -> Iterator[Operation]:
    inside = False
    for operands, operator in operations:
        if operator == b"BDC":
            inside = _is_line_end(operands)
        elif operator == b"EMC":
            inside = False
        elif inside:
            yield operands, operator


def _is_line_end(operands: list[Any]) -> bool:
    """Whether marked content begins whose text is the end of a line."""
    return len(operands) > 1 and isinstance(operands[1], dict) and operands[1].get("/ActualText") == _LINE_END


def _collector(page: PageObject, codes: dict[int, set[int]]) -> Callable[[bytes, Any], None]:
    """Notes every two-byte code that pages show, operator by operator."""
    numbers = _font_numbers(page)
    shown: set[int] = set()
    font, sign = 0, 1

    def collect(operator: bytes, operands: Any) -> None:
        nonlocal shown, font, sign
        if operator in (b"Tf", b"Tr"):
            font = numbers.get(str(operands[0]), 0) if operator == b"Tf" else font
            sign = sign if operator == b"Tf" else -1 if operands[0] == _UNSEEN else 1
            shown = codes.setdefault(sign * font, set())
        elif operator in (b"TJ", b"Tj", b"'", b'"'):
            pieces = operands[0] if operator == b"TJ" else operands[-1:]
            for piece in pieces:
                raw = piece if isinstance(piece, bytes) else getattr(piece, "original_bytes", b"")
                shown.update(unpack(f">{len(raw) // 2}H", raw[: len(raw) & ~1]))

    return collect


def _font_numbers(page: PageObject) -> dict[str, int]:
    """Object number of each font resource of a page."""
    resources = page.get("/Resources")
    fonts = resources.get_object().get("/Font") if resources is not None else None
    if fonts is None:
        return {}
    entries: Any = fonts.get_object()
    return {str(name): entries.raw_get(name).idnum for name in entries if hasattr(entries.raw_get(name), "idnum")}
