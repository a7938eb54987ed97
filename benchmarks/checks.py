"""Twenty languages of five thousand messages, checked: time and memory of the whole command, without pages (L14).

    python benchmarks/checks.py [--languages 20] [--messages 5000]

The messages are those of the shipped catalogs again and again, under other identities and with other numbers and addresses;
a language without a catalog borrows one in its script. The glossary has 200 terms a language. Memory is the peak of the
process, in megabytes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from booklet.diag import Sink
from booklet.l10n.catalogs import catalog_paths, read_catalog
from booklet.l10n.languages import read_languages
from booklet.l10n.po import Entry, dump
from booklet.l10n.update import header
from booklet.world.files import DiskWorld

ROOT = Path(__file__).resolve().parent.parent
BORROWED = {"fil": "id", "jv": "id", "su": "ms", "ceb": "ms", "tet": "id", "so": "ms", "sw": "id", "fa": "ar", "ps": "ur", "zh-Hant": "zh-Hans"}
DOMAINS = ("ui", "guidance", "services-intl", "services-xx", "services-yy")
TERMS = 200
_MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--messages", type=int, default=5000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        languages = write_corpus(Path(folder), asked.languages, asked.messages)
        seconds, megabytes, findings = check(Path(folder))
    count = len(languages) * asked.messages
    print(f"{len(languages)} languages x {asked.messages} messages: {seconds:.1f} s, {1e6 * seconds / count:.0f} µs a message,")
    print(f"{megabytes:.0f} MB, {findings} findings. Languages: {' '.join(languages)}")


def write_corpus(root: Path, languages: int, messages: int) -> tuple[str, ...]:
    """A project folder with catalogs of `messages` in so many languages; the tags it has."""
    world, sink = DiskWorld(ROOT), Sink()
    table, paths = read_languages(world, sink), catalog_paths(world)
    tags = [tag for tag in table if tag in paths or BORROWED.get(tag) in paths][:languages]
    (root / "translations").mkdir()
    shutil.copy(ROOT / "translations/languages.yaml", root / "translations")
    terms = ["term\tkind\tlang\ttarget\tnote"]
    for tag in tags:
        source = tag if tag in paths else BORROWED[tag]
        entries = [e for path in paths[source].values() for e in read_catalog(world, path, sink) if e.context and e.target]
        folder = root / f"translations/{tag}/LC_MESSAGES"
        folder.mkdir(parents=True)
        made = list(_messages(entries, messages))
        for n, domain in enumerate(DOMAINS):
            catalog = dump((header(table[tag]), *made[n :: len(DOMAINS)]))
            (folder / f"{domain}.po").write_text(catalog, encoding="utf-8", newline="\n")
        terms += [f"{e.source.split()[0].strip('{}.,')}{n} x\tpreferred\t{tag}\t{e.target[:12]}\t" for n, e in enumerate(entries[:TERMS])]
    (root / "translations/glossary.tsv").write_text("\n".join(terms) + "\n", encoding="utf-8")
    return tuple(tags)


def _messages(entries: Sequence[Entry], count: int) -> Iterator[Entry]:
    for n in range(count):
        entry = entries[n % len(entries)]
        facts = f". ({100 + n}) https://example.org/{n}" if n % 5 == 0 else ""
        yield Entry(f"service:made-{n}/summary", entry.source + facts, (entry.target + facts,), None, (), entry.extracted, entry.references, entry.flags)


def check(root: Path) -> tuple[float, float, int]:
    """Seconds, peak megabytes and findings of `booklet l10n check --no-layout`."""
    command = [sys.executable, "-m", "booklet", "-C", str(root), "--json", "l10n", "check", "--no-layout"]
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        assert process.stdout
        output = process.stdout.read()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return perf_counter() - start, usage.ru_maxrss / _MEGABYTE, len(json.loads(output)["findings"])


if __name__ == "__main__":
    main()
