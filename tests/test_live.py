"""An edition to be handed out has no text that nobody has reviewed, and no critical one that one person alone has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from booklet.diag import Diagnostic, Sink
from booklet.job import Job
from booklet.l10n.catalogs import Catalog
from booklet.l10n.localised import State
from booklet.live import check_live
from booklet.model.edition import Missing
from booklet.press import Press
from booklet.project import Project

TEXT = "message:rights.safe/text"


def reviewed(project: Project) -> dict[str, Catalog]:
    """As if two people had read everything."""
    return {
        tag: replace(c, messages={k: m._replace(state=State.REVIEWED, target=m.target or "x", lone=False) for k, m in c.messages.items()})
        for tag, c in project.catalogs.items()
    }


def told(project: Project, catalogs: Mapping[str, Catalog], *, live: bool = True) -> tuple[Diagnostic, ...]:
    edition = project.editions["journey"]
    edition = replace(edition, gates=replace(edition.gates, live=live), missing=Missing.SOURCE)
    drafted = replace(project, catalogs=catalogs, editions={"journey": replace(edition, gates=replace(edition.gates, live=False))})
    sink = Sink()
    stories = Press(Job("journey", "a6", "th"), drafted, Sink()).stories(None, Sink())
    check_live(stories, edition, catalogs, sink)
    return sink.finish()


def changed(catalogs: Mapping[str, Catalog], lang: str, **more: object) -> dict[str, Catalog]:
    messages = catalogs[lang].messages
    return dict(catalogs) | {lang: replace(catalogs[lang], messages=messages | {TEXT: messages[TEXT]._replace(**more)})}  # type: ignore[arg-type]


def test_what_two_people_have_read_prints(project: Project) -> None:
    assert [d.message for d in told(project, reviewed(project))] == []


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"state": State.MACHINE_DRAFT}, "no person has reviewed"),
        ({"state": State.TRANSLATED}, "no person has reviewed"),
        ({"state": None}, "in English"),
        ({"source": "Other English."}, "in English"),
        ({"lone": True}, "one reviewer only"),
    ],
)
def test_one_text_that_is_not_ready_stops_the_build(project: Project, more: dict[str, object], reason: str) -> None:
    catalogs = changed(reviewed(project), "th", **more)
    (error,) = told(project, catalogs)
    assert (error.severity, error.code, error.span) == ("error", "not-live", catalogs["th"].messages[TEXT].span)
    assert "1 text in 'th'" in error.message and reason in error.message and TEXT in error.message
    assert not told(project, catalogs, live=False), "other editions print it, marked"


def test_what_is_shown_to_helpers_counts_in_their_language(project: Project) -> None:
    """The page of words to show speaks the languages of those who may help."""
    catalogs = reviewed(project)
    name = "message:phrase.need_help/text"
    catalogs["ms"] = replace(catalogs["ms"], messages=catalogs["ms"].messages | {name: catalogs["ms"].messages[name]._replace(state=State.TRANSLATED)})
    assert any("in 'ms'" in d.message and name in d.message for d in told(project, catalogs))


def test_drafts_are_counted_not_listed(project: Project) -> None:
    """The shipped translations are drafts: one error says how many, for each language."""
    found = told(project, project.catalogs)
    assert 0 < len(found) <= 2 * len(project.catalogs) and any("texts in 'th'" in d.message for d in found)
