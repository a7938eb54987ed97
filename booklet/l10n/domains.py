"""Which catalogs of a language a booklet in another one shows something of."""

from __future__ import annotations

import re

_SHOWN_BY_ONE = re.compile("ui|places|services-[a-z]+")


def shown_by_all(domain: str) -> bool:
    """Whether booklets in other languages show something of a catalog: the page of words to show speaks all of them.
    Not of those that we name `ui`, `places` or `services-th`; but a local edition may name its files as it likes."""
    return not _SHOWN_BY_ONE.fullmatch(domain)
