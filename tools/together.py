"""Pictures of booklets in more than one language, from editions that the project itself does not build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from booklet.build import Built, Job, build
from booklet.diag import Sink
from booklet.project import FILE, read_project
from booklet.world.files import DiskWorld

Row = Callable[[Sequence[tuple[Built, int]]], Image.Image]


class _Shelf(DiskWorld):
    """The project, as if it built these two editions."""

    def read(self, path: str) -> bytes:
        return b"editions: [bilingual, border]\n" if path == FILE else super().read(path)


def together(root: Path, row: Row) -> dict[str, Image.Image]:
    """Every picture by name; `row` puts pages side by side."""
    project = read_project(_Shelf(root), Sink())

    def made(form: str, locale: str) -> Built:
        return build(Job("bilingual", form, locale), project)

    thai, arabic, khmer = made("facing", "th+en"), made("facing", "ar+en"), made("columns", "km+en")
    urdu, border = made("columns", "ur+en"), build(Job("border", "a6", "mul"), project)
    return {
        "facing": row([(thai, 2), (thai, 3), (arabic, 7), (arabic, 6)]),
        "columns": row([(khmer, 2), (khmer, _with_code(khmer)), (urdu, 2), (urdu, _with_code(urdu))]),
        "border": row([(border, 1), (border, 14), (border, 15), (border, 18), (border, 19)]),
        "parallel": row([(made("parallel", lang), 7) for lang in ("en", "th", "km", "ar", "ur")]),
    }


def _with_code(built: Built) -> int:
    """The first page with a QR code."""
    return next(p.number for p in built.document.pages if any(type(i).__name__ == "Modules" for i in p.items))
