"""Sets the sheet: numbered pictures with few words, as large as they are read at arm's length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from booklet.diag import Sink
from booklet.howto.pictures import HEIGHT, WIDTH, picture
from booklet.howto.shape import Shape, shape_of
from booklet.howto.steps import TITLE, Step, steps
from booklet.impose.sheet import Imposition
from booklet.job import Job
from booklet.l10n.localise import Localiser
from booklet.l10n.localised import Localised
from booklet.layout.frame import Document, Item, Page, Stroke, Tag, TextItem
from booklet.model.sheet import Paper
from booklet.pdf.metadata import Metadata
from booklet.pdf.writer import write_pdf
from booklet.press import languages_of
from booklet.project import Project
from booklet.text.paragraph import Typesetter
from booklet.units import MM, Size

_MARGIN, _GAP = 15 * MM, 8 * MM
_FIELD = 85 * MM
"""Width of a picture."""

_X, _LEADING = 2.3, 5.6
"""Printed x-height and line pitch of Latin, mm: those of a booklet's sentences."""

_TITLE_X = 3.5
_NUMBER = 7 * MM
_LATIN_LEADING = 4.0
_DASH = (2.2 * MM, 1.6 * MM)
_PEN, _HEAVY = 0.3 * MM, 0.7 * MM
_LATIN = "en"
_PAPERS = (Paper.A4, Paper.LETTER, Paper.F4, Paper.LEGAL)
"""Papers wide enough for two columns and no wider; for others the sheet is A4."""


def make_howto(job: Job, project: Project, imposition: Imposition, binding: str, meta: Metadata, sink: Sink) -> bytes:
    """The sheet of one booklet as a PDF, in the first of its languages. Words without translation go to `sink` as those of the
    booklet do; raises BookletError as `write_pdf`."""
    edition = project.editions[job.edition]
    lang = languages_of(job, edition)[0]
    localiser = Localiser(project.languages[lang], project.catalogs[lang], edition.missing, sink)
    maker = _Maker(localiser, project, Typesetter(project.fonts.choosing(edition.families), sink, project.words))
    paper = (imposition.spec.paper if imposition.spec.paper in _PAPERS else Paper.A4).size
    if imposition.block is None:
        raise ValueError("nobody knows how these sheets are cut")
    page = Page(1, paper, tuple(maker.items(steps(imposition), shape_of(imposition.block, binding), paper)))
    direction = project.languages[lang].direction.value
    return write_pdf(Document(paper, lang, direction, binding, (page,)), meta)


class _Maker:
    def __init__(self, localiser: Localiser, project: Project, typesetter: Typesetter) -> None:
        self._localiser, self._project, self._typesetter = localiser, project, typesetter
        self._rtl = localiser.language.direction.value == "rtl"

    def items(self, found: tuple[Step, ...], shape: Shape, paper: Size) -> Iterator[Item]:
        """All that is on the page."""
        root = Tag("Sect")
        said = [tuple(self._say(word) for word in step.words) for step in found]
        title = self._say(TITLE)
        width = paper.width - 2 * _MARGIN
        y = _MARGIN
        drafts = [t for texts in ((title,), *said) for t in texts if t.is_draft]
        if drafts:
            yield from self._text(self._say("mark.draft"), _MARGIN, y, width, _X * 0.75, None)
            y += _LEADING * MM
        yield from self._text(title, _MARGIN, y, width, _TITLE_X, Tag("H1", parent=root))
        y += 2.2 * _TITLE_X * MM + _GAP
        bottom = y
        for n, (step, texts) in enumerate(zip(found, said, strict=True)):
            right = (n % 2 == 1) != self._rtl
            x = paper.width - _MARGIN - _FIELD if right else _MARGIN
            if n % 2 == 0:
                y = bottom
            end = y
            for item, foot in self._step(n + 1, step, texts, shape, x, y, root):
                yield item
                end = max(end, foot)
            bottom = max(bottom, end + _GAP)

    def _say(self, word: str) -> Localised:
        return self._localiser.localise(self._project.catalogue.words[word].text)

    def _step(self, number: int, step: Step, texts: tuple[Localised, ...], shape: Shape, x: float, y: float, root: Tag) -> Iterator[tuple[Item, float]]:
        """A picture, its number and words, each with the height where it ends."""
        part = Tag("Sect", parent=root)
        scale = _FIELD / WIDTH
        figure = Tag("Figure", alt=" ".join(text.text for text in texts), parent=part)
        for points, dashed, heavy in picture(step.picture, shape).lines:
            for (x1, y1), (x2, y2) in pairwise(points):
                pen = _HEAVY if heavy else _PEN
                yield Stroke(x + x1 * scale, y + y1 * scale, x + x2 * scale, y + y2 * scale, pen, _DASH if dashed else (), False, figure), y
        foot = y + HEIGHT * scale + 2 * MM
        digits = self._typesetter.lines(str(number), _LATIN, "bold", 1e6)[0]
        face = self._project.fonts.faces(_LATIN, "bold")[0]
        size = _NUMBER / face.digit_height
        yield TextItem(x + _FIELD - digits.width * size if self._rtl else x, foot + _NUMBER, digits, size, Tag("P", parent=part)), foot
        indent = 10 * MM
        left, width = (x, _FIELD - indent) if self._rtl else (x + indent, _FIELD - indent)
        for text in texts:
            for item in self._text(text, left, foot, width, _X, Tag("P", parent=part)):
                yield item, item.y
                foot = item.y + 1.2 * MM

    def _text(self, text: Localised, x: float, y: float, width: float, letters: float, tag: Tag | None) -> Iterator[TextItem]:
        """A text below a height, its letters so high (mm)."""
        metrics = self._project.fonts.metrics(text.lang)
        size = letters * MM / metrics.k
        pitch = letters / _X * _LEADING * metrics.leading / _LATIN_LEADING * MM
        weight = "bold" if tag and tag.role == "H1" else "regular"
        for n, line in enumerate(self._typesetter.lines(text.text, text.lang, weight, width / size, message=text.message), 1):
            yield TextItem(x + width - line.width * size if self._rtl else x, y + n * pitch, line, size, tag)
