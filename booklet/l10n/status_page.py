"""How far the translations are, as one page to print or send: no script, nothing from elsewhere, every bar also in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from booklet.l10n.languages import Language
from booklet.l10n.states import EntryState
from booklet.l10n.update import StatusRow

_ORDER = (
    EntryState.REVIEWED,
    EntryState.TRANSLATED,
    EntryState.STALE,
    EntryState.MACHINE_DRAFT,
    EntryState.NEEDS_WORK,
    EntryState.UNTRANSLATED,
)
_MEANINGS = {
    EntryState.REVIEWED: "prints",
    EntryState.TRANSLATED: "waits for a review; its page says DRAFT",
    EntryState.STALE: "was reviewed, then changed; its page says DRAFT",
    EntryState.MACHINE_DRAFT: "by a machine, nobody has read it; its page says DRAFT",
    EntryState.NEEDS_WORK: "the English changed, or someone doubts it; does not print",
    EntryState.UNTRANSLATED: "does not print",
}
_Group = tuple[str, list[StatusRow], Language | None]

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}
caption,th,td{text-align:start;padding:.15rem .5rem;vertical-align:middle}
td.n,th.n{text-align:end;font-variant-numeric:tabular-nums}
tbody th{white-space:nowrap;font-weight:400}
thead th{border-bottom:2px solid #111;font-weight:600}
tr{border-bottom:1px solid #bbb}
tr.all,tr.all th{font-weight:600}
td.bar{width:34%}
svg{display:block;width:100%;height:1.1rem;border:1px solid #111}
h2{margin:1.5rem 0 0;break-after:avoid}
dl.key div{display:flex;gap:.6rem;align-items:center;margin:.2rem 0}
dl.key dt{display:flex;gap:.6rem;align-items:center;min-width:11rem;font-weight:600}
dl.key dd{margin:0}
dl.key svg{width:2.2rem;flex:none}
.reviewed{fill:#12633a}.translated{fill:#4a90d9}.stale{fill:url(#stale)}.machine-draft{fill:url(#machine-draft)}
.needs-work{fill:url(#needs-work)}.untranslated{fill:#fff}
@media print{body{margin:0;max-width:none;font-size:9pt}table{break-inside:avoid}svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
_PATTERNS = """<svg width="0" height="0" style="position:absolute;width:0;height:0;border:0" aria-hidden="true"><defs>
<pattern id="stale" width="6" height="6" patternUnits="userSpaceOnUse"><path fill="#cfe2f6" d="M0 0h6v6H0z"/><path stroke="#1f5f9f" stroke-width="2" d="M0 0l6 6"/></pattern>
<pattern id="machine-draft" width="6" height="6" patternUnits="userSpaceOnUse"><path fill="#fdebc3" d="M0 0h6v6H0z"/><circle fill="#8a5a00" cx="3" cy="3" r="1.3"/></pattern>
<pattern id="needs-work" width="6" height="6" patternUnits="userSpaceOnUse"><path fill="#f6d3d0" d="M0 0h6v6H0z"/><path stroke="#9b1c13" stroke-width="2" d="M0 6l6-6"/></pattern>
</defs></svg>"""


def status_page(rows: Iterable[StatusRow], languages: Mapping[str, Language]) -> str:
    """The page, for rows that are sorted by language; `languages`: by tag, for their names and directions."""
    groups = [(lang, list(group), languages.get(lang)) for lang, group in groupby(rows, lambda r: r.lang)]
    body = "\n".join((_overview(groups), *(_language(*group) for group in groups))) if groups else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Translations</title>
<style>{_STYLE}</style>
</head>
<body>
{_PATTERNS}
<header><h1>Translations</h1>
<dl class="key">
{_key()}
</dl></header>
<main>
{body or "<p>There are no catalogs yet. Run <code>booklet l10n add</code>.</p>"}
</main>
</body>
</html>
"""


def _key() -> str:
    return "\n".join(
        f'<div><dt><svg aria-hidden="true"><rect class="{state}" width="100%" height="100%"/></svg>{state}</dt><dd>{escape(_MEANINGS[state])}</dd></div>'
        for state in _ORDER
    )


def _overview(groups: Iterable[_Group]) -> str:
    lines = "".join(_line(f'<a href="#{escape(lang)}">{_name(lang, language)}</a>', _total(rows)) for lang, rows, language in groups)
    return f"""<section>
<h2>All languages</h2>
{_table("language", lines)}
</section>"""


def _language(lang: str, rows: Sequence[StatusRow], language: Language | None) -> str:
    total = _total(rows)
    lines = "".join(_line(escape(row.domain), row.counts) for row in rows)
    if len(rows) > 1:
        lines += _line("all", total, ' class="all"')
    return f"""<section id="{escape(lang)}">
<h2>{_name(lang, language)} <small>{escape(lang)}, {_percent(total)} reviewed</small></h2>
{_table("catalog", lines)}
</section>"""


def _name(lang: str, language: Language | None) -> str:
    direction = language.direction.value if language else "auto"
    return f'<bdi lang="{escape(lang)}" dir="{direction}">{escape(language.autonym if language else lang)}</bdi>'


def _total(rows: Iterable[StatusRow]) -> dict[EntryState, int]:
    rows = list(rows)
    return {state: sum(row.counts[state] for row in rows) for state in _ORDER}


def _table(what: str, lines: str) -> str:
    heads = "".join(f'<th scope="col" class="n">{state}</th>' for state in _ORDER)
    return f"""<table>
<thead><tr><th scope="col">{what}</th><th scope="col">how far</th>{heads}<th scope="col" class="n">texts</th></tr></thead>
<tbody>
{lines}</tbody>
</table>"""


def _line(name: str, counts: Mapping[EntryState, int], kind: str = "") -> str:
    """A row of a table; `name` in HTML."""
    total = sum(counts[state] for state in _ORDER)
    cells = "".join(f'<td class="n">{counts[state] or "–"}</td>' for state in _ORDER)
    return f'<tr{kind}><th scope="row">{name}</th><td class="bar">{_bar(counts, total)}</td>{cells}<td class="n">{total}</td></tr>\n'


def _bar(counts: Mapping[EntryState, int], total: int) -> str:
    """One bar; a state that has any text is always to be seen. Its words are for those who cannot see it."""
    words = ", ".join(f"{counts[state]} {state}" for state in _ORDER if counts[state]) or "no texts"
    parts, start = [], 0.0
    for state in _ORDER:
        if counts[state]:
            width = 100 * counts[state] / total
            parts.append(f'<rect class="{state}" x="{start:.2f}%" width="{max(width, 0.6):.2f}%" height="100%"/>')
            start += width
    return f'<svg role="img" aria-label="{words}">{"".join(parts)}</svg>'


def _percent(counts: Mapping[EntryState, int]) -> str:
    """Rounded down: 100 % means every one."""
    total = sum(counts.values())
    return f"{100 * counts[EntryState.REVIEWED] // total if total else 0} %"
