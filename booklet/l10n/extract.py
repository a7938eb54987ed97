"""Collects every translatable text of the catalogue into templates for translators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from booklet.diag import Sink
from booklet.l10n.canonical import tidy
from booklet.l10n.po import BRACES, PLACEHOLDER, Entry
from booklet.model.catalogue import Catalogue, Message, Place, Service, Topic, Word
from booklet.model.place import PlaceKind
from booklet.model.values import Text
from booklet.value import compared

_CRITICAL_WORDS = ("danger.", "fact.")
"""What to do in danger, and who will hear of a call."""

WORLDWIDE = "001"
"""UN M49 code of lines that serve every country; their domain is services-intl."""

PLACES = "places"
"""The domain of the names of places."""
Entity = Word | Message | Topic | Service | Place

_WHAT = {
    "service/name": "name of a service",
    "service/label": "one or two harmless words for the outside of the booklet",
    "service/summary": "what a service does",
    "service/ask_for": "what to ask for when someone answers the phone",
    "service/note": "note beside a phone number or its hours",
    "message/text": "advice to the reader",
    "place/name": "name of a place, as people write it in this language",
    "topic/label": "kind of help, heading",
    "word/text": "fixed words of the layout",
}


@compared
class Unit:
    """A text to translate, the domain (catalog name) it belongs to, and what its translator should know."""

    domain: str
    text: Text
    notes: tuple[tuple[str, str], ...]
    """(kind, value), kinds in the order what, critical, keep, note."""
    file: str


def texts(catalogue: Catalogue) -> tuple[Unit, ...]:
    """Every non-empty text of the catalogue, domain by domain, in the order of the files."""
    units: list[Unit] = []
    for group in (catalogue.words, catalogue.messages, catalogue.topics, catalogue.places, catalogue.services):
        for entity in group.values():
            units += _units(entity)
    return tuple(units)


def pot(units: Iterable[Unit], sink: Sink) -> tuple[Entry, ...]:
    """The units as untranslated entries, without header. A msgctxt of two texts is an error: duplicate-text."""
    entries: dict[str, Entry] = {}
    for unit in units:
        context = unit.text.context
        if context in entries:
            sink.error("duplicate-text", f"two texts have the identity '{context}'", unit.text.span, "give one of them another id")
            continue
        flags = (BRACES,) if PLACEHOLDER.search(unit.text.source) else ()
        notes = tidy(f"{kind}: {' '.join(value.split())}" for kind, value in unit.notes)
        entries[context] = Entry(context, unit.text.source, extracted=notes, references=(unit.file,), flags=flags)
    return tuple(entries.values())


def former_names(catalogue: Catalogue, sink: Sink) -> dict[str, tuple[str, ...]]:
    """The msgctxts that texts had before their service, message, topic or word was given another id (`was`).

    Errors: was-in-use, a former id that is something's id; was-twice, one that two things had: nothing would tell whose
    the translation is. Neither is followed."""
    names: dict[str, tuple[str, ...]] = {}
    for group in (catalogue.words, catalogue.messages, catalogue.topics, catalogue.places, catalogue.services):
        owners: dict[str, str] = {}
        for entity in group.values():
            followed = [old for old in entity.was if _is_free(old, entity, group, owners, sink)]
            for text in _texts(entity) if followed else ():
                field = text.context.removeprefix(f"{entity.KIND}:{entity.id}/")
                names[text.context] = tuple(f"{entity.KIND}:{old}/{field}" for old in followed)
    return names


def _is_free(
    old: str, entity: Entity, group: Mapping[str, object], owners: dict[str, str], sink: Sink
) -> bool:
    if old in group:
        sink.error("was-in-use", f"'{entity.id}' was called '{old}', yet there is a {entity.KIND} '{old}'", entity.span,
                   "remove it from 'was', or give the other one another id")  # fmt: skip
    elif (owner := owners.setdefault(old, entity.id)) != entity.id:
        sink.error("was-twice", f"both '{owner}' and '{entity.id}' were called '{old}'", entity.span, "remove it from one of the two")
    else:
        return True
    return False


def _units(entity: Entity) -> Iterator[Unit]:
    domain = _domain(entity)
    for text in _texts(entity):
        if text.source:
            yield Unit(domain, text, _notes(entity, text), text.span.file)


def service_domain(country: str) -> str:
    """The domain of a country's services: so that it can be handed to a translator alone."""
    return "services-intl" if country == WORLDWIDE else f"services-{country.lower()}"


def _domain(entity: Entity) -> str:
    if isinstance(entity, Service):
        return service_domain(entity.country)
    if isinstance(entity, Place):
        return PLACES
    return "ui" if isinstance(entity, Word) else "guidance"


def _texts(entity: Entity) -> Iterator[Text]:
    """What prints of it: of a place its name, and of a country nothing, since CLDR has that."""
    if isinstance(entity, Place):
        yield from () if entity.kind is PlaceKind.COUNTRY else (entity.name,)
    else:
        yield from _walk(entity)


def _walk(value: object) -> Iterator[Text]:
    """The texts inside a value, in field order."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk(getattr(value, field.name))


def _notes(entity: Entity, text: Text) -> tuple[tuple[str, str], ...]:
    name = text.context.rsplit("/", 1)[-1]
    notes = [("what", _WHAT.get(f"{entity.KIND}/{name}", f"{name} of a {entity.KIND}"))]
    if _is_critical(entity):
        notes.append(("critical", "yes"))
    if isinstance(entity, Word) and entity.keep:
        notes.append(("keep", ", ".join(entity.keep)))
    if isinstance(entity, (Word, Message)) and entity.note:
        notes.append(("note", entity.note))
    if isinstance(entity, Service) and text is not entity.name:
        notes.append(("note", f"of {entity.name.source}"))
    return tuple(notes)


def _is_critical(entity: Entity) -> bool:
    """A mistake there can do harm, so more than one person must review it."""
    if isinstance(entity, Message):
        return entity.legal
    return isinstance(entity, Word) and entity.id.startswith(_CRITICAL_WORDS)
