"""Lays out a booklet whatever is wrong with its translations: for those who mend them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from booklet.diag import Sink
from booklet.job import Job
from booklet.l10n.catalogs import Catalog, Message
from booklet.l10n.po import PLACEHOLDER
from booklet.model.edition import Missing
from booklet.project import Project
from booklet.volume import Volume, lay_out


def lay_out_patiently(job: Job, project: Project, sink: Sink) -> Volume:
    """What a booklet says and its pages, as `volume.lay_out`, with English in place of what is not translated, and of
    translations that lost a placeholder or made one up: nothing could be set with those.

    All that is wrong with the pages goes to `sink`. Raises BookletError if there is nothing to set."""
    edition = project.editions[job.edition]
    editions = {job.edition: replace(edition, missing=Missing.SOURCE)}
    return lay_out(job, replace(project, editions=editions, catalogs=_sound(project.catalogs)), sink)


def _sound(catalogs: Mapping[str, Catalog]) -> dict[str, Catalog]:
    return {
        lang: replace(catalog, messages={key: _usable(message) for key, message in catalog.messages.items()})
        for lang, catalog in catalogs.items()
    }


def _usable(message: Message) -> Message:
    same = set(PLACEHOLDER.findall(message.target)) == set(PLACEHOLDER.findall(message.source))
    return message if same else message._replace(state=None)
