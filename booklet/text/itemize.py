"""Runs of a text: pieces in one script that one face can set. Marks and joiners stay with their base."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from booklet.text.ucd import category, script_extensions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from booklet.text.face import Face

COMMON = "Zyyy"
"""What scripts share (UAX #24): digits, punctuation, symbols; in fonts.yaml the family that serves them."""

_EAST_ASIAN = frozenset(("Hans", "Hant", "Jpan", "Kore"))
"""Scripts whose shared punctuation is as wide as their letters: taken from their own face."""

_BLANKS = frozenset(" \u00a0\u202f\u2009")

_JOINING = frozenset("\u0e33\u0eb3\u200c\u200d\uff9e\uff9f")
"""No marks by their category, yet of one grapheme with what stands before (UAX #29: Extend, SpacingMark, ZWJ)."""

_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd")
"""Signs of one grapheme with the letter or figure after them (UAX #29, Prepend), in the scripts we set."""

_LETTER, _SHARED, _BLANK, _MARK, _ODD = range(5)


class Item(NamedTuple):
    """Characters `start` to `end`, to be shaped as `script` in `face`."""

    start: int
    end: int
    script: str
    face: Face


_item: Callable[[tuple[int, int, str, Face]], Item] = partial(tuple.__new__, Item)  # a third of the time of Item(…)


class _Step(NamedTuple):
    """How a character is set; `current`: the script of the text up to it."""

    kind: int
    face: Face
    script: str
    current: str


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
    return itemizer(script, faces).items(text)


@lru_cache(maxsize=256)
def itemizer(script: str, faces: tuple[Face, ...]) -> Itemizer:
    """The one for many texts, each to be split as by `itemize`."""
    return Itemizer(script, faces)


class Itemizer:
    """Splits texts of paragraphs in one script; remembers the script and face of every character."""

    def __init__(self, script: str, faces: tuple[Face, ...]) -> None:
        self._script, self._faces = script, faces
        self._after = _After(self)
        self._home = (script, faces[0])
        self._letters: set[str] = set()
        self._inner: set[str] = set()
        self._outer = ""
        self._heads: dict[str, list[Item] | None] = {}
        self._tails: dict[str, list[Item] | None] = {}
        self._orders: dict[str | None, list[Face]] = {}
        self._same: dict[_Step, _Step] = {}

    def items(self, text: str) -> list[Item]:
        """As of `itemize`."""
        if not text:
            return []
        items = self._word(text) or self._by_characters(text)
        return self._by_graphemes(text) if items is None else items

    def _word(self, text: str) -> list[Item] | None:
        """The items of letters and marks that are set as the first letter ever met was, with what stands about them; None of
        any other text. What stands at the ends of words is split once."""
        until_end = text.rstrip(self._outer)
        core = until_end.lstrip(self._outer)
        if not core or core[0] not in self._letters or not self._inner.issuperset(core):
            return None
        script, face = self._home
        end = len(until_end)
        if len(core) == len(text):
            return [_item((0, end, script, face))]
        head, tail = text[: end - len(core)], text[end:]
        before = self._heads[head] if head in self._heads else self._heads.setdefault(head, self._by_characters(head + core[0]))
        after = self._tails[tail] if tail in self._tails else self._tails.setdefault(tail, self._by_characters(core[0] + tail))
        if before is None or after is None:
            return None
        last, shift = after[0][1] + end - 1, end - 1
        rest = [_item((i[0] + shift, i[1] + shift, i[2], i[3])) for i in after[1:]]
        return [*before[:-1], _item((before[-1][0], last, script, face)), *rest]

    def _first(self, text: str) -> str:
        """The script of the first character that has one."""
        return script_of(text[0]) or next(filter(None, map(script_of, text)), self._script)

    def _by_characters(self, text: str) -> list[Item] | None:
        """The items of a text in which each grapheme can be set as its first character is; None if one may not."""
        last = self._after[self._first(text)][text[0]]
        if last.kind == _ODD or (last.kind == _MARK and not script_of(text[0])):
            return None
        _, face, script, current = last
        steps = self._after[current]
        items: list[Item] = []
        start = 0
        for place, char in enumerate(text):
            step = steps[char]
            if step is last:
                continue
            kind, own_face, own_script, current = step
            if kind == _MARK:
                if last.kind == _LETTER and (own_script == script or script_of(char) is None) and face.has(char):
                    continue
                return None
            if kind == _BLANK and face.has(char):
                own_face, own_script = face, shared_script(face, current)
            elif kind == _ODD or (own_face is not face and own_script == script):
                return None  # where a face lacks a letter, the whole grapheme leaves it
            last, steps = step, self._after[current]
            if own_face is not face or own_script != script:
                items.append(_item((start, place, script, face)))
                start, face, script = place, own_face, own_script
        items.append(_item((start, len(text), script, face)))
        return items

    def step(self, char: str, current: str) -> _Step:
        """How a character is set where the text so far is in the script `current`."""
        own = script_of(char)
        if category(char)[0] == "M" or char in _JOINING:
            kind = _MARK
        elif own:
            kind = _LETTER
        else:
            kind = _BLANK if char in _BLANKS else _SHARED
        if char in _PREPENDED or char >= "\U0001f000":  # flags, hands with a colour of skin
            kind = _ODD
        own = own or _shared_by_few(char, current)
        face = self._choose(char, own)
        step = _Step(kind, face, own or shared_script(face, current), own or current)
        self._remember(char, step)
        return self._same.setdefault(step, step)

    def _remember(self, char: str, step: _Step) -> None:
        """Which characters are set as the first letter ever met was, wherever they stand in a word; and which never are."""
        kind, face, script, current = step
        if kind == _LETTER and not self._letters:
            self._home = script, face
        if kind in (_SHARED, _BLANK):
            if char not in self._outer:
                self._outer += char
        elif (script, face) == self._home and script == current and (kind == _LETTER or (kind == _MARK and face.has(char))):
            self._inner.add(char)
            if kind == _LETTER:
                self._letters.add(char)

    def _by_graphemes(self, text: str) -> list[Item]:
        """The items of any text."""
        items: list[Item] = []
        current = self._first(text)
        for start, end in _graphemes(text):
            grapheme = text[start:end]
            own = next(filter(None, map(script_of, grapheme)), None) or _shared_by_few(grapheme[0], current)
            current = own or current
            face = _keep(grapheme, items) or self._choose(grapheme, own)
            script = own or shared_script(face, current)
            if items and items[-1].face is face and items[-1].script == script:
                items[-1] = items[-1]._replace(end=end)
            else:
                items.append(Item(start, end, script, face))
        return items

    def _choose(self, grapheme: str, own: str | None) -> Face:
        """By script, then by coverage; wide punctuation of East Asia in the order of preference."""
        script = own or (None if self._script in _EAST_ASIAN and not grapheme.isascii() else COMMON)
        ordered = self._orders.get(script)
        if ordered is None:
            ordered = self._orders[script] = sorted(self._faces, key=lambda f: bool(script) and script not in f.scripts)
        return _covering(grapheme, ordered) or _covering(grapheme[0], ordered) or ordered[0]


class _After(dict[str, "_Steps"]):
    """The steps of characters by the script of the text before them."""

    def __init__(self, itemizer: Itemizer) -> None:
        self._itemizer = itemizer

    def __missing__(self, current: str) -> _Steps:
        steps = self[current] = _Steps(self._itemizer, current)
        return steps


class _Steps(dict[str, _Step]):
    """The steps of characters after a text in one script."""

    def __init__(self, itemizer: Itemizer, current: str) -> None:
        self._itemizer, self._current = itemizer, current

    def __missing__(self, char: str) -> _Step:
        step = self[char] = self._itemizer.step(char, self._current)
        return step


def shared_script(face: Face, current: str) -> str:
    """The script in which a face sets a shared character after a text in the script `current`."""
    return current if current in face.scripts else face.scripts[0]


@lru_cache(maxsize=4096)
def _shared_by_few(char: str, current: str) -> str | None:
    """The script of a sign that only some scripts share: the running one if it is of them (UAX #24, 5.1)."""
    few = script_extensions(char)
    if len(few) == 1 and few[0] in ("Zyyy", "Zinh", "Zzzz"):
        return None
    return current if current in few else few[0]


def _keep(grapheme: str, items: list[Item]) -> Face | None:
    """A blank stays in the running face, so that it does not cut a run."""
    return items[-1].face if items and grapheme in _BLANKS and items[-1].face.has(grapheme) else None


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
