"""Checks L14 and L15: whether translations fit the pages they are printed on, and whether the fonts can print them.

The pages are set as for a build, with the real fonts, in every edition and form that prints a language; what laying out
complains of is handed on with the entry it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from booklet.diag import BookletError, Diagnostic, Sink
from booklet.job import Job
from booklet.l10n.checks import Finding
from booklet.l10n.places import place_in
from booklet.l10n.proof import Catalogs, PrintedEntry, Proof
from booklet.l10n.states import digest
from booklet.model.edition import Edition
from booklet.model.form import TOGETHER
from booklet.patient import lay_out_patiently
from booklet.press import languages_of
from booklet.project import Project
from booklet.text.fonts import WEIGHTS, FontBook

OVERFLOW, GLYPH = "l14-overflow", "l15-glyph"
_OF_PAGES = {
    **dict.fromkeys(("overflow", "too-wide", "word-split", "too-many-pages", "back-page"), OVERFLOW),
    "no-glyph": GLYPH,
}
"""Which check a complaint of laying out belongs to."""


class Fit(NamedTuple):
    """What L14 and L15 found. `unset`: languages that no edition prints, of which no page was set."""

    proofs: tuple[Proof, ...]
    unset: tuple[str, ...]


def fit(project: Project, catalogs: Catalogs, sink: Sink) -> Fit:
    """L14 and L15 for the languages of `catalogs`. L15 looks at all entries, also those that no edition prints; L14 at all
    pages, English standing in for what is not translated yet. What else is wrong with a booklet goes to `sink`."""
    found = [proof for lang in catalogs for proof in _without_glyph(project, lang, catalogs[lang])]
    known = {(proof.lang, proof.key) for proof in found}
    editions = project.editions
    jobs = [Job(e.id, name, tag) for e in editions.values() for name, form in e.forms.items() for tag in form.locales(e.languages)]
    spoken = {job: languages_of(job, editions[job.edition]) for job in jobs}
    for job in jobs:
        if not catalogs.keys().isdisjoint(spoken[job]):
            proofs = _on_pages(project, job, catalogs, sink)
            found += [p for p in proofs if p.lang in catalogs and (p.finding.code != GLYPH or (p.lang, p.key) not in known)]
    printed = {lang for job in jobs for lang in spoken[job]}
    return Fit(tuple(dict.fromkeys(found)), tuple(lang for lang in catalogs if lang not in printed))


def _on_pages(project: Project, job: Job, catalogs: Catalogs, sink: Sink) -> Iterator[Proof]:
    """What laying out one booklet complains of."""
    complaints = Sink()
    try:
        lay_out_patiently(job, project, complaints)
    except BookletError as e:
        complaints.extend(e.diagnostics)
    for diagnostic in complaints.finish():
        if diagnostic.code in _OF_PAGES:
            yield _translated(diagnostic, job, catalogs)
        elif diagnostic.severity == "error":
            sink.extend([diagnostic])


def _translated(diagnostic: Diagnostic, job: Job, catalogs: Catalogs) -> Proof:
    """A complaint of laying out as a finding, with the entry it is about, if it is about one."""
    code, where = _OF_PAGES[diagnostic.code], f"{job.edition}, {job.form}"
    reader = job.locale.partition(TOGETHER)[0]
    lang, key = diagnostic.about or (reader, "")
    about = catalogs.get(lang, {}).get(key)
    hint = diagnostic.hints[0] if diagnostic.hints else ""
    finding = Finding(code, diagnostic.message, hint, diagnostic.severity)
    if about is None:
        return Proof(lang, "", finding, diagnostic.span, "", where)
    finding = replace(finding, message=diagnostic.message.removeprefix(f"'{key}' in '{reader}' "))
    span = place_in(about.lines, about.entry, 0, 0)
    return Proof(lang, key, finding, span, digest(about.entry), where)


def _without_glyph(project: Project, lang: str, entries: Mapping[str, PrintedEntry]) -> Iterator[Proof]:
    """The first character of each entry that a font chain has no glyph for."""
    chars = {c for one in entries.values() for target in one.entry.targets for c in target} - {"\n"}
    for where, fonts in _chains(project, lang):
        lacking = {c for c in chars if not _has(fonts, lang, c)}
        for key, (entry, lines) in entries.items() if lacking else ():
            for form, target in enumerate(entry.targets):
                start = next((n for n, c in enumerate(target) if c in lacking), None)
                if start is not None:
                    message = f"no font has U+{ord(target[start]):04X} '{target[start]}'"
                    hint = "replace the character, or add a font that has it (fonts/README.md)"
                    finding = Finding(GLYPH, message, hint, "error", form, start)
                    yield Proof(lang, key, finding, place_in(lines, entry, form, start), digest(entry), where)


def _chains(project: Project, lang: str) -> Iterator[tuple[str, FontBook]]:
    """The fonts that set a language: the usual ones, and those of each edition that chooses others."""
    yield "", project.fonts
    for edition in project.editions.values():
        if _chooses(edition, lang):
            yield edition.id, project.fonts.choosing(edition.families)


def _chooses(edition: Edition, lang: str) -> bool:
    return lang in edition.families and lang in edition.languages


def _has(fonts: FontBook, lang: str, char: str) -> bool:
    return all(any(face.has(char) for face in fonts.faces(lang, weight)) for weight in WEIGHTS)
