"""Exchanges the names of two folders in one step, where the system has such a step."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_HERE = -100
"""AT_FDCWD of Linux: paths count from the current folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux (renameat2(2), since 3.15) and RENAME_SWAP of macOS (renamex_np(2), since 10.12)."""


def exchange(one: Path, other: Path) -> bool:
    """Whether both names were exchanged. False: nothing has changed, for this system or disk cannot, or refused."""
    if not sys.platform.startswith(("linux", "darwin")):
        return False
    from ctypes import CDLL, c_uint

    names = os.fsencode(one), os.fsencode(other)
    try:
        system = CDLL(None)
        if sys.platform == "darwin":
            done = system.renamex_np(*names, c_uint(_EXCHANGE))
        else:
            done = system.renameat2(_HERE, names[0], _HERE, names[1], c_uint(_EXCHANGE))
    except (OSError, AttributeError):  # an older C library
        return False
    return bool(done == 0)
