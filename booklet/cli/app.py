"""The command `booklet`: its options, how its parts are found, and what becomes of failures."""

from __future__ import annotations

import errno
import importlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

import click

from booklet import __version__
from booklet.cli.console import Console
from booklet.diag import BookletError

F = TypeVar("F", bound=Callable[..., Any])

INTERRUPTED = 130

_COMMANDS = {
    "init": ("start", "Start a project folder of your own."),
    "build": ("make", "Make the booklets: one file to read, one to print."),
    "check": ("make", "Look for errors in everything, and write nothing."),
    "explain": ("explain", "Say why each service is in an edition, or is not."),
    "diff": ("diff", "Show what a local edition says otherwise."),
    "l10n": ("l10n", "Bring translations up to date, count and check them."),
    "fonts": ("fonts", "List the fonts, or say which one sets a language."),
    "schema": ("start", "Write JSON Schemas, so that editors complete YAML."),
    "preflight": ("make", "Check finished PDF files by reading them."),
    "plan": ("plan", "Say what a print run takes: sheets, weight, cost, time."),
    "impose": ("impose", "Place the pages of any PDF on sheets that fold."),
    "printer": ("printer", "Find out how a printer takes paper again."),
    "aloud": ("aloud", "Print what a screen reader says of a finished file."),
    "rebuild-check": ("rebuild", "Build finished files again, and compare."),
    "directory": ("directory", "Give the services out as a spreadsheet or HSDS, take them in."),
    "add": ("add", "Write a new service from a few questions."),
    "sbom": ("sbom", "Print what the program is made of, with licences."),
    "call-sheet": ("verify", "Make the sheet of numbers to phone, and take it back."),
}
"""Module and summary of each command: a module is imported when its command runs."""


class _Commands(click.Group):
    """Finds commands late; turns failures into diagnostics and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"booklet.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            problem = unknown("command", args[0], _COMMANDS)
            problem.ctx = ctx
            raise problem
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        console = ctx.ensure_object(Console)
        try:
            return super().invoke(ctx)
        except BookletError as e:
            console.report(e.diagnostics)
            console.data({"ok": False, "diagnostics": _data(e)})
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("\nstopped; nothing was changed", err=True)
            ctx.exit(INTERRUPTED)
        except OSError as e:
            if e.errno == errno.EPIPE:
                raise
            from booklet.run.saving import explain

            console.report([explain(e, console.folder)])
            ctx.exit(1)


def _data(error: BookletError) -> list[dict[str, Any]]:
    from booklet.run.report import diagnostic_data

    return [diagnostic_data(d) for d in error.diagnostics]


def unknown(kind: str, name: str, known: Collection[str]) -> click.UsageError:
    """Wrong usage: a name that does not exist, with those that do."""
    from booklet.world.scalars import closest

    text = [f"there is no {kind} '{name}'.", *(hint[0].upper() + hint[1:] for hint in closest(name, known))]
    return click.UsageError(" ".join((*text, f"Known: {', '.join(known)}.")))


def common(command: F) -> F:
    """The options that every command takes, before or after its name."""

    def setter(field: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        def remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
            if value:
                setattr(ctx.ensure_object(Console), field, value)

        return remember

    options = (
        click.option("-C", "project", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path), expose_value=False,
                     callback=setter("folder"), help="Work in this project folder instead of the current one."),
        click.option("--json", is_flag=True, expose_value=False, callback=setter("json"), help="Print the result as JSON and nothing else."),
        click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=setter("quiet"), help="Print errors only."),
        click.option("-v", "--verbose", is_flag=True, expose_value=False, callback=setter("verbose"), help="Print details and timings."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@common
@click.version_option(__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Make pocket booklets with numbers that help, in many languages, ready to print, fold and hand out.

    \b
    Start a project, and build it:
      booklet init my-project
      cd my-project
      booklet build
    Then open output/index.html: what was built, and how to print it.

    \b
    One language only:       booklet build journey --lang th
    Before you commit:       booklet check
    For translators:         booklet l10n status

    Ends with 0 if all is well (warnings too), 1 if something was found, 2 if the command itself was wrong.
    """
