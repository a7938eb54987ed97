"""Pages about the booklet itself, and pages to write on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from booklet.compose.block import Block, Cell, Flowed, Group, Lines, Paragraph, Row, Rule, Stack
from booklet.compose.context import Context, foot, head, page_group
from booklet.l10n.localised import Localised
from booklet.model.template import PageSpec


def about(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """The colophon: edition and its day, when the numbers were called, who answers for the words, where to tell a mistake."""
    voice, edition = c.voice, c.voice.selection.edition
    words = "source" if voice.lang == "en" else "draft" if voice.has_drafts else "reviewed"
    autonym = voice.autonym
    checked = voice.selection.checked_on
    facts: list[tuple[str, tuple[Localised, ...]]] = [
        ("about.edition", (voice.say(edition.title), voice.day(edition.as_of))),
        ("about.checked", (voice.day(checked) if checked else voice.say("about.checked.never"),)),
        ("about.language", (voice.say(f"about.words.{words}", language=autonym),)),
        ("about.publisher", (voice.plain(edition.publisher) if edition.publisher else voice.say("about.publisher.none"),)),
        ("about.mistake", (voice.say("about.mistake.tell"),)),
        ("about.free", (voice.say("cover.free"), voice.say("about.free.copy"))),
        ("about.pictures", (voice.say("about.pictures.none"), Localised("Tabler Icons (MIT), Noto (OFL)", "en"))),
    ]
    return (replace(page_group(spec, c, tuple(_colophon(facts, c))), movable=True),)


def _colophon(facts: list[tuple[str, tuple[Localised, ...]]], c: Context) -> Iterator[Flowed]:
    for n, (name, lines) in enumerate(facts):
        label = Paragraph(c.voice.say(name), "card-bold", "Lbl")
        words = Stack(tuple(Paragraph(t, "card") for t in lines))
        if beside := c.mm("about-label"):
            row: Block = Row((Cell(label, beside), Cell(words)), c.mm("column-gap"), "top", role="LI")
        else:
            row = Stack((Row((Cell(label),)), Row((Cell(words),))), role="LI")
        yield Flowed(row, Rule("hair") if n else None, c.mm("about-space"))
    yield Flowed(Lines(c.mm("note-pitch")), Rule("hair"), c.mm("about-space"))


def notes(spec: PageSpec, c: Context) -> tuple[Group, ...]:
    """Lines to write on, with no word that asks for a name or a case. They fill what folding leaves over."""
    title = c.voice.say(spec.title) if spec.title else None
    body = (Flowed(Lines(c.mm("note-pitch"))),)
    return (Group(spec.id, body, head(spec, c), title, spec.section, foot(c), padding=True),)
