"""YAML read with its places: every scalar stays the text its editor wrote, and what content does not need is refused.

Only the parser's events are used, so neither tags nor implicit types (`no`, `0800`, dates) ever get a say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from unicodedata import normalize

from booklet.diag import Sink, Span

MAX_BYTES = 2_000_000
MAX_DEPTH = 20

# What nearly every text lacks entirely: one class, quick to compile and to go through.
_ORDINARY = re.compile("[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe-\U0010ffff]*")
_TAB_INDENT = re.compile(r"^ *\t[ \t]*(?=[^ \t\n])", re.MULTILINE)

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_NO_KEYS = _NULLS | {"<<"}
_QUOTE_HINT = "put the whole text between double quotes"
_SYNTAX_HINTS = (
    ("mapping values are not", "indent keys of one level alike, and put a text that contains ': ' between quotes"),
    ("find expected key", "indent keys of one level alike, and close every quote before the end of its line"),
    ("unexpected end of stream", "close the quote or bracket that opens here"),
    ("cannot start any token", _QUOTE_HINT),
    ("alphabetic or numeric character", _QUOTE_HINT),
    ("could not find expected ':'", "write 'key: value', with a space after the colon"),
    ("',' or ']'", "close the list with ']', or write one '- item' on each line"),
    ("',' or '}'", "close the mapping with '}', or write one 'key: value' on each line"),
    ("'-' indicator", "indent the items of one list alike, each with '- ' before it"),
    ("escape character", "write single quotes in place of double ones, or two backslashes for one"),
    ("block sequence entries", "start a list on the line below its key"),
)


class Scalar(NamedTuple):
    """Text, in NFC. `plain`: it stands without quotes."""

    text: str
    span: Span
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Nothing is written, or `null` or `~` without quotes."""
        return self.plain and self.text in _NULLS


class MapNode(NamedTuple):
    """Keys with their values, in the order of the file; no key twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.pairs if name.text == key), None)


class SeqNode(NamedTuple):
    items: tuple[Node, ...]
    span: Span


Node = Scalar | MapNode | SeqNode


def quoted(text: str) -> str:
    """A value as diagnostics show it: on one line, between quotes, not endless."""
    line = " ".join(text.split())
    return f"'{line[:60]}…'" if len(line) > 60 else f"'{line}'"


def span_of(node: Node, *path: str | int) -> Span:
    """Where the value at a path of keys and positions stands, or the nearest thing around it that exists."""
    for step in path:
        inner: Node | None = None
        if isinstance(step, str) and isinstance(node, MapNode):
            inner = node.get(step)
        elif isinstance(step, int) and isinstance(node, SeqNode) and step < len(node.items):
            inner = node.items[step]
        if inner is None:
            break
        node = inner
    return node.span


def read_yaml(path: str, data: bytes, sink: Sink) -> Node | None:
    """The one document of a YAML file, or None where it cannot be known whole.

    Reports all it can at once; a node may come with errors (a key given twice), so look into the sink. Line ends may be
    LF or CRLF, a byte order mark may lead. Refused: other encodings than UTF-8, control characters, tabs as indentation,
    keys given twice, tags, anchors and aliases (so no alias bombs), merge keys, more than one document, more than
    `MAX_BYTES` or `MAX_DEPTH`. NFC of assigned characters is the same in every Unicode version (UAX #15, stability)."""
    if len(data) > MAX_BYTES:
        what = f"the file has {len(data)} bytes, more than {MAX_BYTES}"
        sink.error("yaml-size", what, Span(path, 1, 1), "split it into smaller files")
        return None
    text = _decode(path, data, sink)
    if text is None:
        return None
    text = text.replace("\r\n", "\n")
    return _compose(path, text, sink) if _check_characters(path, text, sink) else None


def _decode(path: str, data: bytes, sink: Sink) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        before = e.object[: e.start]  # the codec has taken the byte order mark off
        line_start = before.rfind(b"\n") + 1
        span = Span(path, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
        offset = e.start + len(data) - len(e.object)
        what = f"the byte {data[offset]:#04x} at offset {offset} is not UTF-8"
        sink.error("yaml-encoding", what, span, "save the file with the encoding UTF-8")
        return None


@cache
def _refused() -> re.Pattern[str]:
    """Control characters, line ends that editors do not count as such, the byte order mark inside a text, noncharacters."""
    planes = [f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)]
    return re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff" + "".join(planes) + "]")


def _check_characters(path: str, text: str, sink: Sink) -> bool:
    def span(start: int) -> Span:
        return Span(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))

    fine = True
    for found in () if _ORDINARY.fullmatch(text) else _refused().finditer(text):
        fine = False
        what = f"the character U+{ord(found[0]):04X} has no place in a text"
        sink.error("yaml-character", what, span(found.start()), "delete it")
        if found.start() > 10_000:  # not a text at all: its beginning says enough
            break
    tabs = [text.index("\t", line.start()) for line in _TAB_INDENT.finditer(text)] if "\t" in text else []
    if tabs:
        more = f", as are {len(tabs) - 1} more" if len(tabs) > 1 else ""
        hint = "indent with spaces; set your editor to insert them for the tab key"
        sink.error("yaml-tab", f"this line is indented with a tab{more}", span(tabs[0]), hint)
    return fine and not tabs


def _compose(path: str, text: str, sink: Sink) -> Node | None:
    from yaml import YAMLError
    from yaml._yaml import CParser

    loader = CParser(text)
    builder = _Builder(path, sink)
    try:
        builder.run(iter(loader.get_event, None))
    except YAMLError as e:
        _report_syntax(builder, e)
    except ValueError:  # PyYAML decodes the %-escapes of tags without care
        builder.refuse("yaml-tag", "this tag is broken", builder.last, "remove the tag")
    finally:
        loader.dispose()
    if builder.whole and (builder.root is None or (isinstance(builder.root, Scalar) and builder.root.is_null)):
        builder.refuse("yaml-empty", "the file is empty", Span(path, 1, 1), "write its content, or delete it")
    return builder.root if builder.whole else None


def _report_syntax(builder: _Builder, problem: Exception) -> None:
    what = str(getattr(problem, "problem", problem))
    mark = getattr(problem, "problem_mark", None)
    if "unexpected end of stream" in what:  # where the file ends helps nobody
        mark = getattr(problem, "context_mark", None) or mark
    hint = next((hint for part, hint in _SYNTAX_HINTS if part in what), "compare the line with a file that works")
    span = builder.span(mark) if mark else builder.last
    builder.refuse("yaml-syntax", f"this is not valid YAML: {what}", span, hint)


class _Open:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("drop", "items", "key", "keys", "pairs", "span")

    def __init__(self, span: Span, is_map: bool) -> None:
        self.span = span
        self.keys: dict[str, Span] | None = {} if is_map else None
        self.items: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] = []
        self.key: Scalar | None = None
        self.drop = False  # the key just read is complained about: its value goes too


class _Builder:
    """Turns events into nodes, on a stack of its own."""

    def __init__(self, path: str, sink: Sink) -> None:
        self.root: Node | None = None
        self.whole = True
        self.last = Span(path, 1, 1)
        self._path, self._sink = path, sink
        self._stack: list[_Open] = []

    def run(self, events: Iterator[Any]) -> None:
        """Take events until they end or the rest is not worth reading."""
        from yaml import events as kinds

        scalar, map_start, list_start = kinds.ScalarEvent, kinds.MappingStartEvent, kinds.SequenceStartEvent
        map_end, list_end, alias = kinds.MappingEndEvent, kinds.SequenceEndEvent, kinds.AliasEvent
        stack, path, new = self._stack, self._path, tuple.__new__
        for event in events:
            kind = type(event)
            if kind is scalar:  # nine of ten: in line, and named tuples without their constructor, which is Python
                mark, text, style = event.start_mark, event.value, event.style
                span = new(Span, (path, mark.line + 1, mark.column + 1))
                if event.tag is not None or event.anchor is not None or style == '"':
                    self._check_scalar(event, span)
                text = text if text.isascii() else normalize("NFC", text)
                node = new(Scalar, (text, span, not style))
                parent = stack[-1] if stack else None
                if parent and parent.key and not parent.drop:
                    parent.pairs.append((parent.key, node))
                    parent.key = None
                elif parent and parent.keys is not None and not style and text not in parent.keys and text not in _NO_KEYS and not parent.key:
                    parent.keys[text], parent.key = span, node
                else:
                    self._add(node)
            elif kind is map_start or kind is list_start:
                if not self._open(event, kind is map_start):
                    return
            elif kind is map_end or kind is list_end:
                self._add(self._close())
            elif kind is alias:
                self._add(self._alias(event))
            elif kind is kinds.DocumentStartEvent and self.root is not None:
                hint = "remove the line '---', or move what follows to a file of its own"
                self.refuse("yaml-documents", "a second document begins here", self.span(event.start_mark), hint)
                return

    def span(self, mark: Any) -> Span:
        return tuple.__new__(Span, (self._path, mark.line + 1, mark.column + 1))

    def refuse(self, code: str, message: str, span: Span, *hints: str) -> None:
        """Report what leaves the document unknown in part."""
        self.whole = False
        self._sink.error(code, message, span, *hints)

    def _check_scalar(self, event: Any, span: Span) -> None:
        if event.tag is not None or event.anchor is not None:
            self._tag_or_anchor(event, span)
        if event.style == '"' and not _ORDINARY.fullmatch(event.value) and (found := _refused().search(event.value)):
            what = f"the escape for U+{ord(found[0]):04X} has no place in a text"
            self._sink.error("yaml-character", what, span, "delete it")

    def _open(self, event: Any, is_map: bool) -> bool:
        self.last = span = self.span(event.start_mark)
        if event.tag is not None or event.anchor is not None:
            self._tag_or_anchor(event, span)
        self._stack.append(_Open(span, is_map))
        if len(self._stack) <= MAX_DEPTH:
            return True
        what = f"lists and mappings stand more than {MAX_DEPTH} deep in one another"
        self.refuse("yaml-depth", what, span, "check the brackets and the indentation")
        return False

    def _close(self) -> Node:
        done = self._stack.pop()
        if done.keys is None:
            return SeqNode(tuple(done.items), done.span)
        return MapNode(tuple(done.pairs), done.span)

    def _alias(self, event: Any) -> Node:
        span = self.span(event.start_mark)
        hint = "write the value out, or put quotes around a text that begins with '*'"
        self.refuse("yaml-alias", f"the alias {quoted('*' + event.anchor)} is refused", span, hint)
        return Scalar("*", span)

    def _tag_or_anchor(self, event: Any, span: Span) -> None:
        if event.tag is not None:
            hint = "remove the tag; put quotes around a text that begins with '!'"
            self._sink.error("yaml-tag", f"the tag {quoted(event.tag)} is refused", span, hint)
        if event.anchor is not None:
            hint = "remove it; put quotes around a text that begins with '&'"
            self._sink.error("yaml-anchor", f"the anchor {quoted('&' + event.anchor)} is refused", span, hint)

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if parent.keys is None:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = self._key(node, parent, parent.keys)
        else:
            if not parent.drop:
                parent.pairs.append((parent.key, node))
            parent.key, parent.drop = None, False

    def _key(self, node: Node, parent: _Open, keys: dict[str, Span]) -> Scalar:
        if type(node) is not Scalar or node.is_null:
            hint = "write 'key: value'; put quotes around a text that begins with '{', '[' or '?'"
            self.refuse("yaml-key", "this key is not a word", node.span, hint)
            parent.drop = True
            return Scalar("", node.span)
        text, span, plain = node
        first = keys.setdefault(text, span)
        if text == "<<" and plain:
            self.refuse("yaml-merge", "the merge key '<<' is refused", span, "write the values out")
            parent.drop = True
        elif first is not span:
            what = f"the key {quoted(text)} was already given on line {first.line}, column {first.column}"
            self._sink.error("duplicate-key", what, span, "delete one of the two")
            parent.drop = True
        return node
