"""Shares a task among processes: copies of this program, started before the heavy imports, and this one."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from booklet.diag import BookletError, Diagnostic
from booklet.tasks import Outcome, Reading, Task
from booklet.worker import work

Heard = Callable[[int, Reading | Outcome], None]
"""Called with the number of a process and what it has to say; from several threads."""

_START = "import sys; sys.path.append(sys.argv[1]); from booklet.worker import main; main()"


def share(task: Task, processes: int, heard: Heard) -> None:
    """Do a task in so many processes, all told. Raises BookletError if one of them dies: worker-died."""
    shards = [replace(task, targets=task.targets[i::processes], proofread=task.proofread[i::processes]) for i in range(processes)]
    children = [_start(shard) for shard in shards[1:]]
    try:
        with ThreadPoolExecutor(max(1, len(children))) as readers:
            listening = [readers.submit(_listen, child, n, heard) for n, child in enumerate(children, 1)]
            for said in work(shards[0]):
                heard(0, said)
            for ears in listening:
                ears.result()
    finally:
        for child in children:
            child.kill()
            child.wait()


def useful_processes(booklets: int, asked: int | None) -> int:
    """As many as asked for, or one for each processor, but no more than there are booklets."""
    return max(1, min(asked or os.cpu_count() or 1, booklets))


def _start(shard: Task) -> subprocess.Popen[bytes]:
    # -P and appending: no file in the user's folder, nor a package beside ours, may take a standard module's place.
    command = [sys.executable, "-P", "-c", _START, str(Path(__file__).parent.parent)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin
    pickle.dump(shard, child.stdin, pickle.HIGHEST_PROTOCOL)
    child.stdin.close()
    return child


def _listen(child: subprocess.Popen[bytes], number: int, heard: Heard) -> None:
    assert child.stdout
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
