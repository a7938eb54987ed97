"""What the command line says, to a person or to a program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import click

from booklet.diag import Diagnostic


@dataclass(slots=True)
class Console:
    """How the command line was asked to behave. Results go to standard output, all else to standard error."""

    folder: Path = Path()
    """The project folder."""
    json: bool = False
    quiet: bool = False
    verbose: bool = False

    def say(self, text: str = "") -> None:
        """A result, for a person."""
        if not (self.json or self.quiet):
            click.echo(text, color=_colour(sys.stdout))

    def detail(self, text: str) -> None:
        """What only some want to know."""
        if self.verbose and not self.json:
            self.say(text)

    def data(self, data: dict[str, Any]) -> None:
        """The result, for a program: the only thing on standard output."""
        if self.json:
            import json

            click.echo(json.dumps(data, ensure_ascii=False, indent=1))

    def report(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Diagnostics, warnings too unless quiet, and how many there are."""
        shown = [d for d in diagnostics if d.severity == "error" or not self.quiet]
        for d in shown:
            click.echo(_painted(d), err=True, color=_colour(sys.stderr))
        if shown:
            click.echo(_count(shown), err=True)

    @contextmanager
    def progress(self, title: str) -> Iterator[Callable[[int, int], None]]:
        """A bar while the work lasts, on a terminal."""
        if self.quiet or self.json or not sys.stderr.isatty():
            yield lambda done, of: None
            return
        from rich.console import Console as Terminal
        from rich.progress import Progress

        with Progress(console=Terminal(stderr=True), transient=True) as bar:
            task = bar.add_task(title, total=None)
            yield lambda done, of: bar.update(task, completed=done, total=of)


def _painted(d: Diagnostic) -> str:
    head, *rest = str(d).split("\n")
    kind, _, message = head.partition(": ")
    colour = "red" if d.severity == "error" else "yellow"
    return "\n".join((f"{click.style(kind + ':', fg=colour, bold=True)} {message}", *(click.style(line, dim=True) for line in rest)))


def _count(diagnostics: list[Diagnostic]) -> str:
    errors = sum(d.severity == "error" for d in diagnostics)
    counts = ((errors, "error"), (len(diagnostics) - errors, "warning"))
    return ", ".join(counted(n, what) for n, what in counts if n)


def counted(n: int, what: str) -> str:
    """A number and a noun that agree."""
    return f"{n} {what}{'' if n == 1 else 's'}"


def _colour(stream: IO[str]) -> bool:
    """https://no-color.org: set and not empty means no colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
