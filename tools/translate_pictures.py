"""Builds docs/pictures/translate-*.png, the pictures of the walk-through for translators: `python tools/translate_pictures.py`.

Goes the way that docs/translator.md describes, in a project folder of its own, and draws what there is to see on it.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from pictures import FOLDER, LARGEST, png, rendered
from PIL import Image

from booklet.build import build
from booklet.compose.block import Cell, Paragraph, Row
from booklet.compose.translator import english
from booklet.diag import BookletError, Sink
from booklet.job import Job
from booklet.l10n.exchange.rows import Row as TextRow
from booklet.l10n.exchange.rows import rows
from booklet.l10n.localised import Localised
from booklet.l10n.po import Entry, dump, parse
from booklet.layout.blocks import lay
from booklet.layout.frame import Box, Document, Item, Outline, Page, Tag
from booklet.layout.laid import LinkSpot, flatten
from booklet.layout.setting import Setting
from booklet.model.read_template import read_template
from booklet.pdf.metadata import Metadata
from booklet.pdf.writer import write_pdf
from booklet.project import Project, read_project
from booklet.run.new_project import project_files
from booklet.text.paragraph import Typesetter
from booklet.translator_sheet.make import TEMPLATE, make_sheet
from booklet.units import MM, Size
from booklet.world.files import DiskWorld

JOB = Job("journey", "a6", "km")
TEXT = "message:rights.doctor/text"
CATALOG = "translations/km/LC_MESSAGES/guidance.po"
WIDTH = 1600
COLUMNS = (("key", 46.0, False), ("state", 27.0, True), ("source", 62.0, False), ("target", 62.0, True), ("notes", 56.0, False))
"""Of the workbook: name, width in mm, whether it may be filled in."""
ABOVE, BELOW = 2, 2
"""Rows shown round the one that is filled in."""
_PAD = 1.6 * MM


def start(root: Path) -> str:
    """A new project in which one text waits for its translation; the translation, which is the shipped one."""
    for path, data in project_files():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    before = entries(root)
    words = next(e.target for e in before if e.context == TEXT)
    save(root, tuple(replace(e, targets=("",), comments=()) if e.context == TEXT else e for e in before))
    return words


def entries(root: Path) -> tuple[Entry, ...]:
    return parse((root / CATALOG).read_text("utf-8"), CATALOG, Sink())


def save(root: Path, found: tuple[Entry, ...]) -> None:
    (root / CATALOG).write_text(dump(found), "utf-8", newline="\n")


def read(root: Path) -> Project:
    sink = Sink()
    project = read_project(DiskWorld(root), sink)
    sink.stop_on_errors()
    return project


def sheet(root: Path) -> Image.Image:
    """The sheet of the page with the text."""
    project = read(root)
    made = make_sheet(JOB, project, DiskWorld(root), Sink())
    import pypdfium2

    document = pypdfium2.PdfDocument(made.pdf)
    number = next(n for n, page in enumerate(document, 1) if TEXT in page.get_textpage().get_text_bounded())
    return rendered(made.pdf, number, WIDTH)


def printed(root: Path) -> Image.Image:
    """The page with the text, beside the side of the printed sheet on which it stands."""
    built = build(JOB, read(root))
    number = next(p.number for p in built.document.pages if any(i.tag and i.tag.message == TEXT for i in p.items))
    page = rendered(built.screen, number, 500)
    office = rendered(built.office, 1, 500)
    out = Image.new("L", (1060, max(page.height, office.height) + 40), 255)
    out.paste(page, (20, 20))
    out.paste(office, (540, 20))
    return out


def workbook(root: Path, words: str) -> Image.Image:
    """Rows of the workbook as a spreadsheet shows them, one filled in."""
    project = read(root)
    language = project.languages[JOB.locale]
    found = list(rows(entries(root), language))
    place = next(n for n, row in enumerate(found) if row.key == TEXT)
    found[place] = found[place]._replace(target=words)
    template = read_template(DiskWorld(root), TEMPLATE, Sink())
    assert template
    setting = Setting(template, project.fonts, Typesetter(project.fonts, Sink(), project.words), project.icons, "en", "ltr", {}, Sink())
    return rendered(_table(found[place - ABOVE : place + BELOW + 1], words, setting), 1, WIDTH)


def _table(shown: list[TextRow], words: str, setting: Setting) -> bytes:
    items: list[Item] = []
    width = sum(mm for _, mm, _ in COLUMNS) * MM
    y = _line([english(name) for name, _, _ in COLUMNS], 0.0, "label", None, setting, items)
    for row in shown:
        cells = [Localised(row.target, JOB.locale) if name == "target" else english(getattr(row, name)) for name, _, _ in COLUMNS]
        y = _line(cells, y, "note", row.target == words, setting, items)
    size = Size(width + 2, y + 2)
    page = Page(1, size, tuple(items))
    return write_pdf(Document(size, "en", "ltr", "left", (page,)), Metadata("Workbook", "en", None))


def _line(cells: list[Localised], y: float, style: str, chosen: bool | None, setting: Setting, items: list[Item]) -> float:
    """One row; what is locked stands on grey. Gives the height below it."""
    blocks = [Row((Cell(Paragraph(text, style)),)) for text in cells]
    laid = [lay(block, mm * MM - 2 * _PAD, 0, setting, Tag("Document")) for block, (_, mm, _) in zip(blocks, COLUMNS, strict=True)]
    height = max(piece.height for piece in laid) + 2 * _PAD
    x = 1.0
    for piece, (name, mm, open_) in zip(laid, COLUMNS, strict=True):
        if chosen is None or not open_:
            items.append(Box(x, y + 1, mm * MM, height, 0.8 if chosen is None else 0.94))
        pen = 1.8 if chosen and name == "target" else 0.35
        items.append(Outline(x, y + 1, mm * MM, height, 0, pen))
        links: list[tuple[float, float, LinkSpot]] = []
        flatten(piece, x + _PAD, y + 1 + _PAD, items, links)
        x += mm * MM
    _KEPT.append(blocks)
    return y + height


_KEPT: list[object] = []
"""Blocks, which a setting remembers by identity."""


def main() -> int:
    """Write all pictures; 1 if the content has errors or a picture became too large."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        try:
            words = start(root)
            drawn = {"translate-workbook": workbook(root, words), "translate-missing": sheet(root)}
            save(root, tuple(replace(e, targets=(words,)) if e.context == TEXT else e for e in entries(root)))
            drawn |= {"translate-sheet": sheet(root), "translate-printed": printed(root)}
        except BookletError as e:
            print(e, file=sys.stderr)
            return 1
    status = 0
    for name, picture in drawn.items():
        data = png(picture)
        (FOLDER / f"{name}.png").write_bytes(data)
        print(f"{name}.png  {picture.width} x {picture.height}  {len(data) / 1000:.0f} kB")
        if len(data) > LARGEST:
            print(f"{name}.png is larger than {LARGEST / 1000:.0f} kB", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
