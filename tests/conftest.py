"""The shipped project, read once, and its booklets, each built when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from booklet.build import Built, Job, build
from booklet.diag import Sink
from booklet.project import Project, read_project
from booklet.world.files import DiskWorld, shipped_root

Shipped = Callable[[str], Built]
"""The shipped edition in the language of this tag."""


@pytest.fixture(scope="session")
def project() -> Project:
    sink = Sink()
    found = read_project(DiskWorld(shipped_root()), sink)
    sink.stop_on_errors()
    return found


@pytest.fixture(scope="session")
def shipped(project: Project) -> Shipped:
    return cache(lambda lang: build(Job("journey", "a6", lang), project))
