"""Random services of every shape the model has, for round trips: made from the type hints, so new fields come in by themselves."""

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import get_args, get_origin

from hypothesis import strategies as st

from booklet.diag import Sink, Span
from booklet.directory.record import item_of, plain, read_service, record_of
from booklet.model.catalogue import Catalogue, Service
from booklet.model.values import Text
from booklet.world.decode import optional_of, record_fields

NOWHERE = Span("random", 1, 1)
HOSTILE = ("=HYPERLINK(\"https://x\")", "+66 2 123", "@SUM(A1)", "-1", "0800", "'quoted", '"', "a\nb", "a, b; c", "null", "no", "~", "# not a comment",
           "x: y", "_x0041_", "<b>&amp;</b>", "{a}", "[b]", "ศูนย์ช่วยเหลือ", "مركز", "𐴀", "1e5", "2024-01-01", "24/7", "\\n", "é")  # fmt: skip
texts = st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)
slugs = st.from_regex(re.compile("[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?"), fullmatch=True)
codes = st.from_regex(re.compile("[A-Za-z][A-Za-z0-9-]{0,8}"), fullmatch=True)
CODED = {"country": st.sampled_from(("TH", "SG", "001")), "lang": st.sampled_from(("th", "my", "zh-Hant"))}


@cache
def trees(cls):
    """Random trees of one class: what a YAML file could say."""
    needed, more = {}, {}
    for field in record_fields(cls):
        (needed if field.required else more)[field.name] = values(field.name, field.hint)
    return st.fixed_dictionaries(needed, optional=more)


def values(name, hint):
    inner = optional_of(hint) or hint
    if (item := item_of(inner)) is not None:
        has_id = any(field.name == "id" for field in record_fields(item))
        return st.lists(trees(item), max_size=2, unique_by=(lambda one: one["id"]) if has_id else None)
    if (record := record_of(inner)) is not None:
        return trees(record)
    if get_origin(inner) is tuple:
        return st.lists(scalars(name, get_args(inner)[0], coded=True), max_size=2)
    return scalars(name, inner)


def scalars(name, hint, coded=False):
    if name in CODED:
        return CODED[name]
    if name == "id":
        return slugs
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from([str(member) for member in hint])
    if hint is bool:
        return st.sampled_from(("true", "false"))
    if hint is int:
        return st.integers(0, 120).map(str)
    if hint is date:
        return st.dates().map(str)
    return codes if coded else texts


def service_of(tree):
    """None if a text is one that no file may hold."""
    found = read_service(tree, lambda path: NOWHERE, Sink())
    return found[0] if found else None


services = trees(Service).map(service_of).filter(bool)


@st.composite
def catalogues(draw):
    found = draw(st.lists(services, min_size=1, max_size=2, unique_by=lambda one: one.id))
    return Catalogue(services={one.id: one for one in found})


def clean(service):
    """Without blanks at the ends of texts, which no cell keeps."""
    def strip(value):
        if isinstance(value, dict):
            return {key: strip(inner) for key, inner in value.items()}
        return [strip(item) for item in value] if isinstance(value, list) else value.strip()

    return strip(plain(service))


__all__ = ["HOSTILE", "Text", "catalogues", "clean", "replace", "service_of", "services", "texts"]
