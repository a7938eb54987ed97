"""A project folder that builds on others: what it has itself goes before what they have, YAML key by key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from booklet.diag import Sink
from booklet.value import compared
from booklet.world.files import World
from booklet.world.overlay import overlay
from booklet.world.source import Node, read_yaml

PASSED_ON = ("content/", "translations/", "fonts/")
"""What a folder gives to those that extend it, besides booklet.yaml."""
PROJECT = "booklet.yaml"


class Layer(NamedTuple):
    """One folder of a chain. `name` stands before the paths of its files wherever people read them; empty for one's own."""

    world: World
    name: str

    def shown(self, path: str) -> str:
        return f"{self.name}{path}"


@compared
class LayeredWorld:
    """A chain of project folders as one: of each file the topmost, of YAML files all of them merged (`read_node`)."""

    root: Path
    """The folder that is worked in: all that is written goes there."""
    layers: tuple[Layer, ...]
    """One's own first, then what it extends, and so on."""

    @property
    def own(self) -> World:
        """The folder that is worked in, alone."""
        return self.layers[0].world

    @property
    def beneath(self) -> LayeredWorld:
        """What the folder extends, as if it were worked in."""
        return LayeredWorld(self.root, self.layers[1:])

    def holding(self, path: str) -> tuple[Layer, ...]:
        """The layers that have a file, topmost first."""
        asked = self.layers if path == PROJECT or path.startswith(PASSED_ON) else self.layers[:1]
        return tuple(layer for layer in asked if layer.world.exists(path))

    def read(self, path: str) -> bytes:
        return self._top(path).read(path)

    def start(self, path: str, size: int) -> bytes:
        return self._top(path).start(path, size)

    def locate(self, path: str) -> str | None:
        found = self.holding(path)
        return found[0].world.locate(path) if found else None

    def exists(self, path: str) -> bool:
        return bool(self.holding(path))

    def list(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        asked = self.layers if f"{folder.rstrip('/')}/".startswith(PASSED_ON) else self.layers[:1]
        return tuple(sorted({path for layer in asked for path in layer.world.list(folder, suffix)}))

    def _top(self, path: str) -> World:
        found = self.holding(path)
        if not found:
            raise FileNotFoundError(path)
        return found[0].world


def layers_of(world: World) -> Sequence[Layer]:
    """The folders of a chain, one's own first; of any other world itself alone."""
    return world.layers if isinstance(world, LayeredWorld) else (Layer(world, ""),)


def read_node(world: World, path: str, sink: Sink) -> Node | None:
    """The one document of a YAML file, in a chain of folders merged; None after errors (`read_yaml`), or where the file is
    hidden by one of them. Each scalar keeps the place where it is written. Raises OSError as `World.read`."""
    if not isinstance(world, LayeredWorld):
        return read_yaml(path, world.read(path), sink)
    found = world.holding(path)
    if not found:
        raise FileNotFoundError(path)
    nodes = [read_yaml(layer.shown(path), layer.world.read(path), sink) for layer in reversed(found)]
    whole = [node for node in nodes if node is not None]
    return overlay(whole, sink) if len(whole) == len(nodes) else None
