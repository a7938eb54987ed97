"""printer.yaml: the printers of an office, and how each takes paper again to print its back."""

from __future__ import annotations

from enum import StrEnum

from booklet.diag import Sink, Span
from booklet.model.printing import Feed
from booklet.model.read import read_one
from booklet.model.sheet import SheetSpec
from booklet.value import compared
from booklet.world.files import World

FILE = "printer.yaml"

WIDEST = 20
"""Millimetres; what leaves more blank prints no booklets."""


class Profile(StrEnum):
    """The letter that a test print shows."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@compared
class Printer:
    """A printer that prints one side at a time."""

    name: str
    profile: Profile
    margin: float = SheetSpec().edge
    """Millimetres that it leaves blank along the edges of paper."""

    def check(self, sink: Sink, span: Span) -> None:
        """Report a margin of no printer: printer-margin."""
        if not 0 <= self.margin <= WIDEST:
            sink.error("printer-margin", f"the printer '{self.name}' leaves '{self.margin:g}' mm blank", span, f"write millimetres, 0 to {WIDEST}")

    @property
    def feed(self) -> Feed:
        """How it takes paper again."""
        return Feed.of(self.profile)


@compared
class Printers:
    """printer.yaml."""

    printers: tuple[Printer, ...] = ()

    def check(self, sink: Sink, span: Span) -> None:
        """Report a name that stands twice: duplicate-printer."""
        names = [printer.name for printer in self.printers]
        for name in sorted({n for n in names if names.count(n) > 1}):
            sink.error("duplicate-printer", f"two printers are called '{name}'", span, "give one of them another name")


def read_printers(world: World) -> dict[str, Printer]:
    """By name; none if there is no such file. Raises BookletError with every error in it."""
    if not world.exists(FILE):
        return {}
    sink = Sink()
    found = read_one(world, FILE, Printers, sink)
    sink.stop_on_errors()
    return {printer.name: printer for printer in found.printers} if found else {}


def added(printers: dict[str, Printer], printer: Printer) -> bytes:
    """The file with one printer more, or with what is new about it."""
    kept = {**printers, printer.name: printer}
    lines = [f'  - {{name: "{p.name}", profile: {p.profile}, margin: {p.margin:g}}}' for p in sorted(kept.values(), key=lambda p: p.name)]
    return "\n".join(("# Printers that print one side at a time: 'booklet printer test' finds the letter.", "printers:", *lines, "")).encode()
