"""Which languages and catalogs a command for translators works on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import click

from booklet.cli.app import unknown
from booklet.cli.console import Console
from booklet.diag import Sink
from booklet.world.extends import Folder, open_world, own_world

if TYPE_CHECKING:
    from booklet.l10n.languages import Language
    from booklet.l10n.po import Entry
    from booklet.world.files import World

RESULTS = "output/l10n"
"""Folder of what is made for translators."""

LANG = click.option("--lang", "tags", metavar="TAG", multiple=True, help="This language only; may be given again.")


def asked_languages(ctx: click.Context, tags: tuple[str, ...], sink: Sink) -> dict[str, Language]:
    """The languages asked for; none named means all that have a catalog. Raises BookletError if their table cannot be
    read, and UsageError for one that is not in it."""
    from booklet.l10n.catalogs import catalog_paths

    world = open_world(ctx.ensure_object(Console).folder)
    known = known_languages(world, tags, sink)
    begun = catalog_paths(world)
    return {tag: known[tag] for tag in known if tag in tags or (not tags and tag in begun)}


def known_languages(world: World, tags: Iterable[str], sink: Sink) -> dict[str, Language]:
    """All languages that texts are translated into, by tag. Raises BookletError if their table cannot be read, and UsageError
    for one of `tags` that is not in it."""
    from booklet.l10n.languages import SOURCE_LANGUAGE, read_languages

    table = read_languages(world, sink)
    sink.stop_on_errors()
    known = {tag: language for tag, language in table.items() if tag != SOURCE_LANGUAGE}
    for tag in tags:
        if tag not in known:
            raise unknown("language", tag, known)
    return known


def own_catalogs(world: Folder, tag: str, domains: Collection[str], sink: Sink) -> dict[str, tuple[Entry, ...]]:
    """Entries by path of the folder's own catalogs of a language, of these domains or of all. Raises BookletError if there is
    none, or one cannot be read, for then it must not be written either; UsageError for a domain that it does not have."""
    from booklet.l10n.catalogs import catalog_paths, read_catalog

    own = own_world(world)
    paths = catalog_paths(own).get(tag, {})
    if not paths:
        _none_of(tag, bool(catalog_paths(world).get(tag)), sink)
    for domain in domains:
        if domain not in paths:
            raise unknown("catalog", domain, paths)
    catalogs = {path: read_catalog(own, path, sink) for domain, path in paths.items() if not domains or domain in domains}
    sink.stop_on_errors()
    return catalogs


def _none_of(tag: str, is_beneath: bool, sink: Sink) -> None:
    if is_beneath:
        sink.error("no-catalogs", f"this folder has no texts of its own in '{tag}': the one that it extends has them all", None,
                   f"work on them there; or add texts to content/ here, then 'booklet l10n update --lang {tag}'")  # fmt: skip
    else:
        sink.error("no-catalogs", f"there are no catalogs of '{tag}' yet", None, f"booklet l10n add {tag}")
    sink.stop_on_errors()
