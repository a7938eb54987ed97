"""Keeps two programs from working in one folder at once. The system frees the lock of a process that dies."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FAR = 1 << 30
"""Where the locked byte is on Windows, which keeps others from reading it."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_TAKEN = frozenset((errno.EAGAIN, errno.EACCES, errno.EDEADLK))


class Busy(Exception):
    """Another process is at work. Its text says which one, as far as that is known."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`, which is there only as long. Raises Busy if another process has it.

    Where no file can be written, or the disk knows no locks, nothing is held: there the writing itself fails, or nobody
    else can be told. A file that a dead process left behind is taken over."""
    fresh = not path.parent.exists()
    opened = _take(path)
    try:
        yield
    finally:
        if opened is not None:
            _give_back(path, opened)
        if fresh:
            with suppress(OSError):
                path.parent.rmdir()


def _take(path: Path) -> int | None:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            opened = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o666)
        except OSError:
            return None
        try:
            _lock(opened)
        except OSError as problem:
            holder = os.pread(opened, 200, 0) if hasattr(os, "pread") else os.read(opened, 200)
            os.close(opened)
            if problem.errno not in _TAKEN:
                return None
            raise Busy(holder.decode("utf-8", "replace").strip() or "a process that has only just begun") from None
        if _is_same(path, opened):
            _sign(opened)
            return opened
        os.close(opened)  # whoever had it has just deleted it: once more


def _sign(opened: int) -> None:
    machine = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    with suppress(OSError):  # a full disk
        os.ftruncate(opened, 0)
        os.write(opened, f"process {os.getpid()} on {machine or 'this machine'}\n".encode())


def _is_same(path: Path, opened: int) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.fstat(opened), path.stat())
    return False


def _lock(opened: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(opened, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(opened, 0, os.SEEK_SET)
    else:
        import fcntl

        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _give_back(path: Path, opened: int) -> None:
    """Deleted while it is still held, so that nobody takes a file that is about to go; Windows deletes no open file."""
    with suppress(OSError):
        path.unlink()
    os.close(opened)
    if sys.platform == "win32":
        with suppress(OSError):
            path.unlink()
