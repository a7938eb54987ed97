"""The directory as edited: services and the ways to reach them, messages, topics, words.

Terms follow HSDS 3 (Open Referral) where it has one. Which field prints: docs/content.md.
Every entity class names its `KIND`, the first part of the msgctxt of its texts; `span` is filled in by the decoder.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from booklet.diag import Span
from booklet.model.values import Answer, Text, Weekday


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


class ChannelKind(StrEnum):
    """One way to reach a service."""

    VOICE = "voice"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    LINE = "line"
    EMAIL = "email"
    WEB = "web"
    WEB_CHAT = "web_chat"


class Status(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


class Disclosure(StrEnum):
    """Who may see a channel. Internal ones never reach the printing stages (model/selection.py)."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Basis(StrEnum):
    """How a fact came to us: said by a source, or concluded by the editor."""

    STATED = "stated"
    INFERRED = "inferred"


class OpenKind(StrEnum):
    ALWAYS = "always"
    UNKNOWN = "unknown"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Interval:
    """Opening times on some weekdays, "HH:MM", local time of the service's country."""

    days: tuple[Weekday, ...]
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Hours:
    open: OpenKind = OpenKind.UNKNOWN
    intervals: tuple[Interval, ...] = ()
    basis: Basis = Basis.STATED
    as_of: str | None = None
    """Year, month or day of the source, as it gives it: 2017, 2017-03, 2017-03-24."""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Languages:
    """Languages answered, as BCP 47 tags; `mul` where a service only says "many"."""

    spoken: tuple[str, ...] = ()
    interpreter: tuple[str, ...] = ()
    basis: Basis = Basis.INFERRED


@dataclass(frozen=True, slots=True)
class Channel:
    id: str
    kind: ChannelKind
    number: str | None = None
    """As printed inside the country, grouped as the country does."""
    e164: str | None = None
    """+ and digits; absent for short codes."""
    abroad: str | None = None
    """As printed for callers from abroad, "+65 6435 0000"; only where the line is dialable from there."""
    address: str | None = None
    """URL, e-mail address or account name of a channel that has no number."""
    short_code: bool = False
    national_only: Answer = Answer.UNKNOWN
    emergency: bool = False
    free: Answer = Answer.UNKNOWN
    disclosure: Disclosure = Disclosure.PUBLIC
    as_advertised: str | None = None
    hours: Hours | None = None
    note: Text | None = None
    """Printed beside the number."""
    blocked: str | None = None
    """Why this channel does not print; for editors."""


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """What happens with a caller's words: the facts that can cost someone their way out, so each is typed."""

    tells_police: Answer = Answer.UNKNOWN
    tells_immigration: Answer = Answer.UNKNOWN
    records_calls: Answer = Answer.UNKNOWN
    sends_location: Answer = Answer.UNKNOWN
    name_needed: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    """Official name in English; a proper name, so not translated: see `local_name`."""
    operator: Operator
    local_name: LocalName | None = None
    """In full, as the organisation writes it; not printed."""


@dataclass(frozen=True, slots=True)
class LocalName:
    """A name as people around it write it, for a driver or guard to read. Never translated."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is from. Never printed. A sensitive one keeps kind and date only."""

    kind: str
    url: str | None = None
    date: str | None = None
    note: str | None = None
    sensitive: bool = False


class FlagKind(StrEnum):
    """What became of an editor's warning."""

    FACT = "fact"
    """It is a typed fact of this service; `field` names it and readers see its sentence."""
    BLOCKS = "blocks"
    """The line, or the channel that `field` names, does not print."""
    EDITORS = "editors"
    """It warns editors, not readers: nothing that a reader sees depends on it."""


@dataclass(frozen=True, slots=True)
class Flag:
    note: str
    becomes: FlagKind
    field: str | None = None
    """For `fact`: tells_police, tells_immigration, records_calls, sends_location, name_needed, national_only, languages,
    hours, free, ask_for, waiting. For `blocks`: a channel id, or `service`."""


@dataclass(frozen=True, slots=True)
class Verification:
    """A test call or visit, written down: no names, no recordings."""

    on: date
    how: str
    role: str


@dataclass(frozen=True, slots=True)
class Service:
    KIND: ClassVar[str] = "service"
    id: str
    name: Text
    country: str
    """ISO 3166-1 alpha-2; 001 (UN M49, world) for international lines."""
    scope: Scope
    organisation: Organisation
    channels: tuple[Channel, ...]
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
    consent: Answer = Answer.UNKNOWN
    """Whether the provider agreed to be listed."""
    blocked: str | None = None
    """Why this service does not print; for editors."""
    span: Span = Span("", 0, 0)


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


@dataclass(frozen=True, slots=True)
class Requirement:
    """A message prints in an edition only where the fact has this answer for every service shown, or for any of them."""

    fact: FactName
    answer: Answer
    of: str = "every"
    """every | any"""


@dataclass(frozen=True, slots=True)
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
    span: Span = Span("", 0, 0)


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of help; a controlled list (HSDS: attributes)."""

    KIND: ClassVar[str] = "topic"
    id: str
    label: Text
    icon: str
    span: Span = Span("", 0, 0)


@dataclass(frozen=True, slots=True)
class Word:
    """A fixed word or sentence of the layouts, and the printed sentence of a typed fact."""

    KIND: ClassVar[str] = "word"
    id: str
    text: Text
    note: str | None = None
    keep: tuple[str, ...] = ()
    """Words that a translation keeps unchanged."""
    span: Span = Span("", 0, 0)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything in content/ but editions and templates, by id, in the order of the files."""

    services: dict[str, Service] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    words: dict[str, Word] = field(default_factory=dict)
