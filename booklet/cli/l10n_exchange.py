"""`booklet l10n export` and `booklet l10n import`: texts for people who work in a spreadsheet or another program."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from booklet.cli.app import common
from booklet.cli.console import Console, counted
from booklet.cli.l10n_languages import RESULTS, known_languages, own_catalogs
from booklet.diag import Sink
from booklet.world.extends import Folder, open_world

if TYPE_CHECKING:
    from booklet.l10n.exchange.apply import Result
    from booklet.l10n.languages import Language
    from booklet.l10n.po import Entry

_SUFFIXES = {"xlsx": ".xlsx", "csv": ".csv", "xliff": ".xlf"}

_LANGUAGE = click.option("--lang", "tag", metavar="TAG", required=True, help="The language of the file.")


@click.command("export")
@common
@_LANGUAGE
@click.option(
    "--to",
    "form",
    type=click.Choice(list(_SUFFIXES)),
    required=True,
    help="A workbook, a table, or a file for translation programs.",
)
@click.option(
    "--domain",
    "domains",
    metavar="DOMAIN",
    multiple=True,
    help="This catalog only (ui, guidance, services-th); may be given again.",
)
@click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=f"Write here, not to {RESULTS}/."
)
@click.option(
    "--protect", is_flag=True, help="XLIFF: make {placeholders} elements that programs keep from being changed."
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.pass_context
def export_command(
    ctx: click.Context, tag: str, form: str, domains: tuple[str, ...], out: Path | None, protect: bool, force: bool
) -> None:
    """Write the texts of a language to a file for translators who do not work with PO files.

    \b
    xlsx    a workbook for Excel or LibreOffice: texts side by side, all locked but what may be filled in
    csv     a table, for systems that read no workbook
    xliff   XLIFF 2.0, for translation programs

    \b
    Example:
      booklet l10n export --lang km --to xlsx
      booklet l10n import output/l10n/km.xlsx --lang km

    See docs/exchange.md.
    """
    from booklet.run.saving import save

    if protect and form != "xliff":
        raise click.UsageError("--protect is for '--to xliff' only.")
    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    language = known_languages(world, [tag], sink)[tag]
    catalogs = own_catalogs(world, tag, domains, sink)
    count, data = _exported(form, catalogs, language, _pages(console, world, tag), protect, sink)
    name = "-".join((tag, *domains)) + _SUFFIXES[form]
    path = out or console.folder / RESULTS / name
    if path.exists() and not force and path.read_bytes() != data:
        sink.error("export-exists", f"there is another '{path}', which may hold somebody's work", None,
                   "import it first, then give --force; or choose another name with --out")  # fmt: skip
        sink.stop_on_errors()
    save(((path, data),), console.folder, sink)
    sink.stop_on_errors()
    console.report(sink.finish())
    console.say(f"{counted(count, 'text')} in {path}")
    console.data({"ok": True, "language": tag, "file": str(path), "texts": count})


@click.command("import")
@common
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_LANGUAGE
@click.option("--accept-reviews", "reviewers", metavar="ID", multiple=True,
              help="Take in the reviews signed with this id, because the file comes from this reviewer; may be given again.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Change nothing if anything is refused.")
@click.pass_context
def import_command(ctx: click.Context, file: Path, tag: str, reviewers: tuple[str, ...], strict: bool) -> None:
    """Take in a file that was exported and filled in: .xlsx, .csv or XLIFF.

    Only translations, 'needs-work' marks and reviews change. A row is refused, with the reason, if its text is unknown,
    its English has changed, its translation was deleted or fails a check (numbers, addresses, placeholders, characters),
    or the translation was changed by someone else since the export. The other rows are taken in.

    \b
    Examples:
      booklet l10n import km.xlsx --lang km
      booklet l10n import km-checked.xlsx --lang km --accept-reviews R7

    Ends with 0 if nothing was refused, 1 if something was, 2 if the command itself was wrong.
    """
    from booklet.cli.make import source_date
    from booklet.l10n.exchange.apply import apply
    from booklet.l10n.exchange.read import check_size, read_rows
    from booklet.l10n.exchange.report import Terms
    from booklet.l10n.glossary import read_glossary
    from booklet.l10n.people import PSEUDONYM_RULE, is_pseudonym

    if not all(map(is_pseudonym, reviewers)):
        raise click.UsageError(f"--accept-reviews takes the pseudonyms of reviewers: {PSEUDONYM_RULE}.")
    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    languages = known_languages(world, [tag], sink)
    glossary = read_glossary(world, languages, sink)
    catalogs = own_catalogs(world, tag, (), sink)
    check_size(file.stat().st_size, str(file))
    rows = read_rows(file.read_bytes(), str(file), tag)
    others = tuple(name for name in languages if name != tag)
    terms = Terms(str(file), languages[tag], glossary, others, reviewers, source_date() or date.today())
    result = apply(rows, catalogs, terms)
    written = () if strict and result.refusals else _save(console, result, sink)
    _tell(console, result, written, strict, sink)
    ctx.exit(1 if result.refusals else 0)


def _pages(console: Console, world: Folder, tag: str) -> dict[str, str]:
    """Where each text is printed, by msgctxt; empty where nothing can be set, which only those who ask for details hear."""
    from booklet.diag import BookletError
    from booklet.project import read_project
    from booklet.translator_sheet.pages import printed_pages

    try:
        pages, without = printed_pages(read_project(world, Sink()), tag)
    except BookletError as e:
        console.detail(f"no page numbers, since the project cannot be read: {e.diagnostics[0].message}")
        return {}
    for booklet, reason in without.items():
        console.detail(f"no page numbers of {booklet}: {reason}")
    if not (pages or without):
        console.detail(f"no page numbers, since no edition prints '{tag}'")
    return pages


def _exported(
    form: str, catalogs: dict[str, tuple[Entry, ...]], language: Language, pages: dict[str, str], protect: bool, sink: Sink
) -> tuple[int, bytes]:
    """How many texts, and the file."""
    from booklet.l10n.exchange.rows import LONGEST_CELL, check_fit, rows

    by_domain = {Path(path).stem: tuple(rows(entries, language, pages)) for path, entries in catalogs.items()}
    every = [row for found in by_domain.values() for row in found]
    if not every:
        sink.error(
            "export-empty", f"there are no texts in {', '.join(map(repr, by_domain))}", None, "booklet l10n status -v"
        )
    check_fit(every, None if form == "xliff" else LONGEST_CELL, sink)
    sink.stop_on_errors()
    if form == "xliff":
        from booklet.l10n.exchange.xliff import write_xliff

        return len(every), write_xliff(by_domain, language, protect)
    if form == "csv":
        from booklet.l10n.exchange.delimited import write_csv

        return len(every), write_csv(every)
    from booklet.l10n.exchange.xlsx_write import write_xlsx

    return len(every), write_xlsx(every, language)


def _save(console: Console, result: Result, sink: Sink) -> tuple[str, ...]:
    from booklet.l10n.po import dump
    from booklet.run.saving import save

    save(
        [(console.folder / path, dump(entries).encode()) for path, entries in result.catalogs.items()],
        console.folder,
        sink,
    )
    sink.stop_on_errors()
    return tuple(result.catalogs)


def _tell(console: Console, result: Result, written: tuple[str, ...], strict: bool, sink: Sink) -> None:
    """The report, row by row: refused ones as diagnostics, after warnings about the catalogs; changed ones with -v."""
    from booklet.run.report import diagnostic_data

    console.report((*sink.finish(), *(refusal.diagnostic for refusal in result.refusals)))
    for change in result.changes:
        console.detail(f"row {change.line}: {', '.join(change.parts)}  {change.key}")
    refused = len({(r.line, r.key) for r in result.refusals})
    held_back = strict and refused
    verb = "would change; nothing was written (--strict)" if held_back else "changed"
    console.say(f"{counted(len(result.changes), 'row')} {verb}, {refused} refused, {result.untouched} as before")
    data: dict[str, Any] = {
        "ok": not refused,
        "changed": [{"row": c.line, "key": c.key, "parts": list(c.parts)} for c in result.changes],
        "refused": [
            {"row": r.line, "key": r.key, "diagnostic": diagnostic_data(r.diagnostic)} for r in result.refusals
        ],
        "untouched": result.untouched,
        "files": list(written),
    }
    console.data(data)
