"""local.lock.yaml: what the shared content said where a local folder says otherwise, when a person last looked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from booklet.diag import Sink
from booklet.local.change import Change, Value, plain
from booklet.world.files import World
from booklet.world.source import MapNode, read_yaml

LOCK = "local.lock.yaml"

Recorded = Mapping[str, Mapping[str, Value]]
"""By file and path within it."""

_HEAD = """\
# What the shared content said where this folder says otherwise, when someone last looked: 'booklet diff' compares.
# Written by 'booklet diff --accept'; keep it with the folder.
"""


def read_lock(world: World, sink: Sink) -> Recorded:
    """What is recorded; nothing if there is no such file. An error to the sink: wrong-shape."""
    if not world.exists(LOCK):
        return {}
    node = read_yaml(LOCK, world.read(LOCK), sink)
    files: dict[str, Mapping[str, Value]] = {}
    for key, value in node.pairs if isinstance(node, MapNode) else ():
        paths = plain(value)
        if isinstance(paths, dict):
            files[key.text] = paths
        else:
            sink.error("wrong-shape", f"'{key.text}' names no recorded values", value.span, "run 'booklet diff --accept' to write it again")
    return files


def dump_lock(found: Iterable[Change]) -> bytes:
    """The file that records the present shared value of every change."""
    files: dict[str, dict[str, Value]] = {}
    for change in found:
        files.setdefault(change.file, {})[change.where] = change.shared
    if not files:
        return f"{_HEAD}{{}}\n".encode()
    lines = [_HEAD]
    for file, paths in files.items():
        lines.append(f"{_json(file)}:\n")
        lines += [f"  {_json(path)}: {_json(value)}\n" for path, value in paths.items()]
    return "".join(lines).encode()


def _json(value: Value) -> str:
    """JSON, which YAML reads as it is; escaped where YAML has no such character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f").replace("\ufeff", "\\ufeff")
