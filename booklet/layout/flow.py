"""Distribute a group's blocks over pages: nothing is torn, what belongs together stays together, pages are evenly full.

Texts here are a few lines each, so no paragraph is ever split: a lone first or last line cannot occur.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from booklet.compose.block import Block, FirstFit, Flowed, Group, Row, Stack
from booklet.diag import Sink
from booklet.layout.blocks import adapts, first_message, first_text, lay
from booklet.layout.breaks import Height, balanced, packed
from booklet.layout.frame import Tag
from booklet.layout.laid import Laid
from booklet.layout.setting import Setting, subject
from booklet.units import MM, Size
from booklet.value import value

_CLOSE = 0.01
"""Points by which a sum of heights may miss through rounding."""
_ENDLESS = 1e6

Run = tuple[int, int]
"""Blocks of a body that stand together: the first, and the one after the last."""
Breaks = tuple[tuple[Run, ...], ...]
"""The runs of each page of a group."""


@value
class Lane:
    """A group in one language; `parent` is the element its own stands in."""

    group: Group
    setting: Setting
    parent: Tag

    @property
    def section(self) -> Tag:
        return self.setting.element(self.group, "Sect", self.parent)


@dataclass(slots=True)
class _Body:
    """A page being filled: pieces at their heights below the top of the text area."""

    top: float
    pieces: list[tuple[float, Laid]] = field(default_factory=list)
    chains: list[tuple[Flowed, ...]] = field(default_factory=list)
    y: float = 0.0


def breaks(lanes: Sequence[Lane], region: Size, sink: Sink | None = None) -> Breaks:
    """Where the pages of a group end, the same in all languages: a page takes a block only if it fits in each.

    The lanes' groups have the same blocks. `region`: the text area, points. `sink`: hears what would not fit, which
    `fill` tells too."""
    runs = list(_runs(lanes[0].group.body))
    if sink is None and len(runs) == 1 and not (lanes[0].group.body[0].heading and runs[0][1] > 1):
        return ((runs[0],),)
    tops = [_open(lane, region).top for lane in lanes]
    rooms = [region.height - top for top in tops]
    heights = [[_height(lane, run, top, region, sink) for run in runs] for lane, top in zip(lanes, tops, strict=True)]
    for n in reversed(range(len(runs))):
        start, end = runs[n]
        too_tall = any(one[n].first > room + _CLOSE for one, room in zip(heights, rooms, strict=True))
        if too_tall and end > start + 1 and lanes[0].group.body[start].heading:
            runs[n : n + 1] = parts = [(start, start + 1), (start + 1, end)]
            for lane, one, top in zip(lanes, heights, tops, strict=True):
                one[n : n + 1] = [_height(lane, run, top, region, sink) for run in parts]
    if not runs:
        return ((),)
    arranged = (packed if lanes[0].group.packed else balanced)(heights, rooms)
    return tuple(tuple(runs[n] for n in page) for page in arranged)


def run_heights(lane: Lane, runs: Sequence[Run], region: Size) -> tuple[float, list[Height]]:
    """How high the head of a group's pages is, and each of its runs in the smallest of its forms, points."""
    top = _open(lane, region).top
    return top, [_height(lane, run, top, region, None) for run in runs]


def fill(lane: Lane, region: Size, pages: Breaks) -> tuple[Laid, ...]:
    """The pages of a group, each the size of `region`; a block taller than a page is an error naming message and excess."""
    return tuple(_page(lane, region, runs, bool(n)) for n, runs in enumerate(pages))


def fill_level(lanes: Sequence[Lane], region: Size, pages: Breaks) -> list[tuple[Laid, ...]]:
    """The pages of a group in several languages, by language, as `fill`: every block begins at one height in all, so that two
    fingers meet on one line. Where that needs more than a page, each language stands as it would alone."""
    made = [_level(lanes, region, runs, bool(n)) for n, runs in enumerate(pages)]
    return [tuple(page[k] for page in made) for k in range(len(lanes))]


def _level(lanes: Sequence[Lane], region: Size, runs: tuple[Run, ...], later: bool) -> list[Laid]:
    bodies = [_open(lane, region, later) for lane in lanes]
    top = max(body.top for body in bodies)
    for body in bodies:
        body.top = body.y = top
    for n in (n for start, end in runs for n in range(start, end)):
        for body, lane in zip(bodies, lanes, strict=True):
            if not _place(body, lane.group.body[n : n + 1], region, lane):
                return [_page(one, region, runs, later) for one in lanes]
        lowest = max(body.y for body in bodies)
        for body in bodies:
            body.y = lowest
    return [_finished(body, region) for body in bodies]


def _page(lane: Lane, region: Size, runs: tuple[Run, ...], later: bool) -> Laid:
    page = _open(lane, region, later)
    for start, end in runs:
        chain = lane.group.body[start:end]
        if not _squeeze(page, chain, region, lane):
            _place(page, chain, Size(region.width, _ENDLESS), lane)
            _overflow(chain, page.y - region.height, lane.setting)
    return _finished(page, region)


def _finished(page: _Body, region: Size) -> Laid:
    return Laid(region.width, region.height, region.width, tuple((0.0, y, piece) for y, piece in page.pieces))


def _height(lane: Lane, run: Run, top: float, region: Size, sink: Sink | None) -> Height:
    """Of a run in the smallest of its forms."""
    endless = Size(region.width, _ENDLESS)
    chain = lane.group.body[run[0] : run[1]]
    first, below = _Body(top, y=top), _Body(top, y=top + 1)
    trial = Lane(lane.group, lane.setting.trial(), lane.parent)
    for body in (first, below):
        _place(body, chain, endless, trial, tight=True)
    if sink is not None:
        sink.extend(trial.setting.sink.finish())
        if first.y > region.height + _CLOSE:
            _overflow(chain, first.y - region.height, replace(lane.setting, sink=sink))
    return Height(first.y - top, below.y - top - 1)


def _open(lane: Lane, region: Size, later: bool = False) -> _Body:
    """A page with the group's head, which only on the first page is content."""
    if not lane.group.head:
        return _Body(0.0)
    head = lay(lane.group.head, region.width, region.height, lane.setting, None if later else lane.section)
    return _Body(head.height, [(0.0, head)], [], head.height)


def _squeeze(page: _Body, chain: tuple[Flowed, ...], region: Size, lane: Lane) -> bool:
    """Put a chain on a page, if need be in the smallest of its forms, then with what stands there in the smallest of theirs: the
    last first, for what comes first on a page matters most."""
    if _place(page, chain, region, lane):
        return True
    chains = (*page.chains, chain)
    if not any(adapts(flowed.block, lane.setting) for c in chains for flowed in c):
        return False
    head = page.pieces[:1] if lane.group.head else []
    for first in reversed(range(len(chains))):
        trial = _Body(page.top, list(head), [], page.top)
        if all(_place(trial, c, region, lane, tight=n >= first) for n, c in enumerate(chains)):
            page.pieces, page.chains, page.y = trial.pieces, trial.chains, trial.y
            return True
    return False


def _place(page: _Body, chain: tuple[Flowed, ...], region: Size, lane: Lane, *, tight: bool = False) -> bool:
    """Put a chain on the page if it fits there; `tight`: blocks with several forms take their last."""
    setting, section = lane.setting, lane.section
    pieces: list[tuple[float, Laid]] = []
    y = page.y
    for flowed in chain:
        at_top = y <= page.top + _CLOSE
        if not at_top:
            y += flowed.space * MM
            if flowed.before:
                rule = lay(flowed.before, region.width, 0, setting, None)
                pieces.append((y, rule))
                y += rule.height
        parent = setting.element(_first_item(flowed, lane.group), "L", section) if _is_list_item(flowed.block) else section
        laid = lay(flowed.block, region.width, 0 if tight else region.height - y, setting, parent)
        pieces.append((y, laid))
        y += laid.height
    if y > region.height + _CLOSE:
        return False
    page.chains.append(chain)
    page.pieces += pieces
    page.y = y
    return True


def _first_item(item: Flowed, group: Group) -> Flowed:
    """The first of the list items that stand together with one: what its list is known by."""
    first = item
    for flowed in reversed(group.body[: group.body.index(item)]):
        if not _is_list_item(flowed.block):
            break
        first = flowed
    return first


def _is_list_item(block: Block) -> bool:
    if isinstance(block, FirstFit):
        return _is_list_item(block.options[0])
    return isinstance(block, Row | Stack) and block.role == "LI"


def _overflow(chain: tuple[Flowed, ...], excess: float, setting: Setting) -> None:
    setting.sink.error(
        "overflow",
        f"'{first_message(chain[0].block)}' in '{setting.lang}' is {excess / MM:.1f} mm too tall for its page",
        None,
        "shorten the text, or give it more room in the template",
        about=subject(first_text(chain[0].block)),
    )


def _runs(body: tuple[Flowed, ...]) -> Iterator[Run]:
    """Runs of blocks that must stand on one page."""
    start = 0
    for n, flowed in enumerate(body, 1):
        if not flowed.keep_next or n == len(body):
            yield start, n
            start = n
