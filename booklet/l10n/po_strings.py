"""Quoted strings of PO files: escapes as in C, and what is wrong with a string that cannot be read."""

from __future__ import annotations

import re
from typing import NamedTuple

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
_ESCAPE = str.maketrans(_ESCAPES)
_UNESCAPES = {escaped[1]: char for char, escaped in _ESCAPES.items()}
_STRING = re.compile(r'"(?:[^"\\]|\\[\\"ntrabfv])*"')
_START = re.compile(r'"(?:[^"\\]|\\[\\"ntrabfv])*')
_ESCAPED = re.compile(r"\\(.)")


class StringFault(NamedTuple):
    """What is wrong with a string, how many characters into it, and what to do."""

    start: int
    message: str
    hint: str


def quote(text: str) -> str:
    """A text as a string on one line."""
    return f'"{text.translate(_ESCAPE)}"'


def unquote(quoted: str) -> str | None:
    """The text of a string; None if it is none: `fault` says why."""
    inner = quoted[1:-1]
    if len(quoted) > 1 and quoted[0] == quoted[-1] == '"' and "\\" not in inner and '"' not in inner:
        return inner
    return _ESCAPED.sub(lambda m: _UNESCAPES[m[1]], inner) if _STRING.fullmatch(quoted) else None


def fault(quoted: str) -> StringFault:
    """The first fault of what `unquote` could not read."""
    found = _START.match(quoted)
    if not found:
        return StringFault(0, f"{_shown(quoted)} is no string", 'put the text between two "')
    end = found.end()
    if quoted[end : end + 1] == "\\" and len(quoted) > end + 1:
        return StringFault(end, f"'{quoted[end : end + 2]}' is no escape", "write \\\\ for a backslash, \\n for a line end, \\\" for a quotation mark")
    if quoted[end : end + 1] == '"':
        return StringFault(end, f"{_shown(quoted[end + 1 :].strip())} comes after the string has ended", 'write \\" for a quotation mark inside it')
    return StringFault(0, f"{_shown(quoted)} has no end", 'close it with "')


def _shown(text: str) -> str:
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"
