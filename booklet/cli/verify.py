"""`booklet call-sheet`: what must be phoned, and what the calls found."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet.cli.app import common, unknown
from booklet.cli.console import Console, counted
from booklet.cli.make import source_date
from booklet.diag import Diagnostic, Sink

if TYPE_CHECKING:
    from booklet.callsheet.due import Round
    from booklet.callsheet.returned import Recorded
    from booklet.l10n.languages import Language
    from booklet.model.catalogue import Catalogue
    from booklet.model.edition import Edition
    from booklet.world.files import World

_FOLDER = "output/call-sheet"


@click.command("call-sheet")
@common
@click.option("--due", is_flag=True, help="Only what was never called, not lately, or changed since.")
@click.option("--country", "countries", metavar="CODE", multiple=True, help="This country only (TH); may be given again.")
@click.option("--to", "form", type=click.Choice(["pdf", "xlsx"]), default="pdf", show_default=True, help="To print, or to fill in.")
@click.option("--as-of", metavar="DATE", help="The day that ages count to (default: the latest of the editions).")
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=f"Write here, not to {_FOLDER}/.")
@click.option("--read", "filled", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Take a filled-in workbook: record day, way, result and role of each call.")  # fmt: skip
@click.pass_context
def call_sheet_command(
    ctx: click.Context, due: bool, countries: tuple[str, ...], form: str, as_of: str | None, out: Path | None, filled: Path | None
) -> None:
    """Make a sheet of the numbers to phone, or take one back that was filled in.

    The sheet has what to say, the numbers in the order to call, the facts to confirm, and room for the outcome. It holds
    nothing that is not for everyone; emergency lines stand apart, for nobody may call them to test.

    With --read, each outcome is written into the file of its service, and not a byte besides. Rows that name a person, or
    do not fit the directory as it is now, are refused, each with the reason.

    \b
    Examples:
      booklet call-sheet --due --country TH
      booklet call-sheet --due --to xlsx
      booklet call-sheet --read calls-2026-11-25.xlsx
    """
    if filled and (due or countries or as_of or out):
        raise click.UsageError("--read goes with no other option.")
    from booklet.world.extends import open_world

    console, sink = ctx.ensure_object(Console), Sink()
    if filled:
        _take(ctx, console, filled, sink)
        return
    world = open_world(console.folder)
    catalogue, editions, english = _read(world, sink)
    known = dict.fromkeys(service.country for service in catalogue.services.values())
    for code in countries:
        if code not in known:
            raise unknown("country", code, sorted(known))
    day = _day(as_of) if as_of else max(edition.as_of for edition in editions.values())
    found = _plan(catalogue, editions, day, countries, due)
    path = out or console.folder / _FOLDER / f"calls-{day}.{form}"
    _save(console, [(path, _made(found, form, english, day, world, catalogue, sink))], sink)
    console.report(sink.finish())
    console.say(f"{path}: {counted(len(found.calls), 'number')} to call, {counted(len(found.emergency), 'emergency line')}")
    for why, count in found.left_out.items():
        console.say(f"  not on it: {counted(count, 'number')}, {why}")
    left_out = {why.name.lower(): count for why, count in found.left_out.items()}
    keys = [call.key for call in found.calls]
    console.data({"ok": True, "file": str(path), "calls": keys, "emergency": len(found.emergency), "left_out": left_out})


def _read(world: World, sink: Sink) -> tuple[Catalogue, dict[str, Edition], Language]:
    """Raises BookletError where the project cannot be read."""
    from booklet.l10n.languages import SOURCE_LANGUAGE, read_languages
    from booklet.model.read import read_catalogue
    from booklet.project import read_editions

    editions = read_editions(world, sink)
    catalogue = read_catalogue(world, sink)
    languages = read_languages(world, sink)
    sink.stop_on_errors()
    if not editions:
        sink.error("missing-file", "'booklet.yaml' names no edition", None, "add one under 'editions'")
        sink.stop_on_errors()
    return catalogue, editions, languages[SOURCE_LANGUAGE]


def _plan(catalogue: Catalogue, editions: dict[str, Edition], day: date, countries: tuple[str, ...], due: bool) -> Round:
    from booklet.callsheet.due import plan_round

    strictest = min(edition.gates.mark_after_days for edition in editions.values())
    return plan_round(catalogue, day, strictest, countries, due=due)


def _made(found: Round, form: str, english: Language, day: date, world: World, catalogue: Catalogue, sink: Sink) -> bytes:
    """The file of a round, searched for what must not leave the house. Raises BookletError if it cannot be made."""
    from booklet.callsheet.make import make_pdf, names_for
    from booklet.callsheet.workbook import make_workbook
    from booklet.model.internal import read_internal
    from booklet.preflight import inspect
    from booklet.preflight.leaks import check_file
    from booklet.run.secrets import kept_back
    from booklet.text.fonts import scan_fonts

    names = names_for(found, english)
    data = make_workbook(found, names) if form == "xlsx" else make_pdf(found, names, day, scan_fonts(world, sink), world, sink)
    secrets = kept_back(catalogue, read_internal(world, sink).values())
    if form == "xlsx":
        check_file("call sheet", data, secrets, sink)
    else:
        inspect(data, sink, secrets)
    sink.stop_on_errors()
    return data


def _take(ctx: click.Context, console: Console, filled: Path, sink: Sink) -> None:
    from booklet.callsheet.returned import read_results
    from booklet.world.extends import open_world

    world = open_world(console.folder)
    catalogue, _, _ = _read(world, sink)
    recorded, blank = read_results(filled.read_bytes(), filled.name, catalogue, _latest(), sink)
    files: dict[str, bytes] = {}
    written = [one for one in recorded if _record(one, console.folder, world, files, sink)]
    if files:
        _save(console, [(console.folder / path, data) for path, data in files.items()], sink, stop=False)
    console.report(sink.finish())
    for one in written:
        console.say(f"row {one.line}: {one.service.id}/{one.channel.id}: {one.check.result} on {one.check.on}, by {one.check.how}")
        for remark in one.remarks:
            console.say(f"  to look at: {remark}")
    refused = sum(d.severity == "error" for d in sink.finish())
    console.say(f"{counted(len(written), 'row')} recorded, {blank} not filled in, {counted(refused, 'fault')}")
    rows = [{"row": o.line, "key": f"{o.service.id}/{o.channel.id}", "day": o.check.on.isoformat(), "result": o.check.result,
             "remarks": list(o.remarks)} for o in written]  # fmt: skip
    console.data({"ok": not sink.has_errors, "recorded": rows, "blank": blank, "files": sorted(files), "diagnostics": _data(sink.finish())})
    ctx.exit(1 if sink.has_errors else 0)


def _record(one: Recorded, root: Path, world: World, files: dict[str, bytes], sink: Sink) -> bool:
    """Put the record of a row into the file of its service, in `files`; whether it went."""
    from booklet.callsheet.record import as_yaml, with_record

    path = one.service.span.file
    if not (root / path).is_file():
        sink.error("call-layout", f"row {one.line}: '{path}' belongs to what this folder extends", None, "record it there")
        return False
    written = with_record(files.get(path) or world.read(path), one.channel.id, one.check)
    if written is None:
        hint = f"write it by hand: verified: {as_yaml(one.check)}"
        what = f"row {one.line}: the file is laid out in a way that the record of '{one.channel.id}' would spoil"
        sink.error("call-layout", what, one.service.span, hint)
        return False
    files[path] = written
    return True


def _latest() -> date:
    """It may be tomorrow already where the call was made."""
    return (source_date() or date.today()) + timedelta(days=1)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"'{text}' is no day. Write year, month and day, such as 2026-11-25.") from None


def _save(console: Console, files: list[tuple[Path, bytes]], sink: Sink, *, stop: bool = True) -> None:
    from booklet.run.saving import save

    save(files, console.folder, sink)
    if stop:
        sink.stop_on_errors()


def _data(diagnostics: tuple[Diagnostic, ...]) -> list[dict[str, object]]:
    from booklet.run.report import diagnostic_data

    return [diagnostic_data(d) for d in diagnostics]
