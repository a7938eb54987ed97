"""Searches finished files, of whatever kind, for what must stand in none of them, in whatever way it may be written."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from booklet.diag import Sink
from booklet.preflight.reading import opened
from booklet.preflight.symbols import find_symbols
from booklet.preflight.unpacked import texts

_HINT = "do not hand out this file; report the fault"
_LEAST_DIGITS = 7
"""Of a telephone number; fewer are found by chance."""
_IGNORED = re.compile("[\\W_\u034f\u17b4\u17b5]+")
"""Blanks, marks and everything invisible: a secret that is torn apart by them is the same secret."""
_NOT_LETTERS = re.compile("[^a-z0-9]+")
_SEPARATED = r"[^0-9A-Za-z]{0,3}"


class Leak(NamedTuple):
    """A secret by its number in the list, from 1, and where and how it is written."""

    secret: int
    way: str


def find_leaks(data: bytes, secrets: Collection[str], *, codes: bool = False) -> tuple[Leak, ...]:
    """Where a file holds secrets; the ways are in words. `codes`: also read its QR codes, which takes a while.

    Looks at raw bytes, archives, compressed stretches, PDF objects, page texts as two readers extract them, and
    encodings within encodings (preflight/unpacked.py)."""
    wanted = [(n, *_searched(secret)) for n, secret in enumerate(secrets, 1)]
    found: dict[Leak, None] = {}
    seen: set[str] = set()
    for way, text in _all_texts(data, codes):
        spelt = _spelt(text)
        plain = _letters(spelt)
        if plain in seen:
            continue
        seen.add(plain)
        for n, words, number in wanted:
            if any(word in plain for word in words) or (number and number.search(spelt)):
                found[Leak(n, way or "plain")] = None
    return tuple(found)


def check_file(name: str, data: bytes, secrets: Collection[str], sink: Sink) -> None:
    """Report each secret that a file holds, without repeating it. Errors: `leak`."""
    told: set[int] = set()
    for leak in find_leaks(data, secrets) if secrets else ():
        if leak.secret not in told:
            told.add(leak.secret)
            sink.error("leak", f"the {name} holds secret {leak.secret} of {len(secrets)} ({leak.way})", None, _HINT)


def _spelt(text: str) -> str:
    """The text with small letters and Western digits, wide and joined characters as plain ones (NFKC)."""
    if text.isascii():
        return text.lower()
    return _western(unicodedata.normalize("NFKC", text).casefold())


def _letters(spelt: str) -> str:
    """Letters and digits alone."""
    return (_NOT_LETTERS if spelt.isascii() else _IGNORED).sub("", spelt)


def _searched(secret: str) -> tuple[tuple[str, ...], re.Pattern[str] | None]:
    """Its letters as they are, backwards and in ROT13; of a telephone number also its digits alone."""
    word = _letters(_spelt(secret))
    digits = "".join(c for c in _spelt(secret) if c in "0123456789").lstrip("0")
    is_number = len(digits) >= _LEAST_DIGITS and not any(c.isalpha() for c in secret)
    words = tuple(dict.fromkeys((word, word[::-1], codecs.encode(word, "rot13")))) if word else ()
    return words, re.compile(_SEPARATED.join(digits)) if is_number else None


def _western(text: str) -> str:
    if text.isascii():
        return text
    others = {ord(c): str(unicodedata.decimal(c)) for c in set(text) if c.isdecimal() and not c.isascii()}
    return text.translate(others) if others else text


def _all_texts(data: bytes, codes: bool) -> Iterator[tuple[str, str]]:
    seen: set[bytes] = set()
    yield from texts(data, "", seen)
    if b"%PDF" in data[:1024]:
        for way, text in _pdf_texts(data, codes, seen):
            yield way, text
            yield from texts(text.encode("utf-8", "replace"), way, seen)


def _pdf_texts(data: bytes, codes: bool, seen: set[bytes]) -> Iterator[tuple[str, str]]:
    """What a PDF says to its readers: pages, strings, names, streams, codes."""
    with opened(data, "file", Sink()) as file:
        if file is None:
            return
        for n, page in enumerate(file.pages, 1):
            yield from ((f"text of page {n}", text) for text in page)
        yield "pages together", "".join(page.pdfium for page in file.pages)
        yield "string", "\n".join(file.strings)
        yield "strings together", "".join(file.strings)
        for _, thing in file.objects:
            yield "name", "\n".join(_names(thing))
            if hasattr(thing, "get_data"):
                yield from _stream(thing, seen)
        for symbol in find_symbols(file) if codes else ():
            yield f"code on page {symbol.page}", symbol.payload


def _stream(thing: object, seen: set[bytes]) -> Iterator[tuple[str, str]]:
    try:
        content = thing.get_data()  # type: ignore[attr-defined]
    except Exception:  # a filter that pypdf lacks; the raw bytes have been searched
        return
    raw = content if isinstance(content, bytes) else str(content).encode("utf-8", "replace")
    yield from ((f"stream, {way}" if way else "stream", text) for way, text in texts(raw, "", seen))


def _names(thing: object) -> Iterable[str]:
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield str(key)
            yield from _names(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from _names(value)
    elif isinstance(thing, str) and str(thing).startswith("/"):
        yield str(thing)
