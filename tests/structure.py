"""What a structure tree must be like, as far as one can tell without the page (ISO 32000-1, 14.8.4; ISO 14289-1, 7)."""

from __future__ import annotations

from collections.abc import Iterator

from booklet.preflight.aloud import Element

WITHIN = {
    "L": {"LI"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOCI", "TOC"}, "TOCI": {"Reference", "Lbl", "P"}, "Reference": {"Link"}, "Link": {"Span"},
    "P": {"Link", "Span"}, "H1": set(), "H2": set(), "H3": set(), "Span": set(), "Lbl": {"Span", "Link"}, "Figure": set(), "Document": {"Part", "Sect"},
}  # fmt: skip
"""What may stand in an element; elements that are not named hold anything."""
HOLDERS = {"LI": {"L"}, "LBody": {"LI"}, "Lbl": {"LI"}, "TOCI": {"TOC"}, "Part": {"Document"}}
"""Where an element must stand."""


def faults(top: Element) -> list[str]:
    """Everything that is wrong with a tree, in words."""
    levels = [(e, int(e.role[1])) for _, e in top.walk() if e.role[0] == "H" and e.role[1:].isdigit()]
    skipped = [f"heading '{e.text}' skips a level" for (e, level), before in zip(levels, [0, *(n for _, n in levels)], strict=False) if level > before + 1]
    return [*_nested(top, ""), *skipped]


def _nested(element: Element, holder: str) -> Iterator[str]:
    role = element.role
    if role in HOLDERS and holder not in HOLDERS[role]:
        yield f"{role} '{element.said()[:40]}' stands in {holder}"
    if role in WITHIN:
        yield from (f"{role} holds {kid.role} '{kid.said()[:40]}'" for kid in element.kids if kid.role not in WITHIN[role])
    if not element.kids and not element.text and role not in ("Link", "Document"):
        yield f"{role} on page {element.page} is silent"
    if element.leads and role != "Link":
        yield f"{role} leads somewhere"
    for kid in element.kids:
        yield from _nested(kid, role)
