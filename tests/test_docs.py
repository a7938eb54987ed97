"""Every complaint of the program is explained once, in docs/diagnostics.md, and nothing else is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = [*sorted((ROOT / "booklet").rglob("*.py")), *sorted((ROOT / "tools").glob("*.py"))]
CODE = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")
KEBAB = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)+")
CHECK = re.compile("l[0-9]{2}-[a-z]+")
"""Checks of translations, which stand in a table."""
ROW = re.compile(r"^\| `([a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
TELLERS = {"error": 0, "warn": 0, "refuse": 0, "Diagnostic": 1, "_wrong": 1, "_check_value": 1}
"""Functions that report, and which of their arguments is the code."""


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield (called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""), node


def used() -> set[str]:
    found: set[str] = set()
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and CHECK.fullmatch(n.value)}
        for name, call in calls(tree):
            place = TELLERS.get(name)
            code = call.args[place] if place is not None and len(call.args) > place else None
            if isinstance(code, ast.Constant) and isinstance(code.value, str) and CODE.fullmatch(code.value):
                found.add(code.value)
    return found


def documented() -> list[tuple[str, str, str]]:
    return ROW.findall((ROOT / "docs" / "diagnostics.md").read_text("utf-8"))


def test_every_code_is_explained() -> None:
    codes = used()
    assert len(codes) > 100
    assert not codes - {code for code, _, _ in documented()}


def test_no_code_is_explained_that_nothing_reports() -> None:
    assert not {code for code, _, _ in documented()} - used()


def test_each_code_is_explained_once_in_whole_sentences() -> None:
    rows = documented()
    assert len({code for code, _, _ in rows}) == len(rows)
    for code, meaning, mending in rows:
        assert meaning[0].isupper() or meaning[0] == "`", code
        assert meaning.endswith((".", "`.")) and mending.endswith((".", "`.")), code


def test_codes_are_explained_nowhere_else() -> None:
    pages = [path for path in (ROOT / "docs").glob("*.md") if path.name != "diagnostics.md"]
    codes = used()
    assert not {(p.name, code) for p in pages for code, *_ in ROW.findall(p.read_text("utf-8")) if code in codes}


def test_codes_are_written_alike() -> None:
    assert all(KEBAB.fullmatch(code) or code.isalpha() for code in used())


def test_pages_that_the_code_sends_readers_to_exist() -> None:
    named = {name for path in SOURCES for name in re.findall(r"\bdocs/[a-z0-9-]+\.md", path.read_text("utf-8"))}
    assert len(named) > 3
    assert not {name for name in named if not (ROOT / name).is_file()}
