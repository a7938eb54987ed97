from __future__ import annotations

import pytest
import qrcode
from qrcode.util import lost_point

from booklet.compose.penalty import penalty
from booklet.compose.symbol import best_mask


def code_of(version: int, text: str) -> qrcode.QRCode:
    code = qrcode.QRCode(version=version, error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(text, optimize=0)
    return code


@pytest.mark.parametrize("version", [1, 2, 3, 4, 6, 7, 9, 14, 25, 40])
def test_masks_are_judged_as_the_standard_says(version: int) -> None:
    """qrcode's own slow count is the reference, for each mask and for the choice among them."""
    code = code_of(version, f"tel:+66{version}"[: version + 12])
    for mask in range(8):
        code.makeImpl(True, mask)
        bits = int("".join("01"[bool(m)] for row in code.modules for m in row)[::-1], 2)
        assert penalty(bits, code.modules_count) == lost_point(code.modules)
    chosen = best_mask(code)
    assert chosen == code.best_mask_pattern()


@pytest.mark.parametrize("digit", range(10))
def test_the_choice_of_a_mask_follows_the_payload(digit: int) -> None:
    code = code_of(3, f"https://example.org/{digit}{digit * 7}")
    assert best_mask(code) == code.best_mask_pattern()
