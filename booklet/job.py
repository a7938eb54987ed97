"""The name of one booklet: what the pipeline is asked for, and where its files belong."""

from __future__ import annotations

from typing import NamedTuple

OUTPUT = "output"
"""The folder, below the project's, that builds write."""


class Job(NamedTuple):
    """One booklet to build."""

    edition: str
    form: str
    locale: str
    """BCP 47."""

    @property
    def folder(self) -> str:
        """Where its files belong, relative to the project."""
        return f"{OUTPUT}/{self.edition}/{self.form}/{self.locale}"

    def __str__(self) -> str:
        return f"{self.edition} {self.form} {self.locale}"
