"""The structure tree: which content is a heading, a list, a figure, and in what order it is read (ISO 32000-1, 14.7, 14.8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from booklet.diag import Sink
from booklet.layout.frame import Tag
from booklet.pdf.objects import Objects, ascii_string, compact_string, number, string


class _Content(NamedTuple):
    """Marked content: page index and MCID."""

    page: int
    mcid: int


class _Annotation(NamedTuple):
    """An annotation: page index and reference."""

    page: int
    reference: str


@dataclass(slots=True, eq=False)
class _Element:
    role: str
    tag: Tag | None
    reference: str
    parent: str
    kids: list[_Element | _Content | _Annotation] = field(default_factory=list)
    boxes: list[tuple[int, tuple[float, float, float, float]]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    layered: bool = False


class StructureTree:
    """Built while pages are painted, in reading order; written at the end."""

    def __init__(self, objects: Objects, sink: Sink) -> None:
        self._objects, self._sink = objects, sink
        self.root = objects.reserve()
        self._document = _Element("Document", None, objects.reserve(), self.root)
        self._elements: dict[Tag, _Element] = {}
        self._by_page: list[list[str]] = []
        self._by_annotation: list[str] = []

    def begin_page(self) -> int:
        """Start a page; its StructParents key."""
        self._by_page.append([])
        return len(self._by_page) - 1

    def mark(self, tag: Tag, box: tuple[float, float, float, float] | None = None) -> int:
        """The MCID of a piece of content of an element on this page; `box`: a figure's, PDF coordinates."""
        element, page = self._elements.get(tag) or self._element(tag), self._by_page[-1]
        page.append(element.reference)
        place = len(self._by_page) - 1
        element.kids.append(_Content(place, len(page) - 1))
        if box is not None:
            element.boxes.append((place, box))
        return len(page) - 1

    def say(self, tag: Tag, text: str, layered: bool) -> None:
        """A line of an element's text. If one of them is `layered` and the element has no others inside, programs that read
        aloud are given its text (14.9.4) instead of its content, the order of which is not theirs."""
        element = self._elements.get(tag) or self._element(tag)
        element.lines.append(text)
        element.layered = element.layered or layered

    def annotate(self, tag: Tag, reference: str) -> int:
        """Give an annotation on this page a Link element, `tag`'s own or one inside it; the annotation's number from 0.

        Its StructParent key is that number plus the count of pages."""
        element = self._element(tag)
        if element.role != "Link":
            inner = _Element("Link", None, self._objects.reserve(), element.reference)
            element.kids.append(inner)
            element = inner
        element.kids.append(_Annotation(len(self._by_page) - 1, reference))
        self._by_annotation.append(element.reference)
        return len(self._by_annotation) - 1

    def write(self, pages: list[str], lang: str) -> None:
        """Store the tree. `pages`: references of the pages in order."""
        self._write_element(self._document, pages, f"/Lang{ascii_string(lang)}")
        rows = [f"{key}[{' '.join(row)}]" for key, row in enumerate(self._by_page)]
        rows += [f"{key} {reference}" for key, reference in enumerate(self._by_annotation, len(pages))]
        self._objects.put(
            self.root,
            f"<</Type/StructTreeRoot/K[{self._document.reference}]/ParentTree<</Nums[{' '.join(rows)}]>>"
            f"/ParentTreeNextKey {len(rows)}>>",
        )

    def _element(self, tag: Tag) -> _Element:
        if tag.role == "Document":
            return self._document
        element = self._elements.get(tag)
        if element is None:
            parent = self._element(tag.parent) if tag.parent is not None else self._document
            element = self._elements[tag] = _Element(tag.role, tag, self._objects.reserve(), parent.reference)
            parent.kids.append(element)
            if tag.role == "Figure" and not tag.alt:
                where = f" '{tag.message}'" if tag.message else ""
                self._sink.error(
                    "figure-without-alt", f"figure{where} has no alternative text", None, "say what it shows"
                )
        return element

    def _write_element(self, element: _Element, pages: list[str], extra: str = "") -> None:
        home, kids = None, []
        for kid in element.kids:
            if isinstance(kid, _Content):
                home = kid.page if home is None else home
                kids.append(str(kid.mcid) if kid.page == home else f"<</Type/MCR/Pg {pages[kid.page]}/MCID {kid.mcid}>>")
            elif isinstance(kid, _Element):
                kids.append(kid.reference)
            else:
                home = kid.page if home is None else home
                kids.append(f"<</Type/OBJR/Pg {pages[kid.page]}/Obj {kid.reference}>>")
        self._objects.put(
            element.reference,
            f"<</Type/StructElem/S/{element.role}/P {element.parent}"
            f"{'' if home is None else f'/Pg {pages[home]}'}/K[{' '.join(kids)}]{_attributes(element)}{extra}>>",
        )
        for kid in element.kids:
            if isinstance(kid, _Element):
                self._write_element(kid, pages)


def _attributes(element: _Element) -> str:
    tag = element.tag
    if tag is None:
        return ""
    out = f"/Lang{ascii_string(tag.lang)}" if tag.lang else ""
    if tag.alt:
        out += f"/Alt{string(tag.alt)}"
    if element.layered and not any(isinstance(kid, _Element) for kid in element.kids):
        out += f"/ActualText{compact_string(' '.join(element.lines))}"
    if element.boxes:
        first = element.boxes[0][0]
        boxes = [box for page, box in element.boxes if page == first]
        left, bottom = min(b[0] for b in boxes), min(b[1] for b in boxes)
        right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
        out += f"/A<</O/Layout/BBox[{' '.join(map(number, (left, bottom, right, top)))}]>>"
    return out
