"""Twenty languages of five thousand messages, brought up to date: time and memory of whole commands.

    python benchmarks/catalogs.py [--languages 20] [--messages 5000] [--runs 3]

The messages are those of the shipped catalogs again and again, under other identities. Of every hundred, two have new
English, one is new, one is gone and one has another id. Memory is the peak of the process, in megabytes.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from booklet.diag import Sink
from booklet.l10n.catalogs import catalog_paths, read_catalog
from booklet.l10n.headers import header
from booklet.l10n.languages import SOURCE_LANGUAGE, read_languages
from booklet.l10n.po import Entry, dump
from booklet.l10n.review import sign
from booklet.l10n.states import draft_still
from booklet.world.files import DiskWorld

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 11, 25)
PER_FILE = 500
CHANGED, NEW, GONE, RENAMED = (10, 60), (20,), (30,), (40,)
"""Places within each hundred messages."""
COMMANDS = (
    ("update: 5 of 100 changed", ("update",)),
    ("update: nothing changed", ("update",)),
    ("fmt --check", ("fmt", "--check")),
    ("status", ("status",)),
    ("review --all-translated, one language", ("review", "--lang", "id", "--by", "R9", "--all-translated")),
)
_MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024


class Figure(NamedTuple):
    seconds: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    figures: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory(prefix="booklet-catalogs-") as folder:
        start = Path(folder) / "start"
        languages, size = write_corpus(start, asked.languages, asked.messages)
        for _ in range(asked.runs):
            work = Path(folder) / "work"
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(start, work)
            for name, command in COMMANDS:
                figures.setdefault(name, []).append(measure(work, command))
    print(report(figures, languages, asked.messages, size, load, asked.runs))


def write_corpus(root: Path, languages: int, messages: int) -> tuple[tuple[str, ...], int]:
    """A project whose content is ahead of its catalogs; the tags it has, and the bytes of its catalogs."""
    world, sink = DiskWorld(ROOT), Sink()
    table, paths = read_languages(world, sink), catalog_paths(world)
    tags = tuple([tag for tag in table if tag != SOURCE_LANGUAGE][:languages])
    (root / "translations").mkdir(parents=True)
    keep = "".join(line for line in (ROOT / "translations/languages.yaml").read_text("utf-8").splitlines(keepends=True)
                   if not line.startswith("  - {tag:") or line.split(",")[0].split()[-1] in (*tags, SOURCE_LANGUAGE))  # fmt: skip
    (root / "translations/languages.yaml").write_text(keep, "utf-8")
    made: list[Entry] = []
    size = 0
    for tag in tags:
        source = tag if tag in paths else "th"
        entries = [e for path in paths[source].values() for e in read_catalog(world, path, sink) if e.context and e.target]
        made = list(_messages(entries, messages))
        file = root / f"translations/{tag}/LC_MESSAGES/guidance.po"
        file.parent.mkdir(parents=True)
        file.write_text(dump((header(table[tag]), *made)), "utf-8", newline="\n")
        size += file.stat().st_size
    _write_content(root, made)
    return tags, size


def _messages(entries: Sequence[Entry], count: int) -> Iterator[Entry]:
    """Machine drafts; every fifth one reviewed."""
    for n in range(count):
        if n % 100 in NEW:
            continue
        old = entries[n % len(entries)]
        entry = draft_still(old, replace(old, context=f"message:made-{n}/text", references=(f"content/messages/made-{n // PER_FILE}.yaml",)))
        yield sign(entry, "R7", ON) if n % 5 == 0 else entry


def _write_content(root: Path, made: Sequence[Entry]) -> None:
    folder = root / "content/messages"
    folder.mkdir(parents=True)
    (root / "content/topics.yaml").write_text("topics: []\n")
    (root / "content/words.yaml").write_text("words: []\n")
    lines: dict[int, list[str]] = {}
    for entry in made:
        n = int((entry.context or "").split("-")[1].split("/")[0])
        text = entry.source.replace("\\", "").replace('"', "'")
        here = lines.setdefault(n // PER_FILE, [])
        if n % 100 in GONE:
            here.append(f'  - {{id: fresh-{n}, text: "{text}"}}\n')  # as many new ones as are gone
        elif n % 100 in RENAMED:
            here.append(f'  - {{id: renamed-{n}, text: "{text}", was: [made-{n}]}}\n')
        else:
            here.append(f'  - {{id: made-{n}, text: "{text}{" Again." if n % 100 in CHANGED else ""}"}}\n')
    for k, items in lines.items():
        (folder / f"made-{k}.yaml").write_text(f"section: made-{k}\nmessages:\n{''.join(items)}", "utf-8")


def measure(root: Path, command: Sequence[str]) -> Figure:
    """Run `booklet l10n` in a process of its own."""
    start = perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-m", "booklet", "-q", "-C", str(root), "l10n", *command], env=environment, stderr=subprocess.PIPE)
    assert process.stderr
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {said.decode()}")
    return Figure(perf_counter() - start, usage.ru_maxrss / _MEGABYTE)


def report(figures: dict[str, list[Figure]], languages: Sequence[str], messages: int, size: int, load: float, runs: int) -> str:
    """A table in Markdown."""
    lines = [
        "# Catalogs of many languages",
        "",
        f"`python benchmarks/catalogs.py`: {len(languages)} languages of {messages} messages, {size / 1e6:.0f} MB of catalogs; whole processes, {runs} runs.",
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}, load {load:.1f} at the start.",
        "",
        "| `booklet l10n …` | seconds, min / max | peak MB |",
        "|---|---|---|",
    ]
    for name, found in figures.items():
        seconds = [f.seconds for f in found]
        lines.append(f"| {name} | {min(seconds):.1f} / {max(seconds):.1f} | {max(f.megabytes for f in found):.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
