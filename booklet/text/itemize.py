"""Runs of a text: pieces in one script that one face can set. Marks and joiners stay with their base."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from booklet.text.ucd import script_extensions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from booklet.text.face import Face

COMMON = "Zyyy"
"""What scripts share (UAX #24): digits, punctuation, symbols; in fonts.yaml the family that serves them."""

_EAST_ASIAN = frozenset(("Hans", "Hant", "Jpan", "Kore"))
"""Scripts whose shared punctuation is as wide as their letters: taken from their own face."""

_BLANK = frozenset(" \u00a0\u202f\u2009")


class Item(NamedTuple):
    """Characters `start` to `end`, to be shaped as `script` in `face`."""

    start: int
    end: int
    script: str
    face: Face


@cache
def script_of(char: str) -> str | None:
    """The ISO 15924 code of a character's script by HarfBuzz's Unicode data; None if scripts share it."""
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    script: str | None = buffer.script
    return None if script in ("Zyyy", "Zinh", "Zzzz") else script


def itemize(text: str, script: str, faces: tuple[Face, ...]) -> list[Item]:
    """Split a text of a paragraph whose own script is `script`; `faces` in order of preference, at least one.

    The script of shared characters is their neighbour's (UAX #24, 5.1) as far as their face serves it. A face is
    chosen by script, then by coverage; where none has all of a grapheme, it is the first choice and shapes a .notdef.
    """
    plain = _plain(text, faces)
    if plain:
        return [plain]
    items: list[Item] = []
    current = next(filter(None, map(script_of, text)), script)
    own_marks = script in _EAST_ASIAN
    for start, end in _graphemes(text):
        grapheme = text[start:end]
        own = next(filter(None, map(script_of, grapheme)), None) or _shared_by_few(grapheme[0], current)
        current = own or current
        wanted = own or (None if own_marks and not grapheme.isascii() else COMMON)
        face = _keep(grapheme, items) or _choose(grapheme, wanted, faces)
        run_script = own or (current if current in face.scripts else face.scripts[0])
        if items and items[-1].face is face and items[-1].script == run_script:
            items[-1] = items[-1]._replace(end=end)
        else:
            items.append(Item(start, end, run_script, face))
    return items


@lru_cache(maxsize=4096)
def _shared_by_few(char: str, current: str) -> str | None:
    """The script of a sign that only some scripts share: the running one if it is of them (UAX #24, 5.1)."""
    few = script_extensions(char)
    if len(few) == 1 and few[0] in ("Zyyy", "Zinh", "Zzzz"):
        return None
    return current if current in few else few[0]


def _plain(text: str, faces: tuple[Face, ...]) -> Item | None:
    """The one item of a text whose characters all come from one script and its face: nearly every word."""
    known = _plain_face(frozenset(map(script_of, text.rstrip(" "))), faces)
    return Item(0, len(text), *known) if known and known[1].has_all(text) else None


@lru_cache(maxsize=256)
def _plain_face(scripts: frozenset[str | None], faces: tuple[Face, ...]) -> tuple[str, Face] | None:
    """The one script of a text and the first face for it, if that face serves the shared characters as well."""
    needed = [s for s in scripts if s]
    face = next((f for f in faces if needed[0] in f.scripts), None) if len(needed) == 1 else None
    if face is None or (None in scripts and COMMON not in face.scripts):
        return None
    return needed[0], face


def _keep(grapheme: str, items: list[Item]) -> Face | None:
    """A blank stays in the running face, so that it does not cut a run."""
    return items[-1].face if items and grapheme in _BLANK and items[-1].face.has(grapheme) else None


def _choose(grapheme: str, script: str | None, faces: tuple[Face, ...]) -> Face:
    """By script, then by coverage; `script` None: in the order of preference."""
    serving = [f for f in faces if script is None or script in f.scripts]
    ordered = [*serving, *(f for f in faces if f not in serving)]
    return _covering(grapheme, ordered) or _covering(grapheme[0], ordered) or ordered[0]


def _covering(chars: str, faces: Iterable[Face]) -> Face | None:
    return next((f for f in faces if f.has_all(chars)), None)


def _graphemes(text: str) -> list[tuple[int, int]]:
    """Extended grapheme clusters (UAX #29)."""
    from booklet.text.segment import character_offsets

    if text.isascii():
        return [(i, i + 1) for i in range(len(text))]
    from icu4py.breakers import CharacterBreaker

    offsets = character_offsets(text)
    return [(offsets[a], offsets[b]) for a, b in CharacterBreaker(text, "en").segments()]
