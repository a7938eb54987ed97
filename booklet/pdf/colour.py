"""What the file's colours mean: sRGB, as a profile made here, and the output intent that names it (ISO 32000-1, 14.11.5)."""

from __future__ import annotations

from functools import cache
from struct import pack

from booklet.pdf.objects import Objects, add, ascii_string, stream

NAME = "sRGB IEC61966-2.1"
"""The characterised condition, by the name of the registry of the ICC."""

_D50 = (0.9642, 1.0, 0.8249)
_COLUMNS = {"rXYZ": (0.43607, 0.22249, 0.01392), "gXYZ": (0.38515, 0.71687, 0.09708), "bXYZ": (0.14307, 0.06061, 0.7141)}
"""The primaries of IEC 61966-2-1 adapted to D50 with the Bradford matrix, as registry.color.org/rgb-registry/srgbprofiles has them."""

_ADAPTED = (1.04791, 0.02293, -0.0502, 0.0296, 0.99046, -0.01707, -0.00925, 0.01506, 0.75179)
"""The Bradford matrix from D65 to D50, by rows."""

_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Gamma, a, b, c, d of IEC 61966-2-1: (aX + b) to the power of gamma from d on, cX below."""

_MADE = (1999, 10, 18, 0, 0, 0)
"""The month of IEC 61966-2-1; any fixed moment would do."""


def output_intent(objects: Objects) -> str:
    """Store the output intent that PDF/A-2 asks for where colours are of a device (ISO 19005-2, 6.2.3); its reference.
    Greys are in its black and white."""
    profile = add(objects, stream(srgb(), "/N 3"))
    name = ascii_string(NAME)
    return add(objects, f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{name}/Info{name}/DestOutputProfile {profile}>>")


@cache
def srgb() -> bytes:
    """A display profile of version 4.2 (ISO 15076-1): three columns and one curve."""
    curve = b"para" + pack(">IHH", 0, 3, 0) + _fixed(_CURVE)
    tags = {
        "desc": _text(NAME),
        "cprt": _text("Public domain"),
        "wtpt": b"XYZ " + bytes(4) + _fixed(_D50),
        "chad": b"sf32" + bytes(4) + _fixed(_ADAPTED),
        **{name: b"XYZ " + bytes(4) + _fixed(column) for name, column in _COLUMNS.items()},
        **dict.fromkeys(("rTRC", "gTRC", "bTRC"), curve),
    }
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body, directory = b"", pack(">I", len(tags))
    for name, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        directory += name.encode() + pack(">II", places[data], len(data))
    head = pack(">I4xI4s4s4s6H4s", start + len(body), 0x04200000, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp")
    return head + bytes(28) + _fixed(_D50) + bytes(48) + directory + body


def _fixed(values: tuple[float, ...]) -> bytes:
    """Numbers as s15Fixed16."""
    return pack(f">{len(values)}i", *[round(value * 65536) for value in values])


def _text(words: str) -> bytes:
    """A multiLocalizedUnicode of one text, in English."""
    said = words.encode("utf-16-be")
    return b"mluc" + pack(">III4sII", 0, 1, 12, b"enUS", len(said), 28) + said
