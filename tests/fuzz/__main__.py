"""Spoils files of a project and tries every command on it, thousands of times. A case that ends the process is a fault too.

    python tests/fuzz [--others] [--cases 5000] [--first 0] [--only KIND]     # `--first N --cases 1` repeats one

Content as editors write it, or with `--others` fonts, drawings, archives, what a build left, and files that come by mail.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import os
import pickle
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HANGS = 120
"""Seconds after which a case that does not even hear a signal is ended."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", metavar="KIND", help="spoil files of this kind only: template, edition, catalog, font …")
    asked = parser.parse_args()
    sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]

    begin, seen = time.perf_counter(), Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        folder = _folder(Path(place), asked.others)
        for fault in _cases(folder, asked.first, asked.first + asked.cases, asked.only):
            key = fault.what.strip().splitlines()[-1][:120]
            seen[key] += 1
            if seen[key] <= 2:
                print(f"case {fault.case}: booklet {fault.command}, {fault.path} spoilt\n{fault.what}", flush=True)
    print(f"{asked.cases} cases from {asked.first} on, {seen.total()} faults, {time.perf_counter() - begin:.0f} s")
    print(", ".join(f"{command} {code}: {count}" for (command, code), count in sorted(folder.ends.items())))
    for key, count in seen.most_common():
        print(f"{count:5}  {key}")
    sys.exit(1 if seen else 0)


def _folder(place: Path, others: bool) -> Any:
    if others:
        from others import Place

        return Place(place)
    from harness import Folder

    return Folder(place / "project")


def _cases(folder: Any, first: int, end: int, only: str | None) -> Iterator[Any]:
    """All faults, from children that each go on where the last one broke off."""
    from harness import Fault

    while first < end:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            _serve(folder, range(first, end), only, writing)
        os.close(writing)
        with open(reading, "rb") as said:  # noqa: PTH123
            for following, faults, ends in _heard(said):
                first, folder.ends = following, ends
                if first % 500 == 0:
                    print(f"{first} …", file=sys.stderr, flush=True)
                yield from faults
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code:
            what = signal.Signals(-code).name if code < 0 else f"code {code}"
            yield Fault(first, "?", "?", f"the process ends with {what}")
            first += 1
            folder.mend()


def _serve(folder: Any, numbers: range, only: str | None, writing: int) -> None:
    """Say the next number with the faults of the cases before it, and at last the end."""
    code = 1
    try:
        with open(writing, "wb") as out:
            for number in numbers:
                faulthandler.dump_traceback_later(HANGS, exit=True)
                faults = list(folder.case(number, only))
                pickle.dump((number + 1, faults, folder.ends), out)
                out.flush()
                if number % 100 == 0:
                    gc.collect()
        code = 0
    finally:
        os._exit(code)


def _heard(said: Any) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(said)
        except (EOFError, pickle.UnpicklingError):
            return


if __name__ == "__main__":
    main()
