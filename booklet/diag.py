"""Diagnostics: what is wrong, where, and how to mend it. One `Sink` collects them; nothing else in the pipeline changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Span(NamedTuple):
    """A place in a source file: path relative to the project, line and column from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint. `code` is stable kebab-case and documented in docs/diagnostics.md; a hint is an action."""

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    hints: tuple[str, ...] = ()

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
    """Collects diagnostics in order, each only once."""

    _seen: dict[Diagnostic, None] = field(default_factory=dict)

    def error(self, code: str, message: str, span: Span | None = None, *hints: str) -> None:
        self._seen.setdefault(Diagnostic("error", code, message, span, hints))

    def warn(self, code: str, message: str, span: Span | None = None, *hints: str) -> None:
        self._seen.setdefault(Diagnostic("warning", code, message, span, hints))

    def extend(self, other: Sink) -> None:
        for d in other._seen:
            self._seen.setdefault(d)

    @property
    def has_errors(self) -> bool:
        return any(d.severity == "error" for d in self._seen)

    def stop_on_errors(self) -> None:
        """Raise `BookletError` with everything collected if any of it is an error."""
        if self.has_errors:
            raise BookletError(self.finish())

    def finish(self) -> tuple[Diagnostic, ...]:
        """Everything collected, in order."""
        return tuple(self._seen)
