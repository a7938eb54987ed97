"""Preflight folds every scheme from the finished sheets, and sees what is wrong with them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from booklet.diag import Sink
from booklet.imposing import impose_file
from booklet.model.sheet import Flip, Paper, Scheme, SheetSpec
from booklet.preflight.fold import check_fold
from booklet.preflight.folding import Folding
from booklet.preflight.reading import File
from booklet.units import MM, Size

sys.path.insert(0, str(Path(__file__).parent / "impose"))
from numbered import numbered_pdf

FORMS = {
    "copies": ((105, 148.5), 12, SheetSpec()),
    "copies of a7": ((74.25, 105), 8, SheetSpec()),
    "thick": ((105, 148.5), 40, SheetSpec()),
    "two signatures": ((74.25, 105), 84, SheetSpec(scheme=Scheme.SADDLE)),
    "saddle": ((148.5, 210), 12, SheetSpec(scheme=Scheme.SADDLE)),
    "piles": ((105, 148.5), 16, SheetSpec(scheme=Scheme.CUT_STACK)),
    "piles of a7": ((74.25, 105), 32, SheetSpec(scheme=Scheme.CUT_STACK)),
    "no piles": ((74.25, 105), 20, SheetSpec(scheme=Scheme.CUT_STACK)),
    "piles of b7": ((88, 125), 16, SheetSpec(scheme=Scheme.CUT_STACK)),
    "quarto": ((105, 148.5), 24, SheetSpec(scheme=Scheme.QUARTO)),
    "zine": ((74.25, 105), 8, SheetSpec(scheme=Scheme.ZINE)),
    "letter": ((99, 210), 6, SheetSpec(scheme=Scheme.LETTER_FOLD)),
    "card": ((54, 85.6), 8, SheetSpec(scheme=Scheme.CONCERTINA)),
    "card of five": ((54, 85.6), 10, SheetSpec(scheme=Scheme.CONCERTINA, panels=5)),
    "poster": ((210, 297), 3, SheetSpec(scheme=Scheme.SINGLE)),
    "cards": ((85, 54), 2, SheetSpec(scheme=Scheme.SINGLE, two_sided=True)),
}


@contextmanager
def opened(data: bytes) -> Iterator[File]:
    document = pdfium.PdfDocument(data)
    leaves = tuple(document)
    yield File("file", None, leaves)  # type: ignore[arg-type]
    for leaf in leaves:
        leaf.close()


def found(form: str, binding: str, flip: Flip, folded: str, printed: Flip) -> set[str]:
    """What preflight says of sheets made for one binding and edge, folded and printed for others."""
    trim, pages, spec = FORMS[form]
    source = numbered_pdf(pages, trim)
    (data,) = impose_file(source, replace(spec, flip=flip), binding).files
    folding = Folding(replace(spec, flip=printed), Size(trim[0] * MM, trim[1] * MM), folded, pages)
    sink = Sink()
    with opened(source) as screen, opened(data) as sheets:
        assert len(sheets.leaves) == folding.sides
        check_fold(screen, sheets.leaves, "file", folding, sink)
    return {d.code for d in sink.finish()}


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("form", FORMS)
def test_every_scheme_folds(form: str, binding: str, flip: Flip) -> None:
    assert found(form, binding, flip, binding, flip) == set()


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("poster", "cards", "two signatures")])
def test_the_other_binding_is_seen(form: str) -> None:
    assert found(form, "left", Flip.LONG, "right", Flip.LONG)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("poster", "zine", "two signatures", "thick")])
def test_the_other_edge_is_seen(form: str) -> None:
    assert found(form, "left", Flip.LONG, "left", Flip.SHORT)


def test_papers_are_those_with_a_size() -> None:
    from booklet.units import PAPERS

    assert {paper.value for paper in Paper} == {*PAPERS}
    assert all(paper.size.width < paper.size.height for paper in Paper)
