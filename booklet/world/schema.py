"""JSON Schema for editors, from the same dataclasses that content is decoded into."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, get_args, get_origin

from booklet.world.decode import SLUG, optional_of, record_fields, refused_keys
from booklet.world.scalars import BOOLEANS

Schema = dict[str, Any]

_SCALARS: dict[Any, Schema] = {
    # An editor's plug-in takes 1300 for a number; the decoder keeps what is written.
    str: {"type": ["string", "number"]},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"enum": [True, False, *BOOLEANS]},
    date: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
}


def json_schema(cls: type[Any]) -> Schema:
    """JSON Schema (draft 2020-12) of a file that holds one `cls`; descriptions are the docstrings of classes and fields.

    Classes with `from_node` count as one scalar, unless they have a classmethod `json_schema() -> dict`."""
    definitions: dict[str, Schema] = {}
    root = _of(cls, definitions)
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": cls.__name__}
    return draft | root | {"$defs": dict(sorted(definitions.items()))}


def _of(hint: Any, definitions: dict[str, Schema]) -> Schema:
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    inner = optional_of(hint)
    if inner is not None:
        return {"anyOf": [_of(inner, definitions), {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], definitions)}
    if get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": _of(get_args(hint)[1], definitions)}
    if hasattr(hint, "from_node"):
        own = getattr(hint, "json_schema", None)
        return own() if own else {"type": ["string", "number"]}
    if not (is_dataclass(hint) or issubclass(hint, StrEnum)):
        raise TypeError(f"no schema for {hint!r}")
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # a class may contain itself
        make = _choice if issubclass(hint, StrEnum) else _record
        definitions[hint.__name__].update(make(hint, definitions))
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _choice(cls: type[StrEnum], definitions: dict[str, Schema]) -> Schema:
    return _described(cls) | {"enum": [str(member) for member in cls]}


def _record(cls: Any, definitions: dict[str, Schema]) -> Schema:
    notes = field_notes(cls)
    defaults = {f.name: f.default for f in fields(cls) if f.default is not MISSING}
    properties: dict[str, Schema] = {}
    for field in record_fields(cls):
        schema = _of(field.hint, definitions)
        if field.name == "id" and field.hint is str:
            schema = {"type": ["string", "number"], "pattern": f"^{SLUG}$"}
        if field.name in notes:
            schema["description"] = notes[field.name]
        if isinstance(defaults.get(field.name), (str, int, float)):
            schema["default"] = defaults[field.name]
        properties[field.name] = schema
    refused = _refused(cls)
    required = [field.name for field in record_fields(cls) if field.required]
    whole = (
        _described(cls)
        | {"type": "object", "properties": properties, "additionalProperties": False}
        | ({"patternProperties": refused} if refused else {})
        | ({"required": required} if required else {})
    )
    short = getattr(cls, "SHORT", None)
    return {"anyOf": [properties[short], whole]} if short else whole


def _refused(cls: Any) -> dict[str, Schema]:
    """Keys that nothing satisfies, with the reason, which an editor's plug-in shows."""
    keys: dict[str, list[str]] = {}
    for key, (reason, _) in refused_keys(cls).items():
        keys.setdefault(reason, []).append(key)
    return {f"^({'|'.join(names)})$": {"not": {}, "description": reason} for reason, names in keys.items()}


def _described(cls: type[Any]) -> Schema:
    note = cls.__dict__.get("__doc__") or ""
    generated = note.startswith(f"{cls.__name__}(")  # what dataclass writes where there is no docstring
    return {} if generated or not note else {"description": inspect.cleandoc(note)}


@cache
def field_notes(cls: type[Any]) -> dict[str, str]:
    """The docstrings under the fields of a class, by field; empty where its source is not at hand."""
    try:
        module = ast.parse(inspect.getsource(sys.modules[cls.__module__]))
    except (OSError, TypeError):
        return {}
    body = next((n.body for n in ast.walk(module) if isinstance(n, ast.ClassDef) and n.name == cls.__name__), [])
    notes: dict[str, str] = {}
    for field, note in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(note, ast.Expr):
            value = note.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                notes[field.target.id] = inspect.cleandoc(value.value)
    return notes
