"""`booklet rebuild-check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from booklet.cli.app import common
from booklet.cli.console import Console, counted
from booklet.cli.make import JOBS, user
from booklet.cli.paper import PRINTING, asked


@click.command("rebuild-check")
@common
@click.argument("output", type=click.Path(exists=True, path_type=Path))
@JOBS
@PRINTING
@click.pass_context
def rebuild_check_command(ctx: click.Context, /, output: Path, jobs: int | None, **options: Any) -> None:
    """Build again what is in OUTPUT, a folder of finished booklets or one PDF, and compare; nothing is written.

    Shows that finished files come from this content and this program, and from nothing else: the same content gives the same
    bytes, on any machine. Files that another version of zlib packed are compared unpacked. What the earlier build was asked
    for besides (--paper, --output …) must be asked for again; a day that SOURCE_DATE_EPOCH set is taken from its report.

    \b
    Examples:
      booklet rebuild-check output
      booklet -C my-project rebuild-check ~/mail/journey/a6/th

    Ends with 0 if all is the same, 1 if something differs, 2 if the command itself was wrong.
    """
    from booklet.run.compare import Verdict
    from booklet.run.rebuild import rebuild
    from booklet.run.report import diagnostic_data

    console = ctx.ensure_object(Console)
    printing = asked(console, options)
    with console.progress("building again") as progress:
        result = rebuild(console.folder.resolve(), output, printing, jobs, progress, user())
    console.report(result.sink.finish())
    for job, files in result.compared.items():
        count = {verdict: sum(found.verdict is verdict for found in files.values()) for verdict in Verdict}
        parts = [f"{counted(number, 'file')} {_WORDS[verdict]}" for verdict, number in count.items() if number]
        console.say(f"{job}: {', '.join(parts) or 'not built'}")
        for name, found in files.items():
            if found.verdict not in (Verdict.SAME, Verdict.PACKED):
                console.say(f"  {name}: {_WORDS[found.verdict]}{f', {found.where}' if found.where else ''}")
        if job in result.stale:
            console.say("  It was made from other content, by another version of the program or its packages, or with other options.")
    console.data(
        {
            "ok": result.ok,
            "booklets": [
                {**job._asdict(), "same_inputs": job not in result.stale, "files": {name: found._asdict() for name, found in files.items()}}
                for job, files in result.compared.items()
            ],
            "diagnostics": [diagnostic_data(d) for d in result.sink.finish()],
        }
    )
    ctx.exit(0 if result.ok else 1)


_WORDS = {
    "same": "the same",
    "same-unpacked": "the same once unpacked",
    "differs": "not the same",
    "missing": "missing in the earlier build",
    "extra": "only in the earlier build",
}
