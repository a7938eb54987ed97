"""What one run asks for on paper: more files, other paper, less toner, and how its printer takes paper again."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from booklet.model.press import Condition
from booklet.model.sheet import Flip, OutputKind, Paper, Scheme, SheetSpec
from booklet.value import compared


class Colour(StrEnum):
    """With what the pages are drawn."""

    AS_SET = "as-set"
    GREY = "grey"
    """Black and grey only."""
    ECO = "eco"
    """Black only, areas outlined and not filled."""


class Feed(NamedTuple):
    """How a printer prints the backs of sheets that someone lays into its tray again just as they came out: whether the last
    sheet comes first, and whether what it prints stands on its head. By default what comes out lies face down, so that the last
    sheet is on top."""

    reverse: bool = True
    turned: bool = False

    @property
    def letter(self) -> str:
        """What a test print shows: the name of the profile."""
        return "ABCD"[2 * self.reverse + self.turned]

    @staticmethod
    def of(letter: str) -> Feed:
        """The profile of a letter. Raises `ValueError` for another than A to D."""
        return Feed(*map(bool, divmod("ABCD".index(letter), 2)))


@compared
class Printing:
    """`None`: as the template says."""

    outputs: tuple[OutputKind, ...] = ()
    """Files beside those of the edition."""
    paper: Paper | None = None
    scheme: Scheme | None = None
    flip: Flip | None = None
    gsm: int | None = None
    edge: float | None = None
    colour: Colour = Colour.AS_SET
    marks: bool = False
    """Whether files for a print shop have crop marks."""
    feed: Feed = Feed()
    condition: Condition | None = None
    """The press that a file for a print shop is for, which makes it PDF/X-4."""

    def applied(self, spec: SheetSpec) -> SheetSpec:
        """What a template says of its sheets, and what this run says otherwise."""
        return replace(
            spec,
            paper=self.paper or spec.paper,
            scheme=self.scheme or spec.scheme,
            flip=self.flip or spec.flip,
            gsm=self.gsm or spec.gsm,
            edge=spec.edge if self.edge is None else self.edge,
        )
