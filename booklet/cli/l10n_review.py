"""`booklet l10n review`: a person signs, under a pseudonym, what they have read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from booklet.cli.app import common
from booklet.cli.console import Console, counted
from booklet.cli.l10n_languages import known_languages, own_catalogs
from booklet.diag import Sink, Span
from booklet.world.extends import open_world

if TYPE_CHECKING:
    from booklet.l10n.languages import Language
    from booklet.l10n.po import Entry
    from booklet.l10n.review import Signing


class _Task(NamedTuple):
    """Who signs what. `catalogs`: entries by path."""

    by: str
    on: date
    language: Language
    catalogs: dict[str, tuple[Entry, ...]]


@click.command("review")
@common
@click.argument("keys", metavar="[MSGCTXT]...", nargs=-1)
@click.option("--lang", "tag", metavar="TAG", required=True, help="The language that was read.")
@click.option("--by", metavar="ID", required=True, help="Your pseudonym, such as R7; never a name.")
@click.option("--domain", "domains", metavar="DOMAIN", multiple=True, help="This catalog only (ui, guidance, services-th); may be given again.")
@click.option("--all-translated", is_flag=True, help="Sign every translation that waits for a review, but no machine draft.")
@click.pass_context
def review_command(
    ctx: click.Context, keys: tuple[str, ...], tag: str, by: str, domains: tuple[str, ...], all_translated: bool
) -> None:
    """Sign translations that you have read against the English: only then do they print without DRAFT.

    Without MSGCTXT it shows one text after another and asks. A machine's draft is signed only that way, or by its
    MSGCTXT: one by one, never in bulk. A signature holds for the text as it is now; any change ends it. Critical texts
    need two people. Nobody signs what they translated themselves, nor a text with a wrong number, address or placeholder.

    \b
    One after another:   booklet l10n review --lang km --by R7
    By name:             booklet l10n review --lang km --by R7 message:rights.safe/text
    In bulk:             booklet l10n review --lang km --by R7 --domain ui --all-translated

    Ends with 0 if all that was asked for is signed, 1 if something was refused, 2 if the command itself was wrong.
    """
    from booklet.cli.make import source_date
    from booklet.l10n.people import PSEUDONYM_RULE, is_pseudonym

    if not is_pseudonym(by):
        raise click.UsageError(f"'{by}' is no pseudonym: sign with {PSEUDONYM_RULE}. Translators may be at risk.")
    if keys and all_translated:
        raise click.UsageError("Name texts, or give --all-translated; not both.")
    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    language = known_languages(world, [tag], sink)[tag]
    task = _Task(by, source_date() or date.today(), language, own_catalogs(world, tag, domains, sink))
    if not (keys or all_translated):
        keys = tuple(_asked(console, task))
    elif keys:
        _check_keys(keys, task, sink)
    signings = _sign(task, None if all_translated else keys)
    _save(console, signings, sink)
    _tell(ctx, console, task, signings, sink)


def _check_keys(keys: tuple[str, ...], task: _Task, sink: Sink) -> None:
    from booklet.world.scalars import closest

    known = {e.context or "" for entries in task.catalogs.values() for e in entries if e.is_message}
    for key in keys:
        if key not in known:
            sink.error("unknown-msgctxt", f"no text has the msgctxt '{key}'", None, *closest(key, known),
                       "copy it from the line msgctxt of the catalog")  # fmt: skip
    sink.stop_on_errors()


def _asked(console: Console, task: _Task) -> Iterator[str]:
    """The texts that the person at the keyboard says are right."""
    from booklet.l10n.review import waiting

    open_ones = [e for entries in task.catalogs.values() for e in waiting(entries, task.by, task.language)]
    for n, entry in enumerate(open_ones, 1):
        click.echo(f"\n{n} of {len(open_ones)}  {entry.context}", err=True)
        for line in _shown(entry):
            click.echo(f"  {line}", err=True)
        try:
            answer = click.prompt("Right? y: sign it, n: leave it, q: stop", type=click.Choice(["y", "n", "q"]), default="n", err=True)
        except click.Abort:  # what was answered before counts
            return
        if answer == "q":
            return
        if answer == "y":
            yield entry.context or ""


def _shown(entry: Entry) -> Iterator[str]:
    from booklet.l10n.states import is_unedited_draft

    if is_unedited_draft(entry):
        yield "(a machine's draft)"
    yield from entry.extracted
    yield entry.source
    if entry.plural is not None:
        yield entry.plural
    yield from entry.targets


def _sign(task: _Task, keys: tuple[str, ...] | None) -> dict[str, Signing]:
    """By path; `keys` None: all translations."""
    from booklet.l10n.review import sign_named, sign_translated

    by, on, language = task.by, task.on, task.language
    if keys is None:
        return {path: sign_translated(entries, by, on, language) for path, entries in task.catalogs.items()}
    return {path: sign_named(entries, frozenset(keys), by, on, language) for path, entries in task.catalogs.items()}


def _save(console: Console, signings: dict[str, Signing], sink: Sink) -> None:
    from booklet.l10n.po import dump
    from booklet.run.saving import save

    files = [(console.folder / path, dump(one.entries).encode()) for path, one in signings.items() if one.signed]
    if files:
        save(files, console.folder, sink)
        sink.stop_on_errors()


def _tell(ctx: click.Context, console: Console, task: _Task, signings: dict[str, Signing], sink: Sink) -> None:
    from booklet.l10n.review import progress
    from booklet.l10n.states import is_unedited_draft

    signed = [e for one in signings.values() for e in one.signed]
    already = [e for one in signings.values() for e in one.already]
    refused = [d for one in signings.values() for d in one.refused]
    drafts = [e for one in signings.values() for e in one.drafts]
    console.report((*sink.finish(), *refused))
    for entry in signed:
        draft = "  (was a machine's draft)" if is_unedited_draft(entry) else ""
        console.say(f"{entry.context}: {progress(entry, task.language.reviewers)}{draft}")
    console.say(f"{counted(len(signed), 'text')} signed by {task.by}" + (f", {len(already)} before" if already else ""))
    if drafts:
        console.say(f"{counted(len(drafts), 'machine draft')} left: read them one by one, without --all-translated")
    console.data(
        {
            "ok": not refused,
            "language": task.language.tag,
            "signed": [{"key": e.context, "state": progress(e, task.language.reviewers), "place": _place(e.span)} for e in signed],
            "already": [e.context for e in already],
            "refused": [{"place": _place(d.span), "message": d.message} for d in refused],
            "drafts_left": [e.context for e in drafts],
        }
    )
    ctx.exit(1 if refused else 0)


def _place(span: Span | None) -> dict[str, str | int] | None:
    return {"file": span.file, "line": span.line} if span else None
