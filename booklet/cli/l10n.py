"""`booklet l10n`: what translators and those who coordinate them need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet.cli.app import common, unknown
from booklet.cli.console import Console, counted
from booklet.cli.l10n_check import check_command
from booklet.cli.l10n_exchange import export_command, import_command
from booklet.cli.l10n_eye import pseudo_command, sheet_command
from booklet.cli.l10n_languages import LANG, asked_languages
from booklet.cli.l10n_life import add_command, fmt_command, prune_command
from booklet.cli.l10n_review import review_command
from booklet.diag import Sink
from booklet.world.extends import open_world, own_world

if TYPE_CHECKING:
    from booklet.l10n.languages import Language
    from booklet.l10n.update import StatusRow


_ORDER = {
    "status": "See how far each language is.",
    "pseudo": "Before anyone translates: find hard-coded and tight places.",
    "add": "Start a language.",
    "update": "Bring catalogs up to date when the English has changed.",
    "export": "Give texts out: workbook, table or XLIFF.",
    "import": "Take them in again; what cannot be trusted is refused.",
    "check": "Look for wrong numbers, characters, words, and what does not fit.",
    "sheet": "See every text beside the page it is printed on (PDF).",
    "review": "Sign what you have read: only then it prints without DRAFT.",
    "fmt": "Before a commit: bring files into their one form.",
    "prune": "Drop translations of texts that are gone.",
    "extract": "Write templates of the English alone.",
}
"""The commands in the order of the work, each with its summary."""


class _Commands(click.Group):
    """Lists its commands in the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_ORDER)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands, in the order of the work"):
            formatter.write_dl(list(_ORDER.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _ORDER and not args[0].startswith("-"):
            problem = unknown("command", args[0], _ORDER)
            problem.ctx = ctx
            raise problem
        return super().resolve_command(ctx, args)


@click.group("l10n", cls=_Commands)
@common
def l10n_command() -> None:
    """Everything for translations: start, give out, take in, check, look at, sign.

    They are gettext files, translations/LANGUAGE/LC_MESSAGES/*.po: edit them with any tool. From one text in a
    spreadsheet to paper: docs/translator.md.
    """


for _command in (add_command, check_command, export_command, import_command, sheet_command, pseudo_command, review_command,
                 fmt_command, prune_command):  # fmt: skip
    l10n_command.add_command(_command)


@l10n_command.command("extract")
@common
@click.pass_context
def extract_command(ctx: click.Context) -> None:
    """Write templates of all English texts to translations/pot/, for tools that start from them."""
    _write(ctx, {})


@l10n_command.command("update")
@common
@LANG
@click.pass_context
def update_command(ctx: click.Context, tags: tuple[str, ...]) -> None:
    """Bring templates and catalogs up to date with the English.

    A language that has no catalogs yet gets them when it is named. New texts arrive untranslated. A text whose English
    changed keeps its translation, marked fuzzy: it does not print until someone has looked at it. A text whose id changed
    keeps it too, if the content says so ('was: old-id'), but must be reviewed again. Nothing that a person wrote is lost.
    """
    sink = Sink()
    _write(ctx, asked_languages(ctx, tags, sink))


@l10n_command.command("status")
@common
@LANG
@click.option("--html", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Also write a page with bars, to print or send.")
@click.pass_context
def status_command(ctx: click.Context, tags: tuple[str, ...], html: Path | None) -> None:
    """Count the texts of each language by state; with -v, of each file.

    \b
    untranslated   no translation
    needs-work     marked fuzzy: the English changed, or someone doubts it
    machine-draft  by a machine, and nobody has signed it
    translated     waits for a review
    reviewed       prints without DRAFT
    stale          was reviewed, then changed
    """
    from booklet.l10n.update import status

    console, sink = ctx.ensure_object(Console), Sink()
    languages = asked_languages(ctx, tags, sink)
    rows = status(own_world(open_world(console.folder)), list(languages.values()), sink)
    sink.stop_on_errors()
    if html:
        from booklet.l10n.status_page import status_page
        from booklet.run.saving import save

        save([(html, status_page(rows, languages).encode())], console.folder, sink)
        sink.stop_on_errors()
    console.report(sink.finish())
    _table(console, rows, bool(languages) and not tags)
    if html:
        console.say(f"wrote {html}")
    data = [{"language": r.lang, "domain": r.domain, **{str(state): n for state, n in r.counts.items()}} for r in rows]
    console.data({"ok": True, "catalogs": data})


def _write(ctx: click.Context, languages: dict[str, Language]) -> None:
    from booklet.l10n.update import update
    from booklet.model.read import read_catalogue
    from booklet.run.saving import save

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    catalogue = read_catalogue(world, sink)
    sink.stop_on_errors()
    files = update(world, console.folder, catalogue, languages, sink)
    sink.stop_on_errors()
    save(files, console.folder, sink)
    sink.stop_on_errors()
    console.report(sink.finish())
    names = [path.relative_to(console.folder).as_posix() for path, _ in files]
    for name in names:
        console.detail(f"  {name}")
    console.say(f"{counted(len(files), 'file')} brought up to date" if files else "everything was up to date")
    console.data({"ok": True, "files": names})


def _table(console: Console, rows: tuple[StatusRow, ...], begun: bool) -> None:
    """One line for each language, or with -v for each file. `begun`: some folder of the chain has catalogs."""
    totals: dict[str, dict[str, int]] = {}
    for row in rows:
        total = totals.setdefault(f"{row.lang} {row.domain}" if console.verbose else row.lang, {})
        for state, n in row.counts.items():
            total[state] = total.get(state, 0) + n
    if not totals:
        console.say("no texts of this folder's own: it prints the translations of the one that it extends" if begun
                    else "there are no catalogs yet; 'booklet l10n add LANG' makes them")  # fmt: skip
        return
    states = list(next(iter(totals.values())))
    width = max(8, *(len(name) for name in totals))
    console.say(" ".join((f"{'language':{width}}", *(f"{state:>13}" for state in states))))
    for name, total in totals.items():
        console.say(" ".join((f"{name:{width}}", *(f"{total[state]:>13}" for state in states))))
