"""The pipeline: one edition, in one form and one language, into a PDF for the screen and one for the office printer."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.compose.block import Story
from booklet.compose.story import compose
from booklet.compose.voice import Voice
from booklet.diag import Diagnostic, Sink
from booklet.impose.sheet import impose
from booklet.job import Job
from booklet.l10n.languages import SOURCE_LANGUAGE
from booklet.l10n.localise import Localiser
from booklet.layout.frame import Document
from booklet.layout.pages import SIGNATURE, typeset
from booklet.model.selection import select
from booklet.model.template import Template
from booklet.pdf.metadata import Metadata
from booklet.pdf.sheets import write_sheets
from booklet.pdf.writer import write_pdf
from booklet.project import Project
from booklet.text.fonts import FontBook
from booklet.text.paragraph import Typesetter
from booklet.units import PAPERS

LEAST_LETTERS = 2.0
"""Millimetres."""


@dataclass(frozen=True, slots=True)
class Built:
    """One finished booklet; `story` and `document` say what its files must show."""

    job: Job
    story: Story
    document: Document
    screen: bytes
    office: bytes
    warnings: tuple[Diagnostic, ...]


def build(job: Job, project: Project) -> Built:
    """Turn one edition, in one form and one language, into its files. Raises BookletError with every error found."""
    sink = Sink()
    edition = project.editions[job.edition]
    template = project.templates[edition.forms[job.form]]
    story, document = lay_out(job, project, sink)
    sink.stop_on_errors()
    meta = Metadata(story.title.text, job.locale, edition.as_of)
    screen = write_pdf(document, meta)
    paper = PAPERS[template.sheet.paper]
    office = write_sheets(screen, impose(len(document.pages), document.trim, document.binding, paper), paper, job.locale, meta)
    return Built(job, story, document, screen, office, sink.finish())


def lay_out(job: Job, project: Project, sink: Sink) -> tuple[Story, Document]:
    """What a booklet says and its pages, not yet written. All that is wrong goes to `sink`; raises BookletError if there is
    nothing to set."""
    edition = project.editions[job.edition]
    template = project.templates[edition.forms[job.form]]
    selection = select(project.catalogue, edition, sink)  # internal facts end here, by type

    def voice(lang: str) -> Voice:
        localiser = Localiser(project.languages[lang], project.catalogs[lang], edition.missing, sink)
        return Voice(selection, localiser, project.languages[SOURCE_LANGUAGE], sink)

    others = tuple(voice(lang) for lang in edition.shown if lang != job.locale)
    story = compose(voice(job.locale), others, template)
    sink.stop_on_errors()
    fonts = project.fonts.choosing(edition.families)
    document = typeset(story, template, fonts, Typesetter(fonts, sink, project.words), project.icons, sink)
    check_sheets(document, template, sink)
    check_letters(template, fonts, job.locale, sink)
    return story, document


def check_letters(template: Template, fonts: FontBook, lang: str, sink: Sink) -> None:
    """Sentences are set in letters of at least 2 mm (RNIB, Clear Print: 12 points): measured on the script's own letter."""
    printed = template.step("body").x / fonts.k(lang) * fonts.reference_height(lang)
    if printed < LEAST_LETTERS - 0.005:
        what = f"letters of the body in '{lang}' print {printed:.2f} mm high, under {LEAST_LETTERS} mm"
        sink.error("small-letters", what, template.span, "raise 'x' of the step 'body', or lower 'k' of the script in fonts.yaml")


def check_sheets(document: Document, template: Template, sink: Sink) -> None:
    """A stapled booklet has a multiple of four pages."""
    pages = len(document.pages)
    if pages % SIGNATURE:
        what = f"the booklet in '{document.lang}' has {pages} pages, which is no multiple of {SIGNATURE}"
        sink.error("part-sheet", what, template.span, "add a page of kind 'notes' to the template: it fills the last sheet")
