"""Saves finished files: whole, not torn by Ctrl-C, and what the system refuses becomes a diagnostic."""

from __future__ import annotations

import errno
import re
import signal
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from booklet.diag import Diagnostic, Sink
from booklet.world.durable import own_name, write_all, write_folder
from booklet.world.inside import Refused, mending

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC))
_LEFT = re.compile(r"\.(.+)\.[0-9]+\.part")
"""Names under which files are written until they are whole (world.durable.write_all)."""
_YOUNG = 60.0
"""Seconds."""
_DENIED = frozenset((errno.EACCES, errno.EPERM, errno.EROFS))


def save(files: Iterable[tuple[Path, bytes]], root: Path, sink: Sink) -> bool:
    """Write files that belong together, all beside and then renamed, in the order given; False if the system refused.

    Errors: file-in-use, disk-full, not-writable, cannot-write. They name files relative to `root`."""
    files = tuple(files)
    try:
        with uninterrupted():
            write_all(files)
            _sweep(files)
    except OSError as problem:
        return _refused(problem, files[0][0].parent, root, sink)
    return True


def save_booklet(folder: Path, files: Iterable[tuple[str, bytes]], before: Collection[str], root: Path, sink: Sink) -> bool:
    """Put the files of a booklet, by name within its folder, in the place of those of its last build (`before`), all at once;
    False if the system refused. What someone else put there stays. Only one process at a time may do so (`run.guard`).

    Errors as `save`."""
    try:
        with uninterrupted():
            write_folder(folder, files, frozenset(before).__contains__)
    except OSError as problem:
        return _refused(problem, folder, root, sink)
    return True


def _refused(problem: OSError, folder: Path, root: Path, sink: Sink) -> bool:
    if problem.filename is None:  # a full disk does not say where
        problem.filename = str(folder)
    diagnostic = explain(problem, root)
    sink.error(diagnostic.code, diagnostic.message, None, *diagnostic.hints)
    return False


def explain(problem: OSError, root: Path) -> Diagnostic:
    """What the system refused, in words."""
    name = _name(problem.filename2 or problem.filename, root)
    if isinstance(problem, Refused):
        return Diagnostic("error", "unreadable-file", f"{name} cannot be read: {problem.strerror}", None, (mending(problem),))
    if isinstance(problem, PermissionError) and problem.filename2:  # only a rename has two names
        return Diagnostic("error", "file-in-use", f"{name} is open in another program", None, ("close it and build again",))
    if problem.errno in _FULL:
        return Diagnostic("error", "disk-full", f"the disk is full at {name}", None, ("make room on it and try again",))
    if problem.errno in _DENIED:
        hint = "give yourself permission to write there, or work in a folder of your own"
        return Diagnostic("error", "not-writable", f"{name} cannot be written: {problem.strerror}", None, (hint,))
    return Diagnostic("error", "cannot-write", f"{name} cannot be written: {problem.strerror}", None, ("try another folder",))


def _sweep(files: Iterable[tuple[Path, bytes]]) -> None:
    """Delete what killed runs left of the same files. What is young may belong to another run; the disk's own clock tells."""
    names: dict[Path, set[str]] = {}
    for path, _ in files:
        names.setdefault(path.parent, set()).add(path.name)
    for folder, own in names.items():
        with suppress(OSError):
            now = (folder / min(own)).stat().st_mtime
            for entry in folder.glob(".*.part"):
                left = _LEFT.fullmatch(entry.name)
                if left and left[1] in own and entry.stat().st_mtime < now - _YOUNG:
                    entry.unlink()


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
    """A file below the project folder, without the names it is written under until it is whole."""
    if not isinstance(path, str):
        return "a file" if path is None else f"'{path}'"
    file = Path(*map(own_name, Path(path).parts))
    return f"'{file.relative_to(root).as_posix() if file.is_relative_to(root) else file}'"
