"""What public files must not hold: keys that are refused, each with the reason, and texts that give a place or line away.

A class names such keys in `REFUSED`: key to (reason, what to do). They are refused when read and in the JSON Schema. Facts
of this kind belong into content/internal (model/internal.py), whose types no printing stage takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

Refused = dict[str, tuple[str, str]]

INTERNAL_FOLDER: Final = "content/internal"

_INTERNAL = f"write it into {INTERNAL_FOLDER}, which never prints, or remove it"


def _refused(names: str, reason: str, hint: str = _INTERNAL) -> Refused:
    return dict.fromkeys(names.split(), (reason, hint))


NO_RECORDINGS: Final[Refused] = _refused(
    "recording recordings audio audio_file voice_recording",
    "a recording keeps the voices of people who did not agree to it",
    "write down what the call found, under 'result' and 'note'",
)
NO_NAMES: Final[Refused] = _refused(
    "by name person caller who email assurer_email verified_by",
    "the name or address of a person does not belong into a file that is passed on",
    "write what the person is, under 'role'",
)
NO_POSITION: Final[Refused] = _refused(
    "latitude longitude coordinates position geo gps map map_url plus_code what3words",
    "a position leads people to a door that may have to stay unknown",
)
_NO_STAFF: Final[Refused] = _refused(
    "staff contact contacts contact_name contact_person person director manager case_worker social_worker",
    "names of staff are confidential",
)
_NO_PRIVATE: Final[Refused] = _refused(
    "mobile private_mobile private_number personal_number home_number staff_number officer_number",
    "a private number is confidential",
)
NOT_IN_A_SERVICE: Final[Refused] = (
    NO_POSITION
    | _NO_STAFF
    | _NO_PRIVATE
    | _refused(
        "address addresses shelter_address shelter shelters safe_house safe_house_address locations location",
        "the address of a shelter is confidential",
        f"write a public office under 'sites', a shelter's address into {INTERNAL_FOLDER}; 'has_shelter' may be public",
    )
)
NOT_IN_AN_ORGANISATION: Final[Refused] = NO_POSITION | _NO_STAFF | _NO_PRIVATE
NOT_IN_A_CHANNEL: Final[Refused] = (
    NO_POSITION
    | _NO_PRIVATE
    | _refused("owner person name contact contact_name staff answered_by", "names of staff are confidential")
)
NOT_IN_A_SITE: Final[Refused] = (
    NO_POSITION
    | _NO_STAFF
    | _NO_PRIVATE
    | _refused("shelter is_shelter shelter_address", "the address of a shelter is confidential")
)

_POSITION = r"-?[0-9]{1,3}\.[0-9]{3,}\s*[,; ]\s*-?[0-9]{1,3}\.[0-9]{3,}|[0-9]{1,3}°\s*[0-9]{1,2}['′]"
_MAP_LINK = (
    r"maps\.app\.goo\.gl|goo\.gl/maps|google\.[a-z.]+/maps|maps\.google\.|openstreetmap\.org|waze\.com|w3w\.co"
)
_LONG_NUMBER = r"\+?[0-9](?:[ ()./-]{0,2}[0-9]){6,}"


def position_in(text: str) -> str | None:
    """The first position in a text: a pair of decimal degrees, degrees and minutes, or a link to a map."""
    found = _pattern(_POSITION).search(text) or _pattern(_MAP_LINK).search(text)
    return found[0] if found else None


def numbers_in(text: str) -> tuple[str, ...]:
    """What may be a whole telephone number in a text: seven digits or more (ITU-T E.164 national numbers are that long)."""
    return tuple(_pattern(_LONG_NUMBER).findall(text))


def strange_number(text: str, known: Iterable[str]) -> str | None:
    """The first long number of a text that is none of the known ones, compared by their last seven digits."""
    ends = {_digits(number)[-7:] for number in known}
    return next((number for number in numbers_in(text) if _digits(number)[-7:] not in ends), None)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _digits(number: str) -> str:
    return "".join(c for c in number if c in "0123456789")
