"""`booklet l10n`: what translators and those who coordinate them need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from booklet.cli.app import common, unknown
from booklet.cli.console import Console, counted
from booklet.diag import Sink
from booklet.world.files import DiskWorld

if TYPE_CHECKING:
    from booklet.l10n.languages import Language
    from booklet.l10n.update import StatusRow

LANG = click.option("--lang", "tags", metavar="TAG", multiple=True, help="This language only; may be given again.")


@click.group("l10n")
@common
def l10n_command() -> None:
    """Bring translations up to date, count and check them.

    Translations are gettext files: translations/LANGUAGE/LC_MESSAGES/*.po. Edit them with any tool.

    \b
    After the English has changed:   booklet l10n update
    How far we are:                  booklet l10n status
    Is any number wrong:             booklet l10n check
    """


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

    A language that has no catalogs yet gets them when it is named. New texts arrive untranslated. A text whose English changed keeps its translation, marked fuzzy: it does not print
    until someone has looked at it. Nothing that a person wrote is lost.
    """
    sink = Sink()
    _write(ctx, _languages(ctx, tags, sink))


@l10n_command.command("status")
@common
@LANG
@click.pass_context
def status_command(ctx: click.Context, tags: tuple[str, ...]) -> None:
    """Count the texts of each language by state; with -v, of each file."""
    from booklet.l10n.update import status

    console, sink = ctx.ensure_object(Console), Sink()
    rows = status(DiskWorld(console.folder), list(_languages(ctx, tags, sink).values()), sink)
    sink.stop_on_errors()
    _table(console, rows)
    data = [{"language": r.lang, "domain": r.domain, **{str(state): n for state, n in r.counts.items()}} for r in rows]
    console.data({"ok": True, "catalogs": data})


@l10n_command.command("check")
@common
@LANG
@click.pass_context
def check_command(ctx: click.Context, tags: tuple[str, ...]) -> None:
    """Check the facts in translations: numbers, addresses, placeholders, characters (docs/diagnostics.md)."""
    from booklet.run.proofread import proofread

    console, sink = ctx.ensure_object(Console), Sink()
    languages = _languages(ctx, tags, sink)
    proofread(DiskWorld(console.folder), languages.values(), sink)
    sink.stop_on_errors()
    console.say(f"nothing wrong in {counted(len(languages), 'language')}: {', '.join(languages)}")
    console.data({"ok": True, "languages": list(languages), "diagnostics": []})


def _languages(ctx: click.Context, tags: tuple[str, ...], sink: Sink) -> dict[str, Language]:
    """The languages asked for; none named means all that have a catalog. Raises BookletError if their table cannot be
    read."""
    from booklet.l10n.catalogs import catalog_paths
    from booklet.l10n.languages import SOURCE_LANGUAGE, read_languages

    world = DiskWorld(ctx.ensure_object(Console).folder)
    table = read_languages(world, sink)
    sink.stop_on_errors()
    known = {tag: language for tag, language in table.items() if tag != SOURCE_LANGUAGE}
    begun = catalog_paths(world)
    for tag in tags:
        if tag not in known:
            raise unknown("language", tag, known)
    return {tag: known[tag] for tag in known if tag in tags or (not tags and tag in begun)}


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
