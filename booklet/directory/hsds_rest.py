"""What a file of HSDS says that is not taken in: refused, without a place here, or not understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from booklet.directory.hsds_fields import AREAS, LOCATION, ORGANISATION, PHONE_FIELDS, SERVICE, Unit
from booklet.directory.hsds_words import ALWAYS, TAXONOMY, Object, objects, text_of

_NAMES = "names of staff are confidential"
_POSITION = "a position leads people to a door that may have to stay unknown"
_REFUSED: Final = {
    "contacts": _NAMES,
    "assurer_email": "the address of a person does not belong into a file that is passed on",
    "latitude": _POSITION,
    "longitude": _POSITION,
}
_NO_PLACE = "there is no place for it here"
_NOT_UNDERSTOOD = "it says more, or in other words, than a field here can hold: add it by hand"
_ELSEWHERE = "only what belongs to the service itself is taken: add it by hand"

_LANGUAGE = "id code name service_id location_id phone_id"
_READ: Final = {
    "languages": _LANGUAGE,
    "schedules": "id freq byday opens_at closes_at valid_from valid_to notes service_id location_id",
    "cost_options": "id currency amount amount_description service_id",
    "required_documents": "id document service_id",
    "service_areas": "id name extent extent_type service_id",
    "service_at_locations": "id location service_id location_id",
    "addresses": "id address_1 city region state_province postal_code country address_type location_id",
    "accessibility": "id description location_id",
    "phones": "id number extension type description languages attributes service_id",
    "location": "id location_type name description transportation schedules accessibility addresses attributes",
    "organization": "id name alternate_name attributes",
    "service": "organization_id organization phones service_areas service_at_locations attributes url email last_modified alert",
}
"""The fields that are taken, or follow from those; of a service besides those of `SERVICE`."""
_UNITS: Final = {"service": (*SERVICE, AREAS), "phones": PHONE_FIELDS, "location": LOCATION, "organization": ORGANISATION}


def unread(obj: Object, kind: str = "service", path: str = "") -> Iterator[tuple[str, str, str]]:
    """Path, value and reason of all that is not taken of an object, and of the objects in it."""
    units: tuple[Unit, ...] = _UNITS.get(kind, ())
    taken = {*_READ[kind].split(), *(field for unit in units for field in unit.fields), "id"}
    for key, value in obj.items():
        if value in (None, "", [], {}) or _follows(kind, key, obj):
            continue
        if key not in taken:
            shown = value if isinstance(value, str) and key not in _REFUSED else ""
            yield f"{path}{key}", shown, _REFUSED.get(key) or (_ELSEWHERE if kind in ("organization", "location") else _NO_PLACE)
        elif key in _READ and key in ("location", "organization") and isinstance(value, dict):
            yield from unread(value, key, f"{path}{key}/")
        elif key in _READ:
            for inner in objects(obj, key):
                yield from unread(inner, key, f"{path}{key}/")
    for unit in () if _is_ours(obj) else units:
        for field in unit.fields:
            if obj.get(field) not in (None, "", []) and unit.back(obj) is None:
                yield f"{path}{field}", text_of(obj, field) or "", _NOT_UNDERSTOOD


def _is_ours(obj: Object) -> bool:
    """Whether its attributes say what its fields cannot."""
    return any(text_of(attribute.get("taxonomy_term"), "taxonomy") == TAXONOMY for attribute in objects(obj, "attributes"))


def _follows(kind: str, key: str, obj: Object) -> bool:
    """Whether a field says only what another one says."""
    text = text_of(obj, key)
    return (
        (kind == "schedules" and key == "description" and text == ALWAYS)
        or (kind == "cost_options" and key == "option" and text == "free")
        or (kind == "organization" and key == "description" and text == text_of(obj, "name"))
    )
