"""What an editor's program is told about content files."""

from __future__ import annotations

import re
from dataclasses import fields

from booklet.model.catalogue import Channel, Service
from booklet.model.read import MessageFile, TopicFile, WordFile
from booklet.world.schema import json_schema


def test_service() -> None:
    schema = json_schema(Service)
    service = schema["$defs"]["Service"]
    assert schema["$ref"] == "#/$defs/Service"
    assert service["required"] == ["id", "name", "country", "scope", "organisation", "channels", "sources", "summary"]
    assert service["additionalProperties"] is False
    assert "span" not in service["properties"] and "KIND" not in service["properties"]
    assert service["properties"]["needs"]["description"] == "Ids of topics."
    assert service["properties"]["status"]["default"] == "active"
    assert "description" not in schema["$defs"]["Status"], "what dataclass or enum makes up is no description"
    assert schema["$defs"]["Scope"]["description"].startswith("Whom a service is for")


def test_numbers_and_answers_may_stand_without_quotes() -> None:
    schema = json_schema(Service)["$defs"]
    number = schema["Channel"]["properties"]["number"]
    assert {"type": ["string", "number"]} in number["anyOf"]
    assert schema["Channel"]["properties"]["short_code"]["enum"][:4] == [True, False, "yes", "true"]
    assert schema["Answer"]["enum"] == ["yes", "no", "ask", "unknown"]
    assert list(schema["Channel"]["properties"]) == [f.name for f in fields(Channel)]
    pattern = schema["Channel"]["properties"]["id"]["pattern"]
    assert re.search(pattern, "voice-2") and not re.search(pattern, "Voice 2")


def test_every_reference_leads_somewhere() -> None:
    for cls in (Service, MessageFile, TopicFile, WordFile):
        schema = json_schema(cls)
        found = set(re.findall(r"#/\$defs/(\w+)", repr(schema)))
        assert found == set(schema["$defs"])
