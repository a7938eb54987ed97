"""Services as the rows of the sheets, all text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from booklet.directory.record import Loss, Tree, name_of, plain
from booklet.directory.sheets import SERVICE, WHERE, Column, Sheet, sheets
from booklet.model.catalogue import Disclosure, Service

_BETWEEN_CODES = re.compile(r"[,;\n、،]")

Row = dict[str, str]
"""Text by heading; a fact that is not there has none."""

Rows = dict[str, list[Row]]
"""By the name of the sheet."""


def shareable(service: Service) -> Service:
    """A service as it may leave: without the channels that are not public."""
    channels = tuple(channel for channel in service.channels if channel.disclosure is Disclosure.PUBLIC)
    return service if len(channels) == len(service.channels) else replace(service, channels=channels)


def rows_of(services: Iterable[Service]) -> Rows:
    """The rows of every sheet."""
    return rows_of_trees(plain(shareable(service)) for service in services)


def rows_of_trees(trees: Iterable[Tree]) -> Rows:
    """The rows of every sheet, of services as trees."""
    found: Rows = {sheet.name: [] for sheet in sheets()}
    for tree in trees:
        for sheet in sheets():
            found[sheet.name] += [_row(sheet, tree["id"], where, record) for where, _, record in _records(sheet, tree)]
    return found


def _records(sheet: Sheet, tree: Tree) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], Tree]]:
    """The records of a sheet, each with what its `where` says and its whole path."""
    if not sheet.places:
        yield (), (), tree
    for place in sheet.places:
        for owner, found in _lists(tree, place, ()):
            where = owner[: len(owner) - len(sheet.ending)]
            yield from ((where, (*owner, name_of(item, n)), item) for n, item in enumerate(found))


def _lists(tree: Any, place: tuple[str, ...], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[Tree]]]:
    """The lists at a place, each with its path."""
    if not place:
        yield path, tree
    elif place[0] == "*":
        for n, item in enumerate(tree):
            yield from _lists(item, place[1:], (*path, name_of(item, n)))
    elif isinstance(tree, dict) and place[0] in tree:
        yield from _lists(tree[place[0]], place[1:], (*path, place[0]))


def _row(sheet: Sheet, service: str, where: tuple[str, ...], record: Tree) -> Row:
    row = {SERVICE: service} if sheet.places else {}
    if sheet.has_where:
        row[WHERE] = "/".join(where)
    for column in sheet.columns:
        value = _at(record, column)
        if value is not None:
            row[column.name] = cell(column, value)
    return row


def cell(column: Column, value: Any) -> str:
    """A fact as its cell shows it."""
    if column.many:
        return (", " if column.coded else "\n").join(value)
    if column.kind is bool:
        return "yes" if value == "true" else "no"
    return str(value)


def fact(column: Column, text: str) -> str | list[str]:
    """The fact of a cell that has text in it. A choice is as the drop-down has it, however its letters are."""
    if column.many:
        parts = _BETWEEN_CODES.split(text) if column.coded else text.split("\n")
        return [_choice(column, part.strip()) for part in parts if part.strip()]
    return _choice(column, text.strip())


def _choice(column: Column, text: str) -> str:
    return text.lower() if text.lower() in column.choices else text


def losses(services: Iterable[Service]) -> Iterator[Loss]:
    """What the sheets do not say of services, or not to the letter."""
    for service in services:
        for channel in service.channels:
            if channel.disclosure is not Disclosure.PUBLIC:
                yield Loss(service.id, f"channels/{channel.id}", "", "not public: it never leaves")
        tree = plain(shareable(service))
        for sheet in sheets():
            for _, path, record in _records(sheet, tree):
                yield from _lost_in_a_row(sheet, service.id, path, record)


def _lost_in_a_row(sheet: Sheet, service: str, path: tuple[str, ...], record: Tree) -> Iterator[Loss]:
    for column in sheet.columns:
        value = _at(record, column)
        if value is not None and column.kind is not bool and fact(column, cell(column, value)) != value:
            yield Loss(service, "/".join((*path, *column.path)), cell(column, value), "a cell cannot tell this text from one with other blanks and line ends")


def _at(record: Tree, column: Column) -> Any:
    value: Any = record
    for key in column.path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
