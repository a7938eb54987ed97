"""The outline: bookmarks as a tree of linked entries (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from booklet.layout.frame import Bookmark
from booklet.pdf.objects import Objects, string


@dataclass(slots=True)
class _Entry:
    reference: str
    bookmark: Bookmark | None = None
    kids: list[_Entry] = field(default_factory=list)


def write_bookmarks(objects: Objects, bookmarks: Sequence[Bookmark], pages: Sequence[str]) -> str:
    """Store an outline, all open; its reference. `pages`: references of the pages in order. A level may be skipped."""
    root = _Entry(objects.reserve())
    path = [root]
    for bookmark in bookmarks:
        del path[bookmark.level + 1 :]
        entry = _Entry(objects.reserve(), bookmark)
        path[-1].kids.append(entry)
        path.append(entry)
    objects.put(root.reference, f"<</Type/Outlines{_family(root)}>>")
    _write_kids(objects, root, pages)
    return root.reference


def _write_kids(objects: Objects, parent: _Entry, pages: Sequence[str]) -> None:
    for place, entry in enumerate(parent.kids):
        assert entry.bookmark is not None
        before = f"/Prev {parent.kids[place - 1].reference}" if place else ""
        after = f"/Next {parent.kids[place + 1].reference}" if place + 1 < len(parent.kids) else ""
        objects.put(
            entry.reference,
            f"<</Title{string(entry.bookmark.title)}/Parent {parent.reference}{before}{after}{_family(entry)}"
            f"/Dest[{pages[entry.bookmark.page - 1]}/Fit]>>",
        )
        _write_kids(objects, entry, pages)


def _family(entry: _Entry) -> str:
    if not entry.kids:
        return ""
    return f"/First {entry.kids[0].reference}/Last {entry.kids[-1].reference}/Count {_count(entry)}"


def _count(entry: _Entry) -> int:
    return sum(1 + _count(kid) for kid in entry.kids)
