"""The languages that the program can set, and what differs between them: data from translations/languages.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from booklet.diag import Sink, Span
from booklet.world.decode import decode
from booklet.world.files import World
from booklet.world.source import read_yaml

FILE = "translations/languages.yaml"
SOURCE_LANGUAGE = "en"


class Direction(StrEnum):
    LTR = "ltr"
    RTL = "rtl"


class Calendar(StrEnum):
    GREGORIAN = "gregorian"
    BUDDHIST = "buddhist"


@dataclass(frozen=True, slots=True)
class Language:
    """One language; the fields are described in translations/languages.yaml."""

    tag: str
    autonym: str
    script: str
    direction: Direction
    spaces: bool
    digits: str
    calendar: Calendar
    reviewers: int
    babel: str
    plural_forms: str


@dataclass(frozen=True, slots=True)
class _Table:
    languages: tuple[Language, ...]


def read_languages(world: World, sink: Sink) -> dict[str, Language]:
    """Languages by BCP 47 tag, in the order of the file; empty, with an error, if it cannot be read."""
    if not world.exists(FILE):
        sink.error("no-languages", f"there is no '{FILE}'", None, "copy it from the project's source")
        return {}
    node = read_yaml(FILE, world.read(FILE), sink)
    table = decode(node, _Table, sink) if node is not None else None
    languages: dict[str, Language] = {}
    for language in table.languages if table else ():
        if language.tag != normalise(language.tag) or language.tag in languages:
            sink.error("bad-language-tag", f"'{language.tag}' is in the table twice, or not written as BCP 47 asks", Span(FILE, 1, 1),
                       f"write '{normalise(language.tag)}', once")  # fmt: skip
        languages[language.tag] = language
    return languages


def normalise(tag: str) -> str:
    """A tag from a file name as BCP 47 writes it: `zh_hans` is `zh-Hans` (RFC 5646, section 2.1.1)."""
    first, *rest = tag.replace("_", "-").split("-")
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()
