"""`booklet directory`: the services out to spreadsheets and HSDS, and back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from booklet.cli.app import common
from booklet.cli.console import Console, counted
from booklet.diag import Sink
from booklet.world.extends import open_world

if TYPE_CHECKING:
    from booklet.directory.importing import Verdict
    from booklet.directory.record import Loss
    from booklet.model.catalogue import Catalogue

_SUFFIX = {"xlsx": "services.xlsx", "csv": "services-csv.zip", "hsds-json": "services.json", "hsds-csv": "services-hsds.zip"}
_FOLDER = "output/directory"
_WRITTEN = ("added", "changed")
_SHOWN = 200
"""Characters of a fact in the report; all of it with --json."""


@click.group("directory")
@common
def directory_command() -> None:
    """The services as a spreadsheet or as HSDS: give them out, take them in.

    \b
    Start with an empty workbook:     booklet directory template
    All services as a workbook:       booklet directory export
    See what a file would change:     booklet directory import services.xlsx
    Take it in:                       booklet directory import services.xlsx --yes

    Confidential facts (content/internal) never go out, and columns for them are refused. See docs/directory.md.
    """


@directory_command.command("template")
@common
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over another file of this name.")
@click.pass_context
def template_command(ctx: click.Context, file: Path | None, force: bool) -> None:
    """Write an empty workbook (.xlsx) with instructions, drop-downs and an explanation of each column."""
    from booklet.directory.exchange import template

    console = ctx.ensure_object(Console)
    path = file or console.folder / _FOLDER / "template.xlsx"
    _save(console, path, template(_catalogue(console)), force)
    console.say(f"an empty workbook in {path}")
    console.data({"ok": True, "file": str(path)})


@directory_command.command("export")
@common
@click.option("--to", "form", type=click.Choice(tuple(_SUFFIX)), default="xlsx", show_default=True, help="What for; see above.")
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help=f"Where to (default: in {_FOLDER}).")
@click.option("--force", is_flag=True, help="Write over another file of this name.")
@click.pass_context
def export_command(ctx: click.Context, form: str, out: Path | None, force: bool) -> None:
    """Write all services to one file.

    \b
    xlsx        a workbook, for people
    csv         a .zip of tables, one for each sheet of the workbook
    hsds-json   Open Referral's HSDS 3 as JSON, for other directories
    hsds-csv    the same as a tabular data package (.zip of tables)

    Says what the file does not hold, and why.
    """
    from booklet.directory.exchange import Form, export

    console, sink = ctx.ensure_object(Console), Sink()
    catalogue = _catalogue(console)
    data, losses = export(Form(form), catalogue, sink)
    sink.stop_on_errors()
    path = out or console.folder / _FOLDER / _SUFFIX[form]
    _save(console, path, data, force)
    console.say(f"{counted(len(catalogue.services), 'service')} in {path}")
    _tell_losses(console, losses, "not in the file")
    console.data({"ok": True, "file": str(path), "services": len(catalogue.services), "losses": [loss._asdict() for loss in losses]})


@directory_command.command("import")
@common
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--yes", "-y", is_flag=True, help="Write into content/services.")
@click.option("--out", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Write into another folder, to look at first.")
@click.option("--country", metavar="CC", help="Country of services whose file does not say it (HSDS), such as TH.")
@click.option("--operator", metavar="WHO", help="Who runs services whose file does not say it (HSDS), such as ngo.")
@click.option("--scope", default="in_country", show_default=True, help="Whom such services are for.")
@click.pass_context
def import_command(
    ctx: click.Context, file: Path, yes: bool, out: Path | None, country: str | None, operator: str | None, scope: str
) -> None:
    """Take in a file: .xlsx, .json (HSDS), a folder of .csv files or a .zip of them.

    First it says what would be added and changed, fact by fact, old beside new, and what is refused, with the reason. Nothing
    is written without --yes or --out. Services that the file does not name stay as they are.

    A file with comments where facts change is left alone, for somebody to edit by hand: no comment is ever lost.
    """
    from booklet.directory.exchange import read
    from booklet.directory.hsds_in import Defaults
    from booklet.directory.importing import judge

    if yes and out:
        raise click.UsageError("give --yes or --out, not both.")
    console, sink = ctx.ensure_object(Console), Sink()
    catalogue = _catalogue(console)
    data: Any = {p.name: p.read_bytes() for p in sorted(file.iterdir()) if p.is_file()} if file.is_dir() else file.read_bytes()
    incoming = read(file.name, data, catalogue, Defaults(country, operator, scope), sink)
    verdicts = judge(incoming.services, open_world(console.folder), catalogue, incoming.went_out)
    written = _write(console, verdicts, out, yes, sink)
    for verdict in verdicts:
        sink.extend(verdict.diagnostics)
    _tell(console, verdicts, written, catalogue)
    _tell_losses(console, incoming.losses, "not taken in")
    console.report(sink.finish())
    _data(console, verdicts, incoming.losses, written, sink)
    ctx.exit(1 if sink.has_errors else 0)


def _catalogue(console: Console) -> Catalogue:
    from booklet.model.read import read_catalogue

    sink = Sink()
    catalogue = read_catalogue(open_world(console.folder), sink)
    sink.stop_on_errors()
    return catalogue


def _save(console: Console, path: Path, data: bytes, force: bool) -> None:
    from booklet.run.saving import save

    sink = Sink()
    if path.exists() and not force and path.read_bytes() != data:
        hint = "import it first, then give --force; or choose another name"
        sink.error("export-exists", f"there is another '{path}', which may hold somebody's work", None, hint)
        sink.stop_on_errors()
    save(((path, data),), console.folder, sink)
    sink.stop_on_errors()


def _write(console: Console, verdicts: tuple[Verdict, ...], out: Path | None, yes: bool, sink: Sink) -> tuple[str, ...]:
    """The files written, relative to their folder."""
    from booklet.run.saving import save

    root = out if out else console.folder
    fates = (*_WRITTEN, "by hand") if out else _WRITTEN
    files = [(verdict.path, verdict.text.encode()) for verdict in verdicts if verdict.fate in fates]
    if not files or not (yes or out):
        return ()
    return tuple(path for path, _ in files) if save([(root / path, data) for path, data in files], root, sink) else ()


def _tell(console: Console, verdicts: tuple[Verdict, ...], written: tuple[str, ...], catalogue: Catalogue) -> None:
    """Service by service, fact by fact."""
    for verdict in verdicts:
        if verdict.fate == "unchanged":
            console.detail(f"{verdict.id}  unchanged")
            continue
        console.say(f"{verdict.id}  {verdict.fate}  ({verdict.span})")
        for change in verdict.changes if verdict.fate != "added" else ():
            console.say(f"    {'/'.join(change.path)}: {_shown(change.old)} -> {_shown(change.new)}")
        if verdict.in_the_way:
            console.say(f"    edit {verdict.path} by hand: there are comments at {', '.join(verdict.in_the_way)}")
    counts = Counter(verdict.fate.value for verdict in verdicts)
    parts = [f"{counts[fate]} {fate}" for fate in ("added", "changed", "unchanged", "by hand", "refused") if counts[fate]]
    left = len(catalogue.services.keys() - {verdict.id for verdict in verdicts})
    console.say(f"{', '.join(parts) or 'no service in the file'}; {counted(left, 'service')} not in the file stay as they are")
    if not written and (counts["added"] or counts["changed"]):
        console.say("nothing was written: add --yes to take this in, or --out DIR to look at the files first")


def _shown(text: str | None) -> str:
    if text is None:
        return "(nothing)"
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= _SHOWN else f"'{line[:_SHOWN]}…'"


def _tell_losses(console: Console, losses: tuple[Loss, ...], what: str) -> None:
    """By kind of fact and reason; each of them with -v and --json."""
    groups = Counter((loss.path.split("/")[0] or "the whole service", loss.reason) for loss in losses)
    for (path, reason), count in groups.items():
        console.say(f"  {what}: {path} ({count}): {reason}")
    for loss in losses:
        console.detail(f"    {loss.service}/{loss.path}: {_shown(loss.value)}")


def _data(console: Console, verdicts: tuple[Verdict, ...], losses: tuple[Loss, ...], written: tuple[str, ...], sink: Sink) -> None:
    from booklet.run.report import diagnostic_data

    console.data({
        "ok": not sink.has_errors,
        "services": [
            {"id": v.id, "fate": v.fate.value, "file": v.path, "by_hand": list(v.in_the_way), "changes": [c._asdict() for c in v.changes]}
            for v in verdicts
        ],
        "losses": [loss._asdict() for loss in losses],
        "files": list(written),
        "diagnostics": [diagnostic_data(d) for d in sink.finish()],
    })  # fmt: skip
