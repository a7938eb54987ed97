"""The command line. Only this package knows click and rich."""

from __future__ import annotations


def main() -> None:
    """`booklet`."""
    import sys
    from io import TextIOWrapper

    from booklet.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:  # JSON is UTF-8 (RFC 8259, 8.1), and an old code page of the system lacks most of our languages
                stream.reconfigure(encoding="utf-8")
    app(prog_name="booklet")
