"""What a file says about itself and about whoever made it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from booklet.diag import Sink
from booklet.preflight.reading import File, squeezed

_ALLOWED = frozenset(("/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Trapped"))
_ALLOWED_XMP = re.compile(
    "x:xmpmeta|rdf:.*|dc:(title|language|format)|xmp:(CreateDate|ModifyDate|MetadataDate|CreatorTool)|pdf:Producer"
    "|pdfuaid:.*|pdfaid:.*|pdfa(Extension|Schema|Property):.*|pdfxid:.*|pdf:Trapped|xmpMM:(DocumentID|InstanceID|VersionID|RenditionClass)"
)
_XMP_NAME = re.compile(r"[<\s]([A-Za-z]\w*:[A-Za-z]\w*)(?=[\s=/>])")
_PATH = re.compile(r"/home/|/Users/|/root/|/tmp/|\\\\|\\Users\\|[A-Za-z]:\\|file:/", re.IGNORECASE)
_HINT = "do not hand out this file; report the fault"


def check_metadata(file: File, sink: Sink, title: str | None = None, lang: str | None = None) -> None:
    """Title, program and dates and nothing more, neither path nor person; title and language as expected, if given.

    Errors: `info-entry`, `info-path`, `wrong-title`, `wrong-language`."""
    entries: Mapping[str, Any] = file.reader.metadata or {}
    for key in sorted(entries.keys() - _ALLOWED):
        sink.error("info-entry", f"the {file.name} says '{key.lstrip('/')}' about itself", None, _HINT)
    for name in sorted({n for xmp in _packets(file) for n in _XMP_NAME.findall(xmp)}):
        if not name.startswith(("xmlns:", "xml:")) and not _ALLOWED_XMP.fullmatch(name):
            sink.error("info-entry", f"the {file.name} says '{name}' about itself", None, _HINT)
    for text in (*(str(entries[k]) for k in sorted(entries)), *_packets(file), *file.strings):
        if not text.startswith("https://") and (found := _PATH.search(text)):
            part = text[found.start() : found.start() + 40]
            sink.error("info-path", f"the {file.name} names a place on the machine that made it: '{part}'", None, _HINT)
    if fault := _fault(file, "title", str(entries.get("/Title", "")), title):
        sink.error("wrong-title", fault, None, _HINT)
    if fault := _fault(file, "language", str(file.reader.root_object.get("/Lang", "")), lang):
        sink.error("wrong-language", fault, None, _HINT)


def _fault(file: File, what: str, found: str, wanted: str | None) -> str | None:
    if wanted is None and not found:
        return f"the {file.name} does not say its {what}"
    return f"the {what} of the {file.name} is '{found}', not '{wanted}'" if wanted is not None and found != wanted else None


def check_tagged(file: File, sink: Sink) -> None:
    """The file can be read aloud. Errors: `not-tagged`."""
    root = file.reader.root_object
    marks = root.get("/MarkInfo")
    if marks is None or not marks.get_object().get("/Marked") or "/StructTreeRoot" not in root:
        sink.error("not-tagged", f"the {file.name} has no structure that can be read aloud", None, "build it again")


def check_leaks(file: File, payloads: tuple[str, ...], secrets: tuple[str, ...], sink: Sink) -> None:
    """None of the secrets stands in a text, a string, the metadata or a QR code; case and blanks make no difference.

    The message does not repeat a secret. Errors: `leak`."""
    wanted = [(n, squeezed(s).casefold()) for n, s in enumerate(secrets, 1) if squeezed(s)]
    if not wanted:
        return
    places = [(f"the text of page {n}", " ".join(texts)) for n, texts in enumerate(file.pages, 1)]
    places += [("a QR code", "\n".join(payloads)), ("its metadata", "\n".join((*_packets(file), *_info(file))))]
    places.append(("a link, bookmark or description", "\n".join(file.strings)))
    for place, text in places:
        hay = squeezed(text).casefold()
        for n, secret in wanted:
            if secret in hay:
                sink.error("leak", f"{place} in the {file.name} holds secret {n} of {len(secrets)}", None, _HINT)


def check_text(name: str, text: str, secrets: tuple[str, ...], sink: Sink) -> None:
    """None of the secrets stands in a text of our own. Errors: `leak`, as `check_leaks`."""
    hay = squeezed(text).casefold()
    for n, secret in enumerate(secrets, 1):
        if (wanted := squeezed(secret).casefold()) and wanted in hay:
            sink.error("leak", f"the {name} holds secret {n} of {len(secrets)}", None, _HINT)


def _info(file: File) -> list[str]:
    entries: Mapping[str, Any] = file.reader.metadata or {}
    return [str(entries[key]) for key in sorted(entries)]


def _packets(file: File) -> list[str]:
    """XMP packets, of the document and of its parts."""
    found: list[Any] = [o for _, o in file.objects if isinstance(o, dict) and o.get("/Type") == "/Metadata"]
    return [o.get_data().decode("utf-8", "replace") for o in found]
