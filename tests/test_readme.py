"""The documentation tells the truth: links lead somewhere, commands exist, examples are accepted, tables are up to date."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from booklet.cli.app import app
from booklet.diag import Sink
from booklet.model.catalogue import Channel, Confidentiality, Message, Service
from booklet.model.edition import Edition
from booklet.model.read import read_catalogue, read_one
from booklet.world.files import DiskWorld, MemoryWorld

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "content" / "LICENSE.md", ROOT / "output" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile("`([^`\n]+)`")
COMMAND = re.compile(r"(?:\.venv(?:/bin/|\\Scripts\\))?booklet ([^;&|}#]+)")
LARGEST = 250_000


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def anchors(page: Path) -> set[str]:
    """How GitHub names the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", BLOCK.sub("", text_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def blocks(page: Path, *languages: str) -> list[str]:
    return [code for language, code in BLOCK.findall(text_of(page)) if language in languages]


def commands(page: Path) -> Iterator[list[str]]:
    """What follows `booklet` in every command that a page shows."""
    lines = [line for code in blocks(page, "sh", "powershell") for line in code.splitlines()]
    spans = [span for span in SPAN.findall(BLOCK.sub("", text_of(page))) if COMMAND.match(span)]
    for line in (*lines, *spans):
        for words in COMMAND.findall(line):
            yield shlex.split(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for _, _, target in LINK.findall(BLOCK.sub("", text_of(page))):
        if not target.startswith(("http://", "https://")):
            path, _, heading = target.partition("#")
            found = (page.parent / path).resolve() if path else page
            assert found.exists(), target
            assert found.is_relative_to(ROOT), target
            assert not heading or heading in anchors(found), target


def test_pictures_are_described_and_small() -> None:
    shown = {(page.parent / target).resolve(): alt for page in PAGES for mark, alt, target in LINK.findall(text_of(page)) if mark}
    assert {p.resolve() for p in (ROOT / "docs").rglob("*.png")} == shown.keys()
    for path, alt in shown.items():
        assert len(alt) > 30
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size <= LARGEST


def test_commands_exist_with_their_options() -> None:
    seen = 0
    for page in PAGES:
        for words in commands(page):
            seen += 1
            check(words, f"{page.name}: booklet {' '.join(words)}")
    assert seen > 20


def check(words: list[str], where: str) -> None:
    """Follow a command line through the groups to its command; each option must exist where it stands."""
    command: click.Command = app
    context = click.Context(app)
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            option = next((p for p in command.params if word in (*p.opts, *p.secondary_opts)), None)
            assert option, f"{where}: no option {word}"
            if not getattr(option, "is_flag", False):
                assert rest, f"{where}: {word} wants a value"
                rest.pop(0)
        elif isinstance(command, click.Group):
            if "|" in word or "…" in word:
                return
            below = command.get_command(context, word)
            assert below, f"{where}: no command {word}"
            command = below
        else:
            assert any(isinstance(p, click.Argument) for p in command.params), f"{where}: no place for {word}"


def test_readme_begins_with_a_picture_and_the_two_commands() -> None:
    first_screen = "\n".join(text_of(ROOT / "README.md").splitlines()[:45])
    assert "docs/pictures/booklet.png" in first_screen
    assert all(code.strip() in first_screen for code in blocks(ROOT / "README.md", "sh", "powershell"))


def test_both_shells_are_told_the_same() -> None:
    posix, windows = blocks(ROOT / "README.md", "sh"), blocks(ROOT / "README.md", "powershell")
    assert len(posix) == len(windows) == 2
    for mine, other in zip(posix, windows, strict=True):
        steps = [s.replace("python3 -m", "py -m").replace(".venv/bin/", ".venv\\Scripts\\").strip() for s in mine.split("&&")]
        assert [s.strip() for s in re.split(r";\s*(?:if \(\$\?\) \{)?", other.replace("}", ""))] == steps


def test_the_checks_run_what_the_readme_says() -> None:
    build, tests = (code.strip() for code in blocks(ROOT / "README.md", "sh"))
    assert tests in text_of(ROOT / ".ci" / "run").splitlines()
    assert build.endswith("booklet build")


def test_the_table_of_facts_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("facts", ROOT / "tools" / "facts.py")
    assert spec and spec.loader
    facts = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(facts)
    sink = Sink()
    page = text_of(ROOT / "docs" / "content.md")
    assert facts.renewed(page, read_catalogue(DiskWorld(ROOT), sink)) == page, "run: python tools/facts.py"
    assert not sink.finish()


@pytest.mark.parametrize("cls", [Service, Channel, Confidentiality], ids=lambda c: c.__name__)
def test_every_field_is_listed(cls: type) -> None:
    page = text_of(ROOT / "docs" / "content.md")
    inner = {"span", "kind"} | ({"id"} if cls is Channel else set())
    assert not {f.name for f in fields(cls)} - inner - set(re.findall(r"\w+", page))


def test_keys_of_messages_that_decide_what_prints_are_listed() -> None:
    page = text_of(ROOT / "docs" / "content.md")
    deciding = {f.name for f in fields(Message)} - {"id", "text", "icon", "note", "span", "legal"}
    assert not {name for name in deciding if f"`{name}`" not in page}


def test_examples_for_shelters_are_accepted() -> None:
    _, service, _, edition = blocks(ROOT / "docs" / "shelter.md", "yaml")
    disk = DiskWorld(ROOT)
    files = {name: disk.read(name) for name in ("content/topics.yaml", "content/words.yaml")}
    files["content/services/th/th-example.yaml"] = service.encode()
    files["content/editions/river.yaml"] = edition.encode()
    sink = Sink()
    catalogue = read_catalogue(MemoryWorld(files), sink)
    found = read_one(MemoryWorld(files), "content/editions/river.yaml", Edition, sink)
    assert not sink.finish()
    assert catalogue.services["th-example"].channels[0].abroad == "+44 20 7946 0018"
    assert found and found.countries == ("TH",)


def test_the_record_of_a_call_is_accepted() -> None:
    _, service, record, _ = blocks(ROOT / "docs" / "shelter.md", "yaml")
    sink = Sink()
    disk = DiskWorld(ROOT)
    files = {name: disk.read(name) for name in ("content/topics.yaml", "content/words.yaml")}
    files["content/services/th/th-example.yaml"] = service.replace("consent: unknown\n", record).encode()
    found = read_catalogue(MemoryWorld(files), sink).services["th-example"].verified
    assert not sink.finish()
    assert found and found.role == "coordinator" and found.is_of("020 7946 0018")
