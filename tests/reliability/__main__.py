"""Kills builds of a small project at random moments.

    python tests/reliability [--kills 1000] [--first 0] [--plain]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--plain", action="store_true", help="as on systems that cannot exchange two folders in one step")
    asked = parser.parse_args()
    sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent)]
    from kills import Victims

    begin, faults = time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as place:
        victims = Victims(Path(place) / "project", plain=asked.plain)
        number = asked.first - 1
        while victims.seen["killed"] < asked.kills:  # some builds end before it reaches them
            number += 1
            for fault in victims.kill(number):
                faults += 1
                print(f"kill {number}: {fault}", flush=True)
    print(f"builds {asked.first} to {number}, {faults} faults, {time.perf_counter() - begin:.0f} s")
    print(", ".join(f"{what}: {count}" for what, count in sorted(victims.seen.items())))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
