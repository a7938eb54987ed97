"""What a file says about itself, and nothing else: no author, no machine, no path, no clock."""

from __future__ import annotations

import datetime as dt

from booklet.pdf.objects import string
from booklet.value import compared

PROGRAM = "booklet"
"""Producer and creator of every file; without a version, so that a new one alone changes no file."""


@compared
class Metadata:
    """Title, language (BCP 47) and the day the facts are true of; no day leaves dates out of the file."""

    title: str
    lang: str
    date: dt.date | None

    @property
    def timestamp(self) -> str | None:
        """The day as a PDF date, midnight UTC (ISO 32000-1, 7.9.4)."""
        return f"D:{self.date:%Y%m%d}000000Z" if self.date else None


def information(meta: Metadata) -> str:
    """The document information dictionary (ISO 32000-1, 14.3.3)."""
    stamp = meta.timestamp
    dates = f"/CreationDate({stamp})/ModDate({stamp})" if stamp else ""
    return f"<</Title{string(meta.title)}/Creator({PROGRAM})/Producer({PROGRAM}){dates}>>"
