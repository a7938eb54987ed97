"""The shipped services and topics, checked as plain YAML against facts written down here a second time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from booklet.diag import Sink
from booklet.model.phone import check_numbers
from booklet.model.read import read_catalogue
from booklet.world.files import DiskWorld

CONTENT = Path(__file__).parents[2] / "content"
FILES = sorted((CONTENT / "services").rglob("*.yaml"))

ADVERTISED: dict[str, tuple[str, ...]] = {
    "th-1300": ("1300",),
    "th-ess-help-me": (),
    "th-1387": ("1387",),
    "th-1694": ("1694",),
    "th-191": ("191",),
    "th-1155": ("1155",),
    "my-999": ("999",),
    "my-15999": ("15999", "019-261 5999"),
    "my-mapo": ("03-8000 8000",),
    "id-sapa129": ("129", "08111-129-129"),
    "id-110": ("110",),
    "vn-111": ("111",),
    "vn-citizens-abroad": ("+84.981.84.84.84",),
    "vn-peace-house": ("1900 96 96 80",),
    "ph-1343": ("1343", "1343", "(02) 1343", "(632) 1343"),
    "ph-1348": ("1348", "87221144", "87221155"),
    "kh-1280": ("1280", "1280"),
    "kh-117": ("117",),
    "sg-police-tip": ("6435 0000", "999"),
    "sg-mom": ("6438 5122",),
    "sg-mom-domestic": ("1800 339 5505", "+65 6339 5505"),
    "sg-mwc": ("6536 2692",),
    "bn-141": ("141", "121"),
    "bd-109": ("109",),
    "bd-1098": ("1098",),
    "bd-expatriates": ("+8809610102030",),
    "np-1145": ("1145", "1145"),
    "np-1098": ("1098",),
    "lk-1929": ("1929",),
    "lk-1938": ("1938",),
    "lk-1989": ("1989",),
    "in-1098": ("1098", "112", "181"),
    "pk-fia-tip": ("111-247-786",),
    "au-afp": ("131 237",),
    "au-000": ("000",),
    "au-tis": ("131 450",),
    "nz-exploitation": ("0800 20 00 88", "111", "105", "0800 555 111"),
    "hk-fdh": ("2157 9537", "999"),
    "kr-danuri": ("1577-1366",),
    "mv-trafficking": ("1696", "(+960) 9500125"),
    "tr-157": ("157", "+90 312 1571112"),
    "ae-800save": ("800 SAVE",),
    "pg-1tok": ("7150 8000",),
    "intl-seafarerhelp": ("+44 (0)7909 470732",),
}
"""Every number as its source prints it, one per channel. Who changes a number changes it here too, from the source."""

BLOCKED = {
    "th-ess-help-me": {"line"},
    "my-mapo": {"web-chat"},
    "id-sapa129": {"voice"},
    "ph-1343": {"sms", "voice-2", "abroad"},
    "ph-1348": {"voice-2", "voice-3"},
    "np-1145": {"web"},
    "lk-1929": {"web"},
    "pk-fia-tip": {"voice"},
    "kr-danuri": {"voice"},
    "tr-157": {"abroad"},
    "intl-seafarerhelp": {"voice"},
}
CALLING_CODES = {
    "MY": "60", "ID": "62", "VN": "84", "PH": "63", "SG": "65", "BD": "880", "HK": "852", "MV": "960", "TR": "90",
    "PG": "675", "001": "44",
}  # fmt: skip
FACTS = ("tells_police", "tells_immigration", "records_calls", "sends_location", "name_needed")
KNOWN = {
    "tells_police": {
        "yes": {
            "th-191", "th-1155", "th-ess-help-me", "my-999", "my-mapo", "id-110", "vn-111", "kh-117", "sg-police-tip",
            "lk-1929", "pk-fia-tip", "au-afp", "au-000", "mv-trafficking",
        },
        "ask": {"bd-1098", "kr-danuri"},
    },
    "tells_immigration": {"yes": {"my-mapo", "tr-157"}, "ask": {"th-1694"}},
    "records_calls": {"yes": {"id-110", "vn-111"}},
    "sends_location": {"yes": {"th-ess-help-me"}},
    "name_needed": {},
}  # fmt: skip
"""Every confidentiality fact that a source states; all others are unknown and print as "ask"."""

OUTSIDE = {"TH", "MY", "SG", "ID", "VN", "001"}
LOUD = re.compile("police|traffic|victim|abuse|rescue|shelter|violen|slave|immigration|escape|crime", re.I)
KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")  # ITU-T E.161


def load(path: Path) -> dict[str, Any]:
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # every scalar stays text, as the program reads it
    assert isinstance(data, dict)
    return data


SERVICES = {path.stem: load(path) for path in FILES}
TOPICS = load(CONTENT / "topics.yaml")["topics"]
CHANNELS = [(s, c) for s in SERVICES.values() for c in s["channels"]]
NUMBERED = [(s, c) for s, c in CHANNELS if "number" in c]
FLAGS = [(s, f) for s in SERVICES.values() for f in s.get("flags", [])]


def digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def label(pair: Any) -> str | None:
    return f"{pair[0]['id']}-{pair[1].get('id', pair[1].get('field'))}" if isinstance(pair, tuple) else None


def test_nothing_is_lost() -> None:
    sources = [x for s in SERVICES.values() for x in s["sources"]]
    assert (len(FILES), len(SERVICES), len(sources)) == (44, 44, 89)
    assert len({(s["id"], f["note"]) for s, f in FLAGS}) == 57
    assert sum(len(s["languages"]["spoken"]) for s in SERVICES.values()) == 108
    assert sum("local_name" in s for s in SERVICES.values()) == 17
    assert sum(c["kind"] == "web" for _, c in CHANNELS) == 21


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_file_is_named_by_its_service(path: Path) -> None:
    service = SERVICES[path.stem]
    folder = "intl" if service["country"] == "001" else service["country"].lower()
    assert (service["id"], path.parent.name) == (path.stem, folder)
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=../../../schema/service.schema.json\n")


@pytest.mark.parametrize("id", sorted(ADVERTISED))
def test_numbers_are_those_of_the_source(id: str) -> None:
    channels = [c for c in SERVICES[id]["channels"] if "number" in c]
    assert tuple(c["as_advertised"] for c in channels) == ADVERTISED[id]
    for c in channels:
        wanted = digits(c["as_advertised"].replace("(0)", "").translate(KEYPAD))
        printed = digits(c["number"])
        assert wanted == digits(c.get("e164", "")) or wanted == printed or printed.endswith(wanted), c


def test_every_service_with_a_number_is_in_the_ledger() -> None:
    assert set(SERVICES) == set(ADVERTISED)


@pytest.mark.parametrize("pair", [p for p in NUMBERED if "e164" in p[1]], ids=label)
def test_number_from_abroad_is_the_same_line(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    service, c = pair
    code = CALLING_CODES[service["country"]]
    assert re.fullmatch(r"\+[1-9][0-9]{6,14}", c["e164"])
    assert digits(c["abroad"]) == digits(c["e164"]) and c["abroad"].startswith(f"+{code} ")
    national = digits(c["number"]).removeprefix(code if c["number"].startswith("+") else "0")
    assert f"+{code}{national}" == c["e164"]
    assert c["national_only"] == "no"


def test_home_numbers_offer_no_form_for_abroad() -> None:
    for s, c in NUMBERED:
        assert c["national_only"] in ("yes", "no") or (s["id"], c["id"]) == ("ph-1343", "abroad")
        if c["national_only"] != "no":
            assert "e164" not in c and "abroad" not in c, s["id"]
        if c.get("short_code") == "true":
            assert c["national_only"] != "no", s["id"]


def test_numbers_print_as_ascii_digits_without_vanity_letters() -> None:
    for _, c in NUMBERED:
        assert re.fullmatch(r"[0-9+() -]+", c["number"]), c


def test_no_channel_carries_a_refused_number() -> None:
    refused = {s["id"]: {digits(n) for n in s.get("refused_numbers", [])} for s in SERVICES.values()}
    assert {i: len(n) for i, n in refused.items() if n} == {
        "id-sapa129": 1, "vn-citizens-abroad": 1, "bd-109": 1, "bd-1098": 1, "bd-expatriates": 1, "lk-1938": 1,
        "nz-exploitation": 1, "kr-danuri": 2,
    }  # fmt: skip
    for s, c in NUMBERED:
        assert not {digits(c["number"]), digits(c.get("e164", ""))} & refused[s["id"]], s["id"]


def test_doubtful_channels_are_blocked_and_say_why() -> None:
    blocked: dict[str, set[str]] = {}
    for s, c in CHANNELS:
        if "blocked" in c:
            blocked.setdefault(s["id"], set()).add(c["id"])
            assert len(c["blocked"]) > 10
    assert blocked == BLOCKED


def test_every_open_channel_has_a_target() -> None:
    for s, c in CHANNELS:
        if "blocked" not in c:
            assert ("number" in c) != ("address" in c), s["id"]
            if c["kind"] == "web":
                assert c["address"].startswith("https://")


def test_channel_ids_are_unique_within_a_service() -> None:
    for s in SERVICES.values():
        ids = [c["id"] for c in s["channels"]]
        assert len(set(ids)) == len(ids), s["id"]


def test_emergency_lines() -> None:
    lines = {(s["id"], c["number"]) for s, c in CHANNELS if c.get("emergency") == "true"}
    assert lines == {
        ("th-191", "191"), ("my-999", "999"), ("id-110", "110"), ("kh-117", "117"), ("sg-police-tip", "999"),
        ("in-1098", "112"), ("au-000", "000"), ("nz-exploitation", "111"), ("hk-fdh", "999"),
    }  # fmt: skip


@pytest.mark.parametrize("fact", FACTS)
def test_confidentiality_says_what_sources_state_and_no_more(fact: str) -> None:
    found: dict[str, set[str]] = {}
    for s in SERVICES.values():
        assert set(s["confidentiality"]) == set(FACTS), s["id"]
        if (answer := s["confidentiality"][fact]) != "unknown":
            found.setdefault(answer, set()).add(s["id"])
    assert found == KNOWN[fact]


@pytest.mark.parametrize("pair", FLAGS, ids=label)
def test_flag_became_what_it_says(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    service, flag = pair
    becomes, name = flag["becomes"], flag.get("field", "")
    if becomes == "editors":
        assert not name
    elif becomes == "blocks":
        channel = {c["id"]: c for c in service["channels"]}[name]
        assert channel["blocked"]
    else:
        assert becomes == "fact"
        assert _fact_is_set(service, name), f"the flag says so, but {name} is not set"


def _fact_is_set(service: dict[str, Any], name: str) -> bool:
    """Whether readers see the warning: a known answer, or "ask"."""
    if name in FACTS:
        return bool(service["confidentiality"][name] in ("yes", "ask"))
    if name == "languages":
        return bool(service["languages"]["basis"] == "inferred" or service["languages"]["spoken"] == ["mul"])
    if name == "hours":
        hours = service["hours"]
        return bool(hours["open"] != "unknown" and ("as_of" in hours or service["id"] == "pg-1tok"))
    if name == "free":  # kh-117's flag itself says that the call costs nothing
        answers = {c["free"] for c in service["channels"] if "number" in c}
        return (
            answers == {"yes"} if service["id"] == "kh-117" else bool(answers & {"no", "ask"}) and "yes" not in answers
        )
    if name == "national_only":
        return all(c["national_only"] == "yes" for c in service["channels"] if "number" in c)
    return bool(service.get(name))


def test_free_is_printed_only_where_a_source_says_so() -> None:
    counts = {a: sum(c["free"] == a for _, c in NUMBERED) for a in ("yes", "no", "ask", "unknown")}
    assert counts == {"yes": 25, "no": 10, "ask": 4, "unknown": 24}


def test_sensitive_sources_name_no_place() -> None:
    sensitive = [(s["id"], x) for s in SERVICES.values() for x in s["sources"] if x.get("sensitive") == "true"]
    assert {i for i, _ in sensitive} == {"vn-peace-house", "lk-1929"}
    assert all(set(x) <= {"kind", "date", "sensitive"} for _, x in sensitive)
    assert all("url" in x for s in SERVICES.values() for x in s["sources"] if "sensitive" not in x)


def test_nothing_is_verified_yet() -> None:
    for s in SERVICES.values():
        assert "verified" not in s and s["consent"] == "unknown" and s["status"] == "active"


def test_old_hours_carry_their_year() -> None:
    as_of = {s["id"]: s["hours"]["as_of"] for s in SERVICES.values() if "as_of" in s["hours"]}
    assert as_of == {"th-1694": "2017", "my-mapo": "2017", "bd-expatriates": "2026-03", "intl-seafarerhelp": "2019"}
    opened = [s["hours"]["open"] for s in SERVICES.values()]
    assert {k: opened.count(k) for k in set(opened)} == {"always": 29, "listed": 3, "unknown": 12}


def test_summary_is_one_short_sentence() -> None:
    for s in SERVICES.values():
        assert len(s["summary"].split()) <= 15, s["id"]
        assert re.fullmatch(r"[A-Z][^.!?]*\.", s["summary"]), s["id"]
        assert not re.search("confidential|anonymous|guarantee|always|will ", s["summary"]), s["id"]


def test_labels_for_the_outside_are_harmless() -> None:
    for s in SERVICES.values():
        assert ("label" in s) == (s["country"] in OUTSIDE), s["id"]
        assert len(s.get("label", "").split()) <= 2 and not LOUD.search(s.get("label", "")), s["id"]


def test_topics_are_few_known_and_used() -> None:
    ids = [t["id"] for t in TOPICS]
    assert len(set(ids)) == len(ids) <= 25
    assert {n for s in SERVICES.values() for n in s["needs"]} == set(ids)
    assert all(len(t["label"].split()) <= 2 for t in TOPICS)


def test_one_picture_means_one_topic() -> None:
    icons = [t["icon"] for t in TOPICS]
    assert len(set(icons)) == len(icons)


def test_every_icon_is_there() -> None:
    for t in TOPICS:
        assert (CONTENT / "icons" / f"{t['icon']}.svg").is_file(), t["icon"]
    assert "MIT License" in (CONTENT / "icons" / "LICENSE").read_text("utf-8")


def test_icons_are_square_outlines_without_scripts() -> None:
    for path in (CONTENT / "icons").glob("*.svg"):
        root = ElementTree.fromstring(path.read_text("utf-8"))
        assert root.get("viewBox") == "0 0 24 24", path.name
        assert {e.tag.rsplit("}", 1)[-1] for e in root.iter()} <= {"svg", "path"}, path.name


def test_numbers_that_a_library_does_not_know_were_confirmed_by_a_reviewer() -> None:
    confirmed = {(s["id"], c["id"]) for s, c in CHANNELS if "override" in c}
    assert confirmed == {
        ("bd-1098", "voice"), ("bn-141", "voice"), ("bn-141", "voice-2"), ("kh-1280", "voice"), ("kh-1280", "sms"),
        ("np-1145", "voice"), ("np-1145", "sms"), ("nz-exploitation", "voice-3"), ("ph-1343", "voice"), ("ph-1348", "voice"),
        ("th-1300", "voice"), ("th-1387", "voice"), ("vn-111", "voice"),
    }  # fmt: skip
    assert all({"on", "role", "reason"} == set(c["override"]) for _, c in CHANNELS if "override" in c)


def test_the_library_knows_all_other_numbers() -> None:
    """So that a slip of a digit in a new line is told by `booklet check`."""
    sink = Sink()
    check_numbers(read_catalogue(DiskWorld(CONTENT.parent), sink), sink)
    assert not sink.finish()


PLACES = [p for path in sorted((CONTENT / "places").glob("*.yaml")) for p in load(path)["places"]]


def test_places_have_sources_and_crossings_two_sides() -> None:
    assert {p["id"] for p in PLACES} == {
        "th", "th-57", "th-63", "mm", "mm-13", "mm-17", "crossing-mae-sot-myawaddy", "crossing-mae-sai-tachileik",
    }  # fmt: skip
    assert all(source.get("url") for p in PLACES for source in p["sources"])
    assert {tuple(side["place"] for side in p["sides"]) for p in PLACES if p["kind"] == "crossing"} == {
        ("th-63", "mm-13"), ("th-57", "mm-17"),
    }  # fmt: skip
