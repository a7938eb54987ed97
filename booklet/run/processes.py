"""Shares a task among processes: copies of this program, started before the heavy imports, and this one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from booklet.diag import BookletError, Diagnostic
from booklet.run.inputs import PACKAGE
from booklet.run.tasks import Outcome, Reading, Task

if TYPE_CHECKING:
    import subprocess

Heard = Callable[[int, Reading | Outcome], None]
"""Called with the number of a process and what it has to say; from several threads."""

_EARLY = 4
"""Processes worth starting before it is known how many booklets there are."""

_START = "import sys; sys.path.append(sys.argv[1]); from booklet.run.worker import main; main()"


class Crew:
    """The processes of one run; leaving its context ends those that are still about."""

    def __init__(self, asked: int | None) -> None:
        """`asked`: how many processes, this one included; None means one for each processor."""
        self._size = asked or os.cpu_count() or 1
        self._children: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *exception: object) -> None:
        self._end()
        for child in self._children:
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with suppress(OSError):
                    assert pipe
                    pipe.close()

    def _end(self) -> None:
        for child in self._children:
            child.kill()

    def call(self, processes: int = _EARLY) -> None:
        """See to it that so many processes get ready for work, this one included."""
        import subprocess

        while len(self._children) < min(self._size, processes) - 1:
            # -P and appending: no file in the user's folder, nor a package beside ours, may take a standard module's place.
            command = [sys.executable, "-P", "-c", _START, str(PACKAGE.parent)]
            self._children.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))

    def share(self, task: Task, heard: Heard) -> None:
        """Do a task together. Raises BookletError if a process dies: worker-died."""
        from concurrent.futures import ThreadPoolExecutor

        from booklet.run.worker import work

        count = max(1, min(self._size, len(task.jobs)))
        self.call(count)
        shards = [replace(task, jobs=task.jobs[i::count], proofread=task.proofread[i::count]) for i in range(count)]
        children = list(zip(self._children, shards[1:], strict=False))
        with ThreadPoolExecutor(count) as readers:
            listening = [readers.submit(_converse, child, shard, n, heard) for n, (child, shard) in enumerate(children, 1)]
            try:
                for said in work(shards[0]):
                    heard(0, said)
                for ears in listening:
                    ears.result()
            finally:
                self._end()  # who still listens hears it


def _converse(child: subprocess.Popen[bytes], shard: Task, number: int, heard: Heard) -> None:
    """Give a process its work and listen until it is done."""
    import pickle

    assert child.stdin and child.stdout
    with suppress(BrokenPipeError):  # its exit code says more
        pickle.dump(shard, child.stdin, pickle.HIGHEST_PROTOCOL)
        child.stdin.close()
    while True:
        try:
            said = pickle.load(child.stdout)
        except (EOFError, pickle.UnpicklingError):
            break
        heard(number, said)
    if child.wait():
        message = f"a process of this build ended with code {child.returncode}"
        hint = "build with '--jobs 1', and report what it says"
        raise BookletError((Diagnostic("error", "worker-died", message, None, (hint,)),))
