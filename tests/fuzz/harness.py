"""Runs commands on spoilt project folders, in this process, and says what they did that no command may do."""

from __future__ import annotations

import hashlib
import io
import json
import random
import shutil
import signal
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner, Result
from mutations import mutate
from small_project import write_project

from booklet.cli.app import app

LANGUAGES = ("th", "ms")
LONGEST = 30
"""Seconds."""
KINDS = {
    "services": "content/services/**/*.yaml",
    "messages": "content/messages/*.yaml",
    "words": "content/[tw]*.yaml",
    "places": "content/places/*.yaml",
    "internal": "content/internal/*.yaml",
    "edition": "content/editions/*.yaml",
    "template": "content/templates/*.yaml",
    "project": "booklet.yaml",
    "catalog": "translations/*/LC_MESSAGES/*.po",
    "languages": "translations/*.yaml",
    "glossary": "translations/glossary.tsv",
    "sheet": "sheet.xlsx",
}
WEIGHTS = (6, 3, 2, 2, 1, 3, 4, 1, 4, 2, 1, 2)
_BUILD = ("build", "--jobs", "1", "--lang", "en")
COMMANDS = (("check", "--jobs", "1"), ("explain", "journey"), _BUILD, ("call-sheet", "--due"), ("call-sheet", "--to", "xlsx"), ("l10n", "check", "--lang", "th"), ("l10n", "status"))
COMMAND_WEIGHTS = (8, 5, 2, 1, 2, 2, 1)
_INTERNAL = b'id: sg-mom\nshelter_address: ["1 Example Road"]\ncontacts:\n  - {role: desk, name: "A. Person", number: "07700 900123"}\n'


class Fault(NamedTuple):
    """What a command did that it must not. `case`: repeats it."""

    case: int
    command: str
    path: str
    what: str


class Folder:
    """A small project that is spoilt, tried and mended again and again."""

    def __init__(self, root: Path) -> None:
        self.root = write_project(root)
        for path in (root / "content/services").iterdir():
            if path.name != "sg":
                shutil.rmtree(path)
        for path in (root / "translations").iterdir():
            if path.is_dir() and path.name not in LANGUAGES:
                shutil.rmtree(path)
        for path in root.glob("translations/*/LC_MESSAGES/services-*.po"):
            if path.stem != "services-sg":
                path.unlink()
        (root / "content/internal").mkdir()
        (root / "content/internal/sg-mom.yaml").write_bytes(_INTERNAL)
        for command in (*COMMANDS, ("call-sheet", "--to", "xlsx", "--out", str(root / "sheet.xlsx"))):
            done = CliRunner().invoke(app, ["-C", str(root), *command])
            assert done.exit_code == 0, done.output
        self.files = {kind: sorted(root.glob(pattern)) for kind, pattern in KINDS.items()}
        assert all(self.files.values()), [kind for kind, found in self.files.items() if not found]
        self.ends: Counter[tuple[str, int]] = Counter()
        """How often each command ended with which code."""
        self._whole = self._contents()

    def _contents(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.root.rglob("*") if path.is_file()}

    def case(self, number: int, only: str | None = None) -> Iterator[Fault]:
        """One case: a file spoilt (of one kind `only`), a command run, everything looked at, and the folder as before."""
        chance = random.Random(number)
        kind = only or chance.choices(list(KINDS), WEIGHTS)[0]
        path = chance.choice(self.files[kind])
        command = ("call-sheet", "--read", str(path)) if kind == "sheet" else chance.choices(COMMANDS, COMMAND_WEIGHTS)[0]
        other = chance.choice(self.files[kind]).read_bytes()
        spoilt = _spoilt_workbook(path.read_bytes(), chance) if kind == "sheet" else mutate(path.read_bytes(), other, chance)
        path.write_bytes(spoilt)
        try:
            wrong = list(self._try(command, path, spoilt))
        finally:
            self.mend()
        name = path.relative_to(self.root).as_posix()
        yield from (Fault(number, " ".join(command).replace(f"{self.root}/", ""), name, what) for what in wrong)

    def _try(self, command: tuple[str, ...], path: Path, spoilt: bytes) -> Iterator[str]:
        try:
            with in_time():
                done = CliRunner().invoke(app, ["-C", str(self.root), *command])
        except Late as problem:
            yield str(problem)
            return
        self.ends[command[0], done.exit_code] += 1
        yield from outcome(done)
        yield from self._changes(command, path, spoilt, done.exit_code)

    def _changes(self, command: tuple[str, ...], path: Path, spoilt: bytes, code: int) -> Iterator[str]:
        """Files that changed and must not have; of a build, files that do not belong together."""
        now, before = self._contents(), self._whole | {path: spoilt}
        changed = {p.relative_to(self.root).as_posix() for p in now.keys() | before.keys() if now.get(p) != before.get(p)}
        booklet = {name for name in changed if name.startswith("output/") and name.count("/") > 2}
        allowed = {
            "build": lambda name: name.startswith("output/"),
            "call-sheet": lambda name: name.startswith(("output/call-sheet/", "content/services/") if "--read" in command else "output/call-sheet/"),
        }.get(command[0], lambda name: False)
        if strange := sorted(name for name in changed if not allowed(name)):
            yield f"changes {strange[:3]}"
        if code and booklet and command[0] == "build":
            yield f"fails, yet changes {sorted(booklet)[:3]}"
        if any(name.endswith(".part") for name in changed):
            yield "leaves half a file"
        yield from torn_booklets(self.root)

    def mend(self) -> None:
        """Make everything as it was."""
        put_back(self._contents(), self._whole)


def outcome(done: Result) -> Iterator[str]:
    """What is wrong with the way a command ended."""
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        yield "".join(traceback.format_exception(done.exception))
    elif "Traceback" in done.output:
        yield f"shows a traceback: {done.output[-400:]}"
    if done.exit_code not in (0, 1, 2):
        yield f"ends with {done.exit_code}"
    if done.exit_code == 1 and "error" not in done.output and "refused" not in done.output:
        yield f"ends with 1 and does not say why: {done.output[-400:]}"


def torn_booklets(root: Path) -> Iterator[str]:
    """Reports in a project that do not fit the files beside them."""
    for report in root.glob("output/*/*/*/report.json"):
        facts = json.loads(report.read_bytes())
        for name, file in facts["files"].items():
            if hashlib.sha256((report.parent / name).read_bytes()).hexdigest() != file["sha256"]:
                yield f"'{name}' is not the one of its report"


def _spoilt_workbook(data: bytes, chance: random.Random) -> bytes:
    """A fault in one of its parts, or in the archive itself."""
    if chance.random() < 0.3:
        return mutate(data, data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutate(part, part, chance) if name == chosen else part)
    return out.getvalue()


class Late(BaseException):
    """A command takes too long. No Exception, and no TimeoutError, which is an OSError: no command may catch it."""


@contextmanager
def in_time() -> Iterator[None]:
    """Raises Late after `LONGEST` seconds."""

    def late(*_: object) -> None:
        raise Late(f"takes more than {LONGEST} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LONGEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def put_back(now: Mapping[Path, bytes], whole: Mapping[Path, bytes]) -> None:
    """Make files what they were: `now` what is there, `whole` what shall be."""
    for path in now.keys() - whole.keys():
        path.unlink()
    for path, data in whole.items():
        if now.get(path) != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
