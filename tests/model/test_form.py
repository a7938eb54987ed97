"""Forms in an edition file: the id of a template alone, or with how languages share a booklet."""

from __future__ import annotations

import pytest

from booklet.diag import Sink
from booklet.model.edition import Edition
from booklet.model.form import Form, Sharing
from booklet.world.decode import decode
from booklet.world.schema import json_schema
from booklet.world.source import read_yaml

EDITION = """\
id: e
title: cover.title.discreet
stem: e
as_of: 2026-11-25
audiences: [all]
countries: [TH]
languages: [th, en]
helpers: [ms]
forms:
"""


def read(forms: str) -> tuple[Edition | None, Sink]:
    sink = Sink()
    node = read_yaml("e.yaml", (EDITION + forms).encode(), sink)
    assert node
    return decode(node, Edition, sink), sink


def test_short_and_long() -> None:
    edition, sink = read("  a: a6\n  b: {template: b7, languages: facing, companion: en}\n  c: {template: a6, parallel: yes}\n")
    assert edition and not sink.finish()
    assert edition.forms == {
        "a": Form("a6"),
        "b": Form("b7", Sharing.FACING, "en"),
        "c": Form("a6", parallel=True),
    }
    assert [form.joined for form in edition.forms.values()] == [False, False, True]


def test_every_language_is_known_that_a_booklet_speaks() -> None:
    edition, _ = read("  b: {template: b7, languages: columns, companion: vi}\n")
    assert edition and edition.spoken == ("th", "en", "ms", "vi") and edition.shown == ("ms",)


@pytest.mark.parametrize(
    ("form", "code", "column"),
    [
        ("{languages: facing, companion: en}", "missing-key", 6),
        ("{template: a6, languages: beside}", "unknown-value", 32),
        ("{template: a6, languages: halves}", "no-companion", 6),
        ("{template: a6, companion: en}", "no-companion", 6),
        ("{template: a6, parrallel: yes}", "unknown-key", 21),
        ("[a6]", "wrong-shape", 6),
    ],
)
def test_what_is_wrong_is_told_with_its_place(form: str, code: str, column: int) -> None:
    _, sink = read(f"  b: {form}\n")
    (said,) = sink.finish()
    assert said.code == code and said.span and (said.span.line, said.span.column) == (10, column)


def test_editors_may_complete_both() -> None:
    form = json_schema(Edition)["$defs"]["Form"]
    short, long = form["anyOf"]
    assert short["type"] == ["string", "number"] and long["required"] == ["template"]
    assert {"template", "languages", "companion", "parallel"} == long["properties"].keys()
