"""Exemptions count for one text as it is, never for facts, and are told when they no longer do anything."""

import pytest

from booklet.diag import Sink
from booklet.l10n.languages import Language
from booklet.l10n.po import Entry, dump
from booklet.l10n.states import digest
from booklet.l10n.update import header
from booklet.run.proofread import examine, proofread
from booklet.world.files import DiskWorld, MemoryWorld
from tests.small_project import SOURCE

SAME = Entry("message:a/text", "Internet", ("Internet",))
BAD = Entry("message:b/text", "Go 112", ("Pergi\u00ad 113",))


def project(*exemptions: str, entries: tuple[Entry, ...] = (SAME, BAD)) -> MemoryWorld:
    table = (SOURCE / "translations/languages.yaml").read_bytes()
    files = {
        "translations/languages.yaml": table,
        "translations/id/LC_MESSAGES/ui.po": dump((header(None), *entries)).encode(),
    }
    if exemptions:
        files["translations/exempt.yaml"] = ("exemptions:\n" + "".join(f"  - {{{e}}}\n" for e in exemptions)).encode()
    return MemoryWorld(files)


def exempt(number: str, entry: Entry, **changes: str) -> str:
    values = {"check": number, "key": f"'{entry.context}'", "lang": "id", "reason": "fine", "by": "R7", "on": "2026-11-25", "of": f"'{digest(entry)}'"}
    return ", ".join(f"{key}: {value}" for key, value in (values | changes).items())


def looked(world: MemoryWorld, languages: dict[str, Language]) -> tuple[list[str], list[str]]:
    sink = Sink()
    found, _ = examine(world, {"id": languages["id"]}, sink, pages=False)
    return [p.finding.code for p in found], [d.code for d in sink.finish()]


def test_findings_stand_where_they_are(languages: dict[str, Language]) -> None:
    world = project()
    proofs, _ = examine(world, {"id": languages["id"]}, Sink(), pages=False)
    lines = world.read("translations/id/LC_MESSAGES/ui.po").decode().split("\n")
    assert [p.finding.check for p in proofs] == ["L11", "L05", "L02"]
    for proof in proofs:
        assert proof.span and proof.span.file.endswith("id/LC_MESSAGES/ui.po")
        rest = lines[proof.span.line - 1][proof.span.column - 1 :]
        assert rest.startswith({"L11": "Internet", "L02": "113", "L05": "\u00ad 113"}[proof.finding.check])


def test_an_exemption_excuses_one_finding(languages: dict[str, Language]) -> None:
    assert looked(project(exempt("L11", SAME)), languages) == (["l05-characters", "l02-digits"], [])
    assert looked(project(exempt("L05", BAD), exempt("L11", SAME)), languages) == (["l02-digits"], [])


def test_a_build_heeds_exemptions_and_only_errors(languages: dict[str, Language]) -> None:
    for exemptions, codes in (((), ["l02-digits", "l05-characters"]), ((exempt("L05", BAD),), ["l02-digits"])):
        sink = Sink()
        proofread(project(*exemptions), languages, ["id"], sink)
        assert [d.code for d in sink.finish()] == codes


def test_a_changed_text_is_excused_no_more(languages: dict[str, Language]) -> None:
    changed = Entry("message:a/text", "Internet", ("internet",))
    found, told = looked(project(exempt("L11", SAME), entries=(changed,)), languages)
    assert (found, told) == (["l11-same"], ["exempt-stale"])


def test_what_excuses_nothing_is_told(languages: dict[str, Language]) -> None:
    world = project(exempt("L10", SAME), exempt("L11", SAME), exempt("L12", SAME, key="gone"), exempt("L09", SAME, lang="th"), exempt("L14", SAME))
    assert looked(world, languages)[1] == ["exempt-unused"] * 2  # Thai and pages were not looked at


@pytest.mark.parametrize("check", ["L01", "L02", "L03"])
def test_facts_cannot_be_exempted(check: str, languages: dict[str, Language]) -> None:
    found, told = looked(project(exempt(check, BAD)), languages)
    assert "l02-digits" in found and told == ["exempt-fact"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by": "machine"}, "exempt-person"), ({"by": "Ann Example"}, "exempt-person"), ({"by": "a@b.org"}, "exempt-person"),
        ({"check": "L99"}, "unknown-value"), ({"on": "yesterday"}, "wrong-date"), ({"reason": "''"}, "empty-value"),
    ],
)  # fmt: skip
def test_an_exemption_that_cannot_count_is_an_error(change: dict[str, str], code: str, languages: dict[str, Language]) -> None:
    found, told = looked(project(exempt("L11", SAME, **change)), languages)
    assert told == [code] and "l11-same" in found


def test_the_shipped_file_can_be_read(languages: dict[str, Language]) -> None:
    from booklet.l10n.exempt import read_exemptions

    sink = Sink()
    assert read_exemptions(DiskWorld(SOURCE), sink) == () and not sink.finish()
