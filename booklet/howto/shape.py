"""A booklet's sheet as whoever cuts and folds it holds it: its folds and cuts as shares of its width and height."""

from __future__ import annotations

from typing import NamedTuple

from booklet.impose.sheet import Block
from booklet.units import MM


class Shape(NamedTuple):
    """Lines from the left and from the top, 0 to 1. `mirrored`: read from right to left; `piles`: letters of the stacks."""

    width: float
    height: float
    fold_columns: tuple[float, ...]
    fold_rows: tuple[float, ...]
    cut_columns: tuple[float, ...]
    cut_rows: tuple[float, ...]
    piles: tuple[str, ...]
    mirrored: bool

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Its size as large as fits a field."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


def shape_of(block: Block, binding: str) -> Shape:
    """The shape of a sheet from its lines."""
    width, height = block.paper
    lefts = [x / width for x in block.lefts]
    tops = [(height - y) / height for y in block.tops]
    edges = {0, len(lefts) - 1} if block.lefts[0] <= MM / 2 else set()
    rims = {0, len(tops) - 1} if block.tops[-1] <= MM / 2 else set()
    return Shape(
        width,
        height,
        tuple(x for n, x in enumerate(lefts) if n in block.folded_columns),
        tuple(y for n, y in enumerate(tops) if n in block.folded_rows),
        tuple(x for n, x in enumerate(lefts) if n not in block.folded_columns | edges),
        tuple(y for n, y in enumerate(tops) if n not in block.folded_rows | rims),
        tuple(sorted(block.piles)),
        binding == "right",
    )
