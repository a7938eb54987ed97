"""What makes a QR symbol hard to scan, in points (ISO/IEC 18004, 7.8.3), counted for all modules at once."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


def penalty(bits: int, side: int) -> int:
    """Points of a symbol; the best of the eight masks is the one with the fewest.

    `bits`: modules row by row, the first in the lowest bit, dark 1."""
    valid = _valid(side)
    down = _Shifts(bits, side)
    across = _Shifts(bits, 1)
    same_across, same_down = across.same & valid.pairs, down.same & valid.pairs_down
    blocks = same_across & (same_across >> side) & same_down
    finders = (across.finders() & valid.finders).bit_count() + (down.finders() & valid.finders_down).bit_count()
    dark = bits.bit_count() / side**2
    return (
        _runs(same_across, 1)
        + _runs(same_down, side)
        + 3 * blocks.bit_count()
        + 40 * finders
        + int(abs(dark * 100 - 50) / 5) * 10
    )


class _Valid(NamedTuple):
    """Where a pair of neighbours, or eleven modules in line, may begin."""

    pairs: int
    pairs_down: int
    finders: int
    finders_down: int


@lru_cache(maxsize=64)
def _valid(side: int) -> _Valid:
    def columns(count: int) -> int:
        return sum(((1 << count) - 1) << (row * side) for row in range(side))

    def rows(count: int) -> int:
        return (1 << (count * side)) - 1

    return _Valid(columns(side - 1), rows(side - 1), columns(side - 10), rows(side - 10))


class _Shifts:
    """A symbol against itself moved by steps to the next module in one direction."""

    def __init__(self, bits: int, step: int) -> None:
        self._bits, self._step = bits, step
        self.same = ~(bits ^ (bits >> step))

    def finders(self) -> int:
        """Where dark-light 1:1:3:1:1 begins, with four light modules before or after it."""
        b = [self._bits >> (self._step * n) for n in range(11)]
        both = ~b[1] & b[4] & ~b[5] & b[6] & ~b[9]
        after = b[0] & b[2] & b[3] & ~b[7] & ~b[8] & ~b[10]
        before = ~b[0] & ~b[2] & ~b[3] & b[7] & b[8] & b[10]
        return both & (after | before)


def _runs(same: int, step: int) -> int:
    """A run of five or more modules of one colour costs its length less two; `same`: a module is like the next."""
    pairs = same & (same >> step)
    fives = pairs & (pairs >> (2 * step))
    return fives.bit_count() + 2 * (fives & ~(fives << step)).bit_count()
