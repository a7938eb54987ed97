"""Files made to harm: each is refused with its place and what to do, at once, and nothing outside the project is read or written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from click.testing import CliRunner, Result
from small_project import SOURCE, environment, write_project

from booklet.cli.app import app

Deed = Callable[[Path], None]
EDITION, TEMPLATE, WORDS = "content/editions/journey.yaml", "content/templates/a6.yaml", "content/words.yaml"
CATALOG = "translations/th/LC_MESSAGES/ui.po"
QUICK = 20
"""Seconds, on a machine that has much else to do."""


@cache
def whole() -> Path:
    """Do not change it; copy it."""
    return write_project(Path(mkdtemp()) / "project")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(whole(), tmp_path / "place/project")


def command(project: Path, *words: str) -> Result:
    begin = time.perf_counter()
    done = CliRunner().invoke(app, ["-C", str(project), *words])
    assert time.perf_counter() - begin < QUICK
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def text(path: str, old: str, new: str) -> Deed:
    """Something else in the place of what stands in a file."""

    def change(project: Path) -> None:
        before = (project / path).read_text(encoding="utf-8")
        assert old in before
        (project / path).write_text(before.replace(old, new, 1), encoding="utf-8")

    return change


def file(path: str, data: str | bytes) -> Deed:
    def write(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_bytes(data.encode() if isinstance(data, str) else data)

    return write


def link(path: str, to: str) -> Deed:
    def make(project: Path) -> None:
        whole = project / path
        shutil.rmtree(whole) if whole.is_dir() else whole.unlink(missing_ok=True)
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.symlink_to(to)

    return make


def pipe(path: str) -> Deed:
    def make(project: Path) -> None:
        (project / path).unlink()
        os.mkfifo(project / path)

    return make


def drawing(inside: str) -> Deed:
    return file("content/icons/phone.svg", f'<svg viewBox="0 0 24 24">\n<path d="M5 4h4"/>\n{inside}\n</svg>')


LAUGHS = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}, *{p}, *{p}, *{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
HUGE = "9" * 100_000

CASES: dict[str, tuple[Deed, str, str]] = {
    "aliases": (file(WORDS, LAUGHS), "yaml-anchor", f"{WORDS}:1:4"),
    "lists in lists": (file(WORDS, "a: " + "[" * 100_000), "yaml-", f"{WORDS}:1:"),
    "mappings in mappings": (file(WORDS, "{a: " * 50_000), "yaml-depth", f"{WORDS}:1:81"),
    "items in items": (file(WORDS, "- " * 50_000), "yaml-depth", f"{WORDS}:1:41"),
    "10 MB of YAML": (file(WORDS, "a: " + "x" * 10_000_000), "yaml-size", f"{WORDS}:1:1"),
    "a text without end": (text("content/services/sg/sg-mom.yaml", 'summary: "', 'summary: "' + "and on " * 3_000), "text-size", "content/services/sg/sg-mom.yaml:13:10"),
    "a tag": (text(EDITION, "as_of: 2026-11-25", "as_of: !!python/object/apply:os.system [x]"), "yaml-tag", EDITION),
    "100,000 digits": (text(EDITION, "missing: source", f"missing: source\ngates: {{max_age_days: {HUGE}}}"), "text-size", EDITION),
    "1,000 digits": (text(EDITION, "missing: source", f"missing: source\ngates: {{max_age_days: {HUGE[:1000]}}}"), "wrong-type", EDITION),
    "as many pages": (text(TEMPLATE, "pages_min: ", "pages_min: 999999999"), "out-of-range", TEMPLATE),
    "a page of a mile": (text(TEMPLATE, "trim: [105", "trim: [1609344"), "out-of-range", TEMPLATE),
    "no page at all": (text(TEMPLATE, "trim: [105, 148.5]", "trim: []"), "out-of-range", TEMPLATE),
    "no such day": (text(EDITION, "2026-11-25", "2026-02-30"), "wrong-date", f"{EDITION}:5:8"),
    "an edition elsewhere": (text("booklet.yaml", "[journey]", "[../../../etc/journey]"), "wrong-name", "booklet.yaml"),
    "a stem elsewhere": (text(EDITION, "stem: journey-numbers", "stem: ../../../../escaped/x"), "wrong-name", EDITION),
    "a form elsewhere": (text(EDITION, "  a6: a6", "  ../../../../escaped: a6"), "wrong-name", EDITION),
    "a form that is a device": (text(EDITION, "  a6: a6", "  con: a6"), "wrong-name", EDITION),
    "a template elsewhere": (text(EDITION, "  a6: a6", "  a6: ../../../x"), "wrong-name", EDITION),
    "a language elsewhere": (text(EDITION, "[en, th]", "[en, th, ../../x]"), "wrong-name", EDITION),
    "a template that extends one elsewhere": (text(TEMPLATE, "id: a6\n", "id: a6\nextends: ../../../place/x\n"), "unknown-id", TEMPLATE),
    "a picture elsewhere": (text(TEMPLATE, "call: phone", "call: ../../../../etc/hosts"), "no-icon", ""),
    "a project on the network": (text("booklet.yaml", "editions:", "extends: https://example.org/x\neditions:"), "extends-form", "booklet.yaml"),
    "a link to another file": (link(WORDS, "/etc/hosts"), "unreadable-file", WORDS),
    "a link to another folder": (link("content/messages", "/etc"), "", ""),
    "an edition that is a link": (link(EDITION, "../../../../secret.yaml"), "unreadable-file", EDITION),
    "a pipe": (pipe(WORDS), "unreadable-file", WORDS),
    "41 MB": (file(WORDS, b"x" * 41_000_000), "unreadable-file", WORDS),
    "a script in a drawing": (drawing("<script>x()</script>"), "bad-icon", "content/icons/phone.svg:3:1"),
    "an entity in a drawing": (file("content/icons/phone.svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 24 24"/>'), "bad-icon", "content/icons/phone.svg:1:1"),
    "a reference in a drawing": (drawing('<image href="https://example.org/x.png"/>'), "bad-icon", "content/icons/phone.svg:3:1"),
    "a drawing of a million points": (drawing('<path d="' + "M0 0 " * 200_000 + '"/>'), "bad-icon", "content/icons/phone.svg"),
    "a drawing beyond its paper": (drawing('<path d="M1e308 1e308l9e307 0"/>'), "bad-icon", "content/icons/phone.svg:3:1"),
    "a drawing of beginnings": (drawing("<path " * 4_000), "bad-icon", "content/icons/phone.svg"),
    "a font of nothing": (file("fonts/noto-sans/NotoSans-Regular.ttf", b"\0" * 1000), "no-font-file", "fonts/fonts.yaml"),
    "a charset nobody knows": (text(CATALOG, "charset=UTF-8", "charset=x-klingon"), "", CATALOG),
    "a catalog in another charset": (lambda p: (p / CATALOG).write_bytes("# é\n".encode("latin-1") + (p / CATALOG).read_bytes()), "", CATALOG),  # type: ignore[arg-type, return-value]
    "a catalog of zeros": (file(CATALOG, b"\0" * 100_000), "", CATALOG),
    "10 MB in a translation": (lambda p: file(CATALOG, (p / CATALOG).read_text(encoding="utf-8") + f'\nmsgctxt "x"\nmsgid "x"\nmsgstr "{"ก" * 3_400_000}"\n')(p), "", CATALOG),
}


@pytest.mark.parametrize("name", CASES)
def test_refused_with_its_place(project: Path, name: str) -> None:
    deed, code, place = CASES[name]
    (project.parent.parent / "secret.yaml").write_text("id: journey\nsecret: 4711\n")
    deed(project)
    done = command(project, "check", "--jobs", "1")
    assert done.exit_code == 1
    assert f"error[{code}" in done.output
    assert place in done.output
    assert "4711" not in done.output
    assert "hint: " in done.output
    assert {path.name for path in project.parent.parent.iterdir()} == {"place", "secret.yaml"}
    assert {path.name for path in project.parent.iterdir()} == {"project"}


INJECTED = ("{0.__class__}", "{number.__init__}", "%s%n%x", "<script>alert(1)</script>", ") Tj ET Q endstream endobj", "&lt;b&gt; &amp; <b>", r"\u0041 \\ \n")


@pytest.mark.parametrize("words", INJECTED)
def test_words_stay_words(project: Path, words: str) -> None:
    """What looks like markup, a template or PDF prints as it is written, or is refused; it is never carried out."""
    from io import BytesIO

    from pypdf import PdfReader

    path = project / "content/services/sg/sg-mom.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^(name: ).*$", lambda m: m[1] + "'" + words.replace("'", "''") + "'", before, count=1, flags=re.MULTILINE), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    done = command(project, "build", "--jobs", "1", "--lang", "en")
    if done.exit_code == 1:
        assert "error[" in done.output
        assert "sg-mom.yaml:" in done.output or "sg-mom" in done.output
        return
    folder = project / "output/journey/a6/en"
    [screen] = folder.glob("*-screen.pdf")
    shown = "".join(page.extract_text() for page in PdfReader(BytesIO(screen.read_bytes())).pages)
    assert re.sub(r"\s", "", words) in re.sub(r"\s", "", shown)
    for page in (project / "output/index.html", *folder.glob("*.html")):
        assert words not in page.read_text(encoding="utf-8") or "<" not in words


@pytest.mark.parametrize("place", ["output", "output/journey", "output/journey/a6/en"])
def test_results_go_nowhere_else(project: Path, place: str) -> None:
    """A folder of results that is a link out of the project is not written through."""
    elsewhere = project.parent.parent / "elsewhere"
    elsewhere.mkdir()
    link(place, str(elsewhere))(project)
    done = command(project, "build", "--jobs", "1", "--lang", "en")
    assert done.exit_code == 1
    assert f"error[unreadable-file]: '{place}' cannot be read: it is a link that leads out of the project" in done.output
    assert not list(elsewhere.iterdir())


GUARD = """
import socket, sys, os
def refuse(*args, **kwargs):
    open(os.environ["CALLS"], "a").write("a socket\\n")
    raise OSError("no network here")
for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, refuse)
import _socket
_socket.socket = refuse
open(os.environ["CALLS"], "a").write("a process\\n")
"""


def test_no_build_touches_the_network(project: Path, tmp_path: Path) -> None:
    """In none of its processes; each of them has been started with the guard."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard/sitecustomize.py").write_text(GUARD)
    surroundings = environment(CALLS=str(tmp_path / "calls"))
    surroundings["PYTHONPATH"] = os.pathsep.join((str(tmp_path / "guard"), str(SOURCE)))
    for words in (("build", "--jobs", "2"), ("check", "--jobs", "2")):
        done = subprocess.run([sys.executable, "-m", "booklet", *words], cwd=project, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert set((tmp_path / "calls").read_text().splitlines()) == {"a process"}
    assert (tmp_path / "calls").read_text().count("a process") == 4
    proof = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], env=surroundings, capture_output=True, check=False)
    assert proof.returncode == 1
