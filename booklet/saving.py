"""Saves finished files: whole, not torn by Ctrl-C, and what the system refuses becomes a diagnostic."""

from __future__ import annotations

import errno
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from booklet.diag import Diagnostic, Sink
from booklet.world.files import write_all

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC))
_DENIED = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))


def save(files: Iterable[tuple[Path, bytes]], root: Path, sink: Sink) -> bool:
    """Write files that belong together, all beside and then renamed, in the order given; False if the system refused.

    Errors: file-in-use, disk-full, not-writable, cannot-write. They name files relative to `root`."""
    files = tuple(files)
    try:
        with uninterrupted():
            write_all(files)
    except OSError as problem:
        if problem.filename is None:  # a full disk does not say where
            problem.filename = str(files[0][0].parent)
        diagnostic = explain(problem, root)
        sink.error(diagnostic.code, diagnostic.message, None, *diagnostic.hints)
        return False
    return True


def explain(problem: OSError, root: Path) -> Diagnostic:
    """What the system refused, in words."""
    name = _name(problem.filename2 or problem.filename, root)
    if isinstance(problem, PermissionError) and problem.filename2:  # only a rename has two names
        return Diagnostic("error", "file-in-use", f"{name} is open in another program", None, ("close it and build again",))
    if problem.errno in _FULL:
        return Diagnostic("error", "disk-full", f"the disk is full at {name}", None, ("make room on it and try again",))
    if problem.errno in _DENIED:
        hint = "give yourself permission to write there, or work in a folder of your own"
        return Diagnostic("error", "not-writable", f"{name} cannot be written: {problem.strerror}", None, (hint,))
    return Diagnostic("error", "cannot-write", f"{name} cannot be written: {problem.strerror}", None, ("try another folder",))


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C goes unheard, so that what is half written gets finished. Blocks are short: they only write."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _name(path: object, root: Path) -> str:
    """A file below the project folder, without the name it is written under until it is whole."""
    if not isinstance(path, str):
        return "a file" if path is None else f"'{path}'"
    file = Path(path)
    if file.suffix == ".part":
        file = file.with_name(file.name[1:].rsplit(".", 2)[0])
    return f"'{file.relative_to(root).as_posix() if file.is_relative_to(root) else file}'"
