"""Rows of the sheets as services again, each fact with the place of its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from booklet.diag import Sink, Span
from booklet.directory.record import Tree, add_empty_lists, name_of
from booklet.directory.rows import Rows, fact, rows_of_trees
from booklet.directory.sheets import SERVICE, WHERE, Column, Sheet, sheets
from booklet.directory.table import Filled, Table
from booklet.l10n.exchange.table import Cell
from booklet.model.catalogue import Service
from booklet.world.decode import refused_keys
from booklet.world.source import quoted

_NUMBER = re.compile(r"(-?[0-9]+)(?:\.0+)?")
_EMPTY = Cell("")


@dataclass(slots=True)
class Gathered:
    """A service as its rows say it. It may lack facts, or hold ones that are refused."""

    id: str
    first: Span
    whole: bool = True
    """Whether it stands in the sheet of services itself; if not, sheets without a row for it leave its facts alone."""
    tree: Tree = field(default_factory=dict)
    places: dict[tuple[str, ...], Span] = field(default_factory=dict)
    sink: Sink = field(default_factory=Sink)
    """What is wrong with its rows."""

    def at(self, path: tuple[str, ...]) -> Span:
        """The cell that a fact is from, or that of the nearest thing around it."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return self.first


def gather(tables: Mapping[str, Table], existing: Mapping[str, Tree], sink: Sink) -> list[Gathered]:
    """The services of the rows, in the order of the file. `existing`: the facts of services that there are; where a sheet or
    column is missing from the file altogether, theirs stand. Rows of no service are errors in `sink`: row-orphan."""
    found = _services(tables, existing, sink)
    old = {one: rows_of_trees([existing[one]]) for one in found if one in existing}
    for sheet in sheets():
        table = tables.get(sheet.name)
        rows = _rows_by_service(table)
        for one in found.values():
            before = _filled(sheet, old.get(one.id))
            if table is None or (one.id not in rows and not one.whole):
                _take(sheet, before, None, one)
            else:
                _take(sheet, _completed(sheet, table, rows.get(one.id, []), before), table, one)
    for one in found.values():
        add_empty_lists(one.tree, Service)
    return list(found.values())


def _services(tables: Mapping[str, Table], existing: Mapping[str, Tree], sink: Sink) -> dict[str, Gathered]:
    found: dict[str, Gathered] = {}
    for table in (tables[sheet.name] for sheet in sheets() if sheet.name in tables):
        heading = SERVICE if table.sheet.places else "id"
        for row in table.rows:
            name, span = row.cells.get(heading, _EMPTY).text.strip(), table.span(row.line, heading)
            if not table.sheet.places:
                first = found.setdefault(name, Gathered(name, span))
                if first.first is not span:
                    first.sink.error("duplicate-id", f"the id {quoted(name)} was already given at {first.first}", span, "keep the right row")
            elif name not in found and name in existing:
                found[name] = Gathered(name, span, whole=False)
            elif name not in found:
                hint = "add it to the sheet 'Services', or write the id that stands there"
                sink.error("row-orphan", f"the row belongs to {quoted(name)}, which is no service", span, hint)
    return found


def _rows_by_service(table: Table | None) -> dict[str, list[Filled]]:
    rows: dict[str, list[Filled]] = {}
    for row in table.rows if table else ():
        name = row.cells.get(SERVICE if table and table.sheet.places else "id", _EMPTY).text.strip()
        rows.setdefault(name, []).append(row)
    return rows


def _filled(sheet: Sheet, rows: Rows | None) -> list[Filled]:
    return [Filled(0, {name: Cell(text) for name, text in row.items()}) for row in rows[sheet.name]] if rows else []


def _completed(sheet: Sheet, table: Table, rows: list[Filled], before: list[Filled]) -> list[Filled]:
    """The rows with what those before say under headings that the table does not have."""
    absent = [column.name for column in sheet.columns if column.name not in table.columns]
    if not absent or not before:
        return rows
    old = dict(zip(_names(before), before, strict=True))
    completed = []
    for name, row in zip(_names(rows), rows, strict=True):
        kept = old[name].cells if name in old else {}
        completed.append(Filled(row.line, {**{key: kept[key] for key in absent if key in kept}, **row.cells}))
    return completed


def _names(rows: Iterable[Filled]) -> list[tuple[str, str]]:
    """What tells the rows of a service apart: place and id, or place and position."""
    counts: dict[str, int] = {}
    names = []
    for row in rows:
        where = row.cells.get(WHERE, _EMPTY).text.strip()
        counts[where] = counts.get(where, 0) + 1
        names.append((where, row.cells.get("id", _EMPTY).text.strip() or str(counts[where])))
    return names


def _take(sheet: Sheet, rows: list[Filled], table: Table | None, one: Gathered) -> None:
    for row in rows[:1] if not sheet.places else rows:
        where = row.cells.get(WHERE, _EMPTY).text.strip()
        owner = tuple(part.strip() for part in where.split("/") if part.strip())
        path = (*owner, *sheet.ending)
        target = one.tree if not sheet.places else _item(sheet, path, one)
        if target is None:
            hint = "write it as in an export, such as 'channels/voice/hours'; add the part itself to its own sheet"
            what = f"{quoted(one.id)} has no part {quoted(where)} for a row of {quoted(sheet.name)}"
            one.sink.error("row-orphan", what, table.span(row.line, WHERE) if table else one.first, hint)
            continue
        places = _fill(sheet, row, table, target, one.sink)
        if sheet.places:
            path = (*path, _position(one.tree, path))
        if table:
            one.places |= {(*path, *inner): span for inner, span in {(): table.span(row.line), **places}.items()}


def _item(sheet: Sheet, path: tuple[str, ...], one: Gathered) -> Tree | None:
    """A new item of the list at a path; None if there is no such list."""
    if not any(len(place) == len(path) and all(p in ("*", q) for p, q in zip(place, path, strict=True)) for place in sheet.places):
        return None
    here: Any = one.tree
    for key in path[:-1]:
        if isinstance(here, list):
            here = next((item for n, item in enumerate(here) if name_of(item, n) == key), None)
        else:
            here = here.setdefault(key, {} if key not in ("channels", "sites", "at", "required_documents") else [])
        if here is None:
            return None
    item: Tree = {}
    here.setdefault(path[-1], []).append(item)
    return item


def _position(tree: Any, path: tuple[str, ...]) -> str:
    """What a path calls the last item of a list."""
    for key in path:
        tree = next(item for n, item in enumerate(tree) if name_of(item, n) == key) if isinstance(tree, list) else tree[key]
    return name_of(tree[-1], len(tree) - 1)


def _fill(sheet: Sheet, row: Filled, table: Table | None, record: Tree, sink: Sink) -> dict[tuple[str, ...], Span]:
    """Put what the cells of a row say into a record; the place of each."""
    places: dict[tuple[str, ...], Span] = {}
    for column in sheet.columns:
        cell = row.cells.get(column.name, _EMPTY)
        if cell.text.strip() or cell.fault:
            span = table.span(row.line, column.name) if table else Span(sheet.name, 1, 1)
            value = _value(column, cell, span, sink)
            *outer, last = column.path
            here = record
            for key in outer:
                here = here.setdefault(key, {})
            here[last] = value
            places[column.path] = span
    for key in refused_keys(sheet.cls):
        if table and (cell := row.cells.get(key, _EMPTY)).text.strip():
            record[key], places[key,] = cell.text, table.span(row.line, key)
    return places


def _value(column: Column, cell: Cell, span: Span, sink: Sink) -> Any:
    text = cell.text.strip()
    if cell.fault:
        number = _NUMBER.fullmatch(text)
        if column.kind is int and number and "formula" not in cell.fault:
            return number[1]
        hint = "set the format of the cell to 'text', and type it again"
        sink.error("cell-content", f"the cell of {quoted(column.name)} {cell.fault}", span, hint)
        return text or "-"
    return fact(column, text)
