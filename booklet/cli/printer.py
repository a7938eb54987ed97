"""`booklet printer`: find out how a printer takes paper again, and remember it."""

from __future__ import annotations

from pathlib import Path

import click

from booklet.cli.app import common
from booklet.cli.console import Console
from booklet.cli.paper import choice
from booklet.diag import Sink
from booklet.model.sheet import Paper

_WHAT_TO_DO = """\
1. Print {fronts}: one side, actual size.
2. Lay the two sheets into the tray again just as they came out; turn nothing.
3. Print {backs}.
4. Take the sheet that says 1 and turn it like a page of a book. The letter at the top is the profile.
5. Along the edges of the first sheet stand numbers of millimetres. The smallest that you see at every edge is the margin.
6. booklet printer add NAME LETTER --margin MM; then booklet build --output office-fronts --printer NAME"""


@click.group("printer")
@common
def printer_command() -> None:
    """Find out how a printer that prints one side takes paper again, so that each back stands behind its front.

    \b
    booklet printer test             two small files to print
    booklet printer add reception C  what they showed
    booklet printer list             the printers that are known

    Printers are kept in printer.yaml, in the project folder. Without one, backs are made for a printer whose sheets come
    out face down (profile C), as most do.
    """


@printer_command.command("test")
@common
@choice("--paper", kind=Paper, default="a4", say="The paper in the tray (default: a4).")
@click.option("-o", "folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Write here (default: the project folder).")
@click.pass_context
def trial_command(ctx: click.Context, paper: str, folder: Path | None) -> None:
    """Write two files of two pages whose print shows a letter, A to D: the printer's profile."""
    from booklet.pdf.trial import write_test
    from booklet.run.saving import save

    console, sink = ctx.ensure_object(Console), Sink()
    folder = folder or console.folder
    names = [folder / "printer-test-fronts.pdf", folder / "printer-test-backs.pdf"]
    folder.mkdir(parents=True, exist_ok=True)
    save(list(zip(names, write_test(Paper(paper).size), strict=True)), folder, sink)
    sink.stop_on_errors()
    console.say(_WHAT_TO_DO.format(fronts=names[0], backs=names[1]))
    console.data({"ok": True, "files": [str(name) for name in names]})


@printer_command.command("add")
@common
@click.argument("name")
@click.argument("letter", type=click.Choice(["A", "B", "C", "D"], case_sensitive=False))
@click.option("--margin", metavar="MM", type=click.FloatRange(0, 20), default=5.0, help="The smallest number to be seen at every edge (default: 5).")
@click.pass_context
def add_command(ctx: click.Context, name: str, letter: str, margin: float) -> None:
    """Remember the LETTER that the test print of a printer showed, under a NAME of your own."""
    from booklet.printers import FILE, Printer, Profile, added, read_printers
    from booklet.run.saving import save
    from booklet.world.extends import open_world, own_world

    console, sink = ctx.ensure_object(Console), Sink()
    if not name.strip() or '"' in name or "\\" in name or not name.isprintable():
        raise click.UsageError("A name has letters, digits, blanks and hyphens.")
    known = read_printers(own_world(open_world(console.folder)))
    printer = Printer(name, Profile(letter.upper()), margin)
    save([(console.folder / FILE, added(known, printer))], console.folder, sink)
    sink.stop_on_errors()
    console.say(f"{name}: profile {letter.upper()}, in {console.folder / FILE}")
    console.data({"ok": True, "name": name, "profile": letter.upper(), "margin": margin})


@printer_command.command("list")
@common
@click.pass_context
def list_command(ctx: click.Context) -> None:
    """List the printers of printer.yaml."""
    from booklet.printers import read_printers
    from booklet.world.extends import open_world

    console = ctx.ensure_object(Console)
    known = read_printers(open_world(console.folder))
    for printer in known.values():
        console.say(f"{printer.profile}  {printer.margin:g} mm  {printer.name}")
    if not known:
        console.say("No printer is known. Run 'booklet printer test'.")
    console.data({"ok": True, "printers": {p.name: {"profile": str(p.profile), "margin": p.margin} for p in known.values()}})
