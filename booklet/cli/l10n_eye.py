"""`booklet l10n sheet` and `booklet l10n pseudo`: translations for the eye, and pages that show what translation will meet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet.cli.app import common, unknown
from booklet.cli.console import Console, counted
from booklet.cli.l10n_languages import RESULTS
from booklet.diag import Sink
from booklet.world.extends import Folder, open_world

if TYPE_CHECKING:
    from collections.abc import Iterable

    from booklet.diag import Diagnostic
    from booklet.job import Job
    from booklet.project import Project
    from booklet.pseudo_build import PseudoBuilt

_FORM = click.option("--form", metavar="FORM", help="The pages of this form (default: the edition's first).")
_OUT = click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=f"Write here, not to {RESULTS}/.")


@click.command("sheet")
@common
@click.argument("edition")
@click.option("--lang", "tag", metavar="TAG", required=True, help="The language of the translations.")
@_FORM
@_OUT
@click.pass_context
def sheet_command(ctx: click.Context, edition: str, tag: str, form: str | None, out: Path | None) -> None:
    """Make a PDF for translators: every text beside the page it is printed on.

    English and translation side by side, with state, notes and glossary, in the order of the booklet; beside them the real
    page, each text outlined and numbered. Missing, fuzzy and drafted translations are shaded; what does not fit, or fails a
    check, is marked. Works whatever is wrong with the translations. A4, 50 to 60 sheets.

    \b
    Example:
      booklet l10n sheet journey --lang km
    """
    from booklet.l10n.languages import SOURCE_LANGUAGE
    from booklet.translator_sheet.make import make_sheet

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    project, job = _job(world, edition, form, tag, sink)
    if tag == SOURCE_LANGUAGE or tag not in project.languages:
        raise unknown("language", tag, [known for known in project.languages if known != SOURCE_LANGUAGE])
    made = make_sheet(job, project, world, sink)
    path = out or console.folder / RESULTS / f"{job.edition}-{job.form}-{tag}-sheet.pdf"
    _save(console, [(path, made.pdf)], sink)
    console.report(sink.finish())
    states = ", ".join(f"{n} {state}" for state, n in made.states.items() if n)
    console.say(f"{path}: {counted(made.sheets, 'sheet')}; {states}; {counted(made.flawed, 'text')} with something to mend")
    console.data({"ok": True, "file": str(path), "sheets": made.sheets, "states": made.states, "flawed": made.flawed,
                  "printed": made.printed, "diagnostics": _data(sink.finish())})  # fmt: skip


@click.command("pseudo")
@common
@click.argument("edition", required=False)
@_FORM
@click.option("--rtl", is_flag=True, help="English in Arabic letters from right to left (ar-XB), not with accents (en-XA).")
@click.option("--expand", metavar="PERCENT", type=click.IntRange(0, 200), default=40, show_default=True, help="How much longer than English.")
@_OUT
@click.option("--catalogs", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Also write the pseudo-translations, as PO files, to this folder.")
@click.option("--strict", is_flag=True, help="End with 1 if anything was found.")
@click.pass_context
def pseudo_command(
    ctx: click.Context, edition: str | None, form: str | None, rtl: bool, expand: int, out: Path | None,
    catalogs: Path | None, strict: bool,
) -> None:  # fmt: skip
    """Set EDITION in a made-up language, to see before anyone translates what will go wrong.

    Every text is in brackets and longer than its English. What stands on the pages without brackets is hard-coded: nobody
    can translate it. What does not fit will not fit in many languages. Both are listed; the pages are a PDF. Translations
    and the project are left alone.

    \b
    Examples:
      booklet l10n pseudo journey
      booklet l10n pseudo journey --rtl --expand 20
    """
    from booklet.l10n.pseudo import ACCENTED, MIRRORED
    from booklet.pseudo_build import build_pseudo

    console, sink = ctx.ensure_object(Console), Sink()
    tag = MIRRORED if rtl else ACCENTED
    project, job = _job(open_world(console.folder), edition, form, tag, sink)
    built = build_pseudo(job, project, expand, sink)
    path = out or console.folder / RESULTS / f"{job.edition}-{job.form}-{tag}.pdf"
    files = [(path, built.pdf)]
    if catalogs:
        files += _catalogs(catalogs, tag, expand, built)
    _save(console, files, sink)
    found = _found(built)
    console.report((*sink.finish(), *found))
    console.say(f"{path}: {counted(built.pages, 'page')}; {counted(len(built.hard_coded), 'hard-coded text')}, "
                f"{counted(len(built.tight), 'place')} too tight")  # fmt: skip
    failed = strict and bool(found)
    console.data({"ok": not failed, "file": str(path), "language": tag, "pages": built.pages,
                  "hard_coded": [{"words": h.words, "pages": list(h.pages)} for h in built.hard_coded],
                  "tight": _data(built.tight), "diagnostics": _data(sink.finish())})  # fmt: skip
    ctx.exit(1 if failed else 0)


def _job(world: Folder, edition: str | None, form: str | None, tag: str, sink: Sink) -> tuple[Project, Job]:
    """The project, and the booklet asked for; none named means the first edition and form. Raises BookletError where the
    project cannot be read, and UsageError for a name it does not have."""
    from booklet.job import Job
    from booklet.project import read_project

    project = read_project(world, sink, asked=edition)
    name = edition or next(iter(project.editions))
    if name not in project.editions:
        raise unknown("edition", name, project.editions)
    forms = project.editions[name].forms
    chosen = form or next(iter(forms))
    if chosen not in forms:
        raise unknown("form", chosen, forms)
    return project, Job(name, chosen, tag)


def _found(built: PseudoBuilt) -> list[Diagnostic]:
    """Both findings as warnings: the pages of a made-up language are no fault of the content."""
    from dataclasses import replace

    from booklet.compose.translator import ranges

    found = Sink()
    for one in built.hard_coded:
        where = f"page {ranges(one.pages)}" if one.pages else "the title or a bookmark"
        found.warn("hard-coded", f"'{one.words}' ({where}) comes from no text that can be translated", None,
                   "make it a message or word of the content, unless it is a name")  # fmt: skip
    return [*found.finish(), *(replace(d, severity="warning") for d in built.tight)]


def _catalogs(folder: Path, tag: str, expand: int, built: PseudoBuilt) -> list[tuple[Path, bytes]]:
    from booklet.l10n.po import dump
    from booklet.l10n.pseudo import pseudo_language
    from booklet.l10n.update import header

    first = header(pseudo_language(tag, expand))
    return [(folder / f"{domain}.po", dump((first, *entries)).encode()) for domain, entries in built.domains.items()]


def _save(console: Console, files: list[tuple[Path, bytes]], sink: Sink) -> None:
    from booklet.run.saving import save

    save(files, console.folder, sink)
    sink.stop_on_errors()


def _data(diagnostics: Iterable[Diagnostic]) -> list[dict[str, object]]:
    from booklet.run.report import diagnostic_data

    return [diagnostic_data(d) for d in diagnostics]
