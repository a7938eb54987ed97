"""Every check of a finished file in words that anyone understands, with the codes by which it complains."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from booklet.diag import Diagnostic


class Result(StrEnum):
    """How a check went."""

    RIGHT = "right"
    WARNING = "warning"
    WRONG = "wrong"
    NOT_CHECKED = "not-checked"
    """The file alone does not say what it should be."""


class Check(NamedTuple):
    """`says`: what is so if it finds nothing. `codes`: of docs/diagnostics.md. `alone`: whether a file can be checked that comes
    without its project."""

    id: str
    title: str
    says: str
    codes: tuple[str, ...]
    alone: bool = True


CHECKS = (
    Check("opens", "The files open", "Two programs that know nothing of each other open every file.", ("unreadable-file",)),
    Check(
        "words",
        "Every sentence is there, word for word",
        "Two readers find each text of the booklet whole, on one page, in order with the texts around it, and nothing besides.",
        ("text-missing", "page-text"),
        False,
    ),
    Check("letters", "Every letter can be copied and searched", "No character stands for nothing.", ("unreadable-character", "code-without-text")),
    Check(
        "numbers",
        "Every number is the right one, digit by digit",
        "Digits look like what they are taken for and stand in the order in which they are dialled, also between words that run from right to left.",
        ("number-reversed", "glyph-swapped", "number-joined"),
    ),
    Check(
        "right-to-left",
        "What is seen is what is read",
        "Lines from right to left show the letters that were set, each in its place.",
        ("seen-differs",),
        False,
    ),
    Check(
        "codes",
        "Every QR code leads where it says",
        "Each code was read at 300 and at 150 dots per inch. It holds the number or address that is printed below it, and nothing that follows people.",
        ("qr-payload", "qr-caption", "qr-coarse"),
    ),
    Check("codes-asked", "No QR code is missing or one too many", "Each page has the codes that belong on it.", ("qr-missing", "qr-unexpected"), False),
    Check("links", "Every link is safe to tap", "Links hold a number or a plain address.", ("link-unsafe",)),
    Check("links-asked", "Every link leads where it should", "Each page has the links that belong on it, at their places.", ("link-differs",), False),
    Check(
        "glyphs",
        "No box in place of a letter",
        "Fonts have a sign for every character, and none for what is no character.",
        ("glyph-missing", "control-drawn"),
    ),
    Check(
        "seen",
        "Everything can be seen",
        "Every line is printed whole, dark enough on its ground, large enough, and alone in its place.",
        ("text-unseen", "low-contrast", "text-cut", "text-overlaps", "small-print"),
    ),
    Check("edge", "Nothing is lost when paper is cut", "No text stands closer than 3 mm to an edge.", ("text-at-edge",)),
    Check("edge-asked", "Only what should reaches the edge", "Thumb tabs and pictures may; nothing else does.", ("ink-at-edge",), False),
    Check("fonts", "It looks the same on every device", "All fonts are inside the file.", ("font-not-embedded", "font-without-text", "no-fonts")),
    Check("boxes", "Pages have one size and stand upright", "All boxes of all pages agree.", ("page-box", "page-turned")),
    Check("count", "No page is missing or one too many", "There are as many pages and sheets as there must be.", ("page-count", "sheet-count"), False),
    Check(
        "fold",
        "Cut and folded, the pages are in order",
        "Printed, cut and folded in simulation, every page comes in its turn, upright, as on the screen.",
        ("fold-order", "fold-upside-down", "fold-differs"),
        False,
    ),
    Check(
        "marks",
        "Pages say what is not certain",
        "PROOF, DRAFT and SAMPLE stand on the pages that need them and on no others.",
        ("mark-missing", "mark-unexpected"),
        False,
    ),
    Check("secrets", "Nothing confidential is inside", "No number, address or note that must stay inside was found in any file.", ("leak",), False),
    Check("about", "The files say nothing about who made them", "Only title, language, program and day.", ("info-entry", "info-path", "wrong-title")),
    Check(
        "active",
        "The files do nothing but show pages",
        "No program, no other file inside, no hidden layer, no note, no form.",
        ("active-content", "embedded-file", "hidden-layer", "annotation"),
    ),
    Check(
        "aloud",
        "It can be read aloud to someone who does not see",
        "All of a page is read once, in its order; pictures, codes and links have words; headings follow each other.",
        ("not-tagged", "untagged-content", "reading-order", "heading-skipped", "figure-without-words", "link-without-words"),
    ),
    Check("language", "It is read aloud in the right language", "The file says its language.", ("wrong-language",)),
    Check("languages", "Words of other languages are marked", "Each text is marked with its own language.", ("tag-language",), False),
)


class Checking(NamedTuple):
    """A check, how it went, and what it complains of."""

    check: Check
    result: Result
    findings: tuple[Diagnostic, ...]


def results(findings: Iterable[Diagnostic], *, alone: bool) -> tuple[Checking, ...]:
    """Every check and how it went. `alone`: the file came without its project."""
    findings = tuple(findings)
    return tuple(_result(check, tuple(f for f in findings if f.code in check.codes), alone) for check in CHECKS)


def _result(check: Check, found: tuple[Diagnostic, ...], alone: bool) -> Checking:
    if any(f.severity == "error" for f in found):
        return Checking(check, Result.WRONG, found)
    if alone and not check.alone:
        return Checking(check, Result.NOT_CHECKED, found)
    return Checking(check, Result.WARNING if found else Result.RIGHT, found)
