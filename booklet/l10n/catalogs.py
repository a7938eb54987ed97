"""Reads the catalogs in translations/ for print."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from booklet.diag import Sink, Span
from booklet.l10n.domains import shown_by_all
from booklet.l10n.languages import Language, normalise
from booklet.l10n.localised import State
from booklet.l10n.po import Entry
from booklet.l10n.po_file import MAX_BYTES, read_po, scan_po
from booklet.l10n.po_plain import Found, Plain, whole
from booklet.l10n.states import is_lone, printed, state
from booklet.value import compared
from booklet.world.files import World
from booklet.world.layers import Layer, layers_of

FOLDER = "translations"
_UNSIGNED = State.TRANSLATED
_new = tuple.__new__
_PO = re.compile(rf"{FOLDER}/([^/]+)/LC_MESSAGES/([^/]+)\.po")


class Message(NamedTuple):
    """A translation as far as it may print; `state` is None where it is missing or a person said that it needs work."""

    source: str
    target: str
    state: State | None
    span: Span
    lone: bool = False
    """It is critical, and only one person has reviewed it: enough for its language, but not for a live edition."""


@compared
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
    spoken: Collection[str] | None = None,
) -> dict[str, Catalog]:
    """A catalog for each BCP 47 tag of `locales`, empty if it has no file. `domains`: read only these. `spoken`: of languages
    not among these, read only what booklets in others show too (`shown_by_all`).

    Faults of the files are errors (see `po_file.read_po`), so is a msgctxt in two files of one language: duplicate-msgctxt."""
    catalogs = {}
    found = catalogs_by_layer(world)
    for lang in locales:
        reviewers = languages[lang].reviewers if languages and lang in languages else 2
        messages: dict[str, Message] = {}
        for file in catalog_files(found, lang, sink, domains, shared=spoken is not None and lang not in spoken):
            for entry in file.found:
                context = entry.context
                if entry.obsolete or context is None:
                    continue
                if context in messages:
                    first = messages[context].span.file
                    sink.error("duplicate-msgctxt", f"'{context}' is also in '{first}'", entry.span, "run 'booklet l10n update'")
                target = entry.target
                found_state = _state(entry, target, reviewers)
                lone = found_state is State.REVIEWED and is_lone(whole((entry,))[0])
                messages[context] = _new(Message, (entry.source, target, found_state, entry.span, lone))
        catalogs[lang] = Catalog(lang, messages, f"{FOLDER}/{lang}/LC_MESSAGES")
    return catalogs


def _state(entry: Found, target: str, reviewers: int) -> State | None:
    if type(entry) is Plain:
        if not entry.comments and not entry.flags:
            return _UNSIGNED if target else None
        entry = entry.entry({"": ()})
    return printed(state(whole((entry,))[0], reviewers))


class CatalogFile(NamedTuple):
    """The entries of one PO file that count, and the folder of the chain that it lies in."""

    layer: Layer
    path: str
    found: tuple[Found, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return whole(self.found)


ByLayer = Sequence[tuple[Layer, dict[str, dict[str, str]]]]
"""The PO files of each folder of a chain, one's own first, by language and domain."""


def catalogs_by_layer(world: World) -> ByLayer:
    """The PO files of a project folder and of those that it extends."""
    return [(layer, catalog_paths(layer.world)) for layer in layers_of(world)]


def catalog_files(
    found: ByLayer, lang: str, sink: Sink, domains: Collection[str] | None = None, *, shared: bool = False
) -> Iterator[CatalogFile]:
    """The files of a language, one's own first, read. A translation goes before that of the same msgctxt in the folders
    beneath. `domains`: read only these; of folders that extend others all, for they may name their files as they like.
    `shared`: read only what is `shown_by_all`."""
    above: set[str | None] = set()
    for layer, paths in found:
        lowest = layer is found[-1][0]
        here: set[str | None] = set()
        for domain, path in paths.get(lang, {}).items():
            if (domains is None or domain in domains or not lowest) and (shown_by_all(domain) or not shared):
                entries = scan_po(layer.world.start(path, MAX_BYTES + 1), layer.shown(path), sink)
                if above:
                    entries = tuple(e for e in entries if e.context not in above or e.is_header)
                if not lowest:
                    entries = tuple(e for e in entries if any(e.targets) or e.is_header)  # what says nothing hides nothing
                    here.update(e.context for e in entries if e.is_message)
                yield CatalogFile(layer, path, entries)
        above |= here


def catalog_paths(world: World) -> dict[str, dict[str, str]]:
    """The PO files by language and domain. A folder may spell its tag as `zh_Hans`."""
    found: dict[str, dict[str, str]] = {}
    for path in world.list(FOLDER, ".po"):
        if m := _PO.fullmatch(path):
            found.setdefault(normalise(m[1]), {})[m[2]] = path
    return found


def read_catalog(world: World, path: str, sink: Sink, *, mending: bool = False) -> tuple[Entry, ...]:
    """The entries of one PO file, with errors of `po_file.read_po`; a file with one must not be written back."""
    return read_po(world.start(path, MAX_BYTES + 1), path, sink, mending=mending)
