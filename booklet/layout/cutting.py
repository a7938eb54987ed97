"""What to cut from a booklet that is too long: where the least words save a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from booklet.layout.blocks import first_message
from booklet.layout.breaks import least_excess
from booklet.layout.flow import Breaks, Lane, run_heights
from booklet.units import MM, Size

_MORE = 2
"""Suggestions beyond those that would do, so that there is a choice."""


class _Cut(NamedTuple):
    """So many points less in a group save one page; `longest`: what takes most room on its emptiest page, and how much."""

    points: float
    group: str
    longest: str
    room: float


def cuts(lanes: Iterable[tuple[Lane, Breaks]], region: Size, pages: int) -> tuple[str, ...]:
    """What to do to save `pages` pages, in words, the least first; each saves one page, of two languages the longer one's.
    Nothing of the first section, which is for danger."""
    found: dict[str, _Cut] = {}
    for lane, ends in lanes:
        if cut := _cut(lane, ends, region):
            found[cut.group] = max(cut, found.get(cut.group, cut))
    return tuple(
        f"cut {cut.points / MM:.0f} mm from '{cut.group}' to save a page: '{cut.longest}' takes {cut.room / MM:.0f} mm"
        for cut in sorted(found.values())[: pages + _MORE]
    )


def _cut(lane: Lane, ends: Breaks, region: Size) -> _Cut | None:
    """The cheapest cut of a group; none of what fills up pages, stands outside or speaks of danger."""
    group = lane.group
    if group.padding or group.back or not group.head or group.tab == 1 or not any(ends):
        return None
    runs = [run for page in ends for run in page]
    top, heights = run_heights(lane, runs, region)
    by_run = dict(zip(runs, heights, strict=True))
    used = [sum(by_run[run].below for run in page) for page in ends]
    emptiest = ends[used.index(min(used))]
    longest = max(emptiest, key=lambda run: by_run[run].below)
    points = least_excess(heights, region.height - top, len(ends) - 1) if len(ends) > 1 else used[0]
    return _Cut(points, group.id, first_message(group.body[longest[0]].block), by_run[longest].below)
