"""Proof of finished files: reads them as a phone, a printer and a reader would, and says where they are wrong.

Two independent readers must agree with what was to be printed. Codes: docs/diagnostics.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from booklet.diag import Sink
from booklet.preflight.boxes import check_imposed, check_page_count, check_pages, check_uniform, is_imposed
from booklet.preflight.checked import Checked
from booklet.preflight.fold import check_fold
from booklet.preflight.fonts import check_fonts, check_glyphs
from booklet.preflight.numbers import check_numbers
from booklet.preflight.privacy import check_leaks, check_metadata, check_tagged
from booklet.preflight.reading import File, opened
from booklet.preflight.seen import check_seen
from booklet.preflight.symbols import check_expected, check_symbols, find_symbols
from booklet.preflight.words import check_characters, check_marks, check_readable, check_story
from booklet.units import Size

if TYPE_CHECKING:
    from booklet.build import Built

__all__ = ["Checked", "inspect", "preflight"]


def preflight(built: Built, paper: Size, sink: Sink, secrets: tuple[str, ...] = ()) -> Checked:
    """Prove a booklet's finished files by reading them only, against the story and the pages they must show.

    `paper`: size of the office sheets, points. `secrets`: what must stand nowhere in them, such as addresses of sources
    or the user's name. Errors and what they mean: docs/diagnostics.md."""
    lang = built.job.locale
    with (
        opened(built.screen, f"'{lang}' screen file", sink) as screen,
        opened(built.office, f"'{lang}' office file", sink, both=False) as office,
    ):
        if screen is None or office is None:
            return Checked()
        texts = _check_words(built, screen, sink)
        symbols = find_symbols(screen)
        check_symbols(screen, symbols, sink)
        check_expected(screen, symbols, built.document, sink)
        check_pages(screen, built.document.trim, sink)
        pages = len(built.document.pages)
        whole = check_page_count(screen, pages, sink)
        if check_imposed(office, paper, pages, sink) and whole:
            check_fold(screen, office, built.document.trim, paper, built.document.binding, sink)
        check_tagged(screen, sink)
        payloads = tuple(s.payload for s in symbols)
        for file in (screen, office):
            check_fonts(file, sink)
            check_glyphs(file, sink)
            check_metadata(file, sink, built.story.title.text, lang)
            check_leaks(file, payloads, secrets, sink)
        marks = tuple(page.marks for page in built.document.pages)
        return Checked(len(screen.pages), len(office.pages) // 2, texts, symbols, marks)


def _check_words(built: Built, screen: File, sink: Sink) -> int:
    """The number of texts found; their pages must bear the marks they need."""
    found = check_story(screen, built.story, sink)
    check_characters(screen, built.document, sink)
    check_seen(screen, built.document, sink)
    check_numbers(built.document, built.story, sink)
    check_marks(screen, built.story, built.document, found.draft_pages, sink)
    check_readable(screen, sink)
    return found.texts


def inspect(pdf: bytes, sink: Sink, secrets: tuple[str, ...] = ()) -> Checked:
    """Check a finished file by itself, without the project it was made from: all that needs no expectation."""
    with opened(pdf, "finished file", sink) as file:
        if file is None:
            return Checked()
        imposed = is_imposed(file)
        symbols = find_symbols(file)
        check_symbols(file, symbols, sink)
        check_readable(file, sink)
        check_uniform(file, sink)
        if not imposed:
            check_tagged(file, sink)
        check_fonts(file, sink)
        check_glyphs(file, sink)
        check_metadata(file, sink)
        check_leaks(file, tuple(s.payload for s in symbols), secrets, sink)
        pages = len(file.pages)
        return Checked(0 if imposed else pages, pages // 2 if imposed else 0, 0, symbols)
