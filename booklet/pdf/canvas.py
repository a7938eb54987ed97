"""The drawing protocol, and a canvas that only records, so that tests can see what is painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from booklet.layout.frame import Box, Drawing, Link, Modules, Outline, Stroke, Tag, TextItem
from booklet.units import Size


class Bounds(NamedTuple):
    """A rectangle on the page: left, top, right, bottom, points, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


class Canvas(Protocol):
    """Takes items of one page after another. Every item comes between `begin` and `end`."""

    def begin_page(self, number: int, size: Size) -> None:
        """Start a page."""
        ...

    def begin(self, tag: Tag | None, bounds: Bounds | None, running: str = "") -> None:
        """What follows belongs to an element of the structure tree, or is an artifact (None). `bounds`: of figures; `running`:
        Header or Footer, if it is one of an artifact."""
        ...

    def end(self) -> None:
        """Close what `begin` opened."""
        ...

    def text(self, item: TextItem) -> None: ...

    def box(self, item: Box) -> None: ...

    def outline(self, item: Outline) -> None: ...

    def stroke(self, item: Stroke) -> None: ...

    def drawing(self, item: Drawing) -> None: ...

    def modules(self, item: Modules) -> None: ...

    def link(self, link: Link, contents: str) -> None:
        """A place to tap; `contents` says in words where it leads."""
        ...

    def end_page(self) -> None:
        """Finish a page."""
        ...


@dataclass(slots=True)
class RecordingCanvas:
    """Remembers every call as (name, arguments)."""

    calls: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    def begin_page(self, number: int, size: Size) -> None:
        self.calls.append(("begin_page", (number, size)))

    def begin(self, tag: Tag | None, bounds: Bounds | None, running: str = "") -> None:
        self.calls.append(("begin", (tag, bounds)))

    def end(self) -> None:
        self.calls.append(("end", ()))

    def text(self, item: TextItem) -> None:
        self.calls.append(("text", (item,)))

    def box(self, item: Box) -> None:
        self.calls.append(("box", (item,)))

    def outline(self, item: Outline) -> None:
        self.calls.append(("outline", (item,)))

    def stroke(self, item: Stroke) -> None:
        self.calls.append(("stroke", (item,)))

    def drawing(self, item: Drawing) -> None:
        self.calls.append(("drawing", (item,)))

    def modules(self, item: Modules) -> None:
        self.calls.append(("modules", (item,)))

    def link(self, link: Link, contents: str) -> None:
        self.calls.append(("link", (link, contents)))

    def end_page(self) -> None:
        self.calls.append(("end_page", ()))
