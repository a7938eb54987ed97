"""Fingerprints of what the booklets depend on: each of the files that can change it, the program and its packages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from booklet.job import Job
from booklet.run.plan import EditionPlan
from booklet.world.files import DiskWorld, World
from booklet.world.layers import layers_of

PACKAGE = Path(__file__).parent.parent
"""This program."""

_FOLDERS = ("content", "content/icons", "fonts", "translations")
_AT_THE_TOP = ("booklet.yaml", "local.lock.yaml")
_PARTICULAR = ("content/editions/", "content/templates/")
_CATALOG = re.compile(r"translations/([^/]+)/LC_MESSAGES/([^/]+)\.po")
_OF_EVERYONE = ("translations/languages.yaml", "translations/locales.yaml", "translations/words/")
"""What else of translations/ a build reads."""
_DIRECTORY = 4096
"""Bytes that hold a font's directory: 16 for each table."""
_SHOWN_BY_ONE = re.compile("ui|services-[a-z]+")
"""Catalogs of which a booklet in another language shows nothing. Of others it may: the page of words to show speaks all
languages, and a local edition may name its files as it likes."""
_OF_CHECKS = ("translations/glossary.tsv", "translations/exempt.yaml")
"""What decides whether translations are right, and changes no booklet."""
_PACKAGES = frozenset(("babel", "icu4py", "phonenumbers", "pypdf", "pypdfium2", "pyyaml", "qrcode", "reportlab", "uharfbuzz", "zxing_cpp"))


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a project's booklets depend on. Anything else the machine may differ in must not change a byte."""

    shared: bytes
    """A hash of what concerns all: program, packages, content, fonts, the table of languages."""
    particular: Mapping[str, bytes]
    """Hashes of the other files by path, sorted: editions, templates, catalogs, glossary."""

    @property
    def everything(self) -> str:
        """SHA-256, hex, of all that a build may read."""
        return self._digest(self.particular)

    def of(self, job: Job, edition: EditionPlan) -> str:
        """SHA-256, hex, of what one booklet depends on. `edition`: the plan of its edition."""
        own = {*_AT_THE_TOP, f"content/editions/{job.edition}.yaml", f"content/templates/{edition.forms[job.form]}.yaml"}
        others = {_folded(tag) for tag in edition.shown}
        mine = _folded(job.locale)
        return self._digest(path for path in self.particular if path in own or _speaks(path, mine, others))

    def _digest(self, paths: Iterable[str]) -> str:
        total = sha256(self.shared)
        for path in paths:
            total.update(path.encode() + b"\0" + self.particular[path])
        return total.hexdigest()


def read_inputs(world: World, as_of: date | None) -> Inputs:
    """The inputs as they are now. `as_of`: the day that replaces the editions' own."""
    shared = sha256(f"python {sys.version_info[0]}.{sys.version_info[1]}\0as_of {as_of}\0".encode())
    for line in _versions():
        shared.update(line.encode() + b"\0")
    beside = DiskWorld(PACKAGE.parent)
    for path in beside.list(PACKAGE.name, ".py"):
        shared.update(path.encode() + b"\0" + _hash(beside, path))
    particular = {path: _hash(world, path) for path in _AT_THE_TOP}
    for path in sorted({path for folder in _FOLDERS for path in world.list(folder)}):
        if path.startswith(_PARTICULAR) or _CATALOG.fullmatch(path) or path in _OF_CHECKS:
            particular[path] = _hash(world, path)
        elif not path.startswith("translations/") or path.startswith(_OF_EVERYONE):
            shared.update(path.encode() + b"\0" + _hash(world, path))
    return Inputs(shared.digest(), particular)


def _speaks(path: str, mine: str, others: set[str]) -> bool:
    """Whether a booklet in `mine` shows something of a catalog."""
    catalog = _CATALOG.fullmatch(path)
    if not catalog:
        return False
    folder = _folded(catalog[1])
    return folder == mine or (folder in others and not _SHOWN_BY_ONE.fullmatch(catalog[2]))


def _folded(tag: str) -> str:
    """A language tag however a folder spells it: zh_Hans is zh-hans (RFC 5646, 2.1.1: case means nothing)."""
    return tag.replace("_", "-").lower()


def _hash(world: World, path: str) -> bytes:
    """Of a file's bytes, in each of the folders that have it; of a font's directory, which has a checksum and the length of each of its tables (OpenType, Font
    file): all the fonts together are 35 MB."""
    total = sha256()
    for layer in layers_of(world):
        with suppress(OSError):  # whoever needs it complains
            total.update(layer.world.start(path, _DIRECTORY) if path.endswith((".ttf", ".otf")) else layer.world.read(path))
    return total.digest()


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
