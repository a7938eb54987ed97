"""The lines that the content gives a translator with each text (`#. kind: words`), read back from a catalog."""

from __future__ import annotations

from booklet.l10n.po import Entry

KINDS = ("what", "max", "critical", "keep", "was", "note")


def notes_of(entry: Entry) -> list[tuple[str, str]]:
    """Kind and words of each note; long lines have been broken into several (`canonical.tidy`)."""
    found: list[tuple[str, str]] = []
    for line in entry.extracted:
        kind, colon, said = line.partition(": ")
        if colon and kind in KINDS:
            found.append((kind, said))
        else:
            kind, said = found.pop() if found else ("note", "")
            found.append((kind, f"{said} {line}".strip()))
    return found
