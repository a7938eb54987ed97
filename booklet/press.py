"""Composes and sets the stories of one booklet, as often as decisions about it need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from booklet.compose.block import Story
from booklet.compose.story import compose
from booklet.compose.together import beside, compose_many
from booklet.compose.voice import Voice
from booklet.diag import Sink
from booklet.job import Job
from booklet.l10n.languages import SOURCE_LANGUAGE
from booklet.l10n.localise import Localiser
from booklet.layout.arrange import printed
from booklet.layout.fit import Extent
from booklet.layout.frame import Document
from booklet.layout.letters import check_letters
from booklet.layout.pages import Plan, Voiced, extent_of, plan_of, typeset_together, voiced
from booklet.model.edition import Edition
from booklet.model.fit import Cards, Choice
from booklet.model.form import Sharing, tags_in
from booklet.model.selection import Selection, select
from booklet.model.template import Template
from booklet.project import Project
from booklet.text.paragraph import Typesetter

_COLUMN_GAP = "language-gap"
"""The measure between two languages side by side."""


def sharing_of(job: Job, edition: Edition) -> Sharing:
    """How languages share this booklet; one asked for by a single language is in that alone, whatever its form."""
    form = edition.forms[job.form]
    return form.languages if job.locale in form.locales(edition.languages) else Sharing.EACH


def languages_of(job: Job, edition: Edition) -> tuple[str, ...]:
    """The languages of a booklet, the reader's first; of one in all languages, first that of what is said once."""
    tags = tags_in(job.locale, edition.languages)
    companion = edition.forms[job.form].companion
    return (companion, *tags) if companion and sharing_of(job, edition) is Sharing.ALL else tags


class Press:
    """One booklet in the making. Stories, and the shapes of their texts, are kept from one setting to the next."""

    def __init__(self, job: Job, project: Project, sink: Sink) -> None:
        """`sink`: told of characters without a glyph."""
        self.job, self.project, self.edition = job, project, project.editions[job.edition]
        self._form = self.edition.forms[job.form]
        self._sharing = sharing_of(job, self.edition)
        self.fonts = project.fonts.choosing(self.edition.families)
        self._setter = Typesetter(self.fonts, sink, project.words)
        self._templates: dict[Choice | None, Template] = {None: project.templates[self._form.template]}
        self._voiced: dict[Choice | None, list[Voiced]] = {}
        self._told: dict[tuple[float, Cards, bool] | None, tuple[Story, ...]] = {}

    @property
    def locales(self) -> tuple[str, ...]:
        """Of all booklets of its form."""
        return self._form.locales(self.edition.languages)

    @property
    def parallel(self) -> bool:
        """Whether its pages end where those of the other languages do."""
        return self._form.parallel and self.job.locale in self.locales and self._sharing is not Sharing.ALL

    def template(self, choice: Choice | None) -> Template:
        """Its template, with what was chosen to fill its pages."""
        if choice not in self._templates:
            self._templates[choice] = self._templates[None].fitted(choice) if choice else self._templates[None]
        return self._templates[choice]

    @property
    def alone(self) -> bool:
        """Whether it is one language of a form that several share: what translators look at, nothing to print."""
        return self._sharing is not self._form.languages

    @property
    def has_extra(self) -> bool:
        """Whether its template names messages that print only where there is room."""
        known, pages = self.project.catalogue.messages, self.template(None).pages
        named = {name for page in pages for name in (*page.lead, *page.messages, *page.close)}
        return not self.edition.extra and any(known[name].extra for name in named if name in known)

    def stories(self, choice: Choice | None, sink: Sink) -> tuple[Story, ...]:
        """What it says; letters and lines change nothing of that."""
        key = choice and (choice.spacing, choice.cards, choice.extra)
        key = None if key == (1.0, Cards.FULL, False) else key
        if key not in self._told:
            self._told[key] = self._composed(self.template(choice), bool(choice and choice.extra), sink)
        return self._told[key]

    def _composed(self, template: Template, extra: bool, sink: Sink) -> tuple[Story, ...]:
        edition = replace(self.edition, extra=True) if extra else self.edition
        chosen = select(self.project.catalogue, edition, sink)  # internal facts end here, by type
        tags = languages_of(self.job, edition)
        voices = [self._voice(tag, chosen, sink) for tag in tags]
        if self._sharing is Sharing.ALL:
            helpers = [self._voice(lang, chosen, sink) for lang in edition.shown]
            return compose_many(voices[0], voices[1:], helpers, template)
        if self.alone and self._form.languages is Sharing.ALL:
            template = replace(template, pages=tuple(page for page in template.pages if page.each))
        others = tuple(self._voice(lang, chosen, sink) for lang in edition.shown if lang not in tags)
        stories = tuple(compose(voice, others, template, tags[0] if voice.lang != tags[0] else "") for voice in voices)
        if self._sharing is not Sharing.COLUMNS:
            return stories
        sink.stop_on_errors()
        return (beside(stories[0], stories[1], template.measure(_COLUMN_GAP)),)

    def _voice(self, lang: str, chosen: Selection, sink: Sink) -> Voice:
        project = self.project
        localiser = Localiser(project.languages[lang], project.catalogs[lang], self.edition.missing, sink)
        return Voice(chosen, localiser, project.languages[SOURCE_LANGUAGE], sink)

    def pages(self, choice: Choice | None, plan: Plan | None, sink: Sink) -> Document:
        """Its pages. `plan`: where they end, if that was decided."""
        return typeset_together(self._parts(choice, sink), self._sharing, sink, plan)

    def _parts(self, choice: Choice | None, sink: Sink) -> list[Voiced]:
        """Its stories, ready to be laid out; the same for the same choice, so that counting pages is half of making them."""
        key = choice if choice and choice.cost else None
        if key not in self._voiced:
            stories, template = self.stories(key, sink), self.template(key)
            self._voiced[key] = voiced(stories, template, self.fonts, self._setter, self.project.icons)
        return self._voiced[key]

    def printed(self, choice: Choice | None, sink: Sink) -> tuple[Story, ...]:
        """What of its stories is on its pages."""
        return printed(self.stories(choice, sink), self._sharing)

    def extent(self, choice: Choice, plan: Plan | None, longest: int | None = None) -> Extent | None:
        """How long it would be; None if something would not fit, or it had more pages than `longest`, the template's most."""
        sink = Sink()
        template = self.template(choice)
        for lang in dict.fromkeys(languages_of(self.job, self.edition)):
            check_letters(template, self.fonts, lang, sink)
        found = extent_of(self._parts(choice, sink), self._sharing, sink, plan)
        return None if sink.has_errors or found.pages > (longest or template.pages_max) else found

    @staticmethod
    def plan(presses: Sequence[Press], choice: Choice | None, sink: Sink) -> Plan:
        """Where pages end in all languages of `presses`, which make the same form."""
        stories = [story for press in presses for story in press.stories(choice, sink)]
        first = presses[0]
        return plan_of(voiced(stories, first.template(choice), first.fonts, first._setter, first.project.icons), sink)
