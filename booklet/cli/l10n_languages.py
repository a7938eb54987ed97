"""Which languages a command for translators works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from booklet.cli.app import unknown
from booklet.cli.console import Console
from booklet.diag import Sink
from booklet.world.files import DiskWorld

if TYPE_CHECKING:
    from booklet.l10n.languages import Language

LANG = click.option("--lang", "tags", metavar="TAG", multiple=True, help="This language only; may be given again.")


def asked_languages(ctx: click.Context, tags: tuple[str, ...], sink: Sink) -> dict[str, Language]:
    """The languages asked for; none named means all that have a catalog. Raises BookletError if their table cannot be
    read, and UsageError for one that is not in it."""
    from booklet.l10n.catalogs import catalog_paths
    from booklet.l10n.languages import SOURCE_LANGUAGE, read_languages

    world = DiskWorld(ctx.ensure_object(Console).folder)
    table = read_languages(world, sink)
    sink.stop_on_errors()
    known = {tag: language for tag, language in table.items() if tag != SOURCE_LANGUAGE}
    begun = catalog_paths(world)
    for tag in tags:
        if tag not in known:
            raise unknown("language", tag, known)
    return {tag: known[tag] for tag in known if tag in tags or (not tags and tag in begun)}
