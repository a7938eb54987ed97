"""What the program is made of: installed packages, fonts, pictograms, Unicode's data, each with version, licence and origin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from booklet.diag import Sink
from booklet.text.coverage import read_families
from booklet.text.ucd_data import VERSION as UNICODE
from booklet.world.files import World

if TYPE_CHECKING:
    from importlib.metadata import Distribution

PROGRAM = "booklet"
_FONTS = "fonts"
_ICONS = "content/icons"

_REQUIREMENT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)([^;]*)(?:;(.*))?")

_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What packages without an SPDX expression (PEP 639) write instead."""


class Part(NamedTuple):
    """`licence`: an SPDX expression, or the words of the part itself. `hashes`: SHA-256 of its files, hexadecimal, where they
    come with the program; `needs`: other packages."""

    kind: str
    """package | font | data"""
    name: str
    version: str
    licence: str
    source: str = ""
    hashes: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()


def packages() -> tuple[Part, ...]:
    """The program itself and all it needs to run, as installed, by name."""
    from importlib.metadata import PackageNotFoundError, distribution

    found: dict[str, Part] = {}
    waiting = [PROGRAM]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            one = distribution(name)
        except PackageNotFoundError:  # of another platform, or the program runs from its folder
            continue
        needs = tuple(sorted(set(_needs(one))))
        found[name] = Part("package", name, one.version, licence(one), needs=needs)
        waiting += needs
    present = {name: part._replace(needs=tuple(n for n in part.needs if n in found)) for name, part in found.items()}
    return tuple(present[name] for name in sorted(present))


def fonts(world: World, sink: Sink) -> tuple[Part, ...]:
    """The families of fonts/fonts.yaml, with their files. Errors: those of that file."""
    out = []
    for f in read_families(world, sink):
        files = tuple(_hashed(world, f"{_FONTS}/{name}") for name in dict.fromkeys((f.files.regular, f.files.bold)))
        out.append(Part("font", f.family, f.version, f.licence, f.source, files))
    return tuple(out)


def data(world: World) -> tuple[Part, ...]:
    """What else comes with the program and was made by others."""
    drawings = tuple(_hashed(world, path) for path in world.list(_ICONS, ".svg"))
    return (
        Part("data", "Tabler Icons", "", "MIT", "https://github.com/tabler/tabler-icons", drawings),
        Part("data", "Unicode Character Database", UNICODE, "Unicode-3.0", f"https://www.unicode.org/Public/{UNICODE}/ucd/"),
    )


def canonical(name: str) -> str:
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needs(one: Distribution) -> Iterator[str]:
    """Packages it needs whatever extra is asked for; those of other platforms too, which are then not installed."""
    for line in one.requires or ():
        match = _REQUIREMENT.match(line)
        if match and "extra" not in (match[3] or ""):
            yield canonical(match[1])


def licence(one: Distribution) -> str:
    """What a package says its licence is."""
    told = next((v for name in ("License-Expression", "License") for v in one.metadata.get_all(name) or ()), "")
    if not told or "\n" in told:
        kinds = [c.rpartition(" :: ")[2] for c in one.metadata.get_all("Classifier") or () if c.startswith("License :: ")]
        told = kinds[0] if kinds else "unknown"
    return _SPDX.get(told, told)


def _hashed(world: World, path: str) -> tuple[str, str]:
    return path, sha256(world.read(path)).hexdigest()
