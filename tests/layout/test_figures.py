"""Large numbers stand in columns: digits of one width, by the template's OpenType features."""

from dataclasses import replace

import pytest

from booklet.diag import Sink
from booklet.layout.setting import Setting
from booklet.project import Project
from booklet.text.paragraph import Typesetter


def widths(project: Project, figures: tuple[str, ...]) -> set[float]:
    template = replace(project.templates["a6"], figures=figures)
    setting = Setting(template, project.fonts, Typesetter(project.fonts, Sink()), {}, "en", "ltr", {}, Sink())
    return {round(setting.number(digit * 4).width, 6) for digit in "0123456789"}


def test_digits_have_one_width(project: Project) -> None:
    assert len(widths(project, project.templates["a6"].figures)) == 1


@pytest.mark.parametrize("feature", ["pnum"])
def test_the_template_decides(project: Project, feature: str) -> None:
    assert len(widths(project, (feature,))) > 1
