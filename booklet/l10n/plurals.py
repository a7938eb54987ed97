"""The plural rule of a language: how many forms there are, and which of them stand for a single number."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_FORMS = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_TRIED = (*range(1001), 10_000, 100_000, 1_000_000)
"""CLDR's rules for whole numbers look at the last two digits, some at powers of a million."""


class PluralRule(NamedTuple):
    """`single`: the one number that a form stands for, by form; such a form may say it in a word ("one day")."""

    forms: int
    single: dict[int, int]


@cache
def plural_rule(plural_forms: str) -> PluralRule:
    """The rule of a `Plural-Forms` header (GNU gettext manual, "Plural forms"). Raises ValueError if it is none."""
    from gettext import c2py

    found = _FORMS.fullmatch(plural_forms)
    if not found:
        raise ValueError(plural_forms)
    choose = c2py(found[2])
    numbers: dict[int, list[int]] = {}
    for n in _TRIED:
        numbers.setdefault(choose(n), []).append(n)
    return PluralRule(int(found[1]), {form: ns[0] for form, ns in numbers.items() if len(ns) == 1})
