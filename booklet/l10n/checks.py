"""Checks of a translation against its English, L01 to L13: facts unchanged, characters fit for print, words as agreed.

The numbers are those of docs/checks.md. A check looks at one text and says what is wrong with it, or nothing. (L14 and
L15 need pages: booklet/fitting.py.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from booklet.diag import Severity
from booklet.l10n import checks_facts, checks_text, checks_words
from booklet.l10n.glossary import NO_GLOSSARY, Glossary
from booklet.l10n.languages import Language
from booklet.l10n.pair import Flaw, Pair
from booklet.l10n.plurals import plural_rule
from booklet.l10n.po import Entry
from booklet.value import compared


@compared
class Finding:
    """What one check found in one form of a translation, `start` characters into it."""

    code: str
    message: str
    hint: str
    severity: Severity = "error"
    form: int = 0
    start: int = 0

    @property
    def check(self) -> str:
        """L01 to L15."""
        return check_of(self.code)


def check_of(code: str) -> str:
    """The check, L01 to L15, that a diagnostic code belongs to."""
    return code[:3].upper()


class _Check(NamedTuple):
    code: str
    look: Callable[[Pair], Flaw | None]
    hint: str
    severity: Severity = "error"
    ascii: bool = True
    """Whether a text of ASCII characters can fail it."""
    may_block: bool = True
    """Whether it can be an error."""


_CHECKS = (
    _Check("l01-placeholders", checks_facts.placeholders, "write every {name} of the English once, and no other"),
    _Check("l02-digits", checks_facts.digits, "copy every number from the English"),
    _Check("l03-links", checks_facts.links, "copy every address from the English"),
    _Check("l04-nfc", checks_text.nfc, "normalise the text to NFC: 'booklet l10n check --fix'", ascii=False),
    _Check("l05-characters", checks_text.characters, "delete it, and type the text around it again"),
    _Check("l06-bidi", checks_text.bidi, "delete it; phone numbers are set left to right without it", ascii=False),
    _Check("l07-script", checks_words.scripts, "translate the words, or add names to the glossary as 'keep'"),
    _Check("l08-zawgyi", checks_text.zawgyi, "convert the text from Zawgyi to Unicode, then read it again", ascii=False),
    _Check("l08-marks", checks_text.marks, "type the mark after its letter", ascii=False),
    _Check("l09-zwsp", checks_text.zero_width_spaces, "delete it", ascii=False),
    _Check("l10-digits", checks_text.digit_style, "write all digits in that style", "warning", may_block=False),
    _Check("l11-same", checks_words.same_as_source, "translate it; if it is right as it stands, exempt it", "warning"),
    _Check("l12-forbidden", checks_words.forbidden, "use another word: translations/glossary.tsv"),
    _Check("l12-preferred", checks_words.preferred, "use the word of the glossary", "warning", may_block=False),
    _Check("l12-keep", checks_words.kept, "write the word as the English has it", "warning", may_block=False),
)
_PLURALS = "l13-plurals"
_PLURAL_HINT = "fill every form; only one that stands for a single number may leave {n} out"


def findings(
    entry: Entry, language: Language, glossary: Glossary = NO_GLOSSARY, *, errors_only: bool = False
) -> tuple[Finding, ...]:
    """Everything wrong with the translations of an entry, one of each check and form; an empty one has nothing wrong."""
    found: list[Finding] = []
    for form, target in enumerate(entry.targets):
        if target:
            pair = Pair(_source(entry, form, language), target, language, entry, form, glossary)
            found += _look(pair, errors_only)
    if entry.plural is not None:
        flaws = checks_facts.plurals(entry, language)
        found += [Finding(_PLURALS, flaw.message, _PLURAL_HINT, "error", form, flaw.start) for form, flaw in flaws]
    return tuple(found)


def _look(pair: Pair, errors_only: bool) -> Iterator[Finding]:
    is_ascii = pair.target.isascii()
    for check in _CHECKS:
        if (is_ascii and not check.ascii) or (errors_only and not check.may_block):
            continue
        flaw = check.look(pair)
        if flaw is not None:
            severity = flaw.severity or check.severity
            if severity == "error" or not errors_only:
                yield Finding(check.code, flaw.message, flaw.hint or check.hint, severity, pair.form, flaw.start)


def _source(entry: Entry, form: int, language: Language) -> str:
    """The English of a form: the singular only for one that stands for the number 1 and no other."""
    if entry.plural is None or plural_rule(language.plural_forms).single.get(form) == 1:
        return entry.source
    return entry.plural
