"""The line of translations/languages.yaml for a language that is not there yet, as far as CLDR knows it."""

from __future__ import annotations

from collections.abc import Callable

from booklet.l10n.characters import written_in

_RTL = frozenset(("Arab", "Aran", "Hebr", "Thaa", "Rohg", "Syrc", "Nkoo", "Adlm"))
_WITHOUT_SPACES = frozenset(("Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Hans", "Hant", "Jpan"))
UNKNOWN = "…"
_PLURALS: tuple[tuple[str, Callable[[int], bool]], ...] = (
    ("nplurals=1; plural=0;", lambda n: False),
    ("nplurals=2; plural=(n != 1);", lambda n: n == 1),
    ("nplurals=2; plural=(n > 1);", lambda n: n < 2),
)
"""Rules that most languages have, and for which numbers each gives the category `one`, not `other` (CLDR)."""
_COUNTED = 1000


def table_line(tag: str) -> str:
    """A line like those in the table; what CLDR does not know is left open, as "…". All of it is to be checked."""
    from babel import Locale, UnknownLocaleError

    script = written_in(tag)
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = None
    autonym = (locale.get_display_name(locale) or "") if locale else ""
    values = {
        "tag": tag,
        "autonym": autonym[:1].upper() + autonym[1:] or UNKNOWN,
        "script": script or UNKNOWN,
        "direction": ("rtl" if script in _RTL else "ltr") if script else UNKNOWN,
        "spaces": ("no" if script in _WITHOUT_SPACES else "yes") if script else UNKNOWN,
        "digits": "latn",
        "calendar": "gregorian",
        "reviewers": "2",
        "babel": str(locale) if locale else UNKNOWN,
        "plural_forms": _plural_forms(locale.plural_form) if locale else UNKNOWN,
    }
    return f"  - {{{', '.join(f'{name}: {value}' for name, value in values.items())}}}"


def _plural_forms(rule: Callable[[int], str]) -> str:
    """The usual rule that agrees with CLDR's for all numbers below a thousand."""
    found = [rule(n) for n in range(_COUNTED)]
    for written, is_one in _PLURALS:
        if found == ["one" if is_one(n) else "other" for n in range(_COUNTED)]:
            return f'"{written}"'
    return UNKNOWN
