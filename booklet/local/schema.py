"""JSON Schemas for a local folder, where a file may say only what is different."""

from __future__ import annotations

from typing import Any

from booklet.world.overlay import HIDE
from booklet.world.scalars import BOOLEANS

_HIDE = {
    "description": "yes: take this away from the local edition. [key, …]: take these keys away.",
    "anyOf": [{"enum": [True, False, *BOOLEANS]}, {"type": "array", "items": {"type": "string"}}],
}


def partial_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema in which no key must be given, and anything may be hidden."""
    root = _partial(schema)
    return root | {"$defs": {name: _partial(part) for name, part in schema.get("$defs", {}).items()}}


def _partial(part: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in part:
        return part | {"anyOf": [_partial(one) for one in part["anyOf"]]}
    if "properties" not in part:
        return part
    kept = {key: value for key, value in part.items() if key != "required"}
    return kept | {"properties": {**part["properties"], HIDE: _HIDE}}
