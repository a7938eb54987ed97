"""Imposes a file of many pages in every scheme, and says how long it took and how large the sheets are.

    python benchmarks/imposing.py FILE.pdf [--pages 80] [--times 5]

The pages of FILE are repeated up to the number of pages. Prints JSON: for each scheme the best time in ms of a process's own
work, without its start, and the size of the sheets as a share of the file.
"""

from __future__ import annotations

import argparse
import json
from io import BytesIO
from pathlib import Path
from time import process_time

from pypdf import PdfReader, PdfWriter

from booklet.imposing import impose_file
from booklet.model.sheet import Paper, Scheme, SheetSpec

SCHEMES = (Scheme.COPIES, Scheme.SADDLE, Scheme.CUT_STACK, Scheme.QUARTO, Scheme.SINGLE)


def repeated(file: Path, pages: int) -> bytes:
    """The pages of a file, over and over, each with content of its own as in a real booklet."""
    reader, writer = PdfReader(file), PdfWriter()
    for n in range(pages):
        writer.add_page(reader.pages[n % len(reader.pages)])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=80)
    parser.add_argument("--times", type=int, default=5)
    asked = parser.parse_args()
    source = repeated(asked.file, asked.pages)
    found = {}
    for scheme in SCHEMES:
        best, sheets = float("inf"), b""
        for _ in range(asked.times):
            start = process_time()
            (sheets,) = impose_file(source, SheetSpec(Paper.A4, scheme), "left").files
            best = min(best, process_time() - start)
        found[scheme.value] = {"ms": round(1000 * best), "size": round(len(sheets) / len(source), 3)}
    print(json.dumps({"pages": asked.pages, "kB": round(len(source) / 1000), **found}))


if __name__ == "__main__":
    main()
