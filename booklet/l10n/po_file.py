"""A PO file, from its bytes: what is no text, no UTF-8 or no longer whole is told before a line of it is read."""

from __future__ import annotations

import re

from booklet.diag import Sink, Span
from booklet.l10n.people import check_people
from booklet.l10n.po import Entry, scan
from booklet.l10n.po_plain import Found, whole
from booklet.world.scalars import MAX_TEXT

MAX_BYTES = 20_000_000
"""More than twenty thousand messages."""

_COMPILED = (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
"""How MO files begin (GNU gettext manual, "The Format of GNU MO Files")."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_BOM = "\ufeff"
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}|\|{7}|={7})(?= |\r|$)", re.MULTILINE)
_CHARSET = re.compile(rb"Content-Type:[^\"\n]*?charset=([^\\\s\";]*)", re.IGNORECASE)
_AS_GOOD = frozenset((b"utf-8", b"utf8", b"us-ascii", b"ascii", b"charset", b""))
"""What may stand for UTF-8: a part of it, or the empty place in a template."""
_UTF8_HINT = "save it as UTF-8, and write charset=UTF-8 in its header"
_WHOLE = "get a whole copy of it"
_FMT = "run 'booklet l10n fmt'; it changes no word"


def read_po(data: bytes, path: str, sink: Sink, *, mending: bool = False) -> tuple[Entry, ...]:
    """The entries of a file, in its order; a caller must not write back one that had an error.

    `data`: at most `MAX_BYTES` + 1 of it. `mending`: let pass what writing it again mends. Errors: po-size, po-compiled,
    po-encoding, po-charset, po-nul, po-conflict, po-bom, po-line-ends, text-size, and those of `parse` and `check_people`."""
    return whole(scan_po(data, path, sink, mending=mending))


def scan_po(data: bytes, path: str, sink: Sink, *, mending: bool = False) -> tuple[Found, ...]:
    """As `read_po`, for those who look at few comments."""
    if _is_foreign(data, path, sink):
        return ()
    text = _text(data, path, sink)
    if text is None:
        return ()
    if mending and "\r" in text:
        text = re.sub("\r+\n", "\n", text)
    _check_form(text, path, sink, mending)
    if "\r" in text and "\n" not in text:
        return ()
    check_people(text, path, sink)
    found = scan(text, path, sink)
    for one in found if len(text) > 5 * MAX_TEXT else ():
        if max(map(len, (one.source, *one.targets))) > MAX_TEXT:
            sink.error("text-size", f"a text of this entry has more than {MAX_TEXT} characters", one.span, "shorten it: no page has room for so much")
    return found


def _is_foreign(data: bytes, path: str, sink: Sink) -> bool:
    """Whether it is no PO file at all."""
    if len(data) > MAX_BYTES:
        sink.error("po-size", f"the file is larger than {MAX_BYTES // 1_000_000} MB", Span(path, 1, 1), "a catalog is far smaller: look at what it is")
    elif data.startswith(_COMPILED):
        hint = "put the .po file there that it was made from ('msgunfmt' of GNU gettext gives back some of it)"
        sink.error("po-compiled", "this is a compiled catalog (.mo), not a PO file", Span(path, 1, 1), hint)
    elif data.startswith(_WIDE) or _is_wide(data):
        sink.error("po-encoding", "the file is UTF-16, not UTF-8", Span(path, 1, 1), "save it again as UTF-8")
    elif b"\0" in data:
        place = data.index(b"\0")
        sink.error("po-nul", "the file has a NUL byte, which no text has", _span(data, place, path), f"delete it, or {_WHOLE}")
    else:
        return _has_conflict(data, path, sink)
    return True


def _is_wide(data: bytes) -> bool:
    """UTF-16 without a mark: a NUL beside each of the first letters, which are ASCII."""
    start = data[:40]
    return len(start) > 3 and (not any(start[1::2]) or not any(start[::2]))


def _has_conflict(data: bytes, path: str, sink: Sink) -> bool:
    """Lines that git leaves where two people changed the same ones. A row of seven alone may be a translator's own."""
    marks = [m for m in _CONFLICT.finditer(data) if m[0] != b"======="] if b"<<<<<<<" in data or b">>>>>>>" in data else []
    opening = [m for m in marks if m[0] == b"<<<<<<<"] or marks[:1]
    for mark in opening:
        sink.error("po-conflict", "two versions of the file were merged here, and nobody has chosen", _span(data, mark.start(), path),
                   "keep the right one of the two, and delete the lines '<<<<<<<', '=======' and '>>>>>>>'")  # fmt: skip
    return bool(opening)


def _text(data: bytes, path: str, sink: Sink) -> str | None:
    named = _CHARSET.search(data, 0, 10_000)
    if named and named[1].lower() not in _AS_GOOD:
        sink.error("po-charset", f"the header says that the file is in '{named[1].decode('latin-1')}'", _span(data, named.start(), path), _UTF8_HINT)
        return None
    try:
        return data.decode()
    except UnicodeDecodeError as e:
        cut = e.end == len(data) and e.reason == "unexpected end of data"
        message, hint = ("the file ends within a character: it was cut off", _WHOLE) if cut else ("the file is not UTF-8", "save it again as UTF-8")
        sink.error("po-encoding", message, _span(data, e.start, path), hint)
        return None


def _check_form(text: str, path: str, sink: Sink, mending: bool) -> None:
    if text.startswith(_BOM) and not mending:
        sink.error("po-bom", "the file begins with a byte order mark, at which other programs stop", Span(path, 1, 1), _FMT)
    if (place := text.find("\r")) >= 0:
        span = Span(path, text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place))
        if text[place : place + 2] == "\r\n":
            sink.error("po-line-ends", "the lines end as on Windows (CR LF)", span, _FMT)
        else:
            sink.error("po-line-ends", "there is a carriage return (CR) within a line", span, "save the file with line ends LF")


def _span(data: bytes, place: int, path: str) -> Span:
    """The place of a byte; columns are of characters."""
    start = data.rfind(b"\n", 0, place) + 1
    return Span(path, data.count(b"\n", 0, place) + 1, len(data[start:place].decode(errors="replace")) + 1)
