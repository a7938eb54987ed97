"""Writes the record of a check into the YAML file of a service, and changes no other byte of it."""

from __future__ import annotations

from typing import Any

from booklet.diag import Sink
from booklet.model.provenance import Verification
from booklet.world.source import MapNode, Node, Scalar, SeqNode, read_yaml

_KEY = "verified"
_QUOTES = "\"'"


def with_record(data: bytes, channel: str, check: Verification) -> bytes | None:
    """The file with `check` as the record of one of its channels; None where its layout leaves no safe place, or a comment
    would be lost. Every other fact must read as before, or nothing is given back."""
    before = read_yaml("", data, Sink())
    text = data.decode("utf-8")
    node = _channel(before, channel)
    if before is None or node is None:
        return None
    written = _put(text, before, node, as_yaml(check))
    after = read_yaml("", written.encode(), Sink()) if written else None
    if written is None or after is None or not _differs_only_in_record(before, after, channel, check):
        return None
    return written.encode()


def as_yaml(check: Verification) -> str:
    """The value of `verified`, on one line."""
    facts = _facts(check, quote='"')
    return "{" + ", ".join(f"{key}: {value}" for key, value in facts.items()) + "}"


def _facts(check: Verification, quote: str = "") -> dict[str, str]:
    """Keys and values. `quote`: around those that are words of their own."""
    facts = {"on": f"{check.on}", "how": f"{check.how}", "result": f"{check.result}", "role": f"{quote}{check.role}{quote}"}
    return facts | ({"number": f"{quote}{check.number}{quote}"} if check.number else {})


def _channel(node: Node | None, name: str) -> MapNode | None:
    channels = node.get("channels") if isinstance(node, MapNode) else None
    for item in channels.items if isinstance(channels, SeqNode) else ():
        found = item.get("id") if isinstance(item, MapNode) else None
        if isinstance(item, MapNode) and isinstance(found, Scalar) and found.text == name:
            return item
    return None


def _put(text: str, root: Node, channel: MapNode, record: str) -> str | None:
    lines = text.splitlines(keepends=True)
    start = _offset(lines, channel.span.line, channel.span.column)
    old = next(((key, value) for key, value in channel.pairs if key.text == _KEY), None)
    if text[start] == "{":
        return _into_flow(text, lines, start, old, record)
    if old and isinstance(old[1], MapNode):
        at = _offset(lines, old[1].span.line, old[1].span.column)
        if text[at] == "{":
            end = _flow_end(text, at)
            return text[:at] + record + text[end:] if end and "#" not in text[at:end] else None
        return _over_block(lines, old[0].span.column, old[0].span.line, _last_line(lines, root, old[1]), record)
    if old:
        return None
    last = _last_line(lines, root, channel)
    indent, line_end = " " * (channel.pairs[0][0].span.column - 1), "\r\n" if "\r\n" in text else "\n"
    finished = lines[last - 1] if lines[last - 1].endswith("\n") else lines[last - 1] + line_end
    return "".join((*lines[: last - 1], finished, f"{indent}{_KEY}: {record}{line_end}", *lines[last:]))


def _into_flow(text: str, lines: list[str], start: int, old: tuple[Scalar, Node] | None, record: str) -> str | None:
    """Into a channel written as {…}."""
    if old:
        at = _offset(lines, old[1].span.line, old[1].span.column)
        end = _flow_end(text, at) if text[at] == "{" else None
        return text[:at] + record + text[end:] if end and "#" not in text[at:end] else None
    end = _flow_end(text, start)
    if end is None:
        return None
    inside = text[: end - 1].rstrip()
    comma = " " if inside.endswith(",") else ", "
    return f"{inside}{comma}{_KEY}: {record}{text[len(inside) : end - 1].strip(' ')}{text[end - 1 :]}"


def _over_block(lines: list[str], column: int, first: int, last: int, record: str) -> str | None:
    if any("#" in line for line in lines[first - 1 : last]):
        return None
    end = "\r\n" if lines[first - 1].endswith("\r\n") else "\n"
    head = lines[first - 1][: column - 1]  # may be the dash of the channel itself
    return "".join((*lines[: first - 1], f"{head}{_KEY}: {record}{end}", *lines[last:]))


def _last_line(lines: list[str], root: Node, node: Node) -> int:
    """The last line of a block, from 1: what stands before the next thing, without blank lines and comments."""
    inside = max(_starts(node))
    after = [line for line in _starts(root) if line > inside]
    last = min(after) - 1 if after else len(lines)
    while last > inside and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return last


def _starts(node: Node) -> list[int]:
    """The lines on which something within a node begins."""
    if isinstance(node, MapNode):
        return [node.span.line, *(n for key, value in node.pairs for n in (key.span.line, *_starts(value)))]
    if isinstance(node, SeqNode):
        return [node.span.line, *(n for item in node.items for n in _starts(item))]
    return [node.span.line]


def _offset(lines: list[str], line: int, column: int) -> int:
    bom = 1 if line == 1 and lines[0].startswith("\ufeff") else 0
    return sum(map(len, lines[: line - 1])) + column - 1 + bom


def _flow_end(text: str, start: int) -> int | None:
    """The place behind the bracket that closes the one at `start`; None if it cannot be told."""
    depth, at = 0, start
    while at < len(text):
        char = text[at]
        if char in _QUOTES and text[at - 1] in " ,[{:\n":
            end = _quote_end(text, at)
            if end is None:
                return None
            at = end
            continue
        depth += (char in "{[") - (char in "}]")
        at += 1
        if depth == 0:
            return at
    return None


def _quote_end(text: str, start: int) -> int | None:
    quote, at = text[start], start + 1
    while at < len(text):
        if (quote == '"' and text[at] == "\\") or (text[at] == quote and quote == "'" and text[at + 1 : at + 2] == quote):
            at += 2
        elif text[at] == quote:
            return at + 1
        else:
            at += 1
    return None


def _differs_only_in_record(before: Node, after: Node, channel: str, check: Verification) -> bool:
    old, new = _plain(before), _plain(after)
    for one in old["channels"]:
        if isinstance(one, dict) and one.get("id") == channel:
            one[_KEY] = _facts(check)
    return bool(old == new)


def _plain(node: Node) -> Any:
    if isinstance(node, MapNode):
        return {key.text: _plain(value) for key, value in node.pairs}
    if isinstance(node, SeqNode):
        return [_plain(item) for item in node.items]
    return node.text
