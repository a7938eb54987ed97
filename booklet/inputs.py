"""The fingerprint of everything that the output depends on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from hashlib import sha256
from itertools import chain
from pathlib import Path

from booklet.world.files import DiskWorld, World

_FILES = ("booklet.yaml",)
_FOLDERS = ("content", "content/icons", "fonts", "translations")
_NOT_READ = "translations/pot/"
_PACKAGES = frozenset(("babel", "icu4py", "pypdf", "pypdfium2", "pyyaml", "qrcode", "reportlab", "uharfbuzz", "zxing_cpp"))


def fingerprint(world: World, as_of: date | None) -> str:
    """SHA-256, hex, of all files that a build may read, the program itself, the packages it stands on and Python's version.

    `as_of`: the day that replaces the editions' own. Anything else the machine may differ in must not change a byte."""
    total = sha256(f"python {sys.version_info[0]}.{sys.version_info[1]}\0as_of {as_of}\0".encode())
    for line in _versions():
        total.update(line.encode() + b"\0")
    for piece in chain(_contents(DiskWorld(Path(__file__).parent.parent), _program()), _contents(world, _read_by_builds(world))):
        total.update(piece)
    return total.hexdigest()


def _contents(world: World, paths: Iterable[str]) -> Iterator[bytes]:
    """Name, length and content of each file."""
    for path in paths:
        data = b""
        with suppress(OSError):  # whoever needs it complains
            data = world.read(path)
        yield f"{path}\0{len(data)}\0".encode()
        yield data


def _read_by_builds(world: World) -> Iterator[str]:
    yield from _FILES
    found = {path for folder in _FOLDERS for path in world.list(folder)}
    yield from (path for path in sorted(found) if not path.startswith(_NOT_READ))


def _program() -> Iterator[str]:
    """The source files of this package, below its parent."""
    package = Path(__file__).parent
    yield from DiskWorld(package.parent).list(package.name, ".py")


def _versions() -> list[str]:
    """Name and version of each package, as the names of its metadata folders give them (PEP 376, PEP 427): to open their
    METADATA would cost more than all the hashing."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in Path(folder).iterdir():
                package, _, version = entry.stem.partition("-")
                if entry.suffix in (".dist-info", ".egg-info") and package.lower() in _PACKAGES:
                    found.setdefault(package.lower(), version)
    return [f"{package} {version}" for package, version in sorted(found.items())]
