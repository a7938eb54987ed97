"""Spoils files of a project and tries every command on it, thousands of times.

    python tests/fuzz [--cases 5000] [--first 0] [--only KIND]     # prints failing cases; `--first N --cases 1` repeats one
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", metavar="KIND", help="spoil files of this kind only: template, edition, catalog …")
    asked = parser.parse_args()
    sys.path += [str(HERE), str(HERE.parent), str(HERE.parent.parent)]
    from harness import Folder

    begin, faults, seen = time.perf_counter(), 0, Counter[str]()
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place) / "project")
        for number in range(asked.first, asked.first + asked.cases):
            for fault in folder.case(number, asked.only):
                faults += 1
                key = fault.what.strip().splitlines()[-1][:120]
                seen[key] += 1
                if seen[key] <= 2:
                    print(f"case {fault.case}: booklet {fault.command}, {fault.path} spoilt\n{fault.what}", flush=True)
            if number % 200 == 0:
                gc.collect()
    print(f"{asked.cases} cases from {asked.first} on, {faults} faults, {time.perf_counter() - begin:.0f} s")
    print(", ".join(f"{command} {code}: {count}" for (command, code), count in sorted(folder.ends.items())))
    for key, count in seen.most_common():
        print(f"{count:5}  {key}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
