"""`booklet build`, `booklet check` and `booklet preflight`."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from booklet.cli.app import common, unknown
from booklet.cli.console import Console, counted
from booklet.cli.paper import PRINTING, PRINTING_NAMES, asked
from booklet.diag import BookletError, Diagnostic, Sink

if TYPE_CHECKING:
    from booklet.preflight import Checked
    from booklet.run.jobs import Result

JOBS = click.option("--jobs", metavar="N", type=click.IntRange(1, 64), help="Work in N processes (default: one for each processor).")
STRICT = click.option("--strict", is_flag=True, help="Let warnings count as errors.")


@click.command("build")
@common
@click.argument("edition", required=False)
@click.option("--lang", "languages", metavar="TAG", multiple=True, help="Build this language only; may be given again.")
@click.option("--form", "forms", metavar="FORM", multiple=True, help="Build this form only (a6); may be given again.")
@JOBS
@STRICT
@click.option("--force", is_flag=True, help="Build again what has not changed.")
@PRINTING
@click.pass_context
def build_command(ctx: click.Context, /, edition: str | None, **options: Any) -> None:
    """Make the booklets of EDITION, or of all editions that booklet.yaml names.

    Each gets a file to read on screen and one to print in the office, both in output/EDITION/FORM/LANGUAGE/, and is proved
    by reading the finished files: every text, every code, every page. output/index.html shows all, and how to print.
    More files with --output: for a printer that prints one side (office-fronts), for a print shop (shop), pictures that
    show how to print and fold (how-to).
    A booklet with errors keeps its last good files. What has not changed is not built again.

    \b
    Examples:
      booklet build
      booklet build journey --lang th --lang vi
      booklet build journey --lang th --form a6
      booklet build journey --paper f4 --output office-fronts --printer reception
      booklet -C my-project build --json

    If SOURCE_DATE_EPOCH is set (seconds since 1970), its day replaces the day 'as_of' that the editions speak of.
    """
    from booklet.run.jobs import INDEX, Order, build_all
    from booklet.run.plan import UnknownName

    console = ctx.ensure_object(Console)
    printing = asked(console, {name: options.pop(name) for name in PRINTING_NAMES})
    order = Order(edition, **options, printing=printing)
    try:
        with console.progress("building") as progress:
            result = build_all(console.folder.resolve(), order, source_date(), progress, user())
    except UnknownName as e:
        raise unknown(e.kind, e.name, e.known) from None
    _show(console, result)
    if "built" in result.status.values():
        console.say(f"Open {console.folder / INDEX}")
    _end(ctx, console, result, index=INDEX)


@click.command("check")
@common
@JOBS
@STRICT
@click.option("--parallel", is_flag=True, help="Every message must stand on the same page in all languages of a form.")
@click.pass_context
def check_command(ctx: click.Context, jobs: int | None, strict: bool, parallel: bool) -> None:
    """Look for errors in everything a build reads, and write nothing.

    Reads content, templates, translations and fonts, checks the facts in all translations, and sets every page of every
    booklet. All that is wrong is shown at once, each with its place and how to mend it.
    """
    from booklet.run.jobs import check_all

    console = ctx.ensure_object(Console)
    with console.progress("checking") as progress:
        result = check_all(console.folder.resolve(), source_date(), jobs, progress, parallel)
    if result.ok and strict and result.sink.finish():
        result.status = dict.fromkeys(result.status, "failed")
    _show(console, result)
    _end(ctx, console, result)


@click.command("preflight")
@common
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--html", "pages", is_flag=True, help="Also write a page that shows what was found, FILE-preflight.html, beside each.")
@click.pass_context
def preflight_command(ctx: click.Context, files: tuple[Path, ...], pages: bool) -> None:
    """Check finished PDF files by reading them, as a phone, a printer and a reader would.

    Needs no project: use it on a file that came by mail, before it is printed. (A build checks more: it knows what every
    page must say.)

    \b
    Examples:
      booklet preflight output/journey/a6/th/*.pdf
      booklet preflight --html from-the-printer.pdf
    """
    from booklet.preflight import inspect
    from booklet.run.report import diagnostic_data

    console = ctx.ensure_object(Console)
    found: dict[str, tuple[Diagnostic, ...]] = {}
    for file in files:
        sink = Sink()
        checked = inspect(file.read_bytes(), sink)
        found[str(file)] = sink.finish()
        codes = counted(len(checked.symbols), "QR code")
        size = counted(checked.pages, "page") if checked.pages else counted(checked.sheets, "sheet")
        console.say(f"{file}: {'not right' if sink.has_errors else 'right'}, {size}, {codes}")
        console.report(sink.finish())
        if pages:
            _write_page(file, checked, sink.finish(), console)
    ok = not any(d.severity == "error" for ds in found.values() for d in ds)
    console.data({"ok": ok, "files": {name: [diagnostic_data(d) for d in ds] for name, ds in found.items()}})
    ctx.exit(0 if ok else 1)


def _write_page(file: Path, checked: Checked, findings: tuple[Diagnostic, ...], console: Console) -> None:
    """Raises BookletError if the system refuses."""
    from booklet.preflight.alone import proof_alone
    from booklet.preflight.page import proof_page
    from booklet.run.saving import save

    page, sink = file.with_name(f"{file.stem}-preflight.html"), Sink()
    save([(page, proof_page(proof_alone(file.name, file.read_bytes(), checked, findings)).encode())], file.parent, sink)
    sink.stop_on_errors()
    console.say(f"{page}: open it in any browser")


def source_date() -> date | None:
    """The day of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), if it is set."""
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not written:
        return None
    try:
        return datetime.fromtimestamp(int(written), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is '{written}', which is no number of seconds since 1970"
        raise BookletError((Diagnostic("error", "source-date", message, None, ("set it to such a number, or unset it",)),)) from None


def user() -> str:
    """The name of whoever is at the machine, as POSIX systems or Windows have it."""
    return os.environ.get("USER") or os.environ.get("LOGNAME") or os.environ.get("USERNAME", "")


def _show(console: Console, result: Result) -> None:
    """The diagnostics, then a line for each booklet."""
    console.report(result.sink.finish())
    for job, status in result.status.items():
        report = result.reports.get(job)
        about = f"  {report['pages']} pages, {report['sheets']} sheets  {' '.join(report['marks'])}" if report else ""
        console.say(f"{status:9}  {job}{about}".rstrip())
        if report and report.get("fit"):
            fit = report["fit"]
            console.detail(f"{job}: {fit['said']}; {counted(fit['notes'], 'page')} for notes; cost {fit['cost']}, {fit['tried']} tried")
        if report and report["ink"]:
            shares = " ".join(f"{100 * share:.0f}" for share in report["ink"])
            console.detail(f"{'':9}  ink {100 * sum(report['ink']) / len(report['ink']):.1f} % of the paper; by page: {shares}")
    for n, seconds in enumerate((result.seconds, *result.processes)):
        times = ", ".join(f"{stage} {1000 * s:.0f} ms" for stage, s in seconds.items())
        console.detail(f"{f'process {n}' if n else 'in all'}: {times}")


def _end(ctx: click.Context, console: Console, result: Result, **more: str) -> None:
    from booklet.run.report import diagnostic_data

    console.data(
        {
            "ok": result.ok,
            "booklets": [
                {**job._asdict(), "status": status, "folder": job.folder, "report": result.reports.get(job)}
                for job, status in result.status.items()
            ],
            "diagnostics": [diagnostic_data(d) for d in result.sink.finish()],
            "seconds": {"run": result.seconds, "processes": result.processes},
            **more,
        }
    )
    ctx.exit(0 if result.ok else 1)
