"""A few pages of the shipped edition as text, against what they were last time. UPDATE_REF=1 writes them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from dump import dump

from booklet.build import Built
from booklet.layout.frame import Modules

REF = Path(__file__).parent.parent / "ref"


@pytest.mark.parametrize("lang", ["en", "th"])
@pytest.mark.parametrize("what", ["cover", "danger", "services"])
def test_pages_are_as_last_time(shipped: Callable[[str], Built], lang: str, what: str) -> None:
    pages = shipped(lang).document.pages
    services = next(p for p in pages if any(isinstance(i, Modules) for i in p.items))
    text = dump({"cover": pages[0], "danger": pages[1], "services": services}[what])
    path = REF / f"{what}-{lang}.txt"
    if os.environ.get("UPDATE_REF") == "1":
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8"), "look at the pages; if they are right, run again with UPDATE_REF=1"
