"""What a catalog entry is worth in print."""

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from booklet.diag import Sink
from booklet.l10n.localised import State
from booklet.l10n.po import Entry, dump, parse
from booklet.l10n.states import (
    EntryState,
    digest,
    draft_line,
    draft_still,
    is_unedited_draft,
    printed,
    review_line,
    reviewers_of,
    state,
)

ENTRY = Entry("message:a/text", "You choose.", ("Bạn chọn.",))
CRITICAL = replace(ENTRY, extracted=("critical: yes",))


def signed(entry: Entry, *lines: str) -> Entry:
    return replace(entry, comments=tuple(line.replace("HASH", digest(entry)) for line in lines))


def test_the_hash_is_the_documented_one() -> None:
    # printf 'message:a/text\x04You choose.\x04\x04Bạn chọn.' | sha256sum
    assert digest(ENTRY) == "afab92f6"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (replace(ENTRY, targets=("",)), EntryState.UNTRANSLATED),
        (replace(ENTRY, plural="x", targets=("a", "")), EntryState.UNTRANSLATED),
        (replace(ENTRY, flags=("fuzzy",)), EntryState.NEEDS_WORK),
        (signed(replace(ENTRY, flags=("fuzzy",)), "review: by=R1 on=2026-11-22 of=HASH"), EntryState.NEEDS_WORK),
        (ENTRY, EntryState.TRANSLATED),
        (signed(ENTRY, "draft: by=machine on=2026-11-22 of=HASH"), EntryState.MACHINE_DRAFT),
        (signed(ENTRY, "draft: by=machine on=2026-11-22 of=00000000"), EntryState.TRANSLATED),
        (signed(ENTRY, "draft: by=somebody on=2026-11-22 of=HASH"), EntryState.TRANSLATED),
        (signed(ENTRY, "review: by=R1 on=2026-11-22 of=HASH"), EntryState.REVIEWED),
        (signed(ENTRY, "review: by=R1 on=2026-11-22 of=00000000"), EntryState.STALE),
        (signed(ENTRY, "review: by=R1 on=soon of=HASH"), EntryState.TRANSLATED),
        (signed(ENTRY, "draft: by=machine on=2026-11-22 of=HASH", "review: by=R1 on=2026-11-23 of=HASH"), EntryState.REVIEWED),
        (signed(ENTRY, "translated: by=R1 on=2026-11-22", "review: by=R1 on=2026-11-23 of=HASH"), EntryState.TRANSLATED),
        (signed(ENTRY, "review: by=machine on=2026-11-23 of=HASH"), EntryState.TRANSLATED),
        (signed(ENTRY, "draft: by=machine on=2026-11-22 of=HASH", "review: by=Machine on=2026-11-23 of=HASH"), EntryState.MACHINE_DRAFT),
        (signed(CRITICAL, "review: by=R1 on=2026-11-22 of=HASH"), EntryState.TRANSLATED),
        (signed(CRITICAL, "review: by=R1 on=2026-11-22 of=HASH", "review: by=R1 on=2026-11-23 of=HASH"), EntryState.TRANSLATED),
        (signed(CRITICAL, "review: by=R1 on=2026-11-22 of=HASH", "review: by=R2 on=2026-11-23 of=HASH"), EntryState.REVIEWED),
    ],
)  # fmt: skip
def test_state_of_an_entry(entry: Entry, expected: EntryState) -> None:
    assert state(entry, reviewers=2) is expected


def test_what_needs_work_does_not_print() -> None:
    assert {s: printed(s) for s in EntryState} == {
        EntryState.UNTRANSLATED: None,
        EntryState.NEEDS_WORK: None,
        EntryState.MACHINE_DRAFT: State.MACHINE_DRAFT,
        EntryState.TRANSLATED: State.TRANSLATED,
        EntryState.STALE: State.TRANSLATED,
        EntryState.REVIEWED: State.REVIEWED,
    }


def test_any_edit_spoils_a_review() -> None:
    reviewed = signed(ENTRY, "review: by=R1 on=2026-11-22 of=HASH")
    for edited in (replace(reviewed, targets=("Bạn chọn!",)), replace(reviewed, source="You may choose."), replace(reviewed, context="b")):
        assert state(edited) is EntryState.STALE


def test_a_draft_is_known_as_unedited_even_when_its_english_changed() -> None:
    drafted = replace(ENTRY, comments=(draft_line(ENTRY, date(2026, 11, 25)),))
    changed = parse('# DRAFT\n#, fuzzy\n#| msgid "You choose."\nmsgctxt "message:a/text"\nmsgid "You decide."\nmsgstr "Bạn chọn."\n'
                    .replace("DRAFT", drafted.comments[0]), "x.po", Sink())[0]  # fmt: skip
    assert is_unedited_draft(drafted) and is_unedited_draft(changed)
    assert not is_unedited_draft(replace(changed, targets=("Bạn quyết định.",)))


@pytest.mark.parametrize("tool", [["msgcat"], ["msgcat", "--width=60"], ["msgmerge", "-N", "-q", "--previous", "FILE"], ["msgattrib"]])
def test_a_review_survives_other_tools(tool: list[str], tmp_path: Path) -> None:
    reviewed = signed(replace(ENTRY, source=ENTRY.source * 9), "review: by=R1 on=2026-11-22 of=HASH")
    head = Entry(None, "", ("Language: vi\nContent-Type: text/plain; charset=UTF-8\n",))
    path = tmp_path / "a.po"
    path.write_text(dump((head, reviewed)))
    command = [str(path) if part == "FILE" else part for part in tool] + [str(path)]
    try:
        result = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except FileNotFoundError:
        pytest.skip("needs GNU gettext")
    assert state(parse(result, "a.po", Sink())[1]) is EntryState.REVIEWED


def test_a_review_survives_babel(tmp_path: Path) -> None:
    from babel.messages import pofile

    reviewed = signed(ENTRY, "review: by=R1 on=2026-11-22 of=HASH")
    path = tmp_path / "a.po"
    path.write_text(dump((Entry(None, "", ("Language: vi\nContent-Type: text/plain; charset=UTF-8\n",)), reviewed)))
    with path.open("rb") as f:
        catalog = pofile.read_po(f)
    with path.open("wb") as f:
        pofile.write_po(f, catalog)
    assert state(parse(path.read_text(), "a.po", Sink())[1]) is EntryState.REVIEWED


def test_a_draft_stays_one_under_another_name_and_a_review_does_not() -> None:
    before = signed(ENTRY, "draft: by=machine on=2026-11-22 of=HASH", "review: by=R1 on=2026-11-23 of=HASH")
    after = draft_still(before, replace(before, context="message:b/text"))
    assert state(after) is EntryState.MACHINE_DRAFT
    assert reviewers_of(before) == {"R1"} and not reviewers_of(after)
    edited = replace(before, targets=("Bạn tự chọn.",))
    assert not is_unedited_draft(draft_still(edited, replace(edited, context="message:b/text")))


def test_the_line_of_a_review_is_what_counts() -> None:
    reviewed = replace(ENTRY, comments=(review_line(ENTRY, "R7", date(2026, 11, 22)),))
    assert reviewed.comments == ("review: by=R7 on=2026-11-22 of=afab92f6",) and state(reviewed) is EntryState.REVIEWED
