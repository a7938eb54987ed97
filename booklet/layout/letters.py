"""How high letters print: whether they can be read."""

from __future__ import annotations

from booklet.diag import Sink
from booklet.model.template import Template
from booklet.text.fonts import FontBook

LEAST_LETTERS = 2.0
"""Millimetres."""


def check_letters(template: Template, fonts: FontBook, lang: str, sink: Sink) -> None:
    """Sentences are set in letters of at least 2 mm (RNIB, Clear Print: 12 points): measured on the script's own letter."""
    printed = template.step("body").x / fonts.k(lang) * fonts.reference_height(lang)
    if printed < LEAST_LETTERS - 0.005:
        what = f"letters of the body in '{lang}' print {printed:.2f} mm high, under {LEAST_LETTERS} mm"
        sink.error("small-letters", what, template.span, "raise 'x' of the step 'body', or lower 'k' of the script in fonts.yaml")
