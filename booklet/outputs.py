"""The files that are made of finished pages beside the one for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from booklet.impose.sheet import Imposition
from booklet.layout.frame import Document
from booklet.model.printing import Printing
from booklet.model.sheet import OutputKind
from booklet.pdf.metadata import Metadata
from booklet.pdf.sheets import write_fronts_and_backs, write_sheets
from booklet.pdf.shop import write_shop
from booklet.pdf.source import open_source

MANUAL = (OutputKind.OFFICE_FRONTS, OutputKind.OFFICE_BACKS)


class Output(NamedTuple):
    """A finished file."""

    kind: OutputKind
    data: bytes


def make_outputs(
    screen: bytes, document: Document, imposition: Imposition, kinds: tuple[OutputKind, ...], printing: Printing, meta: Metadata
) -> Iterator[Output]:
    """The file for the screen, the one for the office, and what else is asked for. Sheets printed on one side have no backs:
    of those, fronts are all there is, and they are the office file."""
    yield Output(OutputKind.SCREEN, screen)
    yield Output(OutputKind.OFFICE, write_sheets(screen, imposition, meta))
    if imposition.flip and not {*kinds}.isdisjoint(MANUAL):
        source = open_source(screen)
        yield from map(Output, MANUAL, write_fronts_and_backs(source, source.numbers, imposition, printing.feed, meta))
    if OutputKind.SHOP in kinds:
        yield Output(OutputKind.SHOP, write_shop(screen, document, meta, printing.marks, printing.condition))
