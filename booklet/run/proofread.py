"""Checks the facts in all translations that may print."""

from __future__ import annotations

from collections.abc import Iterable

from booklet.diag import Sink
from booklet.l10n.catalogs import catalog_paths, read_catalog
from booklet.l10n.checks import check
from booklet.l10n.languages import Language
from booklet.world.files import World


def proofread(world: World, languages: Iterable[Language], sink: Sink) -> None:
    """Report every number, address, placeholder or character that a translation got wrong (docs/diagnostics.md)."""
    paths = catalog_paths(world)
    for language in languages:
        for path in paths.get(language.tag, {}).values():
            check(read_catalog(world, path, sink), language, sink)
