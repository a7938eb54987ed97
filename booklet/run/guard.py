"""Builds do not meet in one output folder: the second is told who is at work, and what killed ones left is cleared up."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from errno import ELOOP
from pathlib import Path

from booklet.diag import BookletError, Diagnostic
from booklet.job import OUTPUT
from booklet.world.durable import settle
from booklet.world.inside import Refused, leads_out
from booklet.world.lock import Busy, locked

LOCK = f"{OUTPUT}/.lock"


@contextmanager
def alone(root: Path, pages: Collection[str] = ()) -> Iterator[None]:
    """The output folder of the project `root` is ours, and its booklets are whole. `pages`: paths of the other files that
    only builds write. Raises BookletError: build-running; and `Refused` where a link in it leads out of the project."""
    _stay_inside(root)
    try:
        with locked(root / LOCK):
            _clear_up(root, pages)
            yield
    except Busy as by:
        message = f"another build is at work in this folder: {by}"
        hints = ("wait until it ends, then build again", "end that process if it hangs: nothing it has finished is lost")
        raise BookletError((Diagnostic("error", "build-running", message, None, hints),)) from None


def _stay_inside(root: Path) -> None:
    for pattern in (OUTPUT, f"{OUTPUT}/*", f"{OUTPUT}/*/*", f"{OUTPUT}/*/*/*"):
        for place in sorted(root.glob(pattern)):
            if place.is_symlink() and leads_out(str(root), str(place)):
                raise Refused(ELOOP, "it is a link that leads out of the project", str(place))


def _clear_up(root: Path, pages: Collection[str]) -> None:
    for form in (root / OUTPUT).glob("[!.]*/[!.]*"):
        settle(form)
    for page in map(root.joinpath, pages):
        for left in page.parent.glob(f".{page.name}.*.part"):
            with suppress(OSError):
                left.unlink()
