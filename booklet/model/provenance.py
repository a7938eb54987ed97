"""Where facts are from and who tried them out. Nothing here prints but the day of a check."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar

from booklet.model.confidential import NO_NAMES, NO_RECORDINGS
from booklet.value import compared


@compared
class Source:
    """Where a fact is from. Never printed. A sensitive one keeps kind and date only."""

    kind: str
    url: str | None = None
    date: str | None = None
    note: str | None = None
    sensitive: bool = False
    confirms: tuple[str, ...] = ()
    """Ids of the channels whose number it shows; none named: all of them."""


class FlagKind(StrEnum):
    """What became of an editor's warning."""

    FACT = "fact"
    """It is a typed fact of this service; `field` names it and readers see its sentence."""
    BLOCKS = "blocks"
    """The line, or the channel that `field` names, does not print."""
    EDITORS = "editors"
    """It warns editors, not readers: nothing that a reader sees depends on it."""


@compared
class Flag:
    note: str
    becomes: FlagKind
    field: str | None = None
    """For `fact`: tells_police, tells_immigration, records_calls, sends_location, name_needed, national_only, languages,
    hours, free, ask_for, waiting. For `blocks`: a channel id, or `service`."""


class How(StrEnum):
    """How a fact was checked. Only a call proves a number; that of an emergency line, which nobody calls to test, a letter or visit."""

    CALL = "call"
    VISIT = "visit"
    LETTER = "letter"
    EMAIL = "email"
    WEB = "web"


PROVE_EMERGENCY = (How.LETTER, How.VISIT)
"""What proves the number of an emergency line, since nobody may call it to test it."""


class Result(StrEnum):
    """What a check found, written down in one word."""

    ANSWERED = "answered"
    """Someone of this service answered; for a visit or letter, confirmed what is listed."""
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    """Someone else answered."""
    NOT_IN_SERVICE = "not_in_service"
    CLOSED = "closed"
    """The service says it no longer does this work."""


@compared
class Verification:
    """A test call or visit, written down: no names, no recordings. HSDS: assured_date, assurer."""

    REFUSED: ClassVar[Mapping[str, tuple[str, str]]] = NO_RECORDINGS | NO_NAMES
    on: date
    how: How
    role: str
    """What the caller is, such as "shelter worker"; never who."""
    result: Result | None = None
    """A check without it counts as none."""
    number: str | None = None
    """The number that was called, as dialled: of another number, or of none, it counts as no check of a number."""
    note: str | None = None
    """For editors; no names."""

    def is_of(self, *numbers: str | None) -> bool:
        """Whether one of the numbers has the digits that were called."""
        called = _digits(self.number)
        return bool(called) and any(_digits(number) == called for number in numbers)


def _digits(number: str | None) -> str:
    return "".join(c for c in number or "" if c in "0123456789")


@compared
class DoubleEntry:
    """The number typed a second time from its source, without looking at the first."""

    REFUSED: ClassVar[Mapping[str, tuple[str, str]]] = NO_NAMES
    number: str
    on: date
    role: str


@compared
class Override:
    """A reviewer's decision that a number is right although libphonenumber does not know it."""

    REFUSED: ClassVar[Mapping[str, tuple[str, str]]] = NO_NAMES
    on: date
    role: str
    reason: str
