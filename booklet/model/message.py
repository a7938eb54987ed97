"""What is said to the reader: messages with their variants, topics, and the fixed words of the layouts."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import ClassVar

from booklet.diag import Span
from booklet.model.values import Answer, Text
from booklet.value import compared


class Audience(StrEnum):
    ALL = "all"
    ADULTS = "adults"
    CHILDREN = "children"
    WORKERS = "workers"
    FISHERS = "fishers"
    DOMESTIC = "domestic"
    SCAM = "scam"
    BORDER = "border"
    HELPER = "helper"


class FactName(StrEnum):
    """Facts of a service that a message may depend on."""

    TELLS_POLICE = "tells_police"
    TELLS_IMMIGRATION = "tells_immigration"
    RECORDS_CALLS = "records_calls"
    SENDS_LOCATION = "sends_location"
    NAME_NEEDED = "name_needed"


@compared
class Requirement:
    """A message prints in an edition only where the fact has this answer for every service shown, or for any of them."""

    fact: FactName
    answer: Answer
    of: str = "every"
    """every | any"""


class Reader(StrEnum):
    """Readers for whom a message may be said in other words."""

    CHILD = "child"
    LOW_LITERACY = "low_literacy"


@compared
class Variant:
    """The same message in the words for one kind of reader; `id` names the reader."""

    id: Reader
    text: Text


@compared
class Message:
    KIND: ClassVar[str] = "message"
    id: str
    text: Text
    audience: Audience = Audience.ALL
    legal: bool = False
    """A lawyer or the national authority must agree before print, per edition."""
    extra: bool = False
    """Beyond the core set; a thin edition leaves it out."""
    icon: str | None = None
    note: str | None = None
    """For translators."""
    keep_with: tuple[str, ...] = ()
    """Ids of messages that must print on the same page."""
    requires: tuple[Requirement, ...] = ()
    excludes: tuple[str, ...] = ()
    """Ids of messages that do not print in an edition that prints this one."""
    variants: tuple[Variant, ...] = ()
    """For a reader without one, `text` prints."""
    was: tuple[str, ...] = ()
    """Ids it had before; local folders and links still use them."""
    span: Span = Span("", 0, 0)

    def text_for(self, readers: tuple[Reader, ...]) -> Text:
        """Its words for the first of the readers for whom it has some, or those for everyone. A language that has no
        translation of the former says it in the latter, never in English for want of a variant."""
        found = {variant.id: variant.text for variant in self.variants}
        said = self.text
        for reader in reversed(readers):
            if reader in found:
                said = replace(found[reader], otherwise=said)
        return said


@compared
class Topic:
    """A kind of help; a controlled list (HSDS: attributes)."""

    KIND: ClassVar[str] = "topic"
    id: str
    label: Text
    icon: str
    was: tuple[str, ...] = ()
    """Ids it had before; local folders and links still use them."""
    span: Span = Span("", 0, 0)


@compared
class Word:
    """A fixed word or sentence of the layouts, and the printed sentence of a typed fact."""

    KIND: ClassVar[str] = "word"
    id: str
    text: Text
    note: str | None = None
    keep: tuple[str, ...] = ()
    """Words that a translation keeps unchanged."""
    was: tuple[str, ...] = ()
    """Ids it had before; local folders and links still use them."""
    span: Span = Span("", 0, 0)
