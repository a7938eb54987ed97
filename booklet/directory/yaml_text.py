"""Writes a service as its YAML file: the order, quotes and blank lines of the files that come with the program."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from booklet.directory.record import Tree

HEADER = "# yaml-language-server: $schema=../../../schema/service.schema.json\n"
FOLDER = "content/services"
WORLD = "001"

_ORDER = (
    "id", "status", "name", "label", "local_name", "alternate_names", "former_names", "country", "scope", "organisation", "needs",
    "summary", "does_not", "ask_for", "has_shelter", "eligibility", "who_may_ask", "required_documents", "steps", "what_next", "cost",
    "service_areas", "alerts", "channels", "sites", "see_also", "passes_to", "hours", "languages", "confidentiality", "waiting",
    "verified", "consent", "consent_ref", "blocked", "tier", "source_basis", "sources", "flags", "refused_numbers", "was",
)  # fmt: skip
_IN_A_CHANNEL = ("id", "kind", "number", "e164", "abroad", "address", "as_advertised", "short_code", "national_only", "emergency", "free")
_AFTER_A_BLANK = frozenset(("channels", "hours", "consent"))
BARE = frozenset((
    "id", "country", "lang", "tier", "source_basis", "becomes", "field", "place", "site", "timezone", "currency", "needs", "spoken", "role",
    "interpreter", "languages", "confirms", "service_areas", "nationalities", "was", "kind", "on", "starts", "ends", "valid_from",
    "valid_to", "minimum_age", "maximum_age", "days", "sex", "standing", "work", "who_may_ask", "status", "scope", "operator", "free",
    "national_only", "disclosure", "free_abroad", "open", "basis", "holidays", "how", "result", "needed", "path", "public", "consent",
    "victim_status_needed", "accepts_men", "accepts_children", "has_shelter", "waiting", "short_code", "emergency", "sensitive",
    "closed", "tells_police", "tells_immigration", "records_calls", "sends_location", "name_needed",
))  # fmt: skip
"""Keys of codes, days and choices, which need no quotes."""
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_./+-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}|0|[1-9][0-9]*")
_FLOW = tuple(map(frozenset, (("text", "lang"), ("days", "opens", "closes"), ("on", "role", "reason"))))
"""Records that stand on one line."""
_LONGEST = 100
"""Characters of a list on one line."""


def path_of(tree: Tree) -> str:
    """Where the file of a service belongs: the folder of its country, or `intl`."""
    folder = "intl" if tree["country"] == WORLD else tree["country"].lower()
    return f"{FOLDER}/{folder}/{tree['id']}.yaml"


def write_yaml(tree: Tree) -> str:
    """The whole file."""
    return HEADER + "".join(blocks(tree).values())


def blocks(tree: Tree) -> dict[str, str]:
    """The lines of each key, in the order of the file."""
    keys = [*(key for key in _ORDER if key in tree), *(key for key in tree if key not in _ORDER)]
    return {key: ("\n" if key in _AFTER_A_BLANK else "") + _pair(key, tree[key], "") for key in keys}


def _pair(key: str, value: Any, indent: str) -> str:
    if isinstance(value, Mapping):
        if frozenset(value) in _FLOW:
            return f"{indent}{key}: {_flow(value)}\n"
        if not value:
            return f"{indent}{key}: {{}}\n"
        return f"{indent}{key}:\n" + "".join(_pair(k, v, indent + "  ") for k, v in value.items())
    if isinstance(value, list):
        return _list(key, value, indent)
    return f"{indent}{key}: {_scalar(key, value)}\n"


def _list(key: str, items: list[Any], indent: str) -> str:
    if not any(isinstance(item, Mapping) for item in items):
        line = f"{indent}{key}: [{', '.join(_scalar(key, item) for item in items)}]\n"
        if len(line) <= _LONGEST or not items:
            return line
        return f"{indent}{key}:\n" + "".join(f"{indent}  - {_scalar(key, item)}\n" for item in items)
    return f"{indent}{key}:\n" + "".join(_item(item, indent + "  ") for item in items)


def _item(item: Mapping[str, Any], indent: str) -> str:
    if frozenset(item) in _FLOW:
        return f"{indent}- {_flow(item)}\n"
    order = [*(key for key in _IN_A_CHANNEL if key in item), *(key for key in item if key not in _IN_A_CHANNEL)]
    lines = "".join(_pair(key, item[key], indent + "  ") for key in order)
    return f"{indent}- {lines[len(indent) + 2 :]}" if lines else f"{indent}- {{}}\n"


def _flow(item: Mapping[str, Any]) -> str:
    parts = (
        f"{key}: [{', '.join(_scalar(key, part) for part in value)}]" if isinstance(value, list) else f"{key}: {_scalar(key, value)}"
        for key, value in item.items()
    )
    return "{" + ", ".join(parts) + "}"


def _scalar(key: str, text: str) -> str:
    if key in BARE and _WORD.fullmatch(text) and text.lower() not in ("null", "~"):
        return text
    return json.dumps(text, ensure_ascii=False)
