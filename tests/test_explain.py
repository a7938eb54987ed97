"""`booklet explain`: for each service why it is in, marked, out, blocked or hidden, at the line that decides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from small_project import SOURCE, edit, write_project

from booklet.cli.app import app

FOLDER = "content/services/sg"


def explain(root: Path, *args: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["-C", str(root), "explain", "journey", *args])
    assert done.exit_code == code, done.output
    return done.output


def data(root: Path, *args: str) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in json.loads(explain(root, *args, "--json"))["services"]}


def add(root: Path, name: str, old: str, new: str) -> int:
    """Change a service; the line where the new words begin."""
    path = root / FOLDER / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return text[: text.index(new)].count("\n") + 1


def reason(one: dict[str, Any], rule: str) -> dict[str, Any]:
    found = [r for r in one["reasons"] if r["rule"] == rule]
    assert found, one["reasons"]
    return found[0]


def test_every_service_has_one_fate_and_reasons_with_places(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    found = data(root)
    assert len(found) == len(list((root / "content/services").rglob("*.yaml")))
    for one in found.values():
        assert one["fate"] in ("in", "marked", "out", "blocked") and one["reasons"]
        for why in one["reasons"]:
            assert (root / why["file"]).is_file() and why["line"] >= 1 and why["text"] and why["source"]
    assert {one["fate"] for one in found.values() if one["country"] != "SG"} == {"out"}
    text = explain(root)
    assert "services of other countries: " in text and "th-1300" not in text
    assert "th-1300" in explain(root, "-v")


@pytest.mark.parametrize(
    ("old", "new", "fate", "rule", "below"),
    [
        ("\nconsent:", '\nblocked: "under review"\nconsent:', "blocked", "blocked", 1),
        ("status: active", "status: paused", "out", "status", 0),
        ("\n    free: unknown", '\n    free: unknown\n    blocked: "not seen"', "marked", "channel-blocked", 2),
        ("\nconsent:", "\nverified: {on: 2024-01-01, how: call, role: editor, result: answered, number: 6438 5122}\nconsent:", "out", "expired", 1),
        ("consent: unknown", "consent: no", "marked", "no-consent", 0),
    ],
)
def test_each_gate_is_told_at_the_fact_that_decides(tmp_path: Path, old: str, new: str, fate: str, rule: str, below: int) -> None:
    root = write_project(tmp_path)
    line = add(root, "sg-mom", old, new) + below
    one = data(root, "sg-mom")["sg-mom"]
    assert one["fate"] == fate
    why = reason(one, rule)
    assert (why["file"], why["line"]) == (f"{FOLDER}/sg-mom.yaml", line)
    assert f"{FOLDER}/sg-mom.yaml:{line}:" in explain(root, "sg-mom")


def test_the_rules_of_the_edition_are_told_at_their_line(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    path = root / "content/editions/journey.yaml"
    lines = path.read_text("utf-8").count("\n")
    path.write_text(path.read_text("utf-8") + "services:\n  exclude: [sg-mwc]\n  needs: [trafficking]\n", "utf-8")
    found = data(root)
    assert found["sg-mwc"]["fate"] == "out"
    why = reason(found["sg-mwc"], "exclude")
    assert (why["file"], why["line"]) == ("content/editions/journey.yaml", lines + 2)
    out = [one for one in found.values() if one["reasons"][0]["rule"] == "need"]
    assert all(one["fate"] == "out" and one["reasons"][0]["file"].endswith(f"{one['id']}.yaml") for one in out)


def test_languages_that_lack_texts_are_named(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    add(root, "sg-mom", 'label: "Work"', 'label: "New words"')
    assert [(g["lang"], g["missing"]) for g in data(root, "sg-mom")["sg-mom"]["gaps"]] == [("th", 1)]
    assert "not translated: th 1 of " in explain(root, "sg-mom") and "English prints instead" in explain(root, "sg-mom")
    edit(root / "content/editions/journey.yaml", missing="error")
    assert "a build stops there" in explain(root, "sg-mom")


def test_what_a_local_folder_hides_is_told(tmp_path: Path) -> None:
    write_project(tmp_path / "shared")
    own = tmp_path / "own"
    (own / FOLDER).mkdir(parents=True)
    (own / "booklet.yaml").write_text("extends: ../shared\n")
    (own / FOLDER / "sg-mom.yaml").write_text("hide: yes\n")
    one = data(own, "sg-mom")["sg-mom"]
    assert (one["fate"], one["name"], one["reasons"][0]["file"]) == ("hidden", "Ministry of Manpower", f"{FOLDER}/sg-mom.yaml")
    assert data(own)["sg-mwc"]["reasons"][0]["file"].startswith(f"../shared/{FOLDER}/")


def test_unknown_names_are_wrong_usage(tmp_path: Path) -> None:
    root = write_project(tmp_path)
    assert "Did you mean 'sg-mom'?" in explain(root, "sg-mmo", code=2)
    done = CliRunner().invoke(app, ["-C", str(root), "explain", "jurney"])
    assert done.exit_code == 2 and "Did you mean 'journey'?" in done.output


def test_a_code_that_two_countries_share_is_told() -> None:
    """999 is the police in Malaysia and in Singapore, both in the shipped edition."""
    shown = explain(SOURCE, "my-999")
    assert "channel voice, in: 999 is another line in SG" in shown
