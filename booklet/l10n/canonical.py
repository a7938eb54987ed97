"""The one form of a catalog: whoever edited it with whatever tool, the same words give the same bytes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from booklet.diag import Sink
from booklet.l10n.catalogs import FOLDER, catalog_paths, read_catalog
from booklet.l10n.headers import field, header, written
from booklet.l10n.languages import Language, normalise
from booklet.l10n.people import anonymous, without_people
from booklet.l10n.po import BRACES, FUZZY, PLACEHOLDER, Entry, dump
from booklet.world.files import World

WIDTH = 76
"""Columns of a comment line; longer ones are re-wrapped by other tools."""

_LINE_NUMBER = re.compile(r":\d+$")
_ISOLATED = "\u2068"
"""GNU gettext writes it before a file name with blanks."""


def every_catalog(world: World) -> tuple[str, ...]:
    """The paths of all templates and catalogs of a project."""
    found = (path for paths in catalog_paths(world).values() for path in paths.values())
    return (*world.list(f"{FOLDER}/pot", ".pot"), *found)


def rewritten(world: World, paths: Iterable[str], languages: Mapping[str, Language], sink: Sink) -> dict[str, bytes]:
    """The files that are not in the canonical form, as they should be; nothing of one that has an error."""
    files: dict[str, bytes] = {}
    for path in paths:
        complaints = Sink()
        entries = read_catalog(world, path, complaints, mending=True)
        sink.extend(complaints.finish())
        if not complaints.has_errors:
            data = dump(canonical(entries, _header(entries, path, languages))).encode()
            if data != world.read(path):
                files[path] = data
    return files


def canonical(entries: Sequence[Entry], head: Entry) -> tuple[Entry, ...]:
    """The entries in their order, obsolete ones last, without e-mail addresses of people; `head` replaces the header, whose
    comments stay. No word of a text changes (docs/translator.md)."""
    old = [e for e in entries if e.is_header and not e.obsolete]
    messages = [replace(e, comments=anonymous(e.comments)) for e in entries if not e.is_header]
    top = without_people(replace(head, comments=old[0].comments if old else ()))
    shaped = [in_form(e) for e in messages]
    return (in_form(top), *(e for e in shaped if not e.obsolete), *(e for e in shaped if e.obsolete))


def in_form(entry: Entry) -> Entry:
    """An entry as it is written: comments that other tools leave alone, only flags that mean something, the English before
    only where it was other, notes and files only of what is in use."""
    fuzzy = entry.fuzzy and any(entry.targets)
    return replace(
        entry,
        comments=tidy(entry.comments),
        extracted=() if entry.obsolete else tidy(entry.extracted),
        references=() if entry.obsolete else _references(entry.references),
        flags=_flags(entry, fuzzy),
        previous=entry.previous if fuzzy else None,
    )


def tidy(comments: Iterable[str]) -> tuple[str, ...]:
    """Comment lines as other tools leave them alone: none empty or repeated, none too long where it can be broken."""
    lines: dict[str, None] = {}
    for comment in comments:
        parts = [comment]
        if len(comment) > WIDTH - 2:
            parts = textwrap.wrap(comment, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
        lines.update(dict.fromkeys(stripped for p in parts if (stripped := p.rstrip())))
    return tuple(lines)


def _flags(entry: Entry, fuzzy: bool) -> tuple[str, ...]:
    braces = PLACEHOLDER.search(entry.source) or (entry.plural and PLACEHOLDER.search(entry.plural))
    return (*((FUZZY,) if fuzzy else ()), *((BRACES,) if braces and not entry.is_header else ()))


def _references(lines: Sequence[str]) -> tuple[str, ...]:
    """One file a line, each once, without line numbers, which would change with every edit above them."""
    parts = (part for line in lines for part in ([line] if _ISOLATED in line else line.split(" ")))
    return tuple(dict.fromkeys(_LINE_NUMBER.sub("", part) for part in parts if part))


def _header(entries: Sequence[Entry], path: str, languages: Mapping[str, Language]) -> Entry:
    """The header of the file's language: that of its folder, or the one its header names."""
    if path.endswith(".pot"):
        return header(None)
    old = next((e for e in entries if e.is_header), None)
    folder = re.search(r"(?:^|/)([^/]+)/LC_MESSAGES/[^/]+$", path)
    name = folder[1] if folder else field(old, "Language") if old else ""
    if language := languages.get(normalise(name)):
        return header(language)
    return written(name, field(old, "Plural-Forms") if old else "")
