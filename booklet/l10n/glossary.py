"""translations/glossary.tsv: the words that translators agreed on, those to avoid, and those that stay as they are.

Columns: term, kind, lang, target, note. `term` is English; `lang` a BCP 47 tag, its primary part (zh) or `*`.
preferred: where the English has the term, the translation has one of the targets given for it.
forbidden: where the English has the term (`*`: everywhere), the translation does not have the target.
keep: where the English has the term, the translation has the target, letter for letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from booklet.diag import Sink, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from booklet.world.files import World

FILE = "translations/glossary.tsv"
COLUMNS = ("term", "kind", "lang", "target", "note")
ANY = "*"
_INVISIBLE = re.compile("[\u00ad\u0640\u200b-\u200f\u2060\u2066-\u2069]")
"""What may stand inside a word and says nothing of which word it is: break hints, joiners, the Arabic tatweel."""
_WORD = re.compile(r"\w+")
_BLANKS = re.compile(r"\s+")


class Kind(StrEnum):
    PREFERRED = "preferred"
    FORBIDDEN = "forbidden"
    KEEP = "keep"


class Term(NamedTuple):
    """A row of the glossary."""

    term: str
    kind: Kind
    lang: str
    target: str
    note: str
    span: Span


@dataclass(frozen=True, slots=True)
class LanguageTerms:
    """The rows that concern one language, by what they say."""

    preferred: Mapping[str, tuple[Term, ...]]
    """By term, in lower case and in the order of the file: any of the targets will do."""
    forbidden: tuple[tuple[str, Term], ...]
    """With the folded target."""
    keep: tuple[Term, ...]
    starts: Mapping[str, tuple[str, ...]]
    """Terms of `preferred` by each word that an English text has where it has the term: one pattern for hundreds of terms
    would take ten times as long."""

    def preferred_in(self, english: str) -> Iterator[tuple[Term, ...]]:
        """The rows of each preferred term that an English text has."""
        if not self.starts:
            return
        words = self.starts.keys() & _WORD.findall(english.lower())
        terms = {term for word in words for term in self.starts[word] if _english(term).search(english)}
        yield from (rows for term, rows in self.preferred.items() if term in terms) if terms else ()


@dataclass(frozen=True)
class Glossary:
    """All rows, in the order of the file."""

    terms: tuple[Term, ...] = ()
    _by_language: dict[str, LanguageTerms] = field(default_factory=dict, compare=False, repr=False)

    def of(self, lang: str) -> LanguageTerms:
        """What concerns the language with this BCP 47 tag."""
        known = self._by_language.get(lang)
        if known is None:
            known = self._by_language[lang] = _sorted([t for t in self.terms if t.lang in (ANY, lang, lang.split("-")[0])])
        return known

    def shown_for(self, english: str, lang: str) -> tuple[Term, ...]:
        """The rows that a translator of an English text into a language should see."""
        own = self.of(lang)
        rows = [row for rows in own.preferred_in(english) for row in rows]
        rows += [row for row in own.keep if has_word(english, row.term)]
        rows += [row for _, row in own.forbidden if row.term != ANY and has_term(english, row.term)]
        return tuple(rows)


NO_GLOSSARY = Glossary()


def read_glossary(world: World, languages: Collection[str], sink: Sink) -> Glossary:
    """The glossary of a project, empty if it has none. A row that cannot be used is an error, glossary-row, and left out;
    `languages` are the tags that a row may name."""
    if not world.exists(FILE):
        return NO_GLOSSARY
    try:
        text = world.read(FILE).decode()
    except UnicodeDecodeError as e:
        line = world.read(FILE).count(b"\n", 0, e.start) + 1
        sink.error("glossary-row", "the file is not UTF-8", Span(FILE, line, 1), "save it again as UTF-8")
        return NO_GLOSSARY
    known = {ANY, *languages, *(tag.split("-")[0] for tag in languages)}
    return Glossary(tuple(_agreeing(_rows(text.removeprefix("\ufeff"), known, sink), sink)))


def fold(text: str) -> str:
    """A text as the glossary compares it: NFC, case and blanks made equal, without what is invisible inside words."""
    return _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text).casefold()))


def has_word(text: str, word: str) -> bool:
    """Whether a text has a word as it is written, not as part of another one in the same script."""
    start = text.find(word)
    while start >= 0:
        if _stands_alone(text, start, start + len(word), only=word):
            return True
        start = text.find(word, start + 1)
    return False


def has_term(english: str, term: str) -> bool:
    """Whether an English text has a term of the glossary, in its plural or genitive too; `*` is in every text."""
    return term == ANY or bool(_english(term).search(english))


def find_avoided(folded: str, word: str, term: Term, spaces: bool) -> int:
    """Where a folded text has the target of a forbidden row, folded to `word`; -1 if nowhere.

    In a language with `spaces` the target is a whole word, unless a `*` at its end or start lets it go on there. In others
    it is any run of its letters that no combining mark follows."""
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        free_start = not spaces or term.target.startswith(ANY) or not _goes_on(folded[start - 1 : start])
        after = folded[end : end + 1]
        free_end = term.target.endswith(ANY) or not (_goes_on(after) if spaces else _is_mark(after))
        if free_start and free_end:
            return start
        start = folded.find(word, start + 1)
    return -1


def _rows(text: str, known: Collection[str], sink: Sink) -> Iterator[Term]:
    lines = text.split("\n")
    if tuple(lines[0].rstrip("\r").split("\t")) != COLUMNS:
        sink.error("glossary-row", "the first line does not name the columns", Span(FILE, 1, 1), f"write {' TAB '.join(COLUMNS)}")
        return
    for number, line in enumerate(lines[1:], 2):
        line = line.rstrip("\r")
        if line.strip() and not line.startswith("#") and (term := _row(line, Span(FILE, number, 1), known, sink)):
            yield term


def _row(line: str, span: Span, known: Collection[str], sink: Sink) -> Term | None:
    cells = [unicodedata.normalize("NFC", cell.strip()) for cell in line.split("\t")]
    if not 4 <= len(cells) <= len(COLUMNS):
        problem, hint = f"{len(cells)} columns instead of {len(COLUMNS)}", "put one tab between columns, none in a text"
    elif cells[1] not in list(Kind):
        problem, hint = f"'{cells[1]}' is no kind", f"write {', '.join(Kind)}"
    elif cells[2] not in known:
        problem, hint = f"'{cells[2]}' is not in the table of languages", "use its tag, or * for all"
    elif not cells[0] or not cells[3].strip(ANY):
        problem, hint = "the term or the target is empty", "write both; * as a term forbids a word everywhere"
    elif cells[0] == ANY and cells[1] != Kind.FORBIDDEN:
        problem, hint = f"'{ANY}' is a term for forbidden words only", "write the English word"
    else:
        return Term(cells[0], Kind(cells[1]), cells[2], cells[3], cells[4] if len(cells) == 5 else "", span)
    sink.error("glossary-row", problem, span, hint)
    return None


def _agreeing(terms: Iterable[Term], sink: Sink) -> Iterator[Term]:
    """The rows less those that forbid what another one asks for."""
    asked: dict[tuple[str, str], Term] = {}
    forbidden: list[Term] = []
    for term in terms:
        if term.kind is Kind.FORBIDDEN:
            forbidden.append(term)
        else:
            asked.setdefault((fold(term.target), term.lang), term)
            yield term
    for term in forbidden:
        other = asked.get((fold(term.target), term.lang)) or asked.get((fold(term.target), ANY))
        if other and (term.term == ANY or other.term.lower() == term.term.lower()):
            what = f"'{term.target}' is forbidden here and asked for at line {other.span.line}"
            sink.error("glossary-row", what, term.span, "keep one of the two rows")
        else:
            yield term


def _sorted(terms: list[Term]) -> LanguageTerms:
    preferred: dict[str, tuple[Term, ...]] = {}
    for term in terms:
        if term.kind is Kind.PREFERRED:
            preferred[term.term.lower()] = (*preferred.get(term.term.lower(), ()), term)
    starts: dict[str, tuple[str, ...]] = {}
    for lemma in preferred:
        for word in _first_words(lemma):
            starts[word] = (*starts.get(word, ()), lemma)
    forbidden = tuple((fold(t.target.strip(ANY)), t) for t in terms if t.kind is Kind.FORBIDDEN)
    return LanguageTerms(
        MappingProxyType(preferred), forbidden, tuple(t for t in terms if t.kind is Kind.KEEP),
        MappingProxyType(starts),
    )  # fmt: skip


@cache
def _english(term: str) -> re.Pattern[str]:
    """Finds an English term, whole and in its plural or genitive, in any case."""
    stem = re.escape(term[:-1]) + "(?:y|ies)" if term[-1:] in "yY" else re.escape(term) + "(?:e?s)?"
    stem = stem.replace(r"\ ", r"\s+")
    return re.compile(rf"(?<!\w){stem}(?:['’]s?)?(?!\w)", re.IGNORECASE)


def _first_words(term: str) -> tuple[str, ...]:
    """The forms of the first word of a term, of which a text that has the term has one."""
    first, *others = _WORD.findall(term) or [term]
    return (first,) if others else (first, f"{first}s", f"{first}es", f"{first[:-1]}ies")


def _stands_alone(text: str, start: int, end: int, only: str) -> bool:
    """Whether no letter or digit of the same kind touches it: Latin names stand directly beside Thai or Chinese letters."""
    before, after = text[start - 1 : start], text[end : end + 1]
    touching = [c for c in (before, after) if c and _goes_on(c)]
    return not any(c.isascii() == only.isascii() for c in touching)


def _goes_on(char: str) -> bool:
    """Whether a word goes on with this character."""
    return bool(char) and (char.isalnum() or _is_mark(char))


def _is_mark(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] == "M"
