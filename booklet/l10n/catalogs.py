"""Reads the catalogs in translations/ for print."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from booklet.diag import Sink, Span
from booklet.l10n.languages import Language, normalise
from booklet.l10n.localised import State
from booklet.l10n.po import Entry, parse
from booklet.l10n.states import printed, state
from booklet.world.files import World

FOLDER = "translations"
_PO = re.compile(rf"{FOLDER}/([^/]+)/LC_MESSAGES/([^/]+)\.po")


class Message(NamedTuple):
    """A translation as far as it may print; `state` is None where it is missing or a person said that it needs work."""

    source: str
    target: str
    state: State | None
    span: Span


@dataclass(frozen=True, slots=True)
class Catalog:
    """All translations into one language, by msgctxt."""

    lang: str
    messages: dict[str, Message]
    file: str
    """Where a missing message belongs: the folder of the language's files."""


def read_translations(
    world: World,
    locales: Iterable[str],
    sink: Sink,
    languages: dict[str, Language] | None = None,
    domains: Collection[str] | None = None,
) -> dict[str, Catalog]:
    """A catalog for each BCP 47 tag of `locales`, empty if it has no file. `domains`: read only these.

    Faults of the files are errors (see `po.parse`), so is a msgctxt in two files of one language: duplicate-msgctxt."""
    catalogs = {}
    found = catalog_paths(world)
    for lang in locales:
        reviewers = languages[lang].reviewers if languages and lang in languages else 2
        messages: dict[str, Message] = {}
        paths = [path for domain, path in found.get(lang, {}).items() if domains is None or domain in domains]
        for path in paths:
            for entry in read_catalog(world, path, sink):
                if entry.obsolete or entry.context is None:
                    continue
                if entry.context in messages:
                    first = messages[entry.context].span.file
                    sink.error("duplicate-msgctxt", f"'{entry.context}' is also in '{first}'", entry.span, "run 'booklet l10n update'")
                messages[entry.context] = Message(entry.source, entry.target, printed(state(entry, reviewers)), entry.span)
        catalogs[lang] = Catalog(lang, messages, f"{FOLDER}/{lang}/LC_MESSAGES")
    return catalogs


def catalog_paths(world: World) -> dict[str, dict[str, str]]:
    """The PO files by language and domain. A folder may spell its tag as `zh_Hans`."""
    found: dict[str, dict[str, str]] = {}
    for path in world.list(FOLDER, ".po"):
        if m := _PO.fullmatch(path):
            found.setdefault(normalise(m[1]), {})[m[2]] = path
    return found


def read_catalog(world: World, path: str, sink: Sink) -> tuple[Entry, ...]:
    """The entries of one PO file; po-encoding if it is not UTF-8."""
    try:
        text = world.read(path).decode()
    except UnicodeDecodeError as e:
        line = world.read(path).count(b"\n", 0, e.start) + 1
        sink.error("po-encoding", "the file is not UTF-8", Span(path, line, 1), "save it again as UTF-8")
        return ()
    return parse(text, path, sink)
