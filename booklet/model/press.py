"""The printing condition of a print shop: its ICC profile, which says what its press makes of the inks (ISO 15076-1)."""

from __future__ import annotations

from dataclasses import dataclass, field

from booklet.diag import Sink

_CHANNELS = {b"CMYK": 4, b"GRAY": 1}
"""Colour spaces in which our black is only black ink (ISO 15930-7, 6.2.4), and their channels."""

_HEAD = 132
_HINT = "ask the shop for the ICC profile of its press and paper; it gives one for PDF/X-4"


@dataclass(frozen=True, slots=True)
class Condition:
    """A profile whose header has been checked. `name`: what it calls itself; `channels`: 1 of grey, 4 of CMYK."""

    name: str
    channels: int
    digest: str
    """SHA-256 of the profile, hexadecimal: stands for it where it is compared."""
    data: bytes = field(repr=False, compare=False)


def read_condition(data: bytes, file: str, sink: Sink) -> Condition | None:
    """A condition from the bytes of a profile; None after an error. `file`: its name, for the error.

    Errors: `press-profile` for what is no output profile of version 2 or 4 in CMYK or grey."""
    from hashlib import sha256

    if fault := _fault(data):
        sink.error("press-profile", f"'{file}' {fault}", None, _HINT)
        return None
    return Condition(_description(data) or file, _CHANNELS[data[16:20]], sha256(data).hexdigest(), data)


def _fault(data: bytes) -> str:
    """Why it is no profile for a print shop's file; "" if it is one (ISO 15076-1, 7.2)."""
    if len(data) < _HEAD or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        return "is no ICC profile, or is not whole"
    if data[8] not in (2, 4):
        return f"is an ICC profile of version {data[8]}, not 2 or 4"
    if data[12:16] != b"prtr":
        return f"is a profile of class '{_word(data[12:16])}', not of a press ('prtr')"
    return "" if data[16:20] in _CHANNELS else f"is a profile of '{_word(data[16:20])}', not of CMYK or grey"


def _word(raw: bytes) -> str:
    return raw.decode("ascii", "replace").strip()


def _description(data: bytes) -> str:
    """The text of the profile's description, "" if it has none: ASCII in version 2, UTF-16 in version 4 (ISO 15076-1, 9.2.41)."""
    count = int.from_bytes(data[128:132], "big")
    for n in range(min(count, 100)):
        at = _HEAD + 12 * n
        if data[at : at + 4] == b"desc":
            start, size = (int.from_bytes(data[at + k : at + k + 4], "big") for k in (4, 8))
            return _text(data[start : start + size])
    return ""


def _text(tag: bytes) -> str:
    if tag[:4] == b"desc":
        length = int.from_bytes(tag[8:12], "big")
        return tag[12 : 12 + length].split(b"\0")[0].decode("ascii", "ignore").strip()
    if tag[:4] == b"mluc" and len(tag) >= 28:
        length, start = (int.from_bytes(tag[k : k + 4], "big") for k in (20, 24))
        return tag[start : start + length].decode("utf-16-be", "ignore").strip()
    return ""
