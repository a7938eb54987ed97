"""An edition: one printable product. Its audience, area, languages and forms, and what it does about missing text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from booklet.diag import Span
from booklet.model.catalogue import Audience


class Missing(StrEnum):
    """What happens where a translation is missing or no longer fits its English."""

    ERROR = "error"
    """The build stops."""
    SOURCE = "source"
    """English prints in its place, marked."""


@dataclass(frozen=True, slots=True)
class Edition:
    KIND: ClassVar[str] = "edition"
    id: str
    title: str
    """Id of the message on the cover."""
    stem: str
    """Start of every file name: neutral words only, for someone may look over the reader's shoulder."""
    as_of: date
    """The day the edition speaks of. Ages of facts count to it; no clock is asked."""
    audiences: tuple[Audience, ...]
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2, in the order of the sections."""
    languages: tuple[str, ...]
    """BCP 47, in the order of the index."""
    forms: dict[str, str]
    """Form to template id."""
    helpers: tuple[str, ...] = ()
    """Languages of those who may help, on the page of words to show; none named: all the edition's."""
    families: dict[str, str] = field(default_factory=dict)
    """Language to the family of fonts.yaml that sets it, where that is not the first for its script."""
    missing: Missing = Missing.ERROR
    extra: bool = False
    """Whether messages beyond the core set print too."""
    sample: bool = False
    """Made-up content: every page says SAMPLE."""
    publisher: str | None = None
    span: Span = Span("", 0, 0)

    @property
    def shown(self) -> tuple[str, ...]:
        """The languages in which every booklet says something, whatever its own."""
        return self.helpers or self.languages
