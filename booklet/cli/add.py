"""`booklet add`: new content from a few questions."""

from __future__ import annotations

from typing import Any

import click

from booklet.cli.app import common
from booklet.cli.console import Console
from booklet.diag import Sink
from booklet.world.extends import open_world


@click.group("add")
@common
def add_command() -> None:
    """Write new content from a few questions.

    \b
    Example:
      booklet add service
    """


_ASKED: tuple[tuple[str, str, Any], ...] = (
    ("country", "Country (two letters such as TH; 001 for an international line)", None),
    ("name", "Name, in English", None),
    ("organisation", "Organisation that runs it, official name in English", None),
    ("summary", "What it does for people, one plain sentence", None),
    ("number", "Number, as printed inside the country, or + and the whole number (empty: none)", ""),
    ("web", "Page that readers may open, https://… (empty: none)", ""),
    ("source", "Page where you saw the number, https://… (empty: none)", ""),
)
"""Option, question, and the answer of who presses Enter."""


@add_command.command("service")
@common
@click.option("--country", help="Two letters (ISO 3166-1), or 001.")
@click.option("--name", help="Name, in English.")
@click.option("--organisation", help="Who runs it, official name in English.")
@click.option("--operator", help="What runs it: government, police, ngo, union …")
@click.option("--summary", help="What it does, one plain sentence.")
@click.option("--number", help="As printed inside the country, or + and the whole number.")
@click.option("--free", help="Whether the call is free: yes, no, ask or unknown.")
@click.option("--web", help="Page that readers may open.")
@click.option("--source", help="Page that shows the number.")
@click.option("--source-kind", default="own", show_default=True, help="Kind of that page: own, government, news …")
@click.option("--need", "needs", multiple=True, help="Kind of help (a topic); may be given again.")
@click.option("--language", "languages", multiple=True, help="Language answered (BCP 47); may be given again.")
@click.option("--scope", default="in_country", show_default=True, help="Whom it is for.")
@click.option("--id", "id", help="Short name for the program (default: from country and name).")
@click.option("--no-input", is_flag=True, help="Ask nothing: what has no option is left out.")
@click.pass_context
def service_command(ctx: click.Context, /, no_input: bool, **given: Any) -> None:
    """Ask for the facts of one service and write its file into content/services.

    What nobody has said is written as unknown. Then it says what is still needed before the service prints.
    """
    from booklet.directory.importing import Fate, judge
    from booklet.directory.new_service import new_service
    from booklet.model.read import read_catalogue
    from booklet.run.saving import save

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    catalogue = read_catalogue(world, sink)
    sink.stop_on_errors()
    answers = _answers(given, tuple(catalogue.topics), ask=not (no_input or console.json))
    if answers.id in catalogue.services:
        sink.error("service-exists", f"there is a service '{answers.id}' already", catalogue.services[answers.id].span,
                   "edit its file, or give another --id")  # fmt: skip
        sink.stop_on_errors()
    gathered = _gathered(new_service(answers))
    (verdict,) = judge([gathered], world, catalogue)
    sink.extend(verdict.diagnostics)
    sink.stop_on_errors()
    assert verdict.fate is Fate.ADDED
    save([(console.folder / verdict.path, verdict.text.encode())], console.folder, sink)
    sink.stop_on_errors()
    console.report(sink.finish())
    _tell(console, verdict.path)


def _answers(given: dict[str, Any], topics: tuple[str, ...], ask: bool) -> Any:
    from booklet.directory.new_service import Answers, id_for
    from booklet.model.catalogue import Operator
    from booklet.model.values import Answer

    for name, question, default in _ASKED:
        if given[name] is None and ask:
            given[name] = click.prompt(question, default=default, show_default=False)
    for name, question, choices, default in (
        ("operator", "What runs it", [*map(str, Operator)], None),
        ("free", "Is the call free", [*map(str, Answer)], "unknown"),
    ):
        if given[name] is None and ask and (name != "free" or given["number"]):
            given[name] = click.prompt(question, type=click.Choice(choices), default=default)
    if not given["needs"] and ask:
        found = click.prompt(f"Kinds of help, with commas ({', '.join(topics)})", default="", show_default=False)
        given["needs"] = tuple(part.strip() for part in found.split(",") if part.strip())
    lacking = [f"--{name}" for name in ("country", "name", "organisation", "operator", "summary") if not given[name]]
    if lacking:
        raise click.UsageError(f"say {', '.join(lacking)}.")
    given["country"] = given["country"].strip().upper()
    given["id"] = given["id"] or id_for(given["name"], given["country"])
    said: dict[str, Any] = {key: value.strip() if isinstance(value, str) else value for key, value in given.items() if value not in (None, "")}
    return Answers(**said)


def _gathered(tree: dict[str, Any]) -> Any:
    from booklet.diag import Span
    from booklet.directory.gather import Gathered

    return Gathered(tree["id"], Span("answers", 1, 1), tree=tree)


def _tell(console: Console, path: str) -> None:
    """Where it is, and what it needs."""
    from booklet.directory.new_service import still_needed
    from booklet.model.catalogue import Service
    from booklet.model.read import read_one

    sink = Sink()
    service = read_one(open_world(console.folder), path, Service, sink)
    sink.stop_on_errors()
    needed = still_needed(service) if service else []
    console.say(f"{path}\nBefore it prints without PROOF on the page:")
    for line in needed:
        console.say(f"  - {line}")
    console.data({"ok": True, "file": path, "needed": needed})
