"""The messages of an edition as their catalogs have them now, with all that is known against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from booklet.compose.translator import Shown
from booklet.diag import Diagnostic, Sink
from booklet.l10n.catalogs import catalog_files, catalogs_by_layer
from booklet.l10n.checks import findings
from booklet.l10n.exempt import Exemption
from booklet.l10n.extract import PLACES, former_names, service_domain
from booklet.l10n.glossary import Glossary
from booklet.l10n.languages import SOURCE_LANGUAGE, Language
from booklet.l10n.merge import merge
from booklet.l10n.po import Entry
from booklet.l10n.states import digest, state
from booklet.l10n.update import templates
from booklet.model.catalogue import Catalogue
from booklet.model.edition import Edition
from booklet.text.fonts import FontBook
from booklet.world.files import World


def current_entries(world: World, catalogue: Catalogue, edition: Edition, language: Language, sink: Sink) -> dict[str, Entry]:
    """The entries that an edition may print, by msgctxt, as `booklet l10n update` would write them; nothing is written.

    Errors to the sink: those of reading a catalog, and of texts renamed."""
    old = [e for file in catalog_files(catalogs_by_layer(world), language.tag, sink) for e in file.entries]
    wanted = templates(catalogue, sink)
    domains = ("ui", "guidance", PLACES, *(service_domain(country) for country in edition.countries))
    template = [e for domain in domains for e in wanted.get(domain, ())]
    return {e.context: e for e in merge(old, template, former_names(catalogue, sink)) if e.context and not e.obsolete}


def shown(
    entries: Mapping[str, Entry],
    pages: Mapping[str, list[int]],
    language: Language,
    glossary: Glossary,
    said: Iterable[Diagnostic],
    outside: Mapping[str, Sequence[str]],
    exemptions: Iterable[Exemption],
    fonts: FontBook,
) -> tuple[Shown, ...]:
    """All messages: those that stand on `pages` in the order of the booklet, then the others in the order of the files.

    `said`: what laying out the booklet complained of; `outside`: what to say of messages that run out of their pages."""
    complaints = {key: list(words) for key, words in outside.items()}
    for diagnostic in said:
        if diagnostic.about and diagnostic.about.lang == language.tag:
            complaints.setdefault(diagnostic.about.key, []).append(diagnostic.message)
    excused = {(e.check.value, e.key, e.of) for e in exemptions if e.lang == language.tag}
    printed = [key for key in pages if key in entries]
    order = [*printed, *(key for key in entries if key not in pages)]
    return tuple(
        Shown(
            number, _printable(entries[key], language, fonts), state(entries[key], language.reviewers),
            glossary.shown_for(entries[key].source, language.tag),
            (*_found(entries[key], language, glossary, excused), *dict.fromkeys(complaints.get(key, ()))),
            tuple(pages.get(key, ())),
        )
        for number, key in enumerate(order, 1)
    )  # fmt: skip


def _found(entry: Entry, language: Language, glossary: Glossary, excused: set[tuple[str, str, str]]) -> Iterator[str]:
    """What the checks find, without what someone has looked at and let stand."""
    for finding in findings(entry, language, glossary) if any(entry.targets) else ():
        if (finding.check, entry.context, digest(entry)) not in excused:
            yield f"{finding.check} {finding.message}"


def _printable(entry: Entry, language: Language, fonts: FontBook) -> Entry:
    """The entry with the code of each character that no font has in its place: the sheet must show what cannot be shown."""
    targets = tuple(_named(target, language.tag, fonts) for target in entry.targets)
    return replace(entry, source=_named(entry.source, SOURCE_LANGUAGE, fonts), targets=targets)


def _named(text: str, lang: str, fonts: FontBook) -> str:
    faces = fonts.faces(lang, "regular")
    lacking = {c for c in set(text) if c != "\n" and not any(face.has(c) for face in faces)}
    return "".join(f"[U+{ord(c):04X}]" if c in lacking else c for c in text) if lacking else text
