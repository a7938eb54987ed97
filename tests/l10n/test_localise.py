"""What prints for a text: the right language, the right state, facts untouched."""

import pytest

from booklet.diag import Diagnostic, Sink, Span
from booklet.l10n.catalogs import Catalog, Message
from booklet.l10n.languages import Language
from booklet.l10n.localise import Localiser, fact
from booklet.l10n.localised import Atom, AtomKind, Localised, State
from booklet.model.edition import Missing
from booklet.model.values import Text

SPAN = Span("translations/th/LC_MESSAGES/ui.po", 7, 1)
CALL = Text("Call {number} now.", "word:call/text", Span("content/words.yaml", 3, 5))
PLAIN = Text("Stay safe", "word:safe/text", Span("content/words.yaml", 4, 5))


def localiser(language: Language, missing: Missing = Missing.ERROR, **messages: Message) -> Localiser:
    found = {f"word:{name}/text": message for name, message in messages.items()}
    return Localiser(language, Catalog(language.tag, found, "translations/th/LC_MESSAGES"), missing, Sink())


def complaints(made: Localiser) -> tuple[Diagnostic, ...]:
    return made.sink.finish()


@pytest.mark.parametrize("state", [State.REVIEWED, State.TRANSLATED, State.MACHINE_DRAFT])
def test_a_translation_prints_with_its_state(state: State, languages: dict[str, Language]) -> None:
    made = localiser(languages["th"], safe=Message("Stay safe", "ปลอดภัย", state, SPAN))
    assert made.localise(PLAIN) == Localised("ปลอดภัย", "th", "ltr", state, "word:safe/text")
    assert not complaints(made)


def test_english_is_the_source_itself(languages: dict[str, Language]) -> None:
    assert localiser(languages["en"]).localise(PLAIN) == Localised("Stay safe", "en", "ltr", State.SOURCE, "word:safe/text")


UNFIT = {
    "is not translated": Message("Stay safe", "", None, SPAN),
    "is marked fuzzy": Message("Stay safe", "ปลอดภัย", None, SPAN),
    "was made for other English": Message("Stay very safe", "ปลอดภัย", State.REVIEWED, SPAN),
}


@pytest.mark.parametrize("problem", UNFIT)
def test_an_unfit_translation_never_prints(problem: str, languages: dict[str, Language]) -> None:
    strict = localiser(languages["th"], safe=UNFIT[problem])
    strict.localise(PLAIN)
    (diagnostic,) = complaints(strict)
    assert (diagnostic.severity, diagnostic.code, diagnostic.span) == ("error", "missing-translation", SPAN)
    assert all(part in diagnostic.message for part in (problem, "'word:safe/text'", "'th'", "translations/th/LC_MESSAGES/ui.po"))
    lenient = localiser(languages["th"], Missing.SOURCE, safe=UNFIT[problem])
    assert lenient.localise(PLAIN) == Localised("Stay safe", "en", "ltr", State.FALLBACK, "word:safe/text")
    assert not complaints(lenient)


def test_a_message_that_no_catalog_has_is_reported_where_its_english_is(languages: dict[str, Language]) -> None:
    made = localiser(languages["th"])
    made.localise(PLAIN)
    assert [(d.code, d.span) for d in complaints(made)] == [("missing-translation", PLAIN.span)]


def test_values_keep_their_language_and_kind(languages: dict[str, Language]) -> None:
    made = localiser(languages["th"], call=Message(CALL.source, "โทร {number} เลย", State.REVIEWED, SPAN))
    result = made.localise(CALL, {"number": fact("1300", "en", AtomKind.NUMBER)})
    assert result.text == "โทร 1300 เลย" and result.state is State.REVIEWED
    assert result.atoms == (Atom(4, 8, "en", AtomKind.NUMBER),)
    assert made.localise(CALL, {"number": "02-123 4567"}).atoms == (Atom(4, 15, "th", AtomKind.NUMBER),)
    assert made.localise(CALL, {"number": "ตำรวจ"}).atoms == ()
    assert made.localise(CALL, {"number": Localised("police", "en")}).atoms == (Atom(4, 10, "en", AtomKind.NAME),)


def test_atoms_of_a_value_that_is_a_sentence_move_along(languages: dict[str, Language]) -> None:
    made = localiser(languages["en"])
    inner = made.localise(CALL, {"number": "112"})
    outer = made.localise(Text("Or: {what}", "word:or/text", SPAN), {"what": inner})
    assert outer.text == "Or: Call 112 now." and [outer.text[a.start : a.end] for a in outer.atoms] == ["112"]


def test_a_value_in_another_language_keeps_it_around_its_own_atoms(languages: dict[str, Language]) -> None:
    value = Localised("จ.–ศ. 08:30", "th", atoms=(Atom(6, 11, "th", AtomKind.NUMBER),))
    result = localiser(languages["en"]).localise(CALL, {"number": value})
    assert [(result.text[a.start : a.end], a.lang, a.kind) for a in result.atoms] == [
        ("จ.–ศ. ", "th", AtomKind.NAME), ("08:30", "th", AtomKind.NUMBER),
    ]  # fmt: skip
    same = localiser(languages["th"], call=Message(CALL.source, "โทร {number}", State.REVIEWED, SPAN)).localise(CALL, {"number": value})
    assert [same.text[a.start : a.end] for a in same.atoms] == ["08:30"]


def test_a_value_with_braces_stays_as_it_is(languages: dict[str, Language]) -> None:
    assert localiser(languages["en"]).localise(CALL, {"number": "{number}"}).text == "Call {number} now."


def test_a_sentence_is_no_better_than_the_texts_in_it(languages: dict[str, Language]) -> None:
    made = localiser(languages["th"], call=Message(CALL.source, "โทร {number} เลย", State.REVIEWED, SPAN))
    assert made.localise(CALL, {"number": Localised("ตำรวจ", "th", state=State.MACHINE_DRAFT)}).is_draft
    assert not made.localise(CALL, {"number": Localised("ตำรวจ", "th", state=State.REVIEWED)}).is_draft


def test_placeholders_and_values_must_match(languages: dict[str, Language]) -> None:
    made = localiser(languages["th"], call=Message(CALL.source, "โทร {nummer} เลย", State.REVIEWED, SPAN))
    made.localise(CALL, {"number": "112"})
    assert sorted((d.severity, d.code) for d in complaints(made)) == [("error", "unknown-placeholder"), ("error", "unused-value")]
    bare = localiser(languages["en"])
    bare.localise(CALL)
    assert [d.code for d in complaints(bare)] == ["unknown-placeholder"]


FOR_CHILDREN = Text("You are safe", "message:safe/variants/child/text", Span("content/messages/a.yaml", 3, 5), PLAIN)


def test_words_for_one_kind_of_reader_give_way_to_those_for_everyone_language_by_language(languages: dict[str, Language]) -> None:
    """A Thai child reads the Thai for everyone, not the English for children."""
    everyone = Message("Stay safe", "ปลอดภัย", State.REVIEWED, SPAN)
    thai = localiser(languages["th"], safe=everyone)
    assert thai.localise(FOR_CHILDREN) == Localised("ปลอดภัย", "th", "ltr", State.REVIEWED, "word:safe/text")
    for unfit in (Message("You are safe", "", None, SPAN), Message("Be safe", "หนูปลอดภัย", State.REVIEWED, SPAN)):
        thai.catalog.messages[FOR_CHILDREN.context] = unfit
        assert thai.localise(FOR_CHILDREN).text == "ปลอดภัย"
    thai.catalog.messages[FOR_CHILDREN.context] = Message("You are safe", "หนูปลอดภัย", State.TRANSLATED, SPAN)
    assert thai.localise(FOR_CHILDREN) == Localised("หนูปลอดภัย", "th", "ltr", State.TRANSLATED, FOR_CHILDREN.context)
    assert localiser(languages["en"]).localise(FOR_CHILDREN).text == "You are safe"
    assert not complaints(thai)


def test_words_that_nobody_translated_for_anyone_are_asked_for_once(languages: dict[str, Language]) -> None:
    made = localiser(languages["th"])
    made.localise(FOR_CHILDREN)
    assert ["'word:safe/text'" in d.message for d in complaints(made)] == [True]
