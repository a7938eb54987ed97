"""Building as a whole: the same bytes everywhere, nothing done twice, old files or new ones but never half of one."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from small_project import SOURCE, built_project, contents, edit, environment, run

from booklet.diag import Sink
from booklet.job import Job
from booklet.run.jobs import Order, build_all
from booklet.run.plan import as_data, choose, from_data, read_plan
from booklet.run.saving import save
from booklet.world.files import DiskWorld

JOBS = [Job("journey", "a6", "en"), Job("journey", "a6", "th")]


@pytest.fixture
def project(tmp_path):
    return shutil.copytree(built_project(), tmp_path / "project")


def quiet(done, of):
    pass


def build(root, **order):
    return build_all(root, Order(**order), None, quiet)


def is_whole(name, data):
    """Whether a file of the output folder can be read to its end."""
    if name.endswith(".pdf"):
        return len(PdfReader(BytesIO(data)).pages) > 0 and data.rstrip().endswith(b"%%EOF")
    if name.endswith(".json"):
        return bool(json.loads(data))
    if name.endswith(".png"):
        return data.startswith(b"\x89PNG") and data.endswith(b"IEND\xaeB`\x82")
    return data.endswith(b"</html>\n")


def test_files_stand_where_the_readme_says():
    files = contents(built_project() / "output")
    for locale in ("en", "th"):
        for kind in ("screen", "office"):
            assert f"journey/a6/{locale}/journey-numbers-a6-{locale}-{kind}.pdf" in files
        assert f"journey/a6/{locale}/report.json" in files
        assert f"journey/a6/{locale}/pages/p01.png" in files
    assert "index.html" in files
    assert not [name for name in files if ".part" in name]
    assert all(is_whole(name, data) for name, data in files.items())


def test_same_bytes_in_another_folder_time_zone_locale_and_hash_seed(tmp_path):
    shutil.copytree(built_project(), tmp_path / "elsewhere", ignore=shutil.ignore_patterns("output"))
    run("build", "--jobs", "1", cwd=tmp_path / "elsewhere", PYTHONHASHSEED="4711", TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", LANG="tr_TR.UTF-8")
    assert contents(tmp_path / "elsewhere/output") == contents(built_project() / "output")


def test_what_has_not_changed_is_not_touched(project):
    before = {p: p.stat().st_mtime_ns for p in project.glob("output/**/*")}
    result = build(project)
    assert set(result.status.values()) == {"unchanged"}
    assert {p: p.stat().st_mtime_ns for p in project.glob("output/**/*")} == before


def test_what_has_not_changed_is_looked_at_without_the_engine(project):
    script = "import sys; sys.argv = ['booklet', 'build']\ntry:\n import booklet.cli; booklet.cli.main()\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=project, env=environment(), capture_output=True, encoding="utf-8", check=True)
    assert "unchanged" in done.stdout
    assert not set(done.stdout.splitlines()[-1].split()) & {"yaml", "uharfbuzz", "icu4py", "pypdf", "pypdfium2", "babel", "rich"}


@pytest.mark.parametrize("harm", ["cut short", "deleted", "one bit", "report spoiled"])
def test_a_file_that_is_not_as_it_was_left_is_made_again(project, harm):
    before = contents(project / "output")
    office = project / "output/journey/a6/th/journey-numbers-a6-th-office.pdf"
    data = office.read_bytes()
    if harm == "report spoiled":
        (project / "output/journey/a6/th/report.json").write_text('{"files": []')
    elif harm == "deleted":
        office.unlink()
    else:
        office.write_bytes(data[:100] if harm == "cut short" else data[:100] + bytes((data[100] ^ 1,)) + data[101:])
    assert build(project).status == {JOBS[0]: "unchanged", JOBS[1]: "built"}
    assert contents(project / "output") == before


@pytest.mark.parametrize("change", ["service", "translation", "font", "day"])
def test_whatever_a_booklet_depends_on_makes_it_new(project, change):
    as_of = None
    if change == "service":
        with (project / "content/services/sg/sg-mom.yaml").open("a") as f:
            f.write("# seen\n")
    elif change == "translation":
        catalog = project / "translations/th/LC_MESSAGES/guidance.po"
        catalog.write_text(catalog.read_text(encoding="utf-8").replace("\nmsgctxt", "\n# seen\nmsgctxt", 1), encoding="utf-8")
    elif change == "font":
        (project / "fonts").mkdir()
        (project / "fonts/NOTE.txt").write_text("seen")
    else:
        from datetime import date

        as_of = date(2026, 1, 1)
    result = build_all(project, Order(languages=("en",)), as_of, quiet)
    assert result.status == {JOBS[0]: "built"}
    assert result.reports[JOBS[0]]["as_of"] == ("2026-01-01" if as_of else "2026-11-25")


def first_translation(catalog, context=""):
    """Give the first translated text whose msgctxt begins so another ending, which no check minds; in Thai."""
    head, mark, rest = catalog.read_text(encoding="utf-8").partition(f'msgctxt "{context}')
    before, translated, tail = rest.partition('\nmsgstr "')
    assert mark and translated and not tail.startswith('"')
    catalog.write_text(head + mark + before + translated + "ดู" + tail, encoding="utf-8")


def test_a_translation_of_a_service_concerns_its_own_booklet_only(project, tmp_path):
    first_translation(project / "translations/th/LC_MESSAGES/services-sg.po", "service:sg-mom/summary")
    old = contents(project / "output")
    assert build(project).status == {JOBS[0]: "unchanged", JOBS[1]: "built"}
    new = contents(project / "output")
    assert new["journey/a6/th/journey-numbers-a6-th-screen.pdf"] != old["journey/a6/th/journey-numbers-a6-th-screen.pdf"]
    assert "Older than its content" not in new["index.html"].decode()
    assert set(build(project, force=True).status.values()) == {"built"}
    assert contents(project / "output") == new  # what was left alone would have come out the same


def test_a_phrase_to_show_concerns_every_booklet(project):
    first_translation(project / "translations/th/LC_MESSAGES/guidance.po", "message:phrase.")
    old = contents(project / "output")
    assert set(build(project).status.values()) == {"built"}
    for locale in ("en", "th"):
        screen = f"journey/a6/{locale}/journey-numbers-a6-{locale}-screen.pdf"
        assert contents(project / "output")[screen] != old[screen]


def test_what_no_booklet_shows_makes_none_new(project):
    for path in ("translations/glossary.tsv", "translations/pot/ui.pot", "content/templates/of-nobody.yaml", "content/editions/other.yaml"):
        with (project / path).open("a", encoding="utf-8") as f:
            f.write("# seen\n")
    assert set(build(project).status.values()) == {"unchanged"}


def test_a_sound_booklet_stays_so_beside_a_wrong_translation(project):
    before = contents(project / "output/journey")
    with (project / "translations/th/LC_MESSAGES/services-sg.po").open("a", encoding="utf-8") as f:
        f.write('\nmsgctxt "test"\nmsgid "Call 6438 5122"\nmsgstr "โทร 6438 5123"\n')
    result = build(project)
    assert result.status == {JOBS[0]: "unchanged", JOBS[1]: "failed"}
    assert not result.ok
    assert contents(project / "output/journey") == before
    page = (project / "output/index.html").read_text(encoding="utf-8")
    assert page.index("Older than its content") > page.index('id="journey-a6-th"')


def test_what_killed_builds_left_is_cleared_up_but_strangers_stay(project):
    folder = project / "output/journey/a6"
    before = contents(folder)
    half, gone = folder / ".en.4711.part", folder / ".th.4711.old"
    (half / "pages").mkdir(parents=True)
    (half / "pages/p01.png").write_bytes(b"half")
    (folder / "th").rename(gone)  # killed where two folders cannot be exchanged in one step
    (folder / ".en.notes.part").write_bytes(b"mine")
    assert set(build(project).status.values()) == {"unchanged"}
    assert contents(folder) == before | {".en.notes.part": b"mine"}


def test_a_booklet_left_behind_is_called_old(project):
    with (project / "content/services/sg/sg-mom.yaml").open("a") as f:
        f.write("# seen\n")
    build(project, languages=("en",))
    page = (project / "output/index.html").read_text(encoding="utf-8")
    assert page.count("Older than its content") == 1
    assert page.index("Older than its content") > page.index('id="journey-a6-th"')
    build(project)
    assert "Older than its content" not in (project / "output/index.html").read_text(encoding="utf-8")


def test_a_wrong_booklet_keeps_its_files_and_holds_up_no_other(project):
    """Thai lacks a message that only Thai readers see; English is right."""
    before = contents(project / "output/journey/a6")
    edit(project / "content/editions/journey.yaml", missing="error", as_of="2026-11-26")
    catalog = project / "translations/th/LC_MESSAGES/ui.po"
    head, mark, tail = catalog.read_text(encoding="utf-8").partition('msgctxt "word:title.danger/text"')
    lines = tail.split("\n")
    n = next(i for i, line in enumerate(lines) if line.startswith("msgstr"))
    end = next(i for i in range(n, len(lines)) if not lines[i])
    catalog.write_text(head + mark + "\n".join([*lines[:n], 'msgstr ""', *lines[end:]]), encoding="utf-8")
    result = build(project)
    assert result.status == {JOBS[0]: "built", JOBS[1]: "failed"}
    errors = [d for d in result.sink.finish() if d.severity == "error"]
    assert [d.code for d in errors] == ["missing-translation"]
    after = contents(project / "output/journey/a6")
    assert {n: d for n, d in after.items() if n.startswith("th/")} == {n: d for n, d in before.items() if n.startswith("th/")}
    assert after["en/report.json"] != before["en/report.json"]


def test_warnings_fail_a_strict_build_however_often_it_runs(project):
    """A number that is not written as its country writes it is odd, but no error."""
    path = project / "content/services/sg/sg-mom.yaml"
    text = path.read_text(encoding="utf-8")
    assert "number: '6438 5122'" in text or 'number: "6438 5122"' in text or "number: 6438 5122" in text
    path.write_text(text.replace("6438 5122", "6438 5123", 1), encoding="utf-8")
    before = contents(project / "output/journey/a6")
    for _ in range(2):
        assert set(build(project, strict=True).status.values()) == {"failed"}
        assert contents(project / "output/journey/a6") == before
    assert set(build(project).status.values()) == {"built"}
    again = build(project)
    assert set(again.status.values()) == {"unchanged"}
    assert [d.code for d in again.sink.finish()] == ["number-differs"]
    assert set(build(project, strict=True).status.values()) == {"failed"}


def test_files_that_a_booklet_no_longer_has_go_but_strangers_stay(project):
    folder = project / "output/journey/a6/en"
    (folder / "my notes.txt").write_text("mine")
    edit(project / "content/editions/journey.yaml", stem="other-numbers")
    build(project, languages=("en",))
    names = {p.name for p in folder.iterdir()}
    assert names == {"other-numbers-a6-en-screen.pdf", "other-numbers-a6-en-office.pdf", "other-numbers-a6-en-preflight.html", "report.json", "pages", "my notes.txt"}
    assert (folder / "my notes.txt").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_ctrl_c_changes_nothing(project):
    before = contents(project / "output")
    child = subprocess.Popen([sys.executable, "-m", "booklet", "build", "--force"], cwd=project, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while child.poll() is None and not (project / "output/.lock").exists():
        time.sleep(0.01)
    time.sleep(0.2)  # at work
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=20)
    assert child.returncode == 130
    assert err.strip() == "stopped; nothing was changed"
    assert contents(project / "output") == before


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX")
def test_a_full_disk_is_an_error_and_spoils_nothing(project):
    import resource

    edit(project / "content/editions/journey.yaml", as_of="2026-11-26")
    before = contents(project / "output")
    limit = (50_000, resource.RLIM_INFINITY)  # the system then refuses to make a file larger, as a full disk does
    done = subprocess.run([sys.executable, "-m", "booklet", "build"], cwd=project, env=environment(), capture_output=True, text=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))  # fmt: skip
    assert done.returncode == 1
    assert "error[cannot-write]: 'output/journey/a6/en' cannot be written: File too large" in done.stderr
    after = contents(project / "output")
    assert {n: d for n, d in after.items() if "/" in n} == {n: d for n, d in before.items() if "/" in n}
    assert "Older than its content" in after["index.html"].decode()


@pytest.mark.parametrize(
    ("code", "error"), [("disk-full", OSError(28, "No space left on device")), ("not-writable", PermissionError(13, "Permission denied"))]
)
def test_what_the_system_refuses_is_said_in_words(tmp_path, monkeypatch, code, error):
    def refuse(path, *args, **kwargs):
        error.filename = str(path)
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    sink = Sink()
    assert not save([(tmp_path / "output/a.pdf", b"x")], tmp_path, sink)
    [found] = sink.finish()
    assert found.code == code
    assert "'output/a.pdf'" in found.message


def test_a_file_held_open_elsewhere_is_named(tmp_path, monkeypatch):
    """As Windows answers when a PDF is open in a viewer."""

    def refuse(source, target):
        raise PermissionError(13, "Access is denied", str(source), 5, str(target))

    (tmp_path / "a.pdf").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    sink = Sink()
    assert not save([(tmp_path / "a.pdf", b"new")], tmp_path, sink)
    [found] = sink.finish()
    assert (found.code, found.message, found.hints) == ("file-in-use", "'a.pdf' is open in another program", ("close it and build again",))
    assert contents(tmp_path) == {"a.pdf": b"old"}


def test_editions_on_request_are_built_by_name_only():
    plan = read_plan(DiskWorld(SOURCE))
    assert {job.edition for job in choose(plan, None, (), ())} == {"journey"}
    assert choose(plan, "pocket", ("zine8",), ("th",)) == (Job("pocket", "zine8", "th"),)
    assert from_data(as_data(plan)) == plan
