"""What lies within a project folder, and what only seems to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from booklet.world.files import DiskWorld
from booklet.world.inside import Refused, is_plain


@pytest.mark.parametrize("path", ["a", "a/b.yaml", ".gitignore", "a/..b", "a/b..", "...", "ก/é", "content/x y.yaml"])
def test_names_of_files(path: str) -> None:
    assert is_plain(path)


@pytest.mark.parametrize("path", ["", ".", "..", "/a", "a/", "a//b", "a/../b", "./a", "a/.", "a\0b", "../" * 9 + "etc/hosts"])
def test_names_that_lead_elsewhere(path: str, tmp_path: Path) -> None:
    assert not is_plain(path)
    with pytest.raises(FileNotFoundError):
        DiskWorld(tmp_path).read(path)
    assert not DiskWorld(tmp_path).exists(path)


@pytest.mark.skipif(os.name != "posix", reason="links need a right on Windows")
def test_links_stay_within(tmp_path: Path) -> None:
    root, beside = tmp_path / "project", tmp_path / "project-2"
    for folder in (root / "content", beside):
        folder.mkdir(parents=True)
    (root / "content/a.yaml").write_text("a")
    (beside / "b.yaml").write_text("b")
    (root / "content/in.yaml").symlink_to("a.yaml")
    (root / "content/out.yaml").symlink_to(beside / "b.yaml")
    (root / "content/loop.yaml").symlink_to("loop.yaml")
    (root / "folder").symlink_to("content")
    (root / "way").symlink_to("../project-2")
    (tmp_path / "door").symlink_to(root)
    for start in (root, tmp_path / "door"):
        world = DiskWorld(start)
        assert world.read("content/in.yaml") == world.read("folder/a.yaml") == b"a"
        for path in ("content/out.yaml", "way/b.yaml"):
            with pytest.raises(Refused, match="a link that leads out"):
                world.read(path)
            with pytest.raises(Refused):
                world.start(path, 1)
        with pytest.raises(OSError):
            world.read("content/loop.yaml")


def test_large_files_are_read_in_part_only(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as f:
        f.truncate(41_000_000)
    assert DiskWorld(tmp_path).start("a", 3) == b"\0\0\0"
    with pytest.raises(Refused, match="40 MB"):
        DiskWorld(tmp_path).read("a")
