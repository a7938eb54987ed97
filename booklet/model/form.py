"""A form of an edition: its template, and how the languages share the booklets made of it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from booklet.diag import Sink, Span
from booklet.value import compared

ALL_LANGUAGES = "mul"
"""The tag of a booklet in many languages (ISO 639-2)."""
TOGETHER = "+"
"""Between the tags of a booklet in two languages: "th+en"."""


class Sharing(StrEnum):
    """How the languages of an edition share its booklets."""

    EACH = "each"
    """A booklet for each."""
    FACING = "facing"
    """Two on facing pages: the reader's, then the companion's."""
    COLUMNS = "columns"
    """Two side by side on every page, line by line."""
    HALVES = "halves"
    """Two, each from a cover of its own to the middle."""
    ALL = "all"
    """All in one booklet, a few pages for each."""


_OF_TWO = (Sharing.FACING, Sharing.COLUMNS, Sharing.HALVES)


@compared
class Form:
    SHORT: ClassVar[str] = "template"
    template: str
    """Id of the template."""
    languages: Sharing = Sharing.EACH
    companion: str | None = None
    """BCP 47: the language beside the reader's; of `all`, the one of what is said once."""
    parallel: bool = False
    """Whether every message stands on the same page in all languages of the edition."""

    def check(self, sink: Sink, span: Span) -> None:
        """Report a companion where there is none to be, or none where there must be one."""
        if self.languages is Sharing.EACH and self.companion:
            what = f"a form with a booklet for each language has no companion, but names '{self.companion}'"
            sink.error("no-companion", what, span, "write 'languages: facing', 'columns' or 'halves', or remove 'companion'")
        elif self.languages is not Sharing.EACH and not self.companion:
            what = f"a form with 'languages: {self.languages}' names no companion"
            sink.error("no-companion", what, span, "add 'companion: en', or the language that helpers read")

    @property
    def joined(self) -> bool:
        """Whether a booklet depends on the texts of all languages of the edition."""
        return self.parallel or self.languages is Sharing.ALL

    def locales(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The booklets of this form in an edition with these languages: "th", "th+en", or "mul"."""
        if self.languages is Sharing.ALL:
            return (ALL_LANGUAGES,)
        if self.languages in _OF_TWO:
            return tuple(f"{tag}{TOGETHER}{self.companion}" for tag in languages if tag != self.companion)
        return languages


def tags_in(locale: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of a booklet, the reader's first; `languages`: those of its edition."""
    return languages if locale == ALL_LANGUAGES else tuple(locale.split(TOGETHER))
