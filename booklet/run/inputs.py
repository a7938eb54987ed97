"""Fingerprints of what the booklets depend on: each of the files that can change it, the program and its packages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from booklet.job import Job
from booklet.l10n.domains import shown_by_all
from booklet.model.printing import Printing
from booklet.run.plan import EditionPlan
from booklet.value import compared
from booklet.world.files import DiskWorld, World
from booklet.world.layers import layers_of

PACKAGE = Path(__file__).parent.parent
"""This program."""

_FOLDERS = ("content", "content/icons", "fonts", "translations")
_AT_THE_TOP = ("booklet.yaml", "local.lock.yaml")
_TEMPLATES = ("content/templates/", "content/looks/")
_PARTICULAR = ("content/editions/", *_TEMPLATES)
_WORD = re.compile(rb"[a-z0-9._-]+")
"""Whatever may be an id."""
_CATALOG = re.compile(r"translations/([^/]+)/LC_MESSAGES/([^/]+)\.po")
_OF_EVERYONE = ("translations/languages.yaml", "translations/locales.yaml", "translations/words/")
"""What else of translations/ a build reads."""
_DIRECTORY = 4096
"""Bytes that hold a font's directory: 16 for each table."""
_OF_CHECKS = ("translations/glossary.tsv", "translations/exempt.yaml")
"""What decides whether translations are right, and changes no booklet."""
_PACKAGES = frozenset(("babel", "icu4py", "phonenumbers", "pypdf", "pypdfium2", "pyyaml", "qrcode", "uharfbuzz", "zxing_cpp"))


@compared
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

    def of(self, job: Job, edition: EditionPlan, printing: Printing = Printing()) -> str:  # noqa: B008  (frozen)
        """SHA-256, hex, of what one booklet depends on. `edition`: the plan of its edition; `printing`: what a run asks for."""
        own = {*_AT_THE_TOP, f"content/editions/{job.edition}.yaml", f"content/templates/{edition.forms[job.form].template}.yaml"}
        others = {_folded(tag) for tag in edition.shown}
        mine = {_folded(tag) for tag in edition.tags(job)}
        asked = "" if printing == Printing() else repr(printing)
        return self._digest((path for path in self.particular if path in own or _speaks(path, mine, others)), asked)

    def _digest(self, paths: Iterable[str], asked: str = "") -> str:
        total = sha256(self.shared + asked.encode())
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
    return Inputs(shared.digest(), particular | _templates(world, particular))


def _templates(world: World, particular: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of each template, a hash of all that it is made of: every template or look that it, or one of those, has the id of
    anywhere. To take in one too many costs a needless build; parsing all the files would cost every build."""
    words = {path: set(_WORD.findall(_bytes(world, path))) for path in particular if path.startswith(_TEMPLATES)}
    names = {path: path.rpartition("/")[2].removesuffix(".yaml").encode() for path in words}
    found: dict[str, bytes] = {}
    for path in words:
        parts, waiting = {path}, [path]
        while waiting:
            said = words[waiting.pop()]
            more = {other for other, name in names.items() if name in said} - parts
            parts |= more
            waiting += more
        found[path] = sha256(b"".join(particular[part] for part in sorted(parts))).digest()
    return found


def _speaks(path: str, mine: set[str], others: set[str]) -> bool:
    """Whether a booklet in these languages shows something of a catalog."""
    catalog = _CATALOG.fullmatch(path)
    if not catalog:
        return False
    folder = _folded(catalog[1])
    return folder in mine or (folder in others and shown_by_all(catalog[2]))


def _folded(tag: str) -> str:
    """A language tag however a folder spells it: zh_Hans is zh-hans (RFC 5646, 2.1.1: case means nothing)."""
    return tag.replace("_", "-").lower()


def _hash(world: World, path: str) -> bytes:
    """Of a file's bytes, in each of the folders that have it; of a font's directory, which has a checksum and the length of each of its tables (OpenType, Font
    file): all the fonts together are 35 MB."""
    return sha256(_bytes(world, path)).digest()


def _bytes(world: World, path: str) -> bytes:
    """What all the folders that have a file say in it."""
    found = b""
    for layer in layers_of(world):
        with suppress(OSError):  # whoever needs it complains
            found += layer.world.start(path, _DIRECTORY) if path.endswith((".ttf", ".otf")) else layer.world.read(path)
    return found


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
