"""`booklet plan`: what a print run takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from booklet.cli.app import common, unknown
from booklet.cli.console import Console
from booklet.cli.paper import GSM
from booklet.diag import Sink

if TYPE_CHECKING:
    from collections.abc import Iterable

    from booklet.run.print_run import Line

_PRICE = click.FloatRange(min=0)


@click.command("plan")
@common
@click.argument("edition", required=False)
@click.option("--copies", metavar="N", type=click.IntRange(1, 1_000_000), default=100, help="Of each booklet (default: 100).")
@click.option("--lang", "languages", metavar="TAG", multiple=True, help="This language only; may be given again.")
@click.option("--form", "forms", metavar="FORM", multiple=True, help="This form only; may be given again.")
@GSM
@click.option("--price-sheet", metavar="P", type=_PRICE, default=0.0, help="What a sheet of paper costs, in any currency.")
@click.option("--price-print", metavar="P", type=_PRICE, default=0.0, help="What printing one side of a sheet costs.")
@click.pass_context
def plan_command(
    ctx: click.Context, edition: str | None, copies: int, languages: tuple[str, ...], forms: tuple[str, ...], gsm: int | None,
    price_sheet: float, price_print: float,
) -> None:  # fmt: skip
    """Say what printing EDITION takes: sheets, their weight, the cost of paper and print, staples, and hours of work.

    Reckons with the booklets as they were last built. Where sheets give several copies at once, a few more are made than
    asked for. Times are estimates for practised hands: measure them on a first stack.

    \b
    Examples:
      booklet plan journey --copies 500
      booklet plan journey --form a6 --lang th --copies 200 --price-sheet 0.2 --price-print 0.35
    """
    from booklet.run.plan import UnknownName, choose, read_plan
    from booklet.run.print_run import Prices, print_run, total
    from booklet.run.report import read_report
    from booklet.world.extends import open_world

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    try:
        jobs = choose(read_plan(world), edition, forms, languages)
    except UnknownName as e:
        raise unknown(e.kind, e.name, e.known) from None
    reports = {job: report for job in jobs if (report := read_report(world, job))}
    for job in jobs:
        if job not in reports:
            sink.error("not-built", f"'{job}' has not been built", None, f"run 'booklet build {job.edition}'")
    sink.stop_on_errors()
    lines = print_run(reports, copies, gsm, Prices(price_sheet, price_print))
    for row in _table([*lines, total(lines)] if len(lines) > 1 else lines, with_cost=price_sheet + price_print > 0):
        console.say(row)
    console.data({"ok": True, "lines": [line.as_data() for line in lines], "total": total(lines).as_data()})


def _table(lines: Iterable[Line], with_cost: bool) -> list[str]:
    """Columns of figures, as wide as they need."""
    head = ["booklet", "copies", "sheets", "kg", "g each", *(["cost", "each"] if with_cost else []), "staples", "hours"]
    rows = [head]
    for line in lines:
        cost = [f"{line.cost:.2f}", f"{line.cost_per_copy:.3f}"] if with_cost else []
        name = str(line.job).strip() or "together"
        figures = [str(line.copies), str(line.sheets), f"{line.kilograms:.1f}", f"{line.grams:.1f}", *cost, str(line.staples), f"{line.minutes / 60:.1f}"]
        rows.append([name, *figures])
    widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
    return ["  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]) for row in rows]
