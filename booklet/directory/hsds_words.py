"""The terms of HSDS 3 (Open Referral, Human Services Data Specification 3.0) that stand for ours, and the ids of what is sent."""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

Object = dict[str, Any]
"""An object of HSDS, as JSON."""

TAXONOMY: Final = "booklet"
"""Terms for facts that HSDS has no field for; the code of a term is the path of the fact."""
TOPICS: Final = "booklet-topics"
"""Terms for kinds of help."""

STATUS: Final = {"active": "active", "paused": "temporarily closed", "closed": "defunct"}
STATUS_BACK: Final = {**{theirs: ours for ours, theirs in STATUS.items()}, "inactive": "paused"}
PHONE: Final = {"voice": "voice", "sms": "text", "whatsapp": "text", "fax": "fax"}
"""Type of a phone (RFC 6350, as HSDS says) by kind of channel. A message service is `text`; which one, an attribute says."""
PHONE_BACK: Final = {"voice": "voice", "text": "sms", "fax": "fax", "textphone": "voice", "": "voice"}
"""Not `cell`, `pager` or `video`: a mobile telephone may be someone's own."""
DAYS: Final = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR", "sat": "SA", "sun": "SU"}
"""RFC 5545, byday."""
DAYS_BACK: Final = {theirs: ours for ours, theirs in DAYS.items()}
ALWAYS: Final = "Open 24 hours a day, 7 days a week."

EDITORS: Final = ("sources", "flags", "tier", "source_basis", "refused_numbers", "blocked", "consent_ref")
"""Facts of a service that serve its editors only."""
EDITORS_OF_CHANNEL: Final = ("as_advertised", "entered_again", "override")
NOT_FOR_OTHERS: Final = "for editors only"

TAG: Final = re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
CODE: Final = re.compile("[a-z]{2,3}")
"""ISO 639-1 or 639-3."""


def uid(*name: str) -> str:
    """The id that HSDS wants, the same for the same thing in every export: a version 5 UUID (RFC 9562) of our own."""
    return str(uuid5(NAMESPACE_URL, "/".join(("booklet:", *name))))


def text_of(obj: Any, key: str) -> str | None:
    """A text of an object, without blanks around it; None if there is none, or something else."""
    value = obj.get(key) if isinstance(obj, dict) else None
    return value.strip() or None if isinstance(value, str) else None


def objects(obj: Any, key: str) -> list[Object]:
    """The objects in a list of an object."""
    value = obj.get(key) if isinstance(obj, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
