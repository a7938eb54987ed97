"""Countries, languages, days and hours as they print: each with its language and state, English where nobody has given a name.

A drafted name (translations/locales.yaml) is a machine draft, so its page says DRAFT; an English one is English, so it is
shaped, isolated and read aloud as that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Date

from booklet.l10n import formats
from booklet.l10n.languages import SOURCE_LANGUAGE, Direction, Language, Part
from booklet.l10n.locale_data import locale_of
from booklet.l10n.localise import fact
from booklet.l10n.localised import Atom, AtomKind, Localised, State
from booklet.model.values import Weekday

_FIRST_MARK = 0x10F000
"""Private-use characters stand for the items while a list is made, so that no item is taken for part of the pattern."""


def country(code: str, language: Language, english: Language) -> Localised:
    """The name of an ISO 3166-1 country; `english`: the table's entry of English."""
    name = formats.country_name(code, language)
    return _said(name, language, Part.COUNTRIES) if name else _english(formats.country_name(code, english) or code)


def language_name(code: str, language: Language, english: Language) -> Localised:
    """The name of a BCP 47 language, not of `mul`."""
    name = formats.language_name(code, language)
    return _said(name, language, Part.LANGUAGES) if name else _english(formats.language_name(code, english) or code)


def languages(codes: Iterable[str], language: Language, english: Language) -> Localised | None:
    """The names of languages as a list, none twice; None if there is none but `mul`."""
    named = dict.fromkeys(language_name(code, language, english) for code in codes if code != formats.MANY_LANGUAGES)
    return list_of(tuple(named), language) if named else None


def list_of(items: Sequence[Localised], language: Language) -> Localised:
    """"A, B, and C": an item in another language, or with atoms, keeps them; its state is the list's."""
    marks = [chr(_FIRST_MARK + n) for n in range(len(items))]
    text = ""
    atoms: list[Atom] = []
    for char in formats.list_of(marks, language):
        item = items[ord(char) - _FIRST_MARK] if char in marks else None
        atoms += [Atom(len(text) + a.start, len(text) + a.end, a.lang, a.kind) for a in item.atoms] if item else []
        text += item.text if item else char
    states = {item.state for item in items}
    state = next((draft for draft in (State.MACHINE_DRAFT, State.TRANSLATED) if draft in states), State.FACT)
    return Localised(text, language.tag, language.direction.value, state, None, tuple(atoms))


def day(date: Date, language: Language) -> Localised:
    """A date as one atom, with the language's months if they have names."""
    return _whole(formats.date(date, language), language, Part.MONTHS)


def weekdays(days: Iterable[Weekday], language: Language, english: Language) -> Localised | None:
    """"Mon–Fri" as one atom, which runs in its language's direction; None for all seven (the caller says "every day")."""
    speaker = language if formats.has_weekdays(language) else english
    said = formats.weekdays(days, speaker)
    return _whole(said, speaker, Part.WEEKDAYS) if said else None


def times(opens: str, closes: str, language: Language) -> Localised:
    """"08:30–16:30" as one atom."""
    return _whole(formats.time_range(opens, closes, language), language, None)


def _said(text: str, language: Language, part: Part) -> Localised:
    return Localised(text, language.tag, language.direction.value, _state(language, part))


def _whole(text: str, language: Language, part: Part | None) -> Localised:
    atom = Atom(0, len(text), language.tag, AtomKind.DATE)
    return Localised(text, language.tag, language.direction.value, _state(language, part), None, (atom,))


def _state(language: Language, part: Part | None) -> State:
    return State.MACHINE_DRAFT if part in locale_of(language).drafts else State.FACT


def _english(name: str) -> Localised:
    return fact(name, SOURCE_LANGUAGE, AtomKind.NAME, Direction.LTR.value)
