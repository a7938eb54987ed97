"""`booklet impose`: sheets of any PDF."""

from __future__ import annotations

from pathlib import Path

import click

from booklet.cli.app import common
from booklet.cli.console import Console, counted
from booklet.cli.paper import BINDINGS, FLIP, GSM, PRINTER, choice, printer_of
from booklet.diag import Sink
from booklet.model.printing import Feed
from booklet.model.sheet import Flip, Paper, Scheme, SheetSpec


@click.command("impose")
@common
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@choice("--scheme", kind=Scheme, default="copies", say="How the sheets are cut and folded (default: copies).")
@choice("--paper", kind=Paper, default="a4", say="The paper (default: a4).")
@click.option("--binding", type=click.Choice(BINDINGS), default="left", help="The side it is bound on: right for Arabic or Urdu.")
@FLIP
@GSM
@click.option("--panels", metavar="N", type=click.IntRange(2, 12), default=4, help="Panels of a concertina, on each side (default: 4).")
@click.option("--two-sided", is_flag=True, help="Of single sheets: the second page on the back of the first.")
@click.option("--manual", is_flag=True, help="Two files, fronts and backs, for a printer that prints one side.")
@PRINTER
@click.option("-o", "output", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path), help="Write here (default: beside FILE).")
@click.pass_context
def impose_command(
    ctx: click.Context, file: Path, scheme: str, paper: str, binding: str, flip: str | None, gsm: int | None, panels: int,
    two_sided: bool, manual: bool, printer: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Place the pages of any PDF on sheets that fold into a booklet.

    Pages keep their size and stay drawings; blank ones are added before the last where the scheme needs them. Print the
    result at actual size, on two sides, turned about the long edge: that is right for every scheme.

    \b
    copies       one spread as often as it fits: cut, fold each stack, staple
    saddle       one spread a side: fold, staple
    cut-stack    a booklet in piles: cut, lay pile B under A, fold, staple
    quarto       eight pages a sheet: fold twice, staple, trim at the top
    zine         eight pages on one side of one sheet: slit, fold
    concertina   panels on both sides of a strip: fold to and fro
    letter-fold  six pages on one sheet: fold the flap in, then the front over it
    single       posters and cards: nothing to fold

    \b
    Examples:
      booklet impose leaflet.pdf
      booklet impose guide.pdf --scheme saddle --paper a3 --binding right -o guide-sheets.pdf
      booklet impose leaflet.pdf --manual
    """
    from booklet.imposing import impose_file
    from booklet.run.report import diagnostic_data
    from booklet.run.saving import save

    console, sink = ctx.ensure_object(Console), Sink()
    usual, known = SheetSpec(), printer_of(console, printer)
    spec = SheetSpec(
        Paper(paper), Scheme(scheme), panels, Flip(flip or usual.flip), gsm or usual.gsm, known.margin if known else usual.edge, two_sided
    )
    out = output or file.with_name(f"{file.stem}-{scheme}.pdf")
    if out.resolve() == file.resolve():
        raise click.UsageError(f"'{out}' is the file to impose: name another with -o.")
    feed = known.feed if known else Feed()
    imposed = impose_file(file.read_bytes(), spec, binding, feed if manual else None)
    names = [out] if len(imposed.files) == 1 else [out.with_stem(f"{out.stem}-{side}") for side in ("fronts", "backs")]
    save(list(zip(names, imposed.files, strict=True)), out.parent, sink)
    sink.stop_on_errors()
    sheets, copies = len(imposed.imposition.sheets), imposed.imposition.copies
    console.report(imposed.warnings)
    for name in names:
        console.say(str(name))
    console.say(f"{counted(sheets, 'sheet')} for {counted(copies, 'booklet')}")
    console.data(
        {
            "ok": True,
            "files": [str(name) for name in names],
            "sheets": sheets,
            "copies": copies,
            "blank_pages": imposed.blanks,
            "diagnostics": [diagnostic_data(d) for d in imposed.warnings],
        }
    )
