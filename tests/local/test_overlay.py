"""One folder's YAML over another's: nothing is lost, nothing is invented, and every value keeps its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Sink
from booklet.local.change import plain
from booklet.world.files import MemoryWorld
from booklet.world.layers import Layer, LayeredWorld, read_node
from booklet.world.overlay import overlay
from booklet.world.source import MapNode, Node, read_yaml, span_of

SHARED = """\
id: th-1
name: "One"
needs: [work, pay]
channels:
  - {id: voice, number: "1300", free: yes}
  - {id: web, address: "https://example.org"}
hours: {open: always}
"""


def node(text: str, path: str = "x.yaml") -> Node:
    sink = Sink()
    found = read_yaml(path, text.encode(), sink)
    assert found is not None and not sink.finish()
    return found


def merged(*texts: str) -> Any:
    """Lowest first."""
    sink = Sink()
    found = overlay([node(text) for text in texts], sink)
    assert not sink.finish()
    return found and plain(found)


def test_a_key_is_changed_and_all_others_stay() -> None:
    whole = merged(SHARED, 'id: th-1\nchannels:\n  - {id: voice, number: "1301"}\n')
    assert whole["channels"][0] == {"id": "voice", "number": "1301", "free": "yes"}
    before = plain(node(SHARED))
    assert isinstance(before, dict)
    assert {k: v for k, v in whole.items() if k != "channels"} == {k: v for k, v in before.items() if k != "channels"}
    assert whole["channels"][1] == {"id": "web", "address": "https://example.org"}


def test_a_list_without_names_is_replaced_whole() -> None:
    assert merged(SHARED, "needs: [children]\n")["needs"] == ["children"]


def test_a_new_item_follows_those_beneath() -> None:
    assert [c["id"] for c in merged(SHARED, "channels: [{id: app, app: x}]\n")["channels"]] == ["voice", "web", "app"]


@pytest.mark.parametrize("yes", ["yes", "true", "Yes", "on"])
def test_hiding(yes: str) -> None:
    assert merged(SHARED, f"hide: {yes}\n") is None
    assert [c["id"] for c in merged(SHARED, f"channels: [{{id: voice, hide: {yes}}}]\n")["channels"]] == ["web"]
    whole = merged(SHARED, "hide: [hours, needs]\n")
    assert "hours" not in whole and "needs" not in whole and "hide" not in whole


def test_a_higher_folder_may_show_again_what_one_between_hides() -> None:
    assert merged(SHARED, "hide: yes\n", "hide: no\nname: Two\n")["name"] == "Two"
    assert merged(SHARED, "hide: yes\n", "name: Two\n") is None


def test_hiding_wrongly_is_told_at_its_place() -> None:
    sink = Sink()
    overlay([node(SHARED), node("id: th-1\nhide: perhaps\n")], sink)
    assert [(d.code, d.span and d.span.line) for d in sink.finish()] == [("wrong-type", 2)]


def test_every_value_keeps_the_file_and_line_where_it_is_written() -> None:
    below, above = MemoryWorld({"content/a.yaml": SHARED.encode()}), MemoryWorld({"content/a.yaml": b'channels:\n  - {id: voice, number: "1"}\n'})
    world = LayeredWorld(None, (Layer(above, ""), Layer(below, "../shared/")))  # type: ignore[arg-type]
    found = read_node(world, "content/a.yaml", Sink())
    assert found
    assert str(span_of(found, "channels", 0, "number")) == "content/a.yaml:2:25"
    assert str(span_of(found, "channels", 0, "free")) == "../shared/content/a.yaml:5:39"
    assert str(span_of(found, "name")) == "../shared/content/a.yaml:2:7"


NAMES = st.sampled_from(["a", "b", "c", "number", "label"])
SCALARS = st.sampled_from(["1300", "x", "yes", "ศูนย์", "a b"])
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12)
ITEMS = st.lists(st.dictionaries(NAMES, VALUES, max_size=3), max_size=4).map(lambda items: [{"id": f"i{n}", **item} for n, item in enumerate(items)])
FILES = st.dictionaries(NAMES, VALUES | ITEMS, min_size=1, max_size=4)


def yaml(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False) + "\n"


@given(FILES)
def test_a_folder_that_repeats_or_says_nothing_changes_nothing(shared: dict[str, Any]) -> None:
    assert merged(yaml(shared)) == shared == merged(yaml(shared), yaml(shared)) == merged(yaml(shared), "{}\n")


@given(FILES, FILES)
def test_what_the_folder_says_holds_and_no_key_beneath_is_lost(shared: dict[str, Any], own: dict[str, Any]) -> None:
    whole = merged(yaml(shared), yaml(own))
    assert whole.keys() == shared.keys() | own.keys()
    for key in own.keys() - shared.keys():
        assert whole[key] == own[key]
    for key in shared.keys() - own.keys():
        assert whole[key] == shared[key]
    assert merged(yaml(shared), yaml(own), yaml(own)) == whole


@given(FILES)
def test_all_keys_can_be_hidden(shared: dict[str, Any]) -> None:
    assert merged(yaml(shared), yaml({"hide": list(shared)})) == {}
    assert isinstance(node(yaml(shared)), MapNode)
