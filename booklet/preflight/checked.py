"""What was proved of a booklet's finished files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class FoundSymbol(NamedTuple):
    """A QR symbol as a phone reads it, and the words below it as a reader sees them; `page` from 1."""

    page: int
    payload: str
    caption: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Counts for the report; all zero if a file could not be read."""

    pages: int = 0
    sheets: int = 0
    texts: int = 0
    """Different texts of the story found, word for word, by both readers."""
    symbols: tuple[FoundSymbol, ...] = ()
    marks: tuple[frozenset[str], ...] = ()
    """Ids of the marks proved on each page: PROOF, DRAFT, SAMPLE."""
