"""Reads XML of strangers: no document type, so no entities and nothing from the network."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.parsers import expat

from booklet.diag import Span
from booklet.l10n.exchange.rows import refuse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 50


class _Unsafe(Exception):
    """Something that no file of ours has."""


def parse_xml(data: bytes, file: str, numbered: str = "") -> tuple[Element, list[int]]:
    """The root, with names as ElementTree writes them; and the line of each element called `numbered`, in order.

    Raises BookletError: exchange-broken if it is not well-formed, exchange-unsafe if it has a document type (the only door to
    entities) or elements far deeper than any of ours."""
    from xml.etree import ElementTree

    lines = _look_over(data, file, numbered)
    return ElementTree.fromstring(data), lines


def _look_over(data: bytes, file: str, numbered: str) -> list[int]:
    """A first pass that builds nothing."""
    parser = expat.ParserCreate(namespace_separator="}")
    lines: list[int] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _Unsafe("its elements are too deep in one another")
        if name == numbered:
            lines.append(parser.CurrentLineNumber)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def document_type(*about: object) -> None:
        raise _Unsafe("it has a document type, which can draw in other files")

    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, document_type
    try:
        parser.Parse(data, True)
    except _Unsafe as problem:
        raise refuse("exchange-unsafe", f"'{file}' is not read: {problem}", Span(file, parser.CurrentLineNumber, 1),
                     "save it again with another program") from None  # fmt: skip
    except (expat.ExpatError, LookupError, ValueError) as problem:
        line = getattr(problem, "lineno", 1)
        raise refuse("exchange-broken", f"'{PurePosixPath(file).name}' is no well-formed XML: {problem}", Span(file, line, 1),
                     "save it again, or send it again if it came by mail") from None  # fmt: skip
    return lines
