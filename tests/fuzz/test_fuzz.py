"""Whatever someone does to a file: exit 0, 1 or 2, a reason, no traceback, and the output whole or untouched.

Here a short run of fixed cases, and those that once failed; `python tests/fuzz` makes 5,000."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from harness import COMMANDS, Folder

from booklet.cli.app import app

CASES = range(140)
FAILED_ONCE = (3181,)
"""Numbers of cases that found something."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(tmp_path_factory.mktemp("fuzz") / "project")


@pytest.mark.slow
def test_spoilt_files(folder: Folder) -> None:
    faults = [fault for number in (*CASES, *FAILED_ONCE) for fault in folder.case(number)]
    assert not faults, faults[0].what
    assert {0, 1} <= {code for _, code in folder.ends}, "some faults are harmless, some are not"
    assert {command for command, _ in folder.ends} == {command[0] for command in COMMANDS}


def _crash(folder: Path) -> None:
    raise ZeroDivisionError


def _tear(folder: Path) -> None:
    next(folder.glob("output/journey/*/*/*-screen.pdf")).write_bytes(b"%PDF-")


def _write_beside(folder: Path) -> None:
    (folder / "content/new.yaml").write_bytes(b"x")


def _end_oddly(folder: Path) -> None:
    raise SystemExit(3)


def _fail_without_a_word(folder: Path) -> None:
    raise SystemExit(1)


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        (_crash, "ZeroDivisionError"),
        (_tear, "changes"),
        (_write_beside, "changes"),
        (_end_oddly, "ends with 3"),
        (_fail_without_a_word, "does not say why"),
        (lambda folder: None, None),
    ],
)
def test_the_harness_sees_what_is_wrong(folder: Folder, monkeypatch: pytest.MonkeyPatch, deed: Callable[[Path], None], told: str | None) -> None:
    """A command that does wrong, in the place of ours."""

    @click.command()
    def wrong() -> None:
        deed(folder.root)

    monkeypatch.setattr(type(app), "resolve_command", lambda self, ctx, args: ("wrong", wrong, []))
    faults = list(folder.case(0))
    assert [told in fault.what for fault in faults[:1]] == ([True] if told else [])
    monkeypatch.undo()
    assert not list(folder.case(0)), "and all is as before"
