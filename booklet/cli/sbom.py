"""`booklet sbom`: what the program is made of."""

from __future__ import annotations

import json
from pathlib import Path

import click

from booklet.cli.app import common
from booklet.cli.console import Console
from booklet.diag import Sink


@click.command("sbom")
@common
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the screen.")
@click.pass_context
def sbom_command(ctx: click.Context, out: Path | None) -> None:
    """Print the bill of materials: packages, fonts, pictograms, with versions and licences (CycloneDX 1.5, JSON).

    Packages are those installed beside the program; fonts and pictograms those of the project folder, with the hash of
    each file.

    \b
    Example:
      booklet sbom --out sbom.json
    """
    from booklet.run.parts import data, fonts, packages
    from booklet.run.saving import save
    from booklet.run.sbom import bill
    from booklet.world.extends import open_world

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    found = (*packages(), *fonts(world, sink), *data(world))
    sink.stop_on_errors()
    text = json.dumps(bill(found), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        click.echo(text, nl=False)
        return
    save([(out, text.encode())], console.folder, sink)
    sink.stop_on_errors()
    console.say(f"{out}: {len(found)} parts")
    console.data({"ok": True, "file": str(out), "parts": len(found)})
