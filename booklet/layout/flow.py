"""Distribute a group's blocks over pages: nothing is torn, what belongs together stays together, nothing is left alone.

Texts here are a few lines each, so no paragraph is ever split: a lone first or last line cannot occur.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from booklet.compose.block import Block, FirstFit, Flowed, Group, Row
from booklet.layout.blocks import adapts, first_message, first_text, lay
from booklet.layout.frame import Tag
from booklet.layout.laid import Laid
from booklet.layout.setting import Setting, subject
from booklet.units import MM, Size

_CLOSE = 0.01
"""Points by which a sum of heights may miss through rounding."""
_ENDLESS = 1e6
_FULL_ENOUGH = 3
"""Chains a page must hold to give its last one to a page that would hold only one."""

Chain = tuple[Flowed, ...]


@dataclass(slots=True)
class _Body:
    """A page being filled: pieces at their heights below the top of the text area."""

    top: float
    pieces: list[tuple[float, Laid]] = field(default_factory=list)
    chains: list[tuple[Chain, int, float]] = field(default_factory=list)
    """With the number of pieces and the height before each."""
    y: float = 0.0


def fill(group: Group, region: Size, setting: Setting, document: Tag) -> tuple[Laid, ...]:
    """The pages of a group, each the size of `region`; a block taller than a page is an error naming message and excess."""
    section = setting.element(group, "Sect", document)
    pages = [_open(group, region, setting, section)]
    chains = list(_chains(group.body))
    if group.packed:
        chains = _packed(chains, pages[0], region, setting, section)
    while chains:
        chain = chains.pop(0)
        if _squeeze(pages[-1], chain, region, setting, section):
            continue
        if pages[-1].chains:
            moved = () if chains else _taken_along(pages[-1])
            pages.append(_open(group, region, setting, None))
            chains[:0] = [*moved, chain]
            continue
        if chain[0].heading and len(chain) > 1:
            chains[:0] = [chain[:1], chain[1:]]
            continue
        _place(pages[-1], chain, Size(region.width, _ENDLESS), setting, section)
        _overflow(chain, pages[-1].y - region.height, setting)
    return tuple(Laid(region.width, region.height, region.width, tuple((0.0, y, piece) for y, piece in p.pieces)) for p in pages)


def _packed(chains: list[Chain], page: _Body, region: Size, setting: Setting, section: Tag) -> list[Chain]:
    """The chains in the order that fills the fewest pages: of several, the one nearest to the order given."""
    heights: list[tuple[float, float]] = []
    for chain in chains:
        first = _Body(page.top, [], [], page.top)
        _place(first, chain, Size(region.width, _ENDLESS), setting, section, tight=True)
        below = _Body(page.top, [], [], page.top + 1)
        _place(below, chain, Size(region.width, _ENDLESS), setting, section, tight=True)
        heights.append((first.y - page.top, below.y - page.top - 1))
    bins = _fewest(heights, region.height - page.top)
    return [chains[n] for one in bins for n in one]


def _fewest(heights: list[tuple[float, float]], room: float) -> list[tuple[int, ...]]:
    """Pieces into as few bins as can be; each has a height as the first of its bin and one below others.

    Every bin takes the first piece left; then all choices of its companions are tried, earlier ones first."""
    best: list[tuple[int, ...]] = []

    def search(left: tuple[int, ...], bins: list[tuple[int, ...]]) -> None:
        nonlocal best
        if best and len(bins) >= len(best):
            return
        if not left:
            best = list(bins)
            return
        for companions in _fitting(left[1:], heights, room - heights[left[0]][0]):
            rest = tuple(n for n in left[1:] if n not in companions)
            search(rest, [*bins, (left[0], *companions)])

    search(tuple(range(len(heights))), [])
    return best


def _fitting(pieces: tuple[int, ...], heights: list[tuple[float, float]], room: float) -> Iterator[tuple[int, ...]]:
    """Every choice of pieces that fits together, the fullest first."""
    for place, n in enumerate(pieces):
        if heights[n][1] <= room + _CLOSE:
            for more in _fitting(pieces[place + 1 :], heights, room - heights[n][1]):
                yield (n, *more)
    yield ()


def _open(group: Group, region: Size, setting: Setting, section: Tag | None) -> _Body:
    """A page with the group's head, which only on the first page is content."""
    if not group.head:
        return _Body(0.0)
    head = lay(group.head, region.width, region.height, setting, section)
    return _Body(head.height, [(0.0, head)], [], head.height)


def _squeeze(page: _Body, chain: Chain, region: Size, setting: Setting, section: Tag) -> bool:
    """Put a chain on a page, if need be with all that stands there in the smallest of its forms."""
    if _place(page, chain, region, setting, section):
        return True
    chains = (*(c for c, _, _ in page.chains), chain)
    if not any(adapts(flowed.block, setting) for c in chains for flowed in c):
        return False
    head = page.pieces[: page.chains[0][1]] if page.chains else page.pieces
    trial = _Body(page.top, list(head), [], page.top)
    if not all(_place(trial, c, region, setting, section, tight=True) for c in chains):
        return False
    page.pieces, page.chains, page.y = trial.pieces, trial.chains, trial.y
    return True


def _place(page: _Body, chain: Chain, region: Size, setting: Setting, section: Tag, *, tight: bool = False) -> bool:
    """Put a chain on the page if it fits there; `tight`: blocks with several forms take their last."""
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
        parent = setting.element(section, "L", section) if _is_list_item(flowed.block) else section
        laid = lay(flowed.block, region.width, 0 if tight else region.height - y, setting, parent)
        pieces.append((y, laid))
        y += laid.height
    if y > region.height + _CLOSE:
        return False
    page.chains.append((chain, len(page.pieces), page.y))
    page.pieces += pieces
    page.y = y
    return True


def _is_list_item(block: Block) -> bool:
    if isinstance(block, FirstFit):
        return _is_list_item(block.options[0])
    return isinstance(block, Row) and block.role == "LI"


def _taken_along(page: _Body) -> tuple[Chain, ...]:
    """Take the last chain off a full page, so that the group's very last one does not stand alone on the next."""
    if len(page.chains) < _FULL_ENOUGH:
        return ()
    chain, pieces, y = page.chains.pop()
    del page.pieces[pieces:]
    page.y = y
    return (chain,)


def _overflow(chain: Chain, excess: float, setting: Setting) -> None:
    setting.sink.error(
        "overflow",
        f"'{first_message(chain[0].block)}' in '{setting.lang}' is {excess / MM:.1f} mm too tall for its page",
        None,
        "shorten the text, or give it more room in the template",
        about=subject(first_text(chain[0].block)),
    )


def _chains(body: tuple[Flowed, ...]) -> Iterator[Chain]:
    """Runs of blocks that must stand on one page."""
    chain: list[Flowed] = []
    for flowed in body:
        chain.append(flowed)
        if not flowed.keep_next:
            yield tuple(chain)
            chain = []
    if chain:
        yield tuple(chain)
