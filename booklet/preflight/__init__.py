"""Proof of finished files: reads them as a phone, a printer and a reader would, and says where they are wrong.

Two independent readers must agree with what was to be printed. Codes: docs/diagnostics.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from booklet.diag import Sink
from booklet.preflight.active import check_active
from booklet.preflight.boxes import (
    check_imposed,
    check_page_count,
    check_pages,
    check_uniform,
    is_for_shop,
    is_imposed,
    sheets_in,
)
from booklet.preflight.checked import Checked, FoundSymbol
from booklet.preflight.digits import check_order, check_shapes
from booklet.preflight.fold import check_fold
from booklet.preflight.folding import Folding
from booklet.preflight.fonts import check_fonts, check_glyphs, font_names
from booklet.preflight.glyphs import Extents, glyphs_of, lines_of
from booklet.preflight.links import check_links, check_targets
from booklet.preflight.looks import check_edges, check_looks
from booklet.preflight.numbers import check_numbers
from booklet.preflight.press import check_others
from booklet.preflight.privacy import check_leaks, check_metadata, check_tagged
from booklet.preflight.raster import COARSE, FINE, rasters
from booklet.preflight.reading import File, opened, tell_broken
from booklet.preflight.seen import check_seen
from booklet.preflight.structure import check_structure
from booklet.preflight.symbols import check_close, check_expected, check_symbols, symbols_on
from booklet.preflight.words import check_characters, check_marks, check_readable, check_stories

if TYPE_CHECKING:
    from booklet.build import Built
    from booklet.layout.frame import Document
    from booklet.preflight.glyphs import Glyph

__all__ = ["Checked", "inspect", "preflight"]


def preflight(built: Built, sink: Sink, secrets: tuple[str, ...] = ()) -> Checked:
    """Prove a booklet's finished files by reading them only, against the stories and the pages they must show.

    `secrets`: what must stand nowhere in them, such as addresses of sources
    or the user's name. Errors and what they mean: docs/diagnostics.md."""
    lang = built.job.locale
    with (
        opened(built.screen, f"'{lang}' screen file", sink) as screen,
        opened(built.office, f"'{lang}' office file", sink, both=False, kind="office") as office,
    ):
        if screen is None or office is None:
            return Checked()
        document, pages = built.document, len(built.document.pages)
        glyphs = list(glyphs_of(screen))
        texts = _check_words(built, screen, glyphs, sink)
        symbols, pictures, ink = _check_pages(screen, glyphs, sink, document)
        check_shapes(screen, document, sink)
        check_expected(screen, symbols, document, sink)
        check_pages(screen, document.trim, sink)
        folding = Folding(built.imposition.spec, document.trim, document.binding, pages, document.order, document.turned)
        whole = check_page_count(screen, pages, sink)
        if check_imposed(office, folding, sink) and whole:
            check_fold(screen, office.leaves, office.name, folding, sink)
        check_tagged(screen, sink)
        check_structure(screen, sink, document)
        check_links(screen, document, sink)
        check_targets(screen, sink)
        payloads = tuple(s.payload for s in symbols)
        for file in (screen, office):
            check_fonts(file, sink)
            check_glyphs(file, sink)
            check_active(file, sink)
            check_metadata(file, sink, built.stories[0].title.text, document.lang)
            check_leaks(file, payloads, secrets, sink)
        check_others(built, screen, folding, payloads, secrets, sink)
        marks = tuple(page.marks for page in document.pages)
        return Checked(len(screen.pages), folding.sheets, texts, symbols, marks, pictures, ink=ink)


def _check_words(built: Built, screen: File, glyphs: list[list[Glyph]], sink: Sink) -> int:
    """The number of texts found; their pages must bear the marks they need."""
    found = check_stories(screen, built.stories, sink)
    check_characters(screen, built.document, sink)
    check_seen(screen, built.document, glyphs, sink)
    check_numbers(built.document, built.stories, sink)
    check_marks(screen, built.stories, built.document, found.draft_pages, sink)
    check_readable(screen, sink)
    return found.texts


def _check_pages(
    file: File, glyphs: list[list[Glyph]], sink: Sink, document: Document | None = None, single: bool = True
) -> tuple[tuple[FoundSymbol, ...], tuple[bytes, ...], tuple[float, ...]]:
    """What is seen of each page; the symbols that are read, their pictures, and how much of each page is covered. `single`: pages show their own text, and not other pages."""
    symbols: list[FoundSymbol] = []
    extents: Extents = {}
    ink: list[float] = []
    dpi, other = (COARSE, FINE) if document else (FINE, COARSE)  # what must be there is looked for again
    for (number, leaf, raster), shown in zip(rasters(file, dpi), glyphs, strict=True):
        if single:
            check_looks(file, number, leaf, raster, lines_of(shown, leaf.get_height(), extents), sink)
        symbols += symbols_on(file, number, raster)
        ink.append(raster.covered)
        if document and number <= len(document.pages):
            check_edges(file, document.pages[number - 1], raster, sink)
    if single:
        check_order(file, sink)
    check_symbols(file, tuple(symbols), sink, captions=single)
    return tuple(symbols), tuple(check_close(file, symbol, other, sink) for symbol in symbols), tuple(ink)


def inspect(pdf: bytes, sink: Sink, secrets: tuple[str, ...] = ()) -> Checked:
    """Check a finished file by itself, without the project it was made from: all that needs no expectation."""
    with opened(pdf, "finished file", sink) as file:
        if file is None:
            return Checked()
        try:
            return _inspected(file, sink, secrets)
        except Exception as problem:  # a stranger's file may have anything in the place of anything
            tell_broken("finished file", problem, sink)
            return Checked()


def _inspected(file: File, sink: Sink, secrets: tuple[str, ...]) -> Checked:
    imposed = is_imposed(file)
    single = not imposed and not is_for_shop(file)
    symbols, pictures, _ = _check_pages(file, list(glyphs_of(file)), sink, single=single)
    check_readable(file, sink)
    check_uniform(file, sink)
    if single:
        check_tagged(file, sink)
        check_structure(file, sink)
    check_targets(file, sink)
    check_fonts(file, sink)
    check_glyphs(file, sink)
    check_active(file, sink)
    check_metadata(file, sink)
    check_leaks(file, tuple(s.payload for s in symbols), secrets, sink)
    pages = len(file.pages)
    about: Mapping[str, Any] = file.reader.metadata or {}
    title, lang = str(about.get("/Title", "")), str(file.reader.root_object.get("/Lang", ""))
    sheets = sheets_in(file) if imposed else 0
    return Checked(0 if imposed else pages, sheets, 0, symbols, (), pictures, title, lang, font_names(file))
