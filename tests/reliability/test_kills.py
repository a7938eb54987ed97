"""A build killed at any moment leaves each booklet as it was or as it should be, and the next build clears up.

Here a few kills; `python tests/reliability` makes 1,000."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from kills import Victims

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")]


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """With folders exchanged in one step, and without; some builds end before the kill reaches them."""
    victims = Victims(tmp_path / "project")
    faults: list[str] = []
    for plain, enough in ((False, 2), (True, 4)):
        victims.plain = plain
        numbers = iter(range(1, 19))
        while victims.seen["killed"] < enough:
            faults += victims.kill(next(numbers))
    faults += victims.kill(0)
    assert not faults
