"""Takes changed facts into the text of a file that people have written, so that none of their comments is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from booklet.diag import Sink
from booklet.directory.record import Tree, plain
from booklet.directory.yaml_text import blocks
from booklet.model.catalogue import Service
from booklet.world.decode import decode
from booklet.world.source import read_yaml

_KEY = re.compile(r"^([a-z_0-9]+):", re.MULTILINE)
_QUOTED = re.compile(r"""(?<=[:,\[{-] )"(?:[^"\\\n]|\\.)*"|(?<=[:,\[{-] )'(?:[^'\n]|'')*'""")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


def merge(text: str, old: Tree, new: Tree) -> str | tuple[str, ...]:
    """The text with the keys whose facts changed written anew, all else as it stands.

    Where a comment stands among the lines of such a key, or the text is laid out in a way of its own, nothing can be
    written without losing something: then the keys in the way, for a person to edit."""
    changed = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    if old.keys() == new.keys() and list(old) != list(new):
        changed += [key for key in new if key not in changed]
    parts = _parts(text)
    if parts is None:
        return tuple(changed)
    head, found = parts
    commented = tuple(key for key in changed if key in found and has_comment(_own(found[key])))
    if commented:
        return commented
    merged = head + "".join(_put(found, new, changed))
    return merged if _reads_as(merged, new) else tuple(changed)


def has_comment(text: str) -> bool:
    """Whether lines of YAML hold a comment; rather once too often."""
    return _COMMENT.search(_QUOTED.sub('""', text)) is not None


def _parts(text: str) -> tuple[str, dict[str, str]] | None:
    """What stands before the first key, and the lines of each key with what follows them; None if that cannot be told."""
    text = text.replace("\r\n", "\n")
    starts = list(_KEY.finditer(text))
    if not starts or not text.endswith("\n"):
        return None
    ends = [*(match.start() for match in starts), len(text)]
    names = [match[1] for match in starts]
    if len(set(names)) < len(names):
        return None
    return text[: ends[0]], {name: text[a:b] for name, (a, b) in zip(names, pairwise(ends), strict=True)}


def _own(block: str) -> str:
    """The lines of a key without the blank lines and comments that lead to the next one."""
    return block[: len(block) - len(_tail(block))]


def _tail(block: str) -> str:
    lines = block.splitlines(keepends=True)
    kept = len(lines)
    while kept > 1 and (not lines[kept - 1].strip() or lines[kept - 1].startswith("#")):
        kept -= 1
    return "".join(lines[kept:])


def _put(found: dict[str, str], new: Tree, changed: Iterable[str]) -> list[str]:
    written = blocks(new)
    order = list(written)
    result: dict[str, str] = {}
    for key, block in found.items():
        if key not in changed:
            result[key] = block
        else:
            result[key] = (written[key].lstrip("\n") if key in written else "") + _tail(block)
    for key in (key for key in order if key not in found):
        after = next((k for k in reversed(order[: order.index(key)]) if k in result), None)
        result = _insert(result, after, key, written[key].lstrip("\n"))
    return list(result.values())


def _insert(result: dict[str, str], after: str | None, key: str, block: str) -> dict[str, str]:
    """With the lines of a new key right behind those of another one, before the comments that lead to the next."""
    if after is None:
        return {key: block, **result}
    items: dict[str, str] = {}
    for name, text in result.items():
        if name == after:
            tail = _tail(text)
            items[name], items[key] = text[: len(text) - len(tail)], block + tail
        else:
            items[name] = text
    return items


def _reads_as(text: str, tree: Tree) -> bool:
    sink = Sink()
    node = read_yaml("", text.encode(), sink)
    service = decode(node, Service, sink) if node else None
    return service is not None and not sink.has_errors and plain(service) == tree
