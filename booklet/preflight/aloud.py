"""A finished file as a program that reads aloud gets it: its structure tree, element by element (ISO 32000-1, 14.7 to 14.9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from booklet.diag import Sink
from booklet.preflight.marked import Maps, marked_texts
from booklet.preflight.reading import bare, opened
from booklet.value import compared

if TYPE_CHECKING:
    from pypdf import PdfReader

_DEEPEST = 64
"""Levels of the tree that are followed; ours has eight."""


class Leads(NamedTuple):
    """Where a tap leads: to an address, or to a page of this file, from 1."""

    uri: str | None = None
    page: int | None = None


@compared
class Element:
    """An element of the structure tree. `lang`: its own, or what it inherits. `page`: where its content begins, from 1; 0 if it
    has none. `text`: what is said in its place (Alt, ActualText) or of its own content; () as `kids` where that is so."""

    role: str
    lang: str
    page: int
    text: str
    kids: tuple[Element, ...] = ()
    leads: Leads | None = None

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Element]]:
        """This element and all in it, in the order in which they are read, each with its depth."""
        yield depth, self
        for kid in self.kids:
            yield from kid.walk(depth + 1)

    def said(self) -> str:
        """Everything that is read of it, pieces apart by a blank."""
        return " ".join(element.text for _, element in self.walk() if element.text)


def read_aloud(data: bytes, name: str, sink: Sink) -> Element | None:
    """The topmost element of a file. None, and an error, if it cannot be read or has no structure: `unreadable-file`,
    `not-tagged`."""
    with opened(data, name, sink, both=False) as file:
        if file is None:
            return None
        try:
            return _Tree(file.reader).top()
        except Exception as problem:  # a broken tree makes readers raise almost anything
            why = str(problem).strip().splitlines()[:1] or [type(problem).__name__]
            sink.error("not-tagged", f"the structure of the {name} cannot be read: {why[0]}", None, "build it again")
    return None


class _Tree:
    def __init__(self, reader: PdfReader) -> None:
        self._root: Any = reader.root_object
        self._pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages) if page.indirect_reference}
        maps: Maps = {}
        self._texts = [marked_texts(page, reader, maps) for page in reader.pages]
        self._met: set[int] = set()

    def top(self) -> Element:
        if "/StructTreeRoot" not in self._root:
            raise ValueError("there is none")
        kids = _list(self._root["/StructTreeRoot"].get("/K"))
        if len(kids) != 1:
            raise ValueError(f"it has {len(kids)} tops")
        (first,) = kids
        return self._element(first, str(self._root.get("/Lang", "")), _DEEPEST)

    def _element(self, reference: Any, lang: str, left: int) -> Element:
        thing = reference.get_object()
        if not left or id(thing) in self._met:
            raise ValueError("an element is inside itself, or too deep")
        self._met.add(id(thing))
        lang = str(thing.get("/Lang", lang))
        home = self._number(thing)
        instead = thing.get("/Alt", thing.get("/ActualText"))
        pieces, kids, page, leads = [], [], 0, None
        for kid in _list(thing.get("/K")):
            inner = kid.get_object()
            if isinstance(inner, int) or inner.get("/Type") == "/MCR":
                place = home if isinstance(inner, int) else self._number(inner) or home
                pieces.append(self._texts[place - 1].get(int(inner if isinstance(inner, int) else inner["/MCID"]), ""))
                page = page or place
            elif inner.get("/Type") == "/OBJR":
                leads = self._leads(inner["/Obj"].get_object())
                page = page or self._number(inner) or home
            else:
                kids.append(self._element(kid, lang, left - 1))
        text = str(instead) if instead is not None else " ".join(pieces)
        page = page or next((kid.page for kid in kids if kid.page), 0)
        return Element(str(thing["/S"])[1:], lang, page, bare(text).strip(), () if instead is not None else tuple(kids), leads)

    def _number(self, thing: Any) -> int:
        """Of the page that an element or a reference names; 0 if it names none."""
        return 1 + self._pages[thing.raw_get("/Pg").idnum] if "/Pg" in thing else 0

    def _leads(self, annotation: Any) -> Leads:
        action = annotation.get("/A")
        if action is not None:
            return Leads(uri=str(action.get_object().get("/URI", "")))
        where = annotation.get("/Dest")
        return Leads(page=1 + self._pages[where[0].idnum]) if isinstance(where, list) else Leads()


def _list(value: Any) -> list[Any]:
    """What /K holds: nothing, one thing or several."""
    value = value.get_object() if value is not None else []
    return value if isinstance(value, list) else [value]
