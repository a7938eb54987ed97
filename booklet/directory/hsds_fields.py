"""Which field of HSDS says which fact of ours: both directions of each side by side, so that they cannot drift apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from booklet.directory.hsds_hours import hours_back, schedules
from booklet.directory.hsds_words import (
    CODE,
    PHONE,
    PHONE_BACK,
    STATUS,
    STATUS_BACK,
    TAG,
    Object,
    objects,
    text_of,
    uid,
)
from booklet.directory.record import Tree
from booklet.value import compared

_LARGEST = 10**12
"""Of numbers that are taken for one."""


@compared
class Unit:
    """A fact of ours and the fields of HSDS that hold it."""

    path: str
    """Keys of ours, with points."""
    fields: tuple[str, ...]
    out: Callable[[Any, str], Object]
    """From the fact, and the id of what it belongs to, to fields."""
    back: Callable[[Object], Any]
    """From an object with such fields to the fact, as far as they say it; None if they do not."""


def _text(path: str, field: str) -> Unit:
    return Unit(path, (field,), lambda value, owner: {field: value}, lambda obj: text_of(obj, field))


def _number(path: str, field: str) -> Unit:
    return Unit(path, (field,), lambda value, owner: {field: int(value)}, lambda obj: _whole(obj.get(field)))


def _choice(path: str, field: str, out: dict[str, str], back: dict[str, str]) -> Unit:
    return Unit(
        path, (field,),
        lambda value, owner: {field: out[value]} if value in out else {},
        lambda obj: back.get(text_of(obj, field) or "") if obj.get(field) is not None else None,
    )  # fmt: skip


def _whole(value: Any) -> str | None:
    return str(int(value)) if _is_number(value) and value == int(value) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -_LARGEST < value < _LARGEST


def _steps_back(obj: Object) -> list[Tree] | None:
    text = text_of(obj, "application_process")
    lines = [line.strip() for line in text.splitlines() if line.strip()] if text else []
    return [{"id": f"step-{n}", "text": line} for n, line in enumerate(lines, 1)] or None


def _languages(tags: list[str], owner: str) -> Object:
    """Only tags that are ISO 639 codes whole; a script or country behind it stays an attribute."""
    return {"languages": [{"id": uid("language", owner, tag), "code": tag.split("-")[0]} for tag in tags]}


def _languages_back(obj: Object) -> list[str] | None:
    found = [code.lower() for item in objects(obj, "languages") if (code := text_of(item, "code")) and CODE.fullmatch(code.lower())]
    return list(dict.fromkeys(found)) or None


def _interpreter_back(obj: Object) -> list[str] | None:
    parts = (text_of(obj, "interpretation_services") or "").split(", ")
    return parts if all(TAG.fullmatch(part) for part in parts) else None


def _areas_back(obj: Object) -> list[str] | None:
    return [place for area in objects(obj, "service_areas") if text_of(area, "extent_type") == "text" and (place := text_of(area, "extent"))] or None


def _documents(value: list[Tree], owner: str) -> Object:
    texts = [document["document"] for one in value for document in one.get("documents", ())]
    return {"required_documents": [{"id": uid("document", owner, str(n)), "document": text} for n, text in enumerate(texts)]}


def _documents_back(obj: Object) -> list[Tree] | None:
    texts = [text for item in objects(obj, "required_documents") if (text := text_of(item, "document"))]
    found = [{"id": f"document-{n}", "document": text} for n, text in enumerate(texts, 1)]
    return [{"needed": "yes", "documents": found}] if found else None


def _cost(value: Tree, owner: str) -> Object:
    option: Object = {"id": uid("cost", owner)}
    if value.get("free") == "yes":
        option["option"] = "free"
    if value.get("amount", "").replace(".", "", 1).isdecimal():
        option["amount"] = float(value["amount"])
    option |= {ours: value[key] for key, ours in (("currency", "currency"), ("description", "amount_description")) if key in value}
    return {"cost_options": [option]}


def _cost_back(obj: Object) -> Tree | None:
    found = objects(obj, "cost_options")
    option: Object = found[0] if found else {}
    amount = option.get("amount")
    charged = _is_number(amount)
    description = text_of(option, "amount_description") or text_of(obj, "fees_description") or text_of(obj, "fees")
    if not option and not description:
        return None
    free = (text_of(option, "option") or "").lower() == "free" or (charged and amount == 0)
    cost: Tree = {"free": "yes" if free else "no" if charged else "unknown"}
    if charged and amount:
        cost["amount"] = f"{amount:.2f}".removesuffix(".00")
    if currency := text_of(option, "currency"):
        cost["currency"] = currency.upper()
    return cost | ({"description": description} if description else {})


def _names_back(obj: Object) -> list[Tree] | None:
    text = text_of(obj, "alternate_name")
    return [{"text": text, "lang": "und"}] if text else None


SERVICE: Final = (
    _text("name", "name"),
    _text("summary", "description"),
    _choice("status", "status", STATUS, STATUS_BACK),
    Unit("alternate_names", ("alternate_name",), lambda value, owner: {"alternate_name": value[0]["text"]}, _names_back),
    Unit("steps", ("application_process",), lambda value, owner: {"application_process": "\n".join(s["text"] for s in value)}, _steps_back),
    _text("what_next", "wait_time"),
    _text("eligibility.description", "eligibility_description"),
    _number("eligibility.minimum_age", "minimum_age"),
    _number("eligibility.maximum_age", "maximum_age"),
    _text("verified.on", "assured_date"),
    Unit("alerts", ("alert",), lambda value, owner: {"alert": "\n".join(alert["text"] for alert in value)}, lambda obj: None),
    Unit("languages.spoken", ("languages",), _languages, _languages_back),
    Unit("languages.interpreter", ("interpretation_services",), lambda v, owner: {"interpretation_services": ", ".join(v)}, _interpreter_back),
    Unit("hours", ("schedules",), schedules, hours_back),
    Unit("required_documents", ("required_documents",), _documents, _documents_back),
    Unit("cost", ("cost_options", "fees_description", "fees"), _cost, _cost_back),
)
"""Of a service. Its organisation, channels, areas and sites are objects of their own."""

AREAS: Final = Unit("service_areas", ("service_areas",), lambda value, owner: {}, _areas_back)

PHONE_FIELDS: Final = (
    _text("number", "number"),
    Unit(
        "extension", ("extension",),
        lambda value, owner: {"extension": int(value)} if value.isascii() and value.isdecimal() else {},
        lambda obj: _whole(obj.get("extension")),
    ),
    _choice("kind", "type", PHONE, PHONE_BACK),
    _text("note", "description"),
    Unit("languages.spoken", ("languages",), _languages, _languages_back),
)  # fmt: skip
"""Of a channel with a number."""

ORGANISATION: Final = (
    _text("name", "name"),
    Unit("local_name", ("alternate_name",), lambda value, owner: {"alternate_name": value["text"]}, lambda obj: None),
)

LOCATION: Final = (
    _text("name", "name"),
    _text("landmark", "description"),
    _text("transportation", "transportation"),
    Unit("hours", ("schedules",), schedules, hours_back),
    Unit(
        "accessibility", ("accessibility",),
        lambda value, owner: {"accessibility": [{"id": uid("accessibility", owner), "description": value}]},
        lambda obj: "\n".join(t for item in objects(obj, "accessibility") if (t := text_of(item, "description"))) or None,
    ),
    Unit(
        "address.text", ("addresses",),
        lambda value, owner: {"addresses": [{"id": uid("address", owner), "address_1": value}]},
        lambda obj: next((t for item in objects(obj, "addresses") if (t := text_of(item, "address_1"))), None),
    ),
)  # fmt: skip


def pack(units: tuple[Unit, ...], tree: Tree, owner: str) -> tuple[Object, Tree]:
    """The fields that say what a tree says, and what is left of it: all that they do not say to the letter."""
    obj: Object = {}
    rest = _copy(tree)
    for unit in units:
        value = get(tree, unit.path)
        if value is not None:
            fields = unit.out(value, owner)
            obj |= fields
            if fields and unit.back(fields) == value:
                _remove(rest, unit.path.split("."))
    return obj, rest


def unpack(units: tuple[Unit, ...], obj: Object, known: Tree, owner: str) -> tuple[Tree, list[str]]:
    """What the fields say, joined with what attributes said; and the fields that someone changed behind the attributes' back.

    There the field counts: it is what other programs show and edit."""
    tree, changed = _copy(known), []
    for unit in units:
        said = unit.back(obj)
        before = get(known, unit.path)
        if before is not None:
            same = _says_same(unit, before, said, obj, owner)
            if same or said is None:
                changed += [] if same else [unit.path]
                continue
            changed.append(unit.path)
        if said is not None:
            _set(tree, unit.path.split("."), said)
    return tree, changed


def _says_same(unit: Unit, ours: Any, said: Any, obj: Object, owner: str) -> bool:
    """Whether the fields say what they were sent out with."""
    fields = unit.out(ours, owner)
    expected = unit.back(fields)
    return bool(said == expected) if expected is not None or said is not None else all(fields.get(f) == obj.get(f) for f in unit.fields)


def get(tree: Tree, path: str) -> Any:
    """The value at a path; None if there is none."""
    value: Any = tree
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _set(tree: Tree, path: list[str], value: Any) -> None:
    for key in path[:-1]:
        tree = tree.setdefault(key, {})
    tree[path[-1]] = value


def _remove(tree: Tree, path: list[str]) -> None:
    for key in path[:-1]:
        tree = tree[key]
    del tree[path[-1]]


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(inner) for key, inner in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value
