"""Starts a project folder of one's own from the shipped content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from booklet.world.files import SHARED_FOLDERS, DiskWorld, shipped_root

SCHEMAS = "schema"

_FOLDERS = ("content", "translations")


def project_files(shipped: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Everything a new project folder holds, by path; fonts and pictograms stay where the program is."""
    world = DiskWorld(shipped or shipped_root())
    paths = [path for folder in _FOLDERS for path in world.list(folder) if not path.startswith(SHARED_FOLDERS)]
    for path in ("booklet.yaml", *paths):
        yield path, world.read(path)
    for name, data in schema_files():
        yield f"{SCHEMAS}/{name}", data


def schema_files() -> Iterator[tuple[str, bytes]]:
    """A JSON Schema for each kind of YAML file, by name; the first lines of the files point to them."""
    from booklet.world.schema import json_schema

    for name, cls in _kinds().items():
        yield f"{name}.schema.json", (json.dumps(json_schema(cls), ensure_ascii=False, indent=2) + "\n").encode()


def _kinds() -> dict[str, type[Any]]:
    from booklet.model.catalogue import Service
    from booklet.model.edition import Edition
    from booklet.model.read import MessageFile, TopicFile, WordFile
    from booklet.model.template import Template
    from booklet.project import ProjectFile

    return {
        "booklet": ProjectFile,
        "edition": Edition,
        "template": Template,
        "service": Service,
        "messages": MessageFile,
        "topics": TopicFile,
        "words": WordFile,
    }
