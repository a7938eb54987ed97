"""Content folders read whole: what is found, in which order, and what contradicts itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.diag import Diagnostic, Sink
from booklet.model.catalogue import Catalogue, Reader, Topic
from booklet.model.read import read_catalogue, read_one
from booklet.world.files import MemoryWorld

TOPICS = b"topics:\n  - {id: work, label: Work, icon: briefcase}\n"
WORDS = b"words:\n  - {id: title.notes, text: Notes}\n"


def service(name: str = "xx-line", channels: str = "{id: voice, kind: voice, number: 1300}", **more: str) -> bytes:
    lines = {
        "id": name, "name": "Line", "country": "XX", "scope": "both", "summary": "Help.", "sources": "[]",
        "organisation": "{name: Office, operator: ngo}", "channels": f"[{channels}]", **more,
    }  # fmt: skip
    return "".join(f"{key}: {value}\n" for key, value in lines.items()).encode()


def read(files: dict[str, bytes]) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    sink = Sink()
    base = {"content/topics.yaml": TOPICS, "content/words.yaml": WORDS}
    return read_catalogue(MemoryWorld(base | files), sink), sink.finish()


def codes(channels: str = "{id: voice, kind: voice, number: 1300}", **more: str) -> list[str]:
    return [d.code for d in read({"content/services/xx-line.yaml": service(channels=channels, **more)})[1]]


def test_order_is_that_of_the_files() -> None:
    catalogue, errors = read(
        {
            "content/services/th/b.yaml": service("b"),
            "content/services/my/c.yaml": service("c"),
            "content/services/a.yaml": service("a"),
            "content/messages/2.yaml": b"section: two\nmessages:\n  - {id: z, text: Z}\n  - {id: a, text: A}\n",
            "content/messages/1.yaml": b"section: one\nmessages:\n  - {id: m, text: M, excludes: [z]}\n",
        }
    )
    assert not errors
    assert list(catalogue.services) == ["a", "c", "b"]
    assert list(catalogue.messages) == ["m", "z", "a"]
    assert catalogue.words["title.notes"].text.context == "word:title.notes/text"
    assert catalogue.services["c"].span.file == "content/services/my/c.yaml"


def test_one_id_in_two_files() -> None:
    _, errors = read({"content/services/my/a.yaml": service("a"), "content/services/th/a.yaml": service("a")})
    assert [(d.code, str(d.span)) for d in errors] == [("duplicate-id", "content/services/th/a.yaml:1:5")]
    assert "content/services/my/a.yaml:1:1" in errors[0].message


def test_one_message_in_two_sections() -> None:
    text = b"section: s\nmessages: [{id: a, text: A}]\n"
    _, errors = read({"content/messages/1.yaml": text, "content/messages/2.yaml": text})
    assert [(d.code, str(d.span)) for d in errors] == [("duplicate-id", "content/messages/2.yaml:2:17")]


def test_errors_of_all_files_at_once() -> None:
    _, errors = read({
        "content/services/a.yaml": b"\xff", "content/services/b.yaml": b"a: [", "content/services/c.yaml": b"",
        "content/messages/m.yaml": b"section: s\nmessages: [{id: a, text: A, keep_with: [b], excludes: [c]}]",
    })  # fmt: skip
    assert [d.code for d in errors] == ["yaml-encoding", "yaml-syntax", "yaml-empty", "unknown-id", "unknown-id"]


def test_a_requirement_is_of_every_service_or_any() -> None:
    text = b"section: s\nmessages:\n  - {id: a, text: A, requires: [{fact: name_needed, answer: no, of: evry}]}\n"
    _, errors = read({"content/messages/m.yaml": text})
    assert [(d.code, str(d.span)) for d in errors] == [("unknown-value", "content/messages/m.yaml:3:69")]


def test_missing_files() -> None:
    sink = Sink()
    assert read_catalogue(MemoryWorld({}), sink) == Catalogue()
    assert [(d.code, d.message) for d in sink.finish()] == [
        ("missing-file", "there is no file 'content/topics.yaml'"),
        ("missing-file", "there is no file 'content/words.yaml'"),
    ]


def test_read_one() -> None:
    world = MemoryWorld({"x/work.yaml": b"{id: work, label: Work, icon: bag}", "x/other.yaml": b"{id: work, label: Work, icon: bag}"})
    sink = Sink()
    topic = read_one(world, "x/work.yaml", Topic, sink)
    assert topic and topic.label.source == "Work" and not sink.finish()
    read_one(world, "x/other.yaml", Topic, sink)
    assert [d.code for d in sink.finish()] == ["file-name"]
    assert read_one(world, "x/none.yaml", Topic, sink) is None


def test_a_number_without_quotes_keeps_its_zero() -> None:
    catalogue, errors = read({"content/services/xx-line.yaml": service(channels="{id: v, kind: voice, number: 0800}")})
    assert not errors
    assert catalogue.services["xx-line"].channels[0].number == "0800"


@pytest.mark.parametrize("number", ["1300", "0800", "02-123-4567", "02 123 4567", "(02) 123-4567", "019-261 5999", "+44 7909 470732", "+60 19-261 5999", "1800-777-5555", "(632) 1343"])
def test_numbers_as_countries_print_them(number: str) -> None:
    assert codes(f"{{id: v, kind: voice, number: '{number}'}}") == []


@pytest.mark.parametrize("number", ["02  123", "02-123 45-67", "02.123", "1300 ", " 1300", "13OO", "02/123", "1300 or 1301", "๑๓๐๐", "1", "-1300", "02--12", "+", "(02", "1300–1", "1300\u00a01"])
def test_what_is_no_number(number: str) -> None:
    assert codes(f'{{id: v, kind: voice, number: "{number}"}}') == ["wrong-number"]


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("number: 02 123 4567, e164: '+6621234567', abroad: +66 2 123 4567", []),
        ("number: 1800 777 5555, e164: '+6518007775555', abroad: +65 1800 777 5555", []),
        ("number: 8 800 100, e164: '+7800100'", []),
        ("number: +66 2 123 4567, e164: '+6621234567'", []),
        ("number: 02 123 4567, e164: '+6621234568'", ["number-differs"]),
        ("number: +66 2 123 4567, e164: '+6521234567'", ["number-differs"]),
        ("number: 02 123 4567, e164: '+6621234567', abroad: +66 2 123 4576", ["number-mismatch"]),
        ("number: 02 123 4567, abroad: +66 2 123 4567", ["number-mismatch"]),
        ("number: 02 123 4567, e164: '6621234567'", ["wrong-e164"]),
        ("number: 02 123 4567, e164: '+0621234567'", ["wrong-e164"]),
        ("number: 02 123 4567, e164: '+662123456712345678'", ["wrong-e164"]),
        ("number: 02 123 4567, e164: '+662123456๗'", ["wrong-e164"]),
        ("number: 1300, short_code: yes, national_only: yes", []),
        ("number: 1300, short_code: yes", ["short-code"]),
        ("number: 1300, short_code: yes, national_only: no", ["short-code"]),
        ("number: 1300123, short_code: yes, national_only: yes, e164: '+661300123'", ["short-code"]),
        ("blocked: number not seen", []),
        ("note: x", ["no-number"]),
    ],
)
def test_channels(channel: str, expected: list[str]) -> None:
    assert codes(f"{{id: v, kind: voice, {channel}}}") == expected


@pytest.mark.parametrize(
    ("refused", "expected"),
    [
        ("1301", []), ("1300", ["refused-number"]), ("13-00", ["refused-number"]), ("300", []), ("no digits", ["wrong-number"]),
        ("02 123 4567", ["refused-number"] * 3), ("+66 2 123 4567", ["refused-number"] * 3), ("+66 2 123 4568", []),
    ],
)  # fmt: skip
def test_refused_numbers(refused: str, expected: list[str]) -> None:
    channels = "{id: v, kind: voice, number: 1300}, {id: w, kind: sms, number: 02 123 4567, e164: '+6621234567', abroad: +66 2 123 4567}"
    assert codes(channels, refused_numbers=f'["{refused}"]') == expected


@pytest.mark.parametrize(
    ("flag", "more", "expected"),
    [
        ("becomes: editors", {}, []),
        ("becomes: fact, field: tells_police", {}, ["flag-unheeded"]),
        ("becomes: fact, field: tells_police", {"confidentiality": "{tells_police: ask}"}, []),
        ("becomes: fact, field: free", {}, []),
        ("becomes: fact, field: hours", {}, ["flag-unheeded"]),
        ("becomes: fact, field: hours", {"hours": "{open: always}"}, []),
        ("becomes: fact, field: languages", {}, ["flag-unheeded"]),
        ("becomes: fact, field: languages", {"languages": "{interpreter: [mul]}"}, []),
        ("becomes: fact, field: ask_for", {}, ["flag-unheeded"]),
        ("becomes: fact, field: ask_for", {"ask_for": "the desk"}, []),
        ("becomes: fact, field: waiting", {}, ["flag-unheeded"]),
        ("becomes: fact, field: waiting", {"waiting": "yes"}, []),
        ("becomes: fact", {}, ["flag-field"]),
        ("becomes: fact, field: voice", {}, ["flag-field"]),
        ("becomes: blocks, field: voice", {}, ["flag-unheeded"]),
        ("becomes: blocks, field: voice", {"channels": "{id: voice, kind: voice, blocked: dead}"}, []),
        ("becomes: blocks, field: service", {}, ["flag-unheeded"]),
        ("becomes: blocks, field: service", {"blocked": "closed"}, []),
        ("becomes: blocks, field: fax", {}, ["flag-field"]),
    ],
)
def test_flags(flag: str, more: dict[str, str], expected: list[str]) -> None:
    assert codes(**{"flags": f"[{{note: x, {flag}}}]"} | more) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("{open: always}", 0), ("{open: listed}", 1), ("{open: always, intervals: [{days: [mon], opens: 08:00, closes: 16:00}]}", 1),
        ("{open: listed, intervals: [{days: [mon], opens: 08:00, closes: 24:00}]}", 0),
        ("{open: listed, intervals: [{days: [mon], opens: 22:00, closes: 06:00}]}", 0),
        ("{open: listed, intervals: [{days: [mon], opens: 24:00, closes: 25:00}]}", 2),
        ("{open: listed, intervals: [{days: [], opens: 08:00, closes: 08:00}]}", 2),
    ],
)  # fmt: skip
def test_hours(hours: str, expected: int) -> None:
    assert codes(hours=hours) == ["wrong-hours"] * expected
    assert codes(f"{{id: v, kind: voice, number: 1300, hours: {hours}}}") == ["wrong-hours"] * expected


@pytest.mark.parametrize(("source", "expected"), [("sensitive: yes", []), ("sensitive: yes, note: x", ["sensitive-source"]), ("note: x", [])])
def test_sensitive_sources(source: str, expected: list[str]) -> None:
    assert codes(sources=f"[{{kind: interview, date: 2025, {source}}}]") == expected


DIGITS = st.text("0123456789", min_size=7, max_size=9)


@given(DIGITS, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_between_the_two_forms_is_always_seen(digits: str, at: int, by: int) -> None:
    at %= len(digits)
    wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    channel = f"{{id: v, kind: voice, number: '0{digits}', e164: '+66{digits}', abroad: '+66 {wrong}'}}"
    assert codes(channel) == ["number-mismatch"]


# Places, and references between services

COUNTRY = b"places:\n  - {id: xx, name: Exland, kind: country, code: XX, sources: [{kind: reference}]}\n"


def catalogue_of(**files: bytes) -> tuple[Catalogue, list[str]]:
    sink = Sink()
    world = {"content/topics.yaml": TOPICS, "content/words.yaml": WORDS, **{f"content/{k.replace('__', '/')}.yaml": v for k, v in files.items()}}
    return read_catalogue(MemoryWorld(world), sink), [d.code for d in sink.finish()]


def test_a_service_may_serve_a_place_of_any_file() -> None:
    found, codes = catalogue_of(places__xx=COUNTRY, services__xx=service("xx", service_areas="[xx]"))
    assert not codes and found.services["xx"].service_areas == ("xx",)


def test_a_place_file_that_cannot_be_read_makes_no_second_error() -> None:
    _, codes = catalogue_of(places__xx=b"places:\n\t- x\n", services__xx=service("xx", service_areas="[xx]"))
    assert codes == ["yaml-tab"]


def test_places_do_not_lie_in_one_another_in_a_ring() -> None:
    ring = b"places:\n" + b"".join(
        f"  - {{id: xx-{a}, name: P, kind: town, within: xx-{b}, sources: [{{kind: own}}]}}\n".encode() for a, b in ("12", "23", "31")
    )
    assert set(catalogue_of(places__xx=ring)[1]) == {"wrong-place"}


def test_a_service_passes_to_one_that_exists() -> None:
    one = service("xx-a", passes_to="[{id: xx-b, when: At night.}]")
    assert catalogue_of(**{"services__xx-a": one, "services__xx-b": service("xx-b")})[1] == []
    assert catalogue_of(**{"services__xx-a": one})[1] == ["unknown-id"]
    assert catalogue_of(**{"services__xx-a": service("xx-a", passes_to="[{id: xx-a}]")})[1] == ["unknown-id"]


def test_messages_are_said_in_other_words_for_those_who_need_them() -> None:
    data = b"section: s\nmessages:\n  - id: m\n    text: Everyone.\n    variants:\n      - {id: child, text: Child.}\n"
    found, codes = catalogue_of(messages__m=data)
    message = found.messages["m"]
    assert not codes
    assert message.variants[0].text.context == "message:m/variants/child/text"
    said = [message.text_for(readers).source for readers in ((), (Reader.CHILD,), (Reader.LOW_LITERACY,), (Reader.LOW_LITERACY, Reader.CHILD))]
    assert said == ["Everyone.", "Child.", "Everyone.", "Child."]


def test_everything_a_directory_may_hold_is_read() -> None:
    data = service(
        "xx",
        channels="{id: voice, kind: voice, number: 02-123 4567, extension: '2', free_abroad: no, dial_from: [{country: YY, number: '1800'}],"
        " entered_again: {number: '021234567', on: 2026-11-01, role: editor}, override: {on: 2026-11-01, role: editor, reason: seen},"
        " verified: {on: 2026-11-01, how: call, role: worker, result: answered}, languages: {spoken: [th], at: [{languages: [th], hours: {open: always}}]}},"
        " {id: sms, kind: sms, number: '8999', send: HELP}, {id: zalo, kind: chat, app: Zalo, address: help}, {id: door, kind: walk_in, site: main},"
        " {id: box, kind: post, address: Box 1}, {id: fax, kind: fax, number: 02-123 4568}",
        sites="[{id: main, kind: office, public: yes, address: {text: 1 Road, lang: en}, hours: {open: listed, holidays: no, timezone: Asia/Bangkok,"
        " intervals: [{days: [mon], opens: '08:00', closes: '12:00'}, {days: [mon], opens: '13:00', closes: '17:00'}]}}]",
        eligibility="{minimum_age: 12, sex: [female], nationalities: [YY], standing: [without_papers], work: [domestic], accepts_children: yes}",
        required_documents="[{path: call, needed: no}, {path: walk_in, needed: yes, documents: [{id: pass, document: a passport}]}]",
        steps="[{id: call, text: Call., path: call}]", what_next="They call back.", who_may_ask="[self, lawyer]", has_shelter="yes",
        cost="{free: no, amount: '12.50', currency: THB, description: The office pays.}", does_not="give money", former_names="[Old]",
        alternate_names="[{text: SO, lang: en}]", alerts="[{id: move, text: We move., ends: 2026-12-01, closed: yes}]", consent_ref="folder 3",
    )  # fmt: skip
    found, codes = catalogue_of(services__xx=data)
    assert not codes
    one = found.services["xx"]
    assert [c.kind for c in one.channels] == ["voice", "sms", "chat", "walk_in", "post", "fax"]
    assert one.eligibility and one.eligibility.minimum_age == 12
    assert one.required_documents[1].documents[0].document.context == "service:xx/required_documents/documents/pass/document"
