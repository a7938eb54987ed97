"""Typeset stories: lay their groups out again until the page numbers they refer to stand still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from booklet.compose.block import Group, Story
from booklet.compose.symbol import Symbol
from booklet.diag import Sink
from booklet.l10n.localised import Localised
from booklet.layout.arrange import AGAIN, Leaf, Part, arrange, bound
from booklet.layout.cutting import cuts
from booklet.layout.fit import Extent
from booklet.layout.flow import Breaks, Lane, breaks, fill, fill_level
from booklet.layout.frame import Bookmark, Document, Page, Tag
from booklet.layout.laid import Laid, anchors
from booklet.layout.page import finished, region_of, trim_of
from booklet.layout.setting import Setting
from booklet.model.form import Sharing
from booklet.model.icons import Pictogram
from booklet.model.template import Start, Template
from booklet.text.fonts import FontBook
from booklet.text.paragraph import Typesetter
from booklet.units import Size
from booklet.value import value

MAX_ROUNDS = 5
_PLAIN = frozenset((str, float, int, bytes, bool, type(None), Symbol, Start))
"""Types that hold no text."""

Plan = Mapping[str, Breaks]
"""Where the pages of each group end, by its id."""


@value
class Voiced:
    """A story with what lays it out, and the element its content stands in."""

    story: Story
    setting: Setting
    parent: Tag

    def lane(self, group: Group) -> Lane:
        return Lane(group, self.setting, self.parent)

    def again(self) -> Voiced:
        return Voiced(self.story, self.setting.trial(), self.parent)

    def numbered(self, pages: Mapping[str, int]) -> Voiced:
        return Voiced(self.story, replace(self.setting, page_of=pages), self.parent)


@value
class _Round:
    """Everything laid out once: the pages in order, and by part and group their bodies."""

    leaves: list[Leaf]
    broken: list[Plan]
    bodies: list[dict[str, tuple[Laid, ...]]]

    def found(self, part: int) -> dict[str, int]:
        """Where the groups of a part begin, what else page numbers may ask for, and the larger parts that any belong to."""
        found: dict[str, int] = {}
        numbered = list(enumerate(self.leaves, 1))
        for n, leaf in (pair for pair in numbered if pair[1].part == part):
            within = (leaf.group.within[0],) if leaf.group.within else ()
            for name in (leaf.group.id, *within, *anchors(self.bodies[part][leaf.group.id][leaf.at])):
                found.setdefault(name, n)
        for n, leaf in numbered:
            if leaf.group.within:
                found.setdefault(leaf.group.within[0], n)
        return found


def typeset(story: Story, template: Template, fonts: FontBook, typesetter: Typesetter, icons: Mapping[str, Pictogram], sink: Sink) -> Document:
    """The finished pages of a story. Diagnostics: as of `typeset_together`."""
    return typeset_together(voiced((story,), template, fonts, typesetter, icons), Sharing.EACH, sink)


def voiced(
    stories: Sequence[Story], template: Template, fonts: FontBook, typesetter: Typesetter, icons: Mapping[str, Pictogram]
) -> list[Voiced]:
    """Stories that share a booklet, the reader's first, each with what lays it out. What is laid out is remembered."""
    document = Tag("Document")
    return [
        Voiced(
            story,
            Setting(template, fonts, typesetter, icons, story.lang, story.direction, {}, Sink()),
            document if len(stories) == 1 else Tag("Part", story.lang if story.lang != stories[0].lang else None, None, None, document),
        )
        for story in stories
    ]


def typeset_together(parts: Sequence[Voiced], sharing: Sharing, sink: Sink, plan: Plan | None = None) -> Document:
    """The finished pages of stories that share a booklet. `plan`: where pages end, decided before.

    Diagnostics: overflow, too-wide, unsettled, too-many-pages, not-parallel."""
    first, template = parts[0].story, parts[0].setting.template
    broken = _broken(parts, sharing, plan, sink)
    for _ in range(MAX_ROUNDS):
        parts = [part.again() for part in parts]
        done = _round(parts, sharing, broken)
        found = [done.found(n) for n in range(len(parts))]
        settled = all(at == p.setting.page_of or not p.setting.asked for at, p in zip(found, parts, strict=True))
        parts = [part.numbered(at) for part, at in zip(parts, found, strict=True)]
        if settled:
            break
    else:
        sink.warn("unsettled", f"page numbers did not settle in {MAX_ROUNDS} rounds", template.span, "give the contents page more room")
    _check_back(done.leaves, first, template, sink)
    _check_length(done, parts, sink)
    pages = _pages(done, parts, sharing)
    for part in parts:
        sink.extend(part.setting.sink.finish())
    binding = "right" if first.direction == "rtl" else "left"
    upside_down = sharing is Sharing.HALVES and len({part.story.direction for part in parts}) == 1
    turned = frozenset(n for n, leaf in enumerate(done.leaves, 1) if leaf.part and upside_down)
    order = bound([leaf.folio for leaf in done.leaves], sharing)
    return Document(trim_of(template), first.lang, first.direction, binding, pages, _bookmarks(done), order, turned)


def plan_of(parts: Sequence[Voiced], sink: Sink) -> Plan:
    """Where pages end so that they hold the same in every language. The stories have the same groups and blocks, else
    not-parallel."""
    return _joint_breaks(parts, sink)


def extent_of(parts: Sequence[Voiced], sharing: Sharing, sink: Sink, plan: Plan | None = None) -> Extent:
    """How long a booklet would be. Diagnostics: those of `typeset_together` that need no page numbers."""
    leaves = _arranged(parts, _broken(parts, sharing, plan, sink, told=True), sharing)
    _check_back(leaves, parts[0].story, parts[0].setting.template, sink)
    return Extent(len(leaves), sum(leaf.group.padding for leaf in leaves))


def _joint_breaks(parts: Sequence[Voiced], sink: Sink) -> Plan:
    shapes = {tuple((g.id, len(g.body)) for g in part.story.groups) for part in parts}
    if len(shapes) > 1:
        langs = ", ".join(f"'{part.story.lang}'" for part in parts)
        hint = "translate what is missing, or leave 'parallel' out"
        sink.error("not-parallel", f"the booklets in {langs} do not say the same things, so no pages can match", None, hint)
        sink.stop_on_errors()
    region = region_of(parts[0].setting.template)
    return {
        groups[0].id: breaks([part.lane(group) for part, group in zip(parts, groups, strict=True)], region)
        for groups in zip(*(part.story.groups for part in parts), strict=True)
    }


def _round(parts: Sequence[Voiced], sharing: Sharing, broken: list[Plan]) -> _Round:
    region = region_of(parts[0].setting.template)
    if sharing is Sharing.FACING:
        bodies = _level(parts, broken[0], region)
    else:
        bodies = [
            {g.id: fill(part.lane(g), region, _ends(g, ends)) for g in part.story.groups}
            for part, ends in zip(parts, broken, strict=True)
        ]
    return _Round(_arranged(parts, broken, sharing), broken, bodies)


def _level(parts: Sequence[Voiced], plan: Plan, region: Size) -> list[dict[str, tuple[Laid, ...]]]:
    """Bodies by part and group, those of facing pages at one height."""
    bodies: list[dict[str, tuple[Laid, ...]]] = [{} for _ in parts]
    for groups in zip(*(part.story.groups for part in parts), strict=True):
        lanes = [part.lane(group) for part, group in zip(parts, groups, strict=True)]
        for mine, laid in zip(bodies, fill_level(lanes, region, _ends(groups[0], plan)), strict=True):
            mine[groups[0].id] = laid
    return bodies


def _ends(group: Group, plan: Plan) -> Breaks:
    """The pages of a group; one for notes once more, for wherever it is repeated."""
    return plan[group.id] * (1 + AGAIN if group.padding else 1)


def _broken(parts: Sequence[Voiced], sharing: Sharing, plan: Plan | None, sink: Sink, told: bool = False) -> list[Plan]:
    """Where the pages of each part end: as planned, on facing pages alike, or each by itself; `told`: with what would not
    fit."""
    if plan is None and sharing is Sharing.FACING:
        plan = _joint_breaks(parts, sink)
    region = region_of(parts[0].setting.template)
    heard = sink if told else None
    return [plan or {g.id: breaks([part.lane(g)], region, heard) for g in part.story.groups} for part in parts]


def _arranged(parts: Sequence[Voiced], broken: Sequence[Plan], sharing: Sharing) -> list[Leaf]:
    counted = [
        Part(part.story, {name: len(pages) for name, pages in ends.items()}) for part, ends in zip(parts, broken, strict=True)
    ]
    return arrange(counted, sharing, parts[0].setting.template.filled)


def _check_back(leaves: Sequence[Leaf], story: Story, template: Template, sink: Sink) -> None:
    for group in dict.fromkeys(leaf.group for leaf in leaves if leaf.group.back):
        if any(leaf.group is group and leaf.at for leaf in leaves):
            sink.error("back-page", f"'{group.id}' in '{story.lang}' needs more than the one page outside", template.span, "show fewer services, or make its rows lower")


def _check_length(done: _Round, parts: Sequence[Voiced], sink: Sink) -> None:
    template, pages = parts[0].setting.template, len(done.leaves)
    if pages > template.pages_max:
        lanes = [(p.lane(g), ends[g.id]) for p, ends in zip(parts, done.broken, strict=True) for g in p.story.groups]
        hints = cuts(lanes, region_of(template), pages - template.pages_max)
        what = f"the booklet in '{parts[0].story.lang}' has {pages} pages, over {template.pages_max}"
        sink.error("too-many-pages", what, template.span, *hints, "or raise 'pages_max'")


def _pages(done: _Round, parts: Sequence[Voiced], sharing: Sharing) -> tuple[Page, ...]:
    drafts = [{g.id for g in part.story.groups if any(t.is_draft for t in texts_of(g))} for part in parts]
    pages = []
    heard: set[tuple[int, str]] = set()
    for number, leaf in enumerate(done.leaves, 1):
        part = parts[leaf.part]
        shown = (*part.story.marks, *((part.story.draft,) if leaf.group.id in drafts[leaf.part] else ()))
        from_left = (part if sharing is Sharing.HALVES else parts[0]).story.direction == "ltr"
        outer_right = (leaf.folio % 2 == 1) == from_left
        section = part.lane(leaf.group).section
        told = {m.id: Tag("P", None, None, m.text.message, section) for m in shown if (leaf.part, m.id) not in heard}
        heard |= {(leaf.part, name) for name in told}
        body = done.bodies[leaf.part][leaf.group.id][leaf.at]
        pages.append(finished(number, leaf, body, shown, told, part.story, part.setting, outer_right))
    return tuple(pages)


def _bookmarks(done: _Round) -> tuple[Bookmark, ...]:
    out: list[Bookmark] = []
    parts: set[str] = set()
    met: set[Group] = set()
    for number, leaf in enumerate(done.leaves, 1):
        group = leaf.group
        if group in met:
            continue
        met.add(group)
        if group.within and group.within[0] not in parts:
            parts.add(group.within[0])
            out.append(Bookmark(group.within[1].text, 0, number))
        if group.title:
            out.append(Bookmark(group.title.text, 1 if group.within else 0, number))
    return tuple(out)


def texts_of(value: object) -> list[Localised]:
    """Every text inside blocks, groups or marks, in order."""
    found: list[Localised] = []
    waiting: list[object] = [value]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is Localised:
            found.append(cast("Localised", one))
        elif kind is tuple:
            waiting += reversed(cast("tuple[object, ...]", one))
        elif kind not in _PLAIN and (names := getattr(kind, "__dataclass_fields__", None)):
            waiting += [getattr(one, name) for name in reversed(names)]
    return found
