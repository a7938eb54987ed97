"""Numbers and addresses that authorities keep free for stories, so that a sample never reaches anyone."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple


class Reserved(NamedTuple):
    """Numbers of one country that are never given to anyone."""

    country: str
    pattern: str
    """Of the whole number in E.164 form."""
    source: str


_OFCOM = "Ofcom, Telephone numbers for use in TV and radio drama programmes: https://www.ofcom.org.uk/phones-telecoms-and-internet/information-for-industry/numbering/numbers-for-drama"
_ATIS = "ATIS-0300048, 555 NXX Assignment Guidelines, 2015 (now ATIS-0300115): line numbers 0100-0199 are fictitious, non-working"
_ACMA = "ACMA, Phone numbers for use in TV shows, films and creative works: https://www.acma.gov.au/"

RESERVED: Final = (
    Reserved("GB", r"\+447700900[0-9]{3}", _OFCOM),
    Reserved("GB", r"\+441632960[0-9]{3}", _OFCOM),
    Reserved("GB", r"\+442079460[0-9]{3}", _OFCOM),
    Reserved("GB", r"\+448081570[0-9]{3}", _OFCOM),
    Reserved("GB", r"\+443069990[0-9]{3}", _OFCOM),
    Reserved("US", r"\+1[2-9][0-9]{2}55501[0-9]{2}", _ATIS),
    Reserved("AU", r"\+61[2378](?:5550|7010)[0-9]{4}", _ACMA),
    Reserved("AU", r"\+61491570(?:006|110|156|157|158|159|313|737)", _ACMA),
)
"""Short codes are in no such list: a sample has none."""

_EXAMPLE = r"(?:^|[@/.])example\.(?:com|net|org)(?:/|$)|\.(?:example|invalid)(?:/|$)|\b(?:sample|example)\b"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(one.pattern for one in RESERVED))


def is_example(address: str | None) -> bool:
    """Whether an address is one of those kept for examples (RFC 2606, RFC 6761), or calls itself one."""
    return address is not None and re.search(_EXAMPLE, address.lower()) is not None


def is_fiction(e164: str | None) -> bool:
    """Whether an international number is one that nobody has."""
    return e164 is not None and _pattern().fullmatch(e164) is not None
