"""Which addresses a reader may be sent to: the organisation's own page, over https, with nothing that counts or asks."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

SHORTENERS: Final = frozenset((
    "adf.ly", "bit.do", "bit.ly", "bitly.com", "buff.ly", "cutt.ly", "dub.co", "fb.me", "goo.gl", "is.gd", "j.mp",
    "lnkd.in", "me2.do", "ow.ly", "qr.ae", "qr.io", "qrco.de", "rb.gy", "rebrand.ly", "reurl.cc", "s.id", "short.io",
    "shorturl.asia", "shorturl.at", "soo.gd", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "v.gd", "zws.im",
))  # fmt: skip
"""Hosts that hide where a link leads and count who follows it."""

FORMS: Final = frozenset((
    "docs.google.com", "forms.gle", "forms.office.com", "forms.microsoft.com", "jotform.com", "surveymonkey.com",
    "typeform.com", "tally.so", "airtable.com", "wufoo.com", "formstack.com", "zfrmz.com",
))  # fmt: skip
"""Hosts of forms: what is typed there goes to a third party, and nobody sees beforehand what is asked."""

_TRACKERS = "utm_[a-z]+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|_hs[a-z]+|ref(?:errer)?|source|campaign"
_LOGIN = (
    "log-?in|sign-?in|sign-?up|sso|oauth2?|auth|account|register|registration|my-?account|masuk|daftar|nik|ktp|nid|"
    "national-?id|id-?number|id-?card|passport-?number"
)
_EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"


def url_fault(address: str) -> str | None:
    """Why an address must not be printed, as the rest of a sentence; None if it may."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return "is no address of a page"
    if parts.scheme != "https" or "." not in host or any(c.isspace() for c in address):
        return "does not begin with https:// and the name of a site"
    if parts.username is not None or parts.password is not None or port is not None:
        return "names a user or a port"
    if host in SHORTENERS:
        return "hides behind a link shortener, which counts who follows it"
    if _under(host, FORMS):
        return "is a form of a third party"
    keys = {part.split("=")[0].lower() for part in parts.query.split("&") if part}
    if any(_pattern(_TRACKERS).fullmatch(key) for key in keys):
        return "carries a mark that follows the reader"
    if parts.query or parts.fragment:
        return "carries parameters"
    if any(_pattern(_LOGIN).fullmatch(word) for word in parts.path.lower().removesuffix("/").split("/")):
        return "leads to a form that asks who the reader is"
    return None


def email_fault(address: str) -> str | None:
    """Why an e-mail address must not be printed, as the rest of a sentence; None if it may."""
    return None if _pattern(_EMAIL).fullmatch(address) else "is no e-mail address"


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _under(host: str, known: frozenset[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in known)
