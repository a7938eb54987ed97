"""Which characters and which script a language surely needs: by CLDR's names, its own name and its translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from booklet.l10n.languages import Language


def written_in(tag: str) -> str | None:
    """The ISO 15924 code of the script a BCP 47 language is usually written in, by its own subtag or CLDR's likely subtags
    (UTS 35, Likely Subtags); None if CLDR does not know the language."""
    from babel.core import get_global

    primary, *rest = tag.split("-")
    for subtag in rest:
        if len(subtag) == 4 and subtag.isalpha():
            return subtag.title()
    likely = get_global("likely_subtags")
    names = ("_".join((primary, *rest)), primary)
    full: str = next((likely[name] for name in names if name in likely), "")
    return next((part for part in full.split("_") if len(part) == 4), None)


def script_name(script: str) -> str:
    """The English name of a script (ISO 15924), or its code if CLDR has none."""
    from babel import localedata

    return str(localedata.load("en")["scripts"].get(script, script))


def characters(tag: str, language: Language | None, texts: Iterable[str] = ()) -> tuple[str, ...]:
    """The distinct characters, in code point order, of a language's own name, of the names it has for days, months,
    countries and languages, and of `texts` in it. `language` None: one that is not in translations/languages.yaml."""
    found = {char for text in texts for char in text}
    if language:
        found.update(language.autonym, _own(language))
    if not language or language.babel.split("_")[0] == tag.split("-")[0]:  # another language's locale gives no words
        found.update(_names(language.babel if language else _locale(tag)))
    return tuple(sorted(char for char in found if not char.isspace()))


def _locale(tag: str) -> str:
    """The CLDR locale of a tag, which leaves a script unsaid if it is the usual one."""
    primary = tag.split("-")[0]
    return primary if written_in(tag) == written_in(primary) else tag.replace("-", "_")


def _own(language: Language) -> str:
    own = language.own
    return "".join((*own.months, *own.weekdays, *own.countries.values(), *own.languages.values())) if own else ""


def _names(locale: str) -> str:
    from babel import localedata

    from booklet.l10n.locale_data import cldr

    if not localedata.exists(locale):
        return ""
    data = cldr(locale)
    tables = (
        data["territories"],
        data["languages"],
        *(data[kind]["format"][width] for kind, width in (("months", "wide"), ("days", "wide"))),
    )
    return "".join(name for table in tables for name in _texts(table))


def _texts(table: Mapping[Any, Any]) -> Iterable[str]:
    return (table[key] for key in table if isinstance(table[key], str))
