"""A project folder in a zip archive, read where it lies; nothing is ever unpacked to disk."""

from __future__ import annotations

import errno
import stat
from collections.abc import Mapping
from pathlib import Path
from struct import error as StructError
from typing import TYPE_CHECKING

from booklet.value import compared
from booklet.world.files import SHARED_FOLDERS, World

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_FILES = 10_000
MAX_FILE, MAX_TOTAL = 40_000_000, 400_000_000
"""Bytes, unpacked: fonts of East Asian scripts have up to 20 MB."""
MAX_RATIO = 100
"""Unpacked to packed, above a megabyte: text packs to a tenth, a bomb to a thousandth (David Fifield, "A better zip bomb", 2019)."""

_PACKING = (0, 8)
"""Not at all, and by deflate (APPNOTE.TXT, 4.4.5): what all programs understand."""


class RefusedArchive(Exception):
    """An archive that is none, is too large, or has names that lead out of it. Its text says which."""


@compared
class ZipWorld:
    """The files of an archive below `prefix`; fonts and pictograms that it lacks come from `shipped`."""

    archive: ZipFile
    members: Mapping[str, ZipInfo]
    shipped: World

    def read(self, path: str) -> bytes:
        member = self.members.get(path)
        if member is None:
            return self._elsewhere(path).read(path)
        return self._take(member, member.file_size)

    def start(self, path: str, size: int) -> bytes:
        member = self.members.get(path)
        if member is None:
            return self._elsewhere(path).start(path, size)
        return self._take(member, min(size, member.file_size))

    def locate(self, path: str) -> str | None:
        return None if path in self.members else self.shipped.locate(path)

    def exists(self, path: str) -> bool:
        return path in self.members or (path.startswith(SHARED_FOLDERS) and self.shipped.exists(path))

    def list(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        start = f"{folder.rstrip('/')}/"
        found = {path for path in self.members if path.startswith(start) and path.endswith(suffix) and not _is_hidden(path)}
        if start.startswith(SHARED_FOLDERS):
            found.update(self.shipped.list(folder, suffix))
        return tuple(sorted(found))

    def _elsewhere(self, path: str) -> World:
        if not path.startswith(SHARED_FOLDERS):
            raise FileNotFoundError(path)
        return self.shipped

    def _take(self, member: ZipInfo, size: int) -> bytes:
        """At most as much as the archive says: zipfile stops there (and checks the sum of what it read whole)."""
        import zlib
        from zipfile import BadZipFile

        try:
            with self.archive.open(member) as f:
                return f.read(size)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, StructError):
            raise OSError(errno.EIO, "damaged within the archive", member.filename) from None


def open_zip(path: Path, shipped: World) -> ZipWorld:
    """The project in an archive, which may lie in its one outer folder. Raises OSError and `RefusedArchive`."""
    from zipfile import BadZipFile, ZipFile

    try:
        archive = ZipFile(path)
    except (BadZipFile, NotImplementedError, ValueError, OverflowError, StructError):
        raise RefusedArchive("it is no zip archive, or a broken one") from None
    members = _members(archive.infolist())
    prefix = _outer(members)
    return ZipWorld(archive, {name.removeprefix(prefix): m for name, m in members.items() if name.startswith(prefix)}, shipped)


def _members(found: list[ZipInfo]) -> dict[str, ZipInfo]:
    if len(found) > MAX_FILES:
        raise RefusedArchive(f"it has {len(found)} files, more than {MAX_FILES}")
    members: dict[str, ZipInfo] = {}
    total, seen = 0, set()
    for member in found:
        _check(member)
        total += member.file_size
        if total > MAX_TOTAL:
            raise RefusedArchive(f"it would unpack to more than {MAX_TOTAL // 1_000_000} MB")
        if not member.is_dir():
            name = member.filename
            if name.casefold() in seen:
                raise RefusedArchive(f"it has two files named '{name}'")
            seen.add(name.casefold())
            members[name] = member
    return members


def _check(member: ZipInfo) -> None:
    name = member.orig_filename
    parts = name.rstrip("/").split("/")
    if not all(parts) or {".", ".."} & set(parts) or "\\" in name or ":" in name or not name.isprintable():
        raise RefusedArchive(f"the name {name!r} leads out of it")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise RefusedArchive(f"'{name}' is a link")
    if member.flag_bits & 1:
        raise RefusedArchive(f"'{name}' is encrypted")
    if member.compress_type not in _PACKING:
        raise RefusedArchive(f"'{name}' is packed in another way than by deflate")
    if member.file_size > MAX_FILE:
        raise RefusedArchive(f"'{name}' would unpack to more than {MAX_FILE // 1_000_000} MB")
    if member.file_size > 1_000_000 and member.file_size > MAX_RATIO * member.compress_size:
        raise RefusedArchive(f"'{name}' would unpack to more than {MAX_RATIO} times its size")


def _outer(members: Mapping[str, ZipInfo]) -> str:
    """The one folder around everything, as in archives that a web site makes of a repository."""
    first = {name.partition("/")[0] for name in members if not name.startswith("__MACOSX/")}
    outer = f"{first.pop()}/" if len(first) == 1 else ""
    return outer if outer and f"{outer}booklet.yaml" in members else ""


def _is_hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path
