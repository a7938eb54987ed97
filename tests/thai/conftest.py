"""The shipped project and its booklets, built once."""

from __future__ import annotations

import pytest

from booklet.build import Built, Job, build
from booklet.diag import Sink
from booklet.project import Project, read_project
from booklet.world.files import DiskWorld, shipped_root


@pytest.fixture(scope="session")
def project() -> Project:
    return read_project(DiskWorld(shipped_root()), Sink(), whole=True)


@pytest.fixture(scope="session")
def booklets(project: Project) -> list[Built]:
    """Every booklet of the main edition: those in other languages show Thai too."""
    edition = project.editions["journey"]
    return [build(Job(edition.id, form, lang), project) for form in edition.forms for lang in edition.languages]


@pytest.fixture(scope="session")
def listed() -> tuple[str, ...]:
    """The words that translators want whole."""
    lines = (shipped_root() / "translations/words/th.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))
