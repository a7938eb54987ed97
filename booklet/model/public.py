"""The public side of the directory: all that the printing stages ever receive of it."""

from __future__ import annotations

from datetime import date

from booklet.model.catalogue import Confidentiality, Operator, Scope, Site
from booklet.model.channel import ChannelKind, DialFrom
from booklet.model.hours import Hours, Languages
from booklet.model.intake import Asker, Cost, Eligibility, RequiredDocuments, Step
from booklet.model.message import Topic
from booklet.model.place import PlaceKind
from booklet.model.values import Answer, LocalName, Text
from booklet.value import compared


@compared
class PublicChannel:
    """A way to reach a service that is safe in anyone's hands."""

    id: str
    kind: ChannelKind
    number: str | None
    e164: str | None
    abroad: str | None
    address: str | None
    short_code: bool
    national_only: Answer
    emergency: bool
    free: Answer
    hours: Hours | None
    note: Text | None
    extension: str | None = None
    send: str | None = None
    app: str | None = None
    site: Site | None = None
    languages: Languages | None = None
    free_abroad: Answer | None = None
    dial_from: tuple[DialFrom, ...] = ()
    """Only for the countries of the edition."""
    verified_on: date | None = None
    """Only where no gate marks it."""
    invented: bool = False
    """Of a sample: its QR code dials nothing."""


@compared
class PublicPlace:
    id: str
    name: Text
    kind: PlaceKind
    local_name: LocalName | None


@compared
class PublicReferral:
    """Another service of the same edition."""

    name: Text
    when: Text | None


@compared
class PublicService:
    id: str
    name: Text
    local_name: LocalName | None
    label: Text | None
    summary: Text
    country: str
    scope: Scope
    operator: Operator
    channels: tuple[PublicChannel, ...]
    needs: tuple[Topic, ...]
    hours: Hours
    languages: Languages
    confidentiality: Confidentiality
    ask_for: Text | None
    waiting: Answer
    verified_on: date | None
    """The oldest check of its channels; None while any gate marks one of them."""
    alternate_names: tuple[LocalName, ...] = ()
    former_names: tuple[str, ...] = ()
    does_not: Text | None = None
    eligibility: Eligibility | None = None
    who_may_ask: tuple[Asker, ...] = ()
    required_documents: tuple[RequiredDocuments, ...] = ()
    steps: tuple[Step, ...] = ()
    what_next: Text | None = None
    cost: Cost | None = None
    has_shelter: Answer | None = None
    areas: tuple[PublicPlace, ...] = ()
    sites: tuple[Site, ...] = ()
    see_also: tuple[PublicReferral, ...] = ()
    passes_to: tuple[PublicReferral, ...] = ()
    alerts: tuple[Text, ...] = ()
    """Those of the day of the edition."""

    @property
    def emergency(self) -> PublicChannel | None:
        """The channel for danger to life, if it has one."""
        return next((c for c in self.channels if c.emergency), None)
