"""Files beside those for the screen and the office: what a printer that prints one side, or a print shop, gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from booklet.diag import Sink
from booklet.model.printing import Feed
from booklet.model.sheet import OutputKind
from booklet.pdf.shop import MARGIN
from booklet.preflight.boxes import check_imposed, check_page_count, check_shop
from booklet.preflight.fold import check_fold, check_same
from booklet.preflight.folding import Face, Folding
from booklet.preflight.fonts import check_fonts, check_glyphs
from booklet.preflight.privacy import check_leaks, check_metadata
from booklet.preflight.reading import File, opened

if TYPE_CHECKING:
    from booklet.build import Built

_MANUAL = (OutputKind.OFFICE_FRONTS, OutputKind.OFFICE_BACKS)


def check_others(built: Built, screen: File, folding: Folding, payloads: tuple[str, ...], secrets: tuple[str, ...], sink: Sink) -> None:
    """Prove each further file against the one for the screen: sizes, fold, fonts, what it must not say. Errors: those of
    `check_imposed`, `check_fold`, `check_shop`, and of every file."""
    kinds = [output.kind for output in built.outputs]
    with _Opened(built, sink) as files:
        for kind, file in files.items():
            check_fonts(file, sink)
            check_glyphs(file, sink)
            check_metadata(file, sink, built.stories[0].title.text, built.document.lang)
            check_leaks(file, payloads, secrets, sink)
            if kind is OutputKind.SHOP and check_page_count(file, len(screen.pages), sink):
                check_shop(file, built.document.trim, sink)
                check_same(screen, file, [Face(n, MARGIN, MARGIN, 0) for n in range(len(screen.pages))], built.document.trim, sink)
        if {*_MANUAL} <= {*kinds} and len(files) == len(kinds) - 2:
            _check_manual(files[_MANUAL[0]], files[_MANUAL[1]], screen, folding, built.printing.feed, sink)


def _check_manual(fronts: File, backs: File, screen: File, folding: Folding, feed: Feed, sink: Sink) -> None:
    """Fronts and backs, brought together as the printer does."""
    if check_imposed(fronts, folding, sink, folding.sheets) and check_imposed(backs, folding, sink, folding.sheets):
        behind = backs.leaves[::-1] if feed.reverse else backs.leaves
        sides = [side for pair in zip(fronts.leaves, behind, strict=True) for side in pair]
        check_fold(screen, sides, f"{fronts.name} and the backs", folding, sink, backs_turned=feed.turned)


class _Opened:
    """The further files of a booklet, as long as they are needed; not those that cannot be read, of which `sink` hears."""

    def __init__(self, built: Built, sink: Sink) -> None:
        lang = built.job.locale
        self._open = {
            output.kind: opened(output.data, f"'{lang}' {output.kind} file", sink, both=False)
            for output in built.outputs
            if output.kind not in (OutputKind.SCREEN, OutputKind.OFFICE)
        }

    def __enter__(self) -> dict[OutputKind, File]:
        return {kind: file for kind, context in self._open.items() if (file := context.__enter__())}

    def __exit__(self, *problem: Any) -> None:
        for context in self._open.values():
            context.__exit__(*problem)
