"""Two lines of every language: one sheet for the documentation, and a small picture of each to compare with.

    python tools/every_script.py            # writes docs/scripts.png and tests/golden/*.png: look at every one that changed
    python tools/every_script.py --check    # says which language looks different from its picture; 1 if any does

The first line is what the language's catalog has for "You are not alone. What happened is not your fault.", a machine draft
where no person has read it, or its name and names of countries (CLDR). The second holds what must keep its order in any direction: days,
hours, a date, a telephone number.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from pictures import png, rendered
from PIL import Image, ImageChops, ImageFilter

from booklet.compose.block import Block, Cell, Paragraph, Row, Rule, Space, Stack
from booklet.diag import Sink
from booklet.l10n import facts
from booklet.l10n.catalogs import Catalog, read_translations
from booklet.l10n.languages import Language, read_languages
from booklet.l10n.localise import fact
from booklet.l10n.localised import AtomKind, Localised, State
from booklet.layout.blocks import lay
from booklet.layout.frame import Document, Item, Page
from booklet.layout.laid import Laid, LinkSpot, flatten
from booklet.layout.setting import Setting
from booklet.model.read_template import read_template
from booklet.model.template import Template
from booklet.model.values import Weekday
from booklet.pdf.metadata import Metadata
from booklet.pdf.writer import write_pdf
from booklet.text.fonts import FontBook, scan_fonts
from booklet.text.paragraph import Typesetter
from booklet.units import MM, Size
from booklet.world.files import DiskWorld

ROOT = Path(__file__).parent.parent
SHEET = ROOT / "docs" / "scripts.png"
GOLDEN = ROOT / "tests" / "golden"
DAY = date(2026, 11, 25)
NUMBER = "+66 2 123 4567"
SENTENCES = ("message:alone.not_alone/text", "message:alone.not_your_fault/text")
COUNTRIES = ("TH", "MY", "ID")
CHOICES = (("th", "Noto Sans Thai Looped"), ("lo", "Noto Sans Lao Looped"), ("ur", "Noto Nastaliq Urdu"))
"""Languages shown once more in an optional family."""

WIDTH = 84.0
"""Millimetres of the lines."""
LABEL = 15.0
MARGIN = 4.0
COLUMNS = 2
PIXELS = 420
"""Width of a small picture."""
SHEET_PIXELS = 1300
SAME = 40
"""Difference of a pixel, of 255 and after blurring, that another version of the renderer may make."""


@dataclass(frozen=True)
class Samples:
    """What the lines are made from."""

    languages: dict[str, Language]
    catalogs: dict[str, Catalog]
    template: Template
    fonts: FontBook

    def words(self, language: Language) -> Localised:
        """A message of the catalogs, or the language's name and names of countries."""
        catalog = self.catalogs[language.tag].messages
        found = [catalog[m].target for m in SENTENCES if m in catalog and catalog[m].target]
        if language.tag == "en":
            found = ["You are not alone. What happened is not your fault."]
        if found:
            return Localised(("" if language.tag in ("zh-Hans", "th") else " ").join(found), language.tag, language.direction.value)
        names = facts.list_of([facts.country(code, language, self.languages["en"]) for code in COUNTRIES], language)
        return _in_a_row([Localised(language.autonym, language.tag), names], language)

    def order(self, language: Language) -> Localised:
        """Days, hours, date and number, each an isolate."""
        days = facts.weekdays([d for d in Weekday if d not in (Weekday.SAT, Weekday.SUN)], language, self.languages["en"])
        parts = [days, facts.times("08:30", "16:30", language), facts.day(DAY, language), fact(NUMBER, "en", AtomKind.NUMBER)]
        return _in_a_row([p for p in parts if p], language)


def _in_a_row(parts: Sequence[Localised], language: Language) -> Localised:
    atoms, text = [], ""
    for part in parts:
        text += " · " if text else ""
        atoms += [a._replace(start=a.start + len(text), end=a.end + len(text)) for a in part.atoms]
        text += part.text
    return Localised(text, language.tag, language.direction.value, State.FACT, None, tuple(atoms))


def read_samples() -> Samples:
    sink, world = Sink(), DiskWorld(ROOT)
    languages = read_languages(world, sink)
    template = read_template(world, "a6", sink)
    samples = read_translations(world, list(languages), sink, languages, {"guidance"})
    fonts = scan_fonts(world, sink)
    sink.stop_on_errors()
    assert template
    return Samples(languages, samples, template, fonts)


def two_lines(samples: Samples, language: Language) -> Block:
    return Stack((Paragraph(samples.words(language), "card"), Paragraph(samples.order(language), "small")))


def document(blocks: Sequence[tuple[Block, Language, str | None]], width: float, samples: Samples) -> Document:
    """Blocks one below the other on one page, `width` millimetres wide, each in its language's direction and fonts."""
    sink = Sink()
    x, y, inner = MARGIN * MM, MARGIN * MM, (width - 2 * MARGIN) * MM
    items: list[Item] = []
    spots: list[tuple[float, float, LinkSpot]] = []
    for block, language, family in blocks:
        fonts = samples.fonts.choosing({language.tag: family} if family else {})
        setting = Setting(samples.template, fonts, Typesetter(fonts, sink), {}, language.tag, language.direction.value, {}, sink)
        laid: Laid = lay(block, inner, 1e6, setting, None)
        flatten(laid, x, y, items, spots)
        y += laid.height + MM
    sink.stop_on_errors()
    size = Size(width * MM, y + MARGIN * MM)
    return Document(size, "en", "ltr", "left", (Page(1, size, tuple(items)),))


def picture(made: Document, pixels: int) -> Image.Image:
    return rendered(write_pdf(made, Metadata("Scripts", "en", DAY)), 1, pixels)


def small(samples: Samples, tag: str, family: str | None) -> Image.Image:
    language = samples.languages[tag]
    return picture(document([(two_lines(samples, language), language, family)], WIDTH + 2 * MARGIN, samples), PIXELS)


def sheet(samples: Samples) -> Image.Image:
    """Every language with its tag and name, in columns."""
    rows = [*((tag, None) for tag in samples.languages), *CHOICES]
    length = -(-len(rows) // COLUMNS)
    columns = []
    for start in range(0, len(rows), length):
        blocks: list[tuple[Block, Language, str | None]] = []
        for tag, family in rows[start : start + length]:
            language = samples.languages[tag]
            label = Stack((Paragraph(Localised(tag, "en"), "small-bold"), Paragraph(Localised(language.autonym, tag), "tiny")))
            row = Row((Cell(label, LABEL + 6), Cell(two_lines(samples, language))), 2, "top")
            blocks.append((Stack((Rule("hair"), Space(0.8), row)), language, family))
        columns.append(document(blocks, WIDTH + LABEL + 8 + 2 * MARGIN, samples))
    pictures = [picture(column, SHEET_PIXELS // COLUMNS) for column in columns]
    out = Image.new("L", (SHEET_PIXELS, max(p.height for p in pictures)), 255)
    for n, one in enumerate(pictures):
        out.paste(one, (n * SHEET_PIXELS // COLUMNS, 0))
    return out


def different(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures differ by more than the edges of letters."""
    if one.size != other.size:
        return True
    blurred = [p.convert("L").filter(ImageFilter.BoxBlur(1)) for p in (one, other)]
    return ImageChops.difference(*blurred).getextrema()[1] > SAME


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    samples = read_samples()
    wanted = {tag: small(samples, tag, None) for tag in samples.languages}
    wanted |= {f"{tag}-{family.replace(' ', '-')}": small(samples, tag, family) for tag, family in CHOICES}
    if check:
        changed = [n for n, p in wanted.items() if not (GOLDEN / f"{n}.png").exists() or different(p, Image.open(GOLDEN / f"{n}.png"))]
        print(f"looks different: {', '.join(changed)}" if changed else f"{len(wanted)} pictures as they were")
        return 1 if changed else 0
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.png"):
        if old.stem not in wanted:
            old.unlink()
    for name, one in wanted.items():
        path = GOLDEN / f"{name}.png"
        if not path.exists() or different(one, Image.open(BytesIO(path.read_bytes()))):
            path.write_bytes(png(one))
            print(f"new: {path.name}")
    SHEET.write_bytes(png(sheet(samples)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
