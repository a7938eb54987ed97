"""The order of pages: groups in turn with pages for notes between, and how two or more languages share a booklet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from booklet.compose.block import Group, Story
from booklet.model.form import Sharing
from booklet.model.template import Start
from booklet.value import value

Filled = Callable[[int], int]
"""The number of pages that folds and holds so many."""


AGAIN = 1
"""Which page of a group for notes stands wherever it is repeated: its head is not read aloud again."""


class Leaf(NamedTuple):
    """One page: the number of its language's story, its group, which of the group's pages; `folio`: the number it bears."""

    part: int
    group: Group
    at: int
    folio: int


@value
class Part:
    """One language of a booklet. `pages`: how many each group takes, by its id."""

    story: Story
    pages: Mapping[str, int]

    def leaves(self, part: int, groups: Iterable[Group]) -> Iterator[Leaf]:
        """The pages of groups, without numbers yet."""
        for group in groups:
            yield from (Leaf(part, group, at, 0) for at in range(self.pages[group.id]))

    @property
    def padding(self) -> Group | None:
        """The page for notes that may be repeated."""
        return next((g for g in self.story.groups if g.padding), None)

    @property
    def inner(self) -> list[Group]:
        """What is neither padding nor the outside of the back."""
        return [g for g in self.story.groups if not g.padding and not g.back]

    @property
    def back(self) -> list[Group]:
        return [g for g in self.story.groups if g.back]


def arrange(parts: Sequence[Part], sharing: Sharing, filled: Filled) -> list[Leaf]:
    """All pages of a booklet in reading order, the reader's language first."""
    match sharing:
        case Sharing.FACING:
            leaves = _numbered(_facing(parts, filled))
        case Sharing.HALVES:
            leaves = _halves(parts, filled)
        case Sharing.ALL:
            leaves = _numbered(_all(parts, filled))
        case Sharing.EACH | Sharing.COLUMNS:
            leaves = _numbered(_single(parts[0], filled))
    heard: set[Group] = set()
    return [leaf._replace(at=AGAIN) if leaf.group.padding and _is_in(leaf.group, heard) else leaf for leaf in leaves]


def _is_in(group: Group, heard: set[Group]) -> bool:
    """Whether a group is among these; from now on it is."""
    known = group in heard
    heard.add(group)
    return known


def _numbered(leaves: Iterable[Leaf]) -> list[Leaf]:
    return [leaf._replace(folio=n) for n, leaf in enumerate(leaves, 1)]


def _single(part: Part, filled: Filled) -> list[Leaf]:
    leaves = _in_turn(part, 0, part.inner, 0)
    back = list(part.leaves(0, part.back))
    return [*leaves, *_notes(part, 0, filled(len(leaves) + len(back)) - len(leaves) - len(back)), *back]


def _in_turn(part: Part, number: int, groups: Sequence[Group], before: int) -> list[Leaf]:
    """Groups one after the other; where one must begin on the other page of a spread, the next that may move goes before it,
    else a page for notes. `before`: pages that stand before all of them."""
    waiting = list(groups)
    leaves: list[Leaf] = []
    while waiting:
        group = waiting.pop(0)
        if group.start != Start.ANY and (group.start == Start.LEFT) == ((before + len(leaves)) % 2 == 0):
            sooner = next((g for g in waiting if g.movable), None)
            if sooner:
                waiting.remove(sooner)
                waiting[:0] = [group]
                group = sooner
            else:
                leaves += _notes(part, number, 1)
        leaves += part.leaves(number, (group,))
    return leaves


def _notes(part: Part, number: int, count: int) -> list[Leaf]:
    return [Leaf(number, part.padding, 0, 0)] * count if part.padding else []


def _facing(parts: Sequence[Part], filled: Filled) -> list[Leaf]:
    """The cover; then every page twice, the reader's on the side read first; the back."""
    reader, companion = parts
    cover, *rest = reader.inner
    leaves = list(reader.leaves(0, (cover,)))
    pairs = zip(reader.leaves(0, rest), companion.leaves(1, companion.inner[1:]), strict=True)
    leaves += [leaf for pair in pairs for leaf in pair]
    back = list(reader.leaves(0, reader.back))
    missing = filled(len(leaves) + len(back)) - len(leaves) - len(back)
    notes = [*_notes(reader, 0, 1), *_notes(companion, 1, 1)] * (missing // 2)
    return [*leaves, *notes, *_notes(reader, 0, missing % 2), *back]


def _halves(parts: Sequence[Part], filled: Filled) -> list[Leaf]:
    """All of one language, then all of the other, each with its own numbers; notes fill up the first."""
    halves = [[*_in_turn(part, n, part.inner, 0), *part.leaves(n, part.back)] for n, part in enumerate(parts)]
    missing = filled(sum(map(len, halves))) - sum(map(len, halves))
    for n in range(missing):
        place, part = n % len(parts), parts[n % len(parts)]
        end = len(halves[place]) - sum(1 for _ in part.leaves(place, part.back))
        halves[place][end:end] = _notes(part, place, 1)
    return [leaf for half in halves for leaf in _numbered(half)]


def _all(parts: Sequence[Part], filled: Filled) -> list[Leaf]:
    """What is said once, with the pages of every language in its middle; the first part says what is said once."""
    once, *others = parts
    inside = once.story.inside
    leaves = _in_turn(once, 0, once.inner[:inside], 0)
    for n, part in enumerate(others, 1):
        own = _in_turn(part, n, part.inner, len(leaves))
        turned = part.story.direction != once.story.direction and len(own) == 2 and len(leaves) % 2
        leaves += reversed(own) if turned else own  # on a spread, the page that its readers look at first
    leaves += _in_turn(once, 0, once.inner[inside:], len(leaves))
    back = list(once.leaves(0, once.back))
    return [*leaves, *_notes(once, 0, filled(len(leaves) + len(back)) - len(leaves) - len(back)), *back]


def printed(stories: Sequence[Story], sharing: Sharing) -> tuple[Story, ...]:
    """The stories with what of them is on pages: on facing pages, the companion's cover and back are not."""
    if sharing is not Sharing.FACING:
        return tuple(stories)
    companion = Part(stories[1], {})
    cover = companion.inner[0]
    kept = tuple(g for g in stories[1].groups if not g.back and g is not cover)
    return (stories[0], replace(stories[1], groups=kept))


def bound(folios: Sequence[int], sharing: Sharing) -> tuple[int, ...]:
    """Numbers of the pages (from 1) in the order in which they are bound, () for their own: the second half of two begins
    at the other cover, so it is bound from its last page."""
    if sharing is not Sharing.HALVES:
        return ()
    second = folios.index(1, 1)
    return (*range(1, second + 1), *range(len(folios), second, -1))
