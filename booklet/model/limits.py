"""What no booklet needs: names that lead elsewhere, and lengths and counts of no paper (docs/limits.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from booklet.diag import Sink, Span
from booklet.model.edition import Edition
from booklet.model.template import Template
from booklet.world.decode import SLUG
from booklet.world.source import quoted

MAX_PAGES = 400
"""Four staplers' worth; a booklet folds at 64."""
STEM = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,58}[A-Za-z0-9])?"
"""Begins the names of files on any system."""
TAG = "[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}"
"""A language, as BCP 47 writes it (RFC 5646, 2.1)."""
_DEVICES = frozenset(("aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))
"""Names that Windows keeps for devices."""


class Range(NamedTuple):
    """Values of a name, and what they may be."""

    name: str
    values: Iterable[float]
    least: float
    most: float


def check_names(names: Iterable[str], pattern: str, what: str, sink: Sink, span: Span) -> None:
    """Report names that become part of paths and are none on every system: wrong-name."""
    for name in names:
        if not re.fullmatch(pattern, name) or name.lower() in _DEVICES:
            hint = "use a-z and 0-9, with single hyphens or points between"
            sink.error("wrong-name", f"{quoted(name)} cannot be {what}: it becomes part of the names of files", span, hint)


def check_edition(edition: Edition, sink: Sink) -> None:
    """Report names of an edition that lead elsewhere."""
    check_names((edition.stem,), STEM, "a stem", sink, edition.span)
    check_names(edition.forms, SLUG, "the name of a form", sink, edition.span)
    check_names((form.template for form in edition.forms.values()), SLUG, "a template", sink, edition.span)
    check_names(edition.spoken, TAG, "a language", sink, edition.span)


def check_template(template: Template, sink: Sink) -> None:
    """Report lengths (mm) and counts that no paper has: out-of-range."""
    span = template.span
    if len(template.trim) != 2:
        sink.error("out-of-range", "'trim' is not two lengths", span, "write the width and the height of a page: [105, 148.5]")
    for name, values, least, most in _ranges(template):
        for value in values:
            if not least <= value <= most:
                sink.error("out-of-range", f"'{name}: {value:.6g}' is not between {least:g} and {most:g}", span, f"write a value from {least:g} to {most:g}")


def _ranges(t: Template) -> Iterator[Range]:
    yield Range("trim", t.trim, 40, 900)
    yield Range("margins", (t.margins.inner, t.margins.outer, t.margins.top, t.margins.bottom), 0, 100)
    yield Range("unit", (t.unit,), 0.2, 20)
    yield Range("qr_module", (t.qr_module,), 0.3, 5)
    for kind, named, most in (("digits", t.digits, 200), ("rules", {k: (v,) for k, v in t.rules.items()}, 20), ("measures", {k: (v,) for k, v in t.measures.items()}, 900)):
        yield from (Range(f"{kind}/{name}", values, 0, most) for name, values in named.items())
    for name, step in t.steps.items():
        yield Range(f"steps/{name}/x", (step.x,), 0.5, 100)
        yield Range(f"steps/{name}/leading", (step.leading,), 0.5, 200)
    yield Range("scale", (t.scale,), 0.2, 10)
    yield Range("pages_min", (t.pages_min,), 1, MAX_PAGES)
    yield Range("pages_max", (t.pages_max,), min(t.pages_min, MAX_PAGES), MAX_PAGES)
    yield Range("panels", (t.sheet.panels,), 2, 20)
    yield Range("gsm", (t.sheet.gsm,), 40, 400)
    yield Range("edge", (t.sheet.edge,), 0, 20)
    yield Range("most", (page.most for page in t.pages if page.most is not None), 1, 1000)
    yield Range("section", (page.section for page in t.pages if page.section is not None), 1, 50)
    if t.fit:
        yield Range("notes", (t.fit.notes,), 0, 50)
