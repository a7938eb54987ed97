"""The only door to disk, clock and environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from booklet.world.inside import admit, admit_folder, is_plain

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
    """A project folder on disk, with shared folders completed from the shipped ones. What leads out of it raises
    `inside.Refused`."""

    root: Path
    shipped: Path = field(default_factory=shipped_root)
    _folders: set[str] = field(default_factory=set, init=False, repr=False, compare=False)
    """Those that were looked at and lie within."""

    def _find(self, path: str) -> str:
        """A string: paths of pathlib take ten times as long to put together, and projects have hundreds of files."""
        own = f"{self.root}/{path}"
        if path.startswith(SHARED_FOLDERS) and not os.path.exists(own):  # noqa: PTH110
            return f"{self.shipped}/{path}"
        return own

    def _admit(self, path: str, *, whole: bool = True) -> str:
        """Where a file is that may be opened (`world.inside`)."""
        place = self._find(path)
        root = place[: -len(path) - 1]
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            admit_folder(root, folder)
            self._folders.add(folder)
        admit(root, path, whole=whole)
        return place

    def read(self, path: str) -> bytes:
        with open(self._admit(path), "rb") as f:  # noqa: PTH123
            return f.read()

    def start(self, path: str, size: int) -> bytes:
        with open(self._admit(path, whole=False), "rb") as f:  # noqa: PTH123
            return f.read(size)

    def locate(self, path: str) -> str | None:
        return self._admit(path)

    def exists(self, path: str) -> bool:
        return is_plain(path) and os.path.isfile(self._find(path))  # noqa: PTH113

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
