"""The shape of the program: imports go downwards only, each package has one home, modules stay small and say what they are.

Looked up in the syntax trees, so an import inside a function (there for speed) counts like any other. One under
TYPE_CHECKING counts too: a layer that names another's types depends on it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "booklet"
MODULES = {"booklet." + ".".join(p.relative_to(ROOT).with_suffix("").parts): p for p in sorted(ROOT.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}

BASE = {"units", "diag", "value"}
ALLOWED: dict[str, set[str]] = {
    "base": set(),
    "world": {"base"},
    "model": {"base", "world"},
    "l10n": {"base", "world", "model"},
    "directory": {"base", "world", "model", "l10n"},  # of l10n the tables and workbooks that translations travel in
    "text": {"base", "world"},
    "compose": {"base", "model", "l10n"},
    "layout": {"base", "model", "l10n", "text", "compose"},  # of l10n the type of a text, which blocks carry
    "impose": {"base", "model"},
    "pdf": {"base", "model", "text", "layout", "impose"},
}
ALLOWED["app"] = {*ALLOWED}  # build, project and their like
ALLOWED["preflight"] = {*ALLOWED}
ALLOWED["run"] = {*ALLOWED}
ALLOWED["cli"] = {*ALLOWED}
ENTRANCES = {"__main__": "cli"}

HOMES = {
    "yaml": ("world.source",),
    "babel": ("l10n",),
    "phonenumbers": ("model.phone",),
    "qrcode": ("compose.symbol",),
    "uharfbuzz": ("text", "pdf.embedding"),  # it also cuts fonts down to the glyphs used
    "icu4py": ("text",),
    "pypdf": ("pdf.sheets", "pdf.press", "pdf.shop", "pdf.source", "preflight"),
    "pypdfium2": ("preflight", "pictures"),  # reads finished pages, and draws them for the overview
    "zxingcpp": ("preflight",),
    "click": ("cli",),
    "rich": ("cli",),
}
LONGEST = 400
PLAIN_DATA = {"dataclass", "value", "compared", "StrEnum", "NamedTuple", "Protocol", "TypedDict", "Enum"}


def layer(module: str) -> str:
    first, *rest = module.removeprefix("booklet.").split(".")
    if first in BASE:
        return "base"
    if first in ENTRANCES:
        return ENTRANCES[first]
    return first if rest and first in ALLOWED else "app"


def imports(tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Modules imported anywhere in a tree, each with the names taken from it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield node.module or "", tuple(alias.name for alias in node.names)


def own_imports(name: str) -> set[str]:
    """Modules of ours that a module imports."""
    found: set[str] = set()
    for module, names in imports(TREES[name]):
        if module.split(".")[0] == "booklet":
            inside = {f"{module}.{n}" for n in names} & MODULES.keys()
            found |= inside or {module if module in MODULES else f"{module}.__init__"}
    return found


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_downwards(name: str) -> None:
    mine = layer(name)
    above = {other for other in own_imports(name) if layer(other) not in ALLOWED[mine] | {mine}}
    assert not above, f"{name} ({mine}) imports from above"


@pytest.mark.parametrize("name", MODULES)
def test_packages_have_one_home(name: str) -> None:
    short = name.removeprefix("booklet.") + "."
    for module, _ in imports(TREES[name]):
        package = module.split(".")[0]
        if package not in {"booklet", "__future__"} and package not in sys.stdlib_module_names:
            assert package in HOMES, f"{package} has no home yet"
            assert any(short.startswith(home + ".") for home in HOMES[package]), f"{package} does not belong in {name}"


def test_no_cycles() -> None:
    """Not even one hidden in a function or under TYPE_CHECKING."""
    graph = {name: own_imports(name) - {name} for name in MODULES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path[path.index(name) :], name))
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*path, name))
            done.add(name)

    for name in MODULES:
        visit(name, ())


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_small_and_say_what_they_are(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= LONGEST
    assert ast.get_docstring(TREES[name])


@pytest.mark.parametrize("name", MODULES)
def test_what_others_use_is_explained(name: str) -> None:
    """Public classes with behaviour and public functions of some length; plain data and one-liners explain themselves."""
    silent = [
        node.name
        for node in TREES[name].body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
        if (not _is_data(node) if isinstance(node, ast.ClassDef) else len(node.body) > 3)
    ]
    assert not silent


def _is_data(node: ast.ClassDef) -> bool:
    words = {n.id for part in (*node.decorator_list, *node.bases) for n in ast.walk(part) if isinstance(n, ast.Name)}
    return bool(words & PLAIN_DATA)


INTERNAL = {
    "Catalogue", "Channel", "Contact", "Disclosure", "DoubleEntry", "Flag", "Internal", "Override", "Place", "Ruling",
    "Service", "Source", "Verification",
}  # fmt: skip


@pytest.mark.parametrize("name", [n for n in MODULES if layer(n) in {"compose", "layout", "pdf"}])
def test_what_is_internal_has_no_way_to_the_page(name: str) -> None:
    """The stages that print know only what is public, by type."""
    taken = [(module, set(names)) for module, names in imports(TREES[name]) if module.startswith("booklet.model")]
    assert not {module for module, _ in taken} & {"booklet.model.internal", "booklet.model.gates", "booklet.model.provenance"}
    assert not {n for _, names in taken for n in names} & INTERNAL
