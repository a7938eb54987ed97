"""Options that say how and on what something is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from booklet.cli.app import unknown
from booklet.cli.console import Console
from booklet.diag import Sink
from booklet.model.printing import Colour, Feed, Printing
from booklet.model.sheet import Flip, OutputKind, Paper, Scheme

if TYPE_CHECKING:
    from booklet.model.press import Condition

if TYPE_CHECKING:
    from booklet.printers import Printer

F = TypeVar("F", bound=Callable[..., Any])

BINDINGS = ("left", "right")

PRINTER = click.option("--printer", metavar="NAME", help="For this printer of printer.yaml (see 'booklet printer').")


def choice(*names: str, kind: Iterable[StrEnum], many: bool = False, default: str | None = None, say: str) -> Callable[[F], F]:
    """An option that takes one of some names."""
    values = [str(value) for value in kind]
    return click.option(*names, type=click.Choice(values), multiple=many, default=None if many else default, help=say)


PAPER = choice("--paper", kind=Paper, say="Print on this paper instead of the form's own.")
SCHEME = choice("--scheme", kind=Scheme, say="Fold so instead of as the form says.")
FLIP = choice("--flip", kind=Flip, say="The edge about which the printer turns paper (default: long, right for most).")
PROFILE = click.option("--profile", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                       help="The shop's ICC profile: its file becomes PDF/X-4.")  # fmt: skip
GSM = click.option("--gsm", metavar="N", type=click.IntRange(40, 400), help="Weight of the paper in g/m² (default: 80).")

PRINTING_NAMES = ("outputs", "paper", "scheme", "flip", "gsm", "grey", "eco", "marks", "profile", "printer")

_BESIDE = [kind for kind in OutputKind if kind not in (OutputKind.SCREEN, OutputKind.OFFICE, OutputKind.OFFICE_BACKS)]


def PRINTING(command: F) -> F:
    """The options of whoever prints booklets; `asked` understands them."""
    for option in reversed(
        (
            choice("--output", "outputs", kind=_BESIDE, many=True, say="Make this file too; may be given again."),
            PAPER,
            SCHEME,
            FLIP,
            GSM,
            click.option("--grey", is_flag=True, help="Draw in black and grey only."),
            click.option("--eco", is_flag=True, help="Draw in black only, and outline areas instead of filling them."),
            click.option("--marks", is_flag=True, help="Crop marks in the file for a print shop."),
            PROFILE,
            PRINTER,
        )
    ):
        command = option(command)
    return command


def asked(console: Console, options: Mapping[str, Any]) -> Printing:
    """What the options of `PRINTING` ask for. Raises UsageError for a printer that nobody has described."""
    printer = printer_of(console, options["printer"])
    colour = Colour.ECO if options["eco"] else Colour.GREY if options["grey"] else Colour.AS_SET
    return Printing(
        tuple(OutputKind(name) for name in options["outputs"]),
        Paper(options["paper"]) if options["paper"] else None,
        Scheme(options["scheme"]) if options["scheme"] else None,
        Flip(options["flip"]) if options["flip"] else None,
        options["gsm"],
        printer.margin if printer else None,
        colour,
        options["marks"],
        printer.feed if printer else Feed(),
        condition_of(options["profile"]),
    )


def condition_of(profile: Path | None) -> Condition | None:
    """The press that a file describes. Raises BookletError if it is no profile of one."""
    from booklet.model.press import read_condition

    if profile is None:
        return None
    sink = Sink()
    condition = read_condition(profile.read_bytes(), profile.name, sink)
    sink.stop_on_errors()
    return condition


def printer_of(console: Console, name: str | None) -> Printer | None:
    """A printer of printer.yaml. Raises UsageError if it is not there."""
    from booklet.printers import read_printers
    from booklet.world.extends import open_world

    if name is None:
        return None
    known = read_printers(open_world(console.folder))
    if name not in known:
        raise unknown("printer", name, known or ("none: run 'booklet printer test'",))
    return known[name]
