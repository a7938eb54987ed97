"""Whom a service takes, on what terms, and what happens step by step. HSDS names where it has one.

A record that is left out prints nothing, for nobody has asked; `unknown` within one prints as "ask".
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from booklet.model.values import Answer, Text
from booklet.value import compared


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Standing(StrEnum):
    """How the law of the service's country sees a person there."""

    CITIZEN = "citizen"
    WITH_PAPERS = "with_papers"
    WITHOUT_PAPERS = "without_papers"
    REFUGEE = "refugee"


class Work(StrEnum):
    """Kinds of work that a service may be for."""

    DOMESTIC = "domestic"
    FISHING = "fishing"
    SEAFARING = "seafaring"
    FACTORY = "factory"
    FARM = "farm"
    BUILDING = "building"
    SCAM = "scam"
    SEX = "sex"


class Asker(StrEnum):
    """Who may ask a service for help for someone."""

    SELF = "self"
    FAMILY = "family"
    FRIEND = "friend"
    ANYONE = "anyone"
    OFFICIAL = "official"
    LAWYER = "lawyer"


class Path(StrEnum):
    """How a person comes to a service."""

    CALL = "call"
    WALK_IN = "walk_in"
    REFERRAL = "referral"


@compared
class Eligibility:
    """Whom a service takes. An empty list sets no limit."""

    minimum_age: int | None = None
    maximum_age: int | None = None
    sex: tuple[Sex, ...] = ()
    nationalities: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2."""
    standing: tuple[Standing, ...] = ()
    work: tuple[Work, ...] = ()
    victim_status_needed: Answer = Answer.UNKNOWN
    """Whether an authority must have identified the person as a victim first."""
    accepts_men: Answer = Answer.UNKNOWN
    accepts_children: Answer = Answer.UNKNOWN
    description: Text | None = None
    """HSDS: eligibility_description."""


@compared
class Document:
    id: str
    document: Text


@compared
class RequiredDocuments:
    """What to bring. `needed: no`: nothing."""

    path: Path | None = None
    """None: however a person comes."""
    needed: Answer = Answer.UNKNOWN
    documents: tuple[Document, ...] = ()


@compared
class Step:
    """One of the things to do, in order. HSDS: application_process."""

    id: str
    text: Text
    path: Path | None = None


@compared
class Cost:
    """What the help costs, not the call. HSDS: cost_options."""

    free: Answer = Answer.UNKNOWN
    amount: str | None = None
    """Digits and a point: "12.50"."""
    currency: str | None = None
    """ISO 4217: "THB"."""
    description: Text | None = None
    """Who pays, for what. HSDS: amount_description."""


@compared
class Referral:
    """Another service; `id` is its id."""

    id: str
    when: Text | None = None


@compared
class Alert:
    """A temporary change. It prints in editions of its days only."""

    id: str
    text: Text
    ends: date
    """Its last day."""
    starts: date | None = None
    closed: bool = False
    """Whether the service does not work at all on these days: then it does not print."""

    def holds_on(self, day: date) -> bool:
        """Whether it speaks of that day."""
        return (self.starts or day) <= day <= self.ends
