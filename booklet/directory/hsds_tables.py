"""HSDS 3 as a tabular data package (Frictionless Data): a CSV file for each table and datapackage.json, and back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from booklet.diag import Span
from booklet.directory.hsds_words import Object, objects
from booklet.l10n.exchange.rows import refuse

PACKAGE: Final = "datapackage.json"
FIRST: Final = "service.csv"
_NUMBERS = frozenset(("minimum_age", "maximum_age", "extension", "amount", "latitude", "longitude", "interval", "count"))

_FIELDS: Final = {
    "organization": "id name alternate_name description email website",
    "service": "id organization_id program_id name alternate_name description url email status interpretation_services application_process "
    "fees_description wait_time eligibility_description minimum_age maximum_age assured_date assurer_email alert",
    "phone": "id location_id service_id organization_id contact_id number extension type description",
    "schedule": "id service_id location_id valid_from valid_to freq interval byday opens_at closes_at description notes",
    "service_area": "id service_id name description extent extent_type uri",
    "service_at_location": "id service_id location_id description",
    "location": "id location_type url organization_id name alternate_name description transportation latitude longitude",
    "address": "id location_id attention address_1 address_2 city region state_province postal_code country address_type",
    "accessibility": "id location_id description details url",
    "language": "id service_id location_id phone_id name code note",
    "cost_option": "id service_id valid_from valid_to option currency amount amount_description",
    "required_document": "id service_id document uri",
    "contact": "id organization_id service_id location_id name title department email",
    "attribute": "id link_id taxonomy_term_id link_type link_entity value",
    "taxonomy_term": "id code name description parent_id taxonomy",
}
"""The columns of each table, as far as a service of ours or of others may use them."""


class _Inside(NamedTuple):
    """Objects that JSON has inside of one and tables have beside it."""

    key: str
    table: str
    one: bool = False
    """A single object, whose id the outer row holds; else a list, whose rows hold the id of the outer one."""


_LANGUAGES, _ATTRIBUTES = _Inside("languages", "language"), _Inside("attributes", "attribute")
_INSIDE: Final = {
    "service": (
        _Inside("organization", "organization", True), _Inside("phones", "phone"), _Inside("schedules", "schedule"),
        _Inside("service_areas", "service_area"), _Inside("service_at_locations", "service_at_location"), _LANGUAGES,
        _Inside("cost_options", "cost_option"), _Inside("required_documents", "required_document"), _Inside("contacts", "contact"),
        _ATTRIBUTES,
    ),
    "service_at_location": (_Inside("location", "location", True),),
    "location": (_Inside("addresses", "address"), _Inside("accessibility", "accessibility"), _Inside("schedules", "schedule"),
                 _LANGUAGES, _Inside("phones", "phone"), _Inside("contacts", "contact"), _ATTRIBUTES),
    "phone": (_LANGUAGES, _ATTRIBUTES),
    "organization": (_Inside("phones", "phone"), _Inside("contacts", "contact"), _ATTRIBUTES),
    "attribute": (_Inside("taxonomy_term", "taxonomy_term", True),),
}  # fmt: skip
Tables = dict[str, dict[str, Object]]
"""Rows by table and id."""


def tables(services: Iterable[Object]) -> dict[str, bytes]:
    """The files of a data package, by name; tables without rows are left out."""
    found: Tables = {name: {} for name in _FIELDS}
    for service in services:
        _split("service", service, found)
    filled = {name: rows for name, rows in found.items() if rows or name == "service"}
    files = {f"{name}.csv": _csv(name, rows.values()) for name, rows in filled.items()}
    return {PACKAGE: (json.dumps(_package(filled), indent=1) + "\n").encode(), **files}


def _split(table: str, obj: Object, found: Tables) -> str:
    """Put an object and all inside of it into the tables; its id."""
    inside = _INSIDE.get(table, ())
    row = {key: value for key, value in obj.items() if all(key != part.key for part in inside)}
    for part in inside:
        if part.one and isinstance(obj.get(part.key), dict):
            row[f"{part.table}_id"] = _split(part.table, obj[part.key], found)
        for item in () if part.one else objects(obj, part.key):
            link = {} if part.table == "attribute" else {f"{table}_id": obj["id"]}
            _split(part.table, {**item, **link}, found)
    found[table][obj["id"]] = row
    return str(obj["id"])


def _csv(table: str, rows: Iterable[Object]) -> bytes:
    """RFC 4180, to the letter: programs read this, and no sign before a number tells them what it is."""
    out = io.StringIO(newline="")
    columns = _FIELDS[table].split()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _package(filled: Tables) -> Object:
    resources = []
    for table in filled:
        columns = _FIELDS[table].split()
        links = [name for name in columns if name.endswith("_id") and name.removesuffix("_id") in filled and name != "link_id"]
        schema: Object = {"fields": [{"name": name, "type": "number" if name in _NUMBERS else "string"} for name in columns], "primaryKey": "id"}
        schema["foreignKeys"] = [{"fields": name, "reference": {"resource": name.removesuffix("_id"), "fields": "id"}} for name in links]
        resources.append({"name": table, "path": f"{table}.csv", "profile": "tabular-data-resource", "mediatype": "text/csv", "schema": schema})
    return {"name": "human_services_data", "profile": "tabular-data-package", "resources": resources}


def from_tables(name: str, files: Mapping[str, bytes]) -> list[Object]:
    """The services of a data package, with all that belongs to them inside. Raises BookletError: hsds-broken."""
    rows = {table: _read(f"{name}/{table}.csv", files[f"{table}.csv"]) for table in _FIELDS if f"{table}.csv" in files}
    by_id = {table: {row["id"]: row for row in found if "id" in row} for table, found in rows.items()}
    by_owner: dict[tuple[str, str, str], list[Object]] = {}
    for table, found in rows.items():
        for row in found:
            for key, value in row.items():
                if key.endswith("_id"):
                    by_owner.setdefault((table, key, value), []).append(row)
    return [_join("service", row, by_id, by_owner) for row in rows.get("service", ())]


def _join(table: str, row: Object, by_id: Tables, by_owner: Mapping[tuple[str, str, str], list[Object]]) -> Object:
    obj = dict(row)
    for part in _INSIDE.get(table, ()):
        if part.one:
            inner = by_id.get(part.table, {}).get(row.get(f"{part.table}_id", ""))
            if inner is not None:
                obj[part.key] = _join(part.table, inner, by_id, by_owner)
        elif "id" in row:
            link = "link_id" if part.table == "attribute" else f"{table}_id"
            found = by_owner.get((part.table, link, row["id"]), ())
            if found:
                obj[part.key] = [_join(part.table, inner, by_id, by_owner) for inner in found]
    return obj


def _read(file: str, data: bytes) -> list[Object]:
    """The rows of a table; empty fields are left out."""
    try:
        text = data.decode("utf-8-sig")
        return [{key: _value(key, value) for key, value in row.items() if key and value} for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)]
    except (ValueError, csv.Error) as problem:
        raise refuse("hsds-broken", f"{file!r} is no table in UTF-8: {problem}", Span(file, 1, 1), "ask for it again, as CSV in UTF-8") from None


def _value(key: str, value: Any) -> Any:
    if key in _NUMBERS and isinstance(value, str):
        try:
            return float(value) if "." in value else int(value)
        except ValueError:
            return value
    return value
