"""XLIFF 2.0 (OASIS Standard, 5 August 2014): one unit for each translation, named by its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from booklet.diag import Span
from booklet.l10n.exchange.rows import Check, Returned, Row, refuse
from booklet.l10n.exchange.safe_xml import parse_xml
from booklet.l10n.languages import SOURCE_LANGUAGE, Direction, Language
from booklet.l10n.po import PLACEHOLDER
from booklet.l10n.states import EntryState

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""Of 2.0 and of 2.1."""
OWN = "urn:booklet:exchange:1"
"""Of the one attribute that XLIFF has no name for."""

_CHECK = f"{{{OWN}}}source-check"
_UNIT = f"{NAMESPACE}}}unit"
_STATES = {
    EntryState.UNTRANSLATED: ("initial", None),
    EntryState.NEEDS_WORK: ("initial", "b:needs-work"),
    EntryState.MACHINE_DRAFT: ("translated", "b:machine-draft"),
    EntryState.TRANSLATED: ("translated", None),
    EntryState.REVIEWED: ("reviewed", None),
    EntryState.STALE: ("translated", "b:stale"),
}
"""4.3.1, state and subState. There is no 'final' here: print is gated by signatures, not by a word in a file."""
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTED = _MARKUP | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def write_xliff(files: Mapping[str, Sequence[Row]], language: Language, protect: bool = False) -> bytes:
    """A document with a file element for each catalog, by domain. `protect`: placeholders become `ph` elements, which translation
    programs do not let people change, though some lose them. A document without any text is not valid."""
    side = "rtl" if language.direction is Direction.RTL else "ltr"
    head = f'<xliff xmlns="{NAMESPACE}" xmlns:b="{OWN}" version="2.0" srcLang="{SOURCE_LANGUAGE}" trgLang="{language.tag}">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head]
    number = 0
    for domain, rows in files.items():
        if rows:  # 4.2.2.2: a file holds at least one unit
            lines.append(f'<file id="{domain}" canResegment="no" srcDir="ltr" trgDir="{side}">')
            lines += [_unit(n, row, protect) for n, row in enumerate(rows, number + 1)]
            number += len(rows)
            lines.append("</file>")
    return "\n".join((*lines, "</xliff>", "")).encode()


def _unit(number: int, row: Row, protect: bool) -> str:
    state, detail = _STATES[EntryState(row.state)]
    segment = f'<segment state="{state}" subState="{detail}">' if detail else f'<segment state="{state}">'
    texts = [f'<source xml:space="preserve">{_content(row.source, row.source, protect)}</source>']
    if row.target:
        texts.append(f'<target xml:space="preserve">{_content(row.target, row.source, protect)}</target>')
    unit = f'<unit id="u{number}" name="{_quote(row.key)}" b:source-check="{row.check}">'
    return "".join((unit, _notes(row), segment, *texts, "</segment></unit>"))


def _notes(row: Row) -> str:
    kinds = [(name, text) for name, text in (("max", row.max), ("page", row.page)) if text]
    for note in filter(None, row.notes.split("\n")):
        kind, colon, text = note.partition(": ")
        kinds.append((kind, text) if colon else ("note", note))
    notes = "".join(f'<note category="{_quote(kind)}">{text.translate(_MARKUP)}</note>' for kind, text in kinds)
    return f"<notes>{notes}</notes>" if notes else ""


def _content(text: str, source: str, protect: bool) -> str:
    """A text, with its placeholders as elements: the n-th {name} of a target is the n-th of the source (4.7.2)."""
    if not protect:
        return text.translate(_MARKUP)
    ids: dict[str, list[str]] = {}
    found = [m[0] for m in PLACEHOLDER.finditer(source)]
    for n, name in enumerate(found, 1):
        ids.setdefault(name, []).append(f"p{n}")
    parts, place, more = [], 0, len(found)
    for m in PLACEHOLDER.finditer(text):
        more += not ids.get(m[0])
        known = ids[m[0]].pop(0) if ids.get(m[0]) else f"p{more}"
        parts.append(
            f'{text[place : m.start()].translate(_MARKUP)}<ph id="{known}" equiv="{m[0]}" disp="{m[0]}" canCopy="no" canDelete="no"/>'
        )
        place = m.end()
    return "".join((*parts, text[place:].translate(_MARKUP)))


def _quote(text: str) -> str:
    return text.translate(_QUOTED)


def read_xliff(data: bytes, file: str, tag: str) -> list[Returned]:
    """The units of a document. Raises BookletError: exchange-broken, exchange-unsafe, exchange-format, exchange-language."""
    root, lines = parse_xml(data, file, _UNIT)
    if root.tag != f"{{{NAMESPACE}}}xliff":
        version = root.get("version", "")
        what = (
            f"XLIFF {version}"
            if root.tag.endswith("xliff")
            else f"XML that begins with <{root.tag.rpartition('}')[2]}>"
        )
        raise refuse(
            "exchange-format",
            f"'{file}' is {what}, not XLIFF 2.0",
            Span(file, 1, 1),
            "import the file that was exported, filled in",
        )
    if (given := root.get("trgLang", "")).casefold() != tag.casefold():
        raise refuse(
            "exchange-language",
            f"'{file}' says that it is in '{given}', not '{tag}'",
            Span(file, 1, 1),
            "name the language it is in with --lang",
        )
    return [_returned(unit, line) for unit, line in zip(root.iter(f"{{{_UNIT}"), lines, strict=True)]


def _returned(unit: Element, line: int) -> Returned:
    segments = [e for e in unit if e.tag.rpartition("}")[2] in ("segment", "ignorable")]
    faults = ("it was split into segments",) if len(segments) != 1 else ()
    segment = segments[0] if segments else unit
    target = segment.find("{*}target")
    text = "" if target is None else "".join(_flat(target))
    check = unit.get(_CHECK, "")
    return Returned(
        line, 1, unit.get("name", ""), check, _state(segment, Check.read(check)), text, _signed(unit), faults
    )


def _state(segment: Element, sent: Check | None) -> str:
    """In our words. What a program calls reviewed or final is translated to us, unless it went out as reviewed."""
    state, detail = segment.get("state", "initial"), segment.get("subState")
    if sent and (state, detail) == _STATES[EntryState(sent.state)]:
        return sent.state
    if state == "initial":
        return EntryState.NEEDS_WORK if detail == _STATES[EntryState.NEEDS_WORK][1] else EntryState.UNTRANSLATED
    return EntryState.TRANSLATED


def _signed(unit: Element) -> str:
    """Whoever checked the text, from a note: XLIFF has no place of its own for it."""
    notes = [note.text or "" for note in unit.iterfind("{*}notes/{*}note") if note.get("category") == "reviewed_by"]
    return " ".join(notes).strip()


def _flat(element: Element) -> Iterator[str]:
    """The text of a source or target, with what its inline elements stand for (4.2.3)."""
    yield element.text or ""
    for inner in element:
        name = inner.tag.rpartition("}")[2]
        if name == "cp":
            yield _code_point(inner.get("hex", ""))
        elif name in ("ph", "sc", "ec"):
            yield inner.get("equiv", "")
        elif name == "pc":
            yield inner.get("equivStart", "")
            yield from _flat(inner)
            yield inner.get("equivEnd", "")
        elif name == "mrk":
            yield from _flat(inner)
        yield inner.tail or ""


def _code_point(digits: str) -> str:
    try:
        return chr(int(digits, 16))
    except (ValueError, OverflowError):
        return "\ufffd"
