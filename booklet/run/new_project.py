"""Starts a project folder of one's own from the shipped content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from booklet.world.files import SHARED_FOLDERS, DiskWorld, shipped_root

SCHEMAS = "schema"

_FOLDERS = ("content", "translations")
_NOT_KEPT = b"# Confidential facts: keep them on one machine, and out of every copy.\n/content/internal/\n/output/\n"
_INTERNAL = "content/internal/"
_EXTENDING_KINDS = ("template",)
"""Kinds of files that may say only what is different from another of their kind."""
_EXTENDING = b"""\
# A local edition: what it does not say is said by the content that comes with the program (docs/shelter.md).
# yaml-language-server: $schema=schema/booklet.schema.json
extends: booklet
# editions: [river]   # your own, in content/editions/; without this line, those of the shared content are built
"""


def project_files(shipped: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Everything a new project folder holds, by path; fonts and pictograms stay where the program is."""
    world = DiskWorld(shipped or shipped_root())
    paths = [path for folder in _FOLDERS for path in world.list(folder) if not path.startswith((*SHARED_FOLDERS, _INTERNAL))]
    for path in ("booklet.yaml", *paths):
        yield path, world.read(path)
    yield ".gitignore", _NOT_KEPT
    for name, data in schema_files():
        yield f"{SCHEMAS}/{name}", data


def local_files() -> Iterator[tuple[str, bytes]]:
    """Everything a new local edition holds, by path: it extends the shipped content."""
    yield "booklet.yaml", _EXTENDING
    yield ".gitignore", _NOT_KEPT
    for name, data in schema_files(local=True):
        yield f"{SCHEMAS}/{name}", data


def schema_files(*, local: bool = False) -> Iterator[tuple[str, bytes]]:
    """A JSON Schema for each kind of YAML file, by name, and for report.json; the first lines of the files point to them.
    `local`: for files that say only what is different."""
    from booklet.local.schema import partial_schema
    from booklet.run.report_model import BookletReport
    from booklet.world.schema import json_schema

    yield "report.schema.json", _dumped(json_schema(BookletReport))
    for name, cls in _kinds().items():
        schema = partial_schema(json_schema(cls)) if local or name in _EXTENDING_KINDS else json_schema(cls)
        yield f"{name}.schema.json", _dumped(schema)


def _dumped(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _kinds() -> dict[str, type[Any]]:
    from booklet.model.catalogue import Service
    from booklet.model.edition import Edition
    from booklet.model.internal import Internal
    from booklet.model.read import MessageFile, PlaceFile, TopicFile, WordFile
    from booklet.model.template import Template
    from booklet.project import ProjectFile

    return {
        "booklet": ProjectFile,
        "edition": Edition,
        "template": Template,
        "service": Service,
        "places": PlaceFile,
        "internal": Internal,
        "messages": MessageFile,
        "topics": TopicFile,
        "words": WordFile,
    }
