"""`booklet diff`: what is local, what the shared content has changed since, and what goes against it; nothing local is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from local_project import NUMBER, SERVICE, codes, invoke, local, read, shared, write
from small_project import contents

from booklet.diag import Sink, Span
from booklet.local.change import Change, Kind
from booklet.local.lock import LOCK, dump_lock, read_lock
from booklet.world.files import MemoryWorld

OTHER = "content/services/sg/sg-mwc.yaml"
HEAD = 'msgid ""\nmsgstr ""\n"Language: th\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CATALOG = "translations/th/LC_MESSAGES/river.po"


def diff(root: Path, *args: str, code: int = 0) -> dict[tuple[str, str], dict[str, Any]]:
    data = json.loads(invoke(root, "diff", "--json", *args, code=code).stdout)
    assert data["ok"] == (code == 0)
    return {(c["file"], "/".join(c["path"])): c for c in data["changes"]}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="\n")


def test_each_local_value_stands_beside_the_shared_one(tmp_path: Path) -> None:
    shared(tmp_path)
    own = local(tmp_path / "own", **{SERVICE: NUMBER, OTHER: "hide: yes\n", "content/icons/river.svg": "<svg/>"})
    found = diff(own)
    number = found[SERVICE, "channels/voice/number"]
    assert (number["here"], number["shared"], number["kind"], number["line"]) == ("6438 5199", "6438 5122", "changed", 3)
    assert found[OTHER, ""]["kind"] == "hidden"
    assert found["content/icons/river.svg", ""]["kind"] == "added"
    assert {c["standing"] for c in found.values()} == {"unrecorded", "recorded"}
    text = invoke(own, "diff").stdout
    assert "changed channels/voice/number: '6438 5199', shared: '6438 5122'" in text and "hidden the whole file" in text


def test_once_recorded_only_what_changes_beneath_is_told(tmp_path: Path) -> None:
    base = shared(tmp_path)
    own = local(tmp_path / "own", **{SERVICE: NUMBER + "label: Jobs\n", OTHER: "hide: yes\n"})
    assert codes(invoke(own, "build", "--lang", "en")) == ["local-unrecorded"]
    mine = contents(own)
    diff(own, "--accept")
    assert {p: d for p, d in contents(own).items() if p != LOCK} == mine, "recording writes one file"
    assert {c["standing"] for c in diff(own).values()} == {"recorded"}

    replace(base / SERVICE, '"Work"', '"Office"')
    assert codes(invoke(own, "build", "--lang", "en")) == ["local-behind"]
    replace(base / SERVICE, "6438 5122", "6438 5133")
    replace(base / SERVICE, "64385122", "64385133")
    done = invoke(own, "build", "--lang", "en", code=1)
    assert codes(done).count("local-number") == 3
    assert "'6438 5199' here; the shared content changed it from '6438 5122' to '6438 5133'" in done.stderr
    assert f"  {SERVICE}:3:" in done.stderr
    found = diff(own, code=1)
    assert found[SERVICE, "channels/voice/number"]["standing"] == "number"
    assert found[SERVICE, "label"] | {"before": "Work", "shared": "Office", "standing": "behind"} == found[SERVICE, "label"]
    assert "! 6: changed label" in invoke(own, "diff", code=1).stdout

    write(own, SERVICE, NUMBER.replace("5199", "5133"))
    assert diff(own)[SERVICE, "channels/voice/number"]["standing"] == "same"
    invoke(own, "diff", "--accept")
    assert codes(invoke(own, "build", "--lang", "en")) == []


def test_what_is_gone_or_renamed_beneath_is_an_error(tmp_path: Path) -> None:
    base = shared(tmp_path)
    own = local(tmp_path / "own", **{SERVICE: "id: sg-mom\nlabel: Jobs\n", OTHER: "hide: yes\n"})
    invoke(own, "diff", "--accept")
    (base / OTHER).rename(base / "content/services/sg/sg-centre.yaml")
    replace(base / "content/services/sg/sg-centre.yaml", "id: sg-mwc", "id: sg-centre\nwas: [sg-mwc]")
    done = invoke(own, "build", code=1)
    assert "local-gone" in codes(done), "it must not print again because it has another name"
    assert "rename the file to 'sg-centre.yaml'" in done.stderr
    assert diff(own, code=1)[OTHER, ""]["now_named"] == "sg-centre"
    (base / SERVICE).unlink()
    assert codes(invoke(own, "build", code=1)).count("local-gone") == 2
    assert (own / SERVICE).read_text("utf-8") == "id: sg-mom\nlabel: Jobs\n"


def test_a_channel_that_is_gone_beneath_is_told(tmp_path: Path) -> None:
    base = shared(tmp_path)
    own = local(tmp_path / "own", **{SERVICE: "id: sg-mom\nchannels: [{id: web, note: Slow.}]\n"})
    invoke(own, "diff", "--accept")
    replace(base / SERVICE, '  - id: web\n    kind: web\n    address: "https://www.mom.gov.sg"\n', "")
    assert "missing-key" in codes(invoke(own, "build", code=1))
    write(own, SERVICE, "id: sg-mom\nchannels: [{id: web, hide: yes}]\n")
    assert diff(own, code=1)[SERVICE, "channels/web"]["standing"] in ("nothing", "gone")


def test_what_hides_nothing_is_told(tmp_path: Path) -> None:
    shared(tmp_path)
    own = local(tmp_path / "own", **{"content/services/sg/sg-river.yaml": "hide: yes\n", SERVICE: "hide: [colour]\n"})
    assert codes(invoke(own, "build", "--lang", "en")) == ["local-nothing"] * 2
    assert {c["standing"] for c in diff(own, code=1).values()} == {"nothing"}


def test_a_service_in_another_folder_is_told_where_it_belongs(tmp_path: Path) -> None:
    shared(tmp_path)
    own = local(tmp_path / "own", **{"content/services/sg-mom.yaml": "label: Jobs\n"})
    done = invoke(own, "build", code=1)
    assert "local-place" in codes(done) and SERVICE in done.stderr


def test_a_translation_for_other_english_is_told(tmp_path: Path) -> None:
    base = shared(tmp_path)
    context = "service:sg-mom/label"
    entry = f'msgctxt "{context}"\nmsgid "Work"\nmsgstr "งานของเรา"\n'
    own = local(tmp_path / "own", **{CATALOG: HEAD + entry})
    invoke(own, "diff", "--accept")
    assert diff(own)[CATALOG, context]["here"] == "งานของเรา"
    assert read(own).catalogs["th"].messages[context].target == "งานของเรา"
    replace(base / SERVICE, 'label: "Work"', 'label: "Jobs"')
    data = json.loads(invoke(own, "diff", "--json", code=1).stdout)
    assert [(o["context"], o["made_for"], o["english"]) for o in data["outdated"]] == [(context, "Work", "Jobs")]
    assert "made for 'Work'" in invoke(own, "diff", code=1).stdout
    assert contents(own)[CATALOG] == (HEAD + entry).encode()


def test_confidential_facts_are_neither_shown_nor_recorded(tmp_path: Path) -> None:
    shared(tmp_path)
    own = local(tmp_path / "own", **{"content/internal/sg-mom.yaml": 'id: sg-mom\nshelter_address: "12 River Lane"\n'})
    assert "River" not in invoke(own, "diff", "--accept").output + invoke(own, "diff", "--json").output
    assert b"River" not in contents(own)[LOCK]


def test_a_folder_that_extends_nothing_has_nothing_to_compare(tmp_path: Path) -> None:
    assert "extends nothing" in invoke(shared(tmp_path), "diff").stdout


def test_a_spoiled_record_is_told(tmp_path: Path) -> None:
    shared(tmp_path)
    own = local(tmp_path / "own", **{SERVICE: "id: sg-mom\nlabel: Jobs\n", LOCK: "content: [x\n"})
    assert codes(invoke(own, "diff", code=1)) == ["yaml-syntax"]
    write(own, LOCK, "content/x.yaml: word\n")
    assert codes(invoke(own, "diff", code=1)) == ["wrong-shape"]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufeff"), max_size=12)
VALUES = st.none() | TEXTS | st.lists(TEXTS, max_size=3) | st.dictionaries(TEXTS.filter(bool), TEXTS, max_size=3)


@given(st.dictionaries(TEXTS.filter(bool), VALUES, max_size=4))
def test_a_record_is_read_as_it_was_written(values: dict[str, Any]) -> None:
    from unicodedata import normalize

    changes = [Change("content/a.yaml", (path,), Kind.CHANGED, None, value, Span("", 1, 1)) for path, value in values.items()]
    sink = Sink()
    found = read_lock(MemoryWorld({LOCK: dump_lock(changes)}), sink)
    nfc = json.loads(normalize("NFC", json.dumps(values, ensure_ascii=False)))
    if len(nfc) == len(values):
        assert not sink.finish()
        assert found == ({"content/a.yaml": nfc} if values else {})
