"""`--fix` mends form only: the same words, and no state better than it was."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from booklet.l10n.checks import findings
from booklet.l10n.languages import Language
from booklet.l10n.mend import mend, mended_text
from booklet.l10n.po import Entry, Previous
from booklet.l10n.states import EntryState, digest, draft_line, state

ZWSP = "\u200b"


def test_what_is_mended(languages: dict[str, Language]) -> None:
    assert mended_text("Ba\u0323n\r\nđi", languages["vi"]) == ("Bạn\nđi", ("line ends", "NFC"))
    assert mended_text(f"{ZWSP}ก{ZWSP}{ZWSP}ข {ZWSP}ค{ZWSP}\nง{ZWSP}", languages["th"]) == (f"ก{ZWSP}ข ค\nง", ("U+200B",))
    assert mended_text(f"a{ZWSP}{ZWSP}b", languages["id"]) == (f"a{ZWSP}{ZWSP}b", ())  # it may stand for a space
    assert mended_text("\ufeffa\u00adb\u202e", languages["id"]) == ("\ufeffa\u00adb\u202e", ())


@given(text=st.text(st.sampled_from("กิ \r\néea\u0301" + ZWSP), max_size=12))
def test_mending_again_does_nothing_and_loses_no_letter(text: str, languages: dict[str, Language]) -> None:
    from unicodedata import normalize

    once, _ = mended_text(text, languages["th"])
    assert mended_text(once, languages["th"]) == (once, ())
    assert normalize("NFC", once.replace(ZWSP, "")).replace("\r", "") == normalize("NFC", text.replace(ZWSP, "")).replace("\r", "")
    assert not {"l04-nfc"} & {f.code for f in findings(Entry("a", "x", (once,)), languages["th"])}


def test_a_draft_stays_a_draft(languages: dict[str, Language]) -> None:
    entry = Entry("a", "You", ("Ba\u0323n",))
    drafted = replace(entry, comments=(draft_line(entry, date(2026, 11, 25)), "a remark"))
    (mended,), (what,) = mend([drafted], languages["vi"])
    assert mended.targets == ("Bạn",) and state(mended) is EntryState.MACHINE_DRAFT
    assert mended.comments == (f"draft: by=machine on=2026-11-25 of={digest(mended)}", "a remark") and not what.stale


def test_a_draft_of_older_english_stays_one(languages: dict[str, Language]) -> None:
    old = Entry("a", "Thou", ("Ba\u0323n",))
    fuzzy = replace(old, source="You", comments=(draft_line(old, date(2026, 11, 25)),), flags=("fuzzy",), previous=Previous(None, "Thou"))
    (mended,), _ = mend([fuzzy], languages["vi"])
    assert mended.comments == (f"draft: by=machine on=2026-11-25 of={digest(mended, 'Thou')}",)


def test_a_review_is_not_signed_anew_and_its_loss_is_told(languages: dict[str, Language]) -> None:
    entry = Entry("a", "You", ("Ba\u0323n",))
    reviewed = replace(entry, comments=(f"review: by=R7 on=2026-11-25 of={digest(entry)}",))
    assert state(reviewed) is EntryState.REVIEWED
    (mended,), (what,) = mend([reviewed], languages["vi"])
    assert mended.comments == reviewed.comments and state(mended) is EntryState.STALE and what.stale


def test_what_is_right_or_retired_is_left_alone(languages: dict[str, Language]) -> None:
    entries = (Entry("a", "You", ("Bạn",)), Entry("b", "You", ("Ba\u0323n",), obsolete=True), Entry(None, "", ("Language: vi\n",)))
    assert mend(entries, languages["vi"]) == (entries, ())
