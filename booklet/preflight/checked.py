"""What was proved of a booklet's finished files."""

from __future__ import annotations

from typing import NamedTuple

from booklet.value import compared


class FoundSymbol(NamedTuple):
    """A QR symbol as a phone reads it, and the words below it as a reader sees them; `page` from 1."""

    page: int
    payload: str
    caption: str
    area: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Left, top, right, bottom in points from the page's top left corner."""


@compared
class Checked:
    """Counts for the report; all zero if a file could not be read."""

    pages: int = 0
    sheets: int = 0
    texts: int = 0
    """Different texts of the story found, word for word, by both readers."""
    symbols: tuple[FoundSymbol, ...] = ()
    marks: tuple[frozenset[str], ...] = ()
    """Ids of the marks proved on each page: PROOF, DRAFT, SAMPLE."""
    pictures: tuple[bytes, ...] = ()
    """A PNG of each of the symbols, as it is printed."""
    title: str = ""
    lang: str = ""
    """What the file says of itself."""
    fonts: tuple[str, ...] = ()
    """Names of the fonts in it."""
    ink: tuple[float, ...] = ()
    """Of each page, the share of its area that is covered, 0 to 1."""
