"""Whether a program that reads aloud gets all of a page, in order, with words for what is drawn (ISO 14289-1, PDF/UA-1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from booklet.diag import Sink
from booklet.layout.frame import Document, Page, Tag
from booklet.preflight.active import notes_of
from booklet.preflight.operators import Operation
from booklet.preflight.reading import File

_PAINTS = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"Tj", b"TJ", b"'", b'"'))
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_HEADING = re.compile("/H([1-6])")
_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""BCP 47, in short."""

_HINT = "do not hand out this file; report the fault with the file"
_DEEPEST = 64


@dataclass(slots=True)
class _Tree:
    """What a structure tree says. Places are a page, from 1, and a number of marked content on it."""

    places_of: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Of every element with content, by the number of its object, in the order in which they are read."""
    roles: list[tuple[str, Any]] = field(default_factory=list)
    """Of every element, with itself, in order."""
    langs: dict[int, Counter[str]] = field(default_factory=dict)
    """Elements with content by language, of each page."""
    links: set[int] = field(default_factory=set)
    """Numbers of the objects of annotations that stand in a Link."""
    firsts: set[int] = field(default_factory=set)
    """Elements with content that begin a Part: of two languages on facing pages, each is read by itself."""
    begun: bool = False
    """Whether a Part has begun whose first content is still to come."""


@dataclass(slots=True)
class _Painted:
    """What a page paints: how often each number of marked content is begun, those that hold text, and how many operators paint
    outside all of it."""

    begun: Counter[int]
    texts: set[int]
    strays: int = 0


def check_structure(file: File, sink: Sink, document: Document | None = None) -> None:
    """All that is painted belongs to one element or to none on purpose; elements come in the order of the page, headings step by
    step, figures and links with words, languages by their tags.

    Errors: `untagged-content`, `reading-order`, `heading-skipped`, `figure-without-words`, `link-without-words`,
    `wrong-language`; compared with a `document`, also `tag-language`."""
    if (tree := _read(file)) is None:
        return  # told as `not-tagged`
    painted = [_painted(silent.everything) for silent in file.silent]
    _check_places(file, tree, painted, sink)
    _check_order(file, tree, painted, sink)
    _check_elements(file, tree, sink)
    if document:
        _check_languages(file, tree, document, sink)
    for number, page in enumerate(file.reader.pages, 1):
        for note in notes_of(page):
            if note.get("/Subtype") == "/Link" and not _is_told(note, tree):
                sink.error("link-without-words", f"a link on page {number} of the {file.name} has no words", None, _HINT, spot=file.spot(number))


def _check_languages(file: File, tree: _Tree, document: Document, sink: Sink) -> None:
    """Each page has as many elements in each language as were laid out."""
    for page in document.pages:
        wanted, found = _wanted(page, document.lang), tree.langs.get(page.number, Counter())
        if wanted != found:
            names = ", ".join(sorted((wanted - found).keys() | (found - wanted).keys()))
            what = f"page {page.number} of the {file.name} has other elements in the languages {names} than were laid out"
            sink.error("tag-language", what, None, _HINT, spot=file.spot(page.number))


def _wanted(page: Page, lang: str) -> Counter[str]:
    tags = {id(item.tag): item.tag for item in page.items if item.tag is not None}
    return Counter(_lang(tag) or lang for tag in tags.values())


def _lang(tag: Tag | None) -> str | None:
    return (tag.lang or _lang(tag.parent)) if tag else None


def _read(file: File) -> _Tree | None:
    root: Any = file.reader.root_object
    if "/StructTreeRoot" not in root:
        return None
    tree = _Tree()
    try:
        for kid in _list(root["/StructTreeRoot"].get("/K")):
            _walk(kid, str(root.get("/Lang", "")), tree, file.page_numbers, _DEEPEST)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    return tree


def _walk(reference: Any, lang: str, tree: _Tree, pages: dict[int, int], left: int) -> None:
    thing = reference.get_object()
    if not left:
        raise ValueError("too deep")
    lang = str(thing.get("/Lang", lang))
    role, home = str(thing.get("/S")), pages.get(thing.raw_get("/Pg").idnum, 0) if "/Pg" in thing else 0
    tree.roles.append((role, thing))
    tree.begun = tree.begun or role == "/Part"
    own: set[int] = set()
    for kid in _list(thing.get("/K")):
        inner = kid.get_object()
        kind = None if isinstance(inner, int) else inner.get("/Type")
        if kind == "/OBJR":
            if role == "/Link":
                tree.links.add(inner.raw_get("/Obj").idnum)
        elif (kind is None and isinstance(inner, int)) or kind == "/MCR":
            page = home if isinstance(inner, int) or "/Pg" not in inner else pages.get(inner.raw_get("/Pg").idnum, 0)
            place = (page, int(inner if isinstance(inner, int) else inner["/MCID"]))
            owner = getattr(reference, "idnum", 0)
            tree.places_of.setdefault(owner, []).append(place)
            if tree.begun:
                tree.firsts.add(owner)
                tree.begun = False
            own.add(page)
        else:
            _walk(kid, lang, tree, pages, left - 1)
    for page in own:
        tree.langs.setdefault(page, Counter())[lang] += 1


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _painted(operations: list[Operation]) -> _Painted:
    page = _Painted(Counter(), set())
    open_: list[tuple[int | None, bool]] = [(None, False)]  # number, and whether it is meant to be passed over
    for operands, operator in operations:
        if operator in (b"BMC", b"BDC"):
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            number, passed = properties.get("/MCID"), str(operands[0]) == "/Artifact"
            if number is not None:
                page.begun[int(number)] += 1
            open_.append((open_[-1][0] if number is None else int(number), passed or open_[-1][1]))
        elif operator == b"EMC":
            del open_[max(1, len(open_) - 1) :]
        elif operator in _PAINTS:
            number, passed = open_[-1]
            if number is None and not passed:
                page.strays += 1
            elif number is not None and operator in _SHOWS:
                page.texts.add(number)
    return page


def _check_places(file: File, tree: _Tree, painted: list[_Painted], sink: Sink) -> None:
    told = Counter(place for places in tree.places_of.values() for place in places)
    owners = {place: owner for owner, places in tree.places_of.items() for place in places}
    parents = _parents(file)
    for number, page in enumerate(painted, 1):
        wrong = [n for n in page.begun if told[number, n] != 1 or page.begun[n] != 1 or parents.get((number, n)) != owners.get((number, n))]
        lost = [n for at, n in told if at == number and n not in page.begun]
        if page.strays or wrong or lost:
            what = f"page {number} of the {file.name} shows what is not read aloud, or not once"
            sink.error("untagged-content", what, None, _HINT, spot=file.spot(number))


def _parents(file: File) -> dict[tuple[int, int], int]:
    """The number of the object of the element that the parent tree gives for each place (14.7.4.4)."""
    root: Any = file.reader.root_object["/StructTreeRoot"]
    found: dict[tuple[int, int], int] = {}
    by_key = {int(page.get("/StructParents", -1)): n for n, page in enumerate(file.reader.pages, 1)}
    for key, row in _numbers(root.get("/ParentTree")):
        if key in by_key and isinstance(row.get_object(), list):
            found.update({(by_key[key], n): getattr(owner, "idnum", 0) for n, owner in enumerate(row.get_object())})
    return found


def _numbers(node: Any) -> Iterator[tuple[int, Any]]:
    """Pairs of a number tree (7.9.7)."""
    thing = node.get_object() if node is not None else {}
    pairs = thing.get("/Nums", [])
    yield from zip(map(int, pairs[::2]), pairs[1::2], strict=False)
    for kid in thing.get("/Kids", []):
        yield from _numbers(kid)


def _check_order(file: File, tree: _Tree, painted: list[_Painted], sink: Sink) -> None:
    """Content is numbered as it is laid out, so elements begin in the order of their numbers. On pages with lines from right to
    left all text comes again after the drawings (docs/text-layer.md): there, where texts end."""
    latest = {True: (0, -1), False: (0, -1)}
    for owner, places in tree.places_of.items():
        if owner in tree.firsts:
            latest = {True: (0, -1), False: (0, -1)}
        page = places[0][0]
        twice = 0 < page <= len(file.silent) and bool(file.silent[page - 1].operations)
        texts = [p for p in places if 0 < p[0] <= len(painted) and p[1] in painted[p[0] - 1].texts]
        words = twice and bool(texts)
        place = texts[-1] if words else places[0]
        if place < latest[words]:
            what = f"page {page} of the {file.name} is read aloud in another order than it is laid out"
            sink.error("reading-order", what, None, _HINT, spot=file.spot(page))
            return
        latest[words] = place


def _check_elements(file: File, tree: _Tree, sink: Sink) -> None:
    level = 0
    for role, thing in tree.roles:
        page = file.page_numbers.get(thing.raw_get("/Pg").idnum, 1) if "/Pg" in thing else 1
        if found := _HEADING.fullmatch(role):
            if int(found[1]) > level + 1:
                what = f"a heading on page {page} of the {file.name} skips a level"
                sink.error("heading-skipped", what, None, _HINT, spot=file.spot(page))
            level = int(found[1])
        if role == "/Figure" and not str(thing.get("/Alt", "")).strip():
            what = f"a picture on page {page} of the {file.name} has no words for those who do not see it"
            sink.error("figure-without-words", what, None, _HINT, spot=file.spot(page))
        if "/Lang" in thing and not _LANGUAGE.fullmatch(str(thing["/Lang"])):
            what = f"'{thing['/Lang']}' on page {page} of the {file.name} is no language"
            sink.error("wrong-language", what, None, _HINT, spot=file.spot(page))


def _is_told(note: Any, tree: _Tree) -> bool:
    """Whether a link says where it leads, and stands in the tree."""
    number = getattr(getattr(note, "indirect_reference", None), "idnum", 0)
    return bool(str(note.get("/Contents", "")).strip()) and number in tree.links
