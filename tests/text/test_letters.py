"""Letters are high enough to read: measured on each script's reference letter, as it prints."""

from dataclasses import replace

import pytest

from booklet.diag import Sink
from booklet.l10n.languages import read_languages
from booklet.layout.letters import LEAST_LETTERS, check_letters
from booklet.project import Project
from booklet.world.files import DiskWorld, shipped_root

TAGS = tuple(read_languages(DiskWorld(shipped_root()), Sink()))


@pytest.mark.parametrize("tag", TAGS)
def test_body_letters_are_two_millimetres_high(project: Project, tag: str) -> None:
    sink = Sink()
    check_letters(project.templates["a6"], project.fonts, tag, sink)
    assert sink.finish() == ()


def test_smaller_ones_are_refused(project: Project) -> None:
    template = project.templates["a6"]
    steps = {**template.steps, "body": replace(template.step("body"), x=LEAST_LETTERS - 0.02)}
    sink = Sink()
    check_letters(replace(template, steps=steps), project.fonts, "en", sink)
    (complaint,) = sink.finish()
    assert complaint.code == "small-letters" and "1.98 mm" in complaint.message
