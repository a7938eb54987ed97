"""An edition that groups by need prints each need above its services, in scripts with high lines too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from booklet.compose.block import Group, Paragraph
from booklet.diag import Sink
from booklet.job import Job
from booklet.model.choice import Choice, Grouping
from booklet.model.edition import Missing
from booklet.project import Project
from booklet.volume import lay_out

NEEDS = ("trafficking", "work", "children")
HEADINGS = [f"topic:{name}/label" for name in NEEDS]


def keys(group: Group) -> Iterator[str]:
    """The headings of a country, each with the number of cards below it."""
    cards = 0
    for flowed in group.body:
        if isinstance(flowed.block, Paragraph):
            yield f"{cards} cards"
            cards = 0
            yield flowed.block.text.message or ""
        else:
            cards += 1
    yield f"{cards} cards"


@pytest.mark.parametrize("lang", ["en", "my", "ta"])
def test_each_need_stands_above_its_services(project: Project, lang: str) -> None:
    rules = Choice(needs=NEEDS, group=Grouping.NEED)
    edition = replace(project.editions["journey"], countries=("TH", "MY"), missing=Missing.SOURCE, services=rules)
    sink = Sink()
    (story,), *_ = lay_out(Job("journey", "a6", lang), replace(project, editions={"journey": edition}), sink)
    assert not sink.has_errors, "a card that fills its page leaves its heading on the one before"
    countries = [group for group in story.groups if group.id.endswith(("-TH", "-MY"))]
    assert len(countries) == 2 and not any(group.packed for group in countries)
    for group in countries:
        first, *told = keys(group)
        assert first == "0 cards" and "0 cards" not in told
        assert [key for key in told if key in HEADINGS] == [key for key in HEADINGS if key in told] != []
