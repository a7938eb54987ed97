"""Local translations that were made for other English than today's."""

from __future__ import annotations

from typing import NamedTuple

from booklet.diag import Sink
from booklet.l10n.catalogs import catalog_files, catalogs_by_layer
from booklet.l10n.extract import texts
from booklet.model.read import read_catalogue
from booklet.world.layers import LayeredWorld


class Outdated(NamedTuple):
    """`english`: the text as it is today; None if there is no such text any more."""

    file: str
    line: int
    context: str
    made_for: str
    english: str | None


def outdated(world: LayeredWorld) -> tuple[Outdated, ...]:
    """The translations of the local folder that no longer fit their English; nothing while the content has errors, which a
    build tells."""
    own = catalogs_by_layer(world)[:1]
    entries = [
        (file.path, entry)
        for lang in own[0][1]
        for file in catalog_files(own, lang, Sink())
        for entry in file.entries
        if entry.context and not entry.obsolete and any(entry.targets)
    ]
    if not entries:
        return ()
    sink = Sink()
    english = {unit.text.context: unit.text.source for unit in texts(read_catalogue(world, sink))}
    if sink.has_errors:
        return ()
    return tuple(
        Outdated(path, entry.span.line, entry.context, entry.source, english.get(entry.context))
        for path, entry in entries
        if entry.context and english.get(entry.context) != entry.source
    )
