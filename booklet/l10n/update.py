"""Brings the catalogs up to date with the English, and counts how far they have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from booklet.diag import Sink
from booklet.l10n.catalogs import FOLDER, catalog_files, catalog_paths, catalogs_by_layer, read_catalog
from booklet.l10n.extract import former_names, pot, texts
from booklet.l10n.headers import header as header
from booklet.l10n.languages import SOURCE_LANGUAGE, Language
from booklet.l10n.merge import merge
from booklet.l10n.po import Entry, dump
from booklet.l10n.states import EntryState, state
from booklet.model.catalogue import Catalogue
from booklet.value import compared
from booklet.world.files import World
from booklet.world.layers import LayeredWorld


@compared
class StatusRow:
    """How many messages of one file are in each state."""

    lang: str
    domain: str
    counts: dict[EntryState, int]


def templates(catalogue: Catalogue, sink: Sink) -> dict[str, tuple[Entry, ...]]:
    """Untranslated entries by domain, without header."""
    units = texts(catalogue)
    entries = pot(units, sink)
    domains = {unit.text.context: unit.domain for unit in units}
    names = dict.fromkeys(domains.values())
    return {name: tuple(e for e in entries if e.context and domains[e.context] == name) for name in names}


def update(
    world: World, root: Path, catalogue: Catalogue, languages: dict[str, Language], sink: Sink
) -> tuple[tuple[Path, bytes], ...]:
    """The template and catalog files that differ from what the English now asks for, below the project folder `root`.

    A catalog with an error is reported and left alone. Running it on its own result gives nothing."""
    wanted = templates(catalogue, sink)
    if isinstance(world, LayeredWorld):
        return _update_local(world, root, wanted, languages, former_names(catalogue, sink), sink)
    files: dict[str, bytes] = {}
    for domain in dict.fromkeys((*wanted, *_old_domains(world))):
        files[f"{FOLDER}/pot/{domain}.pot"] = dump((header(None), *wanted.get(domain, ()))).encode()
    found, former = catalog_paths(world), former_names(catalogue, sink)
    for language in languages.values():
        if language.tag != SOURCE_LANGUAGE:
            files.update(_updated(world, language, wanted, found.get(language.tag, {}), former, sink))
    return tuple((root / path, data) for path, data in files.items() if not (world.exists(path) and world.read(path) == data))


def _update_local(
    world: LayeredWorld,
    root: Path,
    wanted: Mapping[str, tuple[Entry, ...]],
    languages: Mapping[str, Language],
    former: Mapping[str, tuple[str, ...]],
    sink: Sink,
) -> tuple[tuple[Path, bytes], ...]:
    """As `update`, of a folder that extends others: it gets the texts that are its own, or that those beneath do not
    translate as they are now."""
    own, found = world.own, catalog_paths(world.own)
    beneath = tuple(layer.name for layer in world.layers[1:])
    local = {d: tuple(e for e in es if not e.references[0].startswith(beneath)) for d, es in wanted.items()}
    files = {f"{FOLDER}/pot/{d}.pot": dump((header(None), *es)).encode() for d, es in local.items() if es}
    for language in languages.values():
        if language.tag != SOURCE_LANGUAGE:
            paths = found.get(language.tag, {})
            lacking = _lacking(world, language, wanted)
            made = _updated(own, language, {d: es for d, es in lacking.items() if es}, paths, former, sink)
            files.update(made)
    return tuple((root / path, data) for path, data in files.items() if not (own.exists(path) and own.read(path) == data))


def _lacking(
    world: LayeredWorld, language: Language, wanted: Mapping[str, tuple[Entry, ...]]
) -> dict[str, tuple[Entry, ...]]:
    """The texts that the folder translates itself, and those that none beneath has with the same English. A text stays in
    the file that has it."""
    own, *beneath = catalogs_by_layer(world)
    mine = {e.context: d for d, path in own[1].get(language.tag, {}).items() for e in read_catalog(world.own, path, Sink()) if not e.obsolete}
    known = {e.context: e.source for file in catalog_files(beneath, language.tag, Sink()) for e in file.entries if not e.obsolete}
    result: dict[str, tuple[Entry, ...]] = dict.fromkeys(mine.values(), ())
    for domain, entries in wanted.items():
        for entry in entries:
            if entry.context in mine or known.get(entry.context) != entry.source:
                home = mine.get(entry.context, domain)
                result[home] = (*result.get(home, ()), entry)
    return result


def _updated(
    world: World,
    language: Language,
    wanted: Mapping[str, tuple[Entry, ...]],
    paths: Mapping[str, str],
    former: Mapping[str, tuple[str, ...]],
    sink: Sink,
) -> dict[str, bytes]:
    """One language's catalogs; none if one of them has an error."""
    old: dict[str, tuple[Entry, ...]] = {}
    for domain in dict.fromkeys((*wanted, *paths)):
        complaints = Sink()
        old[domain] = read_catalog(world, paths[domain], complaints) if domain in paths else ()
        sink.extend(complaints.finish())
        if complaints.has_errors:
            return {}
    result = {}
    for domain, entries in old.items():
        path = paths.get(domain, f"{FOLDER}/{language.tag}/LC_MESSAGES/{domain}.po")
        template = (header(language), *wanted.get(domain, ()))
        arrived = _arrived(entries, template, [es for d, es in old.items() if d != domain], former)
        before = [*entries, *arrived]
        after = merge(before, template, former)
        if former:
            _tell_lapsed(before, after, former, language, sink)
        result[path] = dump(after).encode()
    return result


def _arrived(
    own: Iterable[Entry], template: Iterable[Entry], others: Iterable[Iterable[Entry]], former: Mapping[str, tuple[str, ...]]
) -> tuple[Entry, ...]:
    """Translations that other files of the language have of messages that belong into this one now, or did before they
    were retired."""
    missing = {e.context for e in template} - {e.context for e in own if not e.obsolete}
    missing.update(name for context in tuple(missing) for name in former.get(context or "", ()))
    missing -= {e.context for e in own if e.obsolete}
    found: dict[str | None, Entry] = {}
    for e in (e for entries in others for e in entries if e.context in missing and not e.is_header):
        if e.context not in found or (found[e.context].obsolete and not e.obsolete):
            found[e.context] = e
    return tuple(found.values())


def _tell_lapsed(
    before: Iterable[Entry], after: Iterable[Entry], former: Mapping[str, tuple[str, ...]], language: Language, sink: Sink
) -> None:
    """Warn of reviews that ended because their text has a new name: renamed-review."""
    named = {e.context for e in before if any(e.targets)}
    for entry in after:
        if entry.context in former and entry.context not in named and state(entry) is EntryState.STALE:
            what = f"{language.tag}: the review of '{entry.context}' ended, since it covers the name the text had before"
            hint = f"look at it again, then 'booklet l10n review --lang {language.tag} --by … {entry.context}'"
            sink.warn("renamed-review", what, None, hint)


def status(world: World, languages: Sequence[Language], sink: Sink) -> tuple[StatusRow, ...]:
    """One row for each PO file of the languages."""
    found = catalog_paths(world)
    rows = []
    for language in languages:
        for domain, path in found.get(language.tag, {}).items():
            live = (e for e in read_catalog(world, path, sink) if e.is_message)
            counts = Counter(state(e, language.reviewers) for e in live)
            rows.append(StatusRow(language.tag, domain, {s: counts[s] for s in EntryState}))
    return tuple(rows)


def _old_domains(world: World) -> tuple[str, ...]:
    return tuple(Path(path).stem for path in world.list(f"{FOLDER}/pot", ".pot"))
