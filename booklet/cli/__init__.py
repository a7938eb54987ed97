"""The command line. Only this package knows click and rich."""

from __future__ import annotations


def main() -> None:
    """`booklet`."""
    from booklet.cli.app import app

    app(prog_name="booklet")
