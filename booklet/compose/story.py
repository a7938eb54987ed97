"""Compose the story of one booklet: the template's sequence, spoken in the reader's language."""

from __future__ import annotations

from booklet.compose.block import Group, Mark, Story
from booklet.compose.context import Context
from booklet.compose.pages import groups
from booklet.compose.voice import Voice
from booklet.model.template import Template


def compose(voice: Voice, others: tuple[Voice, ...], template: Template, reader: str = "") -> Story:
    """All blocks in reading order. `others`: the languages of people who may help, for the page of words to show; `reader`:
    the language (BCP 47) of whoever holds the booklet, where it is not the voice's."""
    context = Context(voice, others, template, reader)
    edition = voice.selection.edition
    shown: tuple[Group, ...] = tuple(g for spec in template.pages for g in groups(spec, context))
    marks = [Mark("PROOF", voice.say("mark.proof"), "hatch")] if voice.selection.proof else []
    if edition.sample:
        marks.append(Mark("SAMPLE", voice.say("mark.sample"), "none"))
    draft = Mark("DRAFT", voice.say("mark.draft"), "dots")
    return Story(voice.say(edition.title), voice.lang, voice.language_entry.direction.value, shown, tuple(marks), draft)
