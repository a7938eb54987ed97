"""A directory of 5,000 services in 20 languages: how long it takes to load it, and to select what an edition prints.

    python benchmarks/directory.py [--services 5000] [--languages 20] [--runs 3] [--save benchmarks/DIRECTORY.md]
    python benchmarks/directory.py make FOLDER      # the directory alone
    python benchmarks/directory.py step NAME FOLDER # what is timed

The services are the shipped ones again and again under other identities, in 50 countries, each with its four to six texts
translated. Each figure is that of a whole process, Python's start and imports included, and without searches for reference
cycles, as in the processes that build (run/worker.py); memory is its peak.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
COUNTRIES = ["TH", "MY", "SG", "ID", "VN", "KH", "LA", "MM", "PH", "BN", "BD", "IN", "NP", "LK", "PK", "MV", "BT", "AF", "CN", "HK", "TW", "JP", "KR", "MN", "AU", "NZ", "PG", "FJ", "AE", "SA", "QA", "KW", "BH", "OM", "JO", "LB", "IL", "TR", "RU", "UA", "GB", "ET", "KE", "SO", "ER", "EG", "IQ", "IR", "YE", "UZ"]
LANGUAGES = ["id", "ms", "vi", "th", "lo", "km", "my", "ar", "ur", "bn", "ta", "zh-Hans", "hi", "ne", "si", "fil", "fa", "am", "uk", "ko"]
FEW = ("TH", "MY", "SG")
WORDS = "ขอความช่วยเหลือ"
_WHOLE = slice(None)
_MEGABYTE = 1024 * 1024 if sys.platform == "darwin" else 1024


class Figure(NamedTuple):
    seconds: float
    megabytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", metavar="make FOLDER | step NAME FOLDER")
    parser.add_argument("--services", type=int, default=5000)
    parser.add_argument("--languages", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--save", type=Path)
    asked = parser.parse_args()
    match asked.what:
        case ["make", folder]:
            make(Path(folder), asked.services, asked.languages)
        case ["step", name, folder]:
            gc.disable()
            print(STEPS[name][1](Path(folder)))
        case []:
            compare(asked.services, asked.languages, asked.runs, asked.save)
        case _:
            parser.error("make FOLDER, step NAME FOLDER, or nothing")


# The directory


def make(root: Path, services: int, languages: int) -> None:
    """Write the project folder: two editions, one for all countries and one for few."""
    from booklet.run.new_project import project_files

    for path, data in project_files(ROOT):
        if not path.startswith(("content/services/", "content/editions/", "translations/pot/")) and "/services-" not in path:
            _write(root / path, data)
    chosen = LANGUAGES[:languages]
    edition = (ROOT / "content/editions/journey.yaml").read_text("utf-8")
    for name, countries in (("all", COUNTRIES), ("few", FEW)):
        values = {"id": name, "countries": f"[{', '.join(countries)}]", "languages": f"[{', '.join(chosen)}]", "helpers": "[en, th]", "missing": "source"}
        text = edition
        for key, value in values.items():
            text = re.sub(rf"^{key}: .*$", f"{key}: {value}", text, flags=re.MULTILINE)
        _write(root / f"content/editions/{name}.yaml", text.encode())
    for path, text in _services(services):
        _write(root / path, text.encode())
    _translations(root, chosen)


def _services(count: int) -> Iterator[tuple[str, str]]:
    """Files of services, by path."""
    models = [p for p in sorted((ROOT / "content/services").rglob("*.yaml")) if "passes_to" not in (text := p.read_text("utf-8")) and "see_also" not in text]
    for n in range(count):
        country = COUNTRIES[n % len(COUNTRIES)]
        one = f"{country.lower()}-line-{n:04}"
        text = re.sub(r"^id: .*$", f"id: {one}", models[n % len(models)].read_text("utf-8"), flags=re.MULTILINE)
        text = re.sub(r"^country: .*$", f"country: {country}", text, flags=re.MULTILINE)
        yield f"content/services/{country.lower()}/{one}.yaml", text


def _translations(root: Path, languages: list[str]) -> None:
    from booklet.diag import Sink
    from booklet.l10n.headers import header
    from booklet.l10n.languages import read_languages
    from booklet.l10n.po import dump
    from booklet.l10n.update import templates
    from booklet.model.read import read_catalogue
    from booklet.world.files import DiskWorld

    world, sink = DiskWorld(root), Sink()
    table = read_languages(world, sink)
    wanted = templates(read_catalogue(world, sink), sink)
    for tag in languages:
        first = header(table[tag])
        for domain, entries in wanted.items():
            if domain.startswith("services-"):
                translated = (replace(e, targets=(f"{e.source} {WORDS}",)) for e in entries)
                _write(root / f"translations/{tag}/LC_MESSAGES/{domain}.po", dump((first, *translated)).encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# What is timed


def _choose(root: Path, edition: str) -> None:
    path, text = root / "booklet.yaml", f"editions: [{edition}]\n"
    if path.read_text("utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _load(root: Path, edition: str, share: slice = _WHOLE) -> str:
    """All that the booklets of an edition share, read and checked, then the facts that it prints selected. `share`: which of
    its languages this process makes booklets in."""
    from booklet.diag import Sink
    from booklet.job import Job
    from booklet.model.selection import select
    from booklet.project import read_project
    from booklet.world.files import DiskWorld

    _choose(root, edition)
    sink = Sink()
    tags = LANGUAGES[share]
    project = read_project(DiskWorld(root), sink, jobs=[Job(edition, "a6", tag) for tag in tags])
    selection = select(project.catalogue, project.editions[edition], sink)
    texts = sum(len(catalog.messages) for catalog in project.catalogs.values())
    return f"{len(project.catalogue.services)} services and {texts} translations read, {sum(map(len, selection.services.values()))} selected"


def _load_together(root: Path) -> str:
    """As `booklet build` shares it between two processes: each reads the services, and the texts of its own languages."""
    _choose(root, "all")
    other = subprocess.Popen([sys.executable, __file__, "step", "half", str(root)], stdout=subprocess.PIPE, encoding="utf-8")
    mine = _load(root, "all", slice(0, None, 2))
    theirs, _ = other.communicate()
    return f"{mine}; {theirs.strip()}"


def _facts(root: Path) -> str:
    from booklet.diag import Sink
    from booklet.model.read import read_catalogue
    from booklet.world.files import DiskWorld

    return f"{len(read_catalogue(DiskWorld(root), Sink()).services)} services read"


def _look(root: Path) -> str:
    """What a second `booklet build` does before it finds that nothing changed: fingerprints of all that it depends on."""
    from booklet.run.inputs import read_inputs
    from booklet.world.files import DiskWorld

    return f"{len(read_inputs(DiskWorld(root), None).everything)} digits of a fingerprint"


def _calls(root: Path) -> str:
    from datetime import date

    from booklet.callsheet.due import plan_round
    from booklet.diag import Sink
    from booklet.model.read import read_catalogue
    from booklet.world.files import DiskWorld

    return f"{len(plan_round(read_catalogue(DiskWorld(root), Sink()), date(2026, 11, 25), 180).calls)} calls planned"


STEPS: dict[str, tuple[str, Callable[[Path], str]]] = {
    "together": ("load and select, all countries, all languages, in two processes as in a build", _load_together),
    "half": ("of these, one process: half of the languages", lambda root: _load(root, "all", slice(1, None, 2))),
    "all": ("load and select, all countries, all languages, in one process", lambda root: _load(root, "all")),
    "few": ("load and select, three countries, all languages", lambda root: _load(root, "few")),
    "facts": ("load the services alone", _facts),
    "look": ("look whether anything changed", _look),
    "calls": ("plan a round of calls", _calls),
}


def compare(services: int, languages: int, runs: int, save: Path | None) -> None:
    """Time every step, and print the table."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "directory"
        own = [sys.executable, __file__, "make", str(root), "--services", str(services), "--languages", str(languages)]
        subprocess.run(own, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})  # a child's peak starts at its parent's
        size = sum(p.stat().st_size for p in root.rglob("*") if p.is_file()) / 1e6
        lines = [
            f"# A directory of {services:,} services in {languages} languages",
            "",
            f"`python benchmarks/directory.py --services {services} --languages {languages} --runs {runs}`: whole processes, {size:.0f} MB of content "
            f"and catalogs. Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}, load {load:.1f} at the start.",
            "",
            "| step | seconds, min / max | peak MB | result |",
            "| --- | --- | --- | --- |",
        ]
        for name, (title, _) in STEPS.items():
            figures, said = [], ""
            for _ in range(runs):
                figure, said = _timed(name, root)
                figures.append(figure)
            seconds = [f.seconds for f in figures]
            lines.append(f"| {title} | {min(seconds):.2f} / {max(seconds):.2f} | {max(f.megabytes for f in figures):.0f} | {said} |")
            print(lines[-1], flush=True)
        shutil.rmtree(root)
    if save:
        save.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _timed(name: str, root: Path) -> tuple[Figure, str]:
    """One process and those it started, and the sum of their peaks."""
    code = (
        "import resource, runpy, sys; runpy.run_path(sys.argv[0], run_name='__main__'); "
        "print(sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
    )
    command = [sys.executable, "-c", f"import sys; sys.argv = {[str(Path(__file__)), 'step', name, str(root)]!r}; {code}"]
    start = perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"})
    seconds = perf_counter() - start
    said, peak = done.stdout.strip().splitlines()[-2:]
    return Figure(seconds, int(peak) / _MEGABYTE), said


if __name__ == "__main__":
    main()
