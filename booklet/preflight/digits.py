"""Whether digits and letters of numbers and addresses look like what they are taken for, and stand in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from booklet.diag import Sink
from booklet.layout.frame import Document, TextItem
from booklet.preflight.glyphs import Program, Shape, outline, program_of
from booklet.preflight.marked import text_by_code
from booklet.preflight.reading import File
from booklet.text.face import Face, Glyph

_ASCII = frozenset(map(chr, range(33, 127)))
"""What numbers and addresses are written with."""
_RUN = re.compile("[0-9]{2,}")
_FAULT = "do not print this file; report the fault with the file"


def check_shapes(file: File, document: Document, sink: Sink) -> None:
    """A code that stands for a digit, or a letter of an address, draws a glyph that was laid out for it. Errors: `glyph-swapped`."""
    wanted: dict[str, set[Shape]] = {}
    for face, glyph in _glyphs(document):
        wanted.setdefault(glyph.text, set()).add(outline(face, glyph.id))
    for number, font in file.objects:
        if isinstance(font, dict) and font.get("/Subtype") == "/Type0" and (shown := file.codes.get(number)):
            for text in sorted(_wrong(program_of(file, number), font, shown, wanted)):
                what = f"a font of the {file.name} draws something else for '{text}' than was laid out"
                sink.error("glyph-swapped", what, None, _FAULT)


def _glyphs(document: Document) -> Iterable[tuple[Face, Glyph]]:
    """Each once: faces keep one object for each."""
    found: dict[int, tuple[Face, Glyph]] = {}
    for page in document.pages:
        for item in page.items:
            if isinstance(item, TextItem):
                for run in item.line.runs:
                    found.update({id(glyph): (run.face, glyph) for glyph in run.glyphs if glyph.text in _ASCII})
    return found.values()


def _wrong(program: Program, font: Any, shown: set[int], wanted: dict[str, set[Shape]]) -> Iterator[str]:
    for code, text in text_by_code(font).items():
        if code in shown and text in wanted:
            shape = program.shape(code)
            if shape is not None and shape and shape not in wanted[text]:
                yield text


def check_order(file: File, sink: Sink) -> None:
    """Digits that are read as one number stand one right of the other, as far as a reader tells them apart. Errors:
    `number-reversed`."""
    for number, texts in enumerate(file.pages, 1):
        if not _RUN.search(texts.pdfium):
            continue
        page = file.words(number)
        for run in _RUN.finditer(str(page.get_text_range(errors="replace"))):
            places = [_origin(page, n) for n in range(run.start(), run.end())]
            if any(b[0] < a[0] - 0.01 and abs(b[1] - a[1]) < 1 for a, b in pairwise(places)):
                what = f"the digits of '{run[0]}' on page {number} of the {file.name} do not stand in this order"
                sink.error("number-reversed", what, None, _FAULT, spot=file.spot(number))


def _origin(page: Any, index: int) -> tuple[float, float]:
    """Where a character of the text stands, from the left and from below."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    index = raw.FPDFText_GetCharIndexFromTextIndex(page, index)
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(page, index, byref(x), byref(y))
    return x.value, y.value
