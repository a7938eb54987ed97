"""Where a text runs right to left. Not written yet: such text is recognised and refused, never printed wrongly."""

from __future__ import annotations

import re

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Blocks the Bidi_Class default of which is R or AL (UAX #9, table 4 and DerivedBidiClass.txt), and the controls that
begin right-to-left text."""


def levels(text: str, base: int = 0) -> tuple[int, ...] | None:
    """The embedding level of each character of a paragraph (UAX #9), even left to right; None if that is not known.

    `base` is the paragraph's own level: 0 left to right, 1 right to left. Levels split runs before shaping
    (`GlyphRun.rtl` is an odd level) and order the runs of a finished line (rule L2). Insets are isolates (FSI … PDI)
    to this algorithm: a telephone number must keep the order of its groups in right-to-left text.
    """
    if base or _RIGHT_TO_LEFT.search(text):
        return None
    return (0,) * len(text)
