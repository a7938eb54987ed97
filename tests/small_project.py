"""A small project folder, built once for all tests that only look at it."""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from booklet.run.new_project import project_files

SOURCE = Path(__file__).parent.parent
LANGUAGES = ("en", "th")


def run(*args, cwd, code=0, **env):
    """Run `booklet` in a process of its own; its exit code must be `code`."""
    done = subprocess.run([sys.executable, "-m", "booklet", *args], cwd=cwd, env=environment(**env), capture_output=True, encoding="utf-8")
    assert done.returncode == code, done.stdout + done.stderr
    return done


def environment(**env):
    paths = [str(SOURCE), *filter(None, [os.environ.get("PYTHONPATH")])]
    clean = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "NO_COLOR")}
    return clean | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"} | env


def write_project(root: Path) -> Path:
    """One edition for one country, in two languages; English stands in for what nobody has translated."""
    for path, data in project_files():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    edit(root / "content/editions/journey.yaml", countries="[SG]", languages="[en, th]", missing="source")
    return root


def edit(path: Path, **values):
    """Set keys at the top level of a YAML file."""
    text = path.read_text(encoding="utf-8")
    for key, value in values.items():
        text, n = re.subn(rf"^{key}: .*$", f"{key}: {value}", text, flags=re.MULTILINE)
        assert n == 1, key
    path.write_text(text, encoding="utf-8")


@cache
def built_project() -> Path:
    """Do not change it; copy it."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root = write_project(folder / "project")
    run("build", cwd=root)
    return root


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, hidden ones too."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
