"""Makes the translator's sheet of one booklet, whatever is wrong with its translations."""

from __future__ import annotations

from dataclasses import replace

from booklet.diag import Sink
from booklet.job import Job
from booklet.l10n.catalogs import read_translations
from booklet.l10n.exempt import read_exemptions
from booklet.l10n.facts import language_name
from booklet.l10n.glossary import read_glossary
from booklet.l10n.languages import SOURCE_LANGUAGE
from booklet.l10n.states import EntryState
from booklet.layout.setting import Setting
from booklet.model.read_template import TEMPLATES, read_template
from booklet.model.template import Template
from booklet.patient import lay_out_patiently
from booklet.pdf.metadata import Metadata
from booklet.pdf.writer import write_pdf
from booklet.project import Project
from booklet.text.paragraph import Typesetter
from booklet.translator_sheet.messages import current_entries, shown
from booklet.translator_sheet.places import first_pages, numbered, outside
from booklet.translator_sheet.sheets import Content, Sheets
from booklet.value import compared
from booklet.world.files import DiskWorld, World, shipped_root

TEMPLATE = "translator-sheet"


@compared
class Made:
    """A finished sheet: its pages, its messages by state, how many of them have a flaw, and how many stand on a page."""

    pdf: bytes
    sheets: int
    states: dict[EntryState, int]
    flawed: int
    printed: int


def make_sheet(job: Job, project: Project, world: World, sink: Sink) -> Made:
    """The sheet of a booklet as a PDF. What is wrong with the booklet or its translations is told on the sheet.

    To the sink go complaints of the sheet itself: sheet-overflow, and errors of the files it reads. Raises BookletError if
    there is nothing to set."""
    edition, language = project.editions[job.edition], project.languages[job.locale]
    if job.locale not in project.catalogs:  # a language that no edition has yet
        own = read_translations(world, [job.locale], sink, dict(project.languages))
        project = replace(project, catalogs={**project.catalogs, **own})
    said = Sink()
    (story,), document, _ = lay_out_patiently(job, project, said)
    entries = current_entries(world, project.catalogue, edition, language, sink)
    glossary = read_glossary(world, project.languages, sink)
    exemptions = read_exemptions(world, sink)
    template = _template(world, sink)
    sink.stop_on_errors()
    assert template
    fonts = project.fonts.choosing(edition.families)
    found = numbered(document, story, project.templates[edition.forms[job.form].template])
    complaints = said.finish()
    messages = shown(entries, first_pages(found), language, glossary, complaints, outside(found), exemptions, fonts)
    name = _name(project, job.locale)
    content = Content(
        f"{job}  ·  facts as of {edition.as_of}", language, name, messages, {p.number: p for p in document.pages}, found,
        tuple(d.message for d in complaints if d.about is None),
    )  # fmt: skip
    unheard = Sink()  # cards name what has no glyph, and their columns suit no one word
    setter = Typesetter(fonts, unheard, project.words)
    setting = Setting(template, fonts, setter, project.icons, SOURCE_LANGUAGE, "ltr", {}, unheard)
    sheets = Sheets(content, setting, sink).document()
    sink.stop_on_errors()
    pdf = write_pdf(sheets, Metadata(f"Translator's sheet: {name}", SOURCE_LANGUAGE, edition.as_of))
    states = {s: sum(one.state is s for one in messages) for s in EntryState}
    return Made(pdf, len(sheets.pages), states, sum(bool(m.flaws) for m in messages), sum(bool(m.pages) for m in messages))


def _template(world: World, sink: Sink) -> Template | None:
    """The project's, or the one that comes with the program."""
    return read_template(world if world.exists(f"{TEMPLATES}/{TEMPLATE}.yaml") else DiskWorld(shipped_root()), TEMPLATE, sink)


def _name(project: Project, tag: str) -> str:
    english = project.languages[SOURCE_LANGUAGE]
    return f"{language_name(tag, english, english).text} ({tag})"
