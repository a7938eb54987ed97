"""What the preflight report of a booklet shows beside the checks: where its numbers are from, its fonts, its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from booklet.diag import Diagnostic, Sink
from booklet.layout.frame import TextItem
from booklet.model.catalogue import Service
from booklet.model.channel import Channel
from booklet.model.selection import PublicChannel, select
from booklet.preflight.page import FileFacts, FontFacts, NumberFacts, Proof
from booklet.units import MM

if TYPE_CHECKING:
    from booklet.build import Built
    from booklet.l10n.languages import Language
    from booklet.preflight import Checked
    from booklet.project import Project


def proof_of(
    built: Built, checked: Checked, project: Project, language: Language, diagnostics: Iterable[Diagnostic], pictures: Iterable[bytes],
    files: Mapping[str, bytes],
) -> Proof:  # fmt: skip
    """All that the report of a booklet says. `pictures`: PNG of its pages; `files`: its files by name."""
    job, document = built.job, built.document
    edition = project.editions[job.edition]
    width, height = (f"{round(length / MM, 1):g}" for length in document.trim)
    about = (
        f"Edition {job.edition}, form {job.form}, language {job.locale}: {len(document.pages)} pages of {width} × {height} mm, "
        f"{len(built.imposition.sheets)} sheets of paper. Its facts are those of {edition.as_of.isoformat()}."
    )
    return Proof(
        built.stories[0].title.text,
        about,
        document.lang,
        language.direction.value,
        tuple(diagnostics),
        tuple(pictures),
        tuple(page.size for page in document.pages),
        checked.symbols,
        checked.pictures,
        tuple(file_facts(name, data) for name, data in sorted(files.items())),
        tuple(FontFacts(family, project.fonts.licences.get(family, "")) for family in _families(built)),
        tuple(_numbers(built, project)),
        frozenset().union(*(page.marks for page in document.pages)),
    )


def file_facts(name: str, data: bytes) -> FileFacts:
    """Name, size and hash of a file."""
    return FileFacts(name, len(data), sha256(data).hexdigest())


def _families(built: Built) -> list[str]:
    """Of the fonts that its pages show."""
    items = (item for page in built.document.pages for item in page.items if isinstance(item, TextItem))
    return sorted({run.face.family for item in items for run in item.line.runs})


def _numbers(built: Built, project: Project) -> Iterator[NumberFacts]:
    """Every number and address that the edition prints, in its order."""
    catalogue = project.catalogue
    for group in select(catalogue, project.editions[built.job.edition], Sink()).services.values():
        for public in group:
            service = catalogue.services[public.id]
            channels = {channel.id: channel for channel in service.channels}
            for shown in public.channels:
                for number in dict.fromkeys(filter(None, (shown.number, shown.abroad, shown.address))):
                    yield _facts(number, shown, service, channels[shown.id])


def _facts(number: str, shown: PublicChannel, service: Service, channel: Channel) -> NumberFacts:
    """A source that is kept secret is told by kind and day alone, like any other."""
    sources = [s for s in service.sources if not s.confirms or channel.id in s.confirms]
    told = [" ".join(filter(None, (s.kind.replace("_", " "), s.date and f"of {s.date}"))) for s in sources]
    called = shown.verified_on.isoformat() if shown.verified_on else ""
    return NumberFacts(number, service.name.source, service.country, tuple(dict.fromkeys(told)), called)
