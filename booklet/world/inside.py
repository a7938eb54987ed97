"""Keeps reading and writing inside a project folder: no way out by a name, by a link, or into what is no file."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

MAX_FILE = 40_000_000
"""Bytes of one file: fonts of East Asian scripts have up to 20 MB."""

_STEP = r"(?!\.\.?(?:/|\Z))" + (r"[^/\0\\:]+" if os.name == "nt" else r"[^/\0]+")
_PLAIN = re.compile(f"{_STEP}(?:/{_STEP})*")


class Refused(OSError):
    """A file that is there and is not opened. `strerror` says why, and fits behind "cannot be read: "."""


def is_plain(path: str) -> bool:
    """Whether a `/`-separated path names something below a folder, on this system."""
    return _PLAIN.fullmatch(path) is not None


def mending(problem: OSError) -> str:
    """What to do about a file that cannot be read: the hint for a diagnostic."""
    return "put the file itself there" if isinstance(problem, Refused) else "check its permissions"


def admit(root: str, path: str, *, whole: bool = True) -> None:
    """See to it that `path` below the folder `root` may be opened. Raises FileNotFoundError for what cannot be below it, and
    `Refused`: a link that leads out of the folder, a pipe or device, more than `MAX_FILE` bytes if it is to be read `whole`."""
    if not is_plain(path):
        raise FileNotFoundError(errno.ENOENT, "No such file", path)
    place = f"{root}/{path}"
    found = os.lstat(place)
    if stat.S_ISLNK(found.st_mode):
        if leads_out(root, place):
            raise Refused(errno.ELOOP, "it is a link that leads out of the project", path)
        found = os.stat(place)  # noqa: PTH116
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        raise Refused(errno.EINVAL, "it is a pipe or a device, no file", path)
    if whole and found.st_size > MAX_FILE:
        raise Refused(errno.EFBIG, f"it has more than {MAX_FILE // 1_000_000} MB", path)


def admit_folder(root: str, folder: str) -> None:
    """The same for a folder below `root` ("" for `root` itself, which may be a link), each step of its path."""
    steps = folder.split("/") if folder else []
    for count in range(1, len(steps) + 1):
        whole = f"{root}/{'/'.join(steps[:count])}"
        if os.path.islink(whole) and leads_out(root, whole):  # noqa: PTH114
            raise Refused(errno.ELOOP, "its folder is a link that leads out of the project", folder)


def leads_out(root: str, whole: str) -> bool:
    """Whether a link leads to something that is not below `root`."""
    return not Path(os.path.realpath(whole)).is_relative_to(os.path.realpath(root))
