"""What must stand in no finished file: lines that are not for everyone, where facts come from, who made the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from booklet.layout.frame import TextItem
from booklet.model.catalogue import Catalogue, Channel, Disclosure, Service, Status
from booklet.preflight.reading import squeezed

if TYPE_CHECKING:
    from booklet.build import Built
    from booklet.model.internal import Internal

_SHORTEST = 6
"""Characters. Less is found in any file by chance."""

_PROGRAM_WORDS = ("booklet", "AdobeIdentity", "default")
"""What the files say about themselves whoever made them."""


def secrets(catalogue: Catalogue, built: Built, internals: Iterable[Internal] = (), names: Iterable[str] = ()) -> tuple[str, ...]:
    """For `preflight`: what is kept back, and the `names` of user, machine and folder.

    Not a name that is a word of the booklet: a user may be called 'workers'."""
    shown = "\n".join((*map(_plain, _PROGRAM_WORDS), *_shown(built)))
    named = {name for name in names if len(_plain(name)) >= _SHORTEST and _plain(name) not in shown}
    return tuple(sorted({*kept_back(catalogue, internals), *named}))


def kept_back(catalogue: Catalogue, internals: Iterable[Internal] = ()) -> tuple[str, ...]:
    """Facts of the directory that no file may show: numbers and addresses of channels that do not print, confidential
    facts, addresses of sources, what editors note about consent and checks. Sorted.

    Not what is public elsewhere, or stands within something public."""
    services = tuple(catalogue.services.values())
    channels = [(c, _is_open(s, c)) for s in services for c in s.channels]
    names = [name for s in services for name in _names(s)]
    public = "\n".join(map(_plain, (*names, *(fact for c, is_open in channels if is_open for fact in _facts(c)))))
    written = "\n".join(_plain(m.text.source) for m in catalogue.messages.values())
    closed = [fact for c, is_open in channels if not is_open for fact in _facts(c)]
    closed += [fact for internal in internals for fact in internal.secrets()]
    found = [fact for fact in closed if _plain(fact) not in public]
    noted = [note for s in services for note in _noted(s)]
    found += [note for note in noted if _plain(note) not in public and _plain(note) not in written]
    return tuple(sorted({fact for fact in found if len(_plain(fact)) >= _SHORTEST}))


def _noted(service: Service) -> Iterator[str]:
    """What editors write down for each other: where facts are from, where an agreement is kept, what a check met."""
    checks = (service.verified, *(channel.verified for channel in service.channels))
    yield from filter(None, (service.consent_ref, *(s.url for s in service.sources), *(fact for c in checks if c for fact in (c.note, c.number))))


def _is_open(service: Service, channel: Channel) -> bool:
    closed = service.blocked or channel.blocked or service.status is not Status.ACTIVE
    return not closed and channel.disclosure is Disclosure.PUBLIC


def _names(service: Service) -> Iterator[str]:
    """What a service that prints is called; an account is often named alike."""
    if any(_is_open(service, c) for c in service.channels):
        yield service.name.source
        if service.local_name:
            yield service.local_name.text


def _facts(channel: Channel) -> Iterator[str]:
    yield from filter(None, (channel.number, channel.e164, channel.abroad, channel.address))


def _shown(built: Built) -> Iterator[str]:
    """What a booklet shows and says of itself, page by page."""
    yield _plain(built.story.title.text)
    for page in built.document.pages:
        yield _plain("".join(item.line.text for item in page.items if isinstance(item, TextItem)))
        yield from (_plain(item.tag.alt) for item in page.items if item.tag and item.tag.alt)
        yield from (_plain(link.uri) for link in page.links if link.uri)


def _plain(text: str) -> str:
    return squeezed(text).casefold()
