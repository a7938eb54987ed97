"""The languages that the program can set, and what differs between them: data from translations/languages.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from booklet.diag import Sink, Span
from booklet.model.limits import TAG
from booklet.value import compared
from booklet.world.decode import decode
from booklet.world.files import World
from booklet.world.layers import PROJECT, read_node

FILE = "translations/languages.yaml"
OWN_FILE = "translations/locales.yaml"
SOURCE_LANGUAGE = "en"


class Direction(StrEnum):
    LTR = "ltr"
    RTL = "rtl"


class Calendar(StrEnum):
    GREGORIAN = "gregorian"
    BUDDHIST = "buddhist"


class Digits(StrEnum):
    """CLDR numbering systems of ten digits in a row (numberingSystems.xml)."""

    LATN = "latn"
    ARAB = "arab"
    ARABEXT = "arabext"
    BENG = "beng"
    DEVA = "deva"
    KHMR = "khmr"
    LAOO = "laoo"
    MLYM = "mlym"
    MYMR = "mymr"
    MYMRSHAN = "mymrshan"
    ROHG = "rohg"
    TAMLDEC = "tamldec"
    TELU = "telu"
    THAI = "thai"
    TIBT = "tibt"


class Part(StrEnum):
    """A part of the data of a locale, which may be a draft."""

    MONTHS = "months"
    WEEKDAYS = "weekdays"
    COUNTRIES = "countries"
    LANGUAGES = "languages"


@dataclass(frozen=True, slots=True, eq=False)
class OwnLocale:
    """What CLDR lacks of a language; the fields are described in translations/locales.yaml."""

    tag: str
    source: str
    draft: tuple[Part, ...] = ()
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    date: str | None = None
    two: str | None = None
    middle: str | None = None
    end: str | None = None
    until: str | None = None
    countries: dict[str, str] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)

    def check(self, sink: Sink, span: Span) -> None:
        """Refuse names that would stand for the wrong month or day: wrong-names."""
        for what, names, number in (("months", self.months, 12), ("weekdays", self.weekdays, 7)):
            if names and len(names) != number:
                sink.error("wrong-names", f"'{self.tag}' names {len(names)} {what}", span, f"name all {number} of them, in order")


@compared
class Language:
    """One language; the fields are described in translations/languages.yaml."""

    tag: str
    autonym: str
    script: str
    direction: Direction
    spaces: bool
    digits: Digits
    calendar: Calendar
    reviewers: int
    babel: str
    plural_forms: str
    own: OwnLocale | None = None
    """Filled in from translations/locales.yaml."""
    expansion: int | None = None


@compared
class _Table:
    languages: tuple[Language, ...]


@compared
class _OwnTable:
    locales: tuple[OwnLocale, ...]


def read_languages(world: World, sink: Sink) -> dict[str, Language]:
    """Languages by BCP 47 tag, in the order of the file; empty, with an error, if it cannot be read."""
    if not world.exists(FILE):
        hint = "copy it from the project's source" if world.exists(PROJECT) else "go to a project folder, or make one with 'booklet init DIR'"
        sink.error("no-languages", f"there is no '{FILE}'", None, hint)
        return {}
    node = read_node(world, FILE, sink)
    table = decode(node, _Table, sink) if node is not None else None
    languages: dict[str, Language] = {}
    for language in table.languages if table else ():
        if language.tag != normalise(language.tag) or not re.fullmatch(TAG, language.tag) or language.tag in languages:
            sink.error("bad-language-tag", f"'{language.tag}' is in the table twice, or not written as BCP 47 asks", Span(FILE, 1, 1),
                       f"write '{normalise(language.tag)}', once")  # fmt: skip
        languages[language.tag] = language
    for own in _read_own(world, sink):
        if own.tag in languages:
            languages[own.tag] = replace(languages[own.tag], own=own)
    return languages


def _read_own(world: World, sink: Sink) -> tuple[OwnLocale, ...]:
    node = read_node(world, OWN_FILE, sink) if world.exists(OWN_FILE) else None
    table = decode(node, _OwnTable, sink) if node is not None else None
    return table.locales if table else ()


def normalise(tag: str) -> str:
    """A tag from a file name as BCP 47 writes it: `zh_hans` is `zh-Hans` (RFC 5646, section 2.1.1)."""
    first, *rest = tag.replace("_", "-").split("-")
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()
