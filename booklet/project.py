"""A project folder, read: its editions, content, catalogs, fonts and pictograms. Shared by all booklets of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from booklet.diag import Sink, Span
from booklet.job import Job
from booklet.l10n.catalogs import Catalog, read_translations
from booklet.l10n.extract import PLACES, service_domain
from booklet.l10n.languages import Language, read_languages
from booklet.model.catalogue import Catalogue
from booklet.model.choosing import PlaceOf, check_choice
from booklet.model.edition import Edition
from booklet.model.form import tags_in
from booklet.model.icons import Pictogram, read_icons
from booklet.model.limits import check_edition, check_names
from booklet.model.read import read_catalogue, read_one
from booklet.model.read_template import read_template
from booklet.model.template import PageKind, Template
from booklet.text.fonts import FontBook, scan_fonts
from booklet.text.words import WordList, read_words
from booklet.world.decode import SLUG
from booklet.world.files import World
from booklet.world.layers import LayeredWorld, read_node
from booklet.world.scalars import closest
from booklet.world.source import Node, span_of

FILE = "booklet.yaml"


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """booklet.yaml: what `booklet build` builds here."""

    editions: tuple[str, ...]
    on_request: tuple[str, ...] = ()
    """Editions built only by name: `booklet build pocket`."""
    extends: str | None = None
    """The project that this folder builds on: ./folder, ../archive.zip, or an installed package, such as booklet."""

    def check(self, sink: Sink, span: Span) -> None:
        """Report editions whose names lead elsewhere."""
        check_names((*self.editions, *self.on_request), SLUG, "an edition", sink, span)


@dataclass(frozen=True, slots=True)
class Project:
    editions: Mapping[str, Edition]
    templates: Mapping[str, Template]
    catalogue: Catalogue
    languages: Mapping[str, Language]
    catalogs: Mapping[str, Catalog]
    fonts: FontBook
    words: Mapping[str, WordList]
    """By primary language."""
    icons: Mapping[str, Pictogram]
    decided: dict[tuple[str, str], Any] = field(default_factory=dict, init=False, compare=False)
    """What all booklets of an edition and form share, once it is worked out (`booklet.volume`)."""


def read_project(
    world: World, sink: Sink, *, whole: bool = False, jobs: Collection[Job] | None = None, asked: str | None = None
) -> Project:
    """What the editions of a project folder need, or the `whole` folder. `jobs`: of the translations, only what these
    booklets show. Of the editions on request: all if `whole`, else those of the `jobs` and the one `asked` for. Raises
    BookletError with all errors of all files read."""
    editions = read_editions(world, sink, None if whole else {asked or "", *(job.edition for job in jobs or ())})
    templates = _templates(world, editions.values(), sink)
    countries = None if whole else frozenset(c for e in editions.values() for c in e.countries)
    catalogue = read_catalogue(world, sink, countries)
    for template in templates.values() if not sink.has_errors else ():  # a text that could not be read is no second error
        check_pages(template, catalogue, sink)
    for edition in editions.values() if not sink.has_errors else ():
        check_choice(edition, catalogue, places_in(world, edition), sink)
    languages = read_languages(world, sink)
    tags = list(dict.fromkeys(tag for e in editions.values() for tag in e.spoken))
    domains = None if countries is None else {"ui", "guidance", PLACES, *(service_domain(c) for c in countries)}
    spoken = None if jobs is None else {tag for job in jobs if (e := editions.get(job.edition)) for tag in _tags(job, e)}
    catalogs = read_translations(world, tags, sink, languages, domains, spoken)
    fonts = scan_fonts(world, sink)
    _check(editions.values(), languages, fonts.families, sink)
    if whole:
        fonts.open_all(sink)
    words = read_words(world, sink)
    icons = read_icons(world, _icon_names(templates.values(), catalogue), sink)
    if isinstance(world, LayeredWorld):
        from booklet.local.standing import check_local

        check_local(world, sink)
    sink.stop_on_errors()
    return Project(editions, templates, catalogue, languages, catalogs, fonts, words, icons)


def _tags(job: Job, edition: Edition) -> tuple[str, ...]:
    """The languages whose texts a booklet depends on."""
    return edition.spoken if edition.forms[job.form].joined else tags_in(job.locale, edition.languages)


def read_editions(world: World, sink: Sink, asked: Collection[str] | None = ()) -> dict[str, Edition]:
    """The editions that booklet.yaml has built always, and those `asked` for (None: all) of the ones it has on request, by
    id. Raises BookletError if there is no project here."""
    project = read_file(world, sink)
    editions: dict[str, Edition] = {}
    for name in (*project.editions, *(n for n in project.on_request if asked is None or n in asked)):
        edition = read_one(world, f"content/editions/{name}.yaml", Edition, sink)
        if edition:
            check_edition(edition, sink)
            editions[name] = edition
    return editions


def read_file(world: World, sink: Sink) -> ProjectFile:
    """booklet.yaml. Raises BookletError if there is no project here."""
    if not world.exists(FILE):
        sink.error("no-project", f"there is no '{FILE}' in this folder", None, "go to a project folder, or make one with 'booklet init DIR'")
        sink.stop_on_errors()
    return read_one(world, FILE, ProjectFile, sink) or ProjectFile(())


def places_in(world: World, edition: Edition) -> PlaceOf:
    """Looks up places in the file of an edition, which is read only if someone asks."""

    @cache
    def node() -> Node | None:
        return read_node(world, f"content/editions/{edition.id}.yaml", Sink())

    def place_of(*path: str | int) -> Span:
        found = node()
        return span_of(found, *path) if found else edition.span

    return place_of


def _templates(world: World, editions: Iterable[Edition], sink: Sink) -> dict[str, Template]:
    names = dict.fromkeys(name for e in editions for name in (form.template for form in e.forms.values()))
    found = {name: read_template(world, name, sink) for name in names}
    return {name: template for name, template in found.items() if template}


def check_pages(template: Template, catalogue: Catalogue, sink: Sink) -> None:
    """Every text a page names exists, and what must be kept together stands on one page."""
    known = catalogue.messages.keys() | catalogue.words.keys()
    for page in template.pages:
        shown = (*page.lead, *page.messages, *page.close)
        for name in (*((page.title,) if page.title else ()), *shown):
            if name not in known:
                hints = (*closest(name, known), "correct it, or add the text under content/messages")
                sink.error("unknown-id", f"the page '{page.id}' names '{name}', which is no message or word", template.span, *hints)
        for name in shown:
            message = catalogue.messages.get(name)
            for companion in message.keep_with if message else ():
                if companion not in shown:
                    what = f"the page '{page.id}' has '{name}' without '{companion}', with which it must be kept"
                    sink.error("kept-apart", what, template.span, f"put '{companion}' on the same page")


def _check(editions: Iterable[Edition], languages: Mapping[str, Language], families: frozenset[str], sink: Sink) -> None:
    for edition in editions:
        for tag in edition.spoken:
            if languages and tag not in languages:
                sink.error("unknown-language", f"'{tag}' is not in the table of languages", edition.span, f"use one of {', '.join(languages)}, or add it to translations/languages.yaml")
        for tag, family in edition.families.items():
            if families and family not in families:
                sink.error("unknown-family", f"'{tag}' asks for '{family}', which is no family of fonts.yaml", edition.span, *closest(family, families), "run 'booklet fonts' to see them")


def _icon_names(templates: Iterable[Template], catalogue: Catalogue) -> set[str]:
    names = {icon for t in templates for icon in t.icons.values()}
    names |= {p.icon for t in templates for p in t.pages if p.icon}
    if any(p.kind is PageKind.NEEDS for t in templates for p in t.pages):
        names |= {topic.icon for topic in catalogue.topics.values()}
    shown = {m for t in templates for p in t.pages for m in (*p.messages, *p.close)}
    names |= {m.icon for m in catalogue.messages.values() if m.icon and m.id in shown}
    return names
