"""What the program is installed from: locked, hashed, wheels alone, under licences that let anyone copy it, and told in a bill."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from booklet.cli.app import app
from booklet.run.parts import licence

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
COPYLEFT = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)


def lock(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))


def asked() -> list[Requirement]:
    """What pyproject.toml asks for, of those who run, test and work."""
    extras = PROJECT["project"]["optional-dependencies"]
    lines = [*PROJECT["project"]["dependencies"], *extras["test"], *extras["dev"], *PROJECT["build-system"]["requires"]]
    return [found for found in map(Requirement, lines) if found.name != "booklet"]


@pytest.mark.parametrize("name", LOCKS)
def test_locks_hold_versions_and_hashes_and_no_address(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines[:2] == ["--only-binary :all:", "--require-hashes"], "wheels alone: nothing runs while they are installed"
    requirement = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [!=]= '\w+')? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines[2:] if not requirement.fullmatch(line) and not digest.fullmatch(line)] == []
    for before, line in pairwise(lines[2:]):
        assert before.endswith("\\") == bool(digest.fullmatch(line)), line
    assert sum(map(bool, map(digest.fullmatch, lines))) > 200, "of every platform"


def test_the_locks_are_what_the_project_asks_for() -> None:
    runtime, dev = map(lock, LOCKS)
    assert dev.items() >= runtime.items()
    for one in asked():
        version = dev.get(canonicalize_name(one.name))
        assert version, f"{one.name} is not locked: python tools/lock.py"
        assert one.specifier.contains(version), f"{one} is locked as {version}: python tools/lock.py"
    assert {canonicalize_name(Requirement(d).name) for d in PROJECT["project"]["dependencies"]} <= runtime.keys()


@pytest.mark.parametrize("name", LOCKS)
def test_the_locks_hold_what_their_packages_need(name: str) -> None:
    pinned = lock(name)
    for package in pinned:
        try:
            needs = [Requirement(line) for line in distribution(package).requires or ()]
        except PackageNotFoundError:
            continue
        missing = [n.name for n in needs if not n.marker or n.marker.evaluate({"extra": ""}) if canonicalize_name(n.name) not in pinned]
        assert not missing, f"{package} needs {missing}: python tools/lock.py"


def licences() -> list[dict[str, tuple[str, str]]]:
    """Of each table of docs/licences.md: version and licence by name."""
    parts = (ROOT / "docs" / "licences.md").read_text("utf-8").split("\n## ")[1:]
    return [{n: (v, told) for n, v, told in re.findall(r"^\| (\S.*?) \| (.*?) \| (.+?) \|", part, re.MULTILINE)[2:]} for part in parts]


def test_the_report_of_licences_is_up_to_date() -> None:
    """python tools/licences.py"""
    _, runtime, work = licences()
    locked, dev = map(lock, LOCKS)
    assert {name: version for name, (version, _) in runtime.items()} == locked
    assert {name: version for name, (version, _) in work.items()} == {n: v for n, v in dev.items() if n not in locked}
    for name, (version, told) in {**runtime, **work}.items():
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue
        if one.version == version:
            assert licence(one) == told


def test_nothing_forbids_to_copy_the_program_and_its_booklets() -> None:
    printed, runtime, _ = licences()
    assert {told for name, (_, told) in printed.items() if "Noto" in name or name == "Padauk"} == {"OFL-1.1"}
    assert len(printed) > 20 < len(runtime)
    assert not [name for name, (_, told) in {**printed, **runtime}.items() if COPYLEFT.search(told) or told == "unknown"]


def bill(*more: str) -> str:
    done = CliRunner().invoke(app, ["-C", str(ROOT), "sbom", *more])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_bill_names_everything_and_is_the_same_each_time(tmp_path: Path) -> None:
    text = bill()
    bill("--out", str(tmp_path / "sbom.json"))
    assert (tmp_path / "sbom.json").read_text("utf-8") == text
    found = json.loads(text)
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.5")
    assert "timestamp" not in text and str(ROOT) not in text
    references = [c["bom-ref"] for c in found["components"]]
    assert len(set(references)) == len(references)
    assert all(c["licenses"] for c in found["components"])
    needed = [Requirement(line) for line in distribution("booklet").requires or ()]
    names = {canonicalize_name(n.name) for n in needed if not n.marker or n.marker.evaluate({"extra": ""})}
    assert names <= {c["name"] for c in found["components"] if c["type"] == "library"}
    known = {*references, found["metadata"]["component"]["bom-ref"]}
    assert all({edge["ref"], *edge["dependsOn"]} <= known for edge in found["dependencies"])


def test_the_bill_has_the_hash_of_every_font_and_pictogram() -> None:
    files = {f["name"]: f["hashes"][0] for c in json.loads(bill())["components"] for f in c.get("components", ())}
    shipped = {p.relative_to(ROOT).as_posix(): p for p in (*(ROOT / "fonts").rglob("*.[to]tf"), *(ROOT / "content/icons").glob("*.svg"))}
    assert shipped.keys() == files.keys()
    assert all(files[name]["content"] == hashlib.sha256(path.read_bytes()).hexdigest() for name, path in shipped.items())
