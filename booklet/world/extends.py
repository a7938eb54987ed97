"""Opens a project folder with everything that it extends: folders, zip archives, installed packages."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Protocol

from booklet.diag import Sink, Span
from booklet.value import compared
from booklet.world.files import DiskWorld, MemoryWorld, World, shipped_root
from booklet.world.layers import PROJECT, Layer, LayeredWorld
from booklet.world.source import MapNode, Scalar, quoted, read_yaml

KEY = "extends"
MAX_CHAIN = 8
"""Folders that build on one another."""

_PACKAGE = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_FORMS = "write ./folder, ../folder, ../archive.zip, or the name of an installed package, such as booklet"


class Folder(World, Protocol):
    """A world with a folder on disk into which results are written."""

    @property
    def root(self) -> Path: ...


@compared
class _Base:
    """A folder of the chain: where it is (for cycles), what it is called, and where its own relative paths start."""

    layer: Layer
    place: Path
    beside: Path | None
    """None within an archive."""


def open_world(root: Path) -> Folder:
    """The project folder `root`; with what it extends, if its booklet.yaml says so. Needs no network.

    Raises BookletError: extends-form, extends-missing, extends-cycle, extends-zip."""
    world, sink = DiskWorld(root), Sink()
    said = _extends(world, PROJECT, sink)
    chain = [_Base(Layer(_bare(root), ""), root.resolve(), root)]
    while said:
        base = _find(said, chain[-1], root, sink)
        if base is None or not _goes_on(base, chain, said, sink):
            break
        chain.append(base)
        said = _extends(base.layer.world, base.layer.shown(PROJECT), sink)
    sink.stop_on_errors()
    if len(chain) == 1:
        return world
    *above, lowest = (base.layer for base in chain)
    return LayeredWorld(root, (*above, Layer(_completed(lowest.world), lowest.name)))


def own_world(world: World) -> World:
    """The files of the folder itself, without what it extends."""
    return world.own if isinstance(world, LayeredWorld) else world


def _bare(folder: Path) -> DiskWorld:
    return DiskWorld(folder, folder)


def _completed(world: World) -> World:
    """The lowest folder, with the fonts and pictograms of the program."""
    from booklet.world.zipped import ZipWorld

    if isinstance(world, ZipWorld):
        return replace(world, shipped=DiskWorld(shipped_root()))
    return DiskWorld(world.root) if isinstance(world, DiskWorld) else world


def _extends(world: World, shown: str, sink: Sink) -> Scalar | None:
    """What a booklet.yaml says under `extends`. Its other faults are told by who reads it whole."""
    try:
        data = world.read(PROJECT)
    except OSError:
        return None
    if KEY.encode() not in data:
        return None
    node = read_yaml(shown, data, Sink())
    said = node.get(KEY) if isinstance(node, MapNode) else None
    if isinstance(said, Scalar):
        return None if said.is_null else said
    if said is not None:
        sink.error("extends-form", "'extends' names one folder, archive or package", said.span, _FORMS)
    return None


def _find(said: Scalar, by: _Base, root: Path, sink: Sink) -> _Base | None:
    name = said.text.strip()
    if "://" in name:
        sink.error("extends-form", f"{quoted(name)} is an address on the network", said.span, "download it, and name the file", _FORMS)
        return None
    if not re.search(r"[/\\.:]", name):
        return _package(name, said.span, sink)
    if by.beside is None:
        sink.error("extends-form", f"an archive cannot extend {quoted(name)}, which lies outside of it", said.span, "name an installed package there")
        return None
    path = by.beside / (name if os.name == "nt" else _posix(name))
    return _zip(path, root, said, sink) if path.suffix.lower() == ".zip" else _folder(path, root, said, sink)


def _posix(name: str) -> str:
    return PureWindowsPath(name).as_posix() if "\\" in name else name


def _package(name: str, span: Span, sink: Sink) -> _Base | None:
    """An installed package with a project inside; it is looked for, never imported."""
    for folder in _places(name):
        if (folder / PROJECT).is_file():
            return _Base(Layer(_bare(folder), f"{name}:"), folder.resolve(), folder)
    what = f"no installed package {quoted(name)} holds a project"
    sink.error("extends-missing", what, span, "install it, correct the name, or write './' before the name of a folder")
    return None


def _places(name: str) -> list[Path]:
    if name == "booklet":
        return [shipped_root()]
    from importlib.util import find_spec

    try:
        spec = find_spec(name) if _PACKAGE.fullmatch(name) else None
    except (ImportError, ValueError):
        return []
    inside = list(spec.submodule_search_locations or ()) if spec else []
    return [folder for place in inside for folder in (Path(place), Path(place) / "shipped")]


def _folder(path: Path, root: Path, said: Scalar, sink: Sink) -> _Base | None:
    if not (path / PROJECT).is_file():
        what = f"there is no project at {quoted(said.text)}" if path.is_dir() else f"there is no folder {quoted(said.text)}"
        sink.error("extends-missing", what, said.span, f"the folder must hold a {PROJECT}; a path counts from the file that names it")
        return None
    return _Base(Layer(_bare(path), _shown(path, root)), path.resolve(), path)


def _zip(path: Path, root: Path, said: Scalar, sink: Sink) -> _Base | None:
    from booklet.world.zipped import RefusedArchive, open_zip

    try:
        world = open_zip(path, MemoryWorld({}))
    except RefusedArchive as e:
        sink.error("extends-zip", f"the archive {quoted(said.text)} is refused: {e}", said.span, "get it again from whoever made it, and ask what is in it")
        return None
    except OSError as e:
        sink.error("extends-missing", f"the archive {quoted(said.text)} cannot be read: {e.strerror}", said.span, "correct the path; it counts from the file that names it")
        return None
    if not world.exists(PROJECT):
        sink.error("extends-missing", f"the archive {quoted(said.text)} holds no project", said.span, f"its outermost folder must have a {PROJECT}")
        return None
    return _Base(Layer(world, _shown(path, root)), path.resolve(), None)


def _shown(path: Path, root: Path) -> str:
    """How diagnostics name a place: from the folder that is worked in."""
    try:
        return Path(os.path.relpath(path, root)).as_posix() + "/"
    except ValueError:  # another drive
        return f"{path.name}/"


def _goes_on(base: _Base, chain: list[_Base], said: Scalar, sink: Sink) -> bool:
    if base.place in {one.place for one in chain}:
        what = f"{quoted(said.text)} extends what it is extended by"
        sink.error("extends-cycle", what, said.span, "let one of the folders stand on its own")
    elif len(chain) >= MAX_CHAIN:
        sink.error("extends-cycle", f"more than {MAX_CHAIN} folders extend one another", said.span, "let one of them extend the first directly")
    else:
        return True
    return False
