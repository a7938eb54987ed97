"""What public files cannot hold, where readers are never sent, and which numbers nobody has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from booklet.diag import Sink
from booklet.model.catalogue import Channel, ChannelKind, Organisation, Service, Site
from booklet.model.confidential import position_in, strange_number
from booklet.model.fiction import RESERVED, is_fiction
from booklet.model.internal import read_internal
from booklet.model.phone import grouped, is_known
from booklet.model.place import Place
from booklet.model.provenance import DoubleEntry, Override, Verification
from booklet.model.urls import email_fault, url_fault
from booklet.project import Project
from booklet.world.decode import record_fields, refused_keys
from booklet.world.files import MemoryWorld
from booklet.world.schema import json_schema

ROOT = Path(__file__).parents[2]
CLASSES = (Service, Channel, Organisation, Site, Place, Verification, DoubleEntry, Override)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda c: c.__name__)
def test_no_key_is_both_known_and_refused(cls: type) -> None:
    refused = refused_keys(cls)
    assert refused and not refused.keys() & {f.name for f in record_fields(cls)}
    assert all(reason and hint for reason, hint in refused.values())


def test_editors_see_the_reason_while_they_write() -> None:
    import re

    patterns = json_schema(Service)["$defs"]["Service"]["patternProperties"]
    for key in ("shelter_address", "latitude", "contacts", "mobile"):
        (found,) = [schema for pattern, schema in patterns.items() if re.search(pattern, key)]
        assert found["not"] == {} and found["description"]


@pytest.mark.parametrize("cls", [Service, Channel, Organisation, Site, Place])
def test_no_public_class_has_room_for_a_position_or_a_person(cls: type) -> None:
    words = {"latitude", "longitude", "coordinates", "geo", "contact", "contacts", "staff", "person", "mobile"}
    assert not {f.name for f in record_fields(cls)} & words


@pytest.mark.parametrize(
    "text",
    ["13.7563, 100.5018", "Near 13.75630 100.50180.", "-6.200, 106.816", "13° 45' N", "https://maps.app.goo.gl/x", "www.google.com/maps/@1,2", "w3w.co/a.b.c"],
)
def test_positions_are_found(text: str) -> None:
    assert position_in(text)


@pytest.mark.parametrize("text", ["Costs 12.50 or 13.00.", "24/7", "Mon-Fri 08.30, 16.30", "In 2569", "Section 3.2"])
def test_other_numbers_are_no_positions(text: str) -> None:
    assert position_in(text) is None


def test_a_number_in_a_text_is_known_however_it_is_written() -> None:
    assert strange_number("Call 02-123 4567 or +66 2 123 4567.", ["+6621234567"]) is None
    assert strange_number("Call 081-555-0199 at night.", ["+6621234567"]) == "081-555-0199"
    assert strange_number("Call 1300 in 2026, from 08:30 to 16:30.", []) is None


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("http://example.org/", "https"), ("https://localhost/", "https"), ("ftp://example.org", "https"), ("example.org", "https"),
        ("https://me@example.org/", "user"), ("https://example.org:8443/", "port"), ("https://[example.org/", "no address"),
        ("https://bit.ly/x", "shortener"), ("https://www.tinyurl.com/x", "shortener"), ("https://s.id/x", "shortener"),
        ("https://docs.google.com/forms/d/1", "form"), ("https://x.typeform.com/to/1", "form"),
        ("https://example.org/?utm_source=leaflet", "follows"), ("https://example.org/?fbclid=1", "follows"),
        ("https://example.org/?id=1", "parameters"), ("https://example.org/#a", "parameters"),
        ("https://example.org/login", "who the reader is"), ("https://example.org/en/sign-in/", "who the reader is"),
        ("https://example.org/report/nik", "who the reader is"), ("https://example.org/national-id", "who the reader is"),
    ],
)  # fmt: skip
def test_unsafe_addresses(address: str, fault: str) -> None:
    assert fault in (url_fault(address) or "")


@pytest.mark.parametrize("address", ["https://example.org", "https://www.example.org/en/help/", "https://example.org/catalogin"])
def test_plain_addresses(address: str) -> None:
    assert url_fault(address) is None


def test_every_shipped_address_is_plain(project: Project) -> None:
    pages = [c for s in project.catalogue.services.values() for c in s.channels if c.kind is ChannelKind.WEB and not c.blocked]
    assert pages and not [c.address for c in pages if url_fault(c.address or "")]
    assert email_fault("help@example.org") is None and email_fault("help at example.org")


@pytest.mark.parametrize("number", ["+447700900000", "+447700900999", "+12125550100", "+61491570006", "+61255501234", "+442079460018"])
def test_numbers_of_stories(number: str) -> None:
    assert is_fiction(number)


@pytest.mark.parametrize("number", ["+447700901000", "+12125550200", "+12125551212", "+6564350000", "+61491570007", None, "1300"])
def test_numbers_that_may_be_someones(number: str | None) -> None:
    assert not is_fiction(number)


def test_every_range_says_who_keeps_it_free() -> None:
    assert all(len(one.source) > 10 and len(one.country) == 2 for one in RESERVED)


def test_no_shipped_number_is_from_a_story(project: Project) -> None:
    assert not [c for s in project.catalogue.services.values() for c in s.channels if is_fiction(c.e164)]


def test_the_library_checks_and_formats() -> None:
    assert is_known(Channel("a", ChannelKind.VOICE, "6435 0000", "+6564350000"), "SG")
    assert not is_known(Channel("a", ChannelKind.VOICE, "1300", short_code=True), "TH")
    assert is_known(Channel("a", ChannelKind.VOICE, "191", short_code=True), "TH")
    assert (grouped("+6564350000"), grouped("+6564350000", "SG")) == ("+65 6435 0000", "6435 0000")
    assert grouped("+999123") is None and grouped("nonsense") is None


def test_internal_facts_are_read_apart() -> None:
    data = b"id: a\nshelter_address: [1 Example Road]\ncontacts:\n  - {role: cook, name: A. Person, number: 07700 900123}\n"
    sink = Sink()
    found = read_internal(MemoryWorld({"content/internal/a.yaml": data}), sink)
    assert not sink.finish()
    assert list(found["a"].secrets()) == ["1 Example Road", "A. Person", "07700 900123"]


SNIPPET = """
from booklet.compose.card import card
from booklet.compose.intake import intake
from booklet.compose.voice import Voice
from booklet.model.catalogue import Service
from booklet.model.internal import Internal
from booklet.model.public import PublicService
from booklet.model.template import Cards, Template


def leak(secret: Internal, edited: Service, voice: Voice, template: Template) -> None:
    card(secret, Cards.FULL, voice, template)
    card(edited, Cards.FULL, voice, template)
    intake(secret, voice)


def fine(public: PublicService, voice: Voice, template: Template) -> None:
    card(public, Cards.FULL, voice, template)
"""


@pytest.mark.slow
def test_what_prints_cannot_take_what_is_confidential(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET)
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "--no-error-summary", str(snippet)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    found = [line.split(": ", 2)[::2] for line in done.stdout.splitlines() if ": error:" in line]
    assert [(where.rpartition(":")[2], what.split(";")[0]) for where, what in found] == [
        ("12", 'Argument 1 to "card" has incompatible type "Internal"'),
        ("13", 'Argument 1 to "card" has incompatible type "Service"'),
        ("14", 'Argument 1 to "intake" has incompatible type "Internal"'),
    ], done.stdout + done.stderr
