"""Puts files and folders in place so that neither a kill nor a power failure leaves half of one.

All is first written beside, under hidden names, and forced to the disk; then it is renamed; then the folder is forced to
the disk, which holds the new name (POSIX, fsync and rename)."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from booklet.world.exchange import exchange

_BESIDE = re.compile(r"\.(.+)\.[0-9]+\.(part|old)")
"""Hidden names: `part` for what is not whole yet, or no more; `old` for a whole folder whose place is being taken."""


def own_name(name: str) -> str:
    """The name that a file or folder gets once it is whole; any other name as it is."""
    found = _BESIDE.fullmatch(name)
    return found[1] if found else name


def write_all(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write files beside and rename them into place: a reader sees each old or new, whole.

    All are written before the first is renamed, so a full disk spoils none. Raises OSError (disk full, folder not
    writable; PermissionError where Windows holds an old file open)."""
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.{os.getpid()}.part")
            staged.append((beside, path))
            _write(beside, data)
        for beside, path in staged:
            beside.replace(path)
        for folder in sorted({path.parent for _, path in staged}):
            sync_folder(folder)
    finally:
        for beside, _ in staged:
            with suppress(OSError):
                beside.unlink()


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]], is_own: Callable[[str], bool]) -> None:
    """Put a folder of files (by `/`-separated name) in the place of the old one, all at once: a reader sees all old files or
    all new ones. Files of the old folder that are not `is_own`, a stranger's, come along.

    Where the system cannot exchange two folders (Windows, some network disks), there is none for a moment; `settle` brings
    the old one back if the program is killed just then. Only one process at a time may write a folder. Raises OSError as
    `write_all`, with the old folder as it was."""
    part = _beside(folder, "part")
    shutil.rmtree(part, ignore_errors=True)
    fresh = [place for place in folder.parents if not place.exists()]
    try:
        part.mkdir(parents=True)
        names = set()
        for name, data in files:
            names.add(name)
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            _write(part / name, data)
        _take_along(folder, part, lambda name: name in names or is_own(name))
        for place in (*sorted(path for path in part.rglob("*") if path.is_dir()), part):
            sync_folder(place)
        _swap(part, folder)
        for place in (folder.parent, *(new.parent for new in fresh)):
            sync_folder(place)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def settle(parent: Path) -> None:
    """Clear up what killed processes left of folders within `parent`: a whole old folder goes back where none took its
    place; what is half written goes. No other process may be at work there."""
    with suppress(OSError):
        left = [path for path in parent.iterdir() if _BESIDE.fullmatch(path.name) and path.is_dir() and not path.is_symlink()]
        for path in sorted(left):
            with suppress(OSError):
                whole = path.with_name(own_name(path.name))
                if path.suffix == ".old" and not whole.exists():
                    path.rename(whole)
                else:
                    _discard(path)


def sync_folder(folder: Path) -> None:
    """Force the names within a folder to the disk, where the system can (Windows cannot, and need not)."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _beside(path: Path, kind: str) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.{kind}")


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as f:
        f.write(data)
        f.flush()
        os.fsync(f.fileno())


def _swap(part: Path, folder: Path) -> None:
    """After it, `folder` is what `part` was; what it was before is called `part`, if it was there at all."""
    if not folder.exists():
        part.rename(folder)
    elif not exchange(part, folder):
        old = _beside(folder, "old")
        folder.rename(old)
        try:
            part.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        old.rename(part)


def _discard(folder: Path) -> None:
    """Delete a folder, which is called half written from then on."""
    part = folder.with_suffix(".part")
    if folder != part:
        folder.rename(part)
    shutil.rmtree(part, ignore_errors=True)


def _take_along(folder: Path, part: Path, known: Callable[[str], bool]) -> None:
    """Give a stranger's files a second name in the new folder, or copy them where the disk has no such names."""
    for name in sorted(_files_of(folder)):
        if not known(name) and not (part / name).exists():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(folder / name, part / name, follow_symlinks=False)
            except (OSError, NotImplementedError):
                shutil.copy2(folder / name, part / name, follow_symlinks=False)


def _files_of(folder: Path) -> Iterator[str]:
    for base, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(base) / name).is_symlink()]
        yield from ((Path(base) / name).relative_to(folder).as_posix() for name in (*names, *links))
