"""Facts that HSDS has no field for, as attributes of what they belong to, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_origin

from booklet.directory.hsds_words import TAXONOMY, TOPICS, Object, objects, text_of, uid
from booklet.directory.record import Tree, item_of, record_of
from booklet.world.decode import record_fields
from booklet.world.scalars import words

_MOST = 2_000
"""Items of a list."""


def attributes(tree: Tree, cls: Any, owner: str, entity: str) -> list[Object]:
    """A tree as attributes of the thing with the id `owner` in the table `entity`; items of lists by their position."""
    return [_attribute(owner, entity, path, value, f"{words(cls)}: {path.replace('/', ' ')}") for path, value in _leaves(tree, "")]


def topic(name: str, title: str, owner: str) -> Object:
    """A kind of help, as an attribute of a service."""
    term = {"id": uid(TOPICS, name), "code": name, "name": title, "description": title, "taxonomy": TOPICS}
    return {"id": uid("attribute", owner, TOPICS, name), "link_id": owner, "link_entity": "service", "taxonomy_term": term}


def _attribute(owner: str, entity: str, path: str, value: str, description: str) -> Object:
    term = {"id": uid(TAXONOMY, entity, path), "code": path, "name": path, "description": description, "taxonomy": TAXONOMY}
    return {"id": uid("attribute", owner, path), "link_id": owner, "link_entity": entity, "value": value, "taxonomy_term": term}


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    else:
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, f"{path}/{key}" if path else str(key))


def topics_of(obj: Object) -> list[str]:
    """The kinds of help that a service's attributes name."""
    terms = (attribute.get("taxonomy_term") for attribute in objects(obj, "attributes"))
    return [code for term in terms if text_of(term, "taxonomy") == TOPICS and (code := text_of(term, "code"))]


def facts_of(obj: Object, cls: Any) -> tuple[Tree, list[tuple[str, str]]]:
    """What the attributes of an object say, as a tree; and those that are not ours or say nothing we know, as code and value."""
    loose: Tree = {}
    strange: list[tuple[str, str]] = []
    for attribute in objects(obj, "attributes"):
        term = attribute.get("taxonomy_term")
        code, value = text_of(term, "code"), attribute.get("value")
        if text_of(term, "taxonomy") == TOPICS:
            continue
        ours = text_of(term, "taxonomy") == TAXONOMY and code and isinstance(value, str)
        if not (ours and _put(loose, str(code).split("/"), value)):
            strange.append((code or text_of(term, "name") or "attribute", value if isinstance(value, str) else ""))
    tree = _tight(loose, cls, "", strange)
    return tree, strange


def _put(loose: Tree, path: list[str], value: Any) -> bool:
    for key in path[:-1]:
        loose = loose.setdefault(key, {})
        if not isinstance(loose, dict):
            return False
    return loose.setdefault(path[-1], value) is value


def _tight(loose: Tree, cls: Any, path: str, strange: list[tuple[str, str]]) -> Tree:
    """With lists where the class has lists, and without keys it does not have."""
    tree: Tree = {}
    fields = {field.name: field.hint for field in record_fields(cls)}
    for key, value in loose.items():
        hint = fields.get(key)
        record, many = record_of(hint), get_origin(hint) is tuple
        if hint is None or isinstance(value, str) == (many or record is not None):  # no such fact, or one of another shape
            strange += _leaves(value, f"{path}{key}")
        elif isinstance(value, str):
            tree[key] = value
        elif record is not None:
            tree[key] = _tight(value, record, f"{path}{key}/", strange)
        else:
            item = item_of(hint)
            found = [value[n] for n in sorted((n for n in value if is_position(n)), key=int)][:_MOST]
            tree[key] = [_tight(one, item, f"{path}{key}/", strange) if item else one for one in found if isinstance(one, str) == (item is None)]
    return tree


def is_position(text: str) -> bool:
    """Whether a part of a code is the position of an item."""
    return text.isascii() and text.isdecimal() and len(text) < 6
