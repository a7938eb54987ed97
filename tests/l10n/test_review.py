"""`booklet l10n review`: who may sign what, and what a signature says."""

import json
import re
from pathlib import Path

import pytest
from little_project import VI, contents, l10n, started, translate

TITLE, CALL, DANGER = "word:title/text", "word:call/text", "word:danger.call/text"
SIGN = ("review", "--lang", "vi", "--by")


def states(root: Path) -> dict[str, int]:
    (row,) = [r for r in json.loads(l10n(root, "status", "--lang", "vi", "--json").stdout)["catalogs"] if r["domain"] == "ui"]
    return {name: n for name, n in row.items() if name not in ("language", "domain") and n}


def comment(root: Path, key: str, line: str) -> None:
    """Put a comment above an entry."""
    text = (root / VI).read_text("utf-8")
    head, _, tail = text.partition(f'msgctxt "{key}"')
    start = head.rindex("\n\n") + 2
    (root / VI).write_text(f"{head[:start]}{line}\n{head[start:]}msgctxt \"{key}\"{tail}", "utf-8")


def drafted(root: Path) -> Path:
    """The title is a machine's draft."""
    comment(root, TITLE, f"# draft: by=machine on=2026-11-25 of={digest(root, TITLE)}")
    assert states(root)["machine-draft"] == 1
    return root


def digest(root: Path, key: str) -> str:
    """The checksum, computed apart from the program (docs/translator.md)."""
    import hashlib

    found = re.search(rf'msgctxt "{re.escape(key)}"\nmsgid "(.*)"\nmsgstr "(.*)"', (root / VI).read_text("utf-8"))
    assert found
    return hashlib.sha256("\x04".join((key, found[1], "", found[2])).encode()).hexdigest()[:8]


def test_a_named_text_is_signed_with_pseudonym_day_and_checksum(tmp_path: Path) -> None:
    root = started(tmp_path)
    assert states(root) == {"translated": 2, "untranslated": 1}
    out = l10n(root, *SIGN, "R7", TITLE).stdout
    assert f"{TITLE}: reviewed" in out and "1 text signed by R7" in out
    assert f"# review: by=R7 on=2026-11-25 of={digest(root, TITLE)}\n" in (root / VI).read_text("utf-8")
    assert states(root) == {"reviewed": 1, "translated": 1, "untranslated": 1}
    l10n(root, "fmt", "--check")


def test_signing_again_changes_nothing_and_after_an_edit_renews(tmp_path: Path) -> None:
    root = started(tmp_path)
    l10n(root, *SIGN, "R7", TITLE)
    before = contents(root)
    assert "0 texts signed by R7, 1 before" in l10n(root, *SIGN, "R7", TITLE).stdout
    assert contents(root) == before
    translate(root, TITLE, "Bạn tự chọn.")
    assert states(root)["stale"] == 1
    l10n(root, *SIGN, "R7", TITLE)
    assert states(root)["reviewed"] == 1 and (root / VI).read_text("utf-8").count("# review:") == 1


def test_a_critical_text_needs_two_people(tmp_path: Path) -> None:
    root = started(tmp_path)
    assert "1 of 2 reviews" in l10n(root, *SIGN, "R7", DANGER).stdout
    assert "0 texts signed" in l10n(root, *SIGN, "R7", DANGER).stdout
    assert states(root) == {"translated": 2, "untranslated": 1}
    assert f"{DANGER}: reviewed" in l10n(root, *SIGN, "AB12", DANGER).stdout
    assert states(root) == {"translated": 1, "reviewed": 1, "untranslated": 1}


@pytest.mark.parametrize("name", ["Lan", "lan@example.org", "R7@x", "machine", "r7", "R", "7", "ABCD1", "R1234", "Lan Nguyen", "", "R７"])
def test_only_a_pseudonym_may_sign(name: str, tmp_path: Path) -> None:
    root = started(tmp_path)
    before = contents(root)
    assert "pseudonym" in l10n(root, *SIGN, name, TITLE, code=2).stderr
    assert contents(root) == before


def test_who_translated_it_cannot_sign_it(tmp_path: Path) -> None:
    root = started(tmp_path)
    comment(root, TITLE, "# translated: by=R7 on=2026-11-20")
    said = l10n(root, *SIGN, "R7", TITLE, code=1)
    assert "error[review-refused]" in said.stderr and "R7 translated it" in said.stderr and f"{VI}:" in said.stderr
    assert "0 texts signed" in said.stdout
    l10n(root, *SIGN, "R8", TITLE)
    assert states(root)["reviewed"] == 1


def test_a_wrong_fact_cannot_be_signed(tmp_path: Path) -> None:
    root = started(tmp_path)
    translate(root, CALL, "Gọi 113.")
    said = l10n(root, *SIGN, "R7", CALL, TITLE, code=1)
    assert "review-refused" in said.stderr and "{number}" in said.stderr
    assert "1 text signed" in said.stdout, "the other is"


@pytest.mark.parametrize("spoil", ["untranslated", "fuzzy", "obsolete"])
def test_what_does_not_print_cannot_be_signed(spoil: str, tmp_path: Path) -> None:
    root = started(tmp_path)
    if spoil == "untranslated":
        assert "not translated" in l10n(root, *SIGN, "R7", CALL, code=1).stderr
    elif spoil == "fuzzy":
        comment(root, TITLE, "#, fuzzy")
        assert "needing work" in l10n(root, *SIGN, "R7", TITLE, code=1).stderr
    else:
        (root / "content/words.yaml").write_text('words:\n- {id: call, text: "Call {number}."}\n')
        l10n(root, "update")
        assert "unknown-msgctxt" in l10n(root, *SIGN, "R7", TITLE, code=1).stderr


def test_an_unknown_name_signs_nothing_and_is_corrected(tmp_path: Path) -> None:
    root = started(tmp_path)
    before = contents(root)
    assert f"did you mean '{TITLE}'?" in l10n(root, *SIGN, "R7", DANGER, "word:titel/text", code=1).stderr
    assert contents(root) == before


def test_all_translated_leaves_machine_drafts_alone(tmp_path: Path) -> None:
    root = drafted(started(tmp_path))
    out = l10n(root, *SIGN, "R7", "--all-translated").stdout
    assert "1 text signed by R7" in out and "1 machine draft left" in out
    assert states(root) == {"machine-draft": 1, "translated": 1, "untranslated": 1}
    assert "2 machine" not in l10n(root, *SIGN, "R7", "--all-translated").stdout


def test_a_machine_draft_is_signed_by_name(tmp_path: Path) -> None:
    root = drafted(started(tmp_path))
    assert "reviewed  (was a machine's draft)" in l10n(root, *SIGN, "R7", TITLE).stdout
    assert states(root)["reviewed"] == 1


def test_a_critical_draft_that_one_person_signed_is_still_no_matter_for_bulk(tmp_path: Path) -> None:
    root = started(tmp_path)
    comment(root, DANGER, f"# draft: by=machine on=2026-11-25 of={digest(root, DANGER)}")
    l10n(root, *SIGN, "R7", DANGER)
    assert states(root)["machine-draft"] == 1
    assert "1 machine draft left" in l10n(root, *SIGN, "R8", "--all-translated").stdout
    assert states(root)["machine-draft"] == 1
    l10n(root, *SIGN, "R8", DANGER)
    assert "machine-draft" not in states(root)


def test_without_names_it_shows_one_text_after_another(tmp_path: Path) -> None:
    root = drafted(started(tmp_path))
    said = l10n(root, *SIGN, "R7", input="y\nn\n")
    for shown in ("1 of 2", TITLE, "(a machine's draft)", "You choose.", "Bạn chọn.", "2 of 2", "critical: yes"):
        assert shown in said.stderr, shown
    assert CALL not in said.stderr and "1 text signed" in said.stdout
    assert states(root) == {"reviewed": 1, "translated": 1, "untranslated": 1}


@pytest.mark.parametrize("answers", ["y\nq\n", "y\n"], ids=["q", "end of input"])
def test_what_was_answered_before_one_stops_counts(answers: str, tmp_path: Path) -> None:
    root = started(tmp_path)
    l10n(root, *SIGN, "R7", input=answers)
    assert states(root)["reviewed"] == 1


def test_json_says_what_was_done(tmp_path: Path) -> None:
    data = json.loads(l10n(drafted(started(tmp_path)), *SIGN, "R7", "--all-translated", "--json").stdout)
    assert data["ok"] and [s["key"] for s in data["signed"]] == [DANGER] and data["drafts_left"] == [TITLE]
    assert data["signed"][0]["state"] == "1 of 2 reviews" and data["signed"][0]["place"]["file"] == VI


def test_a_machine_that_signed_by_hand_counts_for_nothing(tmp_path: Path) -> None:
    root = started(tmp_path)
    comment(root, TITLE, f"# review: by=machine on=2026-11-25 of={digest(root, TITLE)}")
    assert "error[review-machine]" in l10n(root, "update", code=1).stderr
    assert "error[review-machine]" in l10n(root, "check", "--no-layout", code=1).stderr


@pytest.mark.parametrize("line", ["review: by=Lan on=2026-11-25 of=00000000", "translated: by=lan.nguyen on=2026-11-25"])
def test_a_signature_that_may_be_a_name_is_told_and_not_repeated(line: str, tmp_path: Path) -> None:
    root = started(tmp_path)
    comment(root, TITLE, f"# {line}")
    said = l10n(root, "status").stderr
    assert "warning[review-name]" in said and f"{VI}:13:1" in said and "lan" not in said.lower().replace("language", "").replace("translations", "")


def test_wrong_usage_names_what_is_known(tmp_path: Path) -> None:
    root = started(tmp_path)
    assert "there is no catalog 'iu'. Known: ui." in l10n(root, *SIGN, "R7", "--domain", "iu", "--all-translated", code=2).stderr
    assert "not both" in l10n(root, *SIGN, "R7", "--all-translated", TITLE, code=2).stderr
