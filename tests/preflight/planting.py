"""Two small booklets, one in either direction, and faults planted in their finished files, as another program would leave them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from booklet.build import Built, Job, build
from booklet.diag import Sink
from booklet.model.edition import Missing
from booklet.preflight import preflight
from booklet.project import read_project
from booklet.world.files import DiskWorld, shipped_root

_KEPT = ("cover", "danger", "services", "notes", "numbers")
"""Pages with a big number, codes, links, cards; the fewest that have all."""


@cache
def small(lang: str) -> Built:
    """The shipped edition for one country, some of its pages."""
    project = read_project(DiskWorld(shipped_root()), Sink())
    edition = replace(project.editions["journey"], countries=("SG",), missing=Missing.SOURCE)
    template = project.templates["a6"]
    kept = replace(template, pages=tuple(spec for spec in template.pages if spec.id in _KEPT))
    return build(Job("journey", "a6", lang), replace(project, editions={"journey": edition}, templates={"a6": kept}))


def edited(data: bytes, change: Callable[[PdfWriter], Any]) -> bytes:
    """The file, changed by another program."""
    writer = PdfWriter(clone_from=BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def with_file(built: Built, kind: str, data: bytes) -> Built:
    """The booklet with another file in place of one of its own."""
    return replace(built, outputs=tuple(o._replace(data=data) if o.kind == kind else o for o in built.outputs))


def codes(built: Built, secrets: tuple[str, ...] = ()) -> set[str]:
    """What preflight complains of."""
    sink = Sink()
    preflight(built, sink, secrets)
    return {d.code for d in sink.finish()}


def content(writer: PdfWriter, page: int) -> str:
    """Operators of a page, from 1."""
    return writer.pages[page - 1]["/Contents"].get_object().get_data().decode("latin-1")  # type: ignore[no-any-return]


def draw(writer: PdfWriter, page: int, operators: str) -> None:
    """Put others in their place."""
    stream = DecodedStreamObject()
    stream.set_data(operators.encode("latin-1"))
    writer.pages[page - 1][NameObject("/Contents")] = writer._add_object(stream)


def redrawn(pattern: str, new: str | Callable[[re.Match[str]], str], page: int | None = None) -> Callable[[PdfWriter], None]:
    """Replace the first piece of a page's operators, or of the first page that has it."""

    def change(writer: PdfWriter) -> None:
        for number in [page] if page else range(1, len(writer.pages) + 1):
            changed, count = re.subn(pattern, new, content(writer, number), count=1, flags=re.DOTALL)
            if count:
                draw(writer, number, changed)
                return
        raise AssertionError(f"no page has {pattern}")

    return change


def objects(writer: PdfWriter, wanted: Callable[[DictionaryObject], bool]) -> list[DictionaryObject]:
    """All that a file holds of a kind."""
    return [thing for thing in writer._objects if isinstance(thing, DictionaryObject) and wanted(thing)]


def elements(writer: PdfWriter, role: str) -> list[DictionaryObject]:
    """Elements of the structure tree."""
    return objects(writer, lambda thing: thing.get("/Type") == "/StructElem" and thing.get("/S") == role)


def fonts(writer: PdfWriter) -> list[DictionaryObject]:
    """Fonts that show glyphs."""
    return objects(writer, lambda thing: thing.get("/Subtype") == "/Type0")


def restream(writer: PdfWriter, holder: DictionaryObject, key: str, data: bytes) -> None:
    """Put another stream in place of one."""
    stream = DecodedStreamObject()
    stream.set_data(data)
    holder[NameObject(key)] = writer._add_object(stream)
