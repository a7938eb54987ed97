"""Tiny stories of blocks that have a name and a height, set with the shipped fonts and template."""

from __future__ import annotations

from dataclasses import dataclass

from booklet.compose.block import Block, Flowed, Group, Mark, Paragraph, Space, Stack, Story
from booklet.diag import Diagnostic, Sink
from booklet.l10n.localised import Localised, State
from booklet.layout.frame import Document, Page, TextItem
from booklet.layout.pages import typeset
from booklet.model.template import Template
from booklet.project import Project
from booklet.text.paragraph import Typesetter

LINE = 5.6
"""Height of a line of body text in the shipped template, millimetres."""


def words(text: str, **more: object) -> Localised:
    return Localised(text, "en", message=f"message:{text}/text", **more)  # type: ignore[arg-type]


def high(name: str, millimetres: float, state: State = State.SOURCE) -> Block:
    """A block so high that prints its name at the top."""
    return Stack((Paragraph(words(name, state=state), "body"), Space(millimetres - LINE)))


def flow(name: str, millimetres: float, **more: object) -> Flowed:
    return Flowed(high(name, millimetres), **more)  # type: ignore[arg-type]


def group(name: str, *body: Flowed, **more: object) -> Group:
    return Group(name, body, **more)  # type: ignore[arg-type]


def texts(page: Page) -> list[str]:
    """What is read on a page, without its furniture."""
    return [i.line.text for i in page.items[page.header.stop :] if isinstance(i, TextItem) and i.tag is not None]


def headers(page: Page) -> list[str]:
    """What stands above a page."""
    return [i.line.text for i in page.items[page.header.start : page.header.stop] if isinstance(i, TextItem)]


@dataclass(frozen=True)
class Press:
    """Sets groups; the pages are as the template says, but for their number."""

    project: Project
    template: Template
    marks: tuple[Mark, ...] = ()
    direction: str = "ltr"

    def document(self, *groups: Group) -> tuple[Document, tuple[Diagnostic, ...]]:
        sink = Sink()
        draft = Mark("DRAFT", words("DRAFT"), "dots")
        story = Story(words("Title"), "en", self.direction, groups, self.marks, draft)
        setter = Typesetter(self.project.fonts, sink)
        found = typeset(story, self.template, self.project.fonts, setter, self.project.icons, sink)
        return found, sink.finish()

    def pages(self, *groups: Group) -> list[list[str]]:
        """The names on every page; nothing may be wrong."""
        document, said = self.document(*groups)
        assert not said
        return [texts(page) for page in document.pages]
