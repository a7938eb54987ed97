"""Pseudo-translations: longer, in brackets, nothing lost that a translator must keep, and all of it printable."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.l10n.checks_facts import LINK
from booklet.l10n.po import PLACEHOLDER, Entry
from booklet.l10n.pseudo import (
    ACCENTED,
    MIRRORED,
    outside_brackets,
    pseudo_catalog,
    pseudo_entries,
    pseudo_language,
    pseudo_text,
)
from booklet.project import Project

TAGS = (ACCENTED, MIRRORED)
WORDS = st.sampled_from(["Call", "the police", "{number}", "{n} days", "https://example.org/a", "1300", "WhatsApp", "·", "why", "x", "\n"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@pytest.mark.parametrize("tag", TAGS)
@given(text=SENTENCES, expand=st.integers(0, 60))
def test_what_must_stay_stays(tag: str, text: str, expand: int) -> None:
    found = pseudo_text(text, tag, expand, keep=["WhatsApp"])
    for kept in (PLACEHOLDER, LINK):
        assert kept.findall(found[1:-1]) == kept.findall(text)
    assert found.count("WhatsApp") == text.count("WhatsApp")
    assert [c for c in found if c.isdigit() or c == "\n"] == [c for c in text if c.isdigit() or c == "\n"]
    assert outside_brackets(found) == ""


@pytest.mark.parametrize("tag", TAGS)
def test_texts_grow_as_asked(tag: str) -> None:
    text = "You can ask for a doctor. Nobody should force you to say why."
    for expand in (0, 20, 40, 80):
        inside = pseudo_text(text, tag, expand)[1:-1]
        assert len(inside) == len(text) + -(-len(text) * expand // 100)
    assert len(pseudo_text("why", tag, 40)) > len("[why]")  # no vowel to repeat


@pytest.mark.parametrize(("tag", "script"), [(ACCENTED, "Latn"), (MIRRORED, "Arab")])
def test_every_letter_is_another_one_that_prints(project: Project, tag: str, script: str) -> None:
    latin = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    found = pseudo_text(latin, tag, 0)
    assert not set(found) & set(latin)
    assert project.fonts.script(tag) == script
    assert project.fonts.right_to_left(tag) == (tag == MIRRORED)
    for weight in ("regular", "bold"):
        faces = project.fonts.faces(tag, weight)
        assert all(any(face.has(c) for face in faces) for c in found)


def test_accented_letters_can_be_told_apart() -> None:
    letters = pseudo_text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", ACCENTED, 0)[1:-1]
    assert max(Counter(letters).values()) == 1


def test_names_of_months_and_countries_are_texts_too() -> None:
    language = pseudo_language(ACCENTED, 0)
    assert language.own
    assert language.own.countries["TH"] == pseudo_text("Thailand", ACCENTED, 0)
    assert language.own.languages["zh-Hans"].startswith("[")
    assert all(name.startswith("[") for name in (*language.own.months, *language.own.weekdays, language.autonym))


def test_brackets_inside_brackets_belong_to_what_was_put_in() -> None:
    assert outside_brackets("[Ask: [Day] or [Night]] TH 191 [x]") == " TH 191 "
    assert outside_brackets("lost] words") == "lost] words"


def test_entries_are_translated_form_by_form_and_keep_their_words() -> None:
    one = Entry("a", "WhatsApp me", extracted=("what: x", "keep: WhatsApp"))
    many = Entry("b", "{n} day", ("", ""), "{n} days")
    first, second = pseudo_entries((one, many), ACCENTED, 0)
    assert first.target == "[WhatsApp ɱé]"
    assert second.targets == ("[{n} ðåý]", "[{n} ðåýš]")
    assert pseudo_catalog((first, second), ACCENTED).messages["a"].target == first.target
