"""`booklet l10n`: what translators and those who coordinate them need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet.cli.app import common
from booklet.cli.console import Console, counted
from booklet.cli.l10n_check import check_command
from booklet.cli.l10n_exchange import export_command, import_command
from booklet.cli.l10n_eye import pseudo_command, sheet_command
from booklet.cli.l10n_languages import LANG, asked_languages
from booklet.cli.l10n_life import add_command, fmt_command, prune_command
from booklet.cli.l10n_review import review_command
from booklet.diag import Sink
from booklet.world.files import DiskWorld

if TYPE_CHECKING:
    from booklet.l10n.languages import Language
    from booklet.l10n.update import StatusRow


@click.group("l10n")
@common
def l10n_command() -> None:
    """Bring translations up to date, count and check them.

    Translations are gettext files: translations/LANGUAGE/LC_MESSAGES/*.po. Edit them with any tool.

    \b
    A new language:                  booklet l10n add lo
    After the English has changed:   booklet l10n update
    Is any number wrong:             booklet l10n check
    You have read a translation:     booklet l10n review --lang km --by R7
    Before you commit:               booklet l10n fmt
    How far we are:                  booklet l10n status
    """


l10n_command.add_command(add_command)
l10n_command.add_command(check_command)
l10n_command.add_command(export_command)
l10n_command.add_command(import_command)
l10n_command.add_command(sheet_command)
l10n_command.add_command(pseudo_command)
l10n_command.add_command(review_command)
l10n_command.add_command(fmt_command)
l10n_command.add_command(prune_command)


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
    rows = status(DiskWorld(console.folder), list(languages.values()), sink)
    sink.stop_on_errors()
    if html:
        from booklet.l10n.status_page import status_page
        from booklet.run.saving import save

        save([(html, status_page(rows, languages).encode())], console.folder, sink)
        sink.stop_on_errors()
    console.report(sink.finish())
    _table(console, rows)
    if html:
        console.say(f"wrote {html}")
    data = [{"language": r.lang, "domain": r.domain, **{str(state): n for state, n in r.counts.items()}} for r in rows]
    console.data({"ok": True, "catalogs": data})


def _write(ctx: click.Context, languages: dict[str, Language]) -> None:
    from booklet.l10n.update import update
    from booklet.model.read import read_catalogue
    from booklet.run.saving import save

    console, sink = ctx.ensure_object(Console), Sink()
    world = DiskWorld(console.folder)
    catalogue = read_catalogue(world, sink)
    sink.stop_on_errors()
    files = update(world, console.folder, catalogue, languages, sink)
    sink.stop_on_errors()
    save(files, console.folder, sink)
    console.report(sink.finish())
    names = [path.relative_to(console.folder).as_posix() for path, _ in files]
    for name in names:
        console.detail(f"  {name}")
    console.say(f"{counted(len(files), 'file')} brought up to date" if files else "everything was up to date")
    console.data({"ok": not sink.has_errors, "files": names})
    ctx.exit(1 if sink.has_errors else 0)


def _table(console: Console, rows: tuple[StatusRow, ...]) -> None:
    """One line for each language, or with -v for each file."""
    totals: dict[str, dict[str, int]] = {}
    for row in rows:
        total = totals.setdefault(f"{row.lang} {row.domain}" if console.verbose else row.lang, {})
        for state, n in row.counts.items():
            total[state] = total.get(state, 0) + n
    if not totals:
        console.say("there are no catalogs yet; 'booklet l10n update' makes them")
        return
    states = list(next(iter(totals.values())))
    width = max(8, *(len(name) for name in totals))
    console.say(" ".join((f"{'language':{width}}", *(f"{state:>13}" for state in states))))
    for name, total in totals.items():
        console.say(" ".join((f"{name:{width}}", *(f"{total[state]:>13}" for state in states))))
