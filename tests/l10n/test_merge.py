"""What an update keeps, marks and never does."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Sink
from booklet.l10n.merge import draft, merge
from booklet.l10n.po import Entry, Previous, dump, parse
from booklet.l10n.states import EntryState, state

ON = date(2026, 11, 25)
HEADER = Entry(None, "", ("Language: vi\n",))
OLD = Entry("message:a/text", "You choose.", ("Bạn chọn.",), comments=("a translator's doubt",), extracted=("what: old",))


def fresh(*pairs: tuple[str, str]) -> tuple[Entry, ...]:
    return (HEADER, *(Entry(context, source, extracted=("what: new",), references=("content/a.yaml",)) for context, source in pairs))


def test_same_identity_and_english_keeps_everything_and_renews_the_notes() -> None:
    (_, entry) = merge((HEADER, OLD), fresh(("message:a/text", "You choose.")))
    assert entry == replace(OLD, extracted=("what: new",), references=("content/a.yaml",))


def test_changed_english_is_fuzzy_and_remembers_what_the_translation_was_made_for() -> None:
    once = merge((HEADER, OLD), fresh(("message:a/text", "You decide.")))
    twice = merge(once, fresh(("message:a/text", "You may decide.")))
    assert once[1].fuzzy and once[1].target == "Bạn chọn." and once[1].previous == Previous(None, "You choose.", None)
    assert twice[1].source == "You may decide." and twice[1].previous == once[1].previous
    assert state(twice[1]) is EntryState.NEEDS_WORK and twice[1].comments == OLD.comments


def test_a_new_hotline_never_gets_the_sentence_of_another() -> None:
    old = (HEADER, Entry("service:a/note", "Call 1300 at any time.", ("Gọi 1300 bất cứ lúc nào.",)))
    new = merge(old, fresh(("service:a/note", "Call 1300 at any time."), ("service:b/note", "Call 1387 at any time.")))
    assert [e.target for e in new[1:]] == ["Gọi 1300 bất cứ lúc nào.", ""]
    assert not new[2].fuzzy and not new[2].previous and not new[2].comments


def test_a_renamed_message_is_new_although_its_english_is_the_same() -> None:
    new = merge((HEADER, OLD), fresh(("message:b/text", "You choose.")))
    assert new[1].target == "" and new[2].obsolete


def test_what_is_gone_stays_at_the_end_and_comes_back() -> None:
    gone = merge((HEADER, OLD), fresh(("message:b/text", "Other.")))
    assert [e.obsolete for e in gone] == [False, False, True]
    assert "#~ msgstr \"Bạn chọn.\"" in dump(gone) and "# a translator's doubt" in dump(gone)
    back = merge(gone, fresh(("message:a/text", "You choose."), ("message:b/text", "Other.")))
    assert back[1].target == "Bạn chọn." and not back[1].fuzzy and back[1].comments == OLD.comments and len(back) == 3


def test_what_comes_back_with_other_english_is_fuzzy() -> None:
    back = merge(merge((HEADER, OLD), fresh()), fresh(("message:a/text", "You decide.")))
    assert back[1].fuzzy and back[1].previous == Previous(None, "You choose.", None)


def test_an_untranslated_message_that_is_gone_leaves_nothing() -> None:
    assert merge((HEADER, replace(OLD, targets=("",), comments=())), fresh()) == (HEADER,)


def test_comments_are_made_safe_for_other_tools() -> None:
    long = " ".join(f"word{n}" for n in range(30))
    (_, entry) = merge((HEADER, replace(OLD, comments=("", "twice", "twice", long))), fresh(("message:a/text", "You choose.")))
    assert entry.comments[0] == "twice" and all(len(c) < 75 for c in entry.comments)
    assert " ".join(entry.comments[1:]) == long


ids = st.sampled_from(["message:a/text", "message:b/text", "message:c/text"])
sources = st.dictionaries(ids, st.sampled_from(["One.", "Two.", "Three {n}."]))


@given(st.lists(sources, min_size=1, max_size=4), st.dictionaries(ids, st.sampled_from(["một", "hai", "\u2028"])))
def test_updating_twice_is_updating_once_and_every_translation_stays_with_its_own_text(history: list[dict[str, str]], written: dict[str, str]) -> None:
    entries = merge((HEADER,), fresh(*history[0].items()))
    entries = tuple(replace(e, targets=(written[e.context],)) if e.context in written else e for e in entries)
    translated = {e.context: e.target for e in entries if e.context in written}
    for english in history:
        template = fresh(*english.items())
        entries = merge(entries, template)
        assert merge(entries, template) == entries
        assert parse(dump(entries), "x.po", Sink()) == entries
        assert {e.context: e.source for e in entries if not e.obsolete and e.context} == english
    assert {e.context: e.target for e in entries if e.target and e.context} == translated


def test_drafts_fill_only_what_no_person_wrote() -> None:
    empty = replace(OLD, context="message:new/text", targets=("",))
    (drafted,) = draft([empty], {"message:new/text": "Ba\u0323n chọn."}, ON)
    assert drafted.target == "Bạn chọn." and state(drafted) is EntryState.MACHINE_DRAFT
    assert drafted.comments[0] == "a translator's doubt" and drafted.comments[1].startswith("draft: by=machine on=2026-11-25 of=")
    (again,) = draft([drafted], {"message:new/text": "Bạn quyết định."}, ON)
    assert again.target == "Bạn quyết định." and state(again) is EntryState.MACHINE_DRAFT and len(again.comments) == 2
    edited = replace(again, targets=("Bạn tự quyết định.",))
    reviewed = replace(again, comments=(*again.comments, "review: by=R1 on=2026-11-25 of=00000000"))
    for persons in (edited, reviewed, OLD, replace(drafted, obsolete=True), HEADER):
        assert draft([persons], {persons.context or "": "máy"}, ON) == (persons,)


def test_the_same_draft_again_changes_nothing() -> None:
    drafted = draft([replace(OLD, targets=("",))], {"message:a/text": "Bạn chọn."}, ON)
    assert draft(drafted, {"message:a/text": "Bạn chọn."}, date(2027, 1, 1)) == drafted


def test_a_draft_for_changed_english_may_be_made_anew() -> None:
    drafted = draft(merge((HEADER,), fresh(("message:a/text", "You choose."))), {"message:a/text": "Bạn chọn."}, ON)
    stale = merge(drafted, fresh(("message:a/text", "You decide.")))
    (_, redone) = draft(stale, {"message:a/text": "Bạn quyết định."}, ON)
    assert state(stale[1]) is EntryState.NEEDS_WORK
    assert state(redone) is EntryState.MACHINE_DRAFT and redone.previous is None and len(redone.comments) == 1
