"""A finished file, opened with two readers that share no code: pypdf and pdfium."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from booklet.diag import Sink, Spot
from booklet.pdf.source import quiet
from booklet.preflight.content import Silent, page_texts
from booklet.preflight.plain import note_plain

if TYPE_CHECKING:
    from pypdf import PdfReader

READERS = ("pypdf", "pdfium")

_LINE_END_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line, as it might be one that the next reader takes out."""

_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]+")
"""What lets a line end or forbids it, and what only says which way text runs, such as the guards of a text layer."""

_BLANK = re.compile(r"\s+")


class PageText(NamedTuple):
    """A page's text as each of the readers extracts it; nothing by pypdf, which is slow, where pdfium's is enough."""

    pypdf: str
    pdfium: str


@dataclass(slots=True)
class File:
    """`name` says in diagnostics which file it is. `codes`: of each font, by its number of object, the codes shown; of
    those shown invisibly, by its negative number."""

    name: str
    reader: PdfReader
    leaves: tuple[Any, ...]
    """pdfium's pages: loaded once, for whoever draws them or asks for their text."""
    pages: tuple[PageText, ...] = ()
    codes: dict[int, set[int]] = field(default_factory=dict)
    silent: list[Silent] = field(default_factory=list)
    """Of each page, what it shows that stands for no text; nothing if pypdf did not read it."""
    objects: tuple[tuple[int, Any], ...] = ()
    """Every object and its number."""
    strings: tuple[str, ...] = ()
    """Every string that is not page content."""
    kind: str = "screen"
    """What it is made for, as in its name."""
    page_numbers: dict[int, int] = field(default_factory=dict)
    """Page from 1 by the number of its object."""
    programs: dict[int, Any] = field(default_factory=dict)
    """What `glyphs.program_of` has opened, by the number of the font's object."""
    _words: dict[int, Any] = field(default_factory=dict)

    def words(self, page: int) -> Any:
        """The text of a page, from 1, as pdfium finds it: looked for once, for whoever asks what stands where."""
        if page not in self._words:
            self._words[page] = self.leaves[page - 1].get_textpage()
        return self._words[page]

    def close(self) -> None:
        """Give back what pdfium holds."""
        for part in (*self._words.values(), *self.leaves):
            part.close()

    def spot(self, page: int, box: tuple[float, float, float, float] | None = None) -> Spot:
        """A place in it; points from the top left corner of the page."""
        return Spot(self.kind, page, box)


def bare(text: str) -> str:
    """Text without invisible marks."""
    return _INVISIBLE.sub("", text)


@lru_cache(maxsize=1024)
def squeezed(text: str) -> str:
    """Text without white space and invisible marks, NFC: what must agree letter for letter."""
    return unicodedata.normalize("NFC", _BLANK.sub("", bare(text)))


@contextmanager
def opened(data: bytes, name: str, sink: Sink, both: bool = True, kind: str = "screen") -> Iterator[File | None]:
    """Open and read a file; None, and `unreadable-file`, if a reader cannot. `both`: pypdf extracts its text too."""
    with quiet(), _opened(data, name, sink, both, kind) as file:
        yield file


@contextmanager
def _opened(data: bytes, name: str, sink: Sink, both: bool, kind: str) -> Iterator[File | None]:
    import pypdfium2
    from pypdf import PdfReader

    document: Any = None
    found: File | None = None
    file: File | None = None
    try:
        document = pypdfium2.PdfDocument(data)
        found = file = File(name, PdfReader(BytesIO(data)), tuple(document), kind=kind)
        note_plain(data, file.reader)
        file.page_numbers = {p.indirect_reference.idnum: n for n, p in enumerate(file.reader.pages, 1) if p.indirect_reference}
        file.pages = tuple(_page_texts(file, both))
        file.objects = tuple(_objects(file.reader))
        file.strings = tuple(s for _, o in file.objects for s in _strings(o))
    except Exception as problem:  # a broken file makes readers raise almost anything
        tell_broken(name, problem, sink)
        file = None
    try:
        yield file
    finally:
        if found is not None:
            found.close()
        if document is not None:
            document.close()


def tell_broken(name: str, problem: Exception, sink: Sink) -> None:
    """Say that a file is broken, in a reader's words."""
    reason = str(problem).strip().splitlines()[:1] or [type(problem).__name__]
    sink.error("unreadable-file", f"the {name} cannot be read: {reason[0][:200]}", None, "build it again")


def _page_texts(file: File, both: bool) -> Iterator[PageText]:
    count = len(file.reader.pages)
    if count != len(file.leaves):
        raise ValueError("its readers count different numbers of pages")
    texts = page_texts(file.reader, file.codes, file.silent) if both else repeat("", count)
    for number, (text, _) in enumerate(zip(texts, file.leaves, strict=True), 1):
        yield PageText(text, str(file.words(number).get_text_range()).replace(_LINE_END_HYPHEN, "-"))


def _objects(reader: PdfReader) -> Iterator[tuple[int, Any]]:
    numbers = {n for generation in reader.xref.values() for n in generation} | set(reader.xref_objStm)
    for number in sorted(numbers):
        yield number, reader.get_object(number)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str) and not str(value).startswith("/"):
        yield str(value)
    elif isinstance(value, bytes):
        yield value.decode("latin-1")
