"""Builds the pictures in docs/gallery/: every format in five languages, the looks and the covers: `python tools/gallery.py`.

Needs the program with its dependencies, and Pillow (extra "test"). The same content gives the same bytes
with the same versions of pypdfium2 and Pillow.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from pictures import PAPER, SHARP
from PIL import Image, ImageDraw

from booklet.build import Built, Job, build
from booklet.diag import Sink
from booklet.project import Project, read_project
from booklet.world.files import DiskWorld, MemoryWorld
from booklet.world.layers import Layer, LayeredWorld

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "gallery"
EDITION = "pocket"
LANGUAGES = ("en", "ar", "km", "my", "th")
LARGEST = 250_000
"""Bytes of a picture, so that a clone stays small."""
COLOURS, GREYS = 48, 12
GAP = 12


class Sheet(NamedTuple):
    """A picture: a row for each booklet, with the first page of some of its groups, each `width` pixels wide."""

    name: str
    rows: tuple[Job, ...]
    pages: tuple[str, ...]
    width: int


def in_languages(form: str, edition: str = EDITION) -> tuple[Job, ...]:
    return tuple(Job(edition, form, lang) for lang in LANGUAGES)


BOOK = ("cover", "danger", "signs", "rights", "services-TH", "phrases", "numbers")
SHEETS = (
    Sheet("a5-large", in_languages("a5-large"), ("cover", "danger", "contents", "signs", "services-TH", "numbers"), 180),
    Sheet("a6", in_languages("a6"), ("cover", "danger", "contents", "choose", "signs", "calling", "services-TH", "phrases", "numbers"), 140),
    Sheet("a7", in_languages("a7"), BOOK, 130),
    Sheet("b7", in_languages("b7"), BOOK, 140),
    Sheet("card-z", in_languages("card-z"), ("cover", "danger", "phrases", "notes", "numbers"), 150),
    Sheet("dl", in_languages("dl"), ("cover", "danger", "signs", "services-TH", "phrases", "numbers"), 150),
    Sheet("poster-a4", in_languages("poster-a4"), ("poster",), 420),
    Sheet("show", in_languages("show"), ("cover", "phrases", "phrases-3", "phrases-5", "numbers"), 150),
    Sheet("zine8", in_languages("zine8"), ("cover", "danger", "signs", "rights", "calling", "phrases", "numbers"), 130),
    Sheet("looks", tuple(Job(EDITION, form, lang) for form in ("a6", "a6-ledger", "a6-harbour") for lang in ("en", "ar")), ("danger", "choose", "signs", "calling", "services-TH", "about", "numbers"), 150),
    Sheet("parts", tuple(Job(EDITION, "parts", lang) for lang in LANGUAGES), ("first", "calling", "needs", "languages", "services-TH"), 190),
)
COVERS = ("travel", "calendar", "recipes", "plain")
ACROSS = ("poster-a4",)
"""Formats of one page, whose languages stand side by side."""


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    project = read("travel")
    for sheet in SHEETS:
        rows = [[rendered(built, name, sheet.width) for name in sheet.pages] for built in (build(job, project) for job in sheet.rows)]
        save(sheet.name, contact([[row[0] for row in rows]] if sheet.name in ACROSS else rows))
    covers = {cover: read(cover) for cover in COVERS}
    save("covers", contact([[rendered(build(Job(EDITION, "a6", lang), one), "cover", 200) for lang in LANGUAGES] for one in covers.values()]))
    return 0


def read(cover: str) -> Project:
    """The project, with more forms than are shipped in the edition, and one of the covers."""
    forms = "{a6: a6, a6-ledger: a6-ledger, a6-harbour: a6-harbour, parts: parts}"
    own = {
        "booklet.yaml": f"extends: booklet\neditions: [{EDITION}]\n",
        f"content/editions/{EDITION}.yaml": f"id: {EDITION}\ncover: {cover}\nforms: {forms}\n",
        "content/templates/parts.yaml": PARTS,
    }
    world = LayeredWorld(ROOT, (Layer(MemoryWorld({path: text.encode() for path, text in own.items()}), ""), Layer(DiskWorld(ROOT), "booklet:")))
    sink = Sink()
    project = read_project(world, sink)
    sink.stop_on_errors()
    return project


PARTS = """\
id: parts
extends: a6
look: harbour
pages:
  - {id: first, kind: message, lead: [alone.not_alone, alone.not_your_fault], messages: [alone.you_decide], listed: no, section: 1}
  - {id: calling}
  - {id: needs, kind: needs, title: title.needs, icon: search, section: 2}
  - {id: languages, kind: languages, title: title.languages, icon: language, section: 3}
  - {id: services, cards: compact, section: 4}
  - {id: notes}
  - {id: numbers}
"""
"""A template with the kinds of pages that the shipped ones do not use."""


def rendered(built: Built, name: str, width: int) -> Image.Image:
    """The first page of a group, `width` pixels wide, with a thin edge."""
    import pypdfium2

    document = pypdfium2.PdfDocument(built.screen)
    page: Any = document[page_of(built, name) - 1]
    large: Image.Image = page.render(scale=SHARP * width / page.get_width()).to_pil().convert("RGB")
    document.close()
    picture = large.resize((width, round(large.height / SHARP)), Image.Resampling.LANCZOS)
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=(112,) * 3)
    return picture


def page_of(built: Built, name: str) -> int:
    """Where a group begins: its bookmark says so; covers and posters, which have none, stand first."""
    group = next(g for g in built.story.groups if g.id == name)
    if group.title is None and name.startswith("phrases-"):
        return page_of(built, "phrases") + int(name.removeprefix("phrases-")) - 1
    return next((b.page for b in built.document.bookmarks if group.title and b.title == group.title.text), 1)


def contact(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Pages in rows."""
    wide, high = (max(side) for side in zip(*(picture.size for row in rows for picture in row), strict=True))
    across = max(len(row) for row in rows)
    sheet = Image.new("RGB", (GAP + across * (wide + GAP), GAP + len(rows) * (high + GAP)), (PAPER,) * 3)
    for y, row in enumerate(rows):
        for x, picture in enumerate(row):
            sheet.paste(picture, (GAP + x * (wide + GAP), GAP + y * (high + GAP)))
    return sheet


def save(name: str, picture: Image.Image) -> None:
    """A palette, or greys where there is no colour. Raises ValueError if the picture is too large."""
    grey = all(a == b == c for _, (a, b, c) in picture.getcolors(1 << 24) or ())
    small = picture.convert("L").quantize(GREYS) if grey else picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    if len(out.getvalue()) > LARGEST:
        raise ValueError(f"{name} has {len(out.getvalue())} bytes, more than {LARGEST}")
    (FOLDER / f"{name}.png").write_bytes(out.getvalue())
    print(f"{name}.png {picture.width} x {picture.height}, {len(out.getvalue())} bytes")


if __name__ == "__main__":
    sys.exit(main())
