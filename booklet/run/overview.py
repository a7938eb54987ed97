"""output/index.html: what was built, and how to print it. One page that needs no network and nothing beside its folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from booklet.job import OUTPUT, Job
from booklet.model.form import TOGETHER
from booklet.preflight.page import MARKS
from booklet.run.report import Report

_PICTURE = 'width="150" height="212"'


class Entry(NamedTuple):
    """A booklet that stands in the output folder; `current`: made from the content as it is now."""

    job: Job
    report: Report
    current: bool


def overview(entries: Iterable[Entry]) -> str:
    """The whole page. Paths in it are relative to the output folder."""
    parts = groupby(entries, lambda e: (e.job.edition, e.job.form))
    body = "\n".join(_edition(*key, list(group)) for key, group in parts)
    empty = "<p>Nothing has been built yet. Run <code>booklet build</code>.</p>"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Booklets</title>
<style>{_STYLE}</style>
</head>
<body>
<header><h1>Booklets</h1><p>Pocket booklets, to read on a screen or to print, fold and hand out.</p></header>
<main>
{body or empty}
{_PRINTING}
</main>
</body>
</html>
"""


def _edition(edition: str, form: str, entries: Sequence[Entry]) -> str:
    first = entries[0].report
    width, height = first["trim_mm"]
    marks = [mark for mark in MARKS if any(mark in e.report["marks"] for e in entries)]
    notes = "".join(f"<div><dt>{_mark(mark)}</dt><dd>{escape(MARKS[mark])}</dd></div>" for mark in marks)
    return f"""<section>
<h2>{escape(first["title"])}</h2>
<p class="facts">Edition {escape(edition)}, form {escape(form)}: pages of {width:g} × {height:g} mm, facts as of {escape(first["as_of"])}</p>
{f'<dl class="marks">{notes}</dl>' if notes else ""}
<div class="booklets">
{"".join(_booklet(entry) for entry in entries)}</div>
</section>"""


def _booklet(entry: Entry) -> str:
    job, report, current = entry
    language = report["language"]
    own = f'lang="{escape(job.locale.partition(TOGETHER)[0])}" dir="{escape(language["direction"])}"'
    marks = "".join(_mark(mark) for mark in MARKS if mark in report["marks"])
    shown = [n for n in report["showcase"] if 1 <= n <= report["pages"]]
    rest = [n for n in range(1, report["pages"] + 1) if n not in shown]
    stale = '<p class="stale">Older than its content. Build it again before you print it.</p>' if not current else ""
    return f"""<article id="{escape(f"{job.edition}-{job.form}-{job.locale}")}">
<h3><bdi {own}>{escape(language["autonym"])}</bdi> <small>{escape(job.locale)}</small>{marks}</h3>
<p class="title" {own}>{escape(report["title"])}</p>
{stale}<p class="pages">{_pictures(entry, shown)}</p>
<p class="actions">{_link(entry, "screen", "Read on screen")}{_link(entry, "office", "Print on paper")}</p>
{_more(entry)}
<p class="facts">{report["pages"]} pages. {report["sheets"]} sheets of paper make {report.get("copies", 1)} booklets.{_proved(report)}{_proof(entry)}</p>
<details><summary>All pages</summary><p class="pages">{_pictures(entry, rest)}</p></details>
</article>
"""


def _proved(report: Report) -> str:
    found = report.get("preflight", {})
    return f" Read back: {found['texts']} texts, {found['codes']} QR codes." if {"texts", "codes"} <= found.keys() else ""


def _proof(entry: Entry) -> str:
    """A link to the preflight report."""
    name = next((name for name in entry.report["files"] if name.endswith("-preflight.html")), "")
    return f' <a href="{_url(entry, name)}">What was checked</a>' if name else ""


def _mark(mark: str) -> str:
    return f'<b class="mark {mark.lower()}"><span>{mark}</span></b>'


def _pictures(entry: Entry, pages: Iterable[int]) -> str:
    """Page pictures, each of which opens the file at its page."""
    screen = _url(entry, _file(entry, "screen"))
    name = entry.report["language"]["autonym"]
    return "".join(
        f'<a href="{screen}#page={n}"><img src="{_url(entry, f"pages/p{n:02}.png")}" alt="{escape(name)}, page {n}" loading="lazy" {_PICTURE}></a>'
        for n in pages
    )


_MORE = {
    "office-fronts": "One side at a time: fronts",
    "office-backs": "backs",
    "shop": "For a print shop",
    "how-to": "How to print and fold",
}


def _more(entry: Entry) -> str:
    """What else was made of it."""
    links = " · ".join(_link(entry, kind, words) for kind, words in _MORE.items() if _file(entry, kind))
    return f'<p class="more">{links}</p>\n' if links else ""


def _link(entry: Entry, kind: str, words: str) -> str:
    return f'<a href="{_url(entry, _file(entry, kind))}">{words}</a>'


def _file(entry: Entry, kind: str) -> str:
    return next((name for name in entry.report["files"] if name.endswith(f"-{kind}.pdf")), "")


def _url(entry: Entry, name: str) -> str:
    return quote(f"{entry.job.folder.removeprefix(OUTPUT + '/')}/{name}")


def _drawing(words: str, strokes: str) -> str:
    return f'<svg viewBox="0 0 60 64" role="img" aria-label="{words}">{strokes}</svg>'


_SHEET = '<path d="M9 3h42v58h-42z"/>'
_STEPS = (
    (
        "Print",
        "Open the file <i>Print on paper</i> and choose: <b>two-sided</b>, turn on the <b>long edge</b>, <b>actual size</b> (100&nbsp;%, not “fit to page”). "
        "Print one set first and look at it.",
        _drawing("A sheet printed on both sides", _SHEET + '<path d="M30 3v58M9 32h42" class="thin"/><path d="M16 12h8M16 17h8M36 12h8M36 17h8M16 41h8M16 46h8M36 41h8M36 46h8"/>'),
    ),
    (
        "Cut once",
        "Keep the sheets in the order they came out. Cut the whole stack across the middle, at the marks on the long edges. You hold two booklets.",
        _drawing("A sheet cut across the middle", '<path d="M9 3h42v26h-42zM9 35h42v26h-42z"/><path d="M2 32h56" class="cut"/>'),
    ),
    (
        "Fold",
        "Fold each stack along its middle, with page 1 outside. The page numbers must run in order, and every page must stand upright.",
        _drawing("A stack folded in the middle", '<path d="M30 20v30l-21 6v-30zM30 20v30l21 6v-30z"/><path d="M24 14c4-4 8-4 12 0M36 14l-1-4M36 14l-4 0"/>'),
    ),
    (
        "Staple",
        "Staple twice on the fold, from outside. No stapler that reaches? Use needle and thread, or a rubber band.",
        _drawing("A booklet stapled on its fold", '<path d="M14 8h34v48h-34z"/><path d="M14 18v8M14 38v8" class="heavy"/><path d="M24 18h14M24 24h10"/>'),
    ),
)
_PRINTING = (
    '<section id="print"><h2>How to print</h2><ol class="steps">'
    + "".join(f"<li>{drawing}<div><h3>{name}</h3><p>{words}</p></div></li>" for name, words, drawing in _STEPS)
    + "</ol><p>Black ink on white office paper of 80 g is enough. To check a print, scan one QR code and compare it with the number beside it.</p></section>"
)

_STYLE = """
:root{--line:#000;--soft:#555}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:2rem 1.25rem 4rem;font:1.0625rem/1.5 "Noto Sans","Noto Sans Thai",system-ui,sans-serif;color:#000;background:#fff}
header{border-top:6px solid var(--line);padding-top:1rem;margin-bottom:2.5rem}
h1{font-size:2.25rem;line-height:1.15;margin:0}
header p{margin:.25rem 0 0;color:var(--soft)}
section{border-top:2px solid var(--line);padding-top:1rem;margin-bottom:3rem}
h2{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}
h3{font-size:1.3rem;line-height:1.3;margin:0}
h3 small{font-weight:400;font-size:.9rem;color:var(--soft);margin-inline-end:.5rem}
a{color:inherit}
.facts{color:var(--soft);font-size:.95rem;margin:.25rem 0 1rem}
.marks{margin:0 0 1.5rem;max-width:46rem}
.marks div{display:flex;gap:.75rem;margin:.4rem 0}
.marks dt{flex:0 0 6.5rem}
.marks dd{margin:0}
.mark{display:inline-block;padding:.15em;font-size:.75rem;line-height:1.2;vertical-align:.2em;margin-inline-end:.35rem;border:1px solid #000}
.mark span{background:#fff;padding:0 .45em;margin:0 .7em}
.proof{background:repeating-linear-gradient(135deg,#000 0 1px,#fff 1px 4px)}
.draft{background:radial-gradient(#000 1px,#fff 1.2px) 0 0/4px 4px}
.booklets{display:grid;grid-template-columns:repeat(auto-fill,minmax(21rem,1fr));gap:0 2.5rem}
article{border-top:1px solid var(--line);padding:1rem 0 1.75rem}
.title{margin:.1rem 0 .75rem}
.stale{border:2px solid #000;padding:.4rem .7rem;font-weight:700;margin:0 0 .75rem}
.pages{display:flex;flex-wrap:wrap;gap:.6rem;margin:0 0 1rem}
.pages a{display:block;flex:0 0 calc((100% - 1.2rem)/3)}
.pages img{display:block;width:100%;height:auto;border:1px solid #999}
.pages a:hover img,.pages a:focus-visible img{border-color:#000;outline:2px solid #000}
.actions{display:flex;flex-wrap:wrap;gap:.6rem;margin:0 0 .75rem}
.actions a{display:inline-block;padding:.5rem 1rem;border:2px solid #000;border-radius:.4rem;text-decoration:none;font-weight:700}
.actions a:last-child{background:#000;color:#fff}
.actions a:hover,.actions a:focus-visible{outline:3px solid #000;outline-offset:2px}
summary{cursor:pointer;font-weight:700}
details[open] summary{margin-bottom:.75rem}
.steps{list-style:none;margin:1rem 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(24rem,1fr));gap:1.5rem 2.5rem}
.steps li{display:flex;gap:1.25rem}
.steps p{margin:.25rem 0 0}
svg{flex:0 0 5rem;height:5.3rem;fill:none;stroke:#000;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
svg .thin{stroke-width:1;stroke-dasharray:2 3}
svg .cut{stroke-dasharray:4 4}
svg .heavy{stroke-width:4}
@media (max-width:30rem){.booklets,.steps{grid-template-columns:1fr}}
@media print{details,.actions{display:none}}
"""
