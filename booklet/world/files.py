"""The only door to disk, clock and environment."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

SHARED_FOLDERS = ("fonts/", "content/icons/")
"""Folders that a project need not copy: what it lacks there is read from the shipped ones."""


class World(Protocol):
    """Files below one project folder, named by `/`-separated paths relative to it."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; FileNotFoundError if there is none."""

    def start(self, path: str, size: int) -> bytes:
        """The first bytes of a file, at most `size`; FileNotFoundError if there is none."""

    def locate(self, path: str) -> str | None:
        """Where a file lies on disk, for a library that maps it into memory; None if it does not."""

    def exists(self, path: str) -> bool: ...

    def list(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """Paths of the files below a folder, at any depth, sorted."""


def shipped_root() -> Path:
    """Where the content, fonts and catalogs that come with the program are: in the wheel, or the source checkout."""
    inside = Path(__file__).parent.parent / "shipped"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class DiskWorld:
    """A project folder on disk, with shared folders completed from the shipped ones."""

    root: Path
    shipped: Path = field(default_factory=shipped_root)

    def _find(self, path: str) -> str:
        """A string: paths of pathlib take ten times as long to put together, and projects have hundreds of files."""
        own = f"{self.root}/{path}"
        if path.startswith(SHARED_FOLDERS) and not os.path.exists(own):  # noqa: PTH110
            return f"{self.shipped}/{path}"
        return own

    def read(self, path: str) -> bytes:
        with open(self._find(path), "rb") as f:  # noqa: PTH123
            return f.read()

    def start(self, path: str, size: int) -> bytes:
        with open(self._find(path), "rb") as f:  # noqa: PTH123
            return f.read(size)

    def locate(self, path: str) -> str | None:
        return self._find(path)

    def exists(self, path: str) -> bool:
        return os.path.isfile(self._find(path))  # noqa: PTH113

    def list(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        roots = [self.root]
        if (folder.rstrip("/") + "/").startswith(SHARED_FOLDERS):
            roots.append(self.shipped)
        found: set[str] = set()
        for root in roots:
            for base, folders, names in os.walk(root / folder):
                folders[:] = [f for f in folders if not f.startswith(".")]
                here = Path(base).relative_to(root).as_posix()
                found.update(f"{here}/{n}" for n in names if n.endswith(suffix) and not n.startswith("."))
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class MemoryWorld:
    """Files held in memory, for tests."""

    files: Mapping[str, bytes]

    def read(self, path: str) -> bytes:
        try:
            return self.files[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    def start(self, path: str, size: int) -> bytes:
        return self.read(path)[:size]

    def locate(self, path: str) -> str | None:
        return None

    def exists(self, path: str) -> bool:
        return path in self.files

    def list(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        return tuple(sorted(p for p in self.files if p.startswith(folder.rstrip("/") + "/") and p.endswith(suffix)))


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
            with beside.open("wb") as f:
                f.write(data)
                f.flush()
                os.fsync(f.fileno())
        for beside, path in staged:
            beside.replace(path)
    finally:
        for beside, _ in staged:
            with contextlib.suppress(OSError):
                beside.unlink()
