"""Two sheets that tell how a printer takes paper again: print the fronts, lay them into the tray as they came out, print the
backs, and look behind the front that says 1. The letter at its top is the printer's profile.

Drawn with the letters of marks, so that the file needs no font.
"""

from __future__ import annotations

from collections.abc import Iterator

from booklet.impose.marks import Polyline, tag_strokes
from booklet.model.printing import Feed
from booklet.pdf.file import PdfFile
from booklet.pdf.metadata import Metadata, information
from booklet.pdf.objects import add, numbers, stream
from booklet.units import MM, Size

SHEETS = 2

LETTER = 60 * MM
"""Height of what must be read."""

MARGINS = range(2, 11)
"""Millimetres from the edges that are tried."""

_SMALL = 3 * MM
_WORDS = 5 * MM
_EDGE = 20 * MM


def write_test(paper: Size) -> tuple[bytes, bytes]:
    """The fronts and the backs, two pages each, portrait."""
    fronts = [[*_centred(str(n), paper, 0.5, LETTER), *_said(("FRONT", "PRINT THIS FILE FIRST"), paper), *_arrow(paper), *_edges(paper)] for n in (1, 2)]
    backs = [[*_back(reverse, paper), *_level(paper)] for reverse in (False, True)]
    return _file(fronts, paper), _file(backs, paper)


def _back(reverse: bool, paper: Size) -> Iterator[Polyline]:
    """The letter of a printer that puts this behind the first sheet: at the top if upright, from the bottom if on its head."""
    yield from _centred(Feed(reverse, False).letter, paper, 0.75, LETTER)
    yield from _on_its_head(_centred(Feed(reverse, True).letter, paper, 0.75, LETTER), paper)


def _centred(text: str, paper: Size, height: float, size: float) -> Iterator[Polyline]:
    """A line of text round a height, as a share of the paper's."""
    width = (6 * len(text) - 2) * size / 6
    return _moved(tag_strokes(text, size), (paper.width - width) / 2, paper.height * height - size / 2)


def _said(lines: tuple[str, ...], paper: Size) -> Iterator[Polyline]:
    for n, text in enumerate(lines):
        yield from _centred(text, paper, 0.22 - 0.04 * n, _WORDS)


def _arrow(paper: Size) -> Iterator[Polyline]:
    """Which edge is the top."""
    x, top = paper.width / 2, paper.height - _EDGE
    yield (x, top - 40 * MM), (x, top)
    yield (x - 12 * MM, top - 12 * MM), (x, top), (x + 12 * MM, top - 12 * MM)


def _edges(paper: Size) -> Iterator[Polyline]:
    """Along each edge, how many millimetres from it a short line stands: a printer leaves the nearest away."""
    for mm in MARGINS:
        along = (mm - MARGINS[0] + 1) * 12 * MM
        at, half = mm * MM, 3 * MM
        for far in (at, paper.height - at):
            yield (along - half, far), (along + half, far)
            yield from _moved(tag_strokes(str(mm), _SMALL), along - half, far + MM if far == at else far - MM - _SMALL)
        for far in (at, paper.width - at):
            up = along + 60 * MM
            yield (far, up - half), (far, up + half)
            yield from _moved(tag_strokes(str(mm), _SMALL), far + MM if far == at else far - MM - _SMALL * 1.6, up - _SMALL / 2)


def _level(paper: Size) -> Iterator[Polyline]:
    """What parts the two letters."""
    yield (_EDGE, paper.height / 2), (paper.width - _EDGE, paper.height / 2)


def _moved(lines: Iterator[Polyline], x: float, y: float) -> Iterator[Polyline]:
    return (tuple((x + a, y + b) for a, b in line) for line in lines)


def _on_its_head(lines: Iterator[Polyline], paper: Size) -> Iterator[Polyline]:
    return (tuple((paper.width - a, paper.height - b) for a, b in line) for line in lines)


def _file(pages: list[list[Polyline]], paper: Size) -> bytes:
    file = PdfFile()
    tree = file.reserve()
    box = f"[0 0 {numbers(*paper)}]"
    kids = [
        add(file, f"<</Type/Page/Parent {tree}/MediaBox{box}/TrimBox{box}/Resources<<>>/Contents {add(file, _content(lines))}>>")
        for lines in pages
    ]
    file.put(tree, f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>")
    wishes = "/ViewerPreferences<</PrintScaling/None/Duplex/Simplex/PickTrayByPDFSize true>>"
    catalog = add(file, f"<</Type/Catalog/Pages {tree}{wishes}>>")
    return file.pack(catalog, add(file, information(Metadata("Test print", "en", None))))


def _content(lines: list[Polyline]) -> bytes:
    drawn = [f"{numbers(*first)} m {' '.join(f'{numbers(*point)} l' for point in rest)} S" for first, *rest in lines]
    return stream(" ".join(["1 J 1 j 1.5 w", *drawn]).encode())
