"""Write machine drafts into the catalogs: `python tools/apply_drafts.py drafts.yaml [--root .] [--on 2026-11-25]`.

The YAML file is {language: {msgctxt: text}}. Nothing that a person wrote is touched; a draft that fails a check is refused.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from booklet.diag import BookletError, Sink, Span
from booklet.l10n.catalogs import catalog_paths, read_catalog
from booklet.l10n.checks import findings
from booklet.l10n.languages import Language, read_languages
from booklet.l10n.merge import draft, is_open
from booklet.l10n.po import Entry, dump
from booklet.l10n.update import update
from booklet.model.read import read_catalogue
from booklet.world.durable import write_all
from booklet.world.files import DiskWorld
from booklet.world.source import MapNode, Scalar, read_yaml

Drafts = dict[str, tuple[str, Span]]
"""Text and its place, by msgctxt."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("drafts", type=Path)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--on", type=date.fromisoformat, default=date.today())
    args = parser.parse_args()
    sink = Sink()
    with suppress(BookletError):
        apply_drafts(args.drafts, args.root, args.on, sink)
    for diagnostic in sink.finish():
        print(diagnostic, file=sys.stderr)
    return 1 if sink.has_errors else 0


def apply_drafts(drafts: Path, root: Path, on: date, sink: Sink) -> None:
    """Bring the catalogs up to date, then fill them. Raises BookletError if content, table or drafts cannot be read."""
    world = DiskWorld(root)
    languages = read_languages(world, sink)
    catalogue = read_catalogue(world, sink)
    wanted = _read_drafts(drafts, sink)
    sink.stop_on_errors()
    begun = {tag: one for tag, one in languages.items() if tag in wanted or tag in catalog_paths(world)}
    changed = update(world, root, catalogue, begun, sink)
    sink.stop_on_errors()
    write_all(changed)
    print(f"{len(changed)} files brought up to date")
    for lang, texts in wanted.items():
        if lang in languages:
            paths = tuple(catalog_paths(world).get(lang, {}).values())
            write_all((root / path, data) for path, data in _fill(world, paths, languages[lang], texts, on, sink))
        else:
            sink.error("unknown-language", f"'{lang}' is not in translations/languages.yaml", None, "add it there first")


def _read_drafts(path: Path, sink: Sink) -> dict[str, Drafts]:
    node = read_yaml(str(path), path.read_bytes(), sink)
    drafts: dict[str, Drafts] = {}
    for lang, texts in node.pairs if isinstance(node, MapNode) else ():
        for context, text in texts.pairs if isinstance(texts, MapNode) else ():
            if isinstance(text, Scalar) and not text.is_null:
                drafts.setdefault(lang.text, {})[context.text] = (text.text, context.span)
    if not drafts:
        sink.error("no-drafts", f"'{path}' is no mapping of languages to msgctxt and text", None, "write {th: {'word:x/text': '…'}}")
    return drafts


def _fill(
    world: DiskWorld, paths: tuple[str, ...], language: Language, texts: Drafts, on: date, sink: Sink
) -> list[tuple[str, bytes]]:
    """The language's catalogs that change, with the drafts that pass."""
    files, filled, unused = [], 0, dict(texts)
    for path in paths:
        old = read_catalog(world, path, sink)
        known = {e.context for e in old if not e.obsolete}
        for context in known:
            unused.pop(context or "", None)
        passed = {e.context or "": texts[e.context][0] for e in old if e.context in texts and _passes(e, texts[e.context], language, on, sink)}
        new = draft(old, passed, on)
        if new != old:
            filled += sum(a != b for a, b in zip(old, new, strict=True))
            files.append((path, dump(new).encode()))
    for context, (_, span) in unused.items():
        sink.error("unknown-msgctxt", f"{language.tag}: there is no message '{context}'", span, "correct the msgctxt")
    print(f"{language.tag}: {filled} of {len(texts)} drafts written")
    return files


def _passes(entry: Entry, wanted: tuple[str, Span], language: Language, on: date, sink: Sink) -> bool:
    text, span = wanted
    if entry.obsolete or not is_open(entry):
        if not entry.obsolete and entry.target != text:
            sink.warn("draft-kept", f"{language.tag}, '{entry.context}': a person's text stays", span, "take it out of the drafts")
        return False
    problems = findings(draft([entry], {entry.context or "": text}, on)[0], language, errors_only=True)
    for finding in problems:
        sink.error(finding.code, f"{language.tag}, '{entry.context}': {finding.message}", span, finding.hint)
    return not problems


if __name__ == "__main__":
    sys.exit(main())
