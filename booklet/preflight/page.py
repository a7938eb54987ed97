"""The preflight report: one page that shows whether finished files are right, for people who have to decide on it.

It needs no network, no program and no file beside it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from booklet.diag import Diagnostic
from booklet.preflight.checked import FoundSymbol
from booklet.preflight.checks import Checking, Result, results
from booklet.preflight.page_style import STYLE
from booklet.units import Size
from booklet.value import compared


class NumberFacts(NamedTuple):
    """A number or address that is printed: whose it is, from what kinds of sources with their days, when someone last called
    it. Never where exactly, never by whom."""

    number: str
    service: str
    country: str
    sources: tuple[str, ...]
    called: str


class FontFacts(NamedTuple):
    """A font in the files."""

    name: str
    licence: str


class FileFacts(NamedTuple):
    """A finished file; `sha256` in hexadecimal."""

    name: str
    size: int
    sha256: str


@compared
class Proof:
    """What the page shows. `alone`: of files that came without their project."""

    title: str
    about: str
    lang: str
    direction: str
    findings: tuple[Diagnostic, ...]
    pictures: tuple[bytes, ...]
    """A PNG of each page of the file for the screen."""
    sizes: tuple[Size, ...]
    symbols: tuple[FoundSymbol, ...]
    codes: tuple[bytes, ...]
    """A PNG of each symbol."""
    files: tuple[FileFacts, ...]
    fonts: tuple[FontFacts, ...]
    numbers: tuple[NumberFacts, ...] = ()
    marks: frozenset[str] = frozenset()
    """PROOF, DRAFT, SAMPLE: what its pages bear."""
    alone: bool = False


MARKS = {
    "PROOF": "Not every number in it has been called to see who answers. For checking only: do not hand it out.",
    "DRAFT": "Some of its words come from a machine, or no second person has read them. Have them reviewed before you hand it out.",
    "SAMPLE": "Its content is made up.",
}
"""What the marks on pages mean for whoever has to decide."""

_UNKNOWN = "Only a build can tell: it knows what must be there."

_RESULTS = {
    Result.RIGHT: ("Right", "right"),
    Result.WARNING: ("Look at it", "look"),
    Result.WRONG: ("Wrong", "wrong"),
    Result.NOT_CHECKED: ("Not checked", "not"),
}


def proof_page(proof: Proof) -> str:
    """The whole page, HTML."""
    checks = results(proof.findings, alone=proof.alone)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>Preflight: {escape(proof.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<header><p>Preflight report</p><h1 lang="{escape(proof.lang)}" dir="{escape(proof.direction)}">{escape(proof.title)}</h1>
<p class="soft">{escape(proof.about)}</p></header>
<main>
{_verdict(checks, proof)}
{_checks(checks)}
{_pages(proof)}
{_codes(proof)}
{_numbers(proof.numbers)}
{_fonts(proof.fonts)}
{_files(proof.files)}
</main>
</body>
</html>
"""


def _verdict(checks: Sequence[Checking], proof: Proof) -> str:
    wrong = [c for c in checks if c.result is Result.WRONG]
    look = [c for c in checks if c.result is Result.WARNING]
    left = [c for c in checks if c.result is Result.NOT_CHECKED]
    if wrong:
        head, words = "Do not print or hand out this file", f"{_count(len(wrong), 'check')} found something wrong: see below, in the order of the list."
        kind = "wrong"
    elif look:
        head, words, kind = "The file is what it should be, but look at it", f"{_count(len(look), 'check')} found something that may be meant so.", "look"
    else:
        head, words, kind = "The file is what it should be", "Every check of it went well.", "right"
    if proof.alone and left:
        words += f" {_count(len(left), 'check')} could not be made: only a build knows what every page must say."
    marks = "".join(f"<p><b>{mark}</b> stands on its pages. {escape(MARKS[mark])}</p>" for mark in MARKS if mark in proof.marks)
    return f'<section class="verdict {kind}"><h2>{head}</h2><p>{escape(words)}</p>{marks}</section>'


def _checks(checks: Iterable[Checking]) -> str:
    return f'<section><h2>Checks</h2><ol class="checks">{"".join(map(_check, checks))}</ol></section>'


def _check(checking: Checking) -> str:
    word, kind = _RESULTS[checking.result]
    found = "".join(f"<li>{escape(_sentence(f.message))}{_hints(f)} <code>{escape(f.code)}</code></li>" for f in checking.findings)
    says = "" if checking.findings else f"<p>{escape(_UNKNOWN if checking.result is Result.NOT_CHECKED else checking.check.says)}</p>"
    return (
        f'<li class="{kind}"><b class="result">{word}</b><div><h3>{escape(checking.check.title)}</h3>{says}'
        f"{f'<ul>{found}</ul>' if found else ''}</div></li>"
    )


def _hints(finding: Diagnostic) -> str:
    return "".join(f" {escape(_sentence(hint))}" for hint in finding.hints)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _pages(proof: Proof) -> str:
    """Every page; those with findings large, each finding outlined and told."""
    by_page: dict[int, list[Diagnostic]] = {}
    for finding in proof.findings:
        if finding.spot and finding.spot.file == "screen":
            by_page.setdefault(finding.spot.page, []).append(finding)
    shown = [_page(n, data, proof.sizes[n - 1], by_page.get(n, [])) for n, data in enumerate(proof.pictures, 1)]
    return f'<section><h2>Pages</h2><div class="pages">{"".join(shown)}</div></section>' if shown else ""


def _page(number: int, picture: bytes, size: Size, findings: Sequence[Diagnostic]) -> str:
    outlines = "".join(_outline(n, f, size) for n, f in enumerate(findings, 1))
    told = "".join(f"<li>{escape(_sentence(f.message))}</li>" for f in findings)
    return (
        f'<figure{" class=found" if findings else ""}><div class="leaf">{_picture(picture, f"page {number}")}{outlines}</div>'
        f"<figcaption>Page {number}{f'<ol>{told}</ol>' if told else ''}</figcaption></figure>"
    )


def _outline(number: int, finding: Diagnostic, size: Size) -> str:
    left, top, right, bottom = (finding.spot and finding.spot.box) or (0.0, 0.0, size.width, size.height)
    place = (left / size.width, top / size.height, (right - left) / size.width, (bottom - top) / size.height)
    x, y, wide, high = (f"{100 * share:.2f}%" for share in place)
    return f'<span class="spot" style="left:{x};top:{y};width:{wide};height:{high}"><b>{number}</b></span>'


def _codes(proof: Proof) -> str:
    if not proof.symbols:
        return ""
    rows = "".join(
        f"<tr><td>{_picture(data, f'QR code on page {symbol.page}')}</td><td><code>{escape(symbol.payload)}</code></td>"
        f"<td><bdi>{escape(symbol.caption)}</bdi></td><td>{symbol.page}</td></tr>"
        for symbol, data in zip(proof.symbols, proof.codes, strict=True)
    )
    head = "<tr><th>Code</th><th>What a telephone reads</th><th>What is printed below it</th><th>Page</th></tr>"
    return f'<section class="codes"><h2>QR codes</h2><table>{head}{rows}</table></section>'


def _numbers(numbers: Iterable[NumberFacts]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(n.number)}</code></td><td>{escape(n.service)} ({escape(n.country)})</td>"
        f"<td>{escape('; '.join(n.sources)) or 'none written down'}</td><td>{escape(n.called) or 'not yet'}</td></tr>"
        for n in numbers
    )
    if not rows:
        return ""
    head = "<tr><th>Number or address</th><th>Whose</th><th>Kinds of sources</th><th>Called, and answered</th></tr>"
    return f"<section><h2>Numbers and where they are from</h2><table>{head}{rows}</table></section>"


def _fonts(fonts: Iterable[FontFacts]) -> str:
    rows = "".join(f"<tr><td>{escape(f.name)}</td><td>{escape(f.licence) or 'not told by the file'}</td></tr>" for f in fonts)
    return f"<section><h2>Fonts</h2><table><tr><th>Font</th><th>Licence</th></tr>{rows}</table></section>" if rows else ""


def _files(files: Iterable[FileFacts]) -> str:
    rows = "".join(f'<tr><td>{escape(f.name)}</td><td>{f.size:,}</td><td><code class="hash">{f.sha256}</code></td></tr>' for f in files)
    words = "Whoever gets a file can compare its SHA-256 with this one: if they agree, not a dot of it was changed."
    return f"<section><h2>Files</h2><p>{words}</p><table><tr><th>File</th><th>Bytes</th><th>SHA-256</th></tr>{rows}</table></section>"


def _picture(data: bytes, words: str) -> str:
    return f'<img src="data:image/png;base64,{b64encode(data).decode()}" alt="{escape(words)}">'


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
