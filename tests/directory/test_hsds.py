"""HSDS 3: what we write is of its fields and types, what others write is taken in with care, and nothing breaks the reader.

The rules below are from the specification's pages, in our own words. Its JSON schemas (CC BY-SA 4.0) are not part of this
project: name the folder of a copy in BOOKLET_HSDS_SCHEMAS, with compiled/service.json in it, to validate against them too.
"""

import copy
import csv
import io
import json
import os
import re
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from catalogues import HOSTILE, catalogues
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_round_trips import facts, shipped

from booklet.diag import BookletError, Sink
from booklet.directory.exchange import Form, export, read
from booklet.directory.hsds_in import Defaults, services_in
from booklet.directory.importing import Fate, judge
from booklet.directory.record import plain
from booklet.model.catalogue import Catalogue
from booklet.world.files import MemoryWorld

SCHEMAS = os.environ.get("BOOKLET_HSDS_SCHEMAS")
TEXT, NUMBER = str, (int, float)
PARTS = {
    "organization": "organization", "phones": "phone", "schedules": "schedule", "service_areas": "service_area", "location": "location",
    "service_at_locations": "service_at_location", "languages": "language", "cost_options": "cost_option", "addresses": "address",
    "required_documents": "required_document", "attributes": "attribute", "taxonomy_term": "taxonomy_term", "accessibility": "accessibility",
}  # fmt: skip
FIELDS = {
    "service": "name alternate_name description url email status interpretation_services application_process wait_time "
    "eligibility_description minimum_age maximum_age assured_date alert",
    "organization": "name alternate_name description", "phone": "number extension type description",
    "schedule": "freq byday opens_at closes_at valid_from valid_to notes description", "service_area": "name extent extent_type",
    "service_at_location": "", "location": "location_type name description transportation", "language": "code",
    "cost_option": "option currency amount amount_description", "required_document": "document", "accessibility": "description",
    "address": "address_1 city state_province postal_code country address_type", "attribute": "link_id link_entity value",
    "taxonomy_term": "code name description taxonomy",
}  # fmt: skip
NUMBERS = {"minimum_age", "maximum_age", "amount", "extension"}
REQUIRED = {"service": "name status", "organization": "name description", "phone": "number", "location": "location_type", "taxonomy_term": "name description",
            "address": "address_1 city state_province postal_code country address_type"}  # fmt: skip
ONE_OF = {"status": {"active", "inactive", "defunct", "temporarily closed"}, "freq": {"WEEKLY", "MONTHLY"}, "location_type": {"physical", "postal", "virtual"},
          "address_type": {"physical", "postal", "virtual"}}  # fmt: skip


def services_of(catalogue):
    return json.loads(export(Form.HSDS_JSON, catalogue, Sink())[0])["contents"]


def conforms(obj, kind="service"):
    """Each object has an id, the fields it must have, no others, and of the right type."""
    UUID(obj["id"])
    assert set(REQUIRED.get(kind, "").split()) <= obj.keys(), kind
    for key, value in obj.items():
        if key in PARTS:
            for part in value if isinstance(value, list) else [value]:
                conforms(part, PARTS[key])
        elif key != "id":
            assert key in FIELDS[kind].split(), (kind, key)
            assert isinstance(value, NUMBER if key in NUMBERS else TEXT), (kind, key)
            assert key not in ONE_OF or value in ONE_OF[key], (kind, key)


def test_the_shipped_services_conform():
    found = services_of(shipped())
    assert len(found) >= 44
    for service in found:
        conforms(service)


@settings(max_examples=30, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(catalogues())
def test_random_services_conform(catalogue):
    for service in services_of(catalogue):
        conforms(service)


@pytest.mark.skipif(not SCHEMAS, reason="BOOKLET_HSDS_SCHEMAS names no copy of the schemas of HSDS 3.0")
@settings(max_examples=30, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(catalogues())
def test_the_schemas_of_hsds_agree(catalogue):
    jsonschema = pytest.importorskip("jsonschema")
    folder = Path(SCHEMAS)
    checks = jsonschema.Draft202012Validator(
        json.loads((folder / "compiled/service.json").read_text("utf-8")), format_checker=jsonschema.FormatChecker(["uuid", "email"])
    )
    for service in (*services_of(catalogue), *services_of(shipped())):
        assert not [problem.message for problem in checks.iter_errors(service) if "email" not in problem.path]
    for name, data in tables(catalogue).items():
        if name.endswith(".csv"):
            known = json.loads((folder / name.replace(".csv", ".json")).read_text("utf-8"))["properties"]
            assert set(csv.DictReader(io.StringIO(data.decode())).fieldnames) <= known.keys(), name


def tables(catalogue):
    archive = zipfile.ZipFile(io.BytesIO(export(Form.HSDS_CSV, catalogue, Sink())[0]))
    return {name: archive.read(name) for name in archive.namelist()}


def test_the_data_package_names_its_tables_and_all_links_hold():
    files = tables(shipped())
    package = json.loads(files["datapackage.json"])
    rows = {r["name"]: list(csv.DictReader(io.StringIO(files[r["path"]].decode()))) for r in package["resources"]}
    assert files.keys() == {"datapackage.json", *(r["path"] for r in package["resources"])}
    for resource in package["resources"]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        found = rows[resource["name"]]
        assert len({row["id"] for row in found}) == len(found)
        assert not found or list(found[0]) == fields
        for link in resource["schema"]["foreignKeys"]:
            ids = {row["id"] for row in rows[link["reference"]["resource"]]}
            assert {row[link["fields"]] for row in found} - {""} <= ids
    owners = {row["id"] for found in rows.values() for row in found}
    assert {row["link_id"] for row in rows["attribute"]} <= owners


def test_what_is_for_editors_stays_when_a_file_comes_back():
    catalogue = shipped()
    world = MemoryWorld({s.span.file: b"" for s in catalogue.services.values()})
    incoming = read("file", export(Form.HSDS_JSON, catalogue, Sink())[0], catalogue, Defaults(), Sink())
    for verdict in judge(incoming.services, world, catalogue, incoming.went_out):
        assert verdict.fate is Fate.UNCHANGED


def test_facts_of_fields_are_found_without_our_attributes():
    """As another program would keep them that knows the fields only."""
    for theirs in services_of(shipped()):
        ours = next(s for s in shipped().services.values() if s.name.source == theirs["name"] and s.summary.source == theirs["description"])
        theirs.pop("attributes")
        for part in (theirs["organization"], *theirs.get("phones", ())):
            part.pop("attributes", None)
        losses = []
        (one,) = services_in("file", [theirs], Defaults(ours.country, str(ours.organisation.operator), str(ours.scope)), losses)
        found = facts(one)
        numbers = [c.number for c in ours.channels if c.number and not c.blocked]
        assert [c["number"] for c in found["channels"] if "number" in c] == numbers
        assert found["organisation"]["name"] == ours.organisation.name
        if "schedules" in theirs:
            assert found["hours"]["open"] == str(ours.hours.open)
        codes = [tag for tag in ours.languages.spoken if "-" not in tag]
        assert found["languages"].get("spoken", [])[: len(codes)] == codes or any("-" in tag for tag in ours.languages.spoken)


def test_a_field_that_others_changed_counts():
    service = copy.deepcopy(services_of(Catalogue(services={"th-1300": shipped().services["th-1300"]}))[0])
    service["description"] = "Another sentence."
    service["phones"][0]["number"] = "1301"
    service["schedules"] = [{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "08:00+07:00", "closes_at": "16:30:00"}]
    (one,) = services_in("file", [service], Defaults(), losses := [])
    found = facts(one)
    assert (found["summary"], found["channels"][0]["number"]) == ("Another sentence.", "1301")
    assert found["hours"]["intervals"] == [{"days": ["mon", "tue"], "opens": "08:00", "closes": "16:30"}]
    assert not losses


FOREIGN = {
    "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Example Counselling", "description": "Counselling.", "status": "active",
    "url": "https://counselling.example.org/", "minimum_age": 18, "assured_date": "2025-01-05", "assurer_email": "jane.doe@example.org",
    "interpretation_services": "Urdu on request", "application_process": "Call first.\nThen come.", "alert": "Closed on Monday.",
    "organization": {"id": "o", "name": "Example Org", "description": "An organisation.", "phones": [{"id": "x", "number": "+65 6123 4567"}]},
    "phones": [{"id": "p", "number": "+65 6435 0000", "type": "voice"}, {"id": "q", "number": "+65 9123 4567", "type": "cell"}],
    "schedules": [{"id": "s", "freq": "MONTHLY", "byday": "2MO", "opens_at": "09:00", "closes_at": "17:00"}],
    "service_areas": [{"id": "a", "name": "The city", "extent": "{}", "extent_type": "geojson"}],
    "contacts": [{"id": "c", "name": "Jane Doe", "phones": [{"id": "y", "number": "+65 9000 0000"}]}],
    "cost_options": [{"id": "k", "amount": 35, "currency": "sgd", "option": "Adults"}],
    "service_at_locations": [{"id": "l", "location": {
        "id": "m", "location_type": "physical", "name": "House", "latitude": 1.28, "longitude": 103.85,
        "addresses": [{"id": "d", "address_1": "1 Secret Street", "city": "Singapore", "state_province": "", "postal_code": "0", "country": "SG", "address_type": "physical"}],
    }}],
    "attributes": [{"id": "t", "value": "yes", "taxonomy_term": {"id": "u", "name": "Food", "code": "BH-1800"}}],
}  # fmt: skip


def test_a_service_of_others_comes_in_and_all_that_does_not_is_listed():
    (one,) = services_in("file", [FOREIGN], Defaults(operator="ngo"), losses := [])
    found = facts(one)
    assert found["id"] == "sg-example-counselling" and found["country"] == "SG"
    voice = found["channels"][0]
    assert (voice["number"], voice["e164"], voice["abroad"]) == ("6435 0000", "+6564350000", "+65 6435 0000")
    assert [step["text"] for step in found["steps"]] == ["Call first.", "Then come."]
    assert found["eligibility"]["minimum_age"] == "18" and found["cost"] == {"free": "no", "amount": "35", "currency": "SGD"}
    assert found["sources"] == [{"kind": "hsds", "date": "2025-01-05"}]
    assert not {"verified", "sites", "service_areas", "alerts"} & found.keys() and found["hours"] == {"open": "unknown"}
    lost = {loss.path for loss in losses}
    assert lost >= {
        "assured_date", "assurer_email", "interpretation_services", "alert", "organization/description", "organization/phones", "phones/2",
        "schedules", "service_areas", "contacts", "cost_options/option", "locations/House", "service_at_locations/location/latitude", "BH-1800",
    }  # fmt: skip
    said = json.dumps([*losses, found])
    assert not [secret for secret in ("Jane", "jane.doe", "9123", "9000", "Secret", "1.28", "103.85") if secret in said]


def test_who_runs_a_service_must_be_said():
    catalogue = shipped()
    (one,) = services_in("file", [FOREIGN], Defaults(), [])
    (verdict,) = judge([one], MemoryWorld({}), catalogue)
    assert verdict.fate is Fate.REFUSED
    assert [(d.code, d.span.line) for d in verdict.diagnostics] == [("missing-key", 1)]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(HOSTILE) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("id", "name", "value", "taxonomy_term", "code", "x")), inner, max_size=3),
    max_leaves=6,
)


def places(obj, path=()):
    """Every place in a JSON value."""
    for key, value in obj.items() if isinstance(obj, dict) else enumerate(obj) if isinstance(obj, list) else ():
        yield (*path, key)
        yield from places(value, (*path, key))


@settings(max_examples=150, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_spoilt_file_is_refused_in_words(data):
    good = data.draw(st.sampled_from((FOREIGN, *services_of(shipped())[:6])))
    spoilt = copy.deepcopy(good)
    for _ in range(data.draw(st.integers(1, 4))):
        here = spoilt
        path = data.draw(st.sampled_from(list(places(spoilt)) or [("name",)]))
        for key in path[:-1]:
            here = here[key]
        here[path[-1]] = data.draw(anything | st.sampled_from(("channels/99999999999/id", "channels/0/id/x", "languages", "eligibility", "name/x")))
    text = json.dumps([spoilt]).encode()
    sink = Sink()
    try:
        incoming = read("file", text, shipped(), Defaults("TH", "ngo"), sink)
    except BookletError:
        return
    for verdict in judge(incoming.services, MemoryWorld({s.span.file: b"x: 1\n" for s in shipped().services.values()}), shipped(), incoming.went_out):
        assert verdict.fate is not Fate.REFUSED or verdict.diagnostics
        assert re.fullmatch("content/services/[a-z]+/[a-z0-9._-]+[.]yaml", verdict.path) or not verdict.path


@pytest.mark.parametrize("lost", ["kind", "id", "both"])
def test_a_channel_that_lost_its_kind_or_its_id_gives_no_traceback(lost):
    """Found by spoiling files: whoever passes a file on may drop attributes that they do not know."""
    service = copy.deepcopy(services_of(Catalogue(services={"sg-mom": shipped().services["sg-mom"]}))[0])
    part = re.compile(r"channels/\d+/" + {"kind": "kind", "id": "id", "both": "(kind|id)"}[lost])
    before = len(service["attributes"])
    service["attributes"] = [a for a in service["attributes"] if not part.fullmatch(str(a["taxonomy_term"]["code"]))]
    assert len(service["attributes"]) < before
    service.pop("url", None)
    (one,) = services_in("file", [service], Defaults(), losses := [])
    assert all("id" in channel for channel in one.tree["channels"])
    if lost == "both":
        assert ("channels", "a channel of which nothing says what it is") in {(loss.path, loss.reason) for loss in losses}
    (verdict,) = judge([one], MemoryWorld({"content/services/sg/sg-mom.yaml": b"x: 1\n"}), shipped(), lambda channel: True)
    assert verdict.fate is not Fate.REFUSED or verdict.diagnostics


def test_plain_tree_of_a_service_has_no_place_for_a_position():
    assert not {"latitude", "longitude"} & set(re.findall(r"\w+", json.dumps([plain(s) for s in shipped().services.values()])))
