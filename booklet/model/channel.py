"""One way to reach a service, and what it costs from where."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from booklet.model.confidential import NOT_IN_A_CHANNEL
from booklet.model.hours import Hours, Languages
from booklet.model.provenance import DoubleEntry, Override, Verification
from booklet.model.values import Answer, Text
from booklet.value import compared


class ChannelKind(StrEnum):
    """One way to reach a service. A short code is a voice line with `short_code`, a toll-free number one with `free`."""

    VOICE = "voice"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    LINE = "line"
    CHAT = "chat"
    """A message service that `app` names: Viber, Zalo, Messenger, Telegram."""
    EMAIL = "email"
    WEB = "web"
    WEB_CHAT = "web_chat"
    APP = "app"
    """A program for phones, whose name is `app`."""
    WALK_IN = "walk_in"
    """At the office that `site` names."""
    POST = "post"
    FAX = "fax"


class Disclosure(StrEnum):
    """Who may see a channel. Internal ones never reach the printing stages (model/selection.py)."""

    PUBLIC = "public"
    INTERNAL = "internal"


@compared
class DialFrom:
    """Another number for the same line, for callers in one country: a toll-free number there, for example."""

    country: str
    """ISO 3166-1 alpha-2: where the call is made."""
    number: str
    """As dialled there."""
    free: Answer = Answer.UNKNOWN


@compared
class Channel:
    """HSDS: phone, url, email, contact point."""

    REFUSED: ClassVar[Mapping[str, tuple[str, str]]] = NOT_IN_A_CHANNEL
    id: str
    kind: ChannelKind
    number: str | None = None
    """As printed inside the country, grouped as the country does."""
    e164: str | None = None
    """+ and digits; absent for short codes."""
    abroad: str | None = None
    """As printed for callers from abroad, "+65 6435 0000"; only where the line is dialable from there."""
    address: str | None = None
    """URL, e-mail address, account name or post box of a channel that has no number."""
    short_code: bool = False
    national_only: Answer = Answer.UNKNOWN
    emergency: bool = False
    free: Answer = Answer.UNKNOWN
    """Inside the country."""
    disclosure: Disclosure = Disclosure.PUBLIC
    as_advertised: str | None = None
    hours: Hours | None = None
    note: Text | None = None
    """Printed beside the number."""
    blocked: str | None = None
    """Why this channel does not print; for editors."""
    extension: str | None = None
    """Digits to press after the answer."""
    send: str | None = None
    """What a text message must say, to the letter; never translated."""
    app: str | None = None
    """Name of the message service or program."""
    site: str | None = None
    """Id of the office where people may walk in."""
    languages: Languages | None = None
    """Where they are not those of the service."""
    free_abroad: Answer | None = None
    """What a call to `abroad` costs."""
    dial_from: tuple[DialFrom, ...] = ()
    verified: Verification | None = None
    """The last check of this channel; without it, that of the service counts, if it was of this number."""
    entered_again: DoubleEntry | None = None
    override: Override | None = None
