"""What each kind of page says, as groups of blocks: one function for each kind; the template's sequence calls them."""

from __future__ import annotations

from collections.abc import Callable

from booklet.compose.block import Group
from booklet.compose.colophon import about, notes
from booklet.compose.context import Context
from booklet.compose.directory import directions, languages, needs, services
from booklet.compose.front import contents, cover
from booklet.compose.many import autonyms, essentials
from booklet.compose.numbers import danger, numbers
from booklet.compose.poster import poster
from booklet.compose.rows import message, phrases, rows, show
from booklet.model.template import PageKind, PageSpec

_MAY_BE_EMPTY = frozenset((PageKind.DIRECTIONS, PageKind.NEEDS, PageKind.LANGUAGES))
"""Kinds that have no page where no service gives them anything to say."""


def groups(spec: PageSpec, context: Context) -> tuple[Group, ...]:
    """The page groups of one entry of the sequence."""
    if spec.kind is PageKind.CONTENTS:
        return contents(spec, context, lambda other: other.kind not in _MAY_BE_EMPTY or bool(groups(other, context)))
    return _KINDS[spec.kind](spec, context)


_KINDS: dict[PageKind, Callable[[PageSpec, Context], tuple[Group, ...]]] = {
    PageKind.COVER: cover,
    PageKind.DANGER: danger,
    PageKind.LIST: rows,
    PageKind.MESSAGE: message,
    PageKind.SERVICES: services,
    PageKind.DIRECTIONS: directions,
    PageKind.NEEDS: needs,
    PageKind.LANGUAGES: languages,
    PageKind.PHRASES: phrases,
    PageKind.SHOW: show,
    PageKind.POSTER: poster,
    PageKind.ABOUT: about,
    PageKind.NOTES: notes,
    PageKind.NUMBERS: numbers,
    PageKind.AUTONYMS: autonyms,
    PageKind.ESSENTIALS: essentials,
}
