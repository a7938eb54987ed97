"""An edition: one printable product. Its audience, area, languages and forms, and what it does about missing text."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from booklet.diag import Sink, Span
from booklet.model.choice import Choice
from booklet.model.form import Form
from booklet.model.message import Audience, Reader
from booklet.model.sheet import OutputKind
from booklet.model.style import Cover
from booklet.value import compared


class Missing(StrEnum):
    """What happens where a translation is missing or no longer fits its English."""

    ERROR = "error"
    """The build stops."""
    SOURCE = "source"
    """English prints in its place, marked."""


@compared
class Gates:
    """How strict an edition is. It may ask for more than these, never for less (docs/content.md, gates)."""

    max_age_days: int = 365
    """A check older than this on the day of the edition counts no more: the line does not print."""
    mark_after_days: int = 180
    """A check older than this prints with a mark and a warning."""
    sources: int = 2
    """Sources that must show a number, unless it was entered twice."""
    live: bool = False
    """Made to be handed out: a line that could print with a mark only stops the build."""

    def check(self, sink: Sink, span: Span) -> None:
        """Report limits looser than the gates themselves."""
        for name, asked, limit, looser in (
            ("max_age_days", self.max_age_days, 365, self.max_age_days > 365),
            ("mark_after_days", self.mark_after_days, 180, self.mark_after_days > 180),
            ("sources", self.sources, 2, self.sources < 2),
        ):
            if looser or asked < 1:
                what = f"'{name}: {asked}' would loosen a gate, which stands at {limit}"
                sink.error("gate-loosened", what, span, f"write {limit} or something stricter, or remove '{name}'")


@compared
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
    forms: dict[str, Form]
    """By name: the id of a template, or that and how languages share it."""
    helpers: tuple[str, ...] = ()
    """Languages of those who may help, on the page of words to show; none named: all the edition's."""
    families: dict[str, str] = field(default_factory=dict)
    """Language to the family of fonts.yaml that sets it, where that is not the first for its script."""
    missing: Missing = Missing.ERROR
    extra: bool = False
    """Whether messages beyond the core set print too."""
    sample: bool = False
    """Made-up content: every page says SAMPLE, and only numbers reserved for fiction print."""
    gates: Gates = Gates()
    readers: tuple[Reader, ...] = ()
    """For whom messages are said in other words, where they have such; the first that a message knows."""
    publisher: str | None = None
    cover: Cover | None = None
    """The picture on the cover, where it is not the template's."""
    areas: tuple[str, ...] = ()
    """Ids of places: lines for the whole country, and those that serve one of these; none named: all of the countries."""
    crossing: str | None = None
    """Id of a border crossing: as `areas`, for the places on its two sides."""
    services: Choice = Choice()
    """Which services, in which order."""
    outputs: tuple[OutputKind, ...] = ()
    """Files to make beside those that are always made, for the screen and for the office."""
    span: Span = Span("", 0, 0)

    @property
    def shown(self) -> tuple[str, ...]:
        """The languages in which every booklet says something, whatever its own."""
        return self.helpers or self.languages

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every language in which it says something, its own first."""
        companions = (form.companion for form in self.forms.values() if form.companion)
        return tuple(dict.fromkeys((*self.languages, *self.helpers, *companions)))
