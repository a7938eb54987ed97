"""Kills builds (SIGKILL) at random moments and looks at what they leave. The same seed chooses the same moments."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from small_project import contents, edit, environment, write_project

from booklet.run import sealed
from booklet.run.jobs import Order, build_all
from booklet.world import durable

DAYS = ("2026-11-25", "2026-11-26")
"""The editions of two days differ in every file."""
LOCALES = ("en", "th")
STRANGER = "th/pages/my notes.txt"
WRITING = 0.03
"""Seconds that a build takes to put its booklets in place, about."""
_PROCESS = 25
"""Each so many kills, one of a whole program with worker processes in the place of a fork of this one."""
_WHOLE = 20
"""Each so many kills, a build that may finish."""


class Victims:
    """A small project of two booklets; builds of it are killed."""

    def __init__(self, root: Path, *, plain: bool = False) -> None:
        """`plain`: as on systems that cannot exchange two folders in one step."""
        self.root, self.plain = write_project(root), plain
        self.folder = root / "output/journey/a6"
        self.seen: Counter[str] = Counter()
        """What the kills met."""
        self.known: dict[str, dict[str, dict[str, bytes]]] = {}
        """Files of a booklet, by day and locale."""
        for day in DAYS:
            begin = time.perf_counter()
            self._build(day)
            self.seconds = time.perf_counter() - begin
            if not (self.folder / STRANGER).exists():
                (self.folder / STRANGER).write_text("mine")
            self.known[day] = {locale: contents(self.folder / locale) for locale in LOCALES}
        assert all(self.known[DAYS[0]][one] != self.known[DAYS[1]][one] for one in LOCALES)

    def kill(self, number: int) -> Iterator[str]:
        """One build killed; what is wrong with the files after it."""
        chance = random.Random(number)
        day = DAYS[number % 2]
        edit(self.root / "content/editions/journey.yaml", as_of=day)
        late = chance.random() < 0.5
        victim = self._program() if number % _PROCESS == 0 else self._fork()
        if late:
            self._await_writing(victim)
        time.sleep(chance.uniform(0, WRITING if late else 0.9 * self.seconds))
        os.kill(victim, signal.SIGKILL)
        died = os.waitstatus_to_exitcode(os.waitpid(victim, 0)[1])
        self.seen["killed" if died == -signal.SIGKILL else "had finished"] += 1
        yield from self._look(died)
        if number % _WHOLE == 0:
            yield from self._finish(day)

    def _look(self, died: int) -> Iterator[str]:
        if died not in (0, -signal.SIGKILL):
            yield f"a build ended with {died}"
        days = {}
        for locale in LOCALES:
            found = contents(self.folder / locale)
            days[locale] = next((day for day in DAYS if found == self.known[day][locale]), None)
            if days[locale] is None and not (self.plain and not found and any(self.folder.glob(f".{locale}.*.old"))):
                yield f"'{locale}' is neither old nor new: {sorted(found)}"
        self.seen["between two booklets"] += None not in days.values() and len(set(days.values())) > 1
        self.seen["no folder for a moment"] += None in days.values()
        self.seen["half written beside"] += any(self.folder.glob(".*.part"))
        output = self.root / "output"
        if sealed.load((output / "build.json").read_bytes()) is None:
            yield "'build.json' is damaged"
        if not (output / "index.html").read_bytes().endswith(b"</html>\n"):
            yield "'index.html' is cut short"

    def _finish(self, day: str) -> Iterator[str]:
        """What a build makes of all that was left."""
        self._build(day)
        for locale in LOCALES:
            if contents(self.folder / locale) != self.known[day][locale]:
                yield f"'{locale}' does not come out as ever"
        if left := [path.name for path in (self.root / "output").rglob(".*")]:
            yield f"{left} stay behind"

    def _await_writing(self, victim: int) -> None:
        while os.waitid(os.P_PID, victim, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            if any(name.endswith(".part") for name in os.listdir(self.folder)):  # noqa: PTH208
                return
            time.sleep(0.0005)

    def _build(self, day: str) -> None:
        edit(self.root / "content/editions/journey.yaml", as_of=day)
        result = build_all(self.root, Order(jobs=1), None, lambda done, of: None)
        assert result.ok, json.dumps([str(d) for d in result.sink.finish()])

    def _fork(self) -> int:
        victim = os.fork()
        if not victim:
            code = 70
            try:
                if self.plain:
                    durable.exchange = lambda one, other: False
                code = 0 if build_all(self.root, Order(jobs=1), None, lambda done, of: None).ok else 1
            finally:
                os._exit(code)
        return victim

    def _program(self) -> int:
        command = [sys.executable, "-m", "booklet", "build", "--jobs", "2"]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self.root, env=environment(), stdout=quiet, stderr=quiet).pid
