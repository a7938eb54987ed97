"""Cases of other files than content: fonts, drawings, archives, what a build left, PDF files and tables that come by mail."""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import raw
from click.testing import CliRunner
from harness import Fault, Folder, Late, in_time, outcome, put_back, torn_booklets
from mutations import mutate
from small_project import edit

from booklet.cli.app import app
from booklet.run import sealed
from booklet.world.files import shipped_root

Spoil = Callable[[bytes, random.Random], bytes]
_CHECK = ("-C", "project", "check", "--jobs", "1")
_BUILD = ("-C", "project", "build", "--jobs", "1", "--lang", "en")
FONT, DRAWING = "fonts/noto-sans/NotoSans-Regular.ttf", "content/icons/phone.svg"


def _text(data: bytes, chance: random.Random) -> bytes:
    return mutate(data, data, chance)


class Kind(NamedTuple):
    """Files that are spoilt, how, and the commands that meet them; `{}` is the file. `may_write`: starts of paths."""

    weight: int
    pattern: str
    spoil: Spoil
    commands: tuple[tuple[str, ...], ...]
    may_write: tuple[str, ...] = ("project/output/",)


KINDS = {
    "font": Kind(4, f"project/{FONT}", raw.spoil_font, (*[_CHECK] * 6, (*_BUILD, "--force"))),
    "drawing": Kind(3, f"project/{DRAWING}", raw.spoil_drawing, (_CHECK,)),
    "archive": Kind(3, "base.zip", raw.spoil_archive, (("-C", "local", "check", "--jobs", "1"), ("-C", "local", "explain", "journey"), ("-C", "local", "diff"))),
    "state": Kind(2, "project/output/build.json", raw.spoil_json, (_BUILD,)),
    "report": Kind(2, "project/output/*/*/*/report.json", raw.spoil_json, (_BUILD,)),
    "output": Kind(1, "project/output/*/*/*/*.pdf", raw.spoil, (_BUILD,)),
    "pdf": Kind(3, "in/*.pdf", raw.spoil, (("preflight", "{}"),)),
    "pdf-text": Kind(2, "in/*.pdf", _text, (("preflight", "{}"),)),
    "translations": Kind(3, "in/th.[cx]*", _text, (("-C", "project", "l10n", "import", "{}", "--lang", "th"),), ("project/translations/th/",)),
    "services": Kind(3, "in/services.*", raw.spoil, (("-C", "project", "directory", "import", "{}"),), ()),
    "services-json": Kind(3, "in/services.json", raw.spoil_json, (("-C", "project", "directory", "import", "{}", "--country", "SG", "--operator", "ngo"),), ()),
    "fonts-table": Kind(3, "project/fonts/fonts.yaml", _text, (_CHECK, ("-C", "project", "fonts"), ("-C", "project", "fonts", "th"))),
    "locales": Kind(2, "project/translations/locales.yaml", _text, (_CHECK,)),
    "words": Kind(1, "project/translations/words/*", _text, (_CHECK,)),
    "catalog": Kind(3, "project/translations/th/LC_MESSAGES/*.po", raw.spoil, (_CHECK, ("-C", "project", "l10n", "check", "--lang", "th"))),
    "look": Kind(2, "project/content/looks/*.yaml", _text, (_CHECK,)),
    "local": Kind(2, "local/booklet.yaml", _text, (("-C", "local", "check", "--jobs", "1"), ("-C", "local", "diff"))),
}


class Place:
    """A folder with a project, a local one that extends its archive, and files that came by mail."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.project = Folder(place / "project").root
        edit(self.project / "content/editions/journey.yaml", languages="[en]", helpers="[en, th]")
        (place / "in").mkdir()
        (place / "local").mkdir()
        (place / "local/booklet.yaml").write_text("extends: ../base.zip\n")
        (place / "base.zip").write_bytes(_packed(self.project))
        for path in (FONT, DRAWING, "fonts/fonts.yaml"):
            (self.project / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(shipped_root() / path, self.project / path)
        for form in ("xlsx", "csv", "xliff"):
            self._must("-C", "project", "l10n", "export", "--lang", "th", "--to", form, "--out", f"in/th.{form}")
        for form, end in (("xlsx", "xlsx"), ("csv", "zip"), ("hsds-json", "json")):
            self._must("-C", "project", "directory", "export", "--to", form, "--out", f"in/services.{end}")
        for command in dict.fromkeys(command for kind in KINDS.values() for command in kind.commands if "{}" not in command):
            self._must(*command)
        [screen] = self.project.glob("output/*/*/en/*-screen.pdf")
        _first_pages(screen, place / "in/pages.pdf")
        self.files = {name: sorted(place.glob(kind.pattern)) for name, kind in KINDS.items()}
        self.files = {name: found for name, found in self.files.items() if found}
        self.ends: dict[tuple[str, int], int] = {}
        self._whole = self._contents()

    def case(self, number: int, only: str | None = None) -> Iterator[Fault]:
        """One case: a file spoilt (of one kind `only`), a command run, everything looked at, and the folder as before."""
        chance = random.Random(number)
        names = list(self.files)
        name = only or chance.choices(names, [KINDS[name].weight for name in names])[0]
        kind = KINDS[name]
        path = chance.choice(self.files[name])
        shown = path.relative_to(self.place).as_posix()
        command = tuple(shown if part == "{}" else part for part in chance.choice(kind.commands))
        spoilt = kind.spoil(self._whole[path], chance)
        path.write_bytes(spoilt)
        try:
            wrong = list(self._try(command, kind, path, spoilt))
        finally:
            self.mend()
        yield from (Fault(number, " ".join(command), f"{shown} ({name})", what) for what in wrong)

    def _try(self, command: tuple[str, ...], kind: Kind, path: Path, spoilt: bytes) -> Iterator[str]:
        code, wrong = self._run(command)
        if code is not None:
            word = next(part for part in command if part not in ("-C", "project", "local"))
            self.ends[word, code] = self.ends.get((word, code), 0) + 1
        yield from wrong
        now, before = self._contents(), self._whole | {path: spoilt}
        changed = {p.relative_to(self.place).as_posix() for p in now.keys() | before.keys() if now.get(p) != before.get(p)}
        if strange := sorted(name for name in changed if not name.startswith(kind.may_write)):
            yield f"changes {strange[:3]}"
        if code and (touched := sorted(name for name in changed if name.startswith("project/output/") and name.count("/") > 3)):
            yield f"fails, yet changes {touched[:3]}"
        if any(name.endswith(".part") for name in changed):
            yield "leaves half a file"
        if kind is not KINDS["output"] and kind is not KINDS["report"]:
            yield from torn_booklets(self.project)
        elif code == 0 and "/en/" in path.as_posix() and now.get(path) != self._whole[path] and sealed.load(now.get(path, b"")) is None:
            yield "is believed, though it is damaged"

    def _run(self, command: tuple[str, ...]) -> tuple[int | None, list[str]]:
        try:
            with chdir(self.place), in_time():
                done = CliRunner().invoke(app, list(command))
        except Late as problem:
            return None, [str(problem)]
        return done.exit_code, list(outcome(done))

    def _must(self, *command: str) -> None:
        with chdir(self.place):
            done = CliRunner().invoke(app, list(command))
        assert done.exit_code == 0, f"{command}: {done.output}"

    def _contents(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in self.place.rglob("*") if path.is_file()}

    def mend(self) -> None:
        """Make everything as it was."""
        put_back(self._contents(), self._whole)


def _first_pages(pdf: Path, into: Path) -> None:
    """A smaller file, which is read sooner."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.append(pdf, pages=(0, 3))
    writer.write(into)


def _packed(root: Path) -> bytes:
    """A project in an archive, without what a build makes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and not name.startswith(("output/", "schema/", "content/internal/")) and name != "sheet.xlsx":
                archive.write(path, name)
    return out.getvalue()
