"""Puts texts into the reader's language, and facts into the texts."""

from __future__ import annotations

from collections.abc import Mapping

from booklet.diag import Sink, Span
from booklet.l10n.catalogs import Catalog, Message
from booklet.l10n.languages import SOURCE_LANGUAGE, Language
from booklet.l10n.localised import Atom, AtomKind, Localised, State
from booklet.l10n.po import PLACEHOLDER
from booklet.model.edition import Missing
from booklet.model.values import Text
from booklet.value import compared

NO_VALUES: Mapping[str, Localised | str] = {}


def fact(text: str, lang: str, kind: AtomKind, direction: str = "ltr") -> Localised:
    """A value that is no translation, kept whole and in its own language wherever it is put."""
    return Localised(text, lang, direction, State.FACT, None, (Atom(0, len(text), lang, kind),))


@compared
class Localiser:
    """Texts in one language, by its catalog; what is missing follows the edition's policy."""

    language: Language
    catalog: Catalog
    missing: Missing
    sink: Sink

    def localise(self, text: Text, values: Mapping[str, Localised | str] = NO_VALUES) -> Localised:
        """`text` with its {placeholders} filled in.

        A Localised value brings its atoms, and its other parts keep its language; a str without letters is a number,
        any other is part of the sentence. Errors: missing-translation, where the policy is
        `error`; unknown-placeholder and unused-value, where text and values do not match."""
        text = self._said(text)
        written, lang, direction, state, span = self._choose(text)
        if not values and "{" not in written:
            return Localised(written, lang, direction, state, text.context)
        filled, atoms = self._fill(text, written, values, lang, span)
        return Localised(filled, lang, direction, _weakest(state, values), text.context, atoms)

    def _said(self, text: Text) -> Text:
        """Of its wordings, the first that this language has a translation of; the last if it has none."""
        while text.otherwise and self.language.tag != SOURCE_LANGUAGE and self._translation(text) is None:
            text = text.otherwise
        return text

    def _translation(self, text: Text) -> Message | None:
        found = self.catalog.messages.get(text.context)
        return found if found and found.state is not None and found.source == text.source else None

    def _choose(self, text: Text) -> tuple[str, str, str, State, Span]:
        """The string that prints, its language, direction and state, and where it is written."""
        tag = self.language.tag
        if tag == SOURCE_LANGUAGE:
            return text.source, tag, self.language.direction.value, State.SOURCE, text.span
        if (found := self._translation(text)) and found.state:
            return found.target, tag, self.language.direction.value, found.state, found.span
        if self.missing is Missing.ERROR:
            self._complain(text)
        return text.source, SOURCE_LANGUAGE, "ltr", State.FALLBACK, text.span

    def _complain(self, text: Text) -> None:
        found = self.catalog.messages.get(text.context)
        span = found.span if found else text.span
        where = span.file if found else self.catalog.file
        if found is None or (not found.target and found.source == text.source):
            problem, hint = "is not translated", f"translate it in {where}"
        elif found.source == text.source:
            problem, hint = "is marked fuzzy", f"mend the translation in {where} and take the mark off"
        else:
            problem, hint = "was made for other English", "run 'booklet l10n update', then mend the translation"
        self.sink.error("missing-translation", f"'{text.context}' {problem} for '{self.language.tag}' in {where}", span, hint)

    def _fill(
        self, text: Text, written: str, values: Mapping[str, Localised | str], lang: str, span: Span
    ) -> tuple[str, tuple[Atom, ...]]:
        parts: list[str] = []
        atoms: list[Atom] = []
        used: set[str] = set()
        length = 0
        for n, piece in enumerate(PLACEHOLDER.split(written)):
            value: Localised | str = piece
            if n % 2:
                used.add(piece)
                value = self._value(text, piece, values, span)
                atoms += _atoms(value, length, lang)
            string = value if isinstance(value, str) else value.text
            parts.append(string)
            length += len(string)
        for name in sorted(values.keys() - used):
            problem = f"'{text.context}' has no placeholder {{{name}}} in '{lang}'"
            self.sink.error("unused-value", problem, span, f"put {{{name}}} where the value belongs")
        return "".join(parts), tuple(atoms)

    def _value(self, text: Text, name: str, values: Mapping[str, Localised | str], span: Span) -> Localised | str:
        if name in values:
            return values[name]
        known = ", ".join(sorted(values)) or "none"
        problem = f"'{text.context}' has the placeholder {{{name}}}, which has no value here"
        self.sink.error("unknown-placeholder", problem, span, f"use only these: {known}")
        return f"{{{name}}}"


def _atoms(value: Localised | str, offset: int, lang: str) -> list[Atom]:
    """The atoms that a value brings into a text of language `lang`, at `offset`."""
    if isinstance(value, str):
        is_number = value and not any(c.isalpha() for c in value)
        return [Atom(offset, offset + len(value), lang, AtomKind.NUMBER)] if is_number else []
    atoms: list[Atom] = []
    done = 0
    for atom in (*value.atoms, Atom(len(value.text), len(value.text), value.lang, AtomKind.NAME)):
        if done < atom.start and value.lang != lang:
            atoms.append(Atom(offset + done, offset + atom.start, value.lang, AtomKind.NAME))
        if atom.start < atom.end:
            atoms.append(Atom(offset + atom.start, offset + atom.end, atom.lang, atom.kind))
        done = atom.end
    return atoms


def _weakest(state: State, values: Mapping[str, Localised | str]) -> State:
    """A sentence is no better reviewed than the texts put into it."""
    states = {state, *(v.state for v in values.values() if isinstance(v, Localised))}
    return next((s for s in (State.MACHINE_DRAFT, State.TRANSLATED) if s in states), state)
