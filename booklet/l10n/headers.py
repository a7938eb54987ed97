"""The first entry of a catalog: language, plural rule, encoding, and nobody's name."""

from __future__ import annotations

import re

from booklet.l10n.languages import Language
from booklet.l10n.po import Entry

_FIXED = {
    "Project-Id-Version": "booklet",
    "PO-Revision-Date": "2000-01-01 00:00+0000",
    "Last-Translator": "none",
    "Language-Team": "none",
}
_ENCODING = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def header(language: Language | None) -> Entry:
    """The header of a catalog, or of a template; no person, no changing date."""
    return written(language.tag.replace("-", "_") if language else "", language.plural_forms if language else "")


def written(name: str, plural_forms: str) -> Entry:
    """The header of a catalog in a language as gettext spells it; "" for a template."""
    fields = {**_FIXED, "Language": name, **_ENCODING, **({"Plural-Forms": plural_forms} if plural_forms else {})}
    return Entry(None, "", ("".join(f"{name}: {value}\n" for name, value in fields.items()),))


def field(entry: Entry, name: str) -> str:
    """A field of a header, "" if it lacks it."""
    found = re.search(rf"^{re.escape(name)}:[ \t]*(.*)$", entry.target, re.MULTILINE)
    return found[1].strip() if found else ""
