"""JSON that this program left for itself, with a seal: what was damaged since, or written by another hand, is not believed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

SEAL = "seal"
"""Key of the SHA-256, hex, of all the rest: of the shortest ASCII JSON that says it, keys in order."""


def dump(data: Mapping[str, Any]) -> bytes:
    """JSON that a person can read, sealed; the same bytes for the same data."""
    text = json.dumps({**data, SEAL: _seal(data)}, ensure_ascii=False, sort_keys=True, indent=1)
    return (text + "\n").encode("utf-8", "surrogatepass")


def load(text: bytes) -> dict[str, Any] | None:
    """What `dump` wrote; None for anything else."""
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop(SEAL, None) != _seal(data):
            return None
    except (ValueError, RecursionError):
        return None
    return data


def _seal(data: Mapping[str, Any]) -> str:
    return sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
