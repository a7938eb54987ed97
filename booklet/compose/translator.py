"""What a translator's sheet says of one message, and of all of them: English and translation side by side, state, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from booklet.compose.block import Block, Cell, Paragraph, Row, Space, Stack
from booklet.l10n.glossary import Kind, Term
from booklet.l10n.languages import SOURCE_LANGUAGE, Language
from booklet.l10n.localised import Atom, AtomKind, Localised
from booklet.l10n.notes import notes_of
from booklet.l10n.po import PLACEHOLDER, Entry
from booklet.l10n.states import EntryState, reviewers_needed
from booklet.model.template import Template
from booklet.value import compared

LABELS = {
    EntryState.UNTRANSLATED: "missing",
    EntryState.NEEDS_WORK: "needs work (fuzzy)",
    EntryState.MACHINE_DRAFT: "machine draft",
    EntryState.TRANSLATED: "translated, not reviewed",
    EntryState.STALE: "changed since its review",
    EntryState.REVIEWED: "reviewed",
}
"""What the sheet calls a state, from the one that asks for most work to the one that asks for none."""

SHADES = {EntryState.UNTRANSLATED: 0.75, EntryState.NEEDS_WORK: 0.82, EntryState.MACHINE_DRAFT: 0.92, EntryState.STALE: 0.92}
"""The grey, 0 black to 1 white, behind a translation that must not print as it is; the others stand on white."""

_RULES = {
    Kind.PREFERRED: "write {target}",
    Kind.FORBIDDEN: "do not write {target}",
    Kind.KEEP: "stays {target}",
}


@compared
class Shown:
    """A message as the sheet shows it. `number`: counts from 1 in the order of the booklet; `flaws`: what checks and layout
    said of it; `pages`: where in the booklet it stands."""

    number: int
    entry: Entry
    state: EntryState
    terms: tuple[Term, ...] = ()
    flaws: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A message in parts, which the sheet places: the line above, the two texts, what else there is to say."""

    head: Block
    source: Block
    target: Block
    notes: Block
    shade: float | None
    """Grey behind the translation."""


def card(shown: Shown, language: Language, template: Template) -> Card:
    """The card of one message in translation into `language`."""
    entry = shown.entry
    needed = reviewers_needed(entry, language.reviewers)
    critical = f"  ·  critical: {needed} reviewers" if needed > 1 else ""
    what = dict(notes_of(entry)).get("what")
    name = f"{entry.context}  ·  {what}" if what else entry.context or ""
    head = Row((
        Cell(Paragraph(english(str(shown.number)), "label", "Lbl"), template.measure("card-number") - template.measure("column-gap")),
        Cell(Paragraph(english(name), "tiny")),
        Cell(Paragraph(english(f"{LABELS[shown.state]}{critical}"), "label", align="end"), natural=True),
    ), template.measure("column-gap"), "bottom")  # fmt: skip
    source = Paragraph(_forms((entry.source, entry.plural) if entry.plural is not None else (entry.source,), None), "source")
    align = "end" if language.direction == "rtl" else "start"
    target = Paragraph(_forms(entry.targets, language), "target", align=align)
    return Card(head, source, target, Stack(tuple(_notes(shown, language, template))), SHADES.get(shown.state))


def counts(rows: Iterable[tuple[str, int]], template: Template) -> Block:
    """Words with a number each, one below the other."""
    return Stack(tuple(
        Row((
            Cell(Paragraph(english(words), "text"), template.measure("counts-label")),
            Cell(Paragraph(english(str(number)), "text-bold", align="end"), template.measure("counts-number")),
        ))
        for words, number in rows
    ))  # fmt: skip


def english(text: str) -> Localised:
    """Words of the sheet itself: translators read English."""
    return Localised(text, SOURCE_LANGUAGE)


def _forms(texts: Iterable[str | None], language: Language | None) -> Localised:
    """The English (None) or the translation, several plural forms one below the other; placeholders are never split."""
    text = "\n".join(text or "" for text in texts) or "–"
    atoms = tuple(Atom(m.start(), m.end(), SOURCE_LANGUAGE, AtomKind.NUMBER) for m in PLACEHOLDER.finditer(text))
    if language is None:
        return Localised(text, SOURCE_LANGUAGE, atoms=atoms)
    return Localised(text, language.tag, language.direction.value, atoms=atoms)


def _notes(shown: Shown, language: Language, template: Template) -> Iterator[Block]:
    entry = shown.entry
    for flaw in shown.flaws:
        yield _note("mend", english(flaw), template, "label")
    if shown.state is EntryState.NEEDS_WORK and entry.previous and entry.previous.source is not None:
        yield _note("English was", _forms((entry.previous.source,), None), template)
    for kind, said in notes_of(entry):
        if kind not in ("what", "critical"):
            yield _note(kind, english(said), template)
    for term in shown.terms:
        yield _note("glossary", _term(term, language), template)
    if len(shown.pages) > 1:
        yield _note("also on", english(f"page {ranges(shown.pages[1:])}"), template)


def ranges(pages: Sequence[int]) -> str:
    """Page numbers in order, neighbours drawn together: 2–5, 9."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _note(kind: str, said: Localised, template: Template, style: str = "note") -> Block:
    cells = (
        Cell(Space(0), template.measure("card-number")),
        Cell(Paragraph(english(kind), "note"), template.measure("card-note")),
        Cell(Paragraph(said, style)),
    )
    return Row(cells, 0, "top")


def _term(term: Term, language: Language) -> Localised:
    """A row of the glossary; the word stands in it as an inset of its own language and direction."""
    before, _, after = f"{term.term}: {_RULES[term.kind]}".partition("{target}")
    lang = SOURCE_LANGUAGE if term.target.isascii() else language.tag
    atom = Atom(len(before), len(before) + len(term.target), lang, AtomKind.NAME)
    note = f" ({term.note})" if term.note else ""
    return Localised(f"{before}{term.target}{after}{note}", SOURCE_LANGUAGE, atoms=(atom,))
