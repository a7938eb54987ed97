"""`booklet aloud`: what a screen reader says of a finished file, as text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from booklet.cli.app import common
from booklet.cli.console import Console
from booklet.diag import Sink

if TYPE_CHECKING:
    from booklet.preflight.aloud import Element

_WHOLES = {"L": "list", "TOC": "contents", "Table": "table"}
_PARTS = ("LI", "TOCI", "TR")


@click.command("aloud")
@common
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def aloud_command(ctx: click.Context, file: Path) -> None:
    """Print what a screen reader says of a PDF: all that is read aloud, in its order.

    Headings, lists, pictures and links are named, as screen readers do; a text in another language than the file begins
    with its tag. What does not come here, nobody hears.

    \b
    Example:
      booklet aloud output/journey/a6/th/journey-numbers-a6-th-screen.pdf
    """
    from booklet.preflight.aloud import read_aloud

    console, sink = ctx.ensure_object(Console), Sink()
    top = read_aloud(file.read_bytes(), file.name, sink)
    console.report(sink.finish())
    if top is None:
        console.data({"ok": False})
        ctx.exit(1)
    for line in _lines(top):
        console.say(line)
    console.data({"ok": True, "lang": top.lang, "elements": list(_data(top))})


def _lines(top: Element) -> Iterator[str]:
    page, indent, lead, said = 0, [0], "", sys.maxsize  # said: how deep the link stands whose words have been said
    for depth, element in top.walk():
        if depth > said:
            continue
        said = depth if element.leads else sys.maxsize
        if element.page > page:
            page = element.page
            yield f"--- page {page}"
        del indent[depth + 1 :]
        if element.role in _PARTS:
            lead = "- "
        if line := _line(element, top.lang):
            yield "  " * indent[-1] + (lead or "  ") + line
            lead = ""
        indent.append(indent[-1] + (element.role in _WHOLES))


def _line(element: Element, lang: str) -> str:
    role, text = element.role, element.text
    if role in _WHOLES:
        return f"{_WHOLES[role]} of {len(element.kids)}"
    if element.leads:
        return f"link to {element.leads.uri or f'page {element.leads.page}'}: {element.said()}"
    if element.lang != lang and text:
        text = f"[{element.lang}] {text}"
    if role[0] == "H" and role[1:].isdigit():
        return f"heading {role[1:]}: {text}"
    return f"picture: {text}" if role == "Figure" else text


def _data(top: Element) -> Iterator[dict[str, Any]]:
    for depth, e in top.walk():
        leads = e.leads._asdict() if e.leads else None
        yield {"depth": depth, "role": e.role, "lang": e.lang, "page": e.page, "text": e.text, "leads": leads}
