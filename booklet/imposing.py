"""Sheets of any PDF: its pages, with blank ones where the scheme needs them, cut and folded like a booklet's own."""

from __future__ import annotations

from typing import NamedTuple

from booklet.diag import BookletError, Diagnostic, Sink
from booklet.impose.sheet import Imposition, impose
from booklet.model.printing import Feed
from booklet.model.sheet import Scheme, SheetSpec
from booklet.pdf.metadata import Metadata
from booklet.pdf.sheets import write_fronts_and_backs, write_sides
from booklet.pdf.source import open_source
from booklet.units import MM, Size

_SAME = 0.5 * MM
"""Pages that differ by less are of one size."""

_NOTHING = Metadata("", "", None)
"""What is known of someone else's file."""


class Imposed(NamedTuple):
    """Finished files, and what was odd about the pages."""

    files: tuple[bytes, ...]
    """One, or the fronts and the backs."""
    imposition: Imposition
    blanks: int
    """Pages that were added."""
    warnings: tuple[Diagnostic, ...]


def impose_file(data: bytes, spec: SheetSpec, binding: str, feed: Feed | None = None) -> Imposed:
    """Place the pages of a PDF on sheets, as vectors, at their size. `binding`: "left" or "right". `feed`: how the printer
    takes paper again, if it prints one side at a time.

    Pages of several sizes stand in the middle of places for the largest. Raises BookletError as `open_source` and `impose`,
    and `scheme-pages`. Warnings: `blank-pages`, `page-sizes`, `notes-dropped`, and those of `impose`."""
    source, sink = open_source(data), Sink()
    count, trim = len(source.sizes), source.largest
    full = spec.filled(count, trim)
    if spec.scheme in (Scheme.ZINE, Scheme.LETTER_FOLD, Scheme.CONCERTINA) and full != spec.multiple(trim):
        what = f"the scheme '{spec.scheme}' takes {spec.multiple(trim)} pages, and the file has {count}"
        raise BookletError((Diagnostic("error", "scheme-pages", what, None, ("leave pages out, or choose the scheme 'saddle' or 'copies'",)),))
    imposition = impose(full, trim, binding, spec)
    if full > count:
        sink.warn("blank-pages", f"{count} pages do not fold: {full - count} blank ones stand before the last", None)
    if any(abs(s.width - trim.width) > _SAME or abs(s.height - trim.height) > _SAME for s in source.sizes):
        what = f"the pages have several sizes: each stands in the middle of {_size(trim)}"
        sink.warn("page-sizes", what, None, "give all pages one size")
    if source.left_behind:
        what = f"{source.left_behind} comments or form fields of the file are not printed"
        sink.warn("notes-dropped", what, None, "print the file as PDF first: then they are part of its pages")
    sink.extend(imposition.warnings)
    order = padded(count, full)
    if feed is not None and imposition.flip:
        return Imposed(write_fronts_and_backs(source, order, imposition, feed, _NOTHING), imposition, full - count, sink.finish())
    sheets = write_sides(source, order, imposition.sides, imposition, _NOTHING, imposition.flip)
    return Imposed((sheets,), imposition, full - count, sink.finish())


def padded(count: int, full: int) -> tuple[int | None, ...]:
    """Pages 1 to `count`, filled up with blank ones before the last, which is the back of a booklet and stays outside."""
    if count == full:
        return tuple(range(1, count + 1))
    kept = max(count - 1, 1)
    return (*range(1, kept + 1), *((None,) * (full - count)), *range(kept + 1, count + 1))


def _size(size: Size) -> str:
    return f"{size.width / MM:.1f} x {size.height / MM:.1f} mm"
