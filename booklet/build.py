"""The pipeline: one edition, in one form and one language, into a PDF for the screen and one for the office printer."""

from __future__ import annotations

from dataclasses import replace

from booklet.compose.block import Story
from booklet.diag import Diagnostic, Sink
from booklet.howto.make import make_howto
from booklet.impose.order import bound_so
from booklet.impose.sheet import Imposition, impose
from booklet.job import Job
from booklet.layout.fit import Fitted
from booklet.layout.frame import Document
from booklet.layout.toner import with_less
from booklet.live import check_live
from booklet.model.printing import Printing
from booklet.model.sheet import OutputKind
from booklet.model.template import Template
from booklet.outputs import Output, make_outputs
from booklet.pdf.metadata import Metadata
from booklet.pdf.writer import write_pdf
from booklet.project import Project
from booklet.units import MM
from booklet.value import compared
from booklet.volume import lay_out

LEAST_FROM_FOLD = 3.0
"""Millimetres."""


@compared
class Built:
    """One finished booklet; `stories` and `document` say what its files must show."""

    job: Job
    stories: tuple[Story, ...]
    """One for each language in it, the reader's first; of two languages side by side, one in both."""
    document: Document
    imposition: Imposition
    outputs: tuple[Output, ...]
    """The one for the screen, the one for the office, then what else was asked for; each kind once."""
    warnings: tuple[Diagnostic, ...]
    fitted: Fitted | None = None
    """How its pages were made to fill."""
    printing: Printing = Printing()

    @property
    def story(self) -> Story:
        """What it says to its reader."""
        return self.stories[0]

    @property
    def screen(self) -> bytes:
        """The file of single pages."""
        return self.output(OutputKind.SCREEN)

    @property
    def office(self) -> bytes:
        """The file of sheets."""
        return self.output(OutputKind.OFFICE)

    def output(self, kind: OutputKind) -> bytes:
        """The file of a kind. Raises `KeyError` if it was not asked for."""
        return dict(self.outputs)[kind]


def build(job: Job, project: Project, printing: Printing = Printing()) -> Built:  # noqa: B008  (frozen)
    """Turn one edition, in one form and one language, into its files. Raises BookletError with every error found.

    `printing`: what is asked of them beside what `project` says; of its sheets, see `printed_so`."""
    sink = Sink()
    edition = project.editions[job.edition]
    template = project.templates[edition.forms[job.form].template]
    stories, document, fitted = lay_out(job, project, sink)
    check_live(stories, edition, project.catalogs, sink)
    sink.stop_on_errors()
    document = with_less(document, printing.colour)
    meta = Metadata(stories[0].title.text, document.lang, edition.as_of)
    screen = write_pdf(document, meta)
    imposition = impose(len(document.pages), document.trim, document.binding, template.sheet, job.locale)
    imposition = bound_so(imposition, document.order, document.turned)
    sink.extend(imposition.warnings)
    check_fold_margin(imposition, template, sink)
    sink.stop_on_errors()
    kinds = (*edition.outputs, *printing.outputs)
    outputs = tuple(make_outputs(screen, document, imposition, kinds, printing, meta))
    if OutputKind.HOW_TO in kinds:
        outputs += (Output(OutputKind.HOW_TO, make_howto(job, project, imposition, document.binding, meta, sink)),)
        sink.stop_on_errors()
    return Built(job, stories, document, imposition, outputs, sink.finish(), fitted, printing)


def check_fold_margin(imposition: Imposition, template: Template, sink: Sink) -> None:
    """However far pages are moved to the fold, their words keep a distance from it."""
    places = [p for side in imposition.sides for p in side.placements if p.clip]
    moved = max((max(abs(p.clip.x - p.x), abs(p.clip.y - p.y)) for p in places if p.clip), default=0.0) / MM
    if imposition.signatures and template.margins.inner - moved < LEAST_FROM_FOLD:
        what = f"words would stand {template.margins.inner - moved:.1f} mm from the fold, under {LEAST_FROM_FOLD} mm: paper {moved:.1f} mm thick lies round the inner sheets"
        sink.error("near-fold", what, template.span, "raise the inner margin, show less, or use thinner paper")


def printed_so(project: Project, printing: Printing) -> Project:
    """A project whose templates are printed as one run asks: on its paper, in its scheme."""
    templates = {name: replace(t, sheet=printing.applied(t.sheet)) for name, t in project.templates.items()}
    return replace(project, templates=templates)
