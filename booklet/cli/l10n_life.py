"""`booklet l10n fmt`, `add` and `prune`: how the files of a language begin, stay in form, and lose what is no longer needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet.cli.app import common, unknown
from booklet.cli.console import Console, counted
from booklet.cli.l10n_languages import LANG, asked_languages
from booklet.diag import Sink
from booklet.world.extends import Folder, open_world, own_world

if TYPE_CHECKING:
    from booklet.l10n.languages import Language

_SHOWN = 60


@click.command("fmt")
@common
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; list the files that would change, and end with 1 if there are any.")
@click.pass_context
def fmt_command(ctx: click.Context, files: tuple[Path, ...], check: bool) -> None:
    """Bring catalogs into the one form that all tools leave alone; no word of a text changes.

    Run it after Poedit, Weblate or a text editor, before you commit: then a change shows only what a person changed. Lines
    end with LF and are not wrapped; flags, line numbers and dates that only tools use are gone, and so are names and
    addresses of translators in the header, and e-mail addresses in comments.

    \b
    All catalogs and templates:      booklet l10n fmt
    Before a commit, or in CI:       booklet l10n fmt --check
    """
    from booklet.l10n.canonical import every_catalog, rewritten
    from booklet.l10n.languages import FILE, read_languages
    from booklet.run.saving import save

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    languages = read_languages(world, sink) if world.exists(FILE) or not files else {}
    paths = [_within(console.folder, file) for file in files] or every_catalog(own_world(world))
    changed = rewritten(own_world(world), paths, languages, sink)
    sink.stop_on_errors()
    if not check:
        save([(console.folder / path, data) for path, data in changed.items()], console.folder, sink)
        sink.stop_on_errors()
    console.report(sink.finish())
    for path in changed:
        console.say(path)
    what = "not in form; run 'booklet l10n fmt'" if check else "brought into form"
    console.say(f"{counted(len(changed), 'file')} {what}" if changed else f"{counted(len(paths), 'file')} in form")
    ok = not (check and changed)
    console.data({"ok": ok, "files": list(changed)})
    ctx.exit(0 if ok else 1)


def _within(folder: Path, file: Path) -> str:
    """A file as the project names it, or by its whole path if it lies elsewhere."""
    whole, root = file.resolve(), folder.resolve()
    return (whole.relative_to(root) if whole.is_relative_to(root) else whole).as_posix()


@click.command("add")
@common
@click.argument("tag", metavar="LANG")
@click.pass_context
def add_command(ctx: click.Context, tag: str) -> None:
    """Start a language: catalogs of all English texts, ready to be translated.

    LANG is a BCP 47 tag, such as lo or zh-Hant. The language must be in translations/languages.yaml; if it is not, the
    command says which line to add. It also says whether a font sets the language.

    \b
    Example:
      booklet l10n add lo
    """
    from booklet.l10n.catalogs import catalog_paths
    from booklet.l10n.languages import SOURCE_LANGUAGE, normalise, read_languages
    from booklet.l10n.update import update
    from booklet.model.read import read_catalogue
    from booklet.run.saving import save

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    name = normalise(tag)
    languages = read_languages(world, sink)
    sink.stop_on_errors()
    if name == SOURCE_LANGUAGE:
        raise click.UsageError("English is what is translated; its texts are in content/.")
    if name not in languages:
        raise _unlisted(name, languages)
    catalogue = read_catalogue(world, sink)
    sink.stop_on_errors()
    begun = name in catalog_paths(own_world(world))
    files = update(world, console.folder, catalogue, {name: languages[name]}, sink)
    sink.stop_on_errors()
    save(files, console.folder, sink)
    sink.stop_on_errors()
    console.report(sink.finish())
    own = [path.relative_to(console.folder).as_posix() for path, _ in files if path.suffix == ".po"]
    console.say(f"'{name}' had been started before; {counted(len(own), 'file')} brought up to date" if begun
                else f"{counted(len(own), 'file')} in translations/{name}/LC_MESSAGES/")  # fmt: skip
    font = _font(world, name, sink)
    console.say(f"letters:    {font}" if font else f"letters:    no font sets them yet; 'booklet fonts {name}' says what to do")
    console.say(f"translate:  any PO editor, or 'booklet l10n export --lang {name} --to xlsx'")
    console.say(f"print:      add {name} to 'languages' of the edition")
    console.data({"ok": True, "language": name, "new": not begun, "files": own, "font": font})


def _unlisted(name: str, languages: dict[str, Language]) -> Exception:
    """Wrong usage if nobody knows the tag, otherwise what the table lacks."""
    from booklet.diag import BookletError, Diagnostic
    from booklet.l10n.characters import written_in
    from booklet.l10n.languages import FILE
    from booklet.l10n.new_language import UNKNOWN, table_line

    if written_in(name) is None:
        return unknown("language", name, languages)
    line = table_line(name)
    check = "check every value of it" + (f", and fill in '{UNKNOWN}'" if UNKNOWN in line else "")
    hints = (f"add this line to it, and {check}:\n{line}", f"then run 'booklet fonts {name}', for its letters")
    return BookletError((Diagnostic("error", "unlisted-language", f"'{name}' is not in '{FILE}'", None, hints),))


def _font(world: Folder, name: str, sink: Sink) -> str | None:
    """The family that has the letters of the language's own script."""
    from booklet.text.coverage import read_families, serve
    from booklet.text.fonts import scan_fonts

    book, families = scan_fonts(world, sink), read_families(world, sink)
    if sink.has_errors:
        return None
    own = serve(book, families, book.script(name), ()).own
    return own.family if own else None


@click.command("prune")
@common
@LANG
@click.option("--yes", is_flag=True, help="Drop them; without this the command only lists them.")
@click.pass_context
def prune_command(ctx: click.Context, tags: tuple[str, ...], yes: bool) -> None:
    """Drop translations of texts that are gone from the content (obsolete entries, '#~').

    An update keeps them for ever, so that a text that returns finds its translation. Once dropped they are gone, but for
    the history of your files.
    """
    from booklet.l10n.prune import pruned
    from booklet.run.saving import save

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    found = pruned(own_world(world), asked_languages(ctx, tags, sink).values(), sink)
    sink.stop_on_errors()
    if yes:
        save([(console.folder / one.path, one.data) for one in found], console.folder, sink)
        sink.stop_on_errors()
    console.report(sink.finish())
    for one in found:
        console.say(one.path)
        for entry in one.dropped:
            console.say(f"  {entry.context}: {_short(entry.source)} = {_short(entry.target)}")
    count = sum(len(one.dropped) for one in found)
    after = "dropped" if yes else "would be dropped; nothing was changed, do it with --yes"
    console.say(f"{counted(count, 'obsolete translation')} {after}" if found else "there are no obsolete translations")
    dropped = [{"file": one.path, "key": entry.context, "source": entry.source, "target": entry.target} for one in found for entry in one.dropped]
    console.data({"ok": True, "pruned": yes, "dropped": dropped})


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line[:_SHOWN]}…'" if len(line) > _SHOWN else f"'{line}'"
