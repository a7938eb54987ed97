"""Lossless reading and writing of PO catalogs, in one canonical form.

Babel, msgcat and msgmerge each drop or move something a translator wrote, so the project has its own codec. It follows
the GNU gettext manual, "The Format of PO Files", and reads the `#=` flag line of newer gettext too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from booklet.diag import Sink, Span
from booklet.l10n import po_plain
from booklet.l10n.po_entry import FUZZY, Entry, Previous
from booklet.l10n.po_strings import fault, quote, unquote

__all__ = ["BRACES", "FUZZY", "PLACEHOLDER", "Entry", "Previous", "dump", "parse"]

BRACES = "python-brace-format"
"""The flag of a message with placeholders."""

PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")

_LINE_PARTS = re.compile(r"[^\n]*\n|[^\n]+")
_MSGSTR = re.compile(r"msgstr(?:\[(?:0|[1-9][0-9]?)\])?")
_WHOLE = frozenset(("msgctxt", "msgid", "msgstr"))
_CUT_OFF = "the file was cut off: get a whole copy of it"


def parse(text: str, path: str, sink: Sink) -> tuple[Entry, ...]:
    """The entries of a catalog, in its order; `path` is for spans.

    What cannot be read is an error in `sink` (po-syntax, po-string, po-incomplete, missing-msgctxt, duplicate-msgctxt)
    and left out: a caller must not write back a catalog that had one.
    """
    return po_plain.whole(scan(text, path, sink))


def scan(text: str, path: str, sink: Sink) -> tuple[po_plain.Found, ...]:
    """As `parse`, for those who look at few comments."""
    text = text.removeprefix("\ufeff")
    reader = _Reader(path, sink, unended=text.count("\n") + 1 if text and not text.endswith("\n") else 0)
    reader.read(text)
    reader.end(last=True)
    _check_identities(reader.entries, sink)
    return tuple(reader.entries)


def dump(entries: Iterable[Entry]) -> str:
    """A catalog in the canonical form: LF, no wrapping, lines broken only after a line feed in the text."""
    return "\n".join(_dump_entry(entry) for entry in entries)


def _check_identities(entries: list[po_plain.Found], sink: Sink) -> None:
    seen: dict[str | None, po_plain.Found] = {}
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
    """Collects the lines of one entry after another. `unended`: the number of a last line without line end, or 0."""

    def __init__(self, path: str, sink: Sink, unended: int) -> None:
        self.path, self.sink, self.unended = path, sink, unended
        self.entries: list[po_plain.Found] = []
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
        self.first = self.start = 0
        """Its first line, and its first keyword."""

    def read(self, text: str) -> None:
        """Lines end at LF only: U+0085 and U+2028, which str.splitlines takes for ends, are text here."""
        place, number, fresh = 0, 1, "\r" not in text
        while place < len(text):
            found = po_plain.match(text, place) if fresh and (self.texts or not self.first) and not self.broken else None
            if found:
                if self.texts:
                    self.end()
                end = found.end()
                number += text.count("\n", place, end)
                self.entries.append(po_plain.plain(found, self.path, number))
                place = end
            else:
                end = text.find("\n", place)
                line = text[place:end] if end >= 0 else text[place:]
                self.line(number, line)
                place, number = place + len(line) + 1, number + 1
                fresh = not line and "\r" not in text

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
            self.first = self.first or number
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
        self.first = self.first or number
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
            into[self.current[1]] += self._unquote(number, line, 1)
            return
        keyword, _, quoted = line.partition(" ")
        if not (keyword in ("msgctxt", "msgid", "msgid_plural") or (into is self.texts and _MSGSTR.fullmatch(keyword))):
            self._wrong(number, "po-syntax", f"'{line[:40]}' is no line of a PO file", "begin it with '# ' if it is a comment")
            return
        if keyword in into:
            self._wrong(number, "po-syntax", f"a second {keyword} in one entry", "keep one of the two")
            return
        self.current = (into, keyword)
        into[keyword] = self._unquote(number, quoted.strip(" \t"), len(keyword) + 2)

    def _unquote(self, number: int, quoted: str, column: int) -> str:
        text = unquote(quoted)
        if text is None:
            wrong = fault(quoted)
            hint = _CUT_OFF if number == self.unended else wrong.hint
            self._wrong(number, "po-string", wrong.message, hint, column + wrong.start)
        return text or ""

    def _wrong(self, number: int, code: str, message: str, hint: str, column: int = 1) -> None:
        self.broken = True
        self.sink.error(code, message, Span(self.path, number, column), hint)

    def end(self, last: bool = False) -> None:
        """Finish the entry read so far, if any; `last`: with the file."""
        texts = self.texts
        if not texts and not self.broken and self.first:
            hint = f"move them into an entry; if an entry should follow, {_CUT_OFF}"
            self._wrong(self.first, "po-incomplete", "these comments belong to no entry", hint)
        if texts and not self.broken:
            lack = _lack(texts)
            if lack:
                hint = f"complete it; if it was whole once, {_CUT_OFF}" if last else "complete it, or delete it and run 'booklet l10n update'"
                self._wrong(self.start, "po-incomplete", lack, hint)
            else:
                self.entries.append(self._entry(self._targets()))
        self._clear()

    def _targets(self) -> tuple[str, ...]:
        if "msgstr" in self.texts:
            return (self.texts["msgstr"],)
        return tuple(self.texts[f"msgstr[{n}]"] for n in range(sum(key.startswith("msgstr[") for key in self.texts)))

    def _entry(self, targets: tuple[str, ...]) -> Entry:
        old = self.previous
        return Entry(
            self.texts.get("msgctxt"), self.texts["msgid"], targets, self.texts.get("msgid_plural"),
            tuple(self.comments), tuple(self.extracted), tuple(self.references), tuple(self.flags),
            Previous(old.get("msgctxt"), old.get("msgid"), old.get("msgid_plural")) if old else None,
            self.obsolete, Span(self.path, self.start, 1),
        )  # fmt: skip


def _lack(texts: Mapping[str, str]) -> str | None:
    """What an entry needs and has not."""
    if texts.keys() == _WHOLE:
        return None
    if "msgid" not in texts:
        return "this entry has no msgid"
    forms = sorted(key for key in texts if key.startswith("msgstr["))
    if "msgid_plural" not in texts:
        if forms:
            return f"this entry has {forms[0]}, but no msgid_plural"
        return None if "msgstr" in texts else "this entry has no msgstr"
    if "msgstr" in texts or not forms:
        return "this entry has msgid_plural, so it needs msgstr[0] and so on"
    gap = next((n for n in range(len(forms)) if f"msgstr[{n}]" not in forms), None)
    return None if gap is None else f"this entry has no msgstr[{gap}]"


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
        return [f"{mark}{keyword} {quote(text)}"]
    return [f'{mark}{keyword} ""', *(f"{mark}{quote(part)}" for part in parts)]
