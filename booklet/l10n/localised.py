"""A text in the reader's language, with the truth about where it comes from."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from booklet.value import compared


class State(StrEnum):
    """Of a translation in its catalog (docs/translator.md)."""

    REVIEWED = "reviewed"
    TRANSLATED = "translated"
    MACHINE_DRAFT = "machine-draft"
    SOURCE = "source"
    """The English text itself, in an English booklet or line."""
    FALLBACK = "fallback"
    """English in the place of a missing translation: prints with its mark."""
    FACT = "fact"
    """Not a translation: a number, a proper name, CLDR data."""


class AtomKind(StrEnum):
    NUMBER = "number"
    """A phone number: never split, ASCII digits, left to right."""
    NAME = "name"
    DATE = "date"
    URL = "url"


class Atom(NamedTuple):
    """A value inserted into a text: characters `start` to `end`, in its own language."""

    start: int
    end: int
    lang: str
    kind: AtomKind


@compared
class Localised:
    """What prints. Fallback text keeps its own language, so it is shaped and read aloud rightly."""

    text: str
    lang: str
    """BCP 47."""
    direction: str = "ltr"
    state: State = State.FACT
    message: str | None = None
    """The msgctxt, if it comes from a catalog: what preflight looks for in the finished file."""
    atoms: tuple[Atom, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether the page it stands on must say DRAFT."""
        return self.state in (State.MACHINE_DRAFT, State.TRANSLATED)
