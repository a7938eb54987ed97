"""Scalars to text, numbers, dates and choices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from booklet.diag import Sink
from booklet.world.source import Node, Scalar, SeqNode, quoted

T = TypeVar("T")
Decoder = Callable[[Node, Sink, str], Any]
"""From a node, with its context, to a value or `FAILED`, having said why."""

MAX_TEXT: Final = 20_000
"""Characters of one value: ten pages of an A4 report, on which a card has six lines."""
FAILED: Final = object()
BOOLEANS: Final = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,15})")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_text(node: Node, sink: Sink) -> str | None:
    """The text of a scalar without its last line end; None after an error: a list, a mapping, nothing, blank, or
    endless."""
    if not isinstance(node, Scalar):
        what = "a list" if isinstance(node, SeqNode) else "a mapping"
        sink.error("wrong-shape", f"one value is wanted here, not {what}", node.span, "write the value after the colon")
        return None
    if node.is_null or not node.text or node.text.isspace():
        sink.error("empty-value", "a value is missing here", node.span, "write the value, or remove the key")
        return None
    if len(node.text) > MAX_TEXT:
        what = f"the text has {len(node.text)} characters, more than {MAX_TEXT}"
        sink.error("text-size", what, node.span, "shorten it: no page has room for so much")
        return None
    return node.text.rstrip("\n")


def closest(word: str, choices: Iterable[str]) -> tuple[str, ...]:
    """A hint naming the choice that is written most like a word, if any is."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), sorted(choices), n=1)
    return tuple(f"did you mean {quoted(name)}?" for name in found)


def _text(node: Node, sink: Sink, context: str) -> Any:
    if type(node) is Scalar and node.text.isalnum() and not node.is_null and len(node.text) <= MAX_TEXT:  # the common case, without detours
        return node.text
    text = read_text(node, sink)
    return FAILED if text is None else text


def _integer(node: Node, sink: Sink, context: str) -> Any:
    return _matching(node, sink, _INTEGER, int, "a whole number", "write digits only, such as 12")


def _number(node: Node, sink: Sink, context: str) -> Any:
    return _matching(node, sink, _NUMBER, float, "a number", "write digits and a point, such as 4.5")


def _matching(node: Node, sink: Sink, pattern: re.Pattern[str], make: Callable[[str], T], what: str, hint: str) -> Any:
    text = read_text(node, sink)
    if text is None:
        return FAILED
    if not pattern.fullmatch(text):
        sink.error("wrong-type", f"{quoted(text)} is not {what}", node.span, hint)
        return FAILED
    return make(text)


def _boolean(node: Node, sink: Sink, context: str) -> Any:
    text = read_text(node, sink)
    if text is None:
        return FAILED
    value = BOOLEANS.get(text.lower())
    if value is None:
        sink.error("wrong-type", f"{quoted(text)} is neither yes nor no", node.span, "write yes or no")
        return FAILED
    return value


def _date(node: Node, sink: Sink, context: str) -> Any:
    text = read_text(node, sink)
    if text is None:
        return FAILED
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
        what = "is not a date"
    except ValueError:
        what = "is a day that does not exist"
    hint = "write year, month and day, such as 2025-03-24"
    sink.error("wrong-date", f"{quoted(text)} {what}", node.span, hint)
    return FAILED


SCALARS: Final[dict[Any, Decoder]] = {str: _text, int: _integer, float: _number, bool: _boolean, date: _date}


def choice(cls: type[StrEnum]) -> Decoder:
    choices = {str(member): member for member in cls}

    def read(node: Node, sink: Sink, context: str) -> Any:
        member = choices.get(node.text) if type(node) is Scalar else None
        if member is not None:
            return member
        text = read_text(node, sink)
        if text is not None:
            listing = f"write one of: {', '.join(choices)}"
            hints = (*closest(text, choices), listing)
            sink.error("unknown-value", f"{quoted(text)} is not {a(cls)}", node.span, *hints)
        return FAILED

    return read


def a(cls: type[Any]) -> str:
    """What a class holds, with its article: "an edition"."""
    name = words(cls)
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def words(cls: type[Any]) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
