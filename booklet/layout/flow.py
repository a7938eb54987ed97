"""Distribute a group's blocks over pages: nothing is torn, what belongs together stays together, nothing is left alone.

Texts here are a few lines each, so no paragraph is ever split: a lone first or last line cannot occur.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from booklet.compose.block import Flowed, Group, Row
from booklet.layout.blocks import first_message, lay
from booklet.layout.frame import Tag
from booklet.layout.laid import Laid
from booklet.layout.setting import Setting
from booklet.units import MM, Size

_CLOSE = 0.01
"""Points by which a sum of heights may miss through rounding."""
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
    section = setting.sections.setdefault(group.id, Tag("Sect", None, None, None, document))
    pages = [_open(group, region, setting, section)]
    pending = list(_chains(group.body))
    while pending:
        chain = pending.pop(0)
        if not _place(pages[-1], chain, region, setting, section):
            if pages[-1].chains:
                moved = () if pending else _taken_along(pages[-1])
                pages.append(_open(group, region, setting, None))
                pending[:0] = [*moved, chain]
                continue
            _overflow(pages[-1], chain, region, setting)
            _place(pages[-1], chain, Size(region.width, 1e6), setting, section)
        if group.packed:
            pending = [c for c in pending if not _squeeze(pages[-1], c, region, setting, section)]
    return tuple(Laid(region.width, region.height, region.width, tuple((0.0, y, piece) for y, piece in p.pieces)) for p in pages)


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
    head = page.pieces[: page.chains[0][1]] if page.chains else page.pieces
    trial = _Body(page.top, list(head), [], page.top)
    if not all(_place(trial, c, region, setting, section, tight=True) for c in (*(c for c, _, _ in page.chains), chain)):
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
        parent = _list_of(section, setting) if isinstance(flowed.block, Row) and flowed.block.role == "LI" else section
        laid = lay(flowed.block, region.width, 0 if tight else region.height - y, setting, parent)
        pieces.append((y, laid))
        y += laid.height
    if y > region.height + _CLOSE:
        return False
    page.chains.append((chain, len(page.pieces), page.y))
    page.pieces += pieces
    page.y = y
    return True


def _list_of(section: Tag, setting: Setting) -> Tag:
    """The list that holds the rows of a section."""
    return setting.lists.setdefault(section, Tag("L", None, None, None, section))


def _taken_along(page: _Body) -> tuple[Chain, ...]:
    """Take the last chain off a full page, so that the group's very last one does not stand alone on the next."""
    if len(page.chains) < _FULL_ENOUGH:
        return ()
    chain, pieces, y = page.chains.pop()
    del page.pieces[pieces:]
    page.y = y
    return (chain,)


def _overflow(page: _Body, chain: Chain, region: Size, setting: Setting) -> None:
    height = sum(f.space * MM + lay(f.block, region.width, 0, setting, None).height for f in chain)
    setting.sink.error(
        "overflow",
        f"'{first_message(chain[0].block)}' in '{setting.lang}' is {(height - region.height + page.top) / MM:.1f} mm too tall for its page",
        None,
        "shorten the text, or give it more room in the template",
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
