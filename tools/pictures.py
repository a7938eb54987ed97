"""Builds the pictures in docs/pictures/ from a fresh build: `python tools/pictures.py`.

Needs the program with its dependencies, and Pillow (extra "test"). The same content gives the same bytes
with the same versions of pypdfium2 and Pillow.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import drawings
import sheets
from PIL import Image, ImageDraw
from together import together

from booklet.build import Built, Job, build
from booklet.diag import BookletError, Sink
from booklet.howto.make import make_howto
from booklet.impose.sheet import impose
from booklet.layout.frame import Modules
from booklet.model.sheet import Scheme, SheetSpec
from booklet.pdf.metadata import Metadata
from booklet.project import Project, read_project
from booklet.units import MM, Size
from booklet.world.files import DiskWorld

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
EDITION, FORM = "journey", "a6"
A6, A7 = (105, 148.5), (74.25, 105)
LARGEST = 250_000
"""Bytes of a picture, so that a clone stays small."""

WIDTH = 1600
GAP = 20
PAPER = 255
GREYS = 16
SHARP = 3
"""Rendered so many times larger, then reduced: at once, letters would be shifted to whole pixels."""


def rendered(pdf: bytes, number: int, width: int) -> Image.Image:
    """A page of a PDF, from 1, in grey, `width` pixels wide, with a thin edge."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    page: Any = document[number - 1]
    large: Image.Image = page.render(scale=SHARP * width / page.get_width(), grayscale=True).to_pil().convert("L")
    document.close()
    picture = large.resize((width, round(large.height / SHARP)), Image.Resampling.LANCZOS)
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=112)
    return picture


def in_a_row(pages: Sequence[tuple[Built, int]]) -> Image.Image:
    """Pages side by side, `WIDTH` pixels in all."""
    width = (WIDTH - GAP * (len(pages) + 1)) // len(pages)
    pictures = [rendered(built.screen, number, width) for built, number in pages]
    row = Image.new("L", (WIDTH, pictures[0].height + 2 * GAP), PAPER)
    for place, picture in enumerate(pictures):
        row.paste(picture, (GAP + place * (width + GAP), GAP))
    return row


def first_with_code(built: Built) -> int:
    """The number of the first page with a QR code: the first page of services."""
    return next(p.number for p in built.document.pages if any(isinstance(i, Modules) for i in p.items))


def png(picture: Image.Image) -> bytes:
    """A PNG of few greys: text stays sharp, the file small."""
    few = picture.point([round(v * (GREYS - 1) / 255) for v in range(256)])
    few = few.convert("P")
    few.putpalette([level * 255 // (GREYS - 1) for level in range(GREYS) for _ in range(3)])
    out = BytesIO()
    few.save(out, "PNG", bits=4, optimize=True)
    return out.getvalue()


def pictures(project: Project) -> dict[str, Image.Image]:
    """Every picture by name."""
    shown = ("en", "th", "km", "my", "ar", "bn", "zh-Hans")
    built = {lang: build(Job(EDITION, FORM, lang), project) for lang in shown}
    en, th, km, ar = (built[lang] for lang in ("en", "th", "km", "ar"))
    return {
        "booklet": in_a_row([(en, 1), (en, 2), (th, first_with_code(th)), (ar, 2), (km, first_with_code(km))]),
        "languages": in_a_row([(built[lang], 2) for lang in shown[1:]]),
        "arabic": in_a_row([(ar, 1), (ar, 2), (ar, 5), (ar, first_with_code(ar)), (ar, len(ar.document.pages))]),
        "fold": drawings.fold(lambda width: rendered(en.office, 1, width), lambda width: rendered(en.screen, 1, width)),
        "pipeline": drawings.pipeline(),
        "schemes": sheets.schemes(),
        "how-to": how_to(project),
        **together(ROOT, in_a_row),
    }


def how_to(project: Project) -> Image.Image:
    """The sheets of pictures of three schemes, in three languages."""
    shown = (("en", "left", A6, 8, Scheme.COPIES), ("km", "left", A7, 16, Scheme.CUT_STACK), ("ur", "right", A6, 8, Scheme.SADDLE))
    width = (WIDTH - GAP * (len(shown) + 1)) // len(shown)
    row = Image.new("L", (WIDTH, round(width * 0.93) + 2 * GAP), PAPER)
    for place, (lang, binding, trim, pages, scheme) in enumerate(shown):
        imposition = impose(pages, Size(*(length * MM for length in trim)), binding, SheetSpec(scheme=scheme))
        data = make_howto(Job(EDITION, FORM, lang), project, imposition, binding, Metadata("", lang, None), Sink())
        picture = rendered(data, 1, width)
        row.paste(picture.crop((0, 0, width, row.height - 2 * GAP)), (GAP + place * (width + GAP), GAP))
    return row


def main() -> int:
    """Write all pictures; 1 if the content has errors or a picture became too large."""
    try:
        drawn = pictures(read_project(DiskWorld(ROOT), Sink()))
    except BookletError as e:
        print(e, file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
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
