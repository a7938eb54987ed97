"""When a line or office is open, and how sure that is."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from booklet.model.values import Answer, Text, Weekday
from booklet.value import compared


class Basis(StrEnum):
    """How a fact came to us: said by a source, or concluded by the editor."""

    STATED = "stated"
    INFERRED = "inferred"


class OpenKind(StrEnum):
    ALWAYS = "always"
    UNKNOWN = "unknown"
    LISTED = "listed"


@compared
class Interval:
    """Opening times on some weekdays, "HH:MM", local time. A split shift is two intervals of the same days."""

    days: tuple[Weekday, ...]
    opens: str
    closes: str


@compared
class Hours:
    """HSDS: schedules. Outside `valid_from` and `valid_to` they count as unknown."""

    open: OpenKind = OpenKind.UNKNOWN
    intervals: tuple[Interval, ...] = ()
    basis: Basis = Basis.STATED
    as_of: str | None = None
    """Year, month or day of the source, as it gives it: 2017, 2017-03, 2017-03-24."""
    note: Text | None = None
    holidays: Answer | None = None
    """Whether open on public holidays."""
    timezone: str | None = None
    """IANA name of the time zone, such as Asia/Bangkok, where it is not that of the service's country."""
    valid_from: date | None = None
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether these hours hold on that day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@compared
class LanguageHours:
    """Languages answered at some hours only."""

    languages: tuple[str, ...]
    """BCP 47."""
    hours: Hours


@compared
class Languages:
    """Languages answered, as BCP 47 tags; `mul` where a service only says "many"."""

    spoken: tuple[str, ...] = ()
    interpreter: tuple[str, ...] = ()
    """HSDS: interpretation_services."""
    basis: Basis = Basis.INFERRED
    at: tuple[LanguageHours, ...] = ()
    """Those of the above that are not there at all hours of the line."""
