"""The shipped messages, checked as plain YAML."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parents[2] / "content"
SECTIONS = {
    p.stem: yaml.load(p.read_text("utf-8"), yaml.BaseLoader) for p in sorted((CONTENT / "messages").glob("*.yaml"))
}
MESSAGES: dict[str, dict[str, Any]] = {m["id"]: m for s in SECTIONS.values() for m in s["messages"]}

COUNTS = {
    "border": 4, "calling": 11, "children": 5, "cover": 5, "documents": 4, "domestic_work": 3, "fishers": 4,
    "going_home": 3, "health": 3, "help": 8, "legal": 2, "phrases": 8, "qr": 5, "rights": 8, "safety": 8,
    "scam_compounds": 5, "signs": 12, "work": 5, "you_are_not_alone": 6,
}  # fmt: skip
AUDIENCES = {
    "all": 77, "workers": 6, "adults": 5, "children": 5, "fishers": 4, "scam": 4, "border": 4, "domestic": 3,
    "helper": 1,
}  # fmt: skip
LEGAL = {
    "rights.safe", "rights.interpreter", "rights.embassy", "rights.no_papers", "rights.not_punished", "docs.yours",
    "work.contract", "work.change_boss", "border.return_fear", "legal.options",
}  # fmt: skip
PLACEHOLDERS = {
    "cover.language": ["language"], "cover.checked": ["date"], "call.only_inside": ["country"],
    "safe.danger_now": ["number"], "phrase.i_speak": ["language"], "phrase.call_for_me": ["number"],
    "phrase.child": ["age"],
}  # fmt: skip
TOO_LONG: dict[str, str] = {}
"""Messages with a sentence of more than 15 words, each with the reason why it may stay."""

ONE_PICTURE = {
    "id-off": {"rights.no_papers", "docs.lost"},
    "stethoscope": {"rights.doctor", "phrase.doctor", "health.after_sex"},
    "message-language": {"rights.interpreter", "phrase.need_interpreter"},
    "home-lock": {"signs.cannot_leave", "home.locked"},
    "ear-off": {"safe.alone_place", "phrase.private", "border.quiet"},
    "ear": {"rights.private"},
    "phone-off": {"call.you_choose"},
    "trash": {"safe.delete_call"},
    "user-bolt": {"signs.threats"},
    "flag": {"rights.embassy"},
    "microphone": {"call.recorded"},
    "user-question": {"call.no_name"},
}
"""Where a picture of the fixed vocabulary stands: one meaning, one picture."""


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+", text)


def test_nothing_is_lost() -> None:
    assert {name: len(s["messages"]) for name, s in SECTIONS.items()} == COUNTS
    assert len(MESSAGES) == sum(COUNTS.values()) == 109
    assert Counter(m.get("audience", "all") for m in MESSAGES.values()) == AUDIENCES
    assert sum(m.get("extra") == "true" for m in MESSAGES.values()) == 23
    assert {i for i, m in MESSAGES.items() if m.get("legal") == "true"} == LEGAL


def test_file_is_named_by_its_section() -> None:
    assert all(s["section"] == name for name, s in SECTIONS.items())


def test_sentences_are_short() -> None:
    long = {i for i, m in MESSAGES.items() if any(len(s.split()) > 15 for s in sentences(m["text"]))}
    assert long == set(TOO_LONG)


def test_placeholders() -> None:
    found = {i: re.findall(r"\{(\w+)\}", m["text"]) for i, m in MESSAGES.items()}
    assert {i: names for i, names in found.items() if names} == PLACEHOLDERS


def test_no_message_carries_digits_that_could_be_dialled() -> None:
    assert {i: n for i, m in MESSAGES.items() if (n := re.findall("[0-9]+", m["text"]))} == {
        "child.under18": ["18"],
        "fish.radio": ["16"],
    }


def test_named_messages_exist() -> None:
    for m in MESSAGES.values():
        for other in (*m.get("keep_with", ()), *m.get("excludes", ())):
            assert other in MESSAGES and other != m["id"]


def test_dependencies_are_typed() -> None:
    typed = {
        i: {k: m[k] for k in ("keep_with", "requires", "excludes") if k in m}
        for i, m in MESSAGES.items()
        if {"keep_with", "requires", "excludes"} & set(m)
    }
    assert typed == {
        "call.no_name": {"requires": [{"fact": "name_needed", "answer": "no", "of": "every"}]},
        "docs.lost": {"keep_with": ["docs.refugee"]},
        "work.change_boss": {"keep_with": ["safe.danger_now"]},
        "scam.send_place": {"excludes": ["safe.location"]},
    }


def test_sexual_violence_is_for_adults() -> None:
    for i in ("signs.forced_sex", "health.after_sex", "alone.you_decide"):
        assert MESSAGES[i]["audience"] == "adults"


def test_every_page_message_has_a_picture_that_is_there() -> None:
    for name, section in SECTIONS.items():
        for m in section["messages"]:
            if name != "cover":
                assert (CONTENT / "icons" / f"{m['icon']}.svg").is_file(), m["id"]


def test_one_meaning_one_picture() -> None:
    for icon, wanted in ONE_PICTURE.items():
        assert {i for i, m in MESSAGES.items() if m.get("icon") == icon} == wanted, icon


def test_no_picture_twice_in_a_section() -> None:
    for name, section in SECTIONS.items():
        icons = Counter(m["icon"] for m in section["messages"] if "icon" in m)
        assert {i for i, n in icons.items() if n > 1} <= {"user-heart"}, name
