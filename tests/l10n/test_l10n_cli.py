"""`booklet l10n` for someone who is new to it: one screen of help, and clear words where there is nothing to work on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from booklet.cli.app import app
from booklet.cli.l10n import l10n_command

ALL = (
    ("status",), ("pseudo",), ("add", "km"), ("update",), ("export", "--lang", "km", "--to", "csv"), ("import", "LICENSE", "--lang", "km"),
    ("check",), ("sheet", "journey", "--lang", "km"), ("review", "--lang", "km", "--by", "R7", "--all-translated"), ("fmt",), ("prune",),
)  # fmt: skip
LANGUAGE = (
    ("status", "--lang"), ("add",), ("update", "--lang"), ("export", "--to", "csv", "--lang"), ("import", "LICENSE", "--lang"),
    ("check", "--lang"), ("sheet", "journey", "--lang"), ("review", "--by", "R7", "--lang"), ("prune", "--lang"),
)  # fmt: skip
TOP = Path(__file__).parents[2]


def l10n(folder: Path, *args: str, code: int) -> Result:
    given = [str(TOP / arg) if arg == "LICENSE" else arg for arg in args]
    done = CliRunner().invoke(app, ["-C", str(folder), "l10n", *given])
    assert done.exit_code == code, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


def test_the_help_names_every_command_on_one_screen(tmp_path: Path) -> None:
    lines = l10n(tmp_path, "--help", code=0).output.splitlines()
    named = [line.split()[0] for line in lines if line.startswith("  ") and line.split()[0] in l10n_command.commands]
    assert sorted(named) == sorted(l10n_command.commands)
    assert len(lines) <= 30
    assert max(map(len, lines)) <= 80
    assert named.index("export") < named.index("import") < named.index("check") < named.index("review") < named.index("fmt")


def test_a_command_that_does_not_exist_is_told_with_its_neighbour(tmp_path: Path) -> None:
    assert "Did you mean 'status'?" in l10n(tmp_path, "statsu", code=2).output


@pytest.mark.parametrize("args", ALL, ids=lambda args: args[0])
def test_a_folder_without_a_project_is_told(args: tuple[str, ...], tmp_path: Path) -> None:
    said = l10n(tmp_path, *args, code=1).stderr
    assert "go to a project folder, or make one with 'booklet init DIR'" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("args", LANGUAGE, ids=lambda args: args[0])
def test_an_unknown_language_is_wrong_usage(args: tuple[str, ...]) -> None:
    assert "there is no language 'xx'" in l10n(TOP, *args, "xx", code=2).output


@pytest.mark.parametrize("args", [ALL[4], ALL[5], ALL[8]], ids=lambda args: args[0])
def test_a_language_that_was_not_begun_is_told_how_to_begin(args: tuple[str, ...]) -> None:
    assert "booklet l10n add shn" in l10n(TOP, *("shn" if arg == "km" else arg for arg in args), code=1).stderr


def test_a_local_edition_without_texts_of_its_own_says_whose_it_prints(tmp_path: Path) -> None:
    (tmp_path / "booklet.yaml").write_text("extends: booklet\n", "utf-8")
    assert "it prints the translations of the one that it extends" in l10n(tmp_path, "status", code=0).output
    assert "the one that it extends has them all" in l10n(tmp_path, *ALL[4], code=1).stderr
    assert json.loads(l10n(tmp_path, "--json", "status", code=0).stdout) == {"ok": True, "catalogs": []}
