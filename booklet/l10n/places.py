"""Where in a PO file, however it is wrapped, a character of a translation stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from booklet.diag import Span
from booklet.l10n.po import Entry

_PIECE = re.compile(r"\\.|[^\\]")


def place_in(lines: Sequence[str], entry: Entry, form: int, start: int) -> Span:
    """Line and column, from 1, of a character of the entry's msgstr number `form`.

    `lines`: those of its file, broken at LF only, as `po.parse` counts them. A place behind the text is that of its end."""
    keyword = "msgstr" if entry.plural is None else f"msgstr[{form}]"
    number = entry.span.line - 1
    while number < len(lines) and not lines[number].startswith(keyword + " "):
        number += 1
    place = Span(entry.span.file, entry.span.line, 1)
    left = start
    while number < len(lines) and '"' in lines[number]:
        line = lines[number]
        if not line.startswith(('"', keyword)):
            break
        for column, size in _characters(line):
            place = Span(entry.span.file, number + 1, column)
            if left == 0 and size:
                return place
            left -= 1
        left += 1
        number += 1
    return place


def _characters(line: str) -> list[tuple[int, int]]:
    """Column and length of each character of the string on a line, an escape being one, and then of its closing quote."""
    first, last = line.index('"') + 1, line.rindex('"')
    found = [(piece.start() + 1, piece.end() - piece.start()) for piece in _PIECE.finditer(line, first, last)]
    return [*found, (last + 1, 0)]
