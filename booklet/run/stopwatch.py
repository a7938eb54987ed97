"""Time by stage: for the person at the screen, never for a file."""

from __future__ import annotations

from time import perf_counter


class Stopwatch:
    """Runs from its making."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def stage(self, name: str) -> None:
        """What went by since the last call was `name`."""
        now = perf_counter()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now
