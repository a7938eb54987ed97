"""Finds the columns of a table by their headings, wherever they stand, and reads its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from booklet.diag import Span
from booklet.l10n.exchange.rows import COLUMNS, Returned, refuse
from booklet.world.scalars import closest

NEEDED = ("key", "source-check", "target")
_READ = (*NEEDED, "state", "reviewed-by")
_SEARCHED = 20
"""Rows in which the headings may stand: people put titles above them."""


class Cell(NamedTuple):
    """Its text, and what makes it one that cannot be trusted, as the end of a sentence."""

    text: str
    fault: str | None = None


Line = tuple[int, Mapping[int, Cell]]
"""Number of a row and its cells by column, both from 1."""

_EMPTY = Cell("")


def heading(lines: Iterable[Line]) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and the column of each, or None if the needed ones stand in no row."""
    for number, names in _candidates(lines):
        columns = {name: column for column, name in names.items()}
        if columns.keys() >= set(NEEDED):
            return number, columns
    return None


def read_table(lines: list[Line], file: str) -> Iterator[Returned]:
    """The rows below the headings that are not blank. Raises BookletError: exchange-columns."""
    found = heading(lines)
    if found is None:
        raise _without_columns(lines, file)
    first, columns = found
    names = next(names for number, names in _candidates(lines) if number == first)
    if double := [name for name in _READ if list(names.values()).count(name) > 1]:
        raise refuse(
            "exchange-columns",
            f"two columns are called '{double[0]}'",
            Span(file, first, 1),
            "delete or rename one of them",
        )
    for number, cells in lines:
        if number > first and (row := _returned(number, cells, columns)):
            yield row


def _returned(number: int, cells: Mapping[int, Cell], columns: dict[str, int]) -> Returned | None:
    """None if it says nothing: people write below and beside the table."""
    held = {name: cells.get(columns[name], _EMPTY) if name in columns else _EMPTY for name in _READ}
    if not any(cell.text.strip() or cell.fault for cell in held.values()):
        return None
    faults = tuple(f"its {name} {cell.fault}" for name, cell in held.items() if cell.fault)
    text = {name: cell.text if name == "target" else cell.text.strip() for name, cell in held.items()}
    return Returned(
        number,
        columns["target"],
        text["key"],
        text["source-check"],
        text["state"],
        text["target"],
        text["reviewed-by"],
        faults,
    )


def _candidates(lines: Iterable[Line]) -> Iterator[tuple[int, dict[int, str]]]:
    """Rows that may hold the headings, with the names as we compare them."""
    for n, (number, cells) in enumerate(lines):
        if n >= _SEARCHED:
            return
        yield number, {column: _plain(cell.text) for column, cell in cells.items()}


def _plain(name: str) -> str:
    return "-".join(name.replace("_", " ").replace("-", " ").casefold().split())


def _without_columns(lines: list[Line], file: str) -> Exception:
    best = max(
        (c for c in _candidates(lines)), key=lambda c: len({*c[1].values()} & {*map(_plain, COLUMNS)}), default=(1, {})
    )
    names = [name for name in best[1].values() if name]
    lacking = [name for name in NEEDED if name not in names]
    known = {*map(_plain, COLUMNS)}
    hints = [f"'{name}': {hint}" for name in names if name not in known for hint in closest(name, lacking)]
    message = f"no row of headings has the column{'s' if len(lacking) > 1 else ''} {', '.join(map(repr, lacking))}"
    return refuse(
        "exchange-columns",
        message,
        Span(file, best[0], 1),
        *hints[:3],
        f"name the columns as in the export: {', '.join(COLUMNS)}",
    )
