"""Lossless reading and writing of PO catalogs, in one canonical form.

Babel, msgcat and msgmerge each drop or move something a translator wrote, so the project has its own codec. It follows
the GNU gettext manual, "The Format of PO Files", and reads the `#=` flag line of newer gettext too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from booklet.diag import Sink, Span

FUZZY = "fuzzy"
BRACES = "python-brace-format"
"""The flag of a message with placeholders."""

PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
_ESCAPE = str.maketrans(_ESCAPES)
_UNESCAPES = {escaped[1]: char for char, escaped in _ESCAPES.items()}
_STRING = re.compile(r'"(?:[^"\\]|\\[\\"ntrabfv])*"')
_ESCAPED = re.compile(r"\\(.)")
_LINE_PARTS = re.compile(r"[^\n]*\n|[^\n]+")
_MSGSTR = re.compile(r"msgstr(?:\[(\d{1,2})\])?")


class Previous(NamedTuple):
    """The source text that a fuzzy translation was made for (`#|` lines)."""

    context: str | None = None
    source: str | None = None
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog. The header is the entry without context and with empty source."""

    context: str | None
    """msgctxt: the identity of the message."""
    source: str
    """msgid: English."""
    targets: tuple[str, ...] = ("",)
    """msgstr, or each msgstr[n]."""
    plural: str | None = None
    """msgid_plural."""
    comments: tuple[str, ...] = ()
    """Translators' lines, `# `."""
    extracted: tuple[str, ...] = ()
    """Notes for translators, `#. `: made anew at every update."""
    references: tuple[str, ...] = ()
    """Source files, `#: `, one a line."""
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    span: Span = field(default=Span("", 0, 0), compare=False)
    """Its first keyword line."""

    @property
    def is_header(self) -> bool:
        return self.context is None and not self.source

    @property
    def target(self) -> str:
        return self.targets[0]

    @property
    def fuzzy(self) -> bool:
        return FUZZY in self.flags


def parse(text: str, path: str, sink: Sink) -> tuple[Entry, ...]:
    """The entries of a catalog, in its order; `path` is for spans.

    What cannot be read is an error in `sink` (po-syntax, po-string, po-incomplete, missing-msgctxt, duplicate-msgctxt)
    and left out: a caller must not write back a catalog that had one.
    """
    reader = _Reader(path, sink)
    # Lines end at LF only: U+0085 and U+2028, which str.splitlines takes for ends, are text here.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        reader.line(number, line)
    reader.end()
    _check_identities(reader.entries, sink)
    return tuple(reader.entries)


def dump(entries: Iterable[Entry]) -> str:
    """A catalog in the canonical form: LF, no wrapping, lines broken only after a line feed in the text."""
    return "\n".join(_dump_entry(entry) for entry in entries)


def _check_identities(entries: list[Entry], sink: Sink) -> None:
    seen: dict[str | None, Entry] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.context is None and entry.source:
            sink.error("missing-msgctxt", f'the message "{entry.source[:40]}" has no msgctxt', entry.span,
                       "delete the entry and run 'booklet l10n update'")  # fmt: skip
            continue
        first = seen.setdefault(entry.context, entry)
        if first is not entry:
            name = "header" if entry.context is None else f"msgctxt '{entry.context}'"
            sink.error("duplicate-msgctxt", f"the {name} is already in use at line {first.span.line}", entry.span,
                       "keep the right one of the two entries and delete the other")  # fmt: skip


class _Reader:
    """Collects the lines of one entry after another."""

    def __init__(self, path: str, sink: Sink) -> None:
        self.path, self.sink = path, sink
        self.entries: list[Entry] = []
        self._clear()

    def _clear(self) -> None:
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[str] = []
        self.flags: list[str] = []
        self.texts: dict[str, str] = {}
        self.previous: dict[str, str] = {}
        self.current: tuple[dict[str, str], str] | None = None
        self.obsolete = self.broken = False
        self.start = 0

    def line(self, number: int, raw: str) -> None:
        line = raw.strip(" \t\r")
        if not line:
            return
        if line[0] != "#":
            self._keyword(number, line)
            return
        mark = line[:2]
        if mark == "#~":
            self._obsolete(number, line[2:].strip(" "))
        elif mark == "#|":
            self._before(number, line[2:])
        else:
            if self.texts:
                self.end()
            self._comment(mark, line[1:])

    def _comment(self, mark: str, body: str) -> None:
        if mark == "#.":
            self.extracted.append(body[1:].removeprefix(" "))
        elif mark == "#:":
            self.references.append(body[1:].strip(" "))
        elif mark in ("#,", "#="):
            self.flags += [flag for part in body[1:].split(",") if (flag := part.strip(" "))]
        else:
            self.comments.append(body.removeprefix(" "))

    def _obsolete(self, number: int, body: str) -> None:
        if body.startswith("|"):
            self._before(number, body[1:])
        else:
            self._keyword(number, body, obsolete=True)

    def _before(self, number: int, body: str) -> None:
        """A line of the previous source."""
        if self.texts:
            self.end()
        self._string(number, body.strip(" "), self.previous)

    def _keyword(self, number: int, line: str, obsolete: bool = False) -> None:
        if self.texts and (line.startswith("msgctxt") or (line.startswith("msgid ") and "msgid" in self.texts)):
            self.end()
        if not self.start:
            self.start, self.obsolete = number, obsolete
        elif obsolete != self.obsolete:
            self._wrong(number, "po-syntax", "only some lines of this entry are marked obsolete", "put '#~ ' before all of them or none")
        self._string(number, line, self.texts)

    def _string(self, number: int, line: str, into: dict[str, str]) -> None:
        if line.startswith('"'):
            if self.current is None or self.current[0] is not into:
                self._wrong(number, "po-syntax", "this string belongs to no keyword", "put it after a msgid or msgstr line")
                return
            into[self.current[1]] += self._unquote(number, line)
            return
        keyword, _, quoted = line.partition(" ")
        if not (keyword in ("msgctxt", "msgid", "msgid_plural") or (into is self.texts and _MSGSTR.fullmatch(keyword))):
            self._wrong(number, "po-syntax", f"'{line[:40]}' is no line of a PO file", "begin it with '# ' if it is a comment")
            return
        if keyword in into:
            self._wrong(number, "po-syntax", f"a second {keyword} in one entry", "keep one of the two")
            return
        self.current = (into, keyword)
        into[keyword] = self._unquote(number, quoted.strip(" \t"))

    def _unquote(self, number: int, quoted: str) -> str:
        inner = quoted[1:-1]
        if len(quoted) > 1 and quoted[0] == quoted[-1] == '"' and "\\" not in inner and '"' not in inner:
            return inner
        if not _STRING.fullmatch(quoted):
            self._wrong(number, "po-string", f"{quoted[:40]} is no complete quoted string",
                        'close it with ", and write \\" and \\\\ for those characters inside it')  # fmt: skip
            return ""
        return _ESCAPED.sub(lambda m: _UNESCAPES[m[1]], inner)

    def _wrong(self, number: int, code: str, message: str, hint: str) -> None:
        self.broken = True
        self.sink.error(code, message, Span(self.path, number, 1), hint)

    def end(self) -> None:
        """Finish the entry read so far, if any."""
        texts = self.texts
        if not texts and not self.broken and (self.comments or self.flags or self.previous):
            self.start = self.start or 1
            self._wrong(self.start, "po-incomplete", "comments at the end belong to no entry", "move them into an entry")
        if texts and not self.broken:
            targets = self._targets()
            if targets and "msgid" in texts:
                self.entries.append(self._entry(targets))
            else:
                self._wrong(self.start, "po-incomplete", "an entry lacks its msgid, its msgstr, or a plural form",
                            "complete it, or delete it and run 'booklet l10n update'")  # fmt: skip
        self._clear()

    def _targets(self) -> tuple[str, ...]:
        """The translations, empty unless they are the ones that the entry's kind has."""
        if "msgid_plural" not in self.texts:
            return (self.texts["msgstr"],) if "msgstr" in self.texts and "msgstr[0]" not in self.texts else ()
        found = [key for key in self.texts if key.startswith("msgstr")]
        wanted = [f"msgstr[{n}]" for n in range(len(found))]
        return tuple(self.texts[key] for key in wanted) if sorted(found) == sorted(wanted) else ()

    def _entry(self, targets: tuple[str, ...]) -> Entry:
        old = self.previous
        return Entry(
            self.texts.get("msgctxt"), self.texts["msgid"], targets, self.texts.get("msgid_plural"),
            tuple(self.comments), tuple(self.extracted), tuple(self.references), tuple(self.flags),
            Previous(old.get("msgctxt"), old.get("msgid"), old.get("msgid_plural")) if old else None,
            self.obsolete, Span(self.path, self.start, 1),
        )  # fmt: skip


def _dump_entry(entry: Entry) -> str:
    mark = "#~ " if entry.obsolete else ""
    lines = [f"# {c}" if c else "#" for c in entry.comments]
    lines += [f"#. {c}" if c else "#." for c in entry.extracted]
    lines += [f"#: {r}" for r in entry.references]
    if entry.flags:
        lines.append("#, " + ", ".join(entry.flags))
    if entry.previous:
        for keyword, text in zip(("msgctxt", "msgid", "msgid_plural"), entry.previous, strict=True):
            lines += _keyword_lines("#~| " if mark else "#| ", keyword, text)
    lines += _keyword_lines(mark, "msgctxt", entry.context)
    lines += _keyword_lines(mark, "msgid", entry.source)
    if entry.plural is None:
        lines += _keyword_lines(mark, "msgstr", entry.target)
    else:
        lines += _keyword_lines(mark, "msgid_plural", entry.plural)
        for n, target in enumerate(entry.targets):
            lines += _keyword_lines(mark, f"msgstr[{n}]", target)
    return "\n".join(lines) + "\n"


def _keyword_lines(mark: str, keyword: str, text: str | None) -> list[str]:
    if text is None:
        return []
    parts = _LINE_PARTS.findall(text)
    if len(parts) < 2:
        return [f'{mark}{keyword} "{text.translate(_ESCAPE)}"']
    return [f'{mark}{keyword} ""', *(f'{mark}"{part.translate(_ESCAPE)}"' for part in parts)]
