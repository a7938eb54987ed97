"""`booklet fonts`: the families there are, who sets a language, and what to do for one that nobody sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from booklet.cli.app import common, unknown
from booklet.cli.console import Console
from booklet.diag import Sink
from booklet.world.extends import Folder, open_world

if TYPE_CHECKING:
    from booklet.l10n.languages import Language
    from booklet.text.coverage import Holding, Served
    from booklet.text.fonts import Family, FontBook

FONTS_OF_ALL_SCRIPTS = "https://notofonts.github.io"
_NUMBERS = ("characters", "MB")
_NAMED_AT_MOST = 12


class _Shelf(NamedTuple):
    """What the command looks at."""

    world: Folder
    book: FontBook
    families: tuple[Family, ...]
    languages: dict[str, Language]


@click.command("fonts")
@common
@click.argument("lang", metavar="[LANG]", required=False)
@click.pass_context
def fonts_command(ctx: click.Context, lang: str | None) -> None:
    """List the fonts: version, licence, whether they may be embedded, what they serve.

    With a language (BCP 47, such as th or zh-Hant): which family sets it, which characters of its names, dates and
    translations no font has, and for a language that no font serves, what to do.

    \b
    Examples:
      booklet fonts
      booklet fonts km
    Ends with 1 if a file may not be used, or if something of the language cannot be printed.
    """
    from booklet.l10n.languages import read_languages
    from booklet.text.coverage import read_families
    from booklet.text.fonts import scan_fonts

    console, sink = ctx.ensure_object(Console), Sink()
    world = open_world(console.folder)
    shelf = _Shelf(world, scan_fonts(world, sink), read_families(world, sink), read_languages(world, sink))
    sink.stop_on_errors()
    if lang is None:
        shelf.book.open_all(sink)
        _list(console, shelf)
    else:
        _tell(console, shelf, lang, sink)
    console.report(sink.finish())
    ctx.exit(1 if sink.has_errors else 0)


def _list(console: Console, shelf: _Shelf) -> None:
    from booklet.text.coverage import hold

    holdings = [(hold(shelf.world, shelf.book, family), _served(shelf, family)) for family in shelf.families]
    head = ("family", "version", "licence", "embedding", *_NUMBERS, "scripts", "languages")
    rows = [head, *(_row(*holding) for holding in holdings)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{c:>{w}}" if name in _NUMBERS else f"{c:{w}}" for name, c, w in zip(head, row, widths, strict=True))
        console.say("  ".join(cells).rstrip())
    size = sum(holding.size for holding, _ in holdings)
    console.say(f"{len(holdings)} families, each regular and bold, {size / 1e6:.1f} MB in all")
    data = [_data(*holding) for holding in holdings]
    console.data({"ok": all(holding.embedding == "free" for holding, _ in holdings), "families": data})


def _row(holding: Holding, languages: tuple[str, ...]) -> tuple[str, ...]:
    family = holding.family
    return (
        family.family,
        family.version,
        family.licence,
        holding.embedding,
        str(holding.characters),
        f"{holding.size / 1e6:.1f}",
        " ".join(family.scripts),
        ("if an edition names it: " if family.optional else "") + " ".join(languages),
    )


def _data(holding: Holding, languages: tuple[str, ...]) -> dict[str, Any]:
    family = holding.family
    return {
        "family": family.family,
        "weights": ["regular", "bold"],
        "version": family.version,
        "licence": family.licence,
        "source": family.source,
        "embedding": holding.embedding,
        "characters": holding.characters,
        "bytes": holding.size,
        "scripts": list(family.scripts),
        "languages": list(languages),
        "optional": family.optional,
    }


def _served(shelf: _Shelf, family: Family) -> tuple[str, ...]:
    """The languages whose letters a family sets, or could set if an edition named it."""
    if family.optional:
        return tuple(tag for tag in shelf.languages if shelf.book.script(tag) in family.scripts)
    return tuple(tag for tag in shelf.languages if shelf.book.faces(tag, "regular")[0].family == family.family)


def _tell(console: Console, shelf: _Shelf, asked: str, sink: Sink) -> None:
    """Errors: no-glyph, and of the language's catalogs."""
    from booklet.l10n.catalogs import read_translations
    from booklet.l10n.characters import characters, written_in
    from booklet.l10n.languages import normalise
    from booklet.text.coverage import serve

    tag = normalise(asked)
    language = shelf.languages.get(tag)
    script = shelf.book.script(tag) if language else written_in(tag)
    if script is None:
        raise unknown("language", asked, shelf.languages)
    catalog = read_translations(shelf.world, [tag], sink, shelf.languages)[tag]
    needed = characters(tag, language, (message.target for message in catalog.messages.values()))
    served = serve(shelf.book, shelf.families, script, needed)
    steps = _steps(shelf.book, tag, language, served, needed)
    for name, value in _facts(tag, language, served, len(needed)):
        console.say(f"{name:12}{value}")
    for step in steps:
        console.say(step)
    if served.own is None or served.missing:
        lacking = _some(served.missing) if served.missing else f"the script {script}"
        todo = "take the steps above" if steps else "add a font that has them, or replace them"
        sink.error("no-glyph", f"no font has {lacking} of '{tag}'", None, todo)
    console.data(
        {
            "ok": not sink.has_errors,
            "language": tag,
            "script": served.script,
            "family": served.own.family if served.own else None,
            "optional": [family.family for family in served.optional],
            "characters": len(needed),
            "missing": list(served.missing),
            "to_do": steps,
        }
    )


def _facts(tag: str, language: Language | None, served: Served, needed: int) -> list[tuple[str, str]]:
    own, shared = served.own, served.shared
    facts = [
        ("language", f"{tag}  {language.autonym}" if language else f"{tag}, not in translations/languages.yaml"),
        ("script", served.script),
        ("letters", f"{own.family} {own.version}" if own else "no font"),
    ]
    if shared and shared is not own:
        facts.append(("digits", f"{shared.family} {shared.version}, also punctuation and Latin letters"))
    for family in served.optional:
        facts.append(("instead", f"{family.family} {family.version}, if an edition names it under 'families'"))
    have = needed - len(served.missing)
    facts.append(("characters", f"{have} of the {needed} in its names, dates and translations can be printed"))
    return facts


def _some(characters: tuple[str, ...]) -> str:
    shown = ", ".join(f"'{char}' (U+{ord(char):04X})" for char in characters[:_NAMED_AT_MOST])
    more = len(characters) - _NAMED_AT_MOST
    return f"{shown} and {more} more" if more > 0 else shown


def _steps(book: FontBook, tag: str, language: Language | None, served: Served, needed: tuple[str, ...]) -> list[str]:
    """What a person does so that the language can be set; nothing if it can."""
    steps = []
    if served.own is None:
        steps += _family_steps(served.script, needed)
    if book.script(tag) != served.script:
        steps += ["In fonts/fonts.yaml, under 'languages':", f"  {tag}: {served.script}"]
    if not language:
        steps.append("In translations/languages.yaml, a line like those there:")
        steps.append(f"  - {{tag: {tag}, script: {served.script}, …}}")
    return steps


def _family_steps(script: str, needed: tuple[str, ...]) -> list[str]:
    from booklet.l10n.characters import script_name
    from booklet.text.ucd import category
    from booklet.text.ucd import script as script_of

    name = script_name(script)
    folder, file = f"noto-sans-{name.lower().replace(' ', '-')}", f"NotoSans{name.replace(' ', '')}"
    letter = next((char for char in needed if script_of(char) == script and category(char) == "Lo"), "?")
    return [
        f"No font here serves {name} ({script}). Take one whose licence allows embedding and handing on, such as those at",
        f"  {FONTS_OF_ALL_SCRIPTS}",
        "Put its whole files here, with the licence beside them:",
        f"  fonts/{folder}/{file}-Regular.ttf",
        f"  fonts/{folder}/{file}-Bold.ttf",
        f"  fonts/{folder}/OFL.txt",
        "In fonts/fonts.yaml, under 'families':",
        f"  - family: Noto Sans {name}",
        f"    files: {{regular: {folder}/{file}-Regular.ttf, bold: {folder}/{file}-Bold.ttf}}",
        f"    scripts: [{script}]",
        '    version: "…"',
        "    licence: OFL-1.1",
        f"    source: {FONTS_OF_ALL_SCRIPTS}",
        "Under 'scripts', with numbers measured as fonts/README.md says:",
        f'  {script}: {{k: 0.55, leading: 4.5, reference: {letter}, tallest: "words with the highest and lowest ink"}}',
    ]
