"""Checks all translations that may print: for a build, which refuses errors, and for those who translate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from booklet.diag import BookletError, Sink
from booklet.l10n.catalogs import catalog_files, catalog_paths, catalogs_by_layer, read_catalog
from booklet.l10n.exempt import ON_PAGES, Check, read_exemptions, without_exempted
from booklet.l10n.glossary import read_glossary
from booklet.l10n.languages import Language, read_languages
from booklet.l10n.po import Entry, dump
from booklet.l10n.proof import Catalogs, PrintedEntry, Proof, printed_entries, prove
from booklet.world.files import World

if TYPE_CHECKING:
    from booklet.fitting import Fit
    from booklet.l10n.mend import Mended


class Mending(NamedTuple):
    """A catalog, relative to the project, as it should be, and what was done to which of its entries."""

    path: str
    data: bytes
    entries: tuple[Mended, ...]


def proofread(world: World, table: Mapping[str, Language], tags: Iterable[str], sink: Sink) -> None:
    """Report every error of L01 to L13 that nobody has exempted (docs/checks.md), in the languages `tags` of the project's
    table."""
    glossary = read_glossary(world, table, sink)
    found = [
        proof
        for tag in tags
        for text, entries in _catalogs(world, table[tag], sink)
        for proof in prove(entries, text, table[tag], glossary, errors_only=True)
    ]
    unheard = Sink()  # what exemptions need is told where translations are checked
    kept = without_exempted(found, read_exemptions(world, sink), (), (), unheard)
    sink.extend(proof.diagnostic for proof in kept)


class Examined(NamedTuple):
    """Findings in the order of languages, files and lines. `unset`: languages of which no page was set, since no edition
    prints them."""

    proofs: tuple[Proof, ...]
    unset: tuple[str, ...] = ()


def examine(world: World, languages: Mapping[str, Language], sink: Sink, *, pages: bool) -> Examined:
    """Every finding that nobody has exempted. `pages`: also those of L14 and
    L15, for which all pages are set in which these languages print.

    Errors and warnings that are no findings go to the sink: catalogs, glossary, exemptions or a project that cannot be
    read."""
    glossary = read_glossary(world, read_languages(world, Sink()), sink)
    exemptions = read_exemptions(world, sink)
    found: list[Proof] = []
    printed: dict[str, dict[str, PrintedEntry]] = {}
    for tag, language in languages.items():
        printed[tag] = {}
        for text, entries in _catalogs(world, language, sink):
            found += prove(entries, text, language, glossary)
            if pages:
                printed[tag].update(printed_entries(text, entries))
    unset: tuple[str, ...] = ()
    if pages and not sink.has_errors:
        misfits = _misfits(world, printed, sink)
        found += misfits.proofs
        unset = misfits.unset
    checks = {check.value for check in Check if pages or check not in ON_PAGES}
    kept = list(without_exempted(found, exemptions, languages, checks, sink))
    order = {tag: n for n, tag in enumerate(languages)}
    kept = sorted(kept, key=lambda p: (order[p.lang], p.span or ("", 0, 0), p.finding.code, p.where, p.finding.message))
    return Examined(tuple(kept), unset)


def mendings(world: World, languages: Iterable[Language], sink: Sink) -> tuple[Mending, ...]:
    """The catalogs in which something can be mended without loss (`l10n.mend`); one with errors is left alone."""
    from booklet.l10n.mend import mend

    done = []
    for language in languages:
        for path in catalog_paths(world).get(language.tag, {}).values():
            complaints = Sink()
            entries, what = mend(read_catalog(world, path, complaints), language)
            sink.extend(complaints.finish())
            if what and not complaints.has_errors:
                done.append(Mending(path, dump(entries).encode(), what))
    return tuple(done)


def _catalogs(world: World, language: Language, sink: Sink) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Text and entries of each catalog of a language."""
    for file in catalog_files(catalogs_by_layer(world), language.tag, sink):
        yield file.layer.world.read(file.path).decode(errors="replace"), file.entries


def _misfits(world: World, printed: Catalogs, sink: Sink) -> Fit:
    from booklet.fitting import Fit, fit
    from booklet.project import read_project

    try:
        project = read_project(world, Sink())
    except BookletError as e:
        sink.extend(e.diagnostics)
        return Fit((), ())
    return fit(project, printed, sink)
