"""A disk that is full, cannot be written to, or whose clock was wrong; and two builds in one folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_project import built_project, contents, edit, environment, run

from booklet.world.lock import Busy, locked

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="mount and kill are POSIX")]
ROOM = 300
"""Kilobytes beside the finished output: enough for a part of a new booklet."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with a small project on it, and little room."""
    size = sum(len(data) for data in contents(built_project()).values()) // 1024
    folder = tmp_path / "disk"
    folder.mkdir()
    kilobytes = size + 4 * len(contents(built_project())) + ROOM
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("only an administrator may mount a disk")
    try:
        shutil.copytree(built_project(), folder / "project")
        yield folder / "project"
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, spare: int) -> None:
    """Leave so many bytes on a disk."""
    (folder / "filler").write_bytes(b"")
    room = os.statvfs(folder)
    (folder / "filler").write_bytes(b"x" * max(0, room.f_bavail * room.f_frsize - spare))


@pytest.mark.parametrize("spare", [100_000])
def test_a_full_disk_spoils_nothing(disk: Path, spare: int) -> None:
    edit(disk / "content/editions/journey.yaml", as_of="2026-11-26")
    before = contents(disk / "output")
    fill(disk.parent, spare)
    done = run("build", "--jobs", "1", cwd=disk, code=1)
    assert "error[disk-full]: the disk is full at 'output/journey/a6/en" in done.stderr
    after = contents(disk / "output")
    assert {n: d for n, d in after.items() if "/" in n} == {n: d for n, d in before.items() if "/" in n}
    assert after["index.html"].endswith(b"</html>\n")
    (disk.parent / "filler").unlink()
    run("build", "--jobs", "1", cwd=disk)
    assert contents(disk / "output")["journey/a6/th/report.json"] != before["journey/a6/th/report.json"]


def test_a_disk_that_cannot_be_written_to(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk.parent)], check=True)
    assert "unchanged" in run("build", cwd=disk).stdout, "there is nothing to write"
    before = contents(disk / "output")
    done = run("build", "--force", "--jobs", "1", cwd=disk, code=1)
    assert "error[not-writable]: 'output/journey/a6/en' cannot be written: Read-only file system" in done.stderr
    assert contents(disk / "output") == before


def test_a_clock_that_was_wrong(tmp_path: Path) -> None:
    """Files from a future year, as after a battery was changed, are neither newer nor safe from clearing up."""
    project = shutil.copytree(built_project(), tmp_path / "project")
    half = project / "output/journey/a6/.en.4711.part"
    half.mkdir()
    for path in (project, *project.rglob("*")):
        os.utime(path, (4e9, 4e9))
    assert run("build", cwd=project).stdout.count("unchanged") == 2
    assert not half.exists()
    edit(project / "content/editions/journey.yaml", as_of="2026-11-26")
    os.utime(project / "content/editions/journey.yaml", (1e9, 1e9))
    assert run("build", cwd=project).stdout.count("built") == 2


def test_a_second_build_says_who_is_at_work(tmp_path: Path) -> None:
    """Until that one dies, however it does."""
    project = shutil.copytree(built_project(), tmp_path / "project")
    holding = "import sys, time; from pathlib import Path; from booklet.run.guard import alone\nwith alone(Path(sys.argv[1])): print('at work', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", holding, str(project)], env=environment(), stdout=subprocess.PIPE) as first:
        assert first.stdout
        assert first.stdout.readline() == b"at work\n"
        done = run("build", cwd=project, code=1)
        assert f"error[build-running]: another build is at work in this folder: process {first.pid} on " in done.stderr
        assert "wait until it ends" in done.stderr
        first.kill()
    assert (project / "output/.lock").exists(), "what the dead one left"
    assert "unchanged" in run("build", cwd=project).stdout
    assert not (project / "output/.lock").exists()


def test_of_many_at_once_one_has_the_lock(tmp_path: Path) -> None:
    """Also while the file comes and goes."""
    path, log = tmp_path / "output/.lock", tmp_path / "log"
    script = (
        "import os, sys, time\nfrom pathlib import Path\nfrom booklet.world.lock import Busy, locked\nend = time.monotonic() + 0.8\n"
        "log = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)\n"
        "while time.monotonic() < end:\n try:\n  with locked(Path(sys.argv[1])):\n   os.write(log, b'<'); time.sleep(0.0005); os.write(log, b'>')\n except Busy: time.sleep(0.0002)\n"
    )
    several = [subprocess.Popen([sys.executable, "-c", script, str(path), str(log)], env=environment()) for _ in range(4)]
    assert [one.wait() for one in several] == [0] * 4
    said = log.read_text()
    assert len(said) > 40
    assert said == "<>" * (len(said) // 2)


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("dear")
    (tmp_path / ".lock").symlink_to(tmp_path / "letter")
    with locked(tmp_path / ".lock"):
        assert (tmp_path / "letter").read_text() == "dear"
    with locked(tmp_path / "other"), pytest.raises(Busy, match=f"process {os.getpid()} on "), locked(tmp_path / "other"):
        pass
