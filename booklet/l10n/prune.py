"""Drops what no text of the content needs any longer: obsolete entries, which an update keeps for ever."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from booklet.diag import Sink
from booklet.l10n.catalogs import catalog_paths, read_catalog
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry, dump
from booklet.world.files import World


class Pruned(NamedTuple):
    """A catalog without its obsolete entries, and these."""

    path: str
    data: bytes
    dropped: tuple[Entry, ...]


def pruned(world: World, languages: Iterable[Language], sink: Sink) -> tuple[Pruned, ...]:
    """The catalogs of these languages that have obsolete entries; none that has an error."""
    result = []
    found = catalog_paths(world)
    for language in languages:
        for path in found.get(language.tag, {}).values():
            complaints = Sink()
            entries = read_catalog(world, path, complaints)
            sink.extend(complaints.finish())
            dropped = tuple(e for e in entries if e.obsolete)
            if dropped and not complaints.has_errors:
                result.append(Pruned(path, dump(e for e in entries if not e.obsolete).encode(), dropped))
    return tuple(result)
