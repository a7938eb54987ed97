"""`booklet l10n check`: what is wrong with the translations, and mending what can be mended without loss."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from booklet.cli.app import common
from booklet.cli.console import Console, counted
from booklet.cli.l10n_languages import LANG, asked_languages
from booklet.diag import Diagnostic, Sink
from booklet.world.extends import Folder, open_world, own_world

if TYPE_CHECKING:
    from booklet.l10n.languages import Language
    from booklet.l10n.proof import Proof


@click.command("check")
@common
@LANG
@click.option("--layout/--no-layout", default=True, help="Set the pages too, to see what does not fit (default: yes).")
@click.option("--fix", is_flag=True, help="First mend what can be mended without loss.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.pass_context
def check_command(ctx: click.Context, tags: tuple[str, ...], layout: bool, fix: bool, strict: bool) -> None:
    """Check translations: facts, characters, words, and whether they fit the page (docs/checks.md).

    Looks at every translation that may print. With the layout it also sets all pages of all editions that print these
    languages, and says what is too long, by how many millimetres, and which character no font has.

    --fix brings texts into NFC, and removes CR before line ends and zero width spaces that are doubled, at an edge or
    beside a blank; it writes the catalogs that change and says what it did.

    What someone has looked at and found right is exempted in translations/exempt.yaml.
    """
    from booklet.run.proofread import examine

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    languages = asked_languages(ctx, tags, sink)
    fixed = _fix(console, world, languages, sink) if fix else []
    proofs, unset = examine(world, languages, sink, pages=layout)
    complaints = sink.finish()
    told = (*complaints, *(proof.diagnostic for proof in proofs))
    console.report(told)
    ok = not any(d.severity == "error" or strict for d in told)
    if unset:
        console.say(f"no edition prints {', '.join(unset)}: texts checked, no page set")
    if not told:
        console.say(f"nothing wrong in {counted(len(languages), 'language')}: {', '.join(languages)}")
    console.data(
        {
            "ok": ok,
            "languages": list(languages),
            "without_pages": list(unset),
            "fixed": fixed,
            "findings": [_finding(proof) for proof in proofs],
            "diagnostics": _data(complaints),
        }
    )
    ctx.exit(0 if ok else 1)


def _fix(console: Console, world: Folder, languages: dict[str, Language], sink: Sink) -> list[dict[str, Any]]:
    """Mend the catalogs, all or none of them, and say what was done."""
    from booklet.run.proofread import mendings
    from booklet.run.saving import save

    changed = mendings(own_world(world), languages.values(), sink)
    if not save([(console.folder / one.path, one.data) for one in changed], console.folder, sink):
        return []
    done = [(one.path, entry) for one in changed for entry in one.entries]
    for path, entry in done:
        review = "; its review no longer holds, look at it again" if entry.stale else ""
        console.say(f"mended: {path}, '{entry.key}': {', '.join(entry.done)}{review}")
    return [{"file": path, "key": entry.key, "done": list(entry.done), "review_lost": entry.stale} for path, entry in done]


def _finding(proof: Proof) -> dict[str, Any]:
    """A finding as data; `of` is what an exemption quotes."""
    finding, span = proof.finding, proof.span
    return {
        "check": finding.check,
        "code": finding.code,
        "severity": finding.severity,
        "lang": proof.lang,
        "key": proof.key or None,
        "form": finding.form,
        "place": {"file": span.file, "line": span.line, "column": span.column} if span else None,
        "message": finding.message,
        "hint": finding.hint,
        "printed": proof.where or None,
        "of": proof.of or None,
    }


def _data(complaints: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    from booklet.run.report import diagnostic_data

    return [diagnostic_data(d) for d in complaints]
