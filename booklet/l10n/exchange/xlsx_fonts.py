"""The system font that suits each script in a spreadsheet: where it is missing, the program takes one that has the letters."""

from __future__ import annotations

from typing import NamedTuple


class SystemFont(NamedTuple):
    """A font by the name that Windows and Office know it by; size in points."""

    name: str
    size: int = 11
    wide: float = 1
    """Width of its letters, in those of Latin."""


PLAIN = SystemFont("Arial")
_FONTS = {
    "Thai": SystemFont("Leelawadee UI", 12),
    "Laoo": SystemFont("Leelawadee UI", 12),
    "Khmr": SystemFont("Leelawadee UI", 12),
    "Mymr": SystemFont("Myanmar Text", 12),
    "Arab": SystemFont("Segoe UI", 12),
    "Thaa": SystemFont("MV Boli", 12),
    "Rohg": SystemFont("Noto Sans Hanifi Rohingya", 12),
    "Beng": SystemFont("Nirmala UI", 12),
    "Deva": SystemFont("Nirmala UI", 12),
    "Taml": SystemFont("Nirmala UI", 12),
    "Telu": SystemFont("Nirmala UI", 12),
    "Mlym": SystemFont("Nirmala UI", 12),
    "Sinh": SystemFont("Nirmala UI", 12),
    "Ethi": SystemFont("Ebrima", 12),
    "Tibt": SystemFont("Microsoft Himalaya", 18),
    "Hans": SystemFont("Microsoft YaHei", wide=1.9),
    "Hant": SystemFont("Microsoft JhengHei", wide=1.9),
    "Jpan": SystemFont("Yu Gothic", wide=1.9),
    "Kore": SystemFont("Malgun Gothic", wide=1.9),
}
"""By script (ISO 15924). Microsoft, "Script and font support in Windows"."""


def font(script: str) -> SystemFont:
    """The font of a script; Latin and Cyrillic letters are in all."""
    return _FONTS.get(script, PLAIN)
