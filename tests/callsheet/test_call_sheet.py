"""The round of calls: what is due and in which order, what stands on the sheet, and what is taken back."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pypdf
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from small_project import contents, run, write_project

from booklet.callsheet.due import LeftOut, Round, plan_round
from booklet.callsheet.record import with_record
from booklet.callsheet.returned import read_results
from booklet.diag import BookletError, Sink
from booklet.model.catalogue import Catalogue, Service
from booklet.model.provenance import How, Result, Verification
from booklet.world.decode import decode
from booklet.world.source import read_yaml

DAY = date(2026, 11, 25)
CHECK = Verification(date(2026, 11, 20), How.CALL, "shelter worker", Result.ANSWERED, "1300")
FLOW = '{on: 2026-11-20, how: call, result: answered, role: "shelter worker", number: "1300"}'
SERVICE = """\
id: {id}
name: Line
country: {country}
scope: in_country
organisation: {{name: Body, operator: ngo}}
summary: Helps.
channels:
  - id: voice
    kind: voice
    number: "{number}"
{channel}
hours: {hours}
sources:
  - {{kind: own_page, date: "2025-01-01"}}
{more}
"""


def service(id: str = "th-a", country: str = "TH", number: str = "1300", channel: str = "", hours: str = "{open: unknown}", more: str = "") -> Service:
    text = SERVICE.format(id=id, country=country, number=number, channel=channel, hours=hours, more=more)
    sink = Sink()
    node = read_yaml("a.yaml", text.encode(), sink)
    found = decode(node, Service, sink) if node else None
    assert found, sink.finish()
    return found


def planned(*services: Service, due: bool = True, countries: tuple[str, ...] = ()) -> Round:
    return plan_round(Catalogue({s.id: s for s in services}), DAY, 180, countries, due=due)


def record(days: int, **changes: str) -> str:
    facts = {"on": str(DAY - timedelta(days=days)), "how": "call", "result": "answered", "role": "editor", "number": "1300"} | changes
    return "    verified: {" + ", ".join(f"{k}: {v}" for k, v in facts.items() if v) + "}"


@pytest.mark.parametrize(
    ("channel", "more", "reason"),
    [
        ("", "", "never called"),
        (record(10, result=""), "", "the check of 2026-11-15 has no result"),
        (record(10, how="web"), "", "checked on 2026-11-15 by web, never called"),
        (record(10, result="no_answer"), "", "nobody answered on 2026-11-15"),
        (record(181), "", "last checked 181 days ago"),
        (record(10), "alerts: [{id: a, text: Moved., starts: 2026-11-20, ends: 2026-12-01}]", "there is an alert since"),
        (record(10) + '\n    override: {on: 2026-11-16, role: editor, reason: "its own page"}', "", "the number was worked on since"),
        (record(10) + "\n    hours: {open: always, valid_from: 2026-11-20}", "", "the hours changed since"),
        (record(170).replace("2026", "2024"), "", "a source is newer since"),
    ],
)
def test_due(channel: str, more: str, reason: str) -> None:
    found = planned(service(channel=channel, more=more))
    assert [reason in "; ".join(call.reasons) for call in found.calls] == [True]


@pytest.mark.parametrize(
    ("channel", "more", "why"),
    [
        (record(180), "", LeftOut.RECENT),
        ("    disclosure: internal", "", LeftOut.INTERNAL),
        ('    blocked: "two sources disagree"', "", LeftOut.BLOCKED),
        ("", "status: paused", LeftOut.NOT_ACTIVE),
        (record(400, result="wrong_number"), "", LeftOut.GONE),
        ('    e164: "+12025550123"', "", LeftOut.FICTION),
    ],
)
def test_not_on_the_sheet(channel: str, more: str, why: LeftOut) -> None:
    found = planned(service(channel=channel, more=more))
    assert (found.calls, found.left_out) == ((), {why: 1})


def test_emergency_lines_are_not_called() -> None:
    found = planned(service(channel="    emergency: yes"))
    assert (found.calls, [call.key for call in found.emergency]) == ((), ["th-a/voice"])


def test_calls_follow_the_sun() -> None:
    listed = "{{open: listed, intervals: [{{days: [mon], opens: '{}', closes: '20:00'}}]}}".format
    found = planned(
        service("th-night", hours="{open: always}"), service("pk-early", "PK", hours=listed("07:00")), service("th-late", hours=listed("11:00")),
        service("nz-day", "NZ"), service("intl-ships", "001"), service("th-early", hours=listed("08:00")), service("jp-night", "JP", hours="{open: always}"),
    )  # fmt: skip
    order = ["nz-day", "th-early", "pk-early", "th-late", "jp-night", "th-night", "intl-ships"]
    assert [call.service.id for call in found.calls] == order


def test_all_numbers_and_one_country() -> None:
    services = (service("th-a", channel=record(1)), service("vn-b", "VN"))
    assert [c.key for c in planned(*services, due=False).calls] == ["th-a/voice", "vn-b/voice"]
    assert [c.key for c in planned(*services, countries=("VN",)).calls] == ["vn-b/voice"]


# Records in files


BLOCK = 'channels:\n  - id: voice  # first\n    number: "1"\n\n  # the web\n  - {id: web, kind: web}\n\n# below\nhours: {open: always}\n'
LAYOUTS = {
    BLOCK: BLOCK.replace('number: "1"\n', f'number: "1"\n    verified: {FLOW}\n'),
    "channels:\n  - id: voice": f"channels:\n  - id: voice\n    verified: {FLOW}\n",
    "channels:\r\n  - id: voice\r\n    free: no\r\nname: x\r\n": f"channels:\r\n  - id: voice\r\n    free: no\r\n    verified: {FLOW}\r\nname: x\r\n",
    "channels: [{id: voice, note: 'it''s }'}, {id: web}]  # c\n": f"channels: [{{id: voice, note: 'it''s }}', verified: {FLOW}}}, {{id: web}}]  # c\n",
    "channels:\n- id: voice\n  verified: {on: 2020-01-01, how: call, role: x}  # old\n  free: no\n":
        f"channels:\n- id: voice\n  verified: {FLOW}  # old\n  free: no\n",
    "channels:\n- id: voice\n  verified:\n    on: 2020-01-01\n    role: x\n  # next\n  free: no\n":
        f"channels:\n- id: voice\n  verified: {FLOW}\n  # next\n  free: no\n",
    "channels:\n  - id: voice\n    note: |\n      two\n\n      lines\nname: x\n":
        f"channels:\n  - id: voice\n    note: |\n      two\n\n      lines\n    verified: {FLOW}\nname: x\n",
    "\ufeffchannels: [{id: voice}]\n": f"\ufeffchannels: [{{id: voice, verified: {FLOW}}}]\n",
}  # fmt: skip


@pytest.mark.parametrize("text", LAYOUTS)
def test_only_the_record_changes(text: str) -> None:
    written = with_record(text.encode(), "voice", CHECK)
    assert written is not None
    assert written.decode() == LAYOUTS[text]


@pytest.mark.parametrize(
    "text",
    ["channels:\n- id: voice\n  verified:\n    on: 2020-01-01  # ours\n    role: x\n", "channels:\n- {id: web}\n", "channels: [\n", "channels:\n- id: voice\n  verified: yes\n"],
)
def test_nothing_is_given_where_something_would_be_lost(text: str) -> None:
    assert with_record(text.encode(), "voice", CHECK) is None


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("channels:\n -{}[]',\"#|>idvoce: \r"), max_size=60), st.text(st.sampled_from(" \n#'x,}"), max_size=12))
def test_any_layout_keeps_its_facts_or_is_left_alone(text: str, tail: str) -> None:
    for whole in (text, f"channels:\n- id: voice\n  note: {tail}\n{text}", f"channels: [{{id: voice, note: x{tail}}}]\n{text}"):
        written = with_record(whole.encode(), "voice", CHECK)
        if written is not None:
            before, after = (yaml.load(data, yaml.BaseLoader) for data in (whole, written.decode()))
            records = [c.pop("verified") for c in after["channels"] if isinstance(c, dict) and c.get("id") == "voice"]
            assert records == [{"on": "2026-11-20", "how": "call", "result": "answered", "role": "shelter worker", "number": "1300"}]
            assert after == before


# Workbooks


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one filled-in row of each kind beside it: good.xlsx, bad.xlsx."""
    root = write_project(tmp_path_factory.mktemp("calls"))
    run("call-sheet", "--due", "--country", "SG", "--to", "xlsx", "--out", "sheet.xlsx", cwd=root)
    run("call-sheet", "--due", "--country", "SG", cwd=root)
    return root


ROW = {"day": "2026-11-20", "result": "answered", "role": "shelter worker"}


def filled(root: Path, rows: dict[str, dict[str, object]], extra: dict[str, str] | None = None) -> bytes:
    book = openpyxl.load_workbook(root / "sheet.xlsx")
    sheet = book["calls"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for n, (name, value) in enumerate((extra or {}).items(), len(columns) + 1):
        sheet.cell(1, n).value, sheet.cell(2, n).value = name, value
    for line in range(2, sheet.max_row + 1):
        for name, value in rows.get(str(sheet.cell(line, 1).value), {}).items():
            sheet.cell(line, columns[name]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def codes(root: Path, data: bytes) -> list[str]:
    from booklet.model.read import read_catalogue
    from booklet.world.files import DiskWorld

    sink = Sink()
    read_results(data, "sheet.xlsx", read_catalogue(DiskWorld(root), sink), date(2026, 11, 26), sink)
    return [d.code for d in sink.finish()]


def test_the_sheet_has_numbers_words_and_no_names(root: Path) -> None:
    text = " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(next((root / "output/call-sheet").glob("*.pdf"))).pages)
    for wanted in ("6438 5122", "Are calls recorded?", "I write down no names", "sg-mom/voice", "Asia/Singapore", "never called", "999"):
        assert wanted in text
    assert not re.search(r"\bname:|signature|caller's name", text, re.IGNORECASE)
    sheet = openpyxl.load_workbook(root / "sheet.xlsx")["calls"]
    assert not {"name", "caller", "by"} & {cell.value for cell in sheet[1]}
    assert [sheet.cell(n, 1).value for n in range(2, 8)][-1] == "sg-police-tip/voice-2", "the emergency line is last"


def test_results_are_recorded_and_nothing_else_changes(root: Path, tmp_path: Path) -> None:
    rows = {"sg-mom/voice": ROW | {"free": "no", "different": "open until nine in the evening"}, "sg-mwc/voice": ROW | {"result": "no answer", "role": "editor"}}
    copy = write_project(tmp_path)
    (copy / "good.xlsx").write_bytes(filled(root, rows))
    before = contents(copy)
    done = run("call-sheet", "--read", "good.xlsx", cwd=copy)
    after = contents(copy)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"content/services/sg/sg-mom.yaml", "content/services/sg/sg-mwc.yaml"}
    for name, record in (("sg-mom", FLOW.replace("1300", "6438 5122")), ("sg-mwc", '{on: 2026-11-20, how: call, result: no_answer, role: "editor", number: "6536 2692"}')):
        path = f"content/services/sg/{name}.yaml"
        assert after[path].replace(f"    verified: {record}\n".encode(), b"") == before[path]
    assert "free: listed 'unknown', heard 'no'" in done.stdout
    assert "open until nine" in done.stdout
    run("call-sheet", "--read", "good.xlsx", cwd=copy)
    assert contents(copy) == after, "the same results once more change nothing"
    assert "called lately" in run("call-sheet", "--due", "--country", "SG", cwd=copy).stdout


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"day": "20.11.2026"}, "call-day"),
        ({"day": "2026-02-30"}, "call-day"),
        ({"day": "2027-01-01"}, "call-day"),
        ({"result": "fine"}, "call-result"),
        ({"result": None}, "call-result"),
        ({"how": "fax"}, "call-result"),
        ({"role": "Malee Srisawat"}, "call-role"),
        ({"role": "Malee"}, "call-role"),
        ({"role": None}, "call-role"),
        ({"free": "maybe"}, "call-answer"),
        ({"different": "ask for Malee Srisawat"}, "call-name"),
        ({"different": "Khun Malee answers"}, "call-name"),
        ({"different": "better 081 555 0199"}, "call-name"),
        ({"different": "write to desk@example.org"}, "call-name"),
        ({"different": "it is at 13.75631, 100.50181"}, "call-name"),
        ({"number": "6438 5123"}, "call-number"),
        ({"key": "sg-mom/vioce"}, "call-unknown"),
        ({"key": "sg-mwc/voice", "number": "6536 2692"}, "call-twice"),
    ],
)
def test_rows_that_are_refused(root: Path, change: dict[str, object], code: str) -> None:
    rows: dict[str, dict[str, object]] = {"sg-mwc/voice": dict(ROW)} if code == "call-twice" else {}
    assert codes(root, filled(root, rows | {"sg-mom/voice": ROW | change})) == [code]


def test_a_column_of_names_is_refused(root: Path) -> None:
    data = filled(root, {"sg-mom/voice": dict(ROW)}, {"caller": "Malee"})
    assert codes(root, data) == ["call-name"]


@pytest.mark.parametrize("day", [date(2026, 11, 20), 46346])
def test_a_day_may_be_one_of_the_spreadsheet(root: Path, day: object) -> None:
    assert codes(root, filled(root, {"sg-mom/voice": ROW | {"day": day}})) == []


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04"])
def test_no_workbook(root: Path, data: bytes) -> None:
    with pytest.raises(BookletError):
        codes(root, data)


def test_refusals_end_with_1_and_write_the_rest(root: Path, tmp_path: Path) -> None:
    copy = write_project(tmp_path)
    rows = {"sg-mom/voice": dict(ROW), "sg-mwc/voice": ROW | {"role": "Malee"}}
    (copy / "half.xlsx").write_bytes(filled(root, rows))
    done = run("call-sheet", "--read", "half.xlsx", cwd=copy, code=1)
    assert "1 row recorded" in done.stdout
    assert FLOW.replace("1300", "6438 5122") in (copy / "content/services/sg/sg-mom.yaml").read_text(encoding="utf-8")
    assert "verified" not in (copy / "content/services/sg/sg-mwc.yaml").read_text(encoding="utf-8")
