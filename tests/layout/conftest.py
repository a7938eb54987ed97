"""A press for tiny stories, and the room its pages have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny import Press

from booklet.project import Project


@pytest.fixture(scope="session")
def press(project: Project) -> Press:
    fine = 0.0004  # on a grid so fine, heights are what the stories say
    return Press(project, replace(project.templates["a6"], pages_min=0, unit=fine))


@pytest.fixture(scope="session")
def room(press: Press) -> float:
    """Height of the text area, millimetres."""
    template = press.template
    return template.trim[1] - template.margins.top - template.margins.bottom
