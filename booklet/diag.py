"""Diagnostics: what is wrong, where, and how to mend it. One `Sink` collects them; nothing else in the pipeline changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from booklet.value import compared

Severity = Literal["error", "warning"]


class Span(NamedTuple):
    """A place in a source file: path relative to the project, line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Subject(NamedTuple):
    """The text that a complaint is about: the language it is written in (BCP 47), and its msgctxt."""

    lang: str
    key: str


class Spot(NamedTuple):
    """A place in a finished file: its kind (screen, office, ...), the page from 1, and a rectangle: left, top, right, bottom,
    in points from the page's top left corner; None: the whole page."""

    file: str
    page: int
    box: tuple[float, float, float, float] | None = None


@compared
class Diagnostic:
    """One complaint. `code` is stable kebab-case and documented in docs/diagnostics.md; a hint is an action."""

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    hints: tuple[str, ...] = ()
    about: Subject | None = None
    spot: Spot | None = None

    def __str__(self) -> str:
        lines = [f"{self.severity}[{self.code}]: {self.message}"]
        if self.span:
            lines.append(f"  {self.span}")
        lines += [f"  hint: {h}" for h in self.hints]
        return "\n".join(lines)


class BookletError(Exception):
    """Work cannot go on; carries every diagnostic collected so far (at least one error)."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics if d.severity == "error"))
        self.diagnostics = diagnostics


@dataclass(slots=True)
class Sink:
    """Collects diagnostics in order; the same one may come twice but is told once."""

    _all: list[Diagnostic] = field(default_factory=list)

    def error(
        self, code: str, message: str, span: Span | None = None, *hints: str, about: Subject | None = None, spot: Spot | None = None
    ) -> None:
        self._all.append(Diagnostic("error", code, message, span, hints, about, spot))

    def warn(
        self, code: str, message: str, span: Span | None = None, *hints: str, about: Subject | None = None, spot: Spot | None = None
    ) -> None:
        self._all.append(Diagnostic("warning", code, message, span, hints, about, spot))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._all.extend(diagnostics)

    def since(self, count: int) -> tuple[Diagnostic, ...]:
        """What came after the first `count`, repetitions too."""
        return tuple(self._all[count:])

    def __len__(self) -> int:
        return len(self._all)

    @property
    def has_errors(self) -> bool:
        return any(d.severity == "error" for d in self._all)

    def stop_on_errors(self) -> None:
        """Raise `BookletError` with everything collected if any of it is an error."""
        if self.has_errors:
            raise BookletError(self.finish())

    def finish(self) -> tuple[Diagnostic, ...]:
        """Everything collected, in order, each once."""
        return tuple(dict.fromkeys(self._all))
