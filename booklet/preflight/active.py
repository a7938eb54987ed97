"""Whether a file does anything but show pages: programs, other files inside, layers to switch, notes, forms, locks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from booklet.diag import Sink
from booklet.preflight.reading import File

_HINT = "do not hand out this file; report the fault"

_ACTIONS = frozenset(
    ("/JavaScript", "/Launch", "/SubmitForm", "/ResetForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound",
     "/RichMediaExecute", "/Hide", "/SetOCGState", "/Thread", "/Trans", "/GoTo3DView", "/Named")
)  # fmt: skip
"""Of ISO 32000-1, 12.6.4.1, all but those that lead to an address or a page."""


def check_active(file: File, sink: Sink) -> None:
    """Errors: `active-content`, `embedded-file`, `hidden-layer`, `annotation`."""
    root: Any = file.reader.root_object
    for deed in dict.fromkeys(_deeds(file, root)):
        sink.error("active-content", f"the {file.name} {deed}", None, _HINT)
    if any(isinstance(t, dict) and (t.get("/Type") in ("/EmbeddedFile", "/Filespec") or "/EF" in t) for _, t in file.objects):
        sink.error("embedded-file", f"the {file.name} holds another file", None, _HINT)
    if "/OCProperties" in root:
        sink.error("hidden-layer", f"the {file.name} has layers that can be hidden", None, _HINT)
    for number, page in enumerate(file.reader.pages, 1):
        for kind in (str(note.get("/Subtype", "")) for note in notes_of(page)):
            if kind != "/Link":
                what = f"page {number} of the {file.name} has an annotation of the kind '{kind.lstrip('/')}'"
                sink.error("annotation", what, None, _HINT, spot=file.spot(number))


def notes_of(page: Any) -> list[Any]:
    """What is laid over a page."""
    notes = page.get("/Annots")
    return [note.get_object() for note in notes.get_object()] if notes is not None else []


def _deeds(file: File, root: Any) -> Iterator[str]:
    if "/OpenAction" in root or "/AA" in root:
        yield "does something when it is opened"
    if "/AcroForm" in root:
        yield "has a form to fill in"
    if file.reader.is_encrypted:
        yield "is locked"
    names = root.get("/Names")
    if names is not None and "/JavaScript" in names.get_object():
        yield "holds a program"
    for _, thing in file.objects:
        if isinstance(thing, dict):
            yield from _actions(thing)


def _actions(thing: Any) -> Iterator[str]:
    if thing.get("/Type") == "/Page" and "/AA" in thing:
        yield "does something when a page is opened"
    for action in (thing, thing.raw_get("/A") if "/A" in thing else None):
        if isinstance(action, dict) and action.get("/S") in _ACTIONS and "/P" not in action:  # elements have a parent
            yield f"does something of the kind '{str(action['/S']).lstrip('/')}'"
