"""One language's voice: looks up messages, words, names and facts, so that composing reads like the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from booklet.diag import Sink
from booklet.l10n import calendar, facts
from booklet.l10n.formats import MANY_LANGUAGES
from booklet.l10n.languages import Language
from booklet.l10n.localise import Localiser, fact
from booklet.l10n.localised import Atom, AtomKind, Localised, State
from booklet.model.catalogue import Basis, FactName, Hours, Interval, Languages, OpenKind, Operator
from booklet.model.place import PlaceKind, country_of
from booklet.model.public import PublicPlace, PublicService
from booklet.model.selection import Selection
from booklet.model.values import Answer, Text
from booklet.value import compared

_HOURS_AGE = 2
"""Years after which opening hours of a dated source print with a warning."""


@compared
class Voice:
    """A selection, spoken in one language."""

    selection: Selection
    localiser: Localiser
    english: Language
    """The table's entry of English, for names that a language does not have."""
    sink: Sink

    @property
    def language_entry(self) -> Language:
        """What the table of languages says of it."""
        return self.localiser.language

    @property
    def autonym(self) -> Localised:
        """The language's name in itself."""
        return self.plain(self.language_entry.autonym)

    @property
    def lang(self) -> str:
        return self.localiser.language.tag

    @property
    def has_drafts(self) -> bool:
        """Whether any of its translations is still unreviewed."""
        states = (m.state for m in self.localiser.catalog.messages.values())
        return any(s in (State.MACHINE_DRAFT, State.TRANSLATED) for s in states)

    def text(self, text: Text, **values: Localised) -> Localised:
        return self.localiser.localise(text, values)

    def say(self, name: str, **values: Localised) -> Localised:
        """The message or word of this id, in an edition that must have it."""
        entry = self.selection.messages.get(name) or self.selection.words.get(name)
        if entry is None:
            self.sink.error("no-text", f"there is no message or word '{name}' in this edition", None, "add it under content/, or take it out of the template")
            return Localised(name, "en")
        return self.text(entry.text, **values)

    def has(self, name: str) -> bool:
        return name in self.selection.messages

    def plain(self, text: str) -> Localised:
        """Words that are no message: CLDR data, a date."""
        return Localised(text, self.lang, self.localiser.language.direction.value)

    def number(self, digits: str) -> Localised:
        return fact(digits, "en", AtomKind.NUMBER)

    def url(self, address: str) -> Localised:
        return fact(address, "en", AtomKind.URL)

    def country(self, code: str) -> Localised:
        return facts.country(code, self.language_entry, self.english)

    def language(self, code: str) -> Localised:
        return facts.language_name(code, self.language_entry, self.english)

    def day(self, day: date) -> Localised:
        return facts.day(day, self.language_entry)

    def year(self, year: int) -> Localised:
        """A year alone, as on the cover of a calendar."""
        return self.plain(calendar.year_number(year, self.language_entry))

    def months(self, year: int) -> tuple[calendar.MonthSheet, ...]:
        """The months of a year, with weeks as in the first of the edition's countries."""
        return calendar.months(year, self.selection.edition.countries[0], self.language_entry)

    def numbers(self, items: Sequence[Localised]) -> Localised:
        """A list whose items, each a number with its country, stay whole."""
        return _apart(facts.list_of(tuple(_whole(item) for item in items), self.language_entry))

    def placed(self, number: str, country: str, form: str = "{} ({})") -> Localised:
        """A number with the name of its country."""
        name = self.country(country)
        return replace(self.plain(form.format(number, name.text)), state=name.state)

    def places(self, places: Sequence[PublicPlace]) -> Localised:
        """Their names as a list, each whole."""
        return _apart(facts.list_of(tuple(self._place(place) for place in places), self.language_entry))

    def _place(self, place: PublicPlace) -> Localised:
        if place.kind is PlaceKind.COUNTRY:
            return self.country(country_of(place.id))
        name = self.text(place.name)
        return replace(name, atoms=(Atom(0, len(name.text), name.lang, AtomKind.NAME),))

    # What a service card says

    def hours(self, hours: Hours, as_of: date) -> tuple[Localised, ...]:
        """When a line answers; old sources say so."""
        if hours.open is OpenKind.UNKNOWN:
            return (self.say("hours.unknown"),)
        shown = [self.say("hours.always")] if hours.open is OpenKind.ALWAYS else [self._interval(i) for i in hours.intervals]
        if hours.basis is Basis.INFERRED:
            shown = [self.say("hours.ask", hours=time) for time in shown]
        if hours.as_of and hours.as_of[:4].isdigit() and as_of.year - int(hours.as_of[:4]) >= _HOURS_AGE:
            shown.append(self.say("hours.old", year=fact(hours.as_of[:4], "en", AtomKind.DATE)))
        if hours.holidays:
            shown.append(self.say(f"hours.holidays.{Answer.ASK if hours.holidays is Answer.UNKNOWN else hours.holidays}"))
        if hours.note:
            shown.append(self.text(hours.note))
        return tuple(shown)

    def languages_at(self, languages: Languages, as_of: date) -> tuple[Localised, ...]:
        """Which languages are there, and which of them at some hours only."""
        lines = [self.languages(languages)]
        for part in languages.at:
            names = facts.languages(part.languages, self.language_entry, self.english) or self.say("languages.unknown")
            lines += [self.say("languages.at", languages=names, hours=time) for time in self.hours(part.hours, as_of)]
        return tuple(lines)

    def _interval(self, interval: Interval) -> Localised:
        times = facts.times(interval.opens, interval.closes, self.language_entry)
        days = facts.weekdays(interval.days, self.language_entry, self.english)
        return self.say("hours.weekly", days=days, times=times) if days else self.say("hours.daily", times=times)

    def languages(self, languages: Languages) -> Localised:
        codes = (*languages.spoken, *languages.interpreter)
        names = facts.languages(codes, self.language_entry, self.english)
        if names is None:
            return self.say("languages.many" if MANY_LANGUAGES in codes else "languages.unknown")
        known = languages.basis is Basis.STATED and not languages.interpreter
        return self.say("languages.known" if known else "languages.ask", languages=names)

    def cost(self, free: Answer) -> Localised:
        return self.say({Answer.YES: "call.free_label", Answer.NO: "call.paid_label"}.get(free, "cost.unknown"))

    def told(self, service: PublicService) -> tuple[tuple[FactName, Localised], ...]:
        """Who is told of a call: every known fact in its own sentence; what nobody knows, as "ask"."""
        said: list[tuple[FactName, Localised]] = []
        if service.operator is Operator.POLICE:
            said.append((FactName.TELLS_POLICE, self.say("fact.police")))
        for name in FactName:
            answer = getattr(service.confidentiality, name.value)
            if answer is Answer.UNKNOWN or (name is FactName.TELLS_POLICE and service.operator is Operator.POLICE):
                continue
            said.append((name, self.say(f"fact.{name.value}.{answer.value}")))
        silent = [n for n in (FactName.TELLS_POLICE, FactName.TELLS_IMMIGRATION) if all(n is not known for known, _ in said)]
        if len(silent) == 1:
            said.append((silent[0], self.say(f"fact.{silent[0].value}.ask")))
        elif silent:
            said.insert(0, (silent[0], self.say("fact.told.ask")))
        return tuple(said)


def _apart(text: Localised) -> Localised:
    """A blank before each atom that would be glued to a letter, as CLDR's Thai pattern glues "and" to the next item."""
    written, atoms, done = "", [], 0
    for atom in text.atoms:
        written += text.text[done : atom.start]
        written += " " if written and written[-1].isalnum() else ""
        atoms.append(atom._replace(start=len(written), end=len(written) + atom.end - atom.start))
        written += text.text[atom.start : atom.end]
        done = atom.end
    return replace(text, text=written + text.text[done:], atoms=tuple(atoms))


def _whole(item: Localised) -> Localised:
    return replace(item, atoms=(Atom(0, len(item.text), item.lang, AtomKind.NUMBER),))
