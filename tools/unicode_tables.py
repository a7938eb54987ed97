"""Makes booklet/text/ucd_data.py, the only Unicode data that text decisions use, from files of the Unicode Character Database.

    python tools/unicode_tables.py FOLDER VERSION

FOLDER holds BidiBrackets.txt, PropertyValueAliases.txt, Scripts.txt, ScriptExtensions.txt and, in `extracted`,
DerivedBidiClass.txt, DerivedBinaryProperties.txt, DerivedCombiningClass.txt and DerivedGeneralCategory.txt, as
published at https://www.unicode.org/Public/VERSION/ucd/. Take the version of the ICU that icu4py brings: line ends and
these tables must agree.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

_POINTS = 0x110000
_WIDTH = 240
_HEADER = '''"""Unicode {version} properties of every code point, made by tools/unicode_tables.py: never edited by hand.

From the Unicode Character Database, https://www.unicode.org/Public/{version}/ucd/.
Copyright 1991-2025 Unicode, Inc., https://www.unicode.org/terms_of_use.html, SPDX-License-Identifier: Unicode-3.0.
Stretches of code points with equal properties follow each other without gaps. `LENGTHS` has the length of each, `KINDS`
the place of its properties in `PROPERTIES` (both in base 36). A row of `PROPERTIES` ends with a semicolon: Bidi_Class,
General_Category, Canonical_Combining_Class, Script, Bidi_Mirrored (Y or N), Script_Extensions. A row of `BRACKETS` is a
Bidi_Paired_Bracket pair, opening bracket first.
"""

# fmt: off
VERSION = "{version}"
'''


class Row(NamedTuple):
    """One data or @missing line of a UCD file: code points `first` to `last`, and the other fields."""

    first: int
    last: int
    fields: list[str]


def rows(path: Path) -> list[Row]:
    """The lines of a UCD file that give code points; @missing lines first, since data lines override them."""
    missing: list[Row] = []
    data: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        is_missing = line.startswith("# @missing:")
        fields = [f.strip() for f in line.removeprefix("# @missing:").split("#")[0].split(";")]
        if len(fields) < 2:
            continue
        first, _, last = fields[0].partition("..")
        (missing if is_missing else data).append(Row(int(first, 16), int(last or first, 16), fields[1:]))
    return missing + data


def aliases(folder: Path, prop: str) -> dict[str, str]:
    """From the long to the short name of each value of a property."""
    lines = (folder / "PropertyValueAliases.txt").read_text(encoding="utf-8").splitlines()
    split = [[f.strip() for f in line.split("#")[0].split(";")] for line in lines]
    return {fields[2]: fields[1] for fields in split if fields[0] == prop}


def column(path: Path, default: str, names: dict[str, str]) -> list[str]:
    """The value of one property for every code point."""
    values = [default] * _POINTS
    for first, last, fields in rows(path):
        values[first : last + 1] = [names.get(fields[0], fields[0])] * (last - first + 1)
    return values


def properties(folder: Path) -> list[str]:
    """The row of `PROPERTIES` of every code point."""
    derived = folder / "extracted"
    scripts = column(folder / "Scripts.txt", "Zzzz", aliases(folder, "sc"))
    extensions = list(scripts)
    mirrored = ["N"] * _POINTS
    for first, last, fields in rows(folder / "ScriptExtensions.txt"):
        if fields[0] != "<script>":
            extensions[first : last + 1] = [fields[0]] * (last - first + 1)
    for first, last, fields in rows(derived / "DerivedBinaryProperties.txt"):
        if fields[0] == "Bidi_Mirrored" and fields[-1] != "No":
            mirrored[first : last + 1] = ["Y"] * (last - first + 1)
    columns = (
        column(derived / "DerivedBidiClass.txt", "L", aliases(folder, "bc")),
        column(derived / "DerivedGeneralCategory.txt", "Cn", aliases(folder, "gc")),
        column(derived / "DerivedCombiningClass.txt", "0", {"Not_Reordered": "0"}),
        scripts,
        mirrored,
        extensions,
    )
    return [" ".join(values) for values in zip(*columns, strict=True)]


def base36(number: int) -> str:
    """The digits that `int(digits, 36)` reads."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def literal(name: str, words: list[str]) -> str:
    """An assignment of a long string to a name, in lines of at most `_WIDTH` characters."""
    lines, line = [], ""
    for word in words:
        if line and len(line) + len(word) + 1 > _WIDTH:
            lines.append(line)
            line = word
        else:
            line += f" {word}" if line else word
    return f'{name} = """\\\n' + "\n".join([*lines, line]) + '"""\n'


def main(folder: Path, version: str) -> None:
    """Write the module beside `booklet/text/ucd.py`."""
    stretches = [(value, len(list(same))) for value, same in groupby(properties(folder))]
    kinds = list(dict.fromkeys(value for value, _ in stretches))
    place = {value: base36(i) for i, value in enumerate(kinds)}
    pairs = [chr(r.first) + chr(int(r.fields[0], 16)) for r in rows(folder / "BidiBrackets.txt") if r.fields[1] == "o"]
    text = (
        _HEADER.format(version=version)
        + literal("LENGTHS", [base36(length) for _, length in stretches])
        + literal("KINDS", [place[value] for value, _ in stretches])
        + literal("PROPERTIES", [f"{value};" for value in kinds])
        + literal("BRACKETS", pairs)
    )
    path = Path(__file__).parents[1] / "booklet" / "text" / "ucd_data.py"
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{path.name}: {len(stretches)} stretches, {len(kinds)} kinds, {len(text.encode())} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
