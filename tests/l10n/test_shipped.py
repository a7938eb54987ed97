"""The catalogs and the glossary that come with the program."""

from pathlib import Path

from booklet.diag import Sink
from booklet.l10n.catalogs import catalog_paths, read_catalog
from booklet.l10n.languages import Language
from booklet.l10n.po import dump
from booklet.run.proofread import examine
from booklet.world.files import DiskWorld

TOP = Path(__file__).parent.parent.parent


def test_catalogs_are_canonical_and_pass_every_check(languages: dict[str, Language]) -> None:
    world, sink = DiskWorld(TOP), Sink()
    odd = []
    for lang, paths in catalog_paths(world).items():
        assert lang in languages
        for path in paths.values():
            if dump(read_catalog(world, path, sink)).encode() != world.read(path):
                odd.append(path)
    found, _ = examine(world, {lang: languages[lang] for lang in catalog_paths(world)}, sink, pages=False)
    assert not sink.finish() and not found, "\n".join(map(str, (*sink.finish(), *(proof.diagnostic for proof in found))))
    assert not odd


def test_the_glossary_speaks_of_known_languages(languages: dict[str, Language]) -> None:
    head, *rows = (TOP / "translations/glossary.tsv").read_text().splitlines()
    assert head.split("\t") == ["term", "kind", "lang", "target", "note"]
    for row in rows:
        term, kind, lang, target, _ = row.split("\t")
        assert term and target and kind in ("preferred", "forbidden", "keep") and (lang in languages or lang == "*")
