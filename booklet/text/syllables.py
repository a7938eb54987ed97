"""Syllables of scripts written without blanks between words: where none begins, no line does."""

from __future__ import annotations

import re
from functools import cache

_CONSONANT = (
    "\u1000-\u102a\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"
    "\ua9e0-\ua9e4\ua9e7-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa6f\uaa71-\uaa76\uaa7a\uaa7e\uaa7f"
)
"""Consonants and independent vowels of the Myanmar script, whatever the language. Not great sa, which also closes the
syllable before it."""

_KILLED = f"[{_CONSONANT}]\u1037?\u103a"
_ON_TOP = f"(?<![\u1036\u1038\u103a])[{_CONSONANT}]\u1039|\u103f"
"""A consonant killed by asat ends a syllable; so does one on top of another, unless something else has (The Unicode
Standard, 16.3)."""

_CLOSES_THAI = "[ก-ฮ]{1,2}[ิุ]?์|ฯ"
"""Consonants silenced by thanthakhat end a word, as does the sign of what is left out."""

_CLOSES_LAO = "[ກ-ຮໜໝ]໌|ຯ"
_CLOSES_KHMER = "[ក-ឳ]៉?(?:្[ក-អ])?[់៍]"
"""A consonant with bantoc is a final, with toandakhiat silent (The Unicode Standard, 16.4)."""

LONGEST = 5
"""No sequence above is longer, in characters, without what is looked for before it."""


class _Closing(dict[str, bool]):
    def __missing__(self, around: str) -> bool:
        found = self[around] = _closing().match(around, 1) is not None
        return found


CLOSES = _Closing()
"""By the character before a place and up to `LONGEST` after it, one string: whether a syllable or word ends with what
follows, so that no line begins there."""


@cache
def _closing() -> re.Pattern[str]:
    return re.compile("|".join((_KILLED, _ON_TOP, _CLOSES_THAI, _CLOSES_LAO, _CLOSES_KHMER)))


@cache
def _start() -> re.Pattern[str]:
    letters = "\u1000-\u1038\u103a-\u103f\u1050-\u108f\u109a-\u109d\ua9e0-\ua9e7\uaa60-\uaa76\uaa7a-\uaa7f"
    return re.compile(f"[{_CONSONANT}](?<=[{letters}].)(?!\u1037?\u103a)(?!(?<![\u1036\u1038\u103a].)\u1039)")


def myanmar_starts(text: str) -> list[int]:
    """Places where a syllable in Myanmar script begins right after another: for Shan, Mon and S'gaw Karen, of whose
    words ICU has no list."""
    return [match.start() for match in _start().finditer(text)]
