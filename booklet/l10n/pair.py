"""One translation beside its English: what every check looks at, and what it says."""

from __future__ import annotations

from typing import NamedTuple

from booklet.diag import Severity
from booklet.l10n.glossary import NO_GLOSSARY, Glossary
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry


class Pair(NamedTuple):
    """`source`: the English that this form translates; `form`: which msgstr of the entry, from 0."""

    source: str
    target: str
    language: Language
    entry: Entry
    form: int = 0
    glossary: Glossary = NO_GLOSSARY


class Flaw(NamedTuple):
    """What is wrong, at which character of the target. `hint` and `severity` where they differ from what the check says."""

    message: str
    start: int = 0
    hint: str = ""
    severity: Severity | None = None
