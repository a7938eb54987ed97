"""Every code that reading content can report is explained to its editors."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SOURCES = [*(ROOT / "booklet" / "world").glob("*.py"), *(ROOT / "booklet" / "model" / name for name in ("read.py", "rules.py"))]
CODE = re.compile(r"""\.(?:error|warn|refuse)\(\s*"([a-z0-9-]+)\"""")


def test_codes_are_documented() -> None:
    used = {code for path in SOURCES for code in CODE.findall(path.read_text("utf-8"))}
    table = (ROOT / "docs" / "diagnostics.md").read_text("utf-8")
    documented = dict(re.findall(r"^\| `([a-z0-9-]+)` \| [^|]+ \| ([^|]+) \|$", table, re.MULTILINE))
    assert len(used) > 30
    assert used <= documented.keys()
