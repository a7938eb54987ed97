"""Places the parts of a card: a rule, the line above, English at the left, the translation at the right, notes below."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.compose.block import Rule
from booklet.compose.translator import Card
from booklet.layout.blocks import lay
from booklet.layout.frame import Box, Tag
from booklet.layout.laid import Laid
from booklet.layout.setting import Setting


def lay_card(card: Card, width: float, setting: Setting, parent: Tag) -> Laid:
    """A card in `width` points. The blocks of the card must outlive the setting, which remembers them."""
    inner, padding, column = setting.mm("card-inner"), setting.mm("cell-padding"), setting.mm("card-column")
    start = setting.mm("card-number")
    cell = (width - start - column) / 2
    right = start + cell + column
    section = setting.element(card, "Sect", parent)
    rule = lay(Rule("hair"), width, 0, setting, None)
    head = lay(card.head, width, 0, setting, section)
    source = lay(card.source, cell - padding, 0, setting, section)
    target = lay(card.target, cell - 2 * padding, 0, setting, section)
    notes = lay(card.notes, width, 0, setting, section)
    top = rule.height + inner
    body = top + head.height + inner
    height = max(source.height, target.height) + 2 * padding
    below = body + height + (inner if notes.height else 0.0)
    shade = () if card.shade is None else ((right, body, Box(0, 0, cell, height, card.shade)),)
    texts = ((start, body + padding, source), (right + padding, body + padding, target))
    kids = ((0.0, 0.0, rule), (0.0, top, head), *shade, *texts, (0.0, below, notes))
    return Laid(width, below + notes.height, width, kids)


def columns(cards: Sequence[Laid], height: float, gap: float) -> list[list[Laid]]:
    """Cards in order, as many to a column as its height holds, and at least one."""
    out: list[list[Laid]] = []
    left = 0.0
    for one in cards:
        if not out or one.height > left:
            out.append([])
            left = height
        out[-1].append(one)
        left -= one.height + gap
    return out
