"""Each folder is the good project with one file spoilt: what the editor is told, where, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet.diag import Sink
from booklet.model.read import read_catalogue
from booklet.world.files import MemoryWorld

HERE = Path(__file__).parent
SERVICE = "content/services/xx/xx-line.yaml"

CASES = {
    "duplicate-key": (SERVICE, 5, 1, "delete one of the two"),
    "yaml-tab": (SERVICE, 10, 1, "indent with spaces"),
    "yaml-encoding": (SERVICE, 2, 10, "encoding UTF-8"),
    "yaml-syntax": (SERVICE, 2, 11, "between quotes"),
    "yaml-tag": (SERVICE, 2, 7, "remove the tag"),
    "yaml-alias": (SERVICE, 6, 10, "write the value out"),
    "unknown-key": (SERVICE, 14, 5, "did you mean 'free'?"),
    "unknown-value": (SERVICE, 5, 47, "did you mean 'ngo'?"),
    "missing-key": (SERVICE, 1, 1, "add 'summary: …'"),
    "empty-value": (SERVICE, 6, 9, "write the value"),
    "bad-text": (SERVICE, 6, 10, "the keyboard of one script"),
    "wrong-id": (SERVICE, 9, 9, "use a-z and 0-9"),
    "duplicate-id": (SERVICE, 15, 10, "an id of its own"),
    "file-name": ("content/services/xx/other.yaml", 1, 5, "rename the file to 'xx-line.yaml'"),
    "file-suffix": ("content/services/xx/other.yml", 1, 1, "'.yaml'"),
    "unknown-id": (SERVICE, 7, 9, "did you mean 'work'?"),
    "no-number": (SERVICE, 9, 5, "add 'number: …'"),
    "no-address": (SERVICE, 15, 5, "add 'address: …'"),
    "wrong-number": (SERVICE, 11, 13, "single spaces or hyphens"),
    "wrong-e164": (SERVICE, 12, 11, "+6564350000"),
    "number-mismatch": (SERVICE, 13, 13, "look at the source again"),
    "number-differs": (SERVICE, 11, 13, "a channel of its own"),
    "not-abroad": (SERVICE, 13, 13, "remove 'abroad'"),
    "short-code": (SERVICE, 15, 5, "add 'national_only: yes'"),
    "refused-number": (SERVICE, 11, 13, "after looking at the sources"),
    "sensitive-source": (SERVICE, 16, 27, "may lead to a person"),
    "wrong-hours": (SERVICE, 15, 56, "such as 08:30"),
    "wrong-date": (SERVICE, 15, 16, "such as 2025-03-24"),
    "wrong-country": (SERVICE, 3, 10, "two capital letters"),
    "wrong-language": (SERVICE, 15, 22, "BCP 47"),
    "flag-field": (SERVICE, 15, 41, "did you mean 'tells_police'?"),
    "flag-unheeded": (SERVICE, 15, 43, "add 'blocked: …'"),
}  # fmt: skip


def files(folder: str) -> dict[str, bytes]:
    root = HERE / folder
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_the_good_project_is_good() -> None:
    sink = Sink()
    catalogue = read_catalogue(MemoryWorld(files("good")), sink)
    assert not sink.finish()
    assert (list(catalogue.services), list(catalogue.messages)) == (["xx-line"], ["rights.safe", "rights.papers"])


@pytest.mark.parametrize("code", CASES)
def test_spoilt(code: str) -> None:
    path, line, column, hint = CASES[code]
    spoilt = files(code)
    good = {name: data for name, data in files("good").items() if code != "file-name" or name != SERVICE}
    sink = Sink()
    read_catalogue(MemoryWorld(good | spoilt), sink)
    found = {(d.code, str(d.span)) for d in sink.finish()}
    assert (code, f"{path}:{line}:{column}") in found
    assert {d.code for d in sink.finish()} == {code}, "nothing that follows from it"
    assert hint in "\n".join(h for d in sink.finish() for h in d.hints)


def test_every_folder_is_in_the_table() -> None:
    assert {p.name for p in HERE.iterdir() if p.is_dir() and p.name != "__pycache__"} == {*CASES, "good"}
