"""`booklet diff`: what a local edition says otherwise than the project that it extends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from booklet.cli.app import common
from booklet.cli.console import Console, counted
from booklet.diag import Sink

if TYPE_CHECKING:
    from booklet.world.layers import LayeredWorld


@click.command("diff")
@common
@click.option("--accept", is_flag=True, help="Record the present shared values in local.lock.yaml, once you have looked at them.")
@click.pass_context
def diff_command(ctx: click.Context, accept: bool) -> None:
    """Show what this folder says otherwise than the project that it extends.

    Each local change stands with its shared value beside it. What has '!' before it needs someone: the shared content
    has changed since, the thing is gone or has another name, or a translation was made for other English. Nothing local is ever changed by an
    update of the shared content, nor by this command.

    \b
    Look, then say that you have looked:
      booklet diff
      booklet diff --accept

    Ends with 1 if anything needs someone.
    """
    from booklet.local.lock import LOCK, dump_lock
    from booklet.local.outdated import outdated
    from booklet.local.report import as_data, as_text, outdated_lines
    from booklet.local.standing import CONTRADICTIONS, findings
    from booklet.run.saving import save
    from booklet.world.extends import open_world
    from booklet.world.layers import LayeredWorld

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    if not isinstance(world, LayeredWorld):
        console.say("this folder extends nothing: all of it is its own (docs/shelter.md)")
        console.data({"ok": True, "extends": [], "changes": [], "outdated": []})
        return
    found, old = findings(world, sink), outdated(world)
    sink.stop_on_errors()
    if accept:
        save([(world.root / LOCK, dump_lock(f.change for f in found))], world.root, sink)
        sink.stop_on_errors()
        found = findings(world, sink)
    for line in (*as_text(found), *outdated_lines(old)):
        console.say(line)
    needing = sum(f.standing in CONTRADICTIONS for f in found) + len(old)
    console.say(_summary(world, len(found), needing, accept))
    console.data({"ok": not needing, "extends": _chain(world), "changes": [as_data(f) for f in found], "outdated": [o._asdict() for o in old]})
    ctx.exit(1 if needing else 0)


def _chain(world: LayeredWorld) -> list[str]:
    return [layer.name.rstrip("/:") for layer in world.layers[1:]]


def _summary(world: LayeredWorld, found: int, needing: int, accepted: bool) -> str:
    about: list[Any] = [f"{counted(found, 'local change')} over {', '.join(_chain(world))}"]
    if needing:
        about.append(f"{needing} to look at")
    if accepted:
        about.append("recorded in local.lock.yaml")
    return "; ".join(about)
