"""The table says how long translations turned out: as the shipped catalogs have it."""

from booklet.diag import Sink
from booklet.l10n.catalogs import read_translations
from booklet.l10n.languages import read_languages
from booklet.world.files import DiskWorld, shipped_root

WORLD = DiskWorld(shipped_root())
NEAR = 5
"""Percent of the English that a few new texts may change."""


def test_expansion_is_what_was_seen() -> None:
    languages = read_languages(WORLD, Sink())
    seen = {}
    for tag, catalog in read_translations(WORLD, list(languages), Sink(), languages).items():
        done = [m for m in catalog.messages.values() if m.target]
        if done:
            seen[tag] = 100 * sum(len(m.target) for m in done) / sum(len(m.source) for m in done)
    assert seen.keys() == {tag for tag, language in languages.items() if language.expansion}
    assert all(abs(seen[tag] - (languages[tag].expansion or 0)) <= NEAR for tag in seen), seen
