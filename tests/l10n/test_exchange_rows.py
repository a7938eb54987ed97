"""What a returned row may change, and why others are refused: nothing is lost, nothing is taken that nobody vouches for."""

from dataclasses import replace

import pytest
from exchanging import DAY, PATH, WRITERS, codes, drafted, fuzzy, message, returned, reviewed, take_in
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.l10n.exchange.rows import Returned
from booklet.l10n.languages import Language
from booklet.l10n.po import FUZZY, Entry
from booklet.l10n.states import EntryState, digest, state

OTHER = message("Cari bantuan.", "Find help.", "find")
NEW = "Hubungi {number}."
FORMS = pytest.mark.parametrize("form", WRITERS)


def edited(entries: tuple[Entry, ...], language: Language, form: str = "xlsx", **values: str) -> list[Returned]:
    """The rows as they come back after somebody filled in the first."""
    first, *rest = returned(entries, language, form)
    return [replace(first, **values), *rest]


def taken(entry: Entry, language: Language, *reviewers: str, **values: str) -> Entry:
    """The entry after its row was filled in and taken in without any complaint."""
    result = take_in(edited((entry, OTHER), language, **values), (entry, OTHER), language, *reviewers)
    assert not result.refusals
    first, other = result.catalogs[PATH]
    assert other is OTHER
    assert result.untouched == 1
    return first


def refused(entry: Entry, language: Language, *reviewers: str, **values: str) -> list[str]:
    """Why the filled in row of an entry was not taken; it changed nothing."""
    result = take_in(edited((entry, OTHER), language, **values), (entry, OTHER), language, *reviewers)
    assert result.catalogs == {}
    assert not result.changes
    return codes(result)


@pytest.fixture
def indonesian(languages: dict[str, Language]) -> Language:
    return languages["id"]


@FORMS
def test_a_new_text_is_translated_never_reviewed(form: str, indonesian: Language) -> None:
    for entry in (message(""), drafted(message()), reviewed(message(), "R7", "AB2"), fuzzy(message())):
        result = take_in(edited((entry, OTHER), indonesian, form, target=NEW), (entry, OTHER), indonesian)
        assert not result.refusals
        assert [change.parts for change in result.changes] == [("text",)]
        after = result.catalogs[PATH][0]
        assert after == replace(entry, targets=(NEW,), flags=tuple(f for f in entry.flags if f != FUZZY), previous=None)
        assert state(after) in (EntryState.TRANSLATED, EntryState.STALE)


@settings(max_examples=80, deadline=None)
@given(target=st.text(max_size=12), word=st.sampled_from(["", "translated", "needs-work", "reviewed", "?"]), by=st.sampled_from(["", "R7", "R7, AB2", "x y"]))
def test_nothing_else_than_text_flag_and_reviews_ever_changes(target: str, word: str, by: str, languages: dict[str, Language]) -> None:
    before = reviewed(fuzzy(message(source="Call.")), "AB2")
    entries = (replace(before, comments=("A note.", *before.comments)), OTHER)
    given = edited(entries, languages["id"], target=target, state=word, reviewed_by=by)
    result = take_in(given, entries, languages["id"], "R7")
    after, other = result.catalogs.get(PATH, entries)
    assert other is OTHER
    assert replace(after, targets=(), flags=(), previous=None, comments=()) == replace(before, targets=(), flags=(), previous=None, comments=())
    assert {f for f in after.flags if f != FUZZY} == {f for f in before.flags if f != FUZZY}
    assert [c for c in after.comments if "by=R7" not in c] == list(entries[0].comments)
    assert all(after.targets)


def test_a_text_that_is_emptied_stays(indonesian: Language) -> None:
    assert refused(message(), indonesian, target="") == ["row-emptied"]
    assert refused(message(), indonesian, target=" \n") == ["row-emptied"]


@pytest.mark.parametrize(
    ("code", "tag", "target"),
    [
        ("l01-placeholders", "id", "Hubungi."),
        ("l02-digits", "id", "Hubungi {number} atau 112."),
        ("l03-links", "id", "Hubungi {number} atau www.example.org."),
        ("l04-nfc", "vi", "Go\u0323i {number}."),
        ("l05-characters", "id", "Hubungi\t{number}."),
        ("l05-characters", "id", "Hubungi\x00 {number}."),
        ("l06-bidi", "id", "Hubungi \u202e{number}."),
        ("l07-script", "id", "Hubungі {number}."),
        ("l08-zawgyi", "my", "ေခၚပါ {number}"),
        ("l08-marks", "km", "ា {number}"),
        ("l09-zwsp", "id", "Hubungi\u200bkami {number}."),
    ],
)
def test_a_text_that_fails_a_check_is_refused(code: str, tag: str, target: str, languages: dict[str, Language]) -> None:
    assert code in refused(message(), languages[tag], target=target)


def test_a_text_with_an_old_fault_stays_until_it_is_edited(indonesian: Language) -> None:
    faulty = message("Hubungi 112.")
    result = take_in(returned((faulty,), indonesian), (faulty,), indonesian)
    assert (result.changes, result.refusals) == ((), ())


def test_a_row_made_for_other_english_is_refused(indonesian: Language) -> None:
    entries = (message(), OTHER)
    given = edited(entries, indonesian, target=NEW)
    changed = (replace(entries[0], source="Call {number} now."), OTHER)
    result = take_in(given, changed, indonesian)
    assert (codes(result), result.catalogs) == (["row-source-changed"], {})
    assert refused(message(), indonesian, check="") == ["row-source-changed"]
    assert refused(message(), indonesian, check="12345678") == ["row-source-changed"]


def test_a_row_of_another_language_is_refused_and_says_which(languages: dict[str, Language]) -> None:
    entries = (message(), OTHER)
    given = edited(entries, languages["ms"], target="Telefon {number}.")
    result = take_in(given, entries, languages["id"], others=("km", "ms"))
    assert (codes(result), result.catalogs) == (["row-language"] * 2, {})
    assert "'ms'" in result.refusals[0].diagnostic.message


def test_an_unknown_key_and_a_missing_one_are_refused(indonesian: Language) -> None:
    assert refused(message(), indonesian, key="message:gone/text") == ["row-unknown"]
    assert refused(message(), indonesian, key="") == ["row-unknown"]
    gone = replace(message(), obsolete=True)
    assert codes(take_in(returned((message(),), indonesian), (gone,), indonesian)) == ["row-unknown"]


def test_rows_of_one_key_are_all_refused(indonesian: Language) -> None:
    entries = (message(), OTHER)
    given = returned(entries, indonesian)
    result = take_in([*given, replace(given[0], line=9, target=NEW)], entries, indonesian)
    assert codes(result) == ["row-duplicate"] * 2
    assert [refusal.line for refusal in result.refusals] == [2, 9]
    assert result.catalogs == {}


@FORMS
@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(4)), column=st.sampled_from(["key", "check"]))
def test_no_text_gets_the_translation_of_another(form: str, order: list[int], column: str, languages: dict[str, Language]) -> None:
    """Even of one with the same English: a column was sorted on its own."""
    entries = tuple(message("", "Call {number}.", f"line{n}") for n in range(4))
    rows = returned(entries, languages["id"], form)
    filled = [replace(row, target=f"Telepon {{number}}: {n}.") for n, row in enumerate(rows)]
    mixed = [replace(row, **{column: getattr(filled[place], column)}) for row, place in zip(filled, order, strict=True)]
    result = take_in(mixed, entries, languages["id"])
    after = result.catalogs.get(PATH, entries)
    for n, entry in enumerate(after):
        assert entry.target == (f"Telepon {{number}}: {n}." if order[n] == n else "")
    assert codes(result) == ["row-source-changed"] * sum(place != n for n, place in enumerate(order))


def test_a_row_that_is_no_plain_text_is_refused(indonesian: Language) -> None:
    first, *rest = returned((message(), OTHER), indonesian)
    result = take_in([replace(first, target=NEW, faults=("its target holds a formula, not text",)), *rest], (message(), OTHER), indonesian)
    assert (codes(result), result.catalogs) == (["row-content"], {})


def test_the_place_is_named(indonesian: Language) -> None:
    result = take_in(edited((message(), OTHER), indonesian, target="Hubungi."), (message(), OTHER), indonesian)
    (refusal,) = result.refusals
    assert (refusal.key, refusal.line) == ("message:call/text", 2)
    assert str(refusal.diagnostic.span) == "file:2:5"


def test_work_of_two_people_is_not_mixed_up(indonesian: Language) -> None:
    entries = (message(), OTHER)
    sent_out = returned(entries, indonesian)
    since = (replace(message("Telepon ke {number}."), comments=("translated: by=X on=2026-01-01",)), OTHER)
    assert take_in(sent_out, since, indonesian).catalogs == {}  # nobody touched the row, so the newer text stays
    result = take_in([replace(sent_out[0], target=NEW), sent_out[1]], since, indonesian)
    assert (codes(result), result.catalogs) == (["row-conflict"], {})
    assert codes(take_in([replace(sent_out[0], reviewed_by="R7")], since, indonesian, "R7")) == ["row-conflict"]
    assert codes(take_in([replace(sent_out[0], state="needs-work")], since, indonesian)) == ["row-conflict"]


def test_taking_in_the_same_file_again_changes_nothing(indonesian: Language) -> None:
    entries = (fuzzy(message()), OTHER)
    given = edited(entries, indonesian, target=NEW, state="translated", reviewed_by="R7")
    first = take_in(given, entries, indonesian, "R7")
    again = take_in(given, first.catalogs[PATH], indonesian, "R7")
    assert (again.changes, again.refusals, again.catalogs) == ((), (), {})


def test_a_state_marks_what_needs_work_and_what_is_right_again(indonesian: Language) -> None:
    assert taken(message(), indonesian, state="needs-work").fuzzy
    assert taken(reviewed(message(), "R7"), indonesian, state="needs-work").fuzzy
    assert taken(message(), indonesian, state="needs-work", target=NEW) == replace(message(NEW), flags=(FUZZY, *message().flags))
    settled = taken(fuzzy(message()), indonesian, state="translated")
    assert settled == message()


def test_states_that_nobody_can_set_are_refused(indonesian: Language) -> None:
    for word in ("reviewed", "stale", "done", "machine-draft"):
        assert refused(message(), indonesian, state=word) == ["row-state"]
    assert refused(drafted(message()), indonesian, state="translated") == ["row-state"]
    assert refused(message(""), indonesian, state="needs-work") == ["row-state"]


def test_a_review_counts_only_if_someone_vouches_for_its_reviewer(indonesian: Language) -> None:
    assert refused(message(), indonesian, reviewed_by="R7") == ["row-review"]
    assert refused(message(), indonesian, "AB2", reviewed_by="R7") == ["row-review"]
    assert refused(message(), indonesian, reviewed_by="Maria Silva") == ["row-review"]
    assert refused(message(), indonesian, "machine", reviewed_by="machine") == ["row-review"]
    after = taken(message(), indonesian, "R7", reviewed_by=" R7 ")
    assert after.comments == (f"review: by=R7 on={DAY} of={digest(after)}",)
    assert state(after) is EntryState.REVIEWED


def test_the_report_repeats_no_name_and_does_not_steer_a_terminal(indonesian: Language) -> None:
    entries = (message(), OTHER)
    signed = take_in(edited(entries, indonesian, reviewed_by="Maria Silva"), entries, indonesian)
    assert "Maria" not in str(signed.refusals[0].diagnostic)
    strange = take_in(edited(entries, indonesian, key="\x1b[2Jx\u202e\n" + "y" * 1000), entries, indonesian)
    (refusal,) = strange.refusals
    assert refusal.diagnostic.message.isprintable() and len(refusal.diagnostic.message) < 400


def test_a_review_is_of_the_text_that_stands_in_the_row(indonesian: Language) -> None:
    after = taken(reviewed(message(), "R7"), indonesian, "R7", target=NEW, reviewed_by="R7")
    assert after.comments == (f"review: by=R7 on={DAY} of={digest(after)}",)
    assert refused(message(), indonesian, "R7", target="Hubungi.", reviewed_by="R7") == ["l01-placeholders"]
    assert refused(fuzzy(message()), indonesian, "R7", reviewed_by="R7") == ["row-review"]
    assert refused(message(""), indonesian, "R7", reviewed_by="R7") == ["row-review"]
    own = replace(message(), comments=("translated: by=R7 on=2026-01-01",))
    assert refused(own, indonesian, "R7", reviewed_by="R7") == ["row-review"]


def test_two_people_sign_a_critical_text(indonesian: Language) -> None:
    critical = replace(message(), extracted=("critical: yes",))
    one = taken(critical, indonesian, "R7", reviewed_by="R7")
    assert state(one, 2) is EntryState.TRANSLATED
    assert state(taken(one, indonesian, "AB2", "R7", reviewed_by="R7; AB2"), 2) is EntryState.REVIEWED


def test_a_machine_draft_is_signed_only_with_a_text_that_someone_changed(indonesian: Language) -> None:
    draft = drafted(message())
    assert refused(draft, indonesian, "R7", reviewed_by="R7") == ["row-review"]
    half = replace(draft, comments=(*draft.comments, f"review: by=AB2 on={DAY} of={digest(draft)}"), extracted=("critical: yes",))
    assert refused(half, indonesian, "R7", reviewed_by="R7") == ["row-review"]
    assert state(taken(draft, indonesian, "R7", target=NEW, reviewed_by="R7")) is EntryState.REVIEWED


def test_a_wrong_number_cannot_be_signed_though_it_stands_in_the_catalog(indonesian: Language) -> None:
    wrong = message("Telepon {number}, 1388.", "Call {number}, 1387.")
    assert refused(wrong, indonesian, "R7", reviewed_by="R7") == ["row-review"]


def test_an_accepted_text_stays_when_the_review_is_not_accepted(indonesian: Language) -> None:
    entries = (message(), OTHER)
    result = take_in(edited(entries, indonesian, target=NEW, reviewed_by="R7"), entries, indonesian)
    assert codes(result) == ["row-review"]
    assert result.catalogs[PATH][0] == message(NEW)


PLURAL = Entry("word:days/text", "{n} day", ("{n} день", "{n} дня", "{n} дней"), "{n} days", flags=("python-brace-format",))


@FORMS
def test_plural_forms_are_rows_of_their_own(form: str, languages: dict[str, Language]) -> None:
    given = returned((PLURAL,), languages["ru"], form)
    assert [row.key for row in given] == [f"word:days/text[{n}]" for n in range(3)]
    result = take_in([given[0], replace(given[1], target="{n} дняъ"), given[2]], (PLURAL,), languages["ru"])
    assert result.catalogs[PATH] == (replace(PLURAL, targets=("{n} день", "{n} дняъ", "{n} дней")),)


def test_a_plural_is_right_again_and_reviewed_only_as_a_whole(languages: dict[str, Language]) -> None:
    ru, before = languages["ru"], fuzzy(PLURAL)
    given = returned((before,), ru)
    some = take_in([replace(row, state="translated") for row in given[:2]], (before,), ru)
    assert some.catalogs == {}
    every = take_in([replace(row, state="translated", reviewed_by="R7") for row in given], (before,), ru, "R7")
    (after,) = every.catalogs[PATH]
    assert state(after) is EntryState.REVIEWED
    partly = take_in([replace(given[0], reviewed_by="R7"), *given[1:]], (PLURAL,), ru, "R7")
    assert "row-review" in codes(partly)
    assert partly.catalogs == {}
