"""The preflight report of a file that came without its project."""

from __future__ import annotations

from hashlib import sha256

from booklet.diag import Diagnostic
from booklet.pictures import page_pictures
from booklet.preflight.checked import Checked
from booklet.preflight.page import FileFacts, FontFacts, Proof
from booklet.units import Size


def proof_alone(name: str, data: bytes, checked: Checked, findings: tuple[Diagnostic, ...]) -> Proof:
    """What its page shows, after `inspect` has `checked` it."""
    readable = bool(checked.pages or checked.sheets)
    return Proof(
        checked.title or name,
        f"The file '{name}', checked without the project that it was made from.",
        checked.lang,
        "auto",
        findings,
        tuple(page_pictures(data)) if readable else (),
        tuple(_sizes(data)) if readable else (),
        checked.symbols,
        checked.pictures,
        (FileFacts(name, len(data), sha256(data).hexdigest()),),
        tuple(FontFacts(font, "") for font in checked.fonts),
        alone=True,
    )


def _sizes(data: bytes) -> list[Size]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [Size(*document.get_page_size(n)) for n in range(len(document))]
    finally:
        document.close()
