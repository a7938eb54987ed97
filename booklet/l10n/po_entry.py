"""One message of a PO catalog."""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from booklet.diag import Span
from booklet.value import compared

FUZZY = "fuzzy"


class Previous(NamedTuple):
    """The source text that a fuzzy translation was made for (`#|` lines)."""

    context: str | None = None
    source: str | None = None
    plural: str | None = None


@compared
class Entry:
    """One message of a catalog. The header is the entry without context and with empty source."""

    context: str | None
    """msgctxt: the identity of the message."""
    source: str
    """msgid: English."""
    targets: tuple[str, ...] = ("",)
    """msgstr, or each msgstr[n]."""
    plural: str | None = None
    """msgid_plural."""
    comments: tuple[str, ...] = ()
    """Translators' lines, `# `."""
    extracted: tuple[str, ...] = ()
    """Notes for translators, `#. `: made anew at every update."""
    references: tuple[str, ...] = ()
    """Source files, `#: `, one a line."""
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    span: Span = field(default=Span("", 0, 0), compare=False)
    """Its first keyword line."""

    @property
    def is_header(self) -> bool:
        return self.context is None and not self.source

    @property
    def is_message(self) -> bool:
        """Whether it is one to translate: neither header nor retired."""
        return not (self.obsolete or self.is_header)

    @property
    def target(self) -> str:
        return self.targets[0]

    @property
    def fuzzy(self) -> bool:
        return FUZZY in self.flags
