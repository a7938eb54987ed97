"""The directory as edited: services and organisations, and everything else of content/ by id.

Terms follow HSDS 3 (Open Referral) where it has one. Which field prints: docs/content.md.
Every entity class names its `KIND`, the first part of the msgctxt of its texts; `span` is filled in by the decoder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import ClassVar

from booklet.diag import Span
from booklet.model.channel import Channel, ChannelKind, DialFrom, Disclosure
from booklet.model.confidential import NOT_IN_A_SERVICE, NOT_IN_A_SITE, NOT_IN_AN_ORGANISATION
from booklet.model.hours import Basis, Hours, Interval, LanguageHours, Languages, OpenKind
from booklet.model.intake import Alert, Asker, Cost, Eligibility, Referral, RequiredDocuments, Step
from booklet.model.message import Audience, FactName, Message, Reader, Requirement, Topic, Variant, Word
from booklet.model.place import Place
from booklet.model.provenance import Flag, FlagKind, Source, Verification
from booklet.model.values import Answer, LocalName, Text
from booklet.value import compared

__all__ = [
    "Alert",
    "Audience",
    "Basis",
    "Catalogue",
    "Channel",
    "ChannelKind",
    "Confidentiality",
    "DialFrom",
    "Disclosure",
    "Eligibility",
    "FactName",
    "Flag",
    "FlagKind",
    "Hours",
    "Interval",
    "LanguageHours",
    "Languages",
    "LocalName",
    "Message",
    "OpenKind",
    "Operator",
    "Organisation",
    "Place",
    "Reader",
    "Requirement",
    "Scope",
    "Service",
    "Site",
    "SiteKind",
    "Source",
    "Status",
    "Topic",
    "Variant",
    "Verification",
    "Word",
]


class Scope(StrEnum):
    """Whom a service is for: people in its country, its nationals abroad, both, or anyone anywhere."""

    IN_COUNTRY = "in_country"
    NATIONALS_ABROAD = "nationals_abroad"
    BOTH = "both"
    INTERNATIONAL = "international"


class Operator(StrEnum):
    """Who runs a service; printed, since some people fear the state."""

    GOVERNMENT = "government"
    POLICE = "police"
    NGO = "ngo"
    NGO_WITH_GOVERNMENT = "ngo_with_government"
    UNION = "union"
    MASS_ORGANISATION = "mass_organisation"
    EMBASSY = "embassy"
    UN = "un"
    FAITH = "faith"


class Status(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


@compared
class Confidentiality:
    """What happens with a caller's words: the facts that can cost someone their way out, so each is typed."""

    tells_police: Answer = Answer.UNKNOWN
    tells_immigration: Answer = Answer.UNKNOWN
    records_calls: Answer = Answer.UNKNOWN
    sends_location: Answer = Answer.UNKNOWN
    name_needed: Answer = Answer.UNKNOWN


@compared
class Organisation:
    REFUSED: ClassVar[Mapping[str, tuple[str, str]]] = NOT_IN_AN_ORGANISATION
    name: str
    """Official name in English; a proper name, so not translated: see `local_name`."""
    operator: Operator
    local_name: LocalName | None = None
    """In full, as the organisation writes it; not printed."""
    former_names: tuple[str, ...] = ()


class SiteKind(StrEnum):
    """Public offices only. There is no kind for a place whose address must stay unknown."""

    OFFICE = "office"
    HOSPITAL = "hospital"
    CLINIC = "clinic"
    POLICE_STATION = "police_station"
    COURT = "court"
    EMBASSY = "embassy"
    LEGAL_AID = "legal_aid"
    DROP_IN = "drop_in"
    LABOUR_OFFICE = "labour_office"


@compared
class Site:
    """A public office where people may walk in. HSDS: location with its address, transportation, accessibility."""

    REFUSED: ClassVar[Mapping[str, tuple[str, str]]] = NOT_IN_A_SITE
    id: str
    kind: SiteKind
    public: Answer
    """`yes`: the service itself tells everyone this address. Without that it is an error."""
    address: LocalName
    """As written there, in the language that drivers read."""
    name: Text | None = None
    place: str | None = None
    """Id of the place it lies in."""
    landmark: Text | None = None
    transportation: Text | None = None
    accessibility: Text | None = None
    hours: Hours | None = None


@compared
class Service:
    KIND: ClassVar[str] = "service"
    REFUSED: ClassVar[Mapping[str, tuple[str, str]]] = NOT_IN_A_SERVICE
    id: str
    name: Text
    country: str
    """ISO 3166-1 alpha-2; 001 (UN M49, world) for international lines."""
    scope: Scope
    organisation: Organisation
    channels: tuple[Channel, ...]
    """In the order to try them."""
    sources: tuple[Source, ...]
    summary: Text
    label: Text | None = None
    """One or two harmless words for the outside of a booklet: "Urgent", "Work"; never "police"."""
    status: Status = Status.ACTIVE
    local_name: LocalName | None = None
    needs: tuple[str, ...] = ()
    """Ids of topics."""
    hours: Hours = Hours()
    languages: Languages = Languages()
    confidentiality: Confidentiality = Confidentiality()
    ask_for: Text | None = None
    """What to ask for when a shared switchboard answers."""
    waiting: Answer = Answer.UNKNOWN
    """Known for long waits."""
    tier: str | None = None
    """A: own, government or UN page seen. B: news, or something to settle first."""
    source_basis: str | None = None
    """The kind of the best source: own_page, gov_or_un_page, other."""
    flags: tuple[Flag, ...] = ()
    refused_numbers: tuple[str, ...] = ()
    """Old or misprinted numbers seen in sources: no channel may carry one."""
    verified: Verification | None = None
    """The last check of the whole service, and of each channel that has none of its own."""
    consent: Answer = Answer.UNKNOWN
    """Whether the provider agreed to be listed."""
    blocked: str | None = None
    """Why this service does not print; for editors."""
    alternate_names: tuple[LocalName, ...] = ()
    """Abbreviations, and names that people use."""
    former_names: tuple[str, ...] = ()
    """Names it had before, which people may still know."""
    does_not: Text | None = None
    """What it does not do, where readers could think so."""
    eligibility: Eligibility | None = None
    who_may_ask: tuple[Asker, ...] = ()
    required_documents: tuple[RequiredDocuments, ...] = ()
    steps: tuple[Step, ...] = ()
    """How to get help, in order. HSDS: application_process."""
    what_next: Text | None = None
    """What happens after the first call. HSDS: wait_time."""
    cost: Cost | None = None
    has_shelter: Answer | None = None
    """Whether it has a safe place to stay; never where."""
    service_areas: tuple[str, ...] = ()
    """Ids of places that it serves; none: its whole country."""
    sites: tuple[Site, ...] = ()
    see_also: tuple[Referral, ...] = ()
    passes_to: tuple[Referral, ...] = ()
    """Services to which it passes people on."""
    alerts: tuple[Alert, ...] = ()
    consent_ref: str | None = None
    """Where the agreement is kept; for editors, no names."""
    was: tuple[str, ...] = ()
    """Ids it had before; local folders and links still use them."""
    span: Span = Span("", 0, 0)

    def check_of(self, channel: Channel) -> Verification | None:
        """The check that counts for one of its channels. A number that was changed since has none."""
        check = self.last_check_of(channel)
        return check if check and (channel.number is None or check.is_of(channel.number, channel.e164)) else None

    def last_check_of(self, channel: Channel) -> Verification | None:
        """The last check of one of its channels, whatever number it was of."""
        return channel.verified or self.verified


@compared
class Catalogue:
    """Everything in content/ but editions, templates and internal facts, by id, in the order of the files."""

    services: dict[str, Service] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    words: dict[str, Word] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
