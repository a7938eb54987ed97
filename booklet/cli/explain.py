"""`booklet explain`: why a service is in an edition, or is not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from booklet.cli.app import common, unknown
from booklet.cli.console import Console, counted
from booklet.diag import Sink

if TYPE_CHECKING:
    from booklet.explain import Explained, Explanation, Reason

_HEADS = {
    "in": "In",
    "marked": "In, with a mark",
    "out": "Not in this edition",
    "blocked": "Blocked",
    "hidden": "Hidden by this folder",
}
_QUIET = ("chosen", "passed")
"""What needs no words."""


@click.command("explain")
@common
@click.argument("edition")
@click.argument("service", required=False)
@click.pass_context
def explain_command(ctx: click.Context, edition: str, service: str | None) -> None:
    """Say why each service is in EDITION, prints with a mark, is left out or is blocked; or one SERVICE only.

    Each reason has the file and line of the fact that decides. Below stand the languages that lack texts of a service.
    Services of other countries are counted; -v lists them too.

    \b
    Examples:
      booklet explain journey
      booklet explain journey th-1300
      booklet explain journey --json
    """
    from booklet.explain import explain
    from booklet.project import read_editions
    from booklet.world.extends import open_world

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    editions = read_editions(world, sink, (edition,))
    sink.stop_on_errors()
    if edition not in editions:
        raise unknown("edition", edition, editions)
    found = explain(world, editions[edition], sink, service)
    if service and not found.services:
        raise unknown("service", service, [one.id for one in explain(world, editions[edition], sink).services])
    _tell(console, found, listed=bool(service) or console.verbose)
    console.data({"ok": True, "edition": edition, "services": [_data(one) for one in found.services]})


def _tell(console: Console, found: Explanation, *, listed: bool) -> None:
    counts = Counter(str(one.fate) for one in found.services)
    for fate, head in _HEADS.items():
        group = [one for one in found.services if one.fate == fate]
        elsewhere = [] if listed else [one for one in group if one.reasons[0].rule == "country"]
        if group:
            console.say(f"{head}: {counts[fate]}")
        for one in group:
            if one not in elsewhere:
                _tell_one(console, one, found)
        if elsewhere:
            places = Counter(one.country for one in elsewhere)
            console.say(f"  {counted(len(elsewhere), 'service')} of other countries: {', '.join(f'{code} {n}' for code, n in sorted(places.items()))}")
        if group:
            console.say()


def _tell_one(console: Console, one: Explained, found: Explanation) -> None:
    console.say(f"  {one.id}  {one.name}")
    for reason in one.reasons:
        if reason.rule not in _QUIET or len(one.reasons) == 1:
            console.say(f"    {_said(reason)}\n      {reason.span}")
    if one.gaps:
        lacking = ", ".join(f"{gap.lang} {gap.missing} of {gap.of}" for gap in one.gaps)
        console.say(f"    texts not translated: {lacking}; {'a build stops there' if found.stops else 'English prints instead'}")


def _said(reason: Reason) -> str:
    where = f"channel {reason.channel}, " if reason.channel else ""
    return f"{where}{reason.outcome}: {reason.text}"


def _data(one: Explained) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "country": one.country,
        "fate": str(one.fate),
        "reasons": [
            {
                "rule": r.rule, "outcome": str(r.outcome), "text": r.text, "source": r.source, "channel": r.channel,
                "file": r.span.file, "line": r.span.line, "column": r.span.column,
            }
            for r in one.reasons
        ],
        "gaps": [gap._asdict() for gap in one.gaps],
    }  # fmt: skip
